// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/eventstab.h"

#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/format.h"
#include "ui/job/eventpane.h"
#include "ui/job/namedline.h"
#include "ui/job/partstrip.h"
#include "ui/job/parttexts.h"
#include "ui/job/recordview.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kSideBySide = 860;
constexpr int kMostListed = 100; // levels or types in a menu

Tone toneOf(const QString &level)
{
    return level == "error"_L1 ? Tone::Bad : level == "warn"_L1 ? Tone::Waiting : Tone::Neutral;
}

QString iconOf(const QString &level)
{
    return level == "error"_L1  ? u"error"_s
           : level == "warn"_L1 ? u"warning"_s
           : level == "info"_L1 ? u"info"_s
                                : u"question"_s;
}

} // namespace

class EventsTab::Delegate : public RecordDelegate
{
public:
    using RecordDelegate::RecordDelegate;

    bool isRelative = false;
    qint64 now = 0;

    [[nodiscard]] RecordCell cell(const QModelIndex &index, const QPalette &palette) const override
    {
        RecordCell cell = RecordDelegate::cell(index, palette);
        const QString level =
            index.siblingAtColumn(EventsModel::LevelColumn).data(EventsModel::ValueRole).toString();
        const Colours &look = colours(palette);
        const bool isPlain = level == "info"_L1;
        switch (EventsModel::Column(index.column())) {
        case EventsModel::LevelColumn:
            cell.icon = iconOf(level);
            cell.colour = isPlain ? look.secondText : toneColour(toneOf(level), palette);
            break;
        case EventsModel::TimeColumn:
            if (const QVariant time = index.data(EventsModel::ValueRole); time.isValid())
                cell.text = isRelative ? relativeTime(time.toLongLong(), now) : localTime(time.toLongLong());
            cell.colour = look.secondText;
            break;
        case EventsModel::TypeColumn:
        case EventsModel::StepColumn:
            cell.colour = look.secondText;
            break;
        case EventsModel::TextColumn:
            if (level == "error"_L1)
                cell.colour = look.bad;
            break;
        case EventsModel::ColumnCount:
            break;
        }
        return cell;
    }

    [[nodiscard]] QString help(const QModelIndex &index) const override
    {
        if (index.column() != EventsModel::TimeColumn)
            return {};
        const QVariant time = index.data(EventsModel::ValueRole);
        return time.isValid() ? bothTimes(time.toLongLong()) : QString();
    }
};

EventsTab::EventsTab(QWidget *parent)
    : JobTab(parent)
    , m_model(new EventsModel(this))
    , m_delegate(new Delegate(this))
    , m_table(new RecordView(this))
    , m_pane(new EventPane(this))
    , m_strip(new PartStrip(PartStrip::What::Events, this))
    , m_text(new QLineEdit(this))
    , m_levels(new QToolButton(this))
    , m_types(new QToolButton(this))
    , m_steps(new QToolButton(this))
    , m_relative(new QToolButton(this))
    , m_newer(new QToolButton(this))
    , m_export(new QToolButton(this))
    , m_clear(new QToolButton(this))
    , m_count(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_split(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(u"eventsTab"_s);
    m_text->setObjectName(u"eventsFilter"_s);
    m_text->setAccessibleName(tr("Filter the events by text"));
    m_text->setPlaceholderText(tr("Filter by text"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_text->setMaximumWidth(fontMetrics().averageCharWidth() * 32);
    const auto setUp = [](QToolButton *button, const QString &name, const QString &text,
                          const QString &help) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(help);
        button->setToolTip(help);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    };
    setUp(m_levels, u"eventsLevels"_s, {}, tr("Filter the events by level"));
    setUp(m_types, u"eventsTypes"_s, {}, tr("Filter the events by type"));
    setUp(m_steps, u"eventsSteps"_s, {}, tr("Show events of all steps"));
    setUp(m_relative, u"eventsRelative"_s, tr("Relative times"), tr("Show how long ago each event was"));
    setUp(m_newer, u"eventsNewer"_s, {}, tr("Go up to the newest events"));
    setUp(m_export, u"eventsExport"_s, tr("Export"), tr("Export the events that are shown"));
    setUp(m_clear, u"eventsClear"_s, tr("Clear filters"), tr("Show all events again"));
    m_relative->setCheckable(true);
    for (const auto &[button, levels] : {std::pair(m_levels, true), std::pair(m_types, false)}) {
        auto *menu = new QMenu(button);
        menu->setObjectName(button->objectName() + "Menu"_L1);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        connect(menu, &QMenu::aboutToShow, this,
                [this, menu, isLevels = levels] { fillMenu(menu, isLevels); });
    }
    m_count->setObjectName(u"eventsCount"_s);
    m_count->setTextFormat(Qt::PlainText);
    m_empty->setObjectName(u"eventsEmpty"_s);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);

    m_table->setObjectName(u"eventsTable"_s);
    m_table->setAccessibleName(tr("Events"));
    m_table->horizontalHeader()->setObjectName(u"eventsHeader"_s);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns of the events"));
    m_table->setItemDelegate(m_delegate);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSortIndicator(EventsModel::TimeColumn, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 6, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_text, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_levels, m_types, m_steps, m_clear})
        bar->addWidget(part);
    bar->addStretch(0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_newer, m_count, m_relative, m_export})
        bar->addWidget(part);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_split->setObjectName(u"eventsSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_stack);
    m_split->addWidget(m_pane);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_split->setSizes({1800, 1000});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_strip);
    column->addWidget(m_split, 1);

    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        EventFilter filter = m_model->filter();
        filter.text = text;
        applyFilter(std::move(filter));
    });
    connect(m_steps, &QToolButton::clicked, this, [this] { Q_EMIT stepsChosen(std::nullopt); });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        const bool hasSteps = m_model->filter().steps.has_value();
        m_text->clear();
        applyFilter({});
        if (hasSteps)
            Q_EMIT stepsChosen(std::nullopt);
    });
    connect(m_relative, &QToolButton::toggled, this, [this](bool isOn) {
        m_delegate->isRelative = isOn;
        m_table->viewport()->update();
    });
    connect(m_newer, &QToolButton::clicked, this, &EventsTab::jumpToNewest);
    connect(m_export, &QToolButton::clicked, this, &JobTab::exportRequested);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0 && m_unseen > 0) {
            m_unseen = 0;
            updateState();
        }
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &EventsTab::showCurrent);
    connect(m_table, &RecordView::copyRequested, this, [this] { copyRows(false); });
    connect(m_table, &RecordView::menuRequested, this, &EventsTab::openMenu);
    connect(m_pane, &EventPane::lineRequested, this,
            [this](qint64 line) { Q_EMIT fileLineRequested(m_trainingFile, line); });
    connect(m_strip, &PartStrip::retryRequested, this, &JobTab::recordsRequested);
    connect(m_strip, &PartStrip::stopRequested, this, &JobTab::recordsCancelRequested);
    auto *find = new QShortcut(QKeySequence::Find, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_text, [this] {
        m_text->setFocus(Qt::ShortcutFocusReason);
        m_text->selectAll();
    });
    updateFilterButtons();
    updateState();
    applyLook();
}

void EventsTab::setJob(const JobView &view)
{
    const JobRecords *records = view.records;
    m_jobName = view.details->job.name();
    m_trainingFile = readableTrainingFile(records);
    m_delegate->now = view.now;
    m_noneText = noEventsText(view);
    if (view.isOther) {
        m_unseen = 0;
        m_currentId.clear();
        m_model->setEvents(nullptr);
        m_isFitted = false;
    }
    // What is read stays where it is: new events come in above it.
    int offset = 0;
    const int top = m_table->topRow(&offset);
    const bool wasAtTop = m_table->isAtTop();
    const QString topId = top < 0 ? QString() : m_model->eventAt(top).id;
    m_model->setEvents(records ? records->events : nullptr);
    if (view.isOther) {
        m_table->scrollToTop();
    } else if (!wasAtTop && top >= 0) {
        const int now = m_model->rowOfId(topId);
        if (now >= 0 && now != top) {
            m_unseen += std::max(0, now - top);
            m_table->setTopRow(now, offset);
        }
    }
    if (!m_isFitted && m_model->rowCount() > 0) {
        m_isFitted = true;
        m_table->fitColumns(36);
    }
    m_strip->setState(records ? records->eventsState : PartState{}, records && records->isStopped,
                      qint64(m_model->total()), records && records->eventsAreEmbedded);
    if (!m_currentId.isEmpty() && !m_table->currentIndex().isValid()) {
        if (const int row = m_model->rowOfId(m_currentId); row >= 0)
            m_table->selectionModel()->setCurrentIndex(
                m_model->index(row, 0), QItemSelectionModel::SelectCurrent | QItemSelectionModel::Rows);
    }
    updateFilterButtons();
    updateState();
    showCurrent();
    m_table->viewport()->update();
}

QString EventsTab::badge(const JobView &view) const
{
    if (!view.records || view.records->events->empty())
        return {};
    return count(qint64(view.records->events->size()));
}

std::optional<TableExport> EventsTab::tableExport() const
{
    if (m_model->rowCount() == 0)
        return std::nullopt;
    return TableExport{m_jobName + "-events"_L1, m_model->rowCount(), m_model->csv(), m_model->json()};
}

// Filters

void EventsTab::setSteps(const std::optional<StepRange> &steps)
{
    EventFilter filter = m_model->filter();
    filter.steps = steps;
    applyFilter(std::move(filter));
}

void EventsTab::applyFilter(EventFilter filter)
{
    if (filter == m_model->filter())
        return;
    m_model->setFilter(std::move(filter));
    m_unseen = 0;
    // The selected event stays in view where it still passes.
    const int row = m_currentId.isEmpty() ? -1 : m_model->rowOfId(m_currentId);
    if (row >= 0) {
        if (!m_table->currentIndex().isValid())
            m_table->selectRow(row);
        m_table->scrollTo(m_model->index(row, 0));
    } else {
        m_table->scrollToTop();
    }
    updateFilterButtons();
    updateState();
}

void EventsTab::fillMenu(QMenu *menu, bool levels)
{
    menu->clear();
    const QMap<QString, int> &words = levels ? m_model->levels() : m_model->types();
    const QSet<QString> chosen = levels ? m_model->filter().levels : m_model->filter().types;
    const auto choose = [this, levels](const QSet<QString> &next) {
        EventFilter filter = m_model->filter();
        (levels ? filter.levels : filter.types) = next;
        applyFilter(std::move(filter));
    };
    QAction *all = menu->addAction(levels ? tr("All levels") : tr("All types"));
    all->setCheckable(true);
    all->setChecked(chosen.isEmpty());
    connect(all, &QAction::triggered, this, [choose] { choose({}); });
    menu->addSeparator();
    int listed = 0;
    for (auto word = words.begin(); word != words.end(); ++word) {
        // A server may send a type of its own with each event.
        if (++listed > kMostListed && !chosen.contains(word.key()))
            continue;
        QString label = cellText(levels ? eventLevelLabel(word.key()) : eventTypeLabel(word.key()), 60);
        QAction *action = menu->addAction(label.replace(u'&', "&&"_L1) + u"  "_s + count(word.value()));
        action->setCheckable(true);
        action->setChecked(chosen.contains(word.key()));
        connect(action, &QAction::triggered, this, [choose, chosen, key = word.key()](bool isOn) {
            QSet<QString> next = chosen;
            if (isOn)
                next.insert(key);
            else
                next.remove(key);
            choose(next);
        });
    }
    if (listed > kMostListed)
        menu->addAction(tr("The first %1 are listed").arg(count(kMostListed)))->setEnabled(false);
}

void EventsTab::updateFilterButtons()
{
    const EventFilter &filter = m_model->filter();
    const auto say = [](QToolButton *button, const QSet<QString> &words, const QString &all, auto label) {
        QStringList names;
        for (const QString &word : words)
            names << cellText(label(word), 40);
        names.sort();
        QString text = names.isEmpty()     ? all
                       : names.size() <= 2 ? names.join(u", "_s)
                                           : tr("%1 and %2 more").arg(names.first(), count(names.size() - 1));
        button->setText(text.replace(u'&', "&&"_L1) + u" ▾"_s);
    };
    say(m_levels, filter.levels, tr("All levels"), &eventLevelLabel);
    say(m_types, filter.types, tr("All types"), &eventTypeLabel);
    m_steps->setVisible(filter.steps.has_value());
    if (filter.steps) {
        m_steps->setText(
            tr("Steps %1–%2").arg(count(qint64(filter.steps->first)), count(qint64(filter.steps->last))));
    }
    m_clear->setVisible(!filter.isEmpty());
}

void EventsTab::updateState()
{
    const int shown = m_model->rowCount();
    const qint64 total = qint64(m_model->total());
    m_count->setText(total == 0      ? QString()
                     : shown < total ? tr("%1 of %2 events").arg(count(shown), count(total))
                                     : tr("%n event(s)", nullptr, shown));
    m_newer->setVisible(m_unseen > 0);
    m_newer->setText(tr("%n new event(s)", nullptr, m_unseen));
    m_export->setEnabled(shown > 0);
    m_stack->setCurrentIndex(shown > 0 ? 0 : 1);
    m_pane->setVisible(shown > 0);
    m_empty->setText(total > 0 ? tr("No event passes the filters.") : m_noneText);
}

void EventsTab::jumpToNewest()
{
    m_unseen = 0;
    m_table->sortByColumn(EventsModel::TimeColumn, Qt::DescendingOrder);
    m_table->scrollToTop();
    updateState();
}

// The selected ones

void EventsTab::showCurrent()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid()) {
        m_pane->clear();
        return;
    }
    const EventRow &event = m_model->eventAt(index.row());
    m_currentId = event.id;
    m_pane->show(event, m_trainingFile.isEmpty() ? std::nullopt : namedLine(event.message));
}

void EventsTab::copyRows(bool asJson)
{
    const QList<int> rows = m_table->selectedRowNumbers();
    if (rows.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(wholeText(m_model->text(rows, asJson))));
}

void EventsTab::openMenu(const QPoint &at)
{
    QMenu menu(this);
    menu.setObjectName(u"eventsMenu"_s);
    menu.addAction(tr("Copy as text"), QKeySequence::Copy, this, [this] { copyRows(false); });
    menu.addAction(tr("Copy as JSON"), this, [this] { copyRows(true); });
    menu.addSeparator();
    menu.addAction(tr("Export what is shown…"), this, &JobTab::exportRequested);
    menu.exec(at);
}

// Look

void EventsTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    const auto direction = width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != direction) {
        m_split->setOrientation(direction);
        m_split->setSizes(direction == Qt::Horizontal ? QList{1800, 1000} : QList{1000, 1000});
    }
    m_relative->setToolButtonStyle(width() >= 640 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
    m_export->setToolButtonStyle(width() >= 640 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

void EventsTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void EventsTab::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_count, look.secondText);
    setTextColour(m_empty, look.secondText);
    setTextColour(m_newer, look.active);
    m_steps->setIcon(tintedIcon(u"close"_s, look.secondText));
    m_clear->setIcon(tintedIcon(u"close"_s, look.secondText));
    m_relative->setIcon(tintedIcon(u"clock"_s, look.secondText));
    m_export->setIcon(tintedIcon(u"export"_s, look.secondText));
    m_newer->setIcon(tintedIcon(u"event"_s, look.active));
}

} // namespace tuneboard
