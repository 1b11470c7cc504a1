// SPDX-License-Identifier: GPL-3.0-or-later
// What the Overview says of a job, row by row, in the page's order.
#pragma once

#include "ui/job/factsview.h"
#include "ui/job/jobtab.h"

namespace tuneboard {

struct Job;
struct JobDetails;

/// So many rows of a list that a server may make as long as it likes (files, metadata …) are in the overview.
inline constexpr std::size_t kListedFacts = 100;
/// How the key of the row "Show all 20 000" begins; a link.
inline constexpr QLatin1StringView kShowAllKey{"all_"};
/// All rows of the list whose "Show all" row has that key. May be called on any thread; the time is linear in
/// the size of the job.
[[nodiscard]] std::vector<Fact> wholeList(const JobDetails &details, const QString &key);
/// What is copied of the row of integrations that has that key and is cut; the same as above.
[[nodiscard]] QString wholeIntegration(const JobDetails &details, const QString &key);
/// What that list is called.
[[nodiscard]] QString listTitle(const QString &key);

/// State, what went wrong, progress, models, method and hyperparameters.
[[nodiscard]] std::vector<Fact> mainFacts(const JobView &view);
/// Grader summary, tokens, files, integrations, metadata, other fields.
[[nodiscard]] std::vector<Fact> sideFacts(const JobView &view);

/// The graders of a reinforcement job with what tells them apart; at most about 60 rows. Empty: none.
[[nodiscard]] std::vector<Fact> graderFacts(const Job &job);
/// Each hyperparameter, requested and resolved; what was left to the server is said to be a default. Epochs
/// that the server does not say are inferred from the records. Empty: the server gives none for this job.
[[nodiscard]] std::vector<Fact> hyperparameterFacts(const JobView &view);

/// The model of the best checkpoint. Empty: none is known to be the best, or it has no name.
[[nodiscard]] QString bestModel(const JobView &view);

/// "1 h 12 min · finished 21 Nov 2026, 14:10:05": what stands beside the status in the header.
[[nodiscard]] QString headline(const JobView &view);

} // namespace tuneboard
