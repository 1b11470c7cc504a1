// SPDX-License-Identifier: GPL-3.0-or-later
#include "packaging/files/iconfiles.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgRenderer>
#include <QtEndian>

namespace tuneboard::packaging {

namespace {

constexpr int icoSizes[] = {16, 20, 24, 32, 40, 48, 64, 256};
constexpr qsizetype icoHeaderSize = 6;
constexpr qsizetype icoEntrySize = 16;

struct IcnsPart
{
    const char *type;
    int size; ///< in pixels
};
constexpr IcnsPart icnsParts[] = {
    {"icp4", 16},   {"icp5", 32}, {"ic07", 128}, {"ic08", 256}, {"ic09", 512},
    {"ic10", 1024}, {"ic11", 32}, {"ic12", 64},  {"ic13", 256}, {"ic14", 512},
};

template<typename Number>
void append(QByteArray &bytes, Number number, bool bigEndian = false)
{
    const Number stored = bigEndian ? qToBigEndian(number) : qToLittleEndian(number);
    bytes.append(reinterpret_cast<const char *>(&stored), sizeof stored);
}

} // namespace

QImage drawIcon(const QByteArray &svg, int size)
{
    QSvgRenderer renderer(svg);
    if (!renderer.isValid())
        return {};
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter, QRectF(0, 0, size, size));
    painter.end();
    return image.convertToFormat(QImage::Format_ARGB32);
}

QByteArray asPng(const QImage &image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    return image.save(&buffer, "PNG", 0) ? bytes : QByteArray();
}

QByteArray icoFile(const QByteArray &svg)
{
    QByteArray header;
    append<quint16>(header, 0);
    append<quint16>(header, 1); // icons, not cursors
    append<quint16>(header, std::size(icoSizes));
    QByteArray pictures;
    const qsizetype start = icoHeaderSize + icoEntrySize * qsizetype(std::size(icoSizes));
    for (const int size : icoSizes) {
        const QByteArray png = asPng(drawIcon(svg, size));
        if (png.isEmpty())
            return {};
        append(header, quint8(size % 256)); // 0 is 256
        append(header, quint8(size % 256));
        append<quint16>(header, 0);  // no palette
        append<quint16>(header, 1);  // planes
        append<quint16>(header, 32); // bits a pixel
        append(header, quint32(png.size()));
        append(header, quint32(start + pictures.size()));
        pictures += png;
    }
    return header + pictures;
}

QByteArray icnsFile(const QByteArray &svg)
{
    QByteArray parts;
    for (const IcnsPart &part : icnsParts) {
        const QByteArray png = asPng(drawIcon(svg, part.size));
        if (png.isEmpty())
            return {};
        parts += part.type;
        append(parts, quint32(8 + png.size()), true);
        parts += png;
    }
    QByteArray file("icns");
    append(file, quint32(8 + parts.size()), true);
    return file + parts;
}

QMap<QByteArray, QImage> picturesIn(const QByteArray &file)
{
    QMap<QByteArray, QImage> pictures;
    if (file.startsWith("icns")) {
        for (qsizetype at = 8; at + 8 <= file.size();) {
            const auto length = qsizetype(qFromBigEndian<quint32>(file.constData() + at + 4));
            if (length < 8 || at + length > file.size())
                return {};
            pictures.insert(file.mid(at, 4), QImage::fromData(file.mid(at + 8, length - 8), "PNG"));
            at += length;
        }
    } else if (file.startsWith(QByteArray("\0\0\1\0", 4)) && file.size() >= icoHeaderSize) {
        const auto count = qsizetype(qFromLittleEndian<quint16>(file.constData() + 4));
        for (qsizetype i = 0; i < count && icoHeaderSize + (i + 1) * icoEntrySize <= file.size(); ++i) {
            const char *entry = file.constData() + icoHeaderSize + i * icoEntrySize;
            const auto length = qsizetype(qFromLittleEndian<quint32>(entry + 8));
            const auto at = qsizetype(qFromLittleEndian<quint32>(entry + 12));
            const int size = quint8(entry[0]) == 0 ? 256 : quint8(entry[0]);
            pictures.insert(QByteArray::number(size), QImage::fromData(file.mid(at, length), "PNG"));
        }
    }
    return pictures;
}

} // namespace tuneboard::packaging
