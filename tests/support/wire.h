// SPDX-License-Identifier: GPL-3.0-or-later
// What the servers of the tests share: reading a request off a connection, and breaking one.
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>

#include <optional>

class QTcpSocket;

namespace tuneboard {

/// One request as it came over the wire.
struct FaultRequest
{
    QByteArray method;
    QByteArray target;                            ///< path and query, still percent-encoded
    QList<QPair<QByteArray, QByteArray>> headers; ///< in order; names as sent
    QByteArray body;
    qint64 atMs = 0; ///< since the server's start, when the request was whole

    [[nodiscard]] QByteArray path() const { return target.split('?').first(); }
    [[nodiscard]] QByteArray query() const
    {
        return target.contains('?') ? target.mid(target.indexOf('?') + 1) : QByteArray();
    }
    /// The first header of that name, whatever its case; null: not there.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// The first whole request in `bytes`, which is taken out of them; nullopt: it is not whole yet. A body has a
/// Content-Length.
[[nodiscard]] std::optional<FaultRequest> takeRequest(QByteArray &bytes);

/// Closing sends RST instead of FIN.
void closeByReset(QTcpSocket &socket);

} // namespace tuneboard
