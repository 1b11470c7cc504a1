// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes to values, for whole documents.
#pragma once

#include "app/api/result.h"
#include "app/api/value.h"

#include <QByteArray>

namespace tuneboard {

/// Deeper nesting is an error: no server sends it, and every reader of the tree recurses.
inline constexpr int kMaxJsonDepth = 500;
/// More values are an error: one takes about a hundred bytes, so that a text full of them would take many
/// times its own size.
inline constexpr qint64 kMaxJsonValues = 250'000;
/// The same where the user opens a large file of their own.
inline constexpr qint64 kMaxFileValues = 2'000'000;
/// Bytes that are given away with as much capacity behind their end are read where they lie; others are
/// copied first.
inline constexpr qsizetype kReadSlackBytes = 64;

/// The code of an error that says that JSON has too many values or levels to be read.
inline constexpr QLatin1StringView kTooBigCode{"too_big"};

/// The whole text as a value. Errors (kind Malformed) say what is wrong and where, as line and column from 1.
/// A byte order mark is skipped. Time and memory are linear in the size.
[[nodiscard]] Result<Value> readJson(QByteArrayView bytes, qint64 maxValues = kMaxJsonValues);

/// Why `bytes` are no JSON, in plain words, for an answer that should have been some: empty, HTML with its
/// title, cut off, bad UTF-8, or the place of the first mistake.
[[nodiscard]] QString whyNotJson(QByteArrayView bytes);

} // namespace tuneboard
