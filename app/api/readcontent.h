// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a large result file as text, in pieces: it is never whole in memory.
#pragma once

#include <QByteArrayView>

#include <functional>

namespace tuneboard {

/// Takes the next piece of a text; false: no more is wanted.
using TextSink = std::function<bool(QByteArrayView)>;

/// As readResultText() decides it: the whole content is base64, blanks around it and line ends inside aside,
/// and what comes out is UTF-8 text. Reads all of it, keeps nothing.
[[nodiscard]] bool isBase64Text(QByteArrayView content);

/// The text, without a byte order mark, decoded if `isBase64`. False: `take` has ended it.
bool readContent(QByteArrayView content, bool isBase64, const TextSink &take);

} // namespace tuneboard
