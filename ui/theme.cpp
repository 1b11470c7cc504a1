// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme.h"

#include "ui/style.h"
#include "ui/systemtheme.h"

#include <QApplication>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr QColor rgb(int value)
{
    return QColor((value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff);
}

const Colours kLight{
    .window = rgb(0xf6f7f9),
    .panel = rgb(0xffffff),
    .field = rgb(0xf3f5f8),
    .line = rgb(0xe3e6eb),
    .grid = rgb(0xeceff3),
    .hover = rgb(0xf3f6fb),
    .text = rgb(0x1b1e24),
    .secondText = rgb(0x606874),
    .selection = rgb(0xe8f0fe),
    .active = rgb(0x1d4ed8),
    .accent = rgb(0x2563eb),
    .good = rgb(0x12733a),
    .bad = rgb(0xb42318),
    .waiting = rgb(0x8a5a00),
    .series = {rgb(0x2563eb), rgb(0xc2611f), rgb(0x0f8a6d), rgb(0x7a4fd0), rgb(0xb83280), rgb(0x64748b)},
};

const Colours kDark{
    .window = rgb(0x17181b),
    .panel = rgb(0x1d1f23),
    .field = rgb(0x17181b),
    .line = rgb(0x2c2f36),
    .grid = rgb(0x2a2d33),
    .hover = rgb(0x23262c),
    .text = rgb(0xe7e9ee),
    .secondText = rgb(0x9aa1ad),
    .selection = rgb(0x22304a),
    .active = rgb(0x6ea8fe),
    .accent = rgb(0x6ea8fe),
    .good = rgb(0x4ec98b),
    .bad = rgb(0xff7b72),
    .waiting = rgb(0xe3b341),
    .series = {rgb(0x6ea8fe), rgb(0xe3a35e), rgb(0x5cc8a8), rgb(0xb79cff), rgb(0xf08fb5), rgb(0x94a3b8)},
};

/// Draws one of our line icons in one colour. The pictures are kept in the pixmap cache, not here.
class TintedEngine final : public QIconEngine
{
public:
    TintedEngine(QString name, QColor colour)
        : m_name(std::move(name))
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal ratio = painter->device()->devicePixelRatioF();
        QPixmap picture = scaled((QSizeF(rect.size()) * ratio).toSize(), mode);
        picture.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), picture);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override { return scaled(size, mode); }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal) override
    {
        return scaled(size, mode);
    }
    bool isNull() override { return m_name.isEmpty(); }
    [[nodiscard]] QIconEngine *clone() const override { return new TintedEngine(m_name, m_colour); }
    QString key() const override { return u"tuneboard"_s; }

private:
    [[nodiscard]] QPixmap scaled(const QSize &size, QIcon::Mode mode) const
    {
        QColor colour = m_colour;
        if (colour.isValid() && mode == QIcon::Disabled)
            colour.setAlpha(110);
        const QString tint = colour.isValid() ? colour.name(QColor::HexArgb) : QString();
        const QString key = u"tuneboard/%1/%2/%3x%4"_s.arg(m_name, tint).arg(size.width()).arg(size.height());
        QPixmap picture;
        if (!QPixmapCache::find(key, &picture)) {
            picture = drawn(size, colour);
            QPixmapCache::insert(key, picture);
        }
        return picture;
    }

    [[nodiscard]] QPixmap drawn(const QSize &size, const QColor &colour) const
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QSvgRenderer renderer(u":/icons/%1.svg"_s.arg(m_name));
        QPainter painter(&picture);
        painter.setRenderHint(QPainter::Antialiasing);
        const int side = qMin(size.width(), size.height());
        renderer.render(&painter,
                        QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        if (colour.isValid()) {
            painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
            painter.fillRect(picture.rect(), colour);
        }
        return picture;
    }

    QString m_name;
    QColor m_colour; ///< invalid: as drawn
};

QFont stepped(const QFont &font, double factor)
{
    QFont result = font;
    if (font.pixelSize() > 0)
        result.setPixelSize(qMax(1, qRound(font.pixelSize() * factor)));
    else
        result.setPointSizeF(font.pointSizeF() * factor);
    return result;
}

// Without a desktop that chose a font Qt takes 9 points, which is small; everything here is drawn for 13
// pixels at 96 dpi.
void giveFontToBareScreens()
{
    const QString platform = QGuiApplication::platformName();
    QFont font = QApplication::font();
    if ((platform != "xcb"_L1 && platform != "offscreen"_L1) ||
        !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP") || font.pointSize() != 9)
        return;
    font.setPointSizeF(9.75);
    QApplication::setFont(font);
}

} // namespace

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

const Colours &colours(const QPalette &palette)
{
    return isDark(palette) ? kDark : kLight;
}

QColor toneColour(Tone tone, const QPalette &palette)
{
    const Colours &c = colours(palette);
    switch (tone) {
    case Tone::Neutral:
        return c.secondText;
    case Tone::Active:
        return c.active;
    case Tone::Good:
        return c.good;
    case Tone::Bad:
        return c.bad;
    case Tone::Waiting:
        return c.waiting;
    }
    return c.text;
}

QPalette themePalette(bool dark)
{
    const Colours &c = dark ? kDark : kLight;
    QPalette p(c.text, c.panel, c.line.lighter(110), c.line.darker(dark ? 60 : 130), c.line, c.text, c.text,
               c.panel, c.window);
    p.setColor(QPalette::Button, c.panel);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::AlternateBase, c.hover);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::PlaceholderText, c.secondText);
    p.setColor(QPalette::ToolTipBase, c.panel);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Link, c.active);
    p.setColor(QPalette::LinkVisited, c.active);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Midlight, c.grid);
    p.setColor(QPalette::Shadow, c.line);
    QColor faint = c.secondText;
    faint.setAlpha(150);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, faint);
    return p;
}

QIcon tintedIcon(const QString &name, const QColor &colour)
{
    return QIcon(new TintedEngine(name, colour));
}

QIcon programIcon()
{
    return tintedIcon(u"tuneboard"_s, {});
}

QIcon statusIcon(QStringView status, const QPalette &palette)
{
    const StatusTerm *term = statusTerm(status);
    return tintedIcon(term ? QString::fromLatin1(term->icon) : u"question"_s, statusColour(status, palette));
}

QColor statusColour(QStringView status, const QPalette &palette)
{
    const StatusTerm *term = statusTerm(status);
    return toneColour(term ? term->tone : Tone::Neutral, palette);
}

QFont smallFont(const QFont &font)
{
    return stepped(font, 12.0 / 13.0);
}

QFont titleFont(const QFont &font)
{
    return boldFont(stepped(font, 16.0 / 13.0));
}

QFont boldFont(const QFont &font)
{
    QFont result = font;
    result.setWeight(QFont::DemiBold);
    return result;
}

QString themeKey(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::System:
        return u"system"_s;
    case ThemeMode::Light:
        return u"light"_s;
    case ThemeMode::Dark:
        return u"dark"_s;
    }
    return {};
}

ThemeMode themeFromKey(const QString &key)
{
    if (key == "light"_L1)
        return ThemeMode::Light;
    if (key == "dark"_L1)
        return ThemeMode::Dark;
    return ThemeMode::System;
}

void applyTheme(QApplication &app, ThemeMode mode)
{
    auto *system = app.findChild<SystemTheme *>(QString(), Qt::FindDirectChildrenOnly);
    if (!system) {
        // Before anything of ours is set: what the platform would have looked like.
        system = new SystemTheme(isDark(QApplication::palette()), &app);
        QApplication::setStyle(new Style);
        giveFontToBareScreens();
        QObject::connect(system, &SystemTheme::changed, &app, [system] {
            if (system->follow)
                QApplication::setPalette(themePalette(system->dark()));
        });
    }
    system->follow = mode == ThemeMode::System;
    const QPalette palette = themePalette(system->follow ? system->dark() : mode == ThemeMode::Dark);
    QApplication::setPalette(palette);
}

} // namespace tuneboard
