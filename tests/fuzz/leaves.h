// SPDX-License-Identifier: GPL-3.0-or-later
// The promise of the tree: every leaf of the input stands in it exactly once.
#pragma once

#include "app/api/readjson.h"
#include "app/models/node.h"
#include "tests/fuzz/fuzz.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace tuneboard::fuzz {

using Leaves = std::vector<std::pair<QString, QString>>; ///< path and literal

inline void collect(const Value &value, const QString &path, Leaves &out)
{
    if (!value.isContainer() || value.children.empty()) {
        out.emplace_back(path, value.literal());
        return;
    }
    for (std::size_t i = 0; i < value.children.size(); ++i) {
        QString step = value.isArray() ? QString::number(i) : value.children[i].key;
        step.replace(u'~', QLatin1StringView("~0")).replace(u'/', QLatin1StringView("~1"));
        collect(value.children[i], path + u'/' + step, out);
    }
}

inline void collect(const Node &node, Leaves &out)
{
    if (node.children.empty())
        out.emplace_back(node.path, node.raw);
    for (const Node &child : node.children)
        collect(child, out);
}

inline void requireEveryLeafOnce(const Value &value, const Node &tree)
{
    Leaves wanted;
    Leaves shown;
    collect(value, {}, wanted);
    collect(tree, shown);
    std::sort(wanted.begin(), wanted.end());
    std::sort(shown.begin(), shown.end());
    require(wanted == shown, "every leaf stands in the tree once");
}

inline bool same(const Value &a, const Value &b)
{
    return a.kind == b.kind && a.key == b.key && a.text == b.text &&
           std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same);
}

/// Written and read again it is the same value, to the spelling of its numbers.
inline void requireRoundTrip(const Value &value)
{
    for (const int indent : {-1, 2}) {
        const auto again = readJson(toJson(value, indent).toUtf8());
        require(again.ok() && same(value, *again), "what is written as JSON reads back as the same");
    }
}

} // namespace tuneboard::fuzz
