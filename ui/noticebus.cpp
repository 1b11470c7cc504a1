// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/noticebus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QVariantMap>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

const auto kService = u"org.freedesktop.Notifications"_s;
const auto kPath = u"/org/freedesktop/Notifications"_s;

QDBusMessage callOf(const QString &method)
{
    return QDBusMessage::createMethodCall(kService, kPath, kService, method);
}

} // namespace

bool BusNotifier::isAvailable()
{
    return QDBusConnection::sessionBus().isConnected();
}

BusNotifier::BusNotifier()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    const auto on = [&](const QString &signal, const char *slot) {
        bus.connect(kService, kPath, kService, signal, this, slot);
    };
    on(u"ActionInvoked"_s, SLOT(actionInvoked(uint, QString)));
    on(u"ActivationToken"_s, SLOT(activationToken(uint, QString)));
    on(u"NotificationClosed"_s, SLOT(closed(uint, uint)));
    askCapabilities();
}

void BusNotifier::askCapabilities()
{
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(callOf(u"GetCapabilities"_s)), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *call) {
        const QDBusPendingReply<QStringList> reply = *call;
        if (reply.isValid())
            m_readsMarkup = reply.value().contains("body-markup"_L1);
        call->deleteLater();
    });
}

void BusNotifier::show(const DesktopNotice &notice)
{
    QDBusMessage message = callOf(u"Notify"_s);
    const QVariantMap hints{{u"desktop-entry"_s, QGuiApplication::desktopFileName()},
                            {u"category"_s, u"transfer.complete"_s}};
    message << QGuiApplication::applicationDisplayName() << uint(0) << u"tuneboard"_s << notice.title
            << (m_readsMarkup ? notice.text.toHtmlEscaped() : notice.text)
            << QStringList{u"default"_s, tr("Open")} << hints << -1;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, job = notice.job](QDBusPendingCallWatcher *call) {
                const QDBusPendingReply<uint> reply = *call;
                if (reply.isValid())
                    m_shown.insert(reply.value(), job);
                call->deleteLater();
            });
}

void BusNotifier::actionInvoked(uint id, const QString &action)
{
    Q_UNUSED(action)
    const auto shown = m_shown.constFind(id);
    if (shown != m_shown.cend())
        Q_EMIT clicked(*shown, m_tokens.take(id));
}

// Comes before the action that it belongs to.
void BusNotifier::activationToken(uint id, const QString &token)
{
    if (m_shown.contains(id))
        m_tokens.insert(id, token.toUtf8().left(256));
}

void BusNotifier::closed(uint id, uint reason)
{
    Q_UNUSED(reason)
    m_shown.remove(id);
    m_tokens.remove(id);
}

} // namespace tuneboard
