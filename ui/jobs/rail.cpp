// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/rail.h"

#include "app/api/terms.h"
#include "ui/accounts/accountmark.h"
#include "ui/format.h"
#include "ui/tabular.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

enum class Kind { Heading, All, Status, Method, Model, MoreModels, Account };
enum Role { KindRole = Qt::UserRole + 1, KeyRole, CountRole, ChosenRole, ColourRole };

constexpr int kModelsAtFirst = 3;

// What one looks for first comes first; after these the others as terms.h has them.
constexpr QLatin1StringView kStatusOrder[] = {
    "running"_L1,    "resuming"_L1,  "validating_files"_L1, "queued"_L1,    "created"_L1, "pending"_L1,
    "notRunning"_L1, "succeeded"_L1, "failed"_L1,           "cancelled"_L1, "pausing"_L1, "paused"_L1};

class RailDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int line = option.fontMetrics.height();
        const bool heading = Kind(index.data(KindRole).toInt()) == Kind::Heading;
        return {0, heading ? line + (index.row() == 0 ? 18 : 20) : (line + 9) / 4 * 4};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colours &c = colours(option.palette);
        const auto kind = Kind(index.data(KindRole).toInt());
        painter->save();
        const QRect rect = option.rect.adjusted(14, 0, -14, 0);
        if (kind == Kind::Heading) {
            QFont font = boldFont(smallFont(option.font));
            font.setPointSizeF(font.pointSizeF() * 0.92);
            font.setLetterSpacing(QFont::PercentageSpacing, 106);
            painter->setFont(font);
            painter->setPen(c.secondText);
            painter->drawText(rect.adjusted(0, 0, 0, -5), Qt::AlignLeft | Qt::AlignBottom,
                              index.data().toString());
        } else {
            paintEntry(painter, option, index, kind, rect);
        }
        painter->restore();
    }

private:
    static void paintEntry(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                           Kind kind, QRect rect)
    {
        const Colours &c = colours(option.palette);
        const bool chosen = index.data(ChosenRole).toBool();
        const bool focus = option.state & QStyle::State_HasFocus;
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF ground = QRectF(option.rect).adjusted(8.5, 0.5, -8.5, -0.5);
        painter->setPen(focus ? QPen(c.accent) : QPen(Qt::NoPen));
        painter->setBrush(chosen                                   ? c.selection
                          : option.state & QStyle::State_MouseOver ? c.hover
                                                                   : QColor(Qt::transparent));
        painter->drawRoundedRect(ground, 4, 4);

        const int line = option.fontMetrics.height();
        if (kind == Kind::Status || kind == Kind::All) {
            const QString key = index.data(KeyRole).toString();
            if (kind == Kind::Status)
                statusIcon(key, option.palette)
                    .paint(painter, QRect(rect.left(), rect.center().y() - line / 2 + 1, line, line));
            rect.setLeft(rect.left() + line + 6);
        }
        painter->setFont(chosen ? boldFont(option.font) : option.font);
        if (kind == Kind::Account)
            rect = drawAccountDot(painter, rect, index.data(ColourRole).toInt(), option.palette);
        painter->setPen(chosen ? c.active : c.secondText);
        int used = 0;
        const QVariant number = index.data(CountRole);
        if (number.isValid()) {
            const QString text = count(number.toLongLong());
            drawTabular(painter, rect, text);
            used = tabularWidth(painter->fontMetrics(), text) + 8;
        }
        painter->setPen(chosen ? c.active : c.text);
        rect.setRight(rect.right() - used);
        painter->drawText(
            rect, Qt::AlignLeft | Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    }
};

} // namespace

struct Rail::Entry
{
    Kind kind;
    QString key = {};
    QString text = {};
    int count = -1; ///< -1: none is shown
    bool chosen = false;
    int colour = -1;
};

Rail::Rail(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Filters"));
    setItemDelegate(new RailDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTextElideMode(Qt::ElideRight);
}

QSize Rail::sizeHint() const
{
    return {fontMetrics().height() * 188 / 16, 400};
}

void Rail::addModels(QList<Entry> &list, const FacetCounts &counts, const FacetChoice &choice) const
{
    QList<std::pair<int, QString>> models;
    for (auto it = counts.models.cbegin(); it != counts.models.cend(); ++it)
        models.append({it.value(), it.key()});
    for (const QString &chosen : choice.models) {
        if (!counts.models.contains(chosen))
            models.append({0, chosen});
    }
    std::sort(models.begin(), models.end(), [](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    list.append({Kind::Heading, {}, tr("Base model").toUpper()});
    int hidden = 0;
    for (qsizetype i = 0; i < models.size(); ++i) {
        const auto &[number, name] = models[i];
        const bool chosen = choice.models.contains(name);
        if (!m_allModels && i >= kModelsAtFirst && models.size() > kModelsAtFirst + 1 && !chosen)
            ++hidden;
        else
            list.append({Kind::Model, name, cellText(name), number, chosen});
    }
    if (hidden > 0)
        list.append({Kind::MoreModels, {}, tr("%n more…", nullptr, hidden)});
    else if (m_allModels && models.size() > kModelsAtFirst + 1)
        list.append({Kind::MoreModels, {}, tr("Fewer")});
}

QList<Rail::Entry> Rail::entries(const JobTable &table, const FacetCounts &counts,
                                 const FacetChoice &choice) const
{
    QList<Entry> list;
    list.append({Kind::Heading, {}, tr("Status").toUpper()});
    list.append({Kind::All, {}, tr("All"), counts.allStatuses, choice.statuses.isEmpty()});
    QStringList statuses;
    for (const QLatin1StringView word : kStatusOrder) {
        if (counts.statuses.contains(QString(word)) || choice.statuses.contains(word))
            statuses.append(word);
    }
    for (auto it = counts.statuses.cbegin(); it != counts.statuses.cend(); ++it) {
        if (!statuses.contains(it.key()))
            statuses.append(it.key());
    }
    for (const QString &word : statuses) {
        list.append({Kind::Status, word, cellText(statusLabel(word)), counts.statuses.value(word),
                     choice.statuses.contains(word)});
    }
    QStringList methods;
    for (const MethodTerm &term : methodTerms()) {
        const QString word = QString::fromLatin1(term.word);
        if (counts.methods.contains(word) || choice.methods.contains(word))
            methods.append(word);
    }
    for (auto it = counts.methods.cbegin(); it != counts.methods.cend(); ++it) {
        if (!methods.contains(it.key()))
            methods.append(it.key());
    }
    if (!methods.isEmpty())
        list.append({Kind::Heading, {}, tr("Method").toUpper()});
    for (const QString &word : methods) {
        list.append({Kind::Method, word, cellText(methodLabel(word)), counts.methods.value(word),
                     choice.methods.contains(word)});
    }
    if (!counts.models.isEmpty() || !choice.models.isEmpty())
        addModels(list, counts, choice);
    if (counts.accounts.size() > 1 || !choice.accounts.isEmpty()) {
        list.append({Kind::Heading, {}, tr("Account").toUpper()});
        for (auto it = counts.accounts.cbegin(); it != counts.accounts.cend(); ++it) {
            list.append({Kind::Account, QString::number(it.key()), cellText(table.accountName(it.key())),
                         it.value(), choice.accounts.contains(it.key()),
                         table.accountLabel(it.key()).colour});
        }
    }
    return list;
}

void Rail::refresh(const JobTable &table, const FacetCounts &counts, const FacetChoice &choice)
{
    m_choice = choice;
    const QList<Entry> list = entries(table, counts, choice);
    const int row = currentRow();
    for (int i = 0; i < list.size(); ++i) {
        const Entry &entry = list[i];
        QListWidgetItem *it = i < count() ? item(i) : nullptr;
        if (!it)
            it = new QListWidgetItem(this);
        const auto set = [it](int role, const QVariant &value) {
            if (it->data(role) != value)
                it->setData(role, value);
        };
        const bool heading = entry.kind == Kind::Heading;
        const bool wasHeading =
            it->data(KindRole).isValid() && Kind(it->data(KindRole).toInt()) == Kind::Heading;
        set(KindRole, int(entry.kind));
        set(KeyRole, entry.key);
        set(Qt::DisplayRole, entry.text);
        set(CountRole, entry.count < 0 ? QVariant() : QVariant(entry.count));
        set(ChosenRole, entry.chosen);
        set(ColourRole, entry.colour);
        set(Qt::AccessibleTextRole, entry.count < 0 ? entry.text
                                    : entry.chosen
                                        ? tr("%1, %n job(s), chosen", nullptr, entry.count).arg(entry.text)
                                        : tr("%1, %n job(s)", nullptr, entry.count).arg(entry.text));
        const Qt::ItemFlags flags = heading ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
        if (it->flags() != flags)
            it->setFlags(flags);
        if (heading != wasHeading)
            it->setSizeHint({}); // asks the delegate anew
    }
    while (count() > list.size())
        delete takeItem(count() - 1);
    if (row >= 0 && row < count())
        setCurrentRow(row);
}

void Rail::activate(QListWidgetItem *item, bool add)
{
    FacetChoice choice = m_choice;
    const QString key = item->data(KeyRole).toString();
    const auto toggle = [add](auto &values, const auto &value) {
        const bool had = values.contains(value);
        const bool only = had && values.size() == 1;
        if (!add)
            values.clear();
        if (add && had)
            values.removeAll(value);
        else if (!only)
            values.append(value);
    };
    switch (Kind(item->data(KindRole).toInt())) {
    case Kind::Heading:
        return;
    case Kind::All:
        choice.statuses.clear();
        break;
    case Kind::Status:
        toggle(choice.statuses, key);
        break;
    case Kind::Method:
        toggle(choice.methods, key);
        break;
    case Kind::Model:
        toggle(choice.models, key);
        break;
    case Kind::Account:
        toggle(choice.accounts, key.toLongLong());
        break;
    case Kind::MoreModels:
        m_allModels = !m_allModels;
        break;
    }
    Q_EMIT choiceChanged(choice);
}

void Rail::keyPressEvent(QKeyEvent *event)
{
    if (currentItem() &&
        (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
        activate(currentItem(), event->modifiers() & Qt::ControlModifier);
        return;
    }
    QListWidget::keyPressEvent(event);
}

void Rail::mousePressEvent(QMouseEvent *event)
{
    QListWidget::mousePressEvent(event);
    QListWidgetItem *hit = itemAt(event->position().toPoint());
    if (hit && event->button() == Qt::LeftButton)
        activate(hit, event->modifiers() & Qt::ControlModifier);
}

void Rail::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace tuneboard
