// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/profiledialog.h"

#include "app/accounts/accounts.h"
#include "app/accounts/profileendpoint.h"
#include "ui/accounts/accountmark.h"
#include "ui/accounts/connectionview.h"
#include "ui/accounts/extrasview.h"
#include "ui/accounts/keyfield.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QEvent>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kMostLines = 37; // of text: the height that the dialog has at most

QLineEdit *lineEdit(QWidget *parent, const QString &name, const QString &label, const QString &hint = {})
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(label);
    edit->setPlaceholderText(hint);
    return edit;
}

QLabel *note(QWidget *parent, const QString &name)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setFont(smallFont(parent->font()));
    label->setWordWrap(true);
    return label;
}

} // namespace

ProfileDialog::ProfileDialog(Accounts &accounts, const std::optional<Profile> &existing, QWidget *parent)
    : QDialog(parent)
    , m_accounts(accounts)
    , m_existing(existing)
{
    setObjectName(u"profileDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(existing ? tr("Account “%1”").arg(cellText(existing->name, 60)) : tr("Add an account"));
    build();
    wire();
    Profile first;
    first.dialect = dialect(DialectKind::OpenAi).id;
    first.baseUrl = dialect(DialectKind::OpenAi).baseUrl;
    // The first colour that no other account has.
    const auto &others = accounts.profiles();
    for (first.colour = 0; first.colour < kAccountColours - 1; ++first.colour) {
        if (std::none_of(others.begin(), others.end(),
                         [&first](const Profile &other) { return other.colour == first.colour; }))
            break;
    }
    fill(existing.value_or(first));
    resize(fontMetrics().averageCharWidth() * 84, 0);
    fit();
}

void ProfileDialog::build()
{
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(10);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);

    m_name = lineEdit(this, u"profileName"_s, tr("Name"), tr("Work"));
    m_colour = new QComboBox(this);
    m_colour->setObjectName(u"profileColour"_s);
    m_colour->setAccessibleName(tr("Colour"));
    for (int colour = -1; colour < kAccountColours; ++colour)
        m_colour->addItem(accountIcon(colour, palette()), accountColourName(colour), colour);
    auto *names = new QHBoxLayout;
    names->setSpacing(8);
    names->addWidget(m_name, 1);
    names->addWidget(m_colour);
    m_form->addRow(tr("&Name"), names);
    static_cast<QLabel *>(m_form->labelForField(names))->setBuddy(m_name);

    m_dialect = new QComboBox(this);
    m_dialect->setObjectName(u"profileDialect"_s);
    m_dialect->setAccessibleName(tr("Provider"));
    for (const Dialect &row : dialects())
        m_dialect->addItem(row.name(), QString(row.id));
    m_form->addRow(tr("&Provider"), m_dialect);

    m_url = lineEdit(this, u"profileUrl"_s, tr("Address"), u"https://llm.example.com/v1"_s);
    m_form->addRow(tr("&Address"), m_url);

    m_key = new KeyField(this);
    m_key->setObjectName(u"profileKey"_s);
    m_key->setAccessibleName(tr("Key"));
    m_form->addRow(tr("&Key"), m_key);
    m_withoutKey = new QCheckBox(tr("This server wants no key"), this);
    m_withoutKey->setObjectName(u"profileWithoutKey"_s);
    m_form->addRow(QString(), m_withoutKey);
    m_keyNote = note(this, u"profileKeyNote"_s);
    m_form->addRow(QString(), m_keyNote);

    m_moreButton = foldButton(u"profileMore"_s, tr("More settings"));
    m_more = buildMore();
    m_more->hide();
    buildExtras();

    m_connection = new ConnectionView(this);
    m_connection->setObjectName(u"profileConnection"_s);
    m_problem = note(this, u"profileProblem"_s);
    m_problem->setFont(font());
    m_problem->hide();

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    QPushButton *ok =
        buttons->addButton(m_existing ? tr("Save") : tr("Add account"), QDialogButtonBox::AcceptRole);
    ok->setObjectName(u"profileSave"_s);
    ok->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &ProfileDialog::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);

    arrange(buttons);
}

// What is too high for a small window scrolls above the buttons.
void ProfileDialog::arrange(QWidget *buttons)
{
    auto *content = new QWidget(this); // of the same window, for the order of Tab
    auto *box = new QVBoxLayout(content);
    box->setContentsMargins(20, 20, 20, 0);
    box->setSpacing(12);
    box->addLayout(m_form);
    auto *folds = new QHBoxLayout;
    folds->setSpacing(8);
    folds->addWidget(m_moreButton);
    folds->addWidget(m_extrasButton);
    folds->addStretch();
    box->addLayout(folds);
    box->addWidget(m_more);
    box->addWidget(m_extrasPage);
    box->addWidget(m_connection);
    box->addWidget(m_problem);
    box->addStretch();
    m_scroll = new QScrollArea(this);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(20, 0, 20, 0);
    foot->addWidget(buttons);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 16);
    outer->setSpacing(12);
    outer->addWidget(m_scroll, 1);
    outer->addLayout(foot);
}

/// Opens and closes a part of the dialog.
QToolButton *ProfileDialog::foldButton(const QString &name, const QString &text)
{
    auto *button = new QToolButton(this);
    button->setObjectName(name);
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void ProfileDialog::wireFold(QToolButton *button, QWidget *page)
{
    const auto follow = [this, page](bool open) {
        page->setVisible(open);
        recolour();
        fit();
    };
    connect(button, &QToolButton::toggled, this, follow);
    follow(button->isChecked());
}

void ProfileDialog::buildExtras()
{
    m_extrasButton = foldButton(u"profileExtras"_s, tr("Extra parameters and headers"));
    m_extrasPage = new QWidget(this);
    m_extrasPage->setObjectName(u"profileExtrasPage"_s);
    m_extrasNote = note(m_extrasPage, u"profileExtrasNote"_s);
    m_extras = new ExtrasView(m_extrasPage);
    m_extras->setObjectName(u"profileExtrasView"_s);
    m_extras->setTabAnchor(m_extrasButton);
    auto *box = new QVBoxLayout(m_extrasPage);
    box->setContentsMargins({});
    box->setSpacing(8);
    box->addWidget(m_extrasNote);
    box->addWidget(m_extras);
    m_extrasPage->hide();
}

QWidget *ProfileDialog::buildMore()
{
    auto *more = new QWidget(this);
    more->setObjectName(u"profileMorePage"_s);
    m_moreForm = new QFormLayout(more);
    m_moreForm->setContentsMargins({});
    m_moreForm->setHorizontalSpacing(16);
    m_moreForm->setVerticalSpacing(10);
    m_moreForm->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_apiVersion = lineEdit(more, u"profileApiVersion"_s, tr("API version"),
                            QString(dialect(DialectKind::Azure).apiVersion));
    m_moreForm->addRow(tr("API &version"), m_apiVersion);
    m_organization = lineEdit(more, u"profileOrganization"_s, tr("Organization"), tr("the key’s own"));
    m_moreForm->addRow(tr("&Organization"), m_organization);
    m_project = lineEdit(more, u"profileProject"_s, tr("Project"), tr("the key’s own"));
    m_moreForm->addRow(tr("P&roject"), m_project);

    m_caFile = lineEdit(more, u"profileCaFile"_s, tr("Certificate authority"),
                        tr("a PEM or DER file, trusted besides the system’s"));
    auto *choose = new QPushButton(tr("Choose…"), more);
    choose->setObjectName(u"profileChooseCa"_s);
    choose->setAccessibleName(tr("Choose the file of a certificate authority"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ProfileDialog::chooseCaFile);
    auto *file = new QHBoxLayout;
    file->setSpacing(8);
    file->addWidget(m_caFile, 1);
    file->addWidget(choose);
    m_moreForm->addRow(tr("&Certificate authority"), file);
    static_cast<QLabel *>(m_moreForm->labelForField(file))->setBuddy(m_caFile);

    m_proxy = new QComboBox(more);
    m_proxy->setObjectName(u"profileProxy"_s);
    m_proxy->setAccessibleName(tr("Proxy"));
    m_proxy->addItem(tr("As the system"), int(Profile::Proxy::System));
    m_proxy->addItem(tr("None"), int(Profile::Proxy::None));
    m_proxy->addItem(tr("This one:"), int(Profile::Proxy::Explicit));
    m_proxyUrl =
        lineEdit(more, u"profileProxyUrl"_s, tr("Address of the proxy"), u"http://proxy.example:3128"_s);
    auto *proxy = new QHBoxLayout;
    proxy->setSpacing(8);
    proxy->addWidget(m_proxy);
    proxy->addWidget(m_proxyUrl, 1);
    m_moreForm->addRow(tr("Pro&xy"), proxy);
    static_cast<QLabel *>(m_moreForm->labelForField(proxy))->setBuddy(m_proxy);

    m_readOnly = new QCheckBox(tr("Read only: nothing is changed at its server"), more);
    m_readOnly->setObjectName(u"profileReadOnly"_s);
    m_notices = new QCheckBox(tr("Tell me when one of its jobs ends"), more);
    m_notices->setObjectName(u"profileNotices"_s);
    m_moreForm->addRow(QString(), m_readOnly);
    m_moreForm->addRow(QString(), m_notices);
    return more;
}

void ProfileDialog::wire()
{
    connect(m_dialect, &QComboBox::currentIndexChanged, this, &ProfileDialog::followDialect);
    connect(m_url, &QLineEdit::textChanged, this, &ProfileDialog::followAddress);
    connect(m_withoutKey, &QCheckBox::toggled, this, &ProfileDialog::followAddress);
    connect(&m_accounts.credentials(), &Credentials::serviceMissing, this, &ProfileDialog::followAddress);
    connect(m_proxy, &QComboBox::currentIndexChanged, this, [this] {
        m_proxyUrl->setEnabled(Profile::Proxy(m_proxy->currentData().toInt()) == Profile::Proxy::Explicit);
    });
    wireFold(m_moreButton, m_more);
    wireFold(m_extrasButton, m_extrasPage);
    connect(m_extras, &ExtrasView::heightChanged, this, &ProfileDialog::fit, Qt::QueuedConnection);
    connect(m_extras, &ExtrasView::changed, this, [this] {
        m_connection->reset();
        m_problem->hide();
        followExtras();
    });
    connect(m_connection, &ConnectionView::testRequested, this, &ProfileDialog::test);
    connect(
        m_connection, &ConnectionView::changed, this,
        [this] {
            fit();
            if (m_connection->hasResult())
                m_scroll->ensureWidgetVisible(m_connection);
        },
        Qt::QueuedConnection);
    // What was found out is of what stood in the fields then.
    for (QLineEdit *edit : {m_url, static_cast<QLineEdit *>(m_key), m_apiVersion, m_organization, m_project,
                            m_caFile, m_proxyUrl, m_name}) {
        connect(edit, &QLineEdit::textChanged, this, [this, edit] {
            if (edit != m_name)
                m_connection->reset();
            m_problem->hide();
        });
    }
}

void ProfileDialog::fill(const Profile &profile)
{
    m_name->setText(profile.name);
    m_colour->setCurrentIndex(m_colour->findData(profile.colour));
    m_dialect->setCurrentIndex(m_dialect->findData(profile.dialect));
    m_url->setText(profile.baseUrl);
    m_usualUrl = m_existing ? QString() : profile.baseUrl;
    m_withoutKey->setChecked(profile.withoutKey);
    m_apiVersion->setText(profile.apiVersion);
    m_organization->setText(profile.organization);
    m_project->setText(profile.project);
    m_caFile->setText(profile.caFile);
    m_proxy->setCurrentIndex(m_proxy->findData(int(profile.proxy)));
    m_proxyUrl->setText(profile.proxyUrl);
    m_proxyUrl->setEnabled(profile.proxy == Profile::Proxy::Explicit);
    m_readOnly->setChecked(profile.readOnly);
    m_notices->setChecked(profile.notices);
    const bool more = !profile.caFile.isEmpty() || profile.proxy != Profile::Proxy::System ||
                      profile.readOnly || !profile.notices || !profile.organization.isEmpty() ||
                      !profile.project.isEmpty() || !profile.apiVersion.isEmpty();
    m_moreButton->setChecked(more);
    m_extras->fill(profile);
    m_extrasButton->setChecked(m_extras->count() > 0);
    followDialect();
    if (!m_existing)
        m_name->setFocus();
}

void ProfileDialog::setRowVisible(QWidget *field, bool visible)
{
    field->setVisible(visible);
    if (QWidget *label = m_moreForm->labelForField(field))
        label->setVisible(visible);
}

void ProfileDialog::followDialect()
{
    const Dialect &row = *dialectById(m_dialect->currentData().toString());
    // The usual address follows the provider, as long as nobody has written another.
    if (m_url->text().trimmed() == m_usualUrl || m_url->text().trimmed().isEmpty()) {
        m_usualUrl = row.baseUrl;
        m_url->setText(m_usualUrl);
    }
    m_url->setPlaceholderText(row.kind == DialectKind::Compatible ? u"https://llm.example.com/v1"_s
                              : row.scopeHeaders                  ? QString(row.baseUrl)
                                                                  : u"https://name.openai.azure.com"_s);
    setRowVisible(m_apiVersion, !row.apiVersion.isEmpty());
    setRowVisible(m_organization, row.scopeHeaders);
    setRowVisible(m_project, row.scopeHeaders);
    m_withoutKey->setVisible(row.kind == DialectKind::Compatible);
    if (row.kind != DialectKind::Compatible)
        m_withoutKey->setChecked(false);
    followAddress();
    fit();
}

bool ProfileDialog::keyIsKept(const Profile &profile) const
{
    if (!m_existing || originOf(*m_existing) != originOf(profile) || m_existing->withoutKey)
        return false;
    const KeyPlace place = m_accounts.key(m_existing->uuid).place;
    return place == KeyPlace::Keychain || place == KeyPlace::Session || place == KeyPlace::Environment ||
           place == KeyPlace::Asked;
}

// What becomes of a key depends on the host that it is for.
void ProfileDialog::followAddress()
{
    const Profile profile = entered();
    const bool kept = keyIsKept(profile);
    m_key->setEnabled(!m_withoutKey->isChecked());
    m_key->setPlaceholderText(m_withoutKey->isChecked() ? QString()
                              : kept                    ? tr("unchanged; a new key replaces it")
                                                        : tr("paste it here"));
    const QString host = QUrl(originOf(profile)).host();
    const QString where = host.isEmpty() ? tr("the account’s host") : cellText(host, 100);
    QString words;
    if (m_withoutKey->isChecked())
        words = tr("No key is sent.");
    else if (m_existing && !kept && originOf(*m_existing) != originOf(profile) && !m_existing->withoutKey)
        words = tr("The key that is kept belongs to %1 and is not sent to %2. Enter the key for %2.")
                    .arg(QUrl(originOf(*m_existing)).host(), where);
    else if (m_accounts.credentials().isWithoutService())
        words = tr("It is sent to %1 alone. No keychain answers on this system: the key is kept in memory "
                   "until Tuneboard ends.")
                    .arg(where);
    else
        words = tr("It is sent to %1 alone, and kept in %2.").arg(where, keychainName());
    m_keyNote->setText(words);
    m_extrasNote->setText(tr("For a gateway. They are sent to %1 alone, with every request.").arg(where));
    m_extras->setStored([this](const QString &name) { return headerIsKept(name); });
    recolour();
    followExtras();
    fit();
}

void ProfileDialog::recolour()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, colours(quiet).secondText);
    m_keyNote->setPalette(quiet);
    m_extrasNote->setPalette(quiet);
    QPalette bad = palette();
    bad.setColor(QPalette::WindowText, colours(bad).bad);
    m_problem->setPalette(bad);
    for (QToolButton *button : {m_moreButton, m_extrasButton})
        button->setIcon(tintedIcon(button->isChecked() ? u"chevron-down"_s : u"chevron-right"_s,
                                   colours(palette()).secondText));
}

void ProfileDialog::changeEvent(QEvent *event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_scroll)
        recolour();
}

// How many there are is also seen when they are folded.
void ProfileDialog::followExtras()
{
    const int count = m_extras->count();
    const QString text = tr("Extra parameters and headers");
    m_extrasButton->setText(count > 0 ? tr("%1 (%2)").arg(text).arg(count) : text);
}

bool ProfileDialog::headerIsKept(const QString &name) const
{
    if (!m_existing || originOf(*m_existing) != originOf(entered()))
        return false;
    const bool isKnown = std::any_of(
        m_existing->headers.begin(), m_existing->headers.end(),
        [&name](const ProfileHeader &header) { return header.isSecret && isSameHeader(header.name, name); });
    return isKnown && !m_accounts.key(m_existing->uuid).missingHeaders.contains(name, Qt::CaseInsensitive);
}

void ProfileDialog::focusOn(QWidget *field)
{
    field->setFocus();
    m_scroll->ensureWidgetVisible(field);
}

bool ProfileDialog::areExtrasRight()
{
    QWidget *wrong = m_extras->check();
    if (wrong) {
        m_extrasButton->setChecked(true);
        fit();
        focusOn(wrong);
    }
    return !wrong;
}

void ProfileDialog::fit()
{
    if (!layout())
        return;
    QLayout *content = m_scroll->widget()->layout();
    content->activate();
    m_scroll->setMinimumWidth(content->totalMinimumSize().width());
    layout()->activate();
    const int scrolled = content->hasHeightForWidth() ? content->totalHeightForWidth(width())
                                                      : content->totalSizeHint().height();
    const int others = layout()->totalSizeHint().height() - m_scroll->sizeHint().height();
    resize(width(), std::min(scrolled + others, fontMetrics().height() * kMostLines));
}

void ProfileDialog::focusKey()
{
    const QStringList missing = m_existing ? m_accounts.key(m_existing->uuid).missingHeaders : QStringList();
    QWidget *value = missing.isEmpty() ? nullptr : m_extras->valueField(missing.first());
    if (value && (m_existing->withoutKey || keyIsKept(*m_existing))) {
        m_extrasButton->setChecked(true);
        return focusOn(value);
    }
    m_key->setFocus();
}

Profile ProfileDialog::entered() const
{
    Profile profile = m_existing.value_or(Profile{});
    const Dialect *row = dialectById(m_dialect->currentData().toString());
    profile.name = m_name->text().simplified();
    profile.colour = m_colour->currentData().toInt();
    profile.dialect = m_dialect->currentData().toString();
    profile.baseUrl = m_url->text().trimmed();
    profile.apiVersion = row && !row->apiVersion.isEmpty() ? m_apiVersion->text().trimmed() : QString();
    profile.organization = row && row->scopeHeaders ? m_organization->text().trimmed() : QString();
    profile.project = row && row->scopeHeaders ? m_project->text().trimmed() : QString();
    profile.caFile = m_caFile->text().trimmed();
    profile.proxy = Profile::Proxy(m_proxy->currentData().toInt());
    profile.proxyUrl = m_proxyUrl->text().trimmed();
    profile.readOnly = m_readOnly->isChecked();
    profile.notices = m_notices->isChecked();
    profile.withoutKey = m_withoutKey->isChecked();
    profile.parameters = m_extras->parameters();
    profile.headers = m_extras->headers();
    return profile;
}

QString ProfileDialog::problem(const Profile &profile, QWidget **field) const
{
    *field = m_url;
    const Dialect *row = dialectById(profile.dialect);
    if (const auto url = readBaseUrl(profile.baseUrl, row->kind); !url)
        return url.error().message;
    if (profile.proxy == Profile::Proxy::Explicit) {
        *field = m_proxyUrl;
        if (const auto proxy = readProxy(profile.proxyUrl); !proxy)
            return proxy.error().message;
    }
    if (!profile.caFile.isEmpty()) {
        *field = m_caFile;
        if (const auto authorities = readCaFile(profile.caFile); !authorities)
            return authorities.error().message;
    }
    *field = m_key;
    if (!profile.withoutKey && m_key->text().isEmpty() && !keyIsKept(profile))
        return row->kind == DialectKind::Compatible ? tr("enter the key, or say that this server wants none")
                                                    : tr("enter the key");
    Profile plain = profile; // the tables say beside each row what is wrong with it
    plain.parameters.clear();
    plain.headers.clear();
    if (const auto wrong = endpointProblem(endpointOf(plain, m_key->key()))) {
        const bool scope = !endpointProblem(endpointOf(plain, Secret())); // then it is the key
        *field = scope ? static_cast<QWidget *>(m_key) : m_organization;
        return wrong->message;
    }
    return {};
}

void ProfileDialog::showProblem(const QString &text, QWidget *field)
{
    QString sentence = text;
    if (!sentence.isEmpty())
        sentence[0] = sentence.at(0).toUpper();
    if (!sentence.endsWith(u'.'))
        sentence += u'.';
    m_problem->setText(cellText(sentence, 400));
    m_problem->show();
    if (m_more->isAncestorOf(field))
        m_moreButton->setChecked(true);
    fit();
    focusOn(field);
    m_scroll->ensureWidgetVisible(m_problem);
}

bool ProfileDialog::isReady(const Profile &profile)
{
    QWidget *field = m_name;
    const QString wrong = problem(profile, &field);
    if (!wrong.isEmpty())
        showProblem(wrong, field);
    return wrong.isEmpty() && areExtrasRight();
}

void ProfileDialog::test()
{
    m_problem->hide();
    const Profile profile = entered();
    if (!isReady(profile))
        return;
    const Accounts::Entered given{profile.withoutKey ? Secret() : m_key->key(), m_extras->secrets()};
    const auto secret = std::count_if(profile.headers.begin(), profile.headers.end(),
                                      [](const ProfileHeader &header) { return header.isSecret; });
    if ((profile.withoutKey || !given.key.isEmpty()) && given.headers.size() == secret)
        return m_connection->start(endpointOf(profile, given.key, given.headers), m_timing);
    m_accounts.endpoint(profile, given, this,
                        [this](const Endpoint &endpoint) { m_connection->start(endpoint, m_timing); });
}

void ProfileDialog::save()
{
    m_problem->hide();
    const Profile profile = entered();
    if (profile.name.isEmpty())
        return showProblem(tr("give the account a name"), m_name);
    for (const Profile &other : m_accounts.profiles()) {
        if (other.uuid != profile.uuid && other.name.compare(profile.name, Qt::CaseInsensitive) == 0)
            return showProblem(tr("another account has this name"), m_name);
    }
    if (!isReady(profile))
        return;
    std::optional<Secret> key;
    if (profile.withoutKey)
        key = Secret();
    else if (!m_key->text().isEmpty())
        key = m_key->key();
    const SecretHeaders headers = m_extras->secrets();
    m_key->clear();
    m_extras->clear();
    const bool written = m_accounts.save(profile, key, headers);
    Q_EMIT saved(written);
    close();
}

void ProfileDialog::chooseCaFile()
{
    auto *dialog = new QFileDialog(this, tr("Certificate authority"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer *.der)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, m_caFile, &QLineEdit::setText);
    dialog->open();
}

} // namespace tuneboard
