// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with an account, each in a strip of its own: whose, what, and what to do next.
#pragma once

#include "app/repository/repository.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace tuneboard {

class Accounts;
class Strips;

class AccountStrips : public QObject
{
    Q_OBJECT

public:
    AccountStrips(Repository &repository, Strips &strips, QObject *parent);

    /// Profiles and keys; null: the run has none.
    void setAccounts(const Accounts *accounts);
    void update();

Q_SIGNALS:
    void changeKeyRequested(const QUuid &account);
    void refreshRequested();
    void certificateRequested(const QString &account, const tuneboard::CertificateFacts &certificate);

private:
    void showError(const AccountState &state);
    void showRejects(const AccountState &state);
    void showLimit(const AccountState &state);
    void showKey(const AccountState &state);
    void showSession();
    void drop(const QString &number);
    [[nodiscard]] bool isProfile(const QUuid &account) const;

    Repository &m_repository;
    Strips &m_strips;
    const Accounts *m_accounts = nullptr;
    QSet<QString> m_numbers; ///< accounts that strips were shown of
    QTimer m_patience;       ///< a keychain that answers at once needs no words
    bool m_isPatient = true;
};

} // namespace tuneboard
