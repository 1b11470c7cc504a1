// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/rail.h"

#include "app/api/terms.h"
#include "ui/format.h"
#include "ui/jobs/raildelegate.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kModelsAtFirst = 3;
constexpr int kWordsAtFirst = 30; // more statuses, methods or accounts than anybody has
constexpr int kMostListed = 200;  // of one list

// Jobs that change come first.
constexpr Status kStatusOrder[] = {Status::Running,    Status::Finishing, Status::Resuming,
                                   Status::Validating, Status::Queued,    Status::Succeeded,
                                   Status::Failed,     Status::Cancelled, Status::Cancelling,
                                   Status::Pausing,    Status::Paused};

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

Rail::Values Rail::statusValues(const FacetCounts &counts, const FacetChoice &choice)
{
    Values values;
    QSet<QString> listed;
    for (const Status status : kStatusOrder) {
        const QString key = statusKey(status, {});
        listed.insert(key);
        if (counts.statuses.contains(key) || choice.statuses.contains(key))
            values.append({key, counts.statuses.value(key)});
    }
    for (auto it = counts.statuses.cbegin(); it != counts.statuses.cend(); ++it) {
        if (!listed.contains(it.key()))
            values.append({it.key(), it.value()});
    }
    return values;
}

Rail::Values Rail::methodValues(const FacetCounts &counts, const FacetChoice &choice)
{
    Values values;
    QSet<QString> listed;
    for (const MethodTerm &term : methodTerms()) {
        const QString key = QString::fromLatin1(term.word);
        listed.insert(key);
        if (counts.methods.contains(key) || choice.methods.contains(key))
            values.append({key, counts.methods.value(key)});
    }
    for (auto it = counts.methods.cbegin(); it != counts.methods.cend(); ++it) {
        if (!listed.contains(it.key()))
            values.append({it.key(), it.value()});
    }
    return values;
}

Rail::Values Rail::modelValues(const FacetCounts &counts, const FacetChoice &choice)
{
    Values values;
    for (auto it = counts.models.cbegin(); it != counts.models.cend(); ++it)
        values.append({it.key(), it.value()});
    for (const QString &chosen : choice.models) {
        if (!counts.models.contains(chosen))
            values.append({chosen, 0});
    }
    std::sort(values.begin(), values.end(), [](const auto &a, const auto &b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    return values;
}

// The first few, and what is chosen; the rest on request, and never more than anybody reads: a server may
// send as many different words as jobs.
void Rail::addValues(QList<Entry> &list, const Values &values, int atFirst,
                     const std::function<Entry(const QString &, int)> &entryOf) const
{
    if (values.isEmpty())
        return;
    const RailKind kind = entryOf({}, 0).kind;
    const bool canGrow = values.size() > atFirst + 1;
    const bool isLong = canGrow && m_long.contains(kind);
    const int most = isLong ? kMostListed : canGrow ? atFirst : int(values.size());
    int hidden = 0;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const bool isNear = i < most;
        // Only what may be chosen is worth the work of an entry.
        if (!isNear && m_choice.isEmpty()) {
            hidden += int(values.size() - i);
            break;
        }
        const Entry entry = entryOf(values[i].first, values[i].second);
        if (isNear || entry.chosen)
            list.append(entry);
        else
            ++hidden;
    }
    const QString key = QString::number(int(kind));
    if (isLong && hidden > 0)
        list.append({RailKind::LeftOut, key, tr("%n more: use the search", nullptr, hidden)});
    if (isLong)
        list.append({RailKind::More, key, tr("Fewer")});
    else if (hidden > 0)
        list.append({RailKind::More, key, tr("%n more…", nullptr, hidden)});
}

QList<Rail::Entry> Rail::facetEntries(const JobTable &table, const FacetCounts &counts,
                                      const FacetChoice &choice) const
{
    QList<Entry> list;
    list.append({RailKind::Heading, {}, tr("Status").toUpper()});
    list.append({RailKind::All, {}, tr("All"), counts.allStatuses, choice.statuses.isEmpty()});
    addValues(list, statusValues(counts, choice), kWordsAtFirst, [&](const QString &key, int number) {
        return Entry{RailKind::Status, key, cellText(statusLabel(key)), number,
                     choice.statuses.contains(key)};
    });
    const Values methods = methodValues(counts, choice);
    if (!methods.isEmpty())
        list.append({RailKind::Heading, {}, tr("Method").toUpper()});
    addValues(list, methods, kWordsAtFirst, [&](const QString &key, int number) {
        return Entry{RailKind::Method, key, cellText(methodLabel(key)), number, choice.methods.contains(key)};
    });
    const Values models = modelValues(counts, choice);
    if (!models.isEmpty())
        list.append({RailKind::Heading, {}, tr("Base model").toUpper()});
    addValues(list, models, kModelsAtFirst, [&](const QString &key, int number) {
        return Entry{RailKind::Model, key, cellText(key), number, choice.models.contains(key)};
    });
    if (counts.accounts.size() > 1 || !choice.accounts.isEmpty()) {
        list.append({RailKind::Heading, {}, tr("Account").toUpper()});
        Values accounts;
        for (auto it = counts.accounts.cbegin(); it != counts.accounts.cend(); ++it)
            accounts.append({QString::number(it.key()), it.value()});
        addValues(list, accounts, kWordsAtFirst, [&](const QString &key, int number) {
            const AccountLabel label = table.accountLabel(key.toLongLong());
            return Entry{RailKind::Account,
                         key,
                         cellText(label.name),
                         number,
                         choice.accounts.contains(key.toLongLong()),
                         label.colour};
        });
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

void Rail::addFiles(QList<Entry> &list) const
{
    if (m_files.isEmpty())
        return;
    list.append({RailKind::Heading, {}, tr("Files").toUpper()});
    const bool isAnyShown =
        std::any_of(m_files.begin(), m_files.end(), [](const RailFile &file) { return file.isShown; });
    if (!m_filesAlone && isAnyShown)
        list.append({RailKind::File, u"0"_s, tr("Back to the accounts")});
    for (const RailFile &file : m_files)
        list.append({RailKind::File, QString::number(file.number), cellText(file.name), -1, file.isShown, -1,
                     file.toolTip});
}

void Rail::setFiles(const QList<RailFile> &files, bool alone)
{
    if (m_files == files && m_filesAlone == alone)
        return;
    m_files = files;
    m_filesAlone = alone;
    if (!m_facets.isEmpty())
        place();
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
    addFiles(list);
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
    const bool isText = heading || entry.kind == RailKind::LeftOut;
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
    const Qt::ItemFlags flags = isText ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
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

qint64 Rail::fileOf(const QListWidgetItem *item)
{
    const bool isFile = item && RailKind(item->data(RailKindRole).toInt()) == RailKind::File;
    return isFile ? item->data(RailKeyRole).toLongLong() : 0;
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
    case RailKind::LeftOut:
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
    case RailKind::More:
        if (const auto kind = RailKind(key.toInt()); !m_long.remove(kind))
            m_long.insert(kind);
        break;
    case RailKind::View:
        Q_EMIT viewChosen(viewOf(item));
        return;
    case RailKind::SaveView:
        Q_EMIT saveViewRequested();
        return;
    case RailKind::File:
        Q_EMIT fileChosen(fileOf(item));
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
    const bool isDelete = event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace;
    if (const qint64 file = fileOf(currentItem()); file != 0 && isDelete && !event->isAutoRepeat())
        return Q_EMIT fileCloseRequested(file);
    if (const QUuid view = viewOf(currentItem()); !view.isNull()) {
        if (event->key() == Qt::Key_F2)
            return Q_EMIT viewRenameRequested(view);
        if (isDelete) {
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
    if (!hit || event->button() != Qt::LeftButton)
        return;
    const bool isAtCross = event->position().x() >= viewport()->width() - kRailCloseWidth;
    if (const qint64 file = fileOf(hit); file != 0 && isAtCross)
        Q_EMIT fileCloseRequested(file);
    else
        activate(hit, event->modifiers() & Qt::ControlModifier);
}

void Rail::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QListWidgetItem *hit = byKey ? currentItem() : itemAt(event->pos());
    const QPoint where =
        byKey && hit ? viewport()->mapToGlobal(visualItemRect(hit).bottomLeft()) : event->globalPos();
    if (const qint64 file = fileOf(hit); file != 0) {
        auto *menu = new QMenu(this);
        menu->setObjectName(u"railFileMenu"_s);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addAction(tr("Close the file"), this, [this, file] { Q_EMIT fileCloseRequested(file); });
        return menu->popup(where);
    }
    if (const QUuid view = viewOf(hit); !view.isNull())
        Q_EMIT viewMenuRequested(view, where);
}

void Rail::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

} // namespace tuneboard
