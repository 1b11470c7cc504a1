// SPDX-License-Identifier: GPL-3.0-or-later
// Reads an HTTP/1.1 answer from the bytes of a connection: status, headers and body, with caps on each.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QPair>
#include <QString>

namespace tuneboard {

/// One answer. It is given bytes as they arrive and holds no more of them than an unfinished line.
class HttpAnswer
{
public:
    /// Status line, headers, interim answers and trailers together, in bytes.
    static constexpr qsizetype maxHeadBytes = qsizetype{256} * 1024;
    static constexpr qsizetype maxHeaders = 1000;

    enum class State { Head, Body, Done, Failed };

    /// Takes bytes up to the end of the answer and appends those of the body to `body`. Returns how many it
    /// took; fewer than given only when it is done or has failed.
    [[nodiscard]] qsizetype add(QByteArrayView bytes, QByteArray &body);
    /// The server closed the connection: the end of a body without a length, else a failure.
    void close();

    [[nodiscard]] State state() const { return m_state; }
    /// Why it failed; empty: the connection closed too early.
    [[nodiscard]] QString problem() const { return m_problem; }
    /// 0 until the headers are there.
    [[nodiscard]] int status() const { return m_state == State::Head ? 0 : m_status; }
    [[nodiscard]] QByteArray reason() const { return m_reason; }
    /// In order; the values of equal names are joined by ", ".
    [[nodiscard]] const QList<QPair<QByteArray, QByteArray>> &headers() const { return m_headers; }
    [[nodiscard]] qsizetype headBytes() const { return m_headBytes; }
    /// Whether the connection can carry another request after this answer.
    [[nodiscard]] bool keepsConnection() const { return m_state == State::Done && m_keeps; }

private:
    enum class Step { StatusLine, HeaderLines, Counted, UntilClose, ChunkSize, Chunk, ChunkEnd, Trailers };

    [[nodiscard]] bool readLine(QByteArrayView &bytes);
    void takeLine();
    void takeStatus(const QByteArray &line);
    void takeHeader(const QByteArray &line);
    void beginBody();
    void takeChunkSize(const QByteArray &line);
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    void fail(const QString &problem);

    State m_state = State::Head;
    Step m_step = Step::StatusLine;
    QString m_problem;
    QByteArray m_line;
    int m_status = 0;
    QByteArray m_reason;
    QList<QPair<QByteArray, QByteArray>> m_headers;
    qsizetype m_headerCount = 0;
    qsizetype m_headBytes = 0;
    bool m_keeps = true;
    qint64 m_left = 0;       ///< of the body or of one chunk, in bytes
    qint64 m_bodyBytes = 0;  ///< of all chunks so far
    qint64 m_frameBytes = 0; ///< around the chunks
};

} // namespace tuneboard
