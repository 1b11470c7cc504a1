// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readpieces.h"

#include "app/api/readlist.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ListPieces)
};

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

std::optional<ListPieces::Piece> ListPieces::next()
{
    if (m_place == Place::Start)
        begin();
    while (m_place == Place::Members || m_place == Place::Elements) {
        if (m_place == Place::Members) {
            readMembers();
            continue;
        }
        Piece piece;
        if (gather(piece))
            return piece;
    }
    return std::nullopt;
}

std::optional<ApiError> ListPieces::problem() const
{
    if (m_place == Place::Broken)
        return notJson(m_bytes);
    const bool isFound = m_isBare || m_isNull || !m_name.isEmpty();
    if (!isFound && m_saysList && !m_isObject) { // it says that it is a list, and nothing in it was checked
        const QString why = whyNotJson(m_bytes);
        return why.isEmpty() ? std::nullopt : std::optional(ApiError::malformed(why));
    }
    if (!isFound)
        return notThat(m_bytes, Words::tr("This is JSON, but not a list: it has no array “data”."));
    return std::nullopt;
}

void ListPieces::begin()
{
    if (m_bytes.startsWith("\xEF\xBB\xBF"))
        m_at += 3;
    skipBlanks();
    m_isBare = *m_at == '[';
    m_place = m_isBare ? Place::Elements : *m_at == '{' ? Place::Members : Place::Broken;
    if (m_place == Place::Broken)
        return;
    ++m_at;
    skipBlanks();
    if (!m_isBare && *m_at == '}') {
        ++m_at;
        finish();
    }
}

// On to the next array "data", or to the end.
void ListPieces::readMembers()
{
    while (m_place == Place::Members) {
        skipBlanks();
        if (!readMember()) {
            m_place = Place::Broken;
            return;
        }
        if (m_place == Place::Members)
            endList();
    }
}

// False: no member is here. An array "data" is entered.
bool ListPieces::readMember()
{
    const char *const key = m_at;
    if (!skipString())
        return false;
    const QByteArrayView name(key + 1, m_at - key - 2);
    skipBlanks();
    if (*m_at != ':')
        return false;
    ++m_at;
    skipBlanks();
    if (isListHere(name)) {
        ++m_at;
        m_name = name.toByteArray();
        m_place = Place::Elements;
        return true;
    }
    if (name == "output" && *m_at == '{' && !m_isInside) {
        m_isInside = true;
        return enterObject();
    }
    const char *const value = m_at;
    qint64 tokens = 0;
    if (!skipValue(tokens))
        return false;
    const QByteArrayView token(value, m_at - value);
    if (name == "id" || name == "status")
        m_isObject = true;
    if (name == "object" && token == "\"list\"")
        m_saysList = true;
    if (token == "null" && ListChoice::isUsualName(name)) {
        m_isNull = true;
    } else if (name == "has_more" || name == "hasMore") {
        m_saysList = true;
        m_hasMore = token == "true";
        m_saysMore = token == "true" || token == "false";
    }
    return true;
}

// As ListChoice has it. What comes first is the list: nobody waits here for the end of a long answer.
bool ListPieces::isListHere(QByteArrayView name)
{
    if (*m_at != '[')
        return false;
    if (!m_name.isEmpty())
        return m_name == name;
    return ListChoice::isUsualName(name) || startsWithId();
}

// Whether the array here begins with an object that has an id.
bool ListPieces::startsWithId()
{
    const char *const array = m_at;
    ++m_at;
    skipBlanks();
    const char *const start = m_at;
    qint64 tokens = 0;
    const bool isObject = *start == '{' && skipValue(tokens) && tokens <= kMostTokens;
    const QByteArrayView element(start, m_at - start);
    m_at = array;
    TokenFinder finder;
    return isObject && hasId(finder.findInCopy(element));
}

// The object here has the list: its members come first.
bool ListPieces::enterObject()
{
    ++m_at;
    skipBlanks();
    if (*m_at != '}')
        return readMember();
    ++m_at;
    m_isInside = false;
    return true;
}

// After a member's value, or after the bare array.
void ListPieces::endList()
{
    if (m_isBare)
        return finish();
    skipBlanks();
    char kind = *m_at;
    if (kind == '}' && m_isInside) { // and on with the object around it
        m_isInside = false;
        ++m_at;
        skipBlanks();
        kind = *m_at;
    }
    m_place = kind == ',' ? Place::Members : Place::Broken;
    if (kind == ',' || kind == '}')
        ++m_at;
    if (kind == '}')
        finish();
}

// After the whole value.
void ListPieces::finish()
{
    skipBlanks();
    m_place = m_at == end() ? Place::End : Place::Broken;
}

// False: the array has ended, or the text is broken.
bool ListPieces::gather(Piece &piece)
{
    piece.before = m_elements;
    const char *from = nullptr;
    const char *to = nullptr;
    while (m_place == Place::Elements &&
           (!from || (to - from < kPieceBytes && m_elements - piece.before < kPieceElements))) {
        skipBlanks();
        if (*m_at == ']') {
            ++m_at;
            if (std::exchange(m_needsElement, false))
                m_place = Place::Broken;
            else
                endList();
            break;
        }
        const char *const start = m_at;
        const bool isObject = *m_at == '{';
        qint64 tokens = 0;
        if (!skipValue(tokens)) {
            m_place = Place::Broken;
            break;
        }
        const char *const stop = m_at;
        skipBlanks();
        m_needsElement = *m_at == ',';
        if (m_needsElement)
            ++m_at;
        else if (*m_at != ']')
            m_place = Place::Broken;
        if (tokens > kMostTokens || (!isObject && stop - start > kPieceBytes)) {
            if (from) { // this piece ends before it
                m_at = start;
                break;
            }
            ++m_elements;
            reject();
            piece.before = m_elements;
            continue;
        }
        ++m_elements;
        from = from ? from : start;
        to = stop;
    }
    if (!from)
        return false;
    piece.list.reserve(to - from + 2 + kReadSlackBytes);
    piece.list.append('[').append(from, to - from).append(']');
    return true;
}

void ListPieces::reject()
{
    if (m_rejected++ == 0)
        m_firstReject = Words::tr("element %1 is too large").arg(m_elements);
}

bool ListPieces::skipString()
{
    if (*m_at != '"')
        return false;
    for (++m_at; m_at < end(); ++m_at) {
        if (*m_at == '"') {
            ++m_at;
            return true;
        }
        if (*m_at == '\\')
            ++m_at;
    }
    m_at = end();
    return false;
}

// Brackets are counted, not compared: the reader of the piece does that.
bool ListPieces::skipValue(qint64 &tokens)
{
    qint64 depth = 0;
    do {
        switch (*m_at) {
        case '"':
            if (!skipString())
                return false;
            ++tokens;
            break;
        case '{':
        case '[':
            ++depth;
            ++tokens;
            ++m_at;
            break;
        case '}':
        case ']':
            if (depth-- == 0)
                return false;
            ++tokens;
            ++m_at;
            break;
        case ',':
        case ':':
            if (depth == 0)
                return false;
            ++tokens;
            ++m_at;
            break;
        default:
            if (m_at >= end())
                return false;
            ++tokens;
            while (m_at < end() && !isBlank(*m_at) && *m_at != ',' && *m_at != ':' && *m_at != ']' &&
                   *m_at != '}' && *m_at != '[' && *m_at != '{' && *m_at != '"')
                ++m_at;
        }
        if (depth > 0)
            skipBlanks();
    } while (depth > 0);
    return true;
}

void ListPieces::skipBlanks()
{
    while (isBlank(*m_at))
        ++m_at;
}

} // namespace tuneboard
