// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/aboutdialog.h"

#include "ui/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QStyle>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

QString version()
{
    return QStringLiteral(TUNEBOARD_VERSION);
}

} // namespace

QStringList AboutDialog::systemLines()
{
    return {
        u"Tuneboard %1"_s.arg(version()),
        u"Qt %1 (built with %2), platform %3"_s.arg(
            QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR), QGuiApplication::platformName()),
        u"System: %1, %2"_s.arg(QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture()),
        u"Locale: %1"_s.arg(QLocale().name()),
    };
}

AboutDialog::AboutDialog(const QString &diagnostics, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"aboutDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Tuneboard"));
    auto *icon = new QLabel(this);
    const int side = fontMetrics().height() * 3;
    icon->setPixmap(programIcon().pixmap(QSize(side, side), devicePixelRatioF()));
    auto *title = new QLabel(tr("Tuneboard %1").arg(version()), this);
    title->setFont(titleFont(font()));
    auto *text = new QLabel(this);
    text->setObjectName(u"aboutText"_s);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text->setText(
        tr("A dashboard for language-model fine-tuning jobs.\n\n"
           "Free software under the GNU General Public License, version 3 or later; it comes without any "
           "warranty.\n\n"
           "Made with Qt %1 and Qt Charts (GPL 3), SQLite (public domain), SQLiteCpp (MIT), simdjson "
           "(Apache 2) and QtKeychain (BSD).")
            .arg(QString::fromLatin1(qVersion())));
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    head->addWidget(icon, 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(8);
    words->addWidget(title);
    words->addWidget(text);
    head->addLayout(words, 1);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto *copy = buttons->addButton(tr("Copy diagnostics"), QDialogButtonBox::ActionRole);
    copy->setObjectName(u"aboutCopy"_s);
    copy->setAccessibleName(tr("Copy diagnostics"));
    copy->setToolTip(tr("Versions, system, hosts and counts; no key, no name, no path"));
    connect(copy, &QPushButton::clicked, this,
            [diagnostics] { QGuiApplication::clipboard()->setText(diagnostics); });
    auto *qt = buttons->addButton(tr("About Qt"), QDialogButtonBox::ActionRole);
    qt->setObjectName(u"aboutQt"_s);
    connect(qt, &QPushButton::clicked, qApp, &QApplication::aboutQt);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(20, 20, 20, 16);
    box->setSpacing(16);
    box->addLayout(head);
    box->addStretch();
    box->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 76, fontMetrics().height() * 18);
}

} // namespace tuneboard
