// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/systemtheme.h"

#include <QGuiApplication>
#include <QSettings>
#ifdef QT_DBUS_LIB
#    include <QDBusConnection>
#    include <QDBusMessage>
#    include <QDBusPendingCallWatcher>
#    include <QDBusPendingReply>
#    include <QDBusVariant>
#endif

using namespace Qt::StringLiterals;

namespace tuneboard {

#ifdef QT_DBUS_LIB

namespace {

const auto kService = u"org.freedesktop.portal.Desktop"_s;
const auto kPath = u"/org/freedesktop/portal/desktop"_s;
const auto kInterface = u"org.freedesktop.portal.Settings"_s;
const auto kGroup = u"org.freedesktop.appearance"_s;
const auto kKey = u"color-scheme"_s;

// Read() wraps its answer twice.
QVariant unwrapped(QVariant value)
{
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

SystemTheme::SystemTheme(bool paletteIsDark, QObject *parent)
    : QObject(parent)
    , m_paletteIsDark(paletteIsDark)
    , m_dark(paletteIsDark)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(kService, kPath, kInterface, u"SettingChanged"_s, this,
                SLOT(portalChanged(QString, QString, QDBusVariant)));
    ask();
}

void SystemTheme::ask()
{
    QDBusMessage read = QDBusMessage::createMethodCall(kService, kPath, kInterface, u"Read"_s);
    read << kGroup << kKey;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(read, 3000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isValid())
            setScheme(unwrapped(reply.value().variant()).toUInt());
        call->deleteLater();
    });
}

void SystemTheme::portalChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == kGroup && key == kKey)
        setScheme(unwrapped(value.variant()).toUInt());
}

#else

SystemTheme::SystemTheme(bool paletteIsDark, QObject *parent)
    : QObject(parent)
    , m_paletteIsDark(paletteIsDark)
    , m_dark(paletteIsDark)
{
    // The registry has no signal of its own; people change the theme in another window and come back.
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
        if (state == Qt::ApplicationActive)
            ask();
    });
    ask();
}

void SystemTheme::ask()
{
#    ifdef Q_OS_WIN
    const QSettings personal(
        uR"(HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Themes\Personalize)"_s,
        QSettings::NativeFormat);
    const QVariant light = personal.value("AppsUseLightTheme"_L1);
    setScheme(light.isValid() ? (light.toInt() == 0 ? 1U : 2U) : 0U);
#    endif
}

void SystemTheme::portalChanged(const QString &, const QString &, const QDBusVariant &) {}

#endif

void SystemTheme::setScheme(uint scheme)
{
    set(scheme == 1 || (scheme == 0 && m_paletteIsDark));
}

void SystemTheme::set(bool dark)
{
    if (m_dark == dark)
        return;
    m_dark = dark;
    Q_EMIT changed();
}

} // namespace tuneboard
