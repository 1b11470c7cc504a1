// SPDX-License-Identifier: GPL-3.0-or-later
// In which order a server lists its objects.
#pragma once

#include <QtGlobal>

namespace tuneboard {

enum class ListOrder : quint8 {
    Unknown, ///< taken for newest first
    NewestFirst,
    OldestFirst
};

/// The lists of which it is stored.
enum class ListKind : quint8 { Jobs, Events };

} // namespace tuneboard
