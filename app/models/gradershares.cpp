// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/gradershares.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The coefficients, if every child that has one has a span.
bool isSum(const Formula &formula, const std::vector<ScoreSpan> &children)
{
    return !formula.coefficients.empty() && formula.coefficients.size() == children.size();
}

} // namespace

ScoreSpan scoreSpan(QStringView type, std::optional<double> range)
{
    if (type == "score_model"_L1)
        return {range && *range >= 0 && std::isfinite(*range) ? *range : 1, true};
    const bool isKnown = type == "string_check"_L1 || type == "text_similarity"_L1 ||
                         type == "label_model"_L1 || type == "python"_L1;
    return {1, isKnown};
}

ScoreSpan scoreSpan(const Formula &formula, const std::vector<ScoreSpan> &children)
{
    if (!isSum(formula, children))
        return {1, false};
    ScoreSpan sum{0, true};
    for (std::size_t i = 0; i < children.size(); ++i) {
        sum.span += std::abs(formula.coefficients[i]) * children[i].span;
        sum.isSent = sum.isSent && (children[i].isSent || formula.coefficients[i] == 0);
    }
    return sum;
}

ScoreSpan scoreSpan(const Grader &grader)
{
    if (grader.graders.empty())
        return scoreSpan(grader.type, grader.range.span());
    std::vector<ScoreSpan> children;
    for (const Grader &child : grader.graders)
        children.push_back(scoreSpan(child));
    return scoreSpan(readFormula(grader.calculateOutput, graderNames(grader)), children);
}

std::vector<GraderShare> graderShares(const Formula &formula, const std::vector<ScoreSpan> &children)
{
    if (!isSum(formula, children))
        return {};
    const double total = scoreSpan(formula, children).span;
    if (!(total > 0) || !std::isfinite(total))
        return {};
    std::vector<GraderShare> shares;
    for (std::size_t i = 0; i < children.size(); ++i)
        shares.push_back({std::abs(formula.coefficients[i]) * children[i].span / total, children[i].isSent});
    return shares;
}

std::vector<GraderShare> graderShares(const Grader &multi)
{
    if (multi.calculateOutput.isEmpty())
        return {};
    std::vector<ScoreSpan> children;
    for (const Grader &child : multi.graders)
        children.push_back(scoreSpan(child));
    return graderShares(readFormula(multi.calculateOutput, graderNames(multi)), children);
}

std::vector<QStringList> graderNames(const Grader &multi)
{
    std::vector<QStringList> names;
    names.reserve(multi.graders.size());
    for (const Grader &child : multi.graders)
        names.push_back({child.key, child.name});
    return names;
}

} // namespace tuneboard
