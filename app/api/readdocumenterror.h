// SPDX-License-Identifier: GPL-3.0-or-later
// What a stored error body, or the recording of an answer, says in a sentence: in the window and on the
// terminal.
#pragma once

#include "app/api/document.h"

namespace tuneboard {

/// The sentence for an error body or the recording of one; empty: it is none.
[[nodiscard]] QString errorSentence(const Document &document);

} // namespace tuneboard
