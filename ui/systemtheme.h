// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the desktop wants dark windows: asked of the desktop portal (Linux) or the registry (Windows).
#pragma once

#include <QObject>

class QDBusVariant;

namespace tuneboard {

class SystemTheme : public QObject
{
    Q_OBJECT

public:
    /// `paletteIsDark`: the answer where the desktop has none. Asks without waiting; changed() tells.
    SystemTheme(bool paletteIsDark, QObject *parent);

    [[nodiscard]] bool dark() const { return m_dark; }

    bool follow = false; ///< whether the program's palette is the desktop's

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void portalChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void set(bool dark);
    void setScheme(uint scheme);

    bool m_paletteIsDark;
    bool m_dark;
};

} // namespace tuneboard
