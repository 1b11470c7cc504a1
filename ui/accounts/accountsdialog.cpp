// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/accountsdialog.h"

#include "app/accounts/accounts.h"
#include "app/accounts/profileendpoint.h"
#include "ui/accounts/accountmark.h"
#include "ui/format.h"
#include "ui/informativetext.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

enum Role { UuidRole = Qt::UserRole + 1, ColourRole, DetailRole };

/// Name with its dot, and below it where it is and where its key is.
class AccountDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, option.fontMetrics.height() * 2 + 18};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Colours &c = colours(option.palette);
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, c.selection);
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.grid);
        const int line = option.fontMetrics.height();
        QRect rect = option.rect.adjusted(12, 8, -12, -9);
        painter->setFont(boldFont(option.font));
        painter->setPen(c.text);
        const int colour = index.data(ColourRole).toInt();
        QRect name = drawAccountDot(painter, QRect(rect.left(), rect.top(), rect.width(), line), colour,
                                    option.palette);
        painter->drawText(
            name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, name.width()));
        painter->setFont(smallFont(option.font));
        painter->setPen(c.secondText);
        rect.setTop(rect.top() + line + 1);
        rect.setLeft(name.left());
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                          painter->fontMetrics().elidedText(index.data(DetailRole).toString(), Qt::ElideRight,
                                                            rect.width()));
        painter->restore();
    }
};

} // namespace

QString keyPlaceText(const Accounts &accounts, const Profile &profile)
{
    if (profile.withoutKey && !profile.hasSecretHeaders())
        return AccountsDialog::tr("no key wanted");
    if (!accounts.key(profile.uuid).missingHeaders.isEmpty())
        return AccountsDialog::tr("no value for a secret header");
    switch (accounts.key(profile.uuid).place) {
    case KeyPlace::Nowhere:
        return AccountsDialog::tr("no key");
    case KeyPlace::Asked:
        return AccountsDialog::tr("waiting for the keychain");
    case KeyPlace::Keychain:
        return AccountsDialog::tr("key in %1").arg(keychainName());
    case KeyPlace::Session:
        return AccountsDialog::tr("key in memory until Tuneboard ends");
    case KeyPlace::Environment:
        return AccountsDialog::tr("key from the environment");
    }
    return {};
}

// Which stored secrets go with the account: a sentence and a blank. Empty: none is stored.
QString AccountsDialog::secretsToDelete(const Profile &profile) const
{
    const AccountKey key = m_accounts.key(profile.uuid);
    // A keychain that refused may hold them all the same.
    const bool isKeyThere =
        key.refused || (key.place != KeyPlace::Nowhere && key.place != KeyPlace::Environment);
    const bool hasKey = !profile.withoutKey && isKeyThere;
    QStringList headers;
    for (const ProfileHeader &header : profile.headers) {
        const bool isMissing = !key.refused && key.missingHeaders.contains(header.name, Qt::CaseInsensitive);
        if (header.isSecret && !isMissing)
            headers += header.name;
    }
    const QString names = cellText(headers.join(u", "_s), 200);
    if (hasKey && !headers.isEmpty())
        return tr("Its key and the values of its secret headers (%1) are deleted from this machine.")
                   .arg(names) +
               u' ';
    if (!headers.isEmpty())
        return tr("The values of its secret headers (%1) are deleted from this machine.").arg(names) + u' ';
    return hasKey ? tr("Its key is deleted from this machine.") + u' ' : QString();
}

AccountsDialog::AccountsDialog(Accounts &accounts, std::function<int(const QUuid &)> jobsOf, QWidget *parent)
    : QDialog(parent)
    , m_accounts(accounts)
    , m_jobsOf(std::move(jobsOf))
    , m_list(new QListWidget(this))
    , m_empty(new QLabel(tr("No account is set up yet."), this))
    , m_problems(new QLabel(this))
{
    setObjectName(u"accountsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Accounts"));
    m_list->setObjectName(u"accountsList"_s);
    m_list->setAccessibleName(tr("Accounts"));
    m_list->setItemDelegate(new AccountDelegate(m_list));
    m_empty->setObjectName(u"accountsEmpty"_s);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setMinimumHeight(fontMetrics().height() * 6);
    m_problems->setObjectName(u"accountsProblems"_s);
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setWordWrap(true);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto button = [&](const QString &text, const QString &name) {
        QPushButton *made = buttons->addButton(text, QDialogButtonBox::ActionRole);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setAutoDefault(false);
        return made;
    };
    QPushButton *add = button(tr("Add…"), u"accountsAdd"_s);
    m_edit = button(tr("Edit…"), u"accountsEdit"_s);
    m_remove = button(tr("Remove…"), u"accountsRemove"_s);
    connect(add, &QPushButton::clicked, this, &AccountsDialog::addRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (const auto profile = current())
            Q_EMIT editRequested(profile->uuid);
    });
    connect(m_list, &QListWidget::itemActivated, m_edit, &QPushButton::click);
    connect(m_remove, &QPushButton::clicked, this, &AccountsDialog::askToRemove);
    connect(m_list, &QListWidget::currentRowChanged, this, &AccountsDialog::followSelection);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    connect(&accounts, &Accounts::changed, this, &AccountsDialog::refresh);

    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(20, 20, 20, 16);
    box->setSpacing(12);
    box->addWidget(m_list, 1);
    box->addWidget(m_empty, 1);
    box->addWidget(m_problems);
    box->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 90, fontMetrics().height() * 22);
    refresh();
    if (m_list->count() > 0)
        m_list->setCurrentRow(0);
}

std::optional<Profile> AccountsDialog::current() const
{
    const QListWidgetItem *item = m_list->currentItem();
    const Profile *profile = item ? m_accounts.profile(item->data(UuidRole).toUuid()) : nullptr;
    return profile ? std::optional(*profile) : std::nullopt;
}

void AccountsDialog::refresh()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const Profile &profile : m_accounts.profiles()) {
        auto *item = new QListWidgetItem(cellText(profile.name, 100), m_list);
        item->setData(UuidRole, profile.uuid);
        item->setData(ColourRole, profile.colour);
        QStringList details{QUrl(originOf(profile)).host(), dialectById(profile.dialect)->name(),
                            keyPlaceText(m_accounts, profile)};
        if (profile.readOnly)
            details += tr("read only");
        item->setData(DetailRole, cellText(details.join(u"  ·  "_s), 300));
        item->setData(Qt::AccessibleTextRole, cellText(profile.name + u", "_s + details.join(u", "_s), 400));
    }
    m_list->setCurrentRow(qMin(row, m_list->count() - 1));
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    m_problems->setText(cellText(m_accounts.problems().join(u' '), 1000));
    m_problems->setVisible(!m_accounts.problems().isEmpty());
    followSelection();
}

void AccountsDialog::followSelection()
{
    const bool any = m_list->currentItem() != nullptr;
    m_edit->setEnabled(any);
    m_remove->setEnabled(any);
}

void AccountsDialog::askToRemove()
{
    const auto profile = current();
    if (!profile)
        return;
    auto *ask = new QMessageBox(this);
    ask->setObjectName(u"removeAccountDialog"_s);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setTextFormat(Qt::PlainText);
    ask->setWindowTitle(tr("Remove an account"));
    const QString name = cellText(profile->name, 80);
    const int jobs = m_jobsOf(profile->uuid);
    ask->setText(tr("Remove “%1” (%2)?").arg(name, QUrl(originOf(*profile)).host()));
    setInformativeText(
        *ask,
        secretsToDelete(*profile) + tr("Nothing changes on the server.") + u"\n\n"_s +
            (jobs > 0
                 ? tr("%n job(s) of it are kept here. They can stay in the list, or be deleted from this "
                      "machine with all that was kept of them. Deleting cannot be undone, and a server may "
                      "no longer have them.",
                      nullptr, jobs)
                 : tr("What was kept of it can stay, or be deleted from this machine. Deleting cannot be "
                      "undone.")));
    QPushButton *keep = ask->addButton(tr("Remove, keep jobs"), QMessageBox::AcceptRole);
    keep->setObjectName(u"removeKeep"_s);
    QPushButton *drop = ask->addButton(tr("Remove and delete jobs"), QMessageBox::DestructiveRole);
    drop->setObjectName(u"removeDelete"_s);
    QPushButton *cancel = ask->addButton(QMessageBox::Cancel);
    cancel->setObjectName(u"removeCancel"_s);
    ask->setDefaultButton(cancel);
    ask->setEscapeButton(cancel);
    connect(keep, &QPushButton::clicked, this, [this, profile = *profile] { remove(profile, true); });
    connect(drop, &QPushButton::clicked, this, [this, profile = *profile] { remove(profile, false); });
    ask->open();
}

void AccountsDialog::remove(const Profile &profile, bool keepJobs)
{
    const QString name = cellText(profile.name, 80);
    const bool written =
        m_accounts.remove(profile.uuid, keepJobs, this, [this, name](const ArchiveResult<int> &gone) {
            if (const auto *error = std::get_if<ArchiveError>(&gone)) {
                m_problems->setText(tr("The jobs of “%1” could not be deleted: %2").arg(name, error->text));
                m_problems->show();
            }
        });
    if (!written) {
        m_problems->setText(
            tr("The settings file cannot be written: “%1” will be back at the next start.").arg(name));
        m_problems->show();
    }
}

} // namespace tuneboard
