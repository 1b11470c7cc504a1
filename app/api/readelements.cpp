// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readelements.h"

#include <utility>

namespace tuneboard {

namespace {

constexpr qsizetype kMaxKeyBytes = 1000;

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

ElementReader::ElementReader(qsizetype maxElementBytes, Take take)
    : m_maxBytes(maxElementBytes)
    , m_take(std::move(take))
{
}

bool ElementReader::fail()
{
    m_place = Place::Failed;
    return false;
}

bool ElementReader::add(QByteArrayView piece)
{
    if (m_place == Place::Start && piece.startsWith("\xEF\xBB\xBF"))
        piece = piece.sliced(3);
    for (const char c : piece) {
        if (m_place == Place::Failed || !read(c))
            return fail();
    }
    return m_place != Place::Failed;
}

bool ElementReader::read(char c)
{
    if (m_place == Place::Member || m_place == Place::Elements)
        return readInside(c);
    if (!m_isInString)
        return readOutside(c);
    // A key: as written, for none of those that are looked for needs an escape.
    if (c == '"' && !m_isEscaped) {
        m_isInString = false;
        m_place = Place::Colon;
        return true;
    }
    m_isEscaped = c == '\\' && !m_isEscaped;
    if (m_key.size() < kMaxKeyBytes)
        m_key += c;
    return true;
}

bool ElementReader::readOutside(char c)
{
    if (isBlank(c))
        return true;
    switch (m_place) {
    case Place::Start:
        m_isTopList = c == '[';
        m_place = m_isTopList ? Place::Elements : Place::Key;
        return m_isTopList || c == '{';
    case Place::Key:
        if (c == '"') {
            m_key.truncate(0);
            m_isInString = true;
            m_isEscaped = false;
            return true;
        }
        if (c == '}')
            m_place = Place::End;
        return c == '}' || c == ',';
    case Place::Colon:
        m_place = Place::Value;
        return c == ':';
    case Place::Value:
        m_place = c == '[' ? Place::Elements : Place::Member;
        return c == '[' || readInside(c);
    case Place::Member:
    case Place::Elements:
    case Place::End:
    case Place::Failed:
        break;
    }
    return false;
}

bool ElementReader::readInside(char c)
{
    const bool isList = m_place == Place::Elements;
    if (m_isInString) {
        m_isInString = c != '"' || m_isEscaped;
        m_isEscaped = c == '\\' && !m_isEscaped;
    } else if (c == '"') {
        m_isInString = true;
        m_isEscaped = false;
    } else if (c == '[' || c == '{') {
        ++m_depth;
    } else if (m_depth > 0) {
        m_depth -= c == ']' || c == '}' ? 1 : 0;
    } else if (c == ',') {
        const bool goesOn = emitElement(!isList);
        m_place = isList ? Place::Elements : Place::Key;
        return goesOn;
    } else if (c == ']' || c == '}') {
        const bool isRight = c == (isList ? ']' : '}') && emitElement(!isList);
        m_place = !isList || m_isTopList ? Place::End : Place::Key;
        return isRight;
    } else if (isBlank(c) && m_element.isEmpty()) {
        return true;
    }
    if (m_element.size() >= m_maxBytes) {
        m_isTooLong = true;
        return false;
    }
    m_element += c;
    return true;
}

bool ElementReader::emitElement(bool isMember)
{
    const QByteArrayView json = QByteArrayView(m_element).trimmed();
    if (!json.isEmpty())
        m_isStopped = !m_take({m_isTopList ? QByteArrayView() : m_key, json, isMember});
    m_element.truncate(0);
    return !m_isStopped;
}

} // namespace tuneboard
