// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts that are set up: to add, change and remove one.
#pragma once

#include "app/accounts/profile.h"

#include <QDialog>

#include <functional>
#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace tuneboard {

class Accounts;

/// Where an account's key is, in a few words.
[[nodiscard]] QString keyPlaceText(const Accounts &accounts, const Profile &profile);

/// Deletes itself when it is closed.
class AccountsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `jobsOf` says how many jobs of an account are in the list. Both must outlive the dialog.
    AccountsDialog(Accounts &accounts, std::function<int(const QUuid &)> jobsOf, QWidget *parent);

Q_SIGNALS:
    void addRequested();
    void editRequested(const QUuid &account);

private:
    void refresh();
    void followSelection();
    void askToRemove();
    void remove(const Profile &profile, bool keepJobs);
    [[nodiscard]] std::optional<Profile> current() const;
    [[nodiscard]] QString secretsToDelete(const Profile &profile) const;

    Accounts &m_accounts;
    std::function<int(const QUuid &)> m_jobsOf;
    QListWidget *m_list;
    QLabel *m_empty;
    QLabel *m_problems;
    QPushButton *m_edit;
    QPushButton *m_remove;
};

} // namespace tuneboard
