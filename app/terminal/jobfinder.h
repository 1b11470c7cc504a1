// SPDX-License-Identifier: GPL-3.0-or-later
// Finds what a reference names: in the archive first, then at the account's server.
#pragma once

#include "app/api/retry.h"
#include "app/link/reference.h"
#include "app/terminal/runaccount.h"

#include <QByteArray>

#include <variant>

namespace tuneboard {

/// A job (or a file object), as it was received.
struct FoundObject
{
    QByteArray raw;
    qint64 lastSeenMs = 0; ///< of what the archive had, milliseconds since 1970, UTC; 0: it just came
    QString account;       ///< whose it is
    JobKey key;            ///< of a job, in the archive; account 0: it is not kept there
    QString note;          ///< a trouble on the way that cost nothing, on one line; empty: none
};

/// `target`: a job, a model or a checkpoint (the job that made it), or a file. A new job
/// from the server is kept in the archive. Runs the application's event loop while the server is asked; with
/// `offline` it is not. Failure: where it looked, and the server's own words.
[[nodiscard]] std::variant<FoundObject, Failure>
findObject(const Reference &target, const RunAccount &account, bool offline, const Timing &timing);

} // namespace tuneboard
