// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settingsdialog.h"

#include "ui/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// With the files that SQLite keeps beside it.
qint64 archiveSize(const QString &path)
{
    qint64 size = 0;
    for (const QLatin1StringView end : {""_L1, "-wal"_L1, "-shm"_L1})
        size += QFileInfo(path + end).size();
    return size;
}

} // namespace

SettingsDialog::SettingsDialog(const Choices &choices, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"settingsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Settings"));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(12);

    auto *themes = new QComboBox(this);
    themes->setObjectName(u"settingsTheme"_s);
    themes->setAccessibleName(tr("Theme"));
    themes->addItem(tr("As the system"), int(ThemeMode::System));
    themes->addItem(tr("Light"), int(ThemeMode::Light));
    themes->addItem(tr("Dark"), int(ThemeMode::Dark));
    themes->setCurrentIndex(themes->findData(int(choices.theme)));
    connect(themes, &QComboBox::activated, this,
            [this, themes] { Q_EMIT themeChosen(ThemeMode(themes->currentData().toInt())); });
    form->addRow(tr("Theme"), themes);

    auto *accounts = new QPushButton(tr("Accounts…"), this);
    accounts->setObjectName(u"settingsAccounts"_s);
    accounts->setAccessibleName(tr("Accounts"));
    accounts->setAutoDefault(false);
    connect(accounts, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT accountsRequested();
    });
    auto *accountsRow = new QHBoxLayout;
    accountsRow->addWidget(accounts);
    accountsRow->addStretch();
    form->addRow(tr("Accounts"), accountsRow);

    addFollowing(form, choices);
    addArchive(form, choices.archivePath);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(20, 20, 20, 16);
    box->setSpacing(16);
    box->addLayout(form);
    box->addStretch();
    box->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 70, sizeHint().height());
}

void SettingsDialog::addFollowing(QFormLayout *form, const Choices &choices)
{
    auto *pace = new QComboBox(this);
    pace->setObjectName(u"settingsPace"_s);
    pace->setAccessibleName(tr("How often running jobs are asked for"));
    pace->addItem(tr("As usual (the list every 30 s while a job runs)"), 1);
    for (const int slower : {2, 4, 10})
        pace->addItem(tr("%n time(s) slower", nullptr, slower), slower);
    pace->setCurrentIndex(qMax(0, pace->findData(choices.slowness)));
    connect(pace, &QComboBox::activated, this,
            [this, pace] { Q_EMIT slownessChosen(pace->currentData().toInt()); });
    form->addRow(tr("Following"), pace);

    auto *tells = new QCheckBox(tr("Tell me on the desktop when a job ends"), this);
    tells->setObjectName(u"settingsNotices"_s);
    tells->setChecked(choices.tells);
    connect(tells, &QCheckBox::toggled, this, &SettingsDialog::tellsChosen);
    form->addRow(tr("Notices"), tells);
}

void SettingsDialog::addArchive(QFormLayout *form, const QString &archivePath)
{
    const bool kept = !archivePath.isEmpty();
    auto *folder = new QLabel(this);
    folder->setObjectName(u"settingsArchive"_s);
    folder->setTextFormat(Qt::PlainText);
    folder->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    folder->setAccessibleName(tr("Folder of the archive"));
    folder->setWordWrap(true);
    folder->setText(kept ? QDir::toNativeSeparators(QFileInfo(archivePath).absolutePath())
                         : tr("Nothing is kept after the program ends."));
    form->addRow(tr("Archive"), folder);
    if (kept) {
        form->addRow(tr("Size"), new QLabel(bytes(archiveSize(archivePath)), this));
        auto *open = new QPushButton(tr("Open folder"), this);
        open->setObjectName(u"settingsOpenFolder"_s);
        open->setAccessibleName(tr("Open the folder of the archive"));
        open->setAutoDefault(false);
        connect(open, &QPushButton::clicked, this, [archivePath] {
            QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(archivePath).absolutePath()));
        });
        auto *row = new QHBoxLayout;
        row->addWidget(open);
        row->addStretch();
        form->addRow(QString(), row);
    }
}

} // namespace tuneboard
