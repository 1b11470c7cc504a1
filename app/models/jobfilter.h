// SPDX-License-Identifier: GPL-3.0-or-later
// What the find box's words and the rail mean. Reading words is here; applying them is JobTable's.
#pragma once

#include "app/models/trainingflags.h"

#include <QString>
#include <QStringList>

#include <limits>
#include <vector>

namespace tuneboard {

/// One condition on a job. All terms must hold.
struct FilterTerm
{
    enum class Field {
        Text,    ///< anywhere in the job's texts
        Status,  ///< see meansStatus()
        Method,  ///< prefix
        Model,   ///< prefix of the base model
        Account, ///< contains
        Meta,    ///< the value of `metaKey` contains it; "*": the key is there
        Tokens,  ///< low..high
        Created, ///< low..high, seconds since 1970, UTC
        Is,      ///< has one of `flags`
    };
    Field field = Field::Text;
    bool negated = false;
    QStringList anyOf;                                ///< lower case; for text fields
    QString metaKey;                                  ///< lower case; for Meta
    qint64 low = std::numeric_limits<qint64>::min();  ///< inclusive; for ranges
    qint64 high = std::numeric_limits<qint64>::max(); ///< inclusive
    TrainingFlags flags;                              ///< for Is
    qsizetype start = 0;                              ///< where the words stand in the text that was read
    qsizetype length = 0;

    friend bool operator==(const FilterTerm &, const FilterTerm &) = default;
};

/// A word that means nothing, and why; shown under the find box, the word underlined.
struct FilterProblem
{
    qsizetype start = 0;
    qsizetype length = 0;
    QString reason;

    friend bool operator==(const FilterProblem &, const FilterProblem &) = default;
};

/// What is chosen in the rail: one of the values of each list must hold; an empty list means all.
struct FacetChoice
{
    QStringList statuses; ///< as statusKey() gives them
    QStringList methods;  ///< words of the server; "supervised" includes jobs without a method
    QStringList models;   ///< base models, whole names
    QList<qint64> accounts;

    [[nodiscard]] bool isEmpty() const
    {
        return statuses.isEmpty() && methods.isEmpty() && models.isEmpty() && accounts.isEmpty();
    }
    friend bool operator==(const FacetChoice &, const FacetChoice &) = default;
};

struct JobFilter
{
    std::vector<FilterTerm> terms;
    std::vector<FilterProblem> problems;
    FacetChoice facets;

    [[nodiscard]] bool isEmpty() const { return terms.empty() && facets.isEmpty(); }
};

/// Reads the words of the find box: blanks between terms (all must hold), `a,b` is or, quotes keep blanks,
/// `-` negates, `tokens:>1M`, `tokens:1M..5M`, `created:<7d`, `created:2026-10-01..2026-10-21` (local days),
/// `meta.key:value`, `status:`, `method:`, `model:`, `account:`, `is:` with the words of trainingFlagTerms();
/// units k M G, h d w y. A wrong word is a problem and no term. `now`: seconds since 1970, UTC. `statuses`:
/// words of the server that are known beside those of terms.h.
[[nodiscard]] JobFilter parseFilter(const QString &text, qint64 now, const QStringList &statuses = {});

/// The word of a created: range by local days, as a drag over the token chart writes it.
[[nodiscard]] QString createdWord(qint64 from, qint64 to);

} // namespace tuneboard
