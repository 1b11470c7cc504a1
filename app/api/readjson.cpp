// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readjson.h"

#include "app/api/readjsontext.h"
#include "app/api/readnumber.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

namespace sj = simdjson;
namespace ondemand = simdjson::ondemand;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(readJson)
};

// The whole string token of a member's key.
std::string_view keyToken(ondemand::raw_json_string key)
{
    // The first stage of simdjson has seen the closing quote: this ends.
    const char *end = key.raw();
    while (*end != '"')
        end += *end == '\\' ? 2 : 1;
    const char *start = key.raw() - 1;
    return {start, std::size_t(end - start) + 1};
}

QString place(QByteArrayView bytes, qsizetype offset)
{
    offset = std::clamp<qsizetype>(offset, 0, bytes.size());
    qsizetype line = 1;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < offset; ++i) {
        if (bytes[i] == '\n') {
            ++line;
            lineStart = i + 1;
        }
    }
    return Words::tr("line %1, column %2").arg(line).arg(offset - lineStart + 1);
}

// The first byte that is not UTF-8; -1: all of it is.
qsizetype badUtf8(QByteArrayView bytes)
{
    qsizetype i = 0;
    const auto at = [&](qsizetype k) {
        return k < bytes.size() ? static_cast<unsigned char>(bytes[k]) : 0u;
    };
    while (i < bytes.size()) {
        const unsigned lead = at(i);
        const qsizetype length = lead < 0x80                   ? 1
                                 : lead >= 0xC2 && lead < 0xE0 ? 2
                                 : (lead & 0xF0u) == 0xE0      ? 3
                                 : lead >= 0xF0 && lead < 0xF5 ? 4
                                                               : 0;
        if (length == 0)
            return i;
        for (qsizetype k = 1; k < length; ++k) {
            if ((at(i + k) & 0xC0u) != 0x80)
                return i;
        }
        if ((lead == 0xE0 && at(i + 1) < 0xA0) || (lead == 0xED && at(i + 1) > 0x9F) ||
            (lead == 0xF0 && at(i + 1) < 0x90) || (lead == 0xF4 && at(i + 1) > 0x8F))
            return i;
        i += length;
    }
    return -1;
}

// Below, the tokens of a text and its values take little memory, whatever they are.
constexpr qsizetype kSmallBytes = qsizetype{64} * 1024;

// Where a text is nested too deep or has too many values. Found before simdjson lists the tokens: the list of
// a text of brackets takes four times the text.
struct Excess
{
    sj::error_code error = sj::SUCCESS; ///< DEPTH_ERROR or OUT_OF_BOUNDS
    qsizetype at = -1;
};

Excess findExcess(QByteArrayView text, qint64 maxValues)
{
    qint64 values = 1;
    int depth = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '"':
            for (++i; i < text.size() && text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            break;
        case '[':
        case '{':
            if (++depth > kMaxJsonDepth)
                return {sj::DEPTH_ERROR, i};
            ++values;
            break;
        case ']':
        case '}':
            --depth;
            break;
        case ',':
            ++values;
            break;
        default:
            break;
        }
        if (values > maxValues)
            return {sj::OUT_OF_BOUNDS, i};
    }
    return {};
}

class Reader
{
public:
    Reader(QByteArrayView bytes, qint64 maxValues)
        : m_text(bytes)
        , m_maxValues(maxValues)
    {
    }

    Result<Value> read()
    {
        Value root;
        const QByteArrayView start = m_text.bytes().trimmed();
        if (!start.isEmpty() && start.front() != '{' && start.front() != '[')
            return readLoneScalar(start);
        if (m_text.bytes().size() > kSmallBytes) {
            const Excess excess = findExcess(m_text.bytes(), m_maxValues);
            if (excess.error)
                return failure(excess.error, excess.at);
        }
        auto document = m_parser.iterate(m_text.view());
        if (document.error())
            return failure(document.error(), -1);
        ondemand::document &doc = document.value_unsafe();
        const sj::error_code error = readRoot(doc, root);
        if (error)
            return failure(error, m_failedAt >= 0 ? m_failedAt : location(doc));
        if (const char *where = nullptr; doc.current_location().get(where) == sj::SUCCESS)
            return ApiError::malformed(Words::tr("More text follows after the end of the JSON, at %1.")
                                           .arg(place(m_text.bytes(), m_text.offset(where))));
        return root;
    }

private:
    Result<Value> readLoneScalar(QByteArrayView text)
    {
        if (badUtf8(text) >= 0)
            return failure(sj::UTF8_ERROR, -1);
        Value scalar;
        if (readScalar({text.data(), std::size_t(text.size())}, scalar))
            return failure(sj::TAPE_ERROR, m_text.offset(text.data()));
        return scalar;
    }

    sj::error_code readRoot(ondemand::document &doc, Value &out)
    {
        ondemand::json_type type{};
        if (const auto error = doc.type().get(type))
            return error;
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            const auto error = doc.get_object().get(object);
            return error ? error : readObject(object, out, 1);
        }
        ondemand::array array;
        const auto error = doc.get_array().get(array);
        return error ? error : readArray(array, out, 1);
    }

    sj::error_code readValue(ondemand::value value, Value &out, int depth)
    {
        // Not by value.type(): for simdjson NaN and Infinity are of no type.
        const std::string_view token = value.raw_json_token();
        if (token.starts_with('{')) {
            ondemand::object object;
            const auto error = value.get_object().get(object);
            return error ? error : readObject(object, out, depth + 1);
        }
        if (token.starts_with('[')) {
            ondemand::array array;
            const auto error = value.get_array().get(array);
            return error ? error : readArray(array, out, depth + 1);
        }
        // simdjson takes what stands before a colon for a key, and would pass over `"a": ` in `["a": 1]`.
        if (token.data()[token.size()] == ':')
            return failAt({token.data() + token.size(), 1}, sj::TAPE_ERROR);
        return readScalar(token, out);
    }

    sj::error_code readObject(ondemand::object &object, Value &out, int depth)
    {
        out.kind = Value::Kind::Object;
        if (depth > kMaxJsonDepth)
            return sj::DEPTH_ERROR;
        for (auto field : object) {
            if (const auto error = field.error())
                return error;
            Value &child = out.children.emplace_back();
            if (const auto error = readText(keyToken(field.value_unsafe().key()), child.key))
                return error;
            if (const auto error = readValue(field.value_unsafe().value(), child, depth))
                return error;
        }
        return sj::SUCCESS;
    }

    sj::error_code readArray(ondemand::array &array, Value &out, int depth)
    {
        out.kind = Value::Kind::Array;
        if (depth > kMaxJsonDepth)
            return sj::DEPTH_ERROR;
        for (auto element : array) {
            ondemand::value value;
            if (const auto error = element.get(value))
                return error;
            if (const auto error = readValue(value, out.children.emplace_back(), depth))
                return error;
        }
        return sj::SUCCESS;
    }

    sj::error_code readScalar(std::string_view token, Value &out)
    {
        const std::string_view text = trimmed(token);
        if (!text.empty() && text.front() == '"') {
            out.kind = Value::Kind::String;
            return readText(text, out.text);
        }
        if (text == "null")
            out.kind = Value::Kind::Null;
        else if (text == "true" || text == "false")
            out.kind = Value::Kind::Bool;
        else if (isJsonNumber(text) || nonFiniteOf(text))
            out.kind = Value::Kind::Number;
        else
            return failAt(token, sj::TAPE_ERROR);
        out.text = QString::fromLatin1(text.data(), qsizetype(text.size()));
        return sj::SUCCESS;
    }

    sj::error_code readText(std::string_view token, QString &out)
    {
        const auto inner = insideQuotes(token);
        if (!inner)
            return failAt(token, sj::STRING_ERROR);
        if (inner->find('\\') == std::string_view::npos) {
            out = textFromUtf8(*inner);
            return sj::SUCCESS;
        }
        std::string unescaped;
        if (!appendUnescaped(*inner, unescaped))
            return failAt(token, sj::STRING_ERROR);
        out = textFromUtf8(unescaped);
        return sj::SUCCESS;
    }

    sj::error_code failAt(std::string_view token, sj::error_code error)
    {
        m_failedAt = m_text.offset(token.data());
        return error;
    }

    static ApiError tooBig(const QString &text)
    {
        ApiError error = ApiError::malformed(text);
        error.code = kTooBigCode;
        return error;
    }

    qsizetype location(ondemand::document &doc) const
    {
        const char *where = nullptr;
        return doc.current_location().get(where) ? m_text.bytes().size() : m_text.offset(where);
    }

    ApiError failure(sj::error_code error, qsizetype offset) const
    {
        const QByteArrayView bytes = m_text.bytes();
        switch (error) {
        case sj::EMPTY:
            return ApiError::malformed(Words::tr("The text is empty."));
        case sj::UTF8_ERROR:
            return ApiError::malformed(
                Words::tr("The text is not UTF-8: bad byte at %1.").arg(place(bytes, badUtf8(bytes))));
        case sj::DEPTH_ERROR:
            return tooBig(Words::tr("The JSON is nested deeper than %1 levels, at %2.")
                              .arg(kMaxJsonDepth)
                              .arg(place(bytes, offset)));
        case sj::OUT_OF_BOUNDS:
            return tooBig(
                Words::tr("The JSON has more than %1 values: too many to read as a tree.").arg(m_maxValues));
        case sj::CAPACITY:
        case sj::MEMALLOC:
            return ApiError::malformed(Words::tr("The text is too large: %1 bytes.").arg(bytes.size()));
        case sj::UNCLOSED_STRING:
        case sj::INCOMPLETE_ARRAY_OR_OBJECT:
            return ApiError::malformed(Words::tr("The JSON is cut off: it ends at %1 before it is complete.")
                                           .arg(place(bytes, bytes.size())));
        default:
            break;
        }
        if (offset < 0 || offset >= bytes.size())
            return ApiError::malformed(Words::tr("The JSON is cut off: it ends at %1 before it is complete.")
                                           .arg(place(bytes, bytes.size())));
        return ApiError::malformed(Words::tr("This is no JSON: a mistake at %1.").arg(place(bytes, offset)));
    }

    PaddedText m_text;
    qint64 m_maxValues;
    ondemand::parser m_parser;
    qsizetype m_failedAt = -1;
};

} // namespace

Result<Value> readJson(QByteArrayView bytes, qint64 maxValues)
{
    return Reader(bytes, maxValues).read();
}

QString whyNotJson(QByteArrayView bytes)
{
    const QByteArrayView text = bytes.trimmed();
    if (text.isEmpty())
        return Words::tr("The answer is empty.");
    if (text.front() == '<') {
        static const QRegularExpression title(u"<title[^>]*>\\s*([^<]{1,120})"_s,
                                              QRegularExpression::CaseInsensitiveOption);
        const auto match = title.match(QString::fromUtf8(text.first(std::min<qsizetype>(text.size(), 4096))));
        return match.hasMatch() ? Words::tr("The answer is a web page, not JSON: “%1”.")
                                      .arg(match.captured(1).simplified())
                                : Words::tr("The answer is a web page, not JSON.");
    }
    const auto result = readJson(bytes);
    return result ? QString() : result.error().message;
}

} // namespace tuneboard
