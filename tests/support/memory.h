// SPDX-License-Identifier: GPL-3.0-or-later
// Limits of memory that tests compare with.
#pragma once

#include <QtGlobal>

namespace tuneboard::test {

/// Sanitizers keep freed memory, so that figures of it say nothing.
inline constexpr bool kMemoryIsMeasured =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    false;
#elif defined(__has_feature)
#    if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
    false;
#    else
    true;
#    endif
#else
    true;
#endif

/// What may be used beside what a cap allows.
inline constexpr qint64 kSpareKb = 64 * 1024;

} // namespace tuneboard::test
