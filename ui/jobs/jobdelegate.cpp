// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobdelegate.h"

#include "app/models/jobsmodel.h"
#include "ui/accounts/accountmark.h"
#include "ui/format.h"
#include "ui/jobs/jobcell.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QDateTime>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <QtMath>

#include <algorithm>

namespace tuneboard {

namespace {

const JobsModel *modelOf(const QModelIndex &index)
{
    return qobject_cast<const JobsModel *>(index.model());
}

QColor textColour(CellTone tone, QStringView status, const QPalette &palette)
{
    const Colours &c = colours(palette);
    switch (tone) {
    case CellTone::Normal:
    case CellTone::Strong:
        return c.text;
    case CellTone::Second:
        return c.secondText;
    case CellTone::Status:
        return statusColour(status, palette);
    case CellTone::Bad:
        return c.bad;
    }
    return c.text;
}

// Returns what is left of `rect` for the text.
QRect drawBar(QPainter *painter, const QRect &rect, std::optional<double> part, const QPalette &palette,
              int lineHeight)
{
    const Colours &c = colours(palette);
    const int height = qMax(4, lineHeight * 3 / 8);
    const int width = qMin(lineHeight * 14 / 3, rect.width() * 3 / 8);
    const QRectF trough(rect.left(), rect.center().y() - height / 2.0 + 0.5, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(c.line);
    painter->drawRoundedRect(trough, height / 2.0, height / 2.0);
    QRectF done = trough;
    if (part)
        done.setWidth(qMax(double(height), width * qBound(0.0, *part, 1.0)));
    const QColor colour = isDark(palette) ? c.accent : c.active;
    painter->setBrush(part ? QBrush(colour) : QBrush(colour, Qt::BDiagPattern));
    painter->drawRoundedRect(done, height / 2.0, height / 2.0);
    painter->restore();
    return rect.adjusted(width + 8, 0, 0, 0);
}

// The curve's share of a cell: 58 pixels at 96 dpi with a text of 13.
int curveWidth(int lineHeight)
{
    return lineHeight * 29 / 8;
}

constexpr int kCurveGap = 4;
constexpr int kKeptCurves = 512;
constexpr int kKeptWords = 4096;

// Whether letters may be higher than a row: marks stand above and below them.
bool mayBeHigh(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x300; });
}

QStaticText laidOut(const QPainter &painter, const QString &text)
{
    QStaticText made(text);
    made.setTextFormat(Qt::PlainText);
    made.prepare(painter.transform(), painter.font());
    return made;
}

QPixmap curvePicture(const QSize &size, double ratio, std::span<const quint8> levels, const QColor &colour)
{
    QPixmap picture((QSizeF(size) * ratio).toSize());
    picture.setDevicePixelRatio(ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double inset = 1;
    const double step = (size.width() - 2 * inset) / double(levels.size() - 1);
    QPolygonF line;
    for (std::size_t i = 0; i < levels.size(); ++i)
        line.append({inset + double(i) * step,
                     size.height() - inset - levels[i] * (size.height() - 2 * inset) / 255.0});
    painter.drawPolyline(line);
    return picture;
}

} // namespace

JobDelegate::JobDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , now(&QDateTime::currentSecsSinceEpoch)
    , m_curves(kKeptCurves)
{
}

JobDelegate::~JobDelegate() = default;

JobDelegate::Look::Look(const QFont &plain)
    : font(plain)
    , bold(boldFont(plain))
    , metrics(plain)
    , figures(plain)
    , words(kKeptWords)
    , boldWords(kKeptWords)
{
}

JobDelegate::Look &JobDelegate::lookOf(const QFont &font) const
{
    if (!m_look || m_look->font != font)
        m_look = std::make_unique<Look>(font);
    return *m_look;
}

int JobDelegate::rowHeight(const QFontMetrics &metrics)
{
    return (metrics.height() + 12 + 3) / 4 * 4;
}

int JobDelegate::statusIndent(const QFontMetrics &metrics)
{
    return metrics.height() + metrics.height() * 3 / 8;
}

void JobDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JobsModel *model = modelOf(index);
    if (!model)
        return;
    const Colours &c = colours(option.palette);
    const bool selected = option.state & QStyle::State_Selected;
    painter->save();
    if (selected)
        painter->fillRect(option.rect, c.selection);
    else if (index.row() == hoverRow)
        painter->fillRect(option.rect, c.hover);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.grid);

    const auto column = JobColumn(index.column());
    const quint32 number = index.data(JobsModel::RowRole).toUInt();
    const JobCell cell = jobCell(model->table(), number, column, now());
    if (mayBeHigh(cell.text))
        painter->setClipRect(option.rect);
    QRect rect = option.rect.adjusted(kMargin, 0, -kMargin, -1);
    const Look &look = lookOf(option.font);
    painter->setFont(cell.tone == CellTone::Strong ? look.bold : look.font);
    const int line = option.fontMetrics.height();

    QString status;
    if (cell.tone == CellTone::Status) {
        status = index.data(JobsModel::StatusRole).toString();
        const QRect icon(rect.left(), rect.center().y() - line / 2, line, line);
        statusIcon(status, option.palette).paint(painter, icon);
        rect.setLeft(icon.left() + statusIndent(option.fontMetrics));
    }
    rect = drawAccountDot(painter, rect, cell.dot, option.palette);
    if (cell.progress || cell.isIndeterminate)
        rect = drawBar(painter, rect, cell.progress, option.palette, line);
    if (cell.hasCurve) {
        const int width = curveWidth(line);
        const int height = line * 7 / 8;
        drawCurve(painter, {rect.right() + 1 - width, rect.center().y() - height / 2, width, height},
                  cell.curve, c.secondText);
        rect.setRight(rect.right() - width - kCurveGap);
    }
    const QColor colour = textColour(cell.tone, status, option.palette);
    if (cell.number) {
        painter->setPen(colour);
        look.figures.draw(painter, rect, cell.text);
    } else {
        drawWords(painter, rect, cell, colour, c.secondText);
    }
    painter->restore();
}

void JobDelegate::drawWords(QPainter *painter, const QRect &rect, const JobCell &cell, const QColor &colour,
                            const QColor &secondColour) const
{
    painter->setPen(colour);
    const int used = drawWord(painter, rect, cell.text, cell.tone == CellTone::Strong);
    if (cell.rest.isEmpty())
        return;
    const QFontMetrics &metrics = m_look->metrics;
    const QRect left = rect.adjusted(used + metrics.horizontalAdvance(u' '), 0, 0, 0);
    if (left.width() < metrics.averageCharWidth() * 3)
        return;
    painter->setPen(secondColour);
    drawWord(painter, left, cell.rest, false);
}

int JobDelegate::drawWord(QPainter *painter, const QRect &rect, const QString &text, bool bold) const
{
    QCache<QString, Word> &kept = bold ? m_look->boldWords : m_look->words;
    Word *word = kept.object(text);
    if (!word) {
        word = new Word;
        word->whole = laidOut(*painter, text);
        kept.insert(text, word);
    }
    const QPoint place(rect.left(), rect.top() + (rect.height() - m_look->metrics.height()) / 2);
    const QSizeF size = word->whole.size();
    if (size.width() <= rect.width()) {
        painter->drawStaticText(place, word->whole);
        return qCeil(size.width());
    }
    if (word->cutTo != rect.width()) {
        word->cutTo = rect.width();
        word->cut = laidOut(*painter, painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
    painter->drawStaticText(place, word->cut);
    return rect.width();
}

void JobDelegate::drawCurve(QPainter *painter, const QRect &rect, std::span<const quint8> levels,
                            const QColor &colour) const
{
    if (levels.size() < 2)
        return;
    const double ratio = painter->device()->devicePixelRatioF();
    QByteArray key(reinterpret_cast<const char *>(levels.data()), qsizetype(levels.size()));
    for (const quint32 part :
         {quint32(rect.width()), quint32(rect.height()), quint32(ratio * 64), colour.rgba()})
        key.append(reinterpret_cast<const char *>(&part), sizeof part);
    const QPixmap *known = m_curves.object(key);
    if (!known) {
        auto *drawn = new QPixmap(curvePicture(rect.size(), ratio, levels, colour));
        painter->drawPixmap(rect.topLeft(), *drawn);
        m_curves.insert(key, drawn);
        return;
    }
    painter->drawPixmap(rect.topLeft(), *known);
}

QSize JobDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const JobsModel *model = modelOf(index);
    if (!model)
        return QStyledItemDelegate::sizeHint(option, index);
    const JobCell cell =
        jobCell(model->table(), index.data(JobsModel::RowRole).toUInt(), JobColumn(index.column()), now());
    const QFontMetrics metrics(boldFont(option.font));
    const int line = metrics.height();
    int width = tabularWidth(metrics, cell.text) + 2 * kMargin;
    if (!cell.rest.isEmpty())
        width += metrics.horizontalAdvance(cell.rest) + line / 2;
    if (cell.tone == CellTone::Status)
        width += line * 11 / 8;
    width += accountDotWidth(cell.dot, line);
    if (cell.progress || cell.isIndeterminate)
        width += line * 14 / 3 + 8;
    if (cell.hasCurve)
        width += curveWidth(line) + kCurveGap;
    return {width, rowHeight(option.fontMetrics)};
}

bool JobDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                            const QModelIndex &index)
{
    const JobsModel *model = modelOf(index);
    if (event->type() != QEvent::ToolTip || !model)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const auto column = JobColumn(index.column());
    const quint32 number = index.data(JobsModel::RowRole).toUInt();
    QString help = jobCellHelp(model->table(), number, column, now());
    const bool cut = sizeHint(option, index).width() > option.rect.width();
    if (help.isEmpty() && cut)
        help = jobCellSpoken(model->table(), number, column, now());
    if (help.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), toolTipText(help), view);
    return true;
}

} // namespace tuneboard
