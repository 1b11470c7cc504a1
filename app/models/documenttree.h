// SPDX-License-Identifier: GPL-3.0-or-later
// A whole document as a tree: what `show` prints and the window opens.
#pragma once

#include "app/api/document.h"
#include "app/models/node.h"

namespace tuneboard {

/// What the document is, in a word or two for people.
[[nodiscard]] QString documentLabel(Document::Kind kind);

/// The tree of any document. A list has one node an element; a table one node a record, with a leaf for each
/// cell; a text one leaf.
[[nodiscard]] Node documentTree(const Document &document);

} // namespace tuneboard
