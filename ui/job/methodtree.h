// SPDX-License-Identifier: GPL-3.0-or-later
// The tree of the Method & graders tab, put in the order of reading, and what is known beside its nodes.
#pragma once

#include "app/models/gradershares.h"
#include "app/models/node.h"

#include <QHash>

namespace tuneboard {

struct Document;
struct Job;

/// Graders first, hyperparameters, response format, the rest. Paths are those in the whole job.
struct MethodTree
{
    Node root;
    QHash<QString, GraderShare> shares; ///< by a grader's path: what the formula above gives it
    QHash<QString, std::vector<QStringList>> formulaNames;  ///< by a formula's path: the children's names
    QHash<QString, std::vector<GraderShare>> formulaShares; ///< the same: their shares; empty: none
    QString sentence; ///< what is to be said above the tree; empty: nothing
};

[[nodiscard]] MethodTree methodTree(const Value &value, const Job &job);
/// The same of a document that is no job: its graders, or whatever it holds.
[[nodiscard]] MethodTree methodTree(const Document &document, const QString &sentence);

} // namespace tuneboard
