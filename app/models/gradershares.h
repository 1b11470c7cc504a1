// SPDX-License-Identifier: GPL-3.0-or-later
// How much each grader of a multi grader counts. Share = |coefficient| × (max − min) ÷ the sum of those.
#pragma once

#include "app/api/grader.h"
#include "app/models/formula.h"

namespace tuneboard {

/// How far apart the lowest and the highest score of a grader are.
struct ScoreSpan
{
    double span = 1;
    bool isSent = true; ///< false: the server does not say the range, and 0 to 1 is assumed
};

/// Of a grader that has no others inside: `type` as the server writes it, `range` as sent, which only score
/// models have; nullopt: not sent.
[[nodiscard]] ScoreSpan scoreSpan(QStringView type, std::optional<double> range);
/// Of a multi grader: the sum of its parts if its formula is a sum, else 0 to 1, which is not sent.
[[nodiscard]] ScoreSpan scoreSpan(const Formula &formula, const std::vector<ScoreSpan> &children);
/// Of any grader.
[[nodiscard]] ScoreSpan scoreSpan(const Grader &grader);

struct GraderShare
{
    double share = 0;        ///< 0 to 1; 0: none
    bool isRangeSent = true; ///< see ScoreSpan
};

/// The share of each child. Empty: the formula is not a sum, or has a name that is not found.
[[nodiscard]] std::vector<GraderShare> graderShares(const Formula &formula,
                                                    const std::vector<ScoreSpan> &children);
/// The same for the children of a multi grader.
[[nodiscard]] std::vector<GraderShare> graderShares(const Grader &multi);

/// Key and own name of each child, in their order, for readFormula().
[[nodiscard]] std::vector<QStringList> graderNames(const Grader &multi);

} // namespace tuneboard
