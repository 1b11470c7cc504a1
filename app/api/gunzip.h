// SPDX-License-Identifier: GPL-3.0-or-later
// How a body is packed, and its unpacking in steps of bounded size.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>

namespace tuneboard {

/// What a Content-Encoding header says. Requests offer gzip only.
struct Packing
{
    enum class Kind {
        None,   ///< no header, or "identity"
        Gzip,   ///< "gzip" or "x-gzip", once
        Unknown ///< anything else: it is never unpacked
    };

    Kind kind = Kind::None;
    QString name; ///< the header's value on one line; empty with None

    /// `header`: all values of the header, joined by commas; any case.
    [[nodiscard]] static Packing fromHeader(QByteArrayView header);
};

/// Unpacks a gzip body whose bytes arrive in pieces. It holds the newest piece only, and makes as many bytes
/// as there is room for, so that the caller decides on memory and time. Members that follow each other are
/// unpacked one after the other (RFC 1952); what follows the last member and does not begin another one is
/// dropped.
class Gunzip
{
public:
    Gunzip();
    ~Gunzip();
    Gunzip(const Gunzip &) = delete;
    Gunzip &operator=(const Gunzip &) = delete;

    /// The next piece. Only when `needsInput()`.
    void add(QByteArray packed);
    /// Writes at most `room` bytes to `to` and returns their number. Less than `room`: it needs input, or the
    /// data are damaged.
    [[nodiscard]] qsizetype unpack(char *to, qsizetype room);

    /// Whether everything that was added is unpacked. Bytes that zlib still holds back come out of `unpack()`
    /// all the same, when the piece before filled the room.
    [[nodiscard]] bool needsInput() const;
    /// Whether the data are not gzip, or a checksum or a length is wrong. Final.
    [[nodiscard]] bool isDamaged() const;
    /// Whether the bytes so far are whole members. True before the first byte.
    [[nodiscard]] bool isWhole() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace tuneboard
