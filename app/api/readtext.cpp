// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readtext.h"

#include "app/api/readjson.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <utility>

namespace tuneboard {

namespace {

struct Mark
{
    QByteArrayView bytes;
    QStringConverter::Encoding encoding;
};

// UTF-32 first: its little-endian mark begins as that of UTF-16 does.
const std::array kMarks{
    Mark{QByteArrayView("\xFF\xFE\0\0", 4), QStringConverter::Utf32LE},
    Mark{QByteArrayView("\0\0\xFE\xFF", 4), QStringConverter::Utf32BE},
    Mark{QByteArrayView("\xFF\xFE", 2), QStringConverter::Utf16LE},
    Mark{QByteArrayView("\xFE\xFF", 2), QStringConverter::Utf16BE},
};

// In pieces: UTF-16 of the whole would take twice its memory again.
QByteArray asUtf8(QStringConverter::Encoding encoding, QByteArrayView bytes, bool &hasError)
{
    constexpr qsizetype piece = qsizetype{64} * 1024; // bytes
    QStringDecoder decode(encoding);
    QByteArray text;
    text.reserve(bytes.size());
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        const QString part = decode(bytes.sliced(at, std::min(piece, bytes.size() - at)));
        text += part.toUtf8();
        hasError = hasError || decode.hasError();
    }
    return text;
}

// A line without blanks around it that looks like an object.
bool isObjectLine(QByteArrayView line)
{
    return line.startsWith('{') && line.endsWith('}');
}

} // namespace

PlainText readText(const QByteArray &bytes)
{
    bool hasError = false;
    const QString replaced =
        QCoreApplication::translate("readText", "Bytes that are not text were replaced.");
    const auto mark = std::find_if(kMarks.begin(), kMarks.end(),
                                   [&bytes](const Mark &m) { return bytes.startsWith(m.bytes); });
    if (mark != kMarks.end()) {
        const QByteArrayView rest = QByteArrayView(bytes).sliced(mark->bytes.size());
        const QByteArray text = asUtf8(mark->encoding, rest, hasError);
        return {text, hasError ? replaced : QString()};
    }
    constexpr QByteArrayView utf8Mark("\xEF\xBB\xBF");
    const QByteArray plain = bytes.startsWith(utf8Mark) ? bytes.sliced(utf8Mark.size()) : bytes;
    if (QUtf8StringView(plain).isValidUtf8())
        return {plain, {}};
    return {asUtf8(QStringConverter::Utf8, plain, hasError), replaced};
}

PlainText readAnswerText(QByteArray body)
{
    if (QUtf8StringView(body).isValidUtf8())
        return {std::move(body), {}}; // readers skip a UTF-8 byte order mark
    return readText(body);
}

QByteArray linesAsArray(const QByteArray &text)
{
    const QByteArrayView all = QByteArrayView(text).trimmed();
    const qsizetype firstEnd = all.indexOf('\n');
    if (firstEnd < 0 || !isObjectLine(all.first(firstEnd).trimmed()) || !readJson(all.first(firstEnd)))
        return text;
    // Each object stays at its line and column, so that a mistake is reported where it is: commas stand at
    // the ends of lines, and only the first line, which is sound, moves by one.
    QByteArray array("[");
    array.reserve(all.size() + all.count('\n') + 2);
    qsizetype ends = 0; // of lines since the last object
    for (qsizetype at = 0; at < all.size();) {
        const qsizetype end = all.indexOf('\n', at);
        const QByteArrayView line = all.sliced(at, (end < 0 ? all.size() : end) - at);
        at = end < 0 ? all.size() : end + 1;
        if (!line.trimmed().isEmpty()) {
            if (!isObjectLine(line.trimmed()))
                return text;
            if (array.size() > 1)
                array.append(',');
            array.append(std::exchange(ends, 0), '\n').append(line);
        }
        ++ends;
    }
    return array + ']';
}

} // namespace tuneboard
