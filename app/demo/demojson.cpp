// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demojson.h"

#include <charconv>

namespace tuneboard::demo {
namespace {
constexpr char hexDigits[] = "0123456789abcdef";

void appendEscaped(QByteArray *out, QByteArrayView utf8)
{
    out->append('"');
    qsizetype plainFrom = 0;
    for (qsizetype i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && c != '"' && c != '\\')
            continue;
        out->append(utf8.data() + plainFrom, i - plainFrom);
        plainFrom = i + 1;
        switch (c) {
        case '"':
            out->append("\\\"");
            break;
        case '\\':
            out->append("\\\\");
            break;
        case '\n':
            out->append("\\n");
            break;
        case '\t':
            out->append("\\t");
            break;
        case '\r':
            out->append("\\r");
            break;
        default:
            out->append("\\u00");
            out->append(hexDigits[byte >> 4]);
            out->append(hexDigits[byte & 15]);
        }
    }
    out->append(utf8.data() + plainFrom, utf8.size() - plainFrom);
    out->append('"');
}
} // namespace

void appendReal(QByteArray *out, double number)
{
    char buffer[40];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    out->append(buffer, result.ptr - buffer);
}

void appendRounded(QByteArray *out, double number, int digits)
{
    char buffer[64];
    const auto result =
        std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, digits);
    const char *end = result.ptr;
    while (end > buffer && end[-1] == '0')
        --end;
    if (end > buffer && end[-1] == '.')
        end += 2; // "2.0", as the result files have it
    out->append(buffer, end - buffer);
}

void JsonWriter::separate()
{
    // A value always ends in a quote, a bracket, a digit or a letter, so the last byte tells whether one is
    // before.
    const char last = m_out->isEmpty() ? '[' : m_out->back();
    if (last != '{' && last != '[' && last != ':')
        m_out->append(',');
}

JsonWriter &JsonWriter::beginObject()
{
    separate();
    m_out->append('{');
    return *this;
}

JsonWriter &JsonWriter::endObject()
{
    m_out->append('}');
    return *this;
}

JsonWriter &JsonWriter::beginArray()
{
    separate();
    m_out->append('[');
    return *this;
}

JsonWriter &JsonWriter::endArray()
{
    m_out->append(']');
    return *this;
}

JsonWriter &JsonWriter::key(QByteArrayView name)
{
    separate();
    appendEscaped(m_out, name);
    m_out->append(':');
    return *this;
}

JsonWriter &JsonWriter::text(QByteArrayView utf8)
{
    separate();
    appendEscaped(m_out, utf8);
    return *this;
}

JsonWriter &JsonWriter::textOrNull(QByteArrayView utf8)
{
    return utf8.isEmpty() ? null() : text(utf8);
}

JsonWriter &JsonWriter::whole(qint64 number)
{
    separate();
    char buffer[24];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    m_out->append(buffer, result.ptr - buffer);
    return *this;
}

JsonWriter &JsonWriter::real(double number)
{
    separate();
    appendReal(m_out, number);
    return *this;
}

JsonWriter &JsonWriter::pointed(double number)
{
    separate();
    const qsizetype from = m_out->size();
    appendReal(m_out, number);
    const QByteArrayView written = QByteArrayView(*m_out).sliced(from);
    if (!written.contains('.') && !written.contains('e'))
        m_out->append(".0");
    return *this;
}

JsonWriter &JsonWriter::flag(bool value)
{
    separate();
    m_out->append(value ? "true" : "false");
    return *this;
}

JsonWriter &JsonWriter::null()
{
    separate();
    m_out->append("null");
    return *this;
}

JsonWriter &JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_out->append(json.data(), json.size());
    return *this;
}

} // namespace tuneboard::demo
