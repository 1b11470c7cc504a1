// SPDX-License-Identifier: GPL-3.0-or-later
// Formulas of multi graders: the first line is the formula, each other one names a child.
#include "app/models/gradershares.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>
#include <numeric>

using namespace tuneboard;
using namespace tuneboard::fuzz;

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    QStringList lines = QString::fromUtf8(bytesOf(data, size)).split(u'\n');
    const QString text = lines.takeFirst();
    std::vector<QStringList> children;
    for (const QString &line : std::as_const(lines))
        children.push_back(line.split(u'|'));

    const Formula formula = readFormula(text, children);
    qsizetype end = 0;
    int problems = 0;
    for (const FormulaToken &token : formula.tokens) {
        require(token.start >= end && token.length > 0 && token.start + token.length <= text.size(),
                "tokens stand in the text, in order");
        require(QStringView(text).sliced(end, token.start - end).trimmed().isEmpty(),
                "only blanks are no token");
        require(token.child < int(children.size()), "a name is one of the children's");
        require(token.child < 0 || formula.used[std::size_t(token.child)], "a child that is named is used");
        end = token.start + token.length;
        problems += token.problem.isEmpty() ? 0 : 1;
    }
    require(problems == formula.problems, "each problem is counted");
    require(formula.used.size() == children.size(), "each child is used or not");
    const std::vector<GraderShare> shares = graderShares(formula, std::vector<ScoreSpan>(children.size()));
    if (shares.empty())
        return 0;
    require(shares.size() == children.size(), "each child has a share");
    const double sum =
        std::accumulate(shares.begin(), shares.end(), 0.0,
                        [](double all, const GraderShare &share) { return all + share.share; });
    require(std::abs(sum - 1) < 1e-6, "the shares are of the whole");
    return 0;
}
