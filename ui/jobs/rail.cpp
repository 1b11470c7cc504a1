// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/rail.h"

#include "app/api/terms.h"
#include "ui/format.h"
#include "ui/jobs/raildelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kModelsAtFirst = 3;

// What one looks for first comes first; after these the others as terms.h has them.
constexpr QLatin1StringView kStatusOrder[] = {
    "running"_L1,    "resuming"_L1,  "validating_files"_L1, "queued"_L1,    "created"_L1, "pending"_L1,
    "notRunning"_L1, "succeeded"_L1, "failed"_L1,           "cancelled"_L1, "pausing"_L1, "paused"_L1};

} // namespace

struct Rail::Entry
{
    RailKind kind;
    QString key = {};
    QString text = {};
    int count = -1; ///< -1: none is shown
    bool chosen = false;
    int colour = -1;
    QString toolTip = {}; ///< lines of plain text; empty: none
};

Rail::Rail(QWidget *parent)
    : QListWidget(parent)
{
    setObjectName(u"rail"_s);
    setAccessibleName(tr("Filters and saved views"));
    setItemDelegate(new RailDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setMouseTracking(true);
    setTextElideMode(Qt::ElideRight);
}

Rail::~Rail() = default;

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
    list.append({RailKind::Heading, {}, tr("Base model").toUpper()});
    int hidden = 0;
    for (qsizetype i = 0; i < models.size(); ++i) {
        const auto &[number, name] = models[i];
        const bool chosen = choice.models.contains(name);
        if (!m_allModels && i >= kModelsAtFirst && models.size() > kModelsAtFirst + 1 && !chosen)
            ++hidden;
        else
            list.append({RailKind::Model, name, cellText(name), number, chosen});
    }
    if (hidden > 0)
        list.append({RailKind::MoreModels, {}, tr("%n more…", nullptr, hidden)});
    else if (m_allModels && models.size() > kModelsAtFirst + 1)
        list.append({RailKind::MoreModels, {}, tr("Fewer")});
}

QList<Rail::Entry> Rail::facetEntries(const JobTable &table, const FacetCounts &counts,
                                      const FacetChoice &choice) const
{
    QList<Entry> list;
    list.append({RailKind::Heading, {}, tr("Status").toUpper()});
    list.append({RailKind::All, {}, tr("All"), counts.allStatuses, choice.statuses.isEmpty()});
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
        list.append({RailKind::Status, word, cellText(statusLabel(word)), counts.statuses.value(word),
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
        list.append({RailKind::Heading, {}, tr("Method").toUpper()});
    for (const QString &word : methods) {
        list.append({RailKind::Method, word, cellText(methodLabel(word)), counts.methods.value(word),
                     choice.methods.contains(word)});
    }
    if (!counts.models.isEmpty() || !choice.models.isEmpty())
        addModels(list, counts, choice);
    if (counts.accounts.size() > 1 || !choice.accounts.isEmpty()) {
        list.append({RailKind::Heading, {}, tr("Account").toUpper()});
        for (auto it = counts.accounts.cbegin(); it != counts.accounts.cend(); ++it) {
            list.append({RailKind::Account, QString::number(it.key()), cellText(table.accountName(it.key())),
                         it.value(), choice.accounts.contains(it.key()),
                         table.accountLabel(it.key()).colour});
        }
    }
    return list;
}

void Rail::addViews(QList<Entry> &list) const
{
    list.append({RailKind::Heading, {}, tr("Saved views").toUpper()});
    for (const RailView &view : m_views) {
        list.append({RailKind::View, view.id.toString(), cellText(view.name), view.count, view.isShown, -1,
                     view.toolTip});
    }
    list.append({RailKind::SaveView, {}, tr("Save view…")});
}

void Rail::refresh(const JobTable &table, const FacetCounts &counts, const FacetChoice &choice)
{
    m_choice = choice;
    m_facets = facetEntries(table, counts, choice);
    place();
}

void Rail::setViews(const QList<RailView> &views)
{
    if (m_views == views)
        return;
    m_views = views;
    if (!m_facets.isEmpty())
        place();
}

void Rail::scrollToView(const QUuid &id)
{
    for (int i = 0; i < count(); ++i) {
        if (viewOf(item(i)) == id)
            return scrollToItem(item(i));
    }
}

void Rail::place()
{
    QList<Entry> list = m_facets;
    addViews(list);
    // Entries that come and go above it do not move the focus to another one.
    int row = currentRow();
    if (const QListWidgetItem *current = currentItem()) {
        const auto isIt = [kind = RailKind(current->data(RailKindRole).toInt()),
                           key = current->data(RailKeyRole).toString()](const Entry &entry) {
            return entry.kind == kind && entry.key == key;
        };
        if (const auto it = std::find_if(list.begin(), list.end(), isIt); it != list.end())
            row = int(it - list.begin());
    }
    for (int i = 0; i < list.size(); ++i) {
        QListWidgetItem *it = i < count() ? item(i) : nullptr;
        if (!it)
            it = new QListWidgetItem(this);
        fill(it, list[i]);
    }
    while (count() > list.size())
        delete takeItem(count() - 1);
    if (row >= 0 && row < count())
        setCurrentRow(row);
}

QString Rail::spoken(const Entry &entry)
{
    const QString text = entry.kind == RailKind::View ? tr("%1, saved view").arg(entry.text) : entry.text;
    if (entry.count >= 0) {
        return entry.chosen ? tr("%1, %n job(s), chosen", nullptr, entry.count).arg(text)
                            : tr("%1, %n job(s)", nullptr, entry.count).arg(text);
    }
    return entry.chosen ? tr("%1, chosen").arg(text) : text;
}

void Rail::fill(QListWidgetItem *item, const Entry &entry)
{
    const auto set = [item](int role, const QVariant &value) {
        if (item->data(role) != value)
            item->setData(role, value);
    };
    const bool heading = entry.kind == RailKind::Heading;
    const QVariant before = item->data(RailKindRole);
    const bool wasHeading = before.isValid() && RailKind(before.toInt()) == RailKind::Heading;
    set(RailKindRole, int(entry.kind));
    set(RailKeyRole, entry.key);
    set(Qt::DisplayRole, entry.text);
    set(RailCountRole, entry.count < 0 ? QVariant() : QVariant(entry.count));
    set(RailChosenRole, entry.chosen);
    set(RailColourRole, entry.colour);
    set(Qt::ToolTipRole, entry.toolTip.isEmpty() ? QVariant() : QVariant(toolTipText(entry.toolTip)));
    set(Qt::AccessibleTextRole, spoken(entry));
    const Qt::ItemFlags flags = heading ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    if (item->flags() != flags)
        item->setFlags(flags);
    if (heading != wasHeading)
        item->setSizeHint({}); // asks the delegate anew
}

QUuid Rail::viewOf(const QListWidgetItem *item)
{
    const bool isView = item && RailKind(item->data(RailKindRole).toInt()) == RailKind::View;
    return isView ? QUuid(item->data(RailKeyRole).toString()) : QUuid();
}

void Rail::activate(QListWidgetItem *item, bool add)
{
    FacetChoice choice = m_choice;
    const QString key = item->data(RailKeyRole).toString();
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
    switch (RailKind(item->data(RailKindRole).toInt())) {
    case RailKind::Heading:
        return;
    case RailKind::All:
        choice.statuses.clear();
        break;
    case RailKind::Status:
        toggle(choice.statuses, key);
        break;
    case RailKind::Method:
        toggle(choice.methods, key);
        break;
    case RailKind::Model:
        toggle(choice.models, key);
        break;
    case RailKind::Account:
        toggle(choice.accounts, key.toLongLong());
        break;
    case RailKind::MoreModels:
        m_allModels = !m_allModels;
        break;
    case RailKind::View:
        Q_EMIT viewChosen(viewOf(item));
        return;
    case RailKind::SaveView:
        Q_EMIT saveViewRequested();
        return;
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
    if (const QUuid view = viewOf(currentItem()); !view.isNull()) {
        if (event->key() == Qt::Key_F2)
            return Q_EMIT viewRenameRequested(view);
        if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace) {
            // A key that is held down would delete the next views too.
            if (!event->isAutoRepeat())
                Q_EMIT viewDeleteRequested(view);
            return;
        }
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

void Rail::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QListWidgetItem *hit = byKey ? currentItem() : itemAt(event->pos());
    const QUuid view = viewOf(hit);
    if (view.isNull())
        return;
    Q_EMIT viewMenuRequested(view, byKey ? viewport()->mapToGlobal(visualItemRect(hit).bottomLeft())
                                         : event->globalPos());
}

void Rail::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace tuneboard
