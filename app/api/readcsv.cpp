// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcsv.h"

#include <algorithm>

namespace tuneboard {

namespace {

QByteArray withoutMark(const QByteArray &bytes)
{
    return bytes.startsWith("\xEF\xBB\xBF") ? bytes.mid(3) : bytes;
}

bool isText(const QByteArray &bytes)
{
    const bool control = std::any_of(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
    });
    return !control && !bytes.isEmpty() && bytes.isValidUtf8();
}

} // namespace

ResultText readResultText(const QByteArray &bytes)
{
    const QByteArray plain = withoutMark(bytes);
    QByteArray packed = plain.trimmed();
    if (packed.size() >= 8) {
        packed.replace('\r', QByteArrayView()).replace('\n', QByteArrayView());
        const auto decoded = QByteArray::fromBase64Encoding(packed, QByteArray::AbortOnBase64DecodingErrors);
        if (packed.size() % 4 == 0 && decoded && isText(*decoded))
            return {withoutMark(*decoded), true};
    }
    return {plain, false};
}

bool CsvReader::next(std::vector<QByteArrayView> &cells)
{
    cells.clear();
    m_unquoted.clear();
    if (m_at >= m_text.size())
        return false;
    const auto atLineEnd = [this] {
        return m_at >= m_text.size() || m_text[m_at] == '\n' || m_text[m_at] == '\r';
    };
    if (!atLineEnd()) {
        while (true) {
            if (m_at < m_text.size() && m_text[m_at] == '"') {
                cells.push_back(quotedCell());
                while (!atLineEnd() && m_text[m_at] != ',') // what follows a closing quote belongs to nothing
                    ++m_at;
            } else {
                const qsizetype start = m_at;
                while (!atLineEnd() && m_text[m_at] != ',')
                    ++m_at;
                cells.push_back(m_text.sliced(start, m_at - start));
            }
            if (atLineEnd())
                break;
            ++m_at; // the comma
        }
    }
    if (m_at < m_text.size()) {
        const bool pair = m_text[m_at] == '\r' && m_at + 1 < m_text.size() && m_text[m_at + 1] == '\n';
        m_at += pair ? 2 : 1;
    }
    return true;
}

// At an opening quote; leaves the position behind the closing one.
QByteArrayView CsvReader::quotedCell()
{
    const qsizetype start = ++m_at;
    bool doubled = false;
    while (m_at < m_text.size()) {
        if (m_text[m_at] == '"') {
            if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != '"')
                break;
            doubled = true;
            ++m_at;
        }
        ++m_at;
    }
    const QByteArrayView inner = m_text.sliced(start, m_at - start);
    if (m_at < m_text.size())
        ++m_at;
    if (!doubled)
        return inner;
    QByteArray resolved = inner.toByteArray();
    resolved.replace("\"\"", "\"");
    m_unquoted.append(resolved);
    return m_unquoted.constLast();
}

bool looksLikeResultCsv(QByteArrayView text)
{
    std::vector<QByteArrayView> header;
    CsvReader reader(text);
    if (!reader.next(header) || header.empty())
        return false;
    if (header.size() == 1)
        return header[0].trimmed() == "step";
    // A name holds no line end and none of JSON's brackets; sentences with commas do not begin with "step"
    // either.
    const bool names = std::all_of(header.begin(), header.end(), [](QByteArrayView name) {
        return name.size() <= 256 && name.indexOf('{') < 0 && name.indexOf('\n') < 0;
    });
    std::vector<QByteArrayView> first;
    return names && (header[0].trimmed() == "step" || (reader.next(first) && first.size() == header.size()));
}

} // namespace tuneboard
