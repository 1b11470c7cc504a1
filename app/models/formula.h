// SPDX-License-Identifier: GPL-3.0-or-later
// The formula of a multi grader, read token by token: which name is which child, what is wrong, who counts
// how much.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tuneboard {

/// A piece of a formula. Blanks belong to no token.
struct FormulaToken
{
    enum class Kind : quint8 { Name, Number, Operator, Function, Open, Close, Comma, Bad };

    Kind kind = Kind::Bad;
    qsizetype start = 0; ///< in characters of the text
    qsizetype length = 0;
    int child = -1;  ///< for a name: which child it is; -1: none
    QString problem; ///< why it is marked, in plain words; empty: nothing is wrong with it
};

/// What a formula says. Reading never fails: what is wrong is marked and the rest is read all the same.
struct Formula
{
    std::vector<FormulaToken> tokens;
    int problems = 0;       ///< tokens with a problem
    std::vector<bool> used; ///< for each child whether its name occurs
    /// What each child adds to the score, as a fraction of 1, where the formula is a weighted sum of positive
    /// weights; empty where it is none, or too long to tell.
    std::vector<double> shares;
};

/// Reads `text` over the children's names; a child may have several (its key and its own name). Time and
/// memory are linear in the size of the text.
[[nodiscard]] Formula readFormula(const QString &text, const std::vector<QStringList> &children);

} // namespace tuneboard
