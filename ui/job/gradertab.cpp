// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/gradertab.h"

#include "app/api/document.h"
#include "app/models/formula.h"
#include "app/models/nodemodel.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/elsewhere.h"
#include "ui/job/findbar.h"
#include "ui/job/gradernames.h"
#include "ui/job/methodtree.h"
#include "ui/job/nodedelegate.h"
#include "ui/job/nodepane.h"
#include "ui/job/textcolour.h"
#include "ui/job/valuepath.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// So many graders are opened by themselves when a job is shown first.
constexpr int kMaxOpened = 40;
constexpr int kSideBySide = 760;
constexpr qsizetype kArrangedElsewhere = 200'000; // bytes of a job

// Every index below `parent` in reading order, without recursion into the view.
template<class Visit>
void walk(const QAbstractItemModel *model, const QModelIndex &parent, const Visit &visit)
{
    for (int row = 0; row < model->rowCount(parent); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        visit(index);
        walk(model, index, visit);
    }
}

// What is wrong with a formula and what it gives to whom, a line each.
QString formulaNote(const QString &text, const std::vector<QStringList> &names,
                    const std::vector<GraderShare> &shares)
{
    constexpr int kMaxLines = 20;
    const Formula formula = readFormula(text, names);
    QStringList lines;
    int problems = 0;
    for (const FormulaToken &token : formula.tokens) {
        if (token.problem.isEmpty() || ++problems > kMaxLines)
            continue;
        lines << GraderTab::tr("“%1” at character %2: %3")
                     .arg(cellText(text.mid(token.start, std::min<qsizetype>(token.length, 60))),
                          count(token.start + 1), token.problem);
    }
    if (problems > kMaxLines)
        lines << GraderTab::tr("%n more problem(s)", nullptr, problems - kMaxLines);
    for (std::size_t i = 0; i < names.size() && lines.size() < 2 * kMaxLines; ++i) {
        QStringList called = names[i];
        called.removeAll(QString());
        called.removeDuplicates();
        const QString name = called.join(u" · "_s);
        if (i < shares.size() && shares[i].share > 0)
            lines << u"%1  %2"_s.arg(shareText(shares[i]), cellText(name, 100));
        else if (!formula.used[i])
            lines << GraderTab::tr("%1 is not in the formula.").arg(cellText(name, 100));
    }
    return lines.join(u'\n');
}

} // namespace

GraderTab::GraderTab(QWidget *parent)
    : JobTab(parent)
    , m_model(new NodeModel(this))
    , m_delegate(new NodeDelegate(this))
    , m_tree(new QTreeView(this))
    , m_pane(new NodePane(this))
    , m_find(new FindBar(u"graderFind"_s, tr("Search in the tree"), this))
    , m_sentence(new QLabel(this))
    , m_split(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(u"graderTab"_s);
    m_sentence->setObjectName(u"graderSentence"_s);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setContentsMargins(14, 4, 14, 4);

    m_tree->setObjectName(u"graderTree"_s);
    m_tree->setAccessibleName(tr("Method and graders"));
    m_tree->setModel(m_model);
    m_tree->setItemDelegate(m_delegate);
    m_tree->setHeaderHidden(true);
    m_tree->setUniformRowHeights(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setIndentation(fontMetrics().averageCharWidth() * 2 + 4);
    m_tree->setContextMenuPolicy(Qt::CustomContextMenu);
    m_tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_tree->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->header()->setStretchLastSection(true);
    m_tree->header()->setMinimumSectionSize(40);
    m_tree->installEventFilter(this);

    const auto button = [this](const QString &name, const QString &text) {
        auto *tool = new QToolButton(this);
        tool->setObjectName(name);
        tool->setText(text);
        tool->setAccessibleName(text);
        tool->setAutoRaise(true);
        tool->setFocusPolicy(Qt::TabFocus);
        return tool;
    };
    QToolButton *expand = button(u"graderExpandAll"_s, tr("Expand all"));
    QToolButton *collapse = button(u"graderCollapseAll"_s, tr("Collapse all"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 6, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_find, 1);
    bar->addStretch(0);
    bar->addWidget(expand);
    bar->addWidget(collapse);
    m_split->setObjectName(u"graderSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_tree);
    m_split->addWidget(m_pane);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 1);
    m_split->setSizes({1000, 1000});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_sentence);
    column->addWidget(m_split, 1);

    connect(expand, &QToolButton::clicked, this, &GraderTab::expandAll);
    connect(collapse, &QToolButton::clicked, this, &GraderTab::collapseAll);
    connect(m_find, &FindBar::textChanged, this, [this] {
        m_hit = 0;
        search();
    });
    connect(m_find, &FindBar::nextRequested, this, [this] { findNext(); });
    connect(m_find, &FindBar::previousRequested, this, [this] { findNext(true); });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &GraderTab::showCurrent);
    connect(m_tree, &QTreeView::customContextMenuRequested, this, &GraderTab::openMenu);
    connect(m_tree, &QTreeView::expanded, this, &GraderTab::fitColumns);
    connect(m_tree, &QTreeView::collapsed, this, &GraderTab::fitColumns);
    connect(m_pane, &NodePane::copyTextRequested, this, &GraderTab::copyValue);
    connect(m_pane, &NodePane::copyJsonRequested, this, &GraderTab::copyJson);
    const auto key = [this](const QKeySequence &sequence) {
        return new QShortcut(sequence, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    };
    connect(key(QKeySequence(Qt::Key_F3)), &QShortcut::activated, this, [this] { findNext(); });
    connect(key(QKeySequence(Qt::SHIFT | Qt::Key_F3)), &QShortcut::activated, this,
            [this] { findNext(true); });
    connect(key(QKeySequence::Find), &QShortcut::activated, m_find, &FindBar::focusField);
    applyLook();
}

GraderTab::~GraderTab() = default;

struct GraderTab::Arranged
{
    MethodTree tree;
    QHash<QString, GraderEvidence> evidence;

    static Arranged of(const JobDetails &details, const JobMetrics *metrics)
    {
        Arranged arranged;
        if (details.page) {
            Document document;
            document.kind = details.page->kind;
            document.value = details.value;
            arranged.tree = methodTree(document, details.page->sentence);
        } else {
            arranged.tree = methodTree(details.value, details.job);
        }
        arranged.evidence = graderEvidence(arranged.tree.root, metrics);
        return arranged;
    }
};

void GraderTab::setJob(const JobView &view)
{
    const std::shared_ptr<const JobMetrics> metrics = view.records ? view.records->metrics : nullptr;
    if (!view.isOther && m_details && m_details->raw == view.details->raw && m_metrics == metrics)
        return;
    m_details = view.owner ? view.owner : std::make_shared<const JobDetails>(*view.details);
    m_metrics = metrics;
    m_isOther = m_isOther || view.isOther;
    if (view.isOther) {
        m_model->clear();
        ++m_ticket;
        m_isArranging = false;
    }
    arrange();
}

// One tree after the other: while metrics stream in, each is outdated before it is made, and is shown all the
// same.
void GraderTab::arrange()
{
    m_isOutdated = m_isArranging;
    if (m_details->raw.size() < kArrangedElsewhere) {
        ++m_ticket;
        m_isArranging = m_isOutdated = false;
        return showTree(Arranged::of(*m_details, m_metrics.get()));
    }
    if (m_isArranging)
        return;
    m_isArranging = true;
    // Thousands of graders are arranged on another thread.
    computeElsewhere(
        this, [details = m_details, metrics = m_metrics] { return Arranged::of(*details, metrics.get()); },
        [this, ticket = m_ticket](Arranged arranged) {
            if (ticket != m_ticket)
                return;
            m_isArranging = false;
            showTree(std::move(arranged));
            if (m_isOutdated)
                arrange();
        });
    if (m_model->rowCount() > 0)
        return;
    m_sentence->setText(tr("Reading…"));
    m_sentence->show();
    m_split->hide();
}

void GraderTab::showTree(Arranged arranged)
{
    const bool isOther = std::exchange(m_isOther, false);
    MethodTree &tree = arranged.tree;
    m_delegate->setShares(std::move(tree.shares));
    m_delegate->setFormulaNames(std::move(tree.formulaNames));
    m_delegate->setFormulaShares(std::move(tree.formulaShares));
    m_delegate->setEvidence(std::move(arranged.evidence));
    m_model->setRoot(std::move(tree.root));
    spanGraders({});
    m_sentence->setText(tree.sentence);
    m_sentence->setVisible(!tree.sentence.isEmpty());
    const bool isEmpty = m_model->rowCount() == 0;
    m_split->setVisible(!isEmpty);
    if (isOther) {
        expandGraders({});
        if (m_details->page && m_model->rowCount() <= kMaxOpened)
            m_tree->expandToDepth(0);
        m_hit = 0;
        m_tree->setCurrentIndex(m_model->index(0, 0));
        m_tree->scrollToTop();
    }
    fitColumns();
    search();
    showCurrent();
}

void GraderTab::expandGraders(const QModelIndex &parent)
{
    int opened = 0;
    const auto open = [&](const auto &self, const QModelIndex &above, int depth) -> void {
        for (int row = 0; row < m_model->rowCount(above) && opened < kMaxOpened; ++row) {
            const QModelIndex index = m_model->index(row, 0, above);
            const bool isGrader = Node::Kind(index.data(NodeModel::KindRole).toInt()) == Node::Kind::Grader;
            const bool isParameters =
                index.data(NodeModel::PathRole).toString().endsWith("/hyperparameters"_L1);
            if (!isGrader && !(depth == 0 && isParameters))
                continue;
            ++opened;
            m_tree->expand(index);
            self(self, index, depth + 1);
        }
    };
    open(open, parent, 0);
}

void GraderTab::spanGraders(const QModelIndex &parent)
{
    walk(m_model, parent, [this](const QModelIndex &index) {
        const bool isGrader = Node::Kind(index.data(NodeModel::KindRole).toInt()) == Node::Kind::Grader;
        if (isGrader != m_tree->isFirstColumnSpanned(index.row(), index.parent()))
            m_tree->setFirstColumnSpanned(index.row(), index.parent(), isGrader);
    });
}

void GraderTab::fitColumns()
{
    // The label column fits what is open, and never takes more than half.
    const int most = std::max(120, m_tree->viewport()->width() / 2);
    m_tree->resizeColumnToContents(NodeModel::LabelColumn);
    const int wanted = m_tree->columnWidth(NodeModel::LabelColumn);
    m_tree->setColumnWidth(NodeModel::LabelColumn, std::clamp(wanted, std::min(130, most), most));
}

void GraderTab::expandAll()
{
    m_tree->expandAll();
    fitColumns();
}

void GraderTab::collapseAll()
{
    m_tree->collapseAll();
    fitColumns();
}

// Searching

void GraderTab::search()
{
    const QString needle = m_find->text();
    m_hits.clear();
    if (!needle.isEmpty()) {
        walk(m_model, {}, [&](const QModelIndex &index) {
            const QModelIndex value = index.siblingAtColumn(NodeModel::ValueColumn);
            if (index.data().toString().contains(needle, Qt::CaseInsensitive) ||
                value.data().toString().contains(needle, Qt::CaseInsensitive) ||
                index.data(NodeModel::RawRole).toString().contains(needle, Qt::CaseInsensitive))
                m_hits.emplace_back(index);
        });
    }
    m_hit = std::min(m_hit, int(m_hits.size()));
    m_find->setHits(m_hit, int(m_hits.size()));
    m_pane->view()->search(needle);
}

void GraderTab::findNext(bool backward)
{
    const int hits = int(m_hits.size());
    if (hits == 0)
        return;
    if (backward)
        m_hit = m_hit <= 1 ? hits : m_hit - 1;
    else
        m_hit = m_hit >= hits ? 1 : m_hit + 1;
    const QModelIndex index = m_hits[std::size_t(m_hit - 1)];
    for (QModelIndex above = index.parent(); above.isValid(); above = above.parent())
        m_tree->expand(above);
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    m_find->setHits(m_hit, hits);
}

// The pane

QModelIndex GraderTab::current() const
{
    return m_tree->currentIndex().siblingAtColumn(NodeModel::LabelColumn);
}

void GraderTab::showCurrent()
{
    const QModelIndex index = current();
    if (!index.isValid()) {
        m_pane->clear();
        return;
    }
    const Node node = m_model->nodeAlone(index);
    NodeContent content;
    content.title = node.label;
    content.subtitle = node.help;
    const auto showFormula = [&](const QString &text, const QString &path) {
        content.form = NodeContent::Form::Formula;
        content.text = text;
        content.names = m_delegate->formulaNames(path);
        content.note = formulaNote(text, content.names, m_delegate->formulaShares(path));
    };
    if (node.kind == Node::Kind::Grader) {
        content.title = node.text.isEmpty() ? tr("Grader") : node.text;
        content.subtitle = node.label;
        if (const GraderShare share = m_delegate->share(node.path); share.share > 0)
            content.subtitle +=
                (node.label.isEmpty() ? QString() : u" · "_s) + tr("%1 of the score").arg(shareText(share));
        content.note = node.help;
        if (const auto evidence = m_delegate->evidence().constFind(node.path);
            evidence != m_delegate->evidence().constEnd()) {
            const QString line = evidence->isValidation ? tr("Scores on validation data: %1")
                                                        : tr("Scores on training data: %1");
            content.note +=
                (content.note.isEmpty() ? QString() : u"\n"_s) + line.arg(evidenceText(*evidence));
        }
        // The part that says most of a grader of this kind.
        for (const Node &child : node.children) {
            if (child.format == Format::Formula && child.isString) {
                showFormula(child.raw, child.path);
                break;
            }
            if (child.format == Format::Source && child.isString) {
                content.form = NodeContent::Form::Python;
                content.text = child.raw;
                break;
            }
        }
        if (content.text.isEmpty()) {
            content.form = NodeContent::Form::Json;
            content.text = jsonOf(node);
        }
    } else if (!node.children.empty()) {
        content.form = NodeContent::Form::Json;
        content.text = jsonOf(node);
        if (node.text == tr("Image, not fetched") || node.text == tr("Audio, not fetched"))
            content.note = tr("It is named here and never fetched.");
    } else if (node.format == Format::Formula && node.isString) {
        showFormula(node.raw, node.path);
    } else {
        content.form = node.format == Format::Source ? NodeContent::Form::Python : NodeContent::Form::Text;
        content.text = node.isString || node.raw != "null"_L1 ? node.raw : node.text;
    }
    m_pane->show(content);
    m_pane->view()->search(m_find->text());
}

QString GraderTab::jsonOf(const Node &node) const
{
    if (node.kind != Node::Kind::Group) {
        const Value *value = valueAt(m_details->value, node.path);
        return value ? toJson(*value) : node.raw;
    }
    // A group stands for nothing in the input: its members make an object of their own.
    Value object;
    object.kind = Value::Kind::Object;
    QSet<QString> keys;
    for (const Node &child : node.children)
        keys.insert(child.label);
    const QString path = node.children.empty() ? QString() : node.children.front().path;
    if (const Value *holder = valueAt(m_details->value, QStringView(path).left(path.lastIndexOf(u'/')))) {
        for (const Value &member : holder->children) {
            if (keys.contains(member.key))
                object.children.push_back(member);
        }
    }
    return toJson(object);
}

// Copying

void GraderTab::copyValue()
{
    const QModelIndex index = current();
    if (!index.isValid())
        return;
    const Node node = m_model->node(index);
    QGuiApplication::clipboard()->setText(node.children.empty() ? node.raw : treeText(node));
}

void GraderTab::copyText()
{
    if (const QModelIndex index = current(); index.isValid())
        QGuiApplication::clipboard()->setText(treeText(m_model->node(index)));
}

void GraderTab::copyJson()
{
    if (const QModelIndex index = current(); index.isValid())
        QGuiApplication::clipboard()->setText(jsonOf(m_model->node(index)));
}

void GraderTab::expandBelow(const QModelIndex &index, bool expand)
{
    if (expand)
        m_tree->expandRecursively(index);
    else
        walk(m_model, index, [this](const QModelIndex &below) { m_tree->collapse(below); });
    m_tree->setExpanded(index, expand);
}

void GraderTab::openMenu(const QPoint &at)
{
    const QModelIndex index = m_tree->indexAt(at).siblingAtColumn(NodeModel::LabelColumn);
    QMenu menu(this);
    menu.setObjectName(u"graderMenu"_s);
    if (index.isValid()) {
        const bool isLeaf = m_model->rowCount(index) == 0;
        if (isLeaf)
            menu.addAction(tr("Copy value"), QKeySequence::Copy, this, &GraderTab::copyValue);
        menu.addAction(tr("Copy as text"), this, &GraderTab::copyText);
        menu.addAction(tr("Copy as JSON"), this, &GraderTab::copyJson);
        menu.addSeparator();
        if (!isLeaf) {
            const QPersistentModelIndex kept = index;
            menu.addAction(tr("Expand below"), this, [this, kept] { expandBelow(kept, true); });
            menu.addAction(tr("Collapse below"), this, [this, kept] { expandBelow(kept, false); });
        }
    }
    menu.addAction(tr("Expand all"), this, &GraderTab::expandAll);
    menu.addAction(tr("Collapse all"), this, &GraderTab::collapseAll);
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

// Events

bool GraderTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_tree && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyValue();
        return true;
    }
    return JobTab::eventFilter(watched, event);
}

void GraderTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    const auto direction = width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != direction) {
        m_split->setOrientation(direction);
        m_split->setSizes({1000, 1000});
    }
    fitColumns();
}

void GraderTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void GraderTab::applyLook()
{
    setTextColour(m_sentence, colours(palette()).secondText);
}

} // namespace tuneboard
