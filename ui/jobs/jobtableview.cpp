// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobtableview.h"

#include "app/api/terms.h"
#include "app/link/ourlink.h"
#include "app/models/jobsmodel.h"
#include "ui/jobs/jobcell.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QFontInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

struct ColumnRow
{
    JobColumn column;
    int least; ///< pixels at 96 dpi that still show something
    int share; ///< of the width beyond the least ones
    int drop;  ///< the order in which columns go where room is short; 0: never
};

// The columns that are shown at first.
constexpr ColumnRow kShown[] = {
    {JobColumn::Status, 112, 8, 0}, {JobColumn::Name, 108, 45, 0},     {JobColumn::BaseModel, 124, 65, 0},
    {JobColumn::Method, 112, 8, 2}, {JobColumn::Progress, 138, 55, 0}, {JobColumn::Tokens, 112, 4, 3},
    {JobColumn::Metric, 130, 6, 1}, {JobColumn::Created, 100, 8, 0},   {JobColumn::Account, 104, 30, 0},
};

// What shows the final statuses, which nearly all jobs have, whole in every language.
int statusWidth(const QFontMetrics &metrics)
{
    int widest = 0;
    for (const StatusTerm &term : statusTerms()) {
        if (term.terminal)
            widest = qMax(widest, metrics.horizontalAdvance(statusLabel(QString::fromLatin1(term.word))));
    }
    return widest + JobDelegate::statusIndent(metrics) + 2 * JobDelegate::kMargin;
}

constexpr int kReadRows = 100; // of a selection, to see what it allows
constexpr int kOtherWidth = 140;
constexpr int kLeastWidth = 40;
constexpr int kMostWidth = 4000; // pixels; a wider one in the settings is none

} // namespace

// The account says something only where there are several.
bool JobTableView::isShownAtFirst(JobColumn column) const
{
    return std::any_of(std::begin(kShown), std::end(kShown),
                       [column](const ColumnRow &row) { return row.column == column; }) &&
           (column != JobColumn::Account || m_severalAccounts);
}

void JobTableView::setSeveralAccounts(bool several)
{
    if (std::exchange(m_severalAccounts, several) == several)
        return;
    if (!m_widthsOwn) {
        setColumnHidden(int(JobColumn::Account), !several);
        fitColumns();
    } else if (several && !m_accountChosen) {
        setColumnHidden(int(JobColumn::Account), false);
    }
}

JobTableView::JobTableView(JobsModel *model, QWidget *parent)
    : QTableView(parent)
    , m_delegate(new JobDelegate(this))
{
    setObjectName(u"jobTable"_s);
    setAccessibleName(tr("Jobs"));
    setItemDelegate(m_delegate);
    setModel(model);
    // Else the rows are laid out in the middle of the next paint, which then asks for another one.
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] { executeDelayedItemsLayout(); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this] { executeDelayedItemsLayout(); });
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] { executeDelayedItemsLayout(); });
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);

    QHeaderView *header = horizontalHeader();
    header->setObjectName(u"jobTableHeader"_s);
    header->setAccessibleName(tr("Columns of the jobs"));
    // With the table's own selection the header asks for every row of a column whether it is selected.
    header->setSelectionModel(new QItemSelectionModel(model, header));
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setStretchLastSection(true);
    header->setMinimumSectionSize(kLeastWidth);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this, [this](const QPoint &where) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(horizontalHeader()->mapToGlobal(where));
    });
    connect(header, &QHeaderView::sectionResized, this, [this] {
        // Only a hand at the header makes widths the user's own; the last column stretches by itself.
        if (!m_fitting && horizontalHeader()->underMouse() &&
            QGuiApplication::mouseButtons() & Qt::LeftButton)
            m_widthsOwn = true;
    });
    connect(header, &QHeaderView::sectionResized, this, &JobTableView::arrangementChanged);
    connect(header, &QHeaderView::sectionMoved, this, &JobTableView::arrangementChanged);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &JobTableView::arrangementChanged);
    connect(this, &QAbstractItemView::activated, this,
            [this](const QModelIndex &index) { Q_EMIT openRequested(keyAt(index)); });

    applyFont();
    resetColumns();
    header->setSortIndicator(int(JobColumn::Created), Qt::DescendingOrder);
    setSortingEnabled(true);
}

JobsModel *JobTableView::jobs() const
{
    return static_cast<JobsModel *>(model());
}

JobKey JobTableView::keyAt(const QModelIndex &index) const
{
    return {index.data(JobsModel::AccountRole).toLongLong(), index.data(JobsModel::IdRole).toString()};
}

// From top to bottom, as first and last row. Rows are selected as a whole, so that "all" is a single range;
// QItemSelectionModel::selectedRows() would make an index for each row.
std::vector<std::pair<int, int>> JobTableView::selectedRanges() const
{
    std::vector<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        if (range.isValid() && range.left() == 0 && range.right() == kJobColumnCount - 1)
            ranges.emplace_back(range.top(), range.bottom());
    }
    std::sort(ranges.begin(), ranges.end());
    return ranges;
}

int JobTableView::selectedCount() const
{
    int count = 0;
    for (const auto &[first, last] : selectedRanges())
        count += last - first + 1;
    return count;
}

void JobTableView::visitSelected(const std::function<bool(quint32)> &visit) const
{
    const std::span<const quint32> order = jobs()->table().order();
    for (const auto &[first, last] : selectedRanges()) {
        for (int row = first; row <= last && std::size_t(row) < order.size(); ++row) {
            ++m_visitedRows;
            if (!visit(order[std::size_t(row)]))
                return;
        }
    }
}

bool JobTableView::maySelect(const std::function<bool(quint32)> &passes) const
{
    bool found = false;
    int left = kReadRows;
    visitSelected([&](quint32 number) {
        found = passes(number);
        return !found && --left > 0;
    });
    return found || selectedCount() > kReadRows;
}

std::optional<JobKey> JobTableView::selectedJob() const
{
    return selectedCount() == 1 ? std::optional(selectedJobs().front()) : std::nullopt;
}

QList<JobKey> JobTableView::selectedJobs() const
{
    QList<JobKey> keys;
    const JobTable &table = jobs()->table();
    visitSelected([&](quint32 number) {
        keys.append({table.account(number), QString::fromUtf8(table.id(number))});
        return true;
    });
    return keys;
}

std::optional<JobKey> JobTableView::currentJob() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() ? std::optional(keyAt(index)) : std::nullopt;
}

bool JobTableView::selectJob(const JobKey &key)
{
    const QModelIndex index = jobs()->indexOf(key.account, key.id);
    if (!index.isValid())
        return false;
    const QModelIndex cell = index.siblingAtColumn(int(JobColumn::Name));
    selectionModel()->setCurrentIndex(cell, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    const int before = horizontalScrollBar()->value();
    scrollTo(cell);
    horizontalScrollBar()->setValue(before);
    return true;
}

void JobTableView::fillColumnMenu(QMenu *menu)
{
    for (int i = 0; i < kJobColumnCount; ++i) {
        QAction *entry = menu->addAction(JobsModel::columnLabel(JobColumn(i)));
        entry->setObjectName(u"column_"_s + JobsModel::columnKey(JobColumn(i)));
        entry->setCheckable(true);
        entry->setChecked(!isColumnHidden(i));
        // A table without a column has no header to ask for one.
        entry->setEnabled(JobColumn(i) != JobColumn::Name);
        connect(entry, &QAction::toggled, this, [this, i](bool on) {
            m_widthsOwn = true;
            m_accountChosen = m_accountChosen || JobColumn(i) == JobColumn::Account;
            setColumnHidden(i, !on);
            if (on && columnWidth(i) < 60)
                setColumnWidth(i, kOtherWidth);
        });
    }
    menu->addSeparator();
    QAction *reset = menu->addAction(tr("Reset columns"));
    reset->setObjectName(u"resetColumns"_s);
    connect(reset, &QAction::triggered, this, &JobTableView::resetColumns);
}

void JobTableView::resetColumns()
{
    m_widthsOwn = false;
    m_accountChosen = false;
    QHeaderView *header = horizontalHeader();
    for (int i = 0; i < kJobColumnCount; ++i) {
        header->moveSection(header->visualIndex(i), i);
        setColumnHidden(i, !isShownAtFirst(JobColumn(i)));
    }
    fitColumns();
}

void JobTableView::fitColumns()
{
    if (m_widthsOwn)
        return;
    m_fitting = true;
    const double scale = QFontInfo(font()).pixelSize() / 13.0;
    const int room = viewport()->width();
    int least = 0;
    int shares = 0;
    std::vector<ColumnRow> used;
    std::copy_if(std::begin(kShown), std::end(kShown), std::back_inserter(used),
                 [this](const ColumnRow &row) { return isShownAtFirst(row.column); });
    for (const ColumnRow &row : used) {
        least += int(row.least * scale);
        shares += row.share;
    }
    bool dropped[kJobColumnCount] = {};
    for (int turn = 1; turn <= 3 && least > room; ++turn) {
        for (const ColumnRow &row : used) {
            if (row.drop != turn)
                continue;
            dropped[int(row.column)] = true;
            least -= int(row.least * scale);
            shares -= row.share;
        }
    }
    int extra = qMax(0, room - least);
    // The words of the status come first, yet no column goes for them.
    const int status = qBound(0, statusWidth(fontMetrics()) - int(kShown[0].least * scale), extra);
    extra -= status;
    for (const ColumnRow &row : used) {
        const int i = int(row.column);
        setColumnHidden(i, dropped[i]);
        if (!dropped[i])
            setColumnWidth(i, int(row.least * scale) + extra * row.share / qMax(1, shares));
    }
    setColumnWidth(int(JobColumn::Status), columnWidth(int(JobColumn::Status)) + status);
    for (int i = 0; i < kJobColumnCount; ++i) {
        if (isColumnHidden(i) && !isShownAtFirst(JobColumn(i)))
            horizontalHeader()->resizeSection(i, int(kOtherWidth * scale));
    }
    m_fitting = false;
}

ColumnPlaces JobTableView::columns() const
{
    const QHeaderView *header = horizontalHeader();
    ColumnPlaces places;
    // Without a change of the user's the columns go on fitting the window.
    bool isOwn = m_widthsOwn;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int i = header->logicalIndex(visual);
        places.append(
            {JobsModel::columnKey(JobColumn(i)), header->sectionSize(i), !header->isSectionHidden(i)});
        isOwn = isOwn || visual != i;
    }
    return isOwn ? places : ColumnPlaces();
}

ColumnPlace JobTableView::usable(ColumnPlace place)
{
    if (place.width < kLeastWidth || place.width >= kMostWidth)
        place.width = 0;
    place.shown = place.shown || JobsModel::columnOf(place.key) == JobColumn::Name;
    return place;
}

void JobTableView::setColumns(const ColumnPlaces &places)
{
    resetColumns();
    QHeaderView *header = horizontalHeader();
    int visual = 0;
    m_fitting = true;
    for (const ColumnPlace &given : places) {
        const ColumnPlace place = usable(given);
        const std::optional<JobColumn> column = JobsModel::columnOf(place.key);
        if (!column)
            continue;
        const int i = int(*column);
        m_widthsOwn = true;
        header->moveSection(header->visualIndex(i), visual++);
        setColumnHidden(i, !place.shown);
        if (place.width > 0)
            header->resizeSection(i, place.width);
    }
    m_fitting = false;
    m_accountChosen = m_widthsOwn;
}

void JobTableView::save(QSettings &settings) const
{
    if (const ColumnPlaces places = columns(); !places.isEmpty())
        settings.setValue("jobs/columns"_L1, columnTexts(places));
    else
        settings.remove("jobs/columns"_L1);
    const QHeaderView *header = horizontalHeader();
    settings.setValue("jobs/accountChosen"_L1, m_accountChosen);
    settings.setValue("jobs/sort"_L1, JobsModel::columnKey(JobColumn(header->sortIndicatorSection())));
    settings.setValue("jobs/descending"_L1, header->sortIndicatorOrder() == Qt::DescendingOrder);
}

void JobTableView::restore(QSettings &settings)
{
    setColumns(readColumns(settings.value("jobs/columns"_L1).toStringList()));
    m_accountChosen = settings.value("jobs/accountChosen"_L1).toBool();
    if (const auto sorted = JobsModel::columnOf(settings.value("jobs/sort"_L1).toString())) {
        sortByColumn(int(*sorted), settings.value("jobs/descending"_L1).toBool() ? Qt::DescendingOrder
                                                                                 : Qt::AscendingOrder);
    }
}

QList<int> JobTableView::selectedRowNumbers() const
{
    QList<int> rows;
    for (const auto &[first, last] : selectedRanges()) {
        for (int row = first; row <= last; ++row)
            rows.append(row);
    }
    return rows;
}

// Straight from the table: of very many rows each question to the model would be felt.
QString JobTableView::selectedLines(const std::function<QByteArray(const JobTable &, quint32)> &line) const
{
    const JobTable &table = jobs()->table();
    QByteArray lines;
    visitSelected([&](quint32 number) {
        const QByteArray text = line(table, number);
        if (!text.isEmpty())
            lines += (lines.isEmpty() ? "" : "\n") + text;
        return true;
    });
    return QString::fromUtf8(lines);
}

QString JobTableView::selectedIds() const
{
    return selectedLines(
        [](const JobTable &table, quint32 number) { return table.id(number).toByteArray(); });
}

QString JobTableView::selectedLinks() const
{
    return selectedLines([this](const JobTable &table, quint32 number) {
        return linkTo({table.account(number), QString::fromUtf8(table.id(number))}).toUtf8();
    });
}

QString JobTableView::linkTo(const JobKey &key) const
{
    const bool isNamed = m_severalAccounts && key.account > 0; // a file is no account of another machine
    return jobLink(key.id, isNamed ? jobs()->table().accountName(key.account) : QString());
}

SelectedModels JobTableView::selectedModels(ModelChoice choice) const
{
    SelectedModels models;
    models.names = selectedLines([&](const JobTable &table, quint32 number) {
        const QByteArray last = table.outputModel(number).toByteArray();
        const QByteArray best = jobs()->bestModel(number);
        const QByteArray &name = choice == ModelChoice::Best ? best : last;
        models.count += name.isEmpty() ? 0 : 1;
        models.better += name.isEmpty() || best == last ? 0 : 1;
        return name;
    });
    return models;
}

void JobTableView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    Q_EMIT selectedJobsChanged();
}

void JobTableView::setHoverRow(int row)
{
    if (m_delegate->hoverRow == row)
        return;
    for (const int changed : {m_delegate->hoverRow, row}) {
        if (changed >= 0 && changed < model()->rowCount())
            viewport()->update(0, rowViewportPosition(changed), viewport()->width(), rowHeight(changed));
    }
    m_delegate->hoverRow = row;
}

void JobTableView::mouseMoveEvent(QMouseEvent *event)
{
    setHoverRow(rowAt(event->position().toPoint().y()));
    QTableView::mouseMoveEvent(event);
}

void JobTableView::leaveEvent(QEvent *event)
{
    setHoverRow(-1);
    QTableView::leaveEvent(event);
}

void JobTableView::contextMenuEvent(QContextMenuEvent *event)
{
    QModelIndex index = indexAt(event->pos());
    QPoint where = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid()) {
        index = currentIndex();
        where = viewport()->mapToGlobal(visualRect(index).bottomLeft());
    }
    if (!index.isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(u"jobContextMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT contextMenuFilled(menu);
    menu->addSeparator();
    addFilterEntries(menu, index);
    menu->popup(where);
}

void JobTableView::addFilterEntries(QMenu *menu, const QModelIndex &index)
{
    const quint32 number = index.data(JobsModel::RowRole).toUInt();
    const JobTable &table = jobs()->table();
    const auto add = [&](const QString &text, const QString &name, const QString &field,
                         QByteArrayView value) {
        if (value.isEmpty())
            return;
        QString word = QString::fromUtf8(value);
        if (word.contains(u' ') || word.contains(u','))
            word = u'"' + word + u'"';
        QAction *entry = menu->addAction(text);
        entry->setObjectName(name);
        connect(entry, &QAction::triggered, this,
                [this, full = field + word] { Q_EMIT filterWordRequested(full); });
    };
    add(tr("Filter by this status"), u"filterByStatus"_s, u"status:"_s,
        statusKey(table.row(number).state(), table.row(number).status).toUtf8());
    add(tr("Filter by this method"), u"filterByMethod"_s, u"method:"_s, table.method(number));
    add(tr("Filter by this model"), u"filterByModel"_s, u"model:"_s, table.baseModel(number));
}

void JobTableView::keyPressEvent(QKeyEvent *event)
{
    // Return means open on every system (Qt renames on some).
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT openRequested(keyAt(currentIndex()));
        return;
    }
    // Letters belong to shortcuts and the find box; a search by typing would ask every row for its text.
    if (!event->text().isEmpty() && event->text().at(0).isPrint() && event->modifiers() == Qt::NoModifier &&
        event->key() != Qt::Key_Space) {
        event->ignore();
        return;
    }
    QTableView::keyPressEvent(event);
}

void JobTableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void JobTableView::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        applyFont();
        fitColumns();
    }
}

void JobTableView::applyFont()
{
    const int height = JobDelegate::rowHeight(fontMetrics());
    verticalHeader()->setMinimumSectionSize(height);
    verticalHeader()->setDefaultSectionSize(height);
}

} // namespace tuneboard
