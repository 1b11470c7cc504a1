// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httpanswer.h"

#include <QByteArrayList>
#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace tuneboard {

namespace {

constexpr qsizetype maxChunkLine = qsizetype{4} * 1024; // a size with its extensions
// What may stand around the chunks: so much for each byte in them, and so much more. A chunk of one byte has
// five around it, one of two bytes as well.
constexpr qint64 frameFactor = 3;
constexpr qint64 frameFree = qint64{256} * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HttpAnswer)
};

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A Content-Length; -1: it is not a number, or there are several that differ.
qint64 lengthOf(const QByteArray &value)
{
    const QByteArrayList all = value.split(',');
    const QByteArray first = all.first().trimmed();
    bool ok = false;
    const qint64 length = first.toLongLong(&ok);
    const bool same = std::all_of(all.begin(), all.end(),
                                  [&first](const QByteArray &one) { return one.trimmed() == first; });
    return ok && same && isDigits(first) ? length : -1;
}

/// Whether a list of words separated by commas has this one.
bool hasWord(const QByteArray &list, QByteArrayView word)
{
    const QByteArrayList words = list.split(',');
    return std::any_of(words.begin(), words.end(), [word](const QByteArray &one) {
        return one.trimmed().compare(word, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

qsizetype HttpAnswer::add(QByteArrayView bytes, QByteArray &body)
{
    const qsizetype given = bytes.size();
    while (!bytes.isEmpty() && (m_state == State::Head || m_state == State::Body)) {
        switch (m_step) {
        case Step::Counted:
        case Step::Chunk: {
            const auto size = qsizetype(std::min<qint64>(m_left, bytes.size()));
            body.append(bytes.first(size));
            bytes = bytes.sliced(size);
            m_left -= size;
            m_bodyBytes += size;
            if (m_left > 0)
                break;
            if (m_step == Step::Chunk)
                m_step = Step::ChunkEnd;
            else
                m_state = State::Done;
            break;
        }
        case Step::UntilClose:
            body.append(bytes);
            bytes = {};
            break;
        case Step::StatusLine:
        case Step::HeaderLines:
        case Step::ChunkSize:
        case Step::ChunkEnd:
        case Step::Trailers:
            if (readLine(bytes))
                takeLine();
            break;
        }
    }
    return given - bytes.size();
}

void HttpAnswer::close()
{
    if (m_state == State::Body && m_step == Step::UntilClose)
        m_state = State::Done;
    else if (m_state != State::Done && m_state != State::Failed)
        m_state = State::Failed;
}

/// Moves bytes into m_line. True: the line is whole, without its end.
bool HttpAnswer::readLine(QByteArrayView &bytes)
{
    const qsizetype end = bytes.indexOf('\n');
    const qsizetype size = end < 0 ? bytes.size() : end + 1;
    const bool inChunks = m_step == Step::ChunkSize || m_step == Step::ChunkEnd;
    if (inChunks) {
        m_frameBytes += size;
        if (m_line.size() + size > maxChunkLine || m_frameBytes > frameFree + frameFactor * m_bodyBytes) {
            fail(Words::tr("the answer's chunks have more around them than in them"));
            return false;
        }
    } else {
        m_headBytes += size;
        if (m_headBytes > maxHeadBytes) {
            fail(Words::tr("the answer has more than %1 KB of headers").arg(maxHeadBytes / 1024));
            return false;
        }
    }
    m_line.append(bytes.first(size));
    bytes = bytes.sliced(size);
    if (end < 0)
        return false;
    m_line.chop(m_line.endsWith("\r\n") ? 2 : 1);
    return true;
}

void HttpAnswer::takeLine()
{
    const QByteArray line = std::exchange(m_line, {});
    switch (m_step) {
    case Step::StatusLine:
        takeStatus(line);
        break;
    case Step::HeaderLines:
        if (line.isEmpty())
            beginBody();
        else
            takeHeader(line);
        break;
    case Step::ChunkSize:
        takeChunkSize(line);
        break;
    case Step::ChunkEnd:
        if (line.isEmpty())
            m_step = Step::ChunkSize;
        else
            fail(Words::tr("the answer's chunks are damaged"));
        break;
    case Step::Trailers:
        if (line.isEmpty())
            m_state = State::Done;
        break;
    case Step::Counted:
    case Step::Chunk:
    case Step::UntilClose:
        break; // have no lines
    }
}

void HttpAnswer::takeStatus(const QByteArray &line)
{
    if (line.isEmpty())
        return; // left over from the answer before
    const bool isHttp = line.size() >= 12 && line.startsWith("HTTP/1.") && line.at(8) == ' ' &&
                        isDigits(QByteArrayView(line).sliced(9, 3)) &&
                        (line.size() == 12 || line.at(12) == ' ');
    if (!isHttp)
        return fail(Words::tr("the answer is not HTTP"));
    m_status = line.sliced(9, 3).toInt();
    m_reason = line.mid(13);
    m_keeps = line.at(7) != '0';
    m_step = Step::HeaderLines;
}

void HttpAnswer::takeHeader(const QByteArray &line)
{
    if (++m_headerCount > maxHeaders)
        return fail(Words::tr("the answer has more than %1 headers").arg(maxHeaders));
    if ((line.startsWith(' ') || line.startsWith('\t')) &&
        !m_headers.isEmpty()) { // continues the header before it
        m_headers.last().second += ' ' + line.trimmed();
        return;
    }
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return; // no header, and no harm
    const QByteArray name = line.first(colon).trimmed();
    const QByteArray content = line.sliced(colon + 1).trimmed();
    const auto same = std::find_if(m_headers.begin(), m_headers.end(), [&name](const auto &header) {
        return header.first.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (same == m_headers.end())
        m_headers.append({name, content});
    else
        same->second += ", " + content;
}

QByteArray HttpAnswer::value(QByteArrayView name) const
{
    for (const auto &[key, content] : m_headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return content;
    }
    return {};
}

/// How the body is framed (RFC 9112, 6.3).
void HttpAnswer::beginBody()
{
    if (m_status < 200) { // an interim answer; the real one follows
        m_headers.clear();
        m_step = Step::StatusLine;
        return;
    }
    const QByteArray connection = value("connection");
    m_keeps = m_keeps ? !hasWord(connection, "close") : hasWord(connection, "keep-alive");
    m_state = State::Body;
    if (m_status == 204 || m_status == 304) {
        m_state = State::Done;
        return;
    }
    QByteArray coding = value("transfer-encoding");
    if (coding.compare("identity", Qt::CaseInsensitive) == 0)
        coding.clear(); // none
    const QByteArray length = value("content-length");
    if (!coding.isEmpty()) {
        // A length beside it counts nothing.
        m_headers.removeIf([](const auto &header) {
            return header.first.compare("content-length", Qt::CaseInsensitive) == 0;
        });
        const bool chunked = hasWord(coding.mid(coding.lastIndexOf(',') + 1), "chunked");
        m_step = chunked ? Step::ChunkSize : Step::UntilClose;
    } else if (!length.isEmpty()) {
        m_left = lengthOf(length);
        m_step = Step::Counted;
        if (m_left < 0)
            fail(Words::tr("the answer's length cannot be read"));
        else if (m_left == 0)
            m_state = State::Done;
    } else {
        m_step = Step::UntilClose;
    }
}

void HttpAnswer::takeChunkSize(const QByteArray &line)
{
    const QByteArray size = line.split(';').first().trimmed(); // without its extensions
    const bool isHex = !size.isEmpty() && std::all_of(size.begin(), size.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    bool ok = false;
    m_left = size.toLongLong(&ok, 16);
    if (!isHex || !ok)
        return fail(Words::tr("the answer's chunks are damaged"));
    m_step = m_left == 0 ? Step::Trailers : Step::Chunk;
}

void HttpAnswer::fail(const QString &problem)
{
    m_state = State::Failed;
    m_problem = problem;
}

} // namespace tuneboard
