// SPDX-License-Identifier: GPL-3.0-or-later
// The formula of a multi grader, read token by token: which name is which child, what is wrong, and the
// factor of each.
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
    /// The factor of each child, 0 where it does not occur, if the formula is a sum; empty: it is not one,
    /// has a problem, or is too long to tell.
    std::vector<double> coefficients;
};

/// Reads `text` over the children's names; a child may have several (its key and its own name). Time and
/// memory are linear in the size of the text.
[[nodiscard]] Formula readFormula(const QString &text, const std::vector<QStringList> &children);

} // namespace tuneboard
