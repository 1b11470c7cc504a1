// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gunzip.h"

#include "app/api/plainline.h"

#include <QByteArrayList>

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace tuneboard {

namespace {

constexpr int gzipOnly = 16 + MAX_WBITS; // no zlib and no raw deflate streams

} // namespace

Packing Packing::fromHeader(QByteArrayView header)
{
    QByteArrayList names;
    for (const QByteArray &part : header.toByteArray().toLower().split(',')) {
        const QByteArray name = part.trimmed();
        if (!name.isEmpty() && name != "identity")
            names.append(name);
    }
    if (names.isEmpty())
        return {};
    const bool gzip = names.size() == 1 && (names.first() == "gzip" || names.first() == "x-gzip");
    return {gzip ? Kind::Gzip : Kind::Unknown, plainLine(QString::fromLatin1(names.join(", ")), 60)};
}

struct Gunzip::State
{
    z_stream stream = {};
    QByteArray piece;
    bool ready = false;   ///< whether zlib has its memory
    bool within = false;  ///< inside a member
    bool started = false; ///< whether there was a member already
    bool trailing = false;
    bool damaged = false;

    [[nodiscard]] bool atMagic() const;
};

/// After a member: whether another one follows. One byte is too few to know; it is taken as the first of two.
bool Gunzip::State::atMagic() const
{
    return stream.avail_in > 0 && stream.next_in[0] == 0x1f &&
           (stream.avail_in == 1 || stream.next_in[1] == 0x8b);
}

Gunzip::Gunzip()
    : m_state(std::make_unique<State>())
{
    m_state->ready = inflateInit2(&m_state->stream, gzipOnly) == Z_OK;
    m_state->damaged = !m_state->ready;
}

Gunzip::~Gunzip()
{
    if (m_state->ready)
        inflateEnd(&m_state->stream);
}

void Gunzip::add(QByteArray packed)
{
    m_state->piece = std::move(packed);
    m_state->stream.next_in = reinterpret_cast<Bytef *>(m_state->piece.data());
    m_state->stream.avail_in = uInt(m_state->piece.size());
}

qsizetype Gunzip::unpack(char *to, qsizetype room)
{
    State &s = *m_state;
    s.stream.next_out = reinterpret_cast<Bytef *>(to);
    s.stream.avail_out = uInt(std::clamp<qsizetype>(room, 0, std::numeric_limits<int>::max()));
    const auto made = [&] {
        return qsizetype(reinterpret_cast<char *>(s.stream.next_out) - to);
    };
    while (!s.damaged && s.stream.avail_out > 0) {
        if (!s.within) {
            if (s.stream.avail_in == 0)
                break;
            if (s.trailing || (s.started && !s.atMagic())) {
                s.trailing = true;
                s.stream.avail_in = 0;
                break;
            }
            s.within = true;
            s.started = true;
        }
        const int status = inflate(&s.stream, Z_NO_FLUSH);
        if (status == Z_STREAM_END) {
            s.within = false;
            s.damaged = inflateReset(&s.stream) != Z_OK;
        } else if (status == Z_BUF_ERROR) { // neither input nor anything held back
            break;
        } else if (status != Z_OK) {
            s.damaged = true;
        }
    }
    return made();
}

bool Gunzip::needsInput() const
{
    return m_state->stream.avail_in == 0;
}

bool Gunzip::isDamaged() const
{
    return m_state->damaged;
}

bool Gunzip::isWhole() const
{
    return !m_state->within && !m_state->damaged;
}

} // namespace tuneboard
