// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of what a job has beside its own object: events, checkpoints; and the models that end.
#pragma once

#include "app/api/checkpoint.h"
#include "app/api/event.h"
#include "app/api/rawobject.h"
#include "app/api/result.h"

#include <utility>
#include <vector>

namespace tuneboard {

/// One page of a list, as received. An element that cannot be read costs itself: it is counted, and the first
/// one's reason is kept.
template<class T>
struct ListPage
{
    std::vector<T> objects; ///< in the server's order
    bool hasMore = false;
    bool saysMore = true; ///< the answer says whether there is more
    int rejected = 0;
    QString firstReject; ///< empty: none was left out
};

struct KeptCheckpoint
{
    RawObject object;
    Checkpoint checkpoint;
};

/// `GET …/events`. An event without an id is left out; any other field may be missing or of another kind.
/// Error Malformed: the text as a whole is not a list. `before`: how many elements of a longer list come
/// before these (see ListPieces).
[[nodiscard]] Result<ListPage<EventRow>> readEventPage(const QByteArray &bytes, int before = 0);

/// `GET …/checkpoints`. The same.
[[nodiscard]] Result<ListPage<KeptCheckpoint>> readCheckpointPage(const QByteArray &bytes, int before = 0);

/// Names of models and the day (YYYY-MM-DD) on which each is switched off, of `GET /models`; those that stay
/// are not in it.
using ModelEnds = std::vector<std::pair<QString, QString>>;
[[nodiscard]] Result<ModelEnds> readModelEnds(const QByteArray &bytes);

/// The id of an object that has none: made from its bytes, so that it is the same each time, with a # before
/// it. No server can be asked for what follows it.
[[nodiscard]] QString madeId(QByteArrayView raw);
[[nodiscard]] inline bool isMadeId(QStringView id)
{
    return id.startsWith(u'#');
}

/// One event as received or kept. False: it is not a JSON object with a field of an event; do not use `row`
/// then. Quick: reads only the fields that the table shows.
[[nodiscard]] bool readEventRow(QByteArrayView raw, EventRow &row);

/// The step in "Step 300/300: training loss=0.00" and its kin; nullopt: it says none.
[[nodiscard]] std::optional<double> stepOfMessage(QStringView message);

} // namespace tuneboard
