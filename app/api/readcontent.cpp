// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcontent.h"

#include <QByteArray>
#include <QStringDecoder>

#include <algorithm>

namespace tuneboard {

namespace {

constexpr qsizetype kPiece = 48 * 1024; // bytes of text at a time; 64 KB of base64
constexpr QByteArrayView kMark = "\xEF\xBB\xBF";

QByteArrayView withoutMark(QByteArrayView bytes)
{
    return bytes.startsWith(kMark) ? bytes.sliced(kMark.size()) : bytes;
}

bool hasControl(QByteArrayView bytes)
{
    return std::any_of(bytes.begin(), bytes.end(), [](char c) {
        return (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0x7F;
    });
}

// Hands on what `packed` holds, in pieces. False: it is no base64, or `take` wants no more.
bool decode(QByteArrayView packed, const TextSink &take)
{
    constexpr qsizetype kGroup = kPiece / 3 * 4;
    QByteArray letters;
    letters.reserve(kGroup);
    qsizetype at = 0;
    while (at < packed.size()) {
        letters.resize(0);
        while (at < packed.size() && letters.size() < kGroup) {
            const char c = packed[at++];
            if (c != '\r' && c != '\n')
                letters.append(c);
        }
        if (letters.isEmpty())
            break;
        // Padding ends the text: behind it nothing may follow.
        const bool isLast = QByteArrayView(packed).sliced(at).trimmed().isEmpty();
        if (letters.size() % 4 != 0 || (letters.endsWith('=') && !isLast))
            return false;
        const auto decoded = QByteArray::fromBase64Encoding(letters, QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded || !take(*decoded))
            return false;
    }
    return true;
}

} // namespace

bool isBase64Text(QByteArrayView content)
{
    const QByteArrayView packed = withoutMark(content).trimmed();
    if (packed.size() < 8)
        return false;
    QStringDecoder utf8(QStringDecoder::Utf8);
    bool isEmpty = true;
    const bool whole = decode(packed, [&](QByteArrayView piece) {
        isEmpty = isEmpty && piece.isEmpty();
        if (hasControl(piece))
            return false;
        const QString text = utf8(piece);
        return !utf8.hasError();
    });
    // A letter that is cut off at the end is an error too; the decoder says so when it is asked for more.
    const QString rest = utf8(QByteArrayView("\n"));
    return whole && !isEmpty && !utf8.hasError() && rest == QLatin1StringView("\n");
}

bool readContent(QByteArrayView content, bool isBase64, const TextSink &take)
{
    const QByteArrayView plain = withoutMark(content);
    if (!isBase64) {
        for (qsizetype at = 0; at < plain.size(); at += kPiece) {
            if (!take(plain.sliced(at, std::min(kPiece, plain.size() - at))))
                return false;
        }
        return true;
    }
    bool isFirst = true;
    return decode(plain.trimmed(), [&](QByteArrayView piece) {
        const QByteArrayView text = std::exchange(isFirst, false) ? withoutMark(piece) : piece;
        return take(text);
    });
}

} // namespace tuneboard
