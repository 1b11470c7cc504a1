// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/factlist.h"

#include "ui/format.h"
#include "ui/job/recordview.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QAbstractTableModel>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

/// Two columns: what it is, and its value.
class FactListModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setFacts(std::vector<Fact> facts, const QString &words)
    {
        m_facts = std::move(facts);
        filter(words, true);
    }

    /// Rows whose label or value contains the words, ignoring case. The same words again change nothing,
    /// unless `anyhow`.
    void filter(const QString &words, bool anyhow = false)
    {
        if (words == m_words && !anyhow)
            return;
        m_words = words;
        beginResetModel();
        m_rows.clear();
        for (std::size_t i = 0; i < m_facts.size(); ++i) {
            const Fact &fact = m_facts[i];
            if (words.isEmpty() || fact.label.contains(words, Qt::CaseInsensitive) ||
                fact.value.contains(words, Qt::CaseInsensitive))
                m_rows.push_back(i);
        }
        endResetModel();
    }

    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    [[nodiscard]] const Fact &fact(int row) const { return m_facts[m_rows[std::size_t(row)]]; }
    [[nodiscard]] std::size_t size() const { return m_facts.size(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 2;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole || !index.isValid())
            return {};
        const Fact &fact = this->fact(index.row());
        if (index.column() == 0)
            return fact.label;
        return fact.after.isEmpty() ? fact.value : fact.value + u' ' + fact.after;
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
            return {};
        return section == 0 ? FactList::tr("Field") : FactList::tr("Value");
    }

private:
    std::vector<Fact> m_facts;
    std::vector<std::size_t> m_rows;
    QString m_words;
};

FactList::FactList(QWidget *parent)
    : QWidget(parent)
    , m_model(new FactListModel(this))
    , m_table(new RecordView(this))
    , m_back(new QToolButton(this))
    , m_title(new QLabel(this))
    , m_count(new QLabel(this))
    , m_filter(new QLineEdit(this))
{
    setObjectName(u"factList"_s);
    m_table->setObjectName(u"factListTable"_s);
    m_table->setItemDelegate(new RecordDelegate(m_table));
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setObjectName(u"factListHeader"_s);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns of the list"));
    m_back->setObjectName(u"factListBack"_s);
    m_back->setText(tr("Overview"));
    m_back->setAccessibleName(tr("Back to the overview"));
    m_back->setToolTip(tr("Back to the overview"));
    m_back->setAutoRaise(true);
    m_back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_back->setFocusPolicy(Qt::TabFocus);
    m_title->setObjectName(u"factListTitle"_s);
    m_count->setObjectName(u"factListCount"_s);
    for (QLabel *label : {m_title, m_count})
        label->setTextFormat(Qt::PlainText);
    m_title->setFont(boldFont(font()));
    m_filter->setObjectName(u"factListFilter"_s);
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter the list"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(fontMetrics().averageCharWidth() * 40);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 14, 4);
    bar->setSpacing(8);
    bar->addWidget(m_back);
    bar->addWidget(m_title);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_filter, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_table, 1);

    connect(m_back, &QToolButton::clicked, this, &FactList::closed);
    connect(m_filter, &QLineEdit::textChanged, this, &FactList::filter);
    connect(m_table, &RecordView::copyRequested, this, [this] { copy(false); });
    connect(m_table, &RecordView::menuRequested, this, &FactList::openMenu);
    applyLook();
}

FactList::~FactList() = default;

void FactList::begin(const QString &title)
{
    m_isReading = true;
    m_title->setText(title);
    m_table->setAccessibleName(title);
    m_filter->clear();
    m_model->setFacts({}, {});
    showCount();
    m_table->setFocus();
}

void FactList::setFacts(std::vector<Fact> facts)
{
    const bool isFirst = std::exchange(m_isReading, false);
    if (!isFirst && facts == m_model->facts())
        return;
    const int top = m_table->topRow();
    const Selected selected = selectedFacts();
    m_model->setFacts(std::move(facts), m_filter->text());
    select(selected);
    if (isFirst)
        m_table->fitColumns(40);
    else if (top > 0)
        m_table->setTopRow(top);
    showCount();
}

FactList::Selected FactList::selectedFacts() const
{
    Selected selected;
    for (const int row : m_table->selectedRowNumbers())
        selected.keys.insert(m_model->fact(row).key);
    const QModelIndex current = m_table->currentIndex();
    if (current.isValid()) {
        selected.current = m_model->fact(current.row()).key;
        selected.column = current.column();
    }
    return selected;
}

void FactList::select(const Selected &selected)
{
    if (selected.keys.isEmpty() && selected.current.isEmpty())
        return;
    QItemSelectionModel *selection = m_table->selectionModel();
    QItemSelection rows;
    int first = -1; // of the selected rows that follow each other
    for (int row = 0; row <= m_model->rowCount(); ++row) {
        const bool isRow = row < m_model->rowCount();
        if (isRow && m_model->fact(row).key == selected.current)
            selection->setCurrentIndex(m_model->index(row, selected.column), QItemSelectionModel::NoUpdate);
        const bool isSelected = isRow && selected.keys.contains(m_model->fact(row).key);
        if (isSelected && first < 0)
            first = row;
        if (!isSelected && first >= 0)
            rows.append({m_model->index(std::exchange(first, -1), 0), m_model->index(row - 1, 1)});
    }
    selection->select(rows, QItemSelectionModel::Select);
}

void FactList::filter()
{
    const Selected selected = selectedFacts();
    m_model->filter(m_filter->text());
    select(selected);
    showCount();
}

void FactList::showCount()
{
    const qint64 all = qint64(m_model->size());
    m_count->setText(m_isReading                 ? tr("Reading…")
                     : m_model->rowCount() < all ? tr("%1 of %2").arg(count(m_model->rowCount()), count(all))
                                                 : count(all));
}

void FactList::copy(bool withLabels)
{
    QStringList lines;
    for (const int row : m_table->selectedRowNumbers()) {
        const Fact &fact = m_model->fact(row);
        const QString &value = fact.copy.isEmpty() ? fact.value : fact.copy;
        lines << (withLabels ? fact.label + u'\t' + value : value);
    }
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void FactList::openMenu(const QPoint &at)
{
    QMenu menu(this);
    menu.addAction(tr("Copy value"), QKeySequence::Copy, this, [this] { copy(false); });
    menu.addAction(tr("Copy field and value"), this, [this] { copy(true); });
    menu.exec(at);
}

void FactList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    if (event->matches(QKeySequence::Find))
        return m_filter->setFocus();
    QWidget::keyPressEvent(event);
}

void FactList::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void FactList::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_count, look.secondText);
    m_back->setIcon(tintedIcon(u"arrow-left"_s, look.secondText));
}

} // namespace tuneboard
