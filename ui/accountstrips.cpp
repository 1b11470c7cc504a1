// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accountstrips.h"

#include "app/accounts/accounts.h"
#include "ui/format.h"
#include "ui/strip.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kPatienceMs = 2000;
constexpr QLatin1StringView kKinds[] = {"error_"_L1, "rejects_"_L1, "note_"_L1, "key_"_L1, "limit_"_L1};

} // namespace

AccountStrips::AccountStrips(Repository &repository, Strips &strips, QObject *parent)
    : QObject(parent)
    , m_repository(repository)
    , m_strips(strips)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isPatient = false;
        update();
    });
}

void AccountStrips::setAccounts(const Accounts *accounts)
{
    m_accounts = accounts;
    update();
}

bool AccountStrips::isProfile(const QUuid &account) const
{
    return m_accounts && m_accounts->profile(account);
}

void AccountStrips::update()
{
    QSet<QString> numbers;
    for (const AccountState &state : m_repository.accounts()) {
        numbers.insert(QString::number(state.record.number));
        showError(state);
        showRejects(state);
        showLimit(state);
        showKey(state);
    }
    for (const QString &gone : m_numbers - numbers)
        drop(gone);
    m_numbers = numbers;
    showSession();
}

void AccountStrips::drop(const QString &number)
{
    for (const QLatin1StringView kind : kKinds)
        m_strips.remove(kind + number);
}

void AccountStrips::showError(const AccountState &state)
{
    const QString key = kKinds[0] + QString::number(state.record.number);
    // No connection is a state, not a message: the status line says how old everything is.
    const bool quiet = state.offline || (state.error && (state.error->kind == ApiError::Kind::Cancelled ||
                                                         state.error->kind == ApiError::Kind::Network));
    if (!state.error || quiet) {
        if (!state.syncing)
            m_strips.remove(key);
        return;
    }
    const ApiError &error = *state.error;
    StripMessage message{.tone = StripMessage::Tone::Error,
                         .text = state.record.name + u": "_s + error.text(),
                         .requestId = error.requestId};
    const bool isKey = error.kind == ApiError::Kind::Unauthorized || error.kind == ApiError::Kind::Forbidden;
    if (isKey && isProfile(state.record.uuid)) {
        message.actionText = tr("Change key…");
        message.action = [this, uuid = state.record.uuid] {
            Q_EMIT changeKeyRequested(uuid);
        };
    } else if (!error.certificate.isEmpty()) {
        message.actionText = tr("Show certificate…");
        message.action = [this, name = state.record.name, facts = error.certificate] {
            Q_EMIT certificateRequested(name, facts);
        };
    } else if (error.worthRetrying()) {
        message.actionText = tr("Retry");
        message.action = [this] {
            Q_EMIT refreshRequested();
        };
    }
    m_strips.show(key, message);
}

void AccountStrips::showRejects(const AccountState &state)
{
    const QString number = QString::number(state.record.number);
    const QString who = state.record.name;
    if (state.rejected > 0) {
        m_strips.show(kKinds[1] + number,
                      {.tone = StripMessage::Tone::Warning,
                       .text = tr("%1: %n object(s) of the list could not be read. The first: %2", nullptr,
                                  state.rejected)
                                   .arg(who, state.firstReject)});
    } else if (!state.syncing) {
        m_strips.remove(kKinds[1] + number);
    }
    if (!state.note.isEmpty())
        m_strips.show(kKinds[2] + number,
                      {.tone = StripMessage::Tone::Warning, .text = who + u": "_s + state.note});
    else if (!state.syncing)
        m_strips.remove(kKinds[2] + number);
}

void AccountStrips::showLimit(const AccountState &state)
{
    const QString key = kKinds[4] + QString::number(state.record.number);
    if (state.limitedAfter == 0 || state.syncing)
        return m_strips.remove(key);
    m_strips.show(key, {.tone = StripMessage::Tone::Warning,
                        .text = tr("%1: stopped after %2 new jobs. The server has more.")
                                    .arg(state.record.name, QLocale().toString(state.limitedAfter)),
                        .actionText = tr("Continue"),
                        .action = [this, number = state.record.number] {
                            m_repository.continueListing(number);
                        }});
}

// An account without its key is shown and not asked: the server would only refuse.
void AccountStrips::showKey(const AccountState &state)
{
    const QString strip = kKinds[3] + QString::number(state.record.number);
    const Profile *profile = m_accounts ? m_accounts->profile(state.record.uuid) : nullptr;
    const AccountKey key = profile ? m_accounts->key(profile->uuid) : AccountKey{};
    if (profile && key.place == KeyPlace::Asked) {
        if (m_isPatient) {
            if (!m_patience.isActive())
                m_patience.start();
            return;
        }
        m_strips.show(strip,
                      {.text = tr("%1: waiting for %2 to give the key. It may be asking for your password.")
                                   .arg(profile->name, keychainName())});
    } else if (profile && !key.missingHeaders.isEmpty() && !state.askable &&
               (key.place != KeyPlace::Nowhere || profile->withoutKey)) {
        const QString header = cellText(key.missingHeaders.first(), 60);
        m_strips.show(strip, {.tone = StripMessage::Tone::Warning,
                              .text = tr("%1: the value of its secret header %2 is not in %3, or that stays "
                                         "locked.")
                                          .arg(profile->name, header, keychainName()) +
                                      u' ' + tr("What was kept is shown; its server is not asked."),
                              .actionText = tr("Enter value…"),
                              .action = [this, uuid = profile->uuid] {
                                  Q_EMIT changeKeyRequested(uuid);
                              }});
    } else if (profile && key.place == KeyPlace::Nowhere && !profile->withoutKey && !state.askable) {
        const QString why = key.refused ? tr("%1 did not give the key.").arg(keychainName())
                            : m_accounts->credentials().isWithoutService()
                                ? tr("its key is not here, and no keychain answers that could have kept it.")
                                : tr("its key is not in %1, or that stays locked.").arg(keychainName());
        m_strips.show(strip, {.tone = StripMessage::Tone::Warning,
                              .text = profile->name + u": "_s + why + u' ' +
                                      tr("What was kept is shown; its server is not asked."),
                              .actionText = tr("Enter key…"),
                              .action = [this, uuid = profile->uuid] {
                                  Q_EMIT changeKeyRequested(uuid);
                              }});
    } else {
        m_strips.remove(strip);
    }
}

void AccountStrips::showSession()
{
    QStringList names;
    bool refused = false;
    for (const Profile &profile : m_accounts ? m_accounts->profiles() : std::vector<Profile>()) {
        const AccountKey key = m_accounts->key(profile.uuid);
        if (key.place == KeyPlace::Session && (key.refused || m_accounts->credentials().isWithoutService())) {
            names += cellText(profile.name, 60);
            refused = refused || !m_accounts->credentials().isWithoutService();
        }
    }
    if (names.isEmpty())
        return m_strips.remove(u"session"_s);
    const QString whose = QLocale().createSeparatedList(names);
    m_strips.show(u"session"_s,
                  {.tone = StripMessage::Tone::Warning,
                   .text = (refused ? tr("The keychain did not take the key.")
                                    : tr("No keychain answers on this system.")) +
                           u' ' +
                           tr("The key of %1 is in memory, and gone when Tuneboard ends.").arg(whose)});
}

} // namespace tuneboard
