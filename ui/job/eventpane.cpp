// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/eventpane.h"

#include "app/models/eventsmodel.h"
#include "app/models/nodemodel.h"
#include "app/repository/recordvalue.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/nodedelegate.h"
#include "ui/job/recordview.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// A check of more categories than this is read in the tree below.
constexpr int kMaxChecks = 200;
constexpr int kOpenedNodes = 40;

QString yesNo(const Value *value)
{
    if (!value || value->isNull())
        return u"—"_s;
    const std::optional<bool> flag = value->toBool();
    return !flag ? value->literal() : *flag ? EventPane::tr("yes") : EventPane::tr("no");
}

// As the other tables of the page, in the colours of the items.
class EventCheckDelegate : public RecordDelegate
{
public:
    using RecordDelegate::RecordDelegate;

    [[nodiscard]] RecordCell cell(const QModelIndex &index, const QPalette &palette) const override
    {
        RecordCell cell = RecordDelegate::cell(index, palette);
        if (index.siblingAtColumn(0).data(Qt::UserRole).toBool()) {
            cell.colour = colours(palette).bad;
            cell.icon = index.column() == 1 ? u"warning"_s : QString();
        }
        return cell;
    }
};

} // namespace

EventPane::EventPane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_time(new QLabel(this))
    , m_showLine(new QToolButton(this))
    , m_showAll(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_copyJson(new QToolButton(this))
    , m_text(new CodeView(this))
    , m_note(new QLabel(this))
    , m_checks(new QTableWidget(this))
    , m_tree(new QTreeView(this))
    , m_model(new NodeModel(this))
{
    setObjectName(u"eventPane"_s);
    m_title->setObjectName(u"eventTitle"_s);
    m_time->setObjectName(u"eventTime"_s);
    m_note->setObjectName(u"eventNote"_s);
    for (QLabel *label : {m_title, m_time, m_note})
        label->setTextFormat(Qt::PlainText);
    m_note->setContentsMargins(10, 4, 8, 2);
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
    setUp(m_showLine, u"eventShowLine"_s, {}, tr("Show the line of the training file"));
    setUp(m_showAll, u"eventShowAll"_s, tr("Show all"), tr("Show lines over 100 000 characters whole"));
    setUp(m_copy, u"eventCopy"_s, tr("Copy"), tr("Copy the text of the event"));
    setUp(m_copyJson, u"eventCopyJson"_s, tr("Copy JSON"), tr("Copy the event as it was received"));
    m_text->setObjectName(u"eventText"_s);
    m_text->setAccessibleName(tr("The event's text"));
    m_text->setLineNumbersShown(false);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setFont(font()); // prose, not code
    m_checks->setObjectName(u"eventChecks"_s);
    m_checks->setAccessibleName(tr("What the moderation found"));
    m_checks->setItemDelegate(new EventCheckDelegate(m_checks));
    m_checks->setColumnCount(3);
    m_checks->setHorizontalHeaderLabels({tr("Category"), tr("Flagged"), tr("Enforcement")});
    m_checks->horizontalHeader()->setAccessibleName(tr("Columns of the moderation's results"));
    m_checks->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_checks->horizontalHeader()->setHighlightSections(false);
    m_checks->horizontalHeader()->setStretchLastSection(true);
    m_checks->verticalHeader()->hide();
    m_checks->setShowGrid(false);
    m_checks->setFrameShape(QFrame::NoFrame);
    m_checks->setTabKeyNavigation(false);
    m_checks->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_checks->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setObjectName(u"eventTree"_s);
    m_tree->setAccessibleName(tr("The event's data"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(new NodeDelegate(m_tree));
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(fontMetrics().averageCharWidth() * 2 + 4);
    m_tree->header()->setStretchLastSection(true);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 4, 8, 2);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_time, 1);
    for (QToolButton *button : {m_showLine, m_showAll, m_copy, m_copyJson})
        head->addWidget(button);
    auto *body = new QHBoxLayout;
    body->setContentsMargins(6, 0, 0, 0);
    body->addWidget(m_text);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addLayout(body, 2);
    column->addWidget(m_note);
    column->addWidget(m_checks, 3);
    column->addWidget(m_tree, 6);
    column->addStretch(0);

    connect(m_showLine, &QToolButton::clicked, this, [this] { Q_EMIT lineRequested(m_line); });
    connect(m_showAll, &QToolButton::clicked, m_text, &CodeView::showAll);
    connect(m_text, &CodeView::clampedChanged, this, [this] { m_showAll->setVisible(m_text->isClamped()); });
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_event.message); });
    connect(m_copyJson, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_event.raw)); });
    clear();
    applyLook();
}

void EventPane::clear()
{
    m_isEmpty = true;
    m_event = {};
    for (QWidget *part : std::initializer_list<QWidget *>{m_showLine, m_showAll, m_copy, m_copyJson, m_time,
                                                          m_text, m_note, m_checks, m_tree})
        part->hide();
    m_title->setText(tr("Choose an event to see it whole."));
    applyLook();
}

void EventPane::show(const EventRow &event, std::optional<qint64> line)
{
    m_showLine->setVisible(line.has_value());
    m_line = line.value_or(0);
    m_showLine->setText(tr("Show line %1").arg(count(m_line)));
    if (!m_isEmpty && event.id == m_event.id && event.raw == m_event.raw)
        return;
    m_isEmpty = false;
    m_event = event;
    m_title->setText(cellText(eventLevelLabel(event.level) + u" · "_s + eventTypeLabel(event.type), 80));
    m_time->setText(event.createdAt ? localTime(event.createdAt.secs) : QString());
    m_time->setToolTip(event.createdAt ? toolTipText(bothTimes(event.createdAt.secs)) : QString());
    for (QWidget *part : std::initializer_list<QWidget *>{m_copy, m_copyJson, m_time, m_text})
        part->show();
    m_text->setText(event.message.isEmpty() ? tr("(no text)") : event.message);
    // Most texts are a line or two: the room belongs to the data.
    const qsizetype lines = event.message.count(u'\n') + 1 + event.message.size() / 50;
    m_text->setMaximumHeight(int(std::clamp<qsizetype>(lines + 1, 2, 12)) * (fontMetrics().height() + 2));
    m_showAll->setVisible(m_text->isClamped());

    const std::optional<Value> value = recordValue(event.raw);
    const Value *inside = value ? value->find(u"data") : nullptr;
    showChecks(inside ? *inside : Value());
    if (!value) {
        m_note->setText(
            tr("The data of this event cannot be read. “Copy JSON” copies it as it was received."));
        m_note->show();
    }
    Node root = value ? buildTree(*value, &eventSchema()) : Node();
    // Text, time, level and type stand above.
    std::erase_if(root.children, [](const Node &child) {
        return child.path == "/message"_L1 || child.path == "/created_at"_L1 || child.path == "/level"_L1 ||
               child.path == "/type"_L1;
    });
    m_model->clear();
    m_model->setRoot(std::move(root));
    m_tree->setVisible(m_model->rowCount() > 0);
    m_tree->expandToDepth(0);
    if (const QModelIndex below = m_model->indexOfPath(u"/data"_s);
        below.isValid() && m_model->rowCount(below) <= kOpenedNodes)
        m_tree->expandRecursively(below, 2);
    m_tree->resizeColumnToContents(0);
    const int letter = fontMetrics().averageCharWidth();
    m_tree->setColumnWidth(0, std::clamp(m_tree->columnWidth(0), 16 * letter, 34 * letter));
    applyLook();
}

void EventPane::showChecks(const Value &inside)
{
    const Value *results = inside.find(u"results");
    const Value *blocked = inside.find(u"blocked");
    const bool isCheck = m_event.type == "moderation_checks"_L1 && results && results->isArray();
    m_checks->setVisible(isCheck);
    m_note->setVisible(isCheck || (m_event.type == "moderation_checks"_L1 && blocked));
    m_note->setText(tr("Blocked: %1").arg(cellText(yesNo(blocked), 80)));
    m_checks->setRowCount(0);
    if (!isCheck)
        return;
    const int rows = int(std::min<std::size_t>(results->children.size(), kMaxChecks));
    m_checks->setRowCount(rows);
    for (int row = 0; row < rows; ++row) {
        const Value &result = results->children[std::size_t(row)];
        const Value *flagged = result.find(u"flagged");
        const bool isBad = flagged && flagged->toBool().value_or(false);
        const auto put = [&](int column, const QString &text) {
            auto *item = new QTableWidgetItem(cellText(text, 200));
            item->setData(Qt::UserRole, isBad);
            m_checks->setItem(row, column, item);
        };
        const Value *category = result.find(u"category");
        const Value *enforcement = result.find(u"enforcement");
        put(0, category ? category->literal() : u"—"_s);
        put(1, yesNo(flagged));
        put(2, enforcement && !enforcement->isNull() ? enforcement->literal() : u"—"_s);
    }
    m_checks->resizeColumnsToContents();
    for (int column = 0; column < 2; ++column)
        m_checks->setColumnWidth(column,
                                 m_checks->columnWidth(column) + 2 * fontMetrics().averageCharWidth());
    m_checks->setMaximumHeight(m_checks->horizontalHeader()->sizeHint().height() +
                               std::max(1, rows) * m_checks->verticalHeader()->defaultSectionSize() + 4);
}

void EventPane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    applyLook();
    if (!m_isEmpty) {
        const std::optional<Value> value = recordValue(m_event.raw);
        const Value *inside = value ? value->find(u"data") : nullptr;
        showChecks(inside ? *inside : Value());
    }
}

void EventPane::applyLook()
{
    const Colours &look = colours(palette());
    QFont font = this->font();
    font.setWeight(m_isEmpty ? QFont::Normal : QFont::DemiBold);
    m_title->setFont(font);
    setTextColour(m_title, m_isEmpty ? look.secondText : look.text);
    setTextColour(m_time, look.secondText);
    m_copy->setIcon(tintedIcon(u"copy"_s, look.secondText));
    m_copyJson->setIcon(tintedIcon(u"copy"_s, look.secondText));
    m_showLine->setIcon(tintedIcon(u"file"_s, look.active));
}

} // namespace tuneboard
