// SPDX-License-Identifier: GPL-3.0-or-later
// Sets an account up, or changes one.
#pragma once

#include "app/accounts/profile.h"
#include "app/api/retry.h"
#include "app/api/secret.h"

#include <QDialog>

#include <optional>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QScrollArea;
class QToolButton;

namespace tuneboard {

class Accounts;
class ConnectionView;
class ExtrasView;
class KeyField;

/// Deletes itself when it is closed. The key goes into the field and from there to the keychain; it is never
/// shown, nor filled in for a change.
class ProfileDialog : public QDialog
{
    Q_OBJECT

public:
    /// `existing`: the account to change; nullopt: a new one. `accounts` must outlive the dialog.
    ProfileDialog(Accounts &accounts, const std::optional<Profile> &existing, QWidget *parent);

    /// Of the requests of "Test connection".
    void setTiming(const Timing &timing) { m_timing = timing; }
    /// Puts the cursor where the key, or the value of a secret header, is missing.
    void focusKey();

Q_SIGNALS:
    /// False: the settings could not be written; the account holds until the program ends.
    void saved(bool written);

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *buildMore();
    QToolButton *foldButton(const QString &name, const QString &text);
    void buildExtras();
    void arrange(QWidget *buttons);
    void focusOn(QWidget *field);
    void recolour();
    void wireFold(QToolButton *button, QWidget *page);
    void build();
    void fill(const Profile &profile);
    void wire();
    void followDialect();
    void followAddress();
    void fit();
    [[nodiscard]] Profile entered() const;
    [[nodiscard]] QString problem(const Profile &profile, QWidget **field) const;
    [[nodiscard]] bool keyIsKept(const Profile &profile) const;
    [[nodiscard]] bool headerIsKept(const QString &name) const;
    [[nodiscard]] bool areExtrasRight();
    void followExtras();
    [[nodiscard]] bool isReady(const Profile &profile);
    void test();
    void save();
    void showProblem(const QString &text, QWidget *field);
    void chooseCaFile();
    void setRowVisible(QWidget *field, bool visible);

    Accounts &m_accounts;
    std::optional<Profile> m_existing;
    Timing m_timing;
    QString m_usualUrl; ///< that the provider's row put into the field

    QScrollArea *m_scroll = nullptr; ///< null until everything is built
    QFormLayout *m_form;
    QLineEdit *m_name;
    QComboBox *m_colour;
    QComboBox *m_dialect;
    QLineEdit *m_url;
    KeyField *m_key;
    QLabel *m_keyNote;
    QCheckBox *m_withoutKey;
    QToolButton *m_moreButton;
    QWidget *m_more;
    QFormLayout *m_moreForm;
    QLineEdit *m_apiVersion;
    QLineEdit *m_organization;
    QLineEdit *m_project;
    QLineEdit *m_caFile;
    QComboBox *m_proxy;
    QLineEdit *m_proxyUrl;
    QCheckBox *m_readOnly;
    QCheckBox *m_notices;
    QToolButton *m_extrasButton;
    QWidget *m_extrasPage;
    QLabel *m_extrasNote;
    ExtrasView *m_extras;
    QLabel *m_problem;
    ConnectionView *m_connection;
};

} // namespace tuneboard
