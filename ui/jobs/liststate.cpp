// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/liststate.h"

#include "app/api/terms.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "ui/format.h"
#include "ui/jobs/filterbar.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"

#include <QCoreApplication>
#include <QHeaderView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ListState)
};

constexpr qsizetype kLongestSuggestion = 48; // characters
constexpr qsizetype kLongestWord = 80;

bool sameChoices(FacetChoice a, FacetChoice b)
{
    for (FacetChoice *choice : {&a, &b}) {
        for (QStringList *words : {&choice->statuses, &choice->methods, &choice->models})
            words->sort();
        std::sort(choice->accounts.begin(), choice->accounts.end());
    }
    return a == b;
}

} // namespace

// By its id; one that was set up anew has the name alone in common.
std::optional<qint64> ListState::numberOf(const ViewAccount &account) const
{
    for (const AccountState &state : m_repository.accounts()) {
        if (!account.uuid.isNull() && state.record.uuid == account.uuid && state.record.number != 0)
            return state.record.number;
    }
    const JobTable &table = m_repository.jobs()->table();
    for (const qint64 number : table.accountNumbers()) {
        if (table.accountName(number) == account.name)
            return number;
    }
    return std::nullopt;
}

ListState::Resolved ListState::resolve(const SavedView &view) const
{
    Resolved resolved;
    resolved.choice.statuses = view.statuses;
    resolved.choice.methods = view.methods;
    resolved.choice.models = view.models;
    for (const ViewAccount &account : view.accounts) {
        if (const auto number = numberOf(account)) {
            resolved.choice.accounts.append(*number);
        } else {
            resolved.hasAccounts = false;
            resolved.missing +=
                Words::tr("The account “%1” is not here.").arg(cellText(account.name, kLongestWord));
        }
    }
    resolved.sort = JobsModel::columnOf(view.sort);
    if (!resolved.sort)
        resolved.missing += Words::tr("It is sorted by “%1”, which this version does not know.")
                                .arg(cellText(view.sort, kLongestWord));
    for (const ColumnPlace &place : view.columns) {
        if (JobsModel::columnOf(place.key))
            resolved.columns.append(JobTableView::usable(place));
        else if (place.shown)
            resolved.missing += Words::tr("This version does not know the column “%1”.")
                                    .arg(cellText(place.key, kLongestWord));
    }
    return resolved;
}

SavedView ListState::current() const
{
    SavedView view;
    view.findText = m_page.findText().trimmed();
    const FacetChoice &choice = m_page.choice();
    view.statuses = choice.statuses;
    view.methods = choice.methods;
    view.models = choice.models;
    for (const qint64 number : choice.accounts) {
        const AccountState *account = m_repository.account(number);
        view.accounts.append(
            {account ? account->record.uuid : QUuid(), m_repository.jobs()->table().accountName(number)});
    }
    const QHeaderView *header = m_page.table()->horizontalHeader();
    view.sort = JobsModel::columnKey(JobColumn(header->sortIndicatorSection()));
    view.descending = header->sortIndicatorOrder() == Qt::DescendingOrder;
    view.columns = m_page.table()->columns();
    return view;
}

bool ListState::isShown(const SavedView &view) const
{
    const Resolved resolved = resolve(view);
    const SavedView now = current();
    const bool isSorted = !resolved.sort || (JobsModel::columnKey(*resolved.sort) == now.sort &&
                                             view.descending == now.descending);
    return resolved.hasAccounts && isSorted && view.findText.trimmed() == now.findText &&
           sameChoices(resolved.choice, m_page.choice()) && looksSame(resolved.columns, now.columns);
}

QString ListState::suggestedName() const
{
    const FacetChoice &choice = m_page.choice();
    const JobTable &table = m_repository.jobs()->table();
    QStringList words;
    for (const QString &status : choice.statuses)
        words += statusLabel(status);
    for (const QString &method : choice.methods)
        words += methodLabel(method);
    words += choice.models;
    for (const qint64 account : choice.accounts)
        words += table.accountName(account);
    if (const QString text = m_page.findText().simplified(); !text.isEmpty())
        words += text;
    if (words.isEmpty()) {
        const int sorted = m_page.table()->horizontalHeader()->sortIndicatorSection();
        words += Words::tr("All by %1").arg(JobsModel::columnLabel(JobColumn(sorted)));
    }
    return cellText(words.join(", "_L1), kLongestSuggestion);
}

QStringList ListState::show(const SavedView &view) const
{
    const Resolved resolved = resolve(view);
    JobTableView *table = m_page.table();
    m_page.setFilter(view.findText, resolved.choice);
    if (resolved.sort)
        table->sortByColumn(int(*resolved.sort), view.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    if (!looksSame(resolved.columns, table->columns()))
        table->setColumns(resolved.columns);
    return resolved.missing;
}

void ListState::showColumns(const SavedView &view) const
{
    m_page.table()->setColumns(resolve(view).columns);
}

std::optional<int> ListState::countOf(const SavedView &view) const
{
    const Resolved resolved = resolve(view);
    if (!resolved.hasAccounts)
        return std::nullopt;
    return m_repository.jobs()->table().countPassing(m_page.filterOf(view.findText, resolved.choice));
}

QString ListState::describe(const SavedView &view) const
{
    const Resolved resolved = resolve(view);
    QStringList lines{view.name, QString()};
    const JobFilter filter = m_page.filterOf(view.findText, resolved.choice);
    for (const FilterChip &chip : filterChips(filter, view.findText, m_repository.jobs()->table()))
        lines += chip.text;
    for (const FilterProblem &problem : filter.problems)
        lines += u"%1: %2"_s.arg(view.findText.mid(problem.start, problem.length), problem.reason);
    if (resolved.sort) {
        lines +=
            (view.descending ? Words::tr("Sorted by %1, descending") : Words::tr("Sorted by %1, ascending"))
                .arg(JobsModel::columnLabel(*resolved.sort));
    }
    return (lines + resolved.missing).join(u'\n');
}

} // namespace tuneboard
