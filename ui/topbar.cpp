// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/topbar.h"

#include "ui/accounts/accountmark.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/jobs/findbox.h"
#include "ui/theme.h"

#include <QActionGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kLongLoadMs = 1000; // a list that is there at once would make the button flicker

} // namespace

TopBar::TopBar(const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_actions(actions)
    , m_refresh(new QToolButton(this))
    , m_find(new FindBox(this))
    , m_problem(new QLabel(this))
    , m_account(new QToolButton(this))
{
    setObjectName(u"topBar"_s);
    const int height = fontMetrics().height() * 2;
    m_refresh->setObjectName(u"refreshButton"_s);
    m_refresh->setFixedSize(height, height);
    m_refresh->setFocusPolicy(Qt::TabFocus);
    connect(m_refresh, &QToolButton::clicked, this,
            [this] { (m_stops ? m_actions.stopLoading : m_actions.refresh)->trigger(); });
    m_longLoad.setSingleShot(true);
    m_longLoad.setInterval(kLongLoadMs);
    connect(&m_longLoad, &QTimer::timeout, this, [this] { showStop(true); });
    m_find->setFixedHeight(height);
    m_find->setHint(actions.keyText(actions.find));
    m_problem->setObjectName(u"findProblem"_s);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setFont(smallFont(font()));
    m_problem->hide();
    m_account->setObjectName(u"accountMenu"_s);
    m_account->setAccessibleName(tr("Accounts"));
    m_account->setPopupMode(QToolButton::InstantPopup);
    m_account->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_account->setFixedHeight(height);
    m_account->setMinimumWidth(height);
    m_account->setMaximumWidth(fontMetrics().averageCharWidth() * 30);
    m_account->setFocusPolicy(Qt::TabFocus);
    m_account->setMenu(new QMenu(m_account));
    connect(m_account->menu(), &QMenu::aboutToShow, this, &TopBar::fillMenu);
    fillMenu();

    auto *middle = new QVBoxLayout;
    middle->setSpacing(3);
    middle->addWidget(m_find);
    middle->addWidget(m_problem);
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(12, 8, 12, 7);
    box->setSpacing(8);
    box->addWidget(m_refresh, 0, Qt::AlignTop);
    box->addLayout(middle, 1);
    box->addWidget(m_account, 0, Qt::AlignTop);
    applyPalette();
}

void TopBar::setLoading(bool isLoading)
{
    if (!isLoading) {
        m_longLoad.stop();
        showStop(false);
    } else if (!m_stops && !m_longLoad.isActive()) {
        m_longLoad.start();
    }
}

void TopBar::showStop(bool stops)
{
    m_stops = stops;
    const QString key = QKeySequence(Qt::Key_F5).toString(QKeySequence::NativeText);
    m_refresh->setAccessibleName(stops ? tr("Stop loading the list") : tr("Refresh"));
    m_refresh->setToolTip(stops ? tr("Stop loading the list") : tr("Refresh (%1)").arg(key));
    m_refresh->setIcon(tintedIcon(stops ? u"close"_s : u"refresh"_s, colours(palette()).text));
}

void TopBar::setProblems(const std::vector<FilterProblem> &problems)
{
    m_find->setProblems(problems);
    m_problem->setVisible(!problems.empty());
    m_problem->setText(problems.empty() ? QString() : cellText(problems.front().reason, 300));
}

void TopBar::setAccounts(const QList<Account> &accounts, const QList<qint64> &chosen)
{
    m_accounts = accounts;
    m_chosen = chosen;
    QStringList names;
    for (const auto &[number, name, colour] : accounts) {
        if (chosen.contains(number) || (chosen.isEmpty() && accounts.size() == 1))
            names.append(name);
    }
    QString text = names.size() == 1 ? names.first()
                   : names.isEmpty() ? (accounts.isEmpty() ? tr("No account") : tr("All accounts"))
                                     : tr("%n account(s)", nullptr, int(names.size()));
    // An ampersand of a name is no mnemonic.
    m_account->setText(cellText(text, 24).replace(u'&', "&&"_L1) + u" ▾"_s);
}

void TopBar::fillMenu()
{
    QMenu *menu = m_account->menu();
    menu->clear();
    const auto choose = [&](const QString &text, const QList<qint64> &accounts, const QString &name,
                            int colour) {
        QAction *entry = menu->addAction(cellText(text, 60).replace(u'&', "&&"_L1));
        entry->setIcon(accountIcon(colour, palette()));
        entry->setObjectName(name);
        entry->setCheckable(true);
        entry->setChecked(m_chosen == accounts);
        connect(entry, &QAction::triggered, this, [this, accounts] { Q_EMIT accountsChosen(accounts); });
    };
    if (m_accounts.size() > 1)
        choose(tr("All accounts"), {}, u"account_all"_s, -1);
    for (const auto &[number, name, colour] : m_accounts)
        choose(name, m_accounts.size() > 1 ? QList<qint64>{number} : QList<qint64>(),
               u"account_%1"_s.arg(number), colour);
    menu->addSeparator();
    menu->addActions({m_actions.addAccount, m_actions.manageAccounts});
}

void TopBar::applyPalette()
{
    showStop(m_stops);
    QPalette bad = palette();
    bad.setColor(QPalette::WindowText, colours(bad).bad);
    m_problem->setPalette(bad);
}

void TopBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), colours(palette()).panel);
}

} // namespace tuneboard
