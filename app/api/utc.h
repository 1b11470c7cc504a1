// SPDX-License-Identifier: GPL-3.0-or-later
// UTC as QDateTime takes it, in every version of Qt that we build with.
#pragma once

#include <QTimeZone>

namespace tuneboard {

/// For the last argument of QDateTime::fromSecsSinceEpoch(), its constructor and QDate::startOfDay(). Qt 6.8
/// warns about Qt::UTC there, and Qt 6.4 does not have QTimeZone::UTC.
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
inline constexpr QTimeZone::Initialization kUtc = QTimeZone::UTC;
#else
inline constexpr Qt::TimeSpec kUtc = Qt::UTC;
#endif

} // namespace tuneboard
