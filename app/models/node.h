// SPDX-License-Identifier: GPL-3.0-or-later
// A tree of labelled values, as people see an object of the API: in the window and on the terminal alike.
#pragma once

#include "app/api/field.h"

namespace tuneboard {

/// One line of the tree. Every leaf of the input (path and literal) stands in the tree exactly once.
struct Node
{
    enum class Kind : quint8 {
        Leaf,   ///< a value of the input
        Object, ///< holds others; `raw` is empty unless it is empty itself ({} or [])
        Grader, ///< an object that is a grader; `text` is its type for people
        Group,  ///< "Other fields": holds what no table row claims; stands for nothing in the input
    };

    QString label; ///< for people; the key itself where no table knows it
    QString text;  ///< for people; the literal where no format applies
    QString raw;   ///< the literal as received; for a string its decoded text
    QString path;  ///< where it stands in the input, as a JSON pointer (RFC 6901); empty: the root
    QString help;  ///< what the field means; empty: unknown field
    std::vector<Node> children;
    Format format = Format::Plain;
    Kind kind = Kind::Leaf;
    bool isString = false; ///< the literal was a string: it may hold anything
};

/// The tree of `value` by `schema` (nullptr: keys as they are). Fields come in the table's order, then, under
/// "Other fields", those that it does not know, in the server's order.
[[nodiscard]] Node buildTree(const Value &value, const Schema *schema, const QString &label = {},
                             const QString &path = {});
/// A job, with its name as label and its status as text.
[[nodiscard]] Node jobTree(const Value &job);
/// A grader with all its children.
[[nodiscard]] Node graderTree(const Value &grader, const QString &path = {});

/// The tree as text: two blanks a level, `label  text`, and the literal in brackets where the text is
/// another.
[[nodiscard]] QString treeText(const Node &node);

/// How a value of that format is shown; the literal itself where it is not of that kind. Times are local,
/// with the zone's name left out; counts have the locale's separators.
[[nodiscard]] QString formatValue(Format format, const Value &value);

} // namespace tuneboard
