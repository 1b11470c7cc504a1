// SPDX-License-Identifier: GPL-3.0-or-later
// The bar at the top: refresh, the find box with its complaint below, and the menu of accounts.
#pragma once

#include "app/models/jobfilter.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QToolButton;

namespace tuneboard {

class Actions;
class FindBox;

class TopBar : public QWidget
{
    Q_OBJECT

public:
    TopBar(const Actions &actions, QWidget *parent);

    [[nodiscard]] FindBox *findBox() const { return m_find; }
    void setProblems(const std::vector<FilterProblem> &problems);
    struct Account
    {
        qint64 number = 0;
        QString name = {};
        int colour = -1; ///< as AccountOptions has it
    };
    /// The list is being loaded. Where that takes more than a moment, the button that refreshes stops it.
    void setLoading(bool isLoading);
    /// The accounts, and which of them the list is filtered to.
    void setAccounts(const QList<Account> &accounts, const QList<qint64> &chosen);

Q_SIGNALS:
    /// Only these accounts' jobs are wanted; empty: all.
    void accountsChosen(const QList<qint64> &accounts);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyPalette();
    void fillMenu();
    void showStop(bool stops);

    const Actions &m_actions;
    QList<Account> m_accounts;
    QList<qint64> m_chosen;
    QToolButton *m_refresh; ///< or stops the loading
    bool m_stops = false;   ///< which of both
    QTimer m_longLoad;
    FindBox *m_find;
    QLabel *m_problem;
    QToolButton *m_account;
};

} // namespace tuneboard
