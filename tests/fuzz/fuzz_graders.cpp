// SPDX-License-Identifier: GPL-3.0-or-later
// Graders in all their nesting: one, a list, or an object of them.
#include "app/api/grader.h"
#include "app/models/formula.h"
#include "tests/fuzz/leaves.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

void readFormulas(const Grader &grader)
{
    std::vector<QStringList> names;
    for (const Grader &child : grader.graders) {
        names.push_back({child.key, child.name});
        readFormulas(child);
    }
    const Formula formula = readFormula(grader.calculateOutput, names);
    require(formula.used.size() == grader.graders.size(), "each child is used or not");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const auto value = readJson(bytesOf(data, size));
    if (!value.ok())
        return 0;
    requireRoundTrip(*value);
    const Node tree = graderTree(*value);
    requireEveryLeafOnce(*value, tree);
    static_cast<void>(treeText(tree));
    static_cast<void>(looksLikeGrader(*value));

    std::optional<Grader> one;
    assign(*value, one);
    std::vector<Grader> several;
    assign(*value, several);
    if (one)
        readFormulas(*one);
    for (const Grader &grader : several)
        readFormulas(grader);
    return 0;
}
