// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/cooldown.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QStringList>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace tuneboard {

namespace {

CoolDown::Clock monotonic()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] {
        return timer.elapsed();
    };
}

QByteArray randomSalt()
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char *>(words.data()), qsizetype(sizeof words));
}

} // namespace

CoolDown::CoolDown(Clock clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock ? std::move(clock) : monotonic())
    , m_salt(randomSalt())
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CoolDown::tick);
}

quint64 CoolDown::credentialOf(const Secret &key) const
{
    const QByteArray mac = QMessageAuthenticationCode::hash(key.reveal(), m_salt, QCryptographicHash::Sha256);
    return qFromLittleEndian<quint64>(mac.constData());
}

void CoolDown::coolCredential(const QString &host, quint64 credential, qint64 ms)
{
    extend(host, m_hosts[host].credentials[credential], ms);
}

void CoolDown::coolHost(const QString &host, qint64 ms)
{
    extend(host, m_hosts[host].until, ms);
}

void CoolDown::extend(const QString &host, qint64 &until, qint64 ms)
{
    const qint64 wanted = m_clock() + ms;
    if (ms <= 0 || wanted <= until)
        return;
    until = wanted;
    arm();
    emit changed(host);
}

qint64 CoolDown::remainingMs(const QString &host, quint64 credential) const
{
    const auto it = m_hosts.constFind(host);
    if (it == m_hosts.cend())
        return 0;
    return std::max<qint64>(0, std::max(it->until, it->credentials.value(credential)) - m_clock());
}

qint64 CoolDown::remainingMs(const QString &host) const
{
    const auto it = m_hosts.constFind(host);
    if (it == m_hosts.cend())
        return 0;
    qint64 until = it->until;
    for (const qint64 one : it->credentials)
        until = std::max(until, one);
    return std::max<qint64>(0, until - m_clock());
}

/// Forgets what has ended and says so.
void CoolDown::tick()
{
    const qint64 now = m_clock();
    QStringList ended;
    for (auto host = m_hosts.begin(); host != m_hosts.end();) {
        bool one = host->until > 0 && host->until <= now;
        if (one)
            host->until = 0;
        one |= host->credentials.removeIf([now](auto it) { return it.value() <= now; }) > 0;
        if (one)
            ended += host.key();
        if (host->until == 0 && host->credentials.isEmpty())
            host = m_hosts.erase(host);
        else
            ++host;
    }
    arm();
    for (const QString &host : ended)
        emit changed(host);
}

void CoolDown::arm()
{
    qint64 next = -1;
    const auto take = [&next](qint64 until) {
        if (until > 0 && (next < 0 || until < next))
            next = until;
    };
    for (const Host &host : std::as_const(m_hosts)) {
        take(host.until);
        for (const qint64 until : host.credentials)
            take(until);
    }
    if (next < 0)
        m_timer.stop();
    else
        m_timer.start(int(std::clamp<qint64>(next - m_clock(), 1, 3'600'000)));
}

} // namespace tuneboard
