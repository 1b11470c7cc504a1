// SPDX-License-Identifier: GPL-3.0-or-later
// The program's icon, drawn from its SVG, in the files that each system wants.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QMap>

namespace tuneboard::packaging {

/// The sizes of icons in the hicolor theme, in pixels.
inline constexpr int hicolorSizes[] = {16, 22, 24, 32, 48, 64, 128, 256, 512};

/// The drawing at `size` by `size` pixels; a null image if `svg` is none.
[[nodiscard]] QImage drawIcon(const QByteArray &svg, int size);
[[nodiscard]] QByteArray asPng(const QImage &image);

/// Windows: an .ico of PNGs. Empty if `svg` is none.
[[nodiscard]] QByteArray icoFile(const QByteArray &svg);
/// macOS: an .icns of PNGs, for screens of one and of two pixels a point. Empty if `svg` is none.
[[nodiscard]] QByteArray icnsFile(const QByteArray &svg);

/// The pictures in an .ico or .icns, by their place in the file ("ic07", or "16" to "256"). Empty: neither.
[[nodiscard]] QMap<QByteArray, QImage> picturesIn(const QByteArray &file);

} // namespace tuneboard::packaging
