// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/findbox.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QAction>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QTextCharFormat>

using namespace Qt::StringLiterals;

namespace tuneboard {

FindBox::FindBox(QWidget *parent)
    : QLineEdit(parent)
    , m_icon(addAction(QIcon(), LeadingPosition))
{
    setObjectName(u"findBox"_s);
    setAccessibleName(tr("Find"));
    setPlaceholderText(tr("Find a job, a model, a file — or paste a link"));
    setClearButtonEnabled(true);
    setMaxLength(4000);
    m_icon->setEnabled(false);
    place();
    connect(this, &QLineEdit::cursorPositionChanged, this, &FindBox::underline);
}

void FindBox::place()
{
    m_icon->setIcon(tintedIcon(u"search"_s, colours(palette()).secondText));
}

void FindBox::setHint(const QString &hint)
{
    m_hint = hint;
    update();
}

void FindBox::setProblems(const std::vector<FilterProblem> &problems)
{
    m_problems = problems;
    const QString reason = problems.empty() ? QString() : problems.front().reason;
    setToolTip(reason.isEmpty() ? QString() : toolTipText(reason));
    setAccessibleDescription(reason);
    underline();
}

// QLineEdit has no formats of its own but those of an input method: the marks go that way, with no text.
void FindBox::underline()
{
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(colours(palette()).bad);
    QList<QInputMethodEvent::Attribute> marks;
    for (const FilterProblem &problem : m_problems) {
        marks.append({QInputMethodEvent::TextFormat, int(problem.start) - cursorPosition(),
                      int(problem.length), format});
    }
    QInputMethodEvent event({}, marks);
    QLineEdit::inputMethodEvent(&event);
}

void FindBox::inputMethodEvent(QInputMethodEvent *event)
{
    QLineEdit::inputMethodEvent(event);
}

void FindBox::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            Q_EMIT left();
        else
            clear();
        return;
    case Qt::Key_Down:
        Q_EMIT left();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT submitted(text().trimmed());
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FindBox::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!text().isEmpty() || m_hint.isEmpty())
        return;
    const Colours &c = colours(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(font()));
    const QFontMetrics metrics = painter.fontMetrics();
    const QSize size(metrics.horizontalAdvance(m_hint) + 12, metrics.height() + 4);
    const QRect badge(QPoint(width() - size.width() - 10, (height() - size.height()) / 2), size);
    painter.setPen(c.line);
    painter.setBrush(c.panel);
    painter.drawRoundedRect(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setPen(c.secondText);
    painter.drawText(badge, Qt::AlignCenter, m_hint);
}

void FindBox::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        place();
        underline();
    }
}

} // namespace tuneboard
