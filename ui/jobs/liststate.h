// SPDX-License-Identifier: GPL-3.0-or-later
// The list as a saved view keeps it, and a saved view as this list can show it.
#pragma once

#include "app/models/jobtable.h"
#include "app/models/savedview.h"

#include <optional>

namespace tuneboard {

class JobsPage;
class Repository;

class ListState
{
public:
    /// Both must outlive it.
    ListState(Repository &repository, JobsPage &page)
        : m_repository(repository)
        , m_page(page)
    {
    }

    /// What the list is now; without id and name.
    [[nodiscard]] SavedView current() const;
    /// A name for that, in the words of the filters.
    [[nodiscard]] QString suggestedName() const;
    /// Whether the list is as the view says. What this version does not know of it counts for nothing.
    [[nodiscard]] bool isShown(const SavedView &view) const;
    /// Makes the list so. What the view names and is not here is left out: a sentence each.
    QStringList show(const SavedView &view) const;
    /// Only the columns, which then are the user's own.
    void showColumns(const SavedView &view) const;
    /// How many jobs it would show; nullopt: an account is not here. Reads every job.
    [[nodiscard]] std::optional<int> countOf(const SavedView &view) const;
    /// Name, filters, sort and what is amiss; lines of plain text.
    [[nodiscard]] QString describe(const SavedView &view) const;

private:
    struct Resolved
    {
        FacetChoice choice;
        std::optional<JobColumn> sort; ///< nullopt: as it is
        ColumnPlaces columns;
        QStringList missing; ///< a sentence each
        bool hasAccounts = true;
    };
    [[nodiscard]] Resolved resolve(const SavedView &view) const;
    [[nodiscard]] std::optional<qint64> numberOf(const ViewAccount &account) const;

    Repository &m_repository;
    JobsPage &m_page;
};

} // namespace tuneboard
