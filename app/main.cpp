// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds the parts and hands them to each other.
#include "app/accounts/profile.h"
#include "app/process.h"
#include "app/repository/repository.h"
#include "app/terminal/commandline.h"
#include "app/terminal/run.h"
#include "app/terminal/runaccount.h"
#include "ui/mainwindow.h"
#include "ui/screenshot.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTranslator>

#include <cstdio>
#include <optional>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

// English has a file too, for its plurals; it serves every language that has none.
void installTranslation(QTranslator &translator)
{
    if (translator.load(QLocale(), u"tuneboard"_s, u"_"_s, u":/i18n"_s) ||
        translator.load(u":/i18n/tuneboard_en.qm"_s))
        QCoreApplication::installTranslator(&translator);
}

// A picture shows the window as it is without the user's own layout.
std::unique_ptr<QSettings> settingsFor(const CommandLine &line)
{
    if (line.screenshot.isEmpty())
        return userSettings();
    auto none = std::make_unique<QSettings>(QString(), QSettings::IniFormat);
    none->setFallbacksEnabled(false);
    return none;
}

int runWindow(QApplication &app, CommandLine line)
{
    QApplication::setWindowIcon(QIcon(u":/icons/tuneboard.svg"_s));

    std::optional<RunAccount> account(std::in_place, line);
    if (account->noneGiven()) { // the first run shows what the program is like
        line.demo = true;
        account.emplace(line);
    }
    if (account->failure()) {
        std::fprintf(stderr, "tuneboard: %s\n", qUtf8Printable(account->failure()->text));
        return account->failure()->exitCode;
    }

    Repository::Options options;
    options.archivePath = account->archivePath();
    options.offline = line.offline;
    // The demo's server is our own and on this machine: its jobs need not wait for their details.
    options.backfillPerMinute = account->isDemo() ? 12'000 : 30;
    Repository repository(options);
    repository.addAccount(account->record(), account->endpoint());

    const auto settings = settingsFor(line);
    if (!line.theme.isEmpty())
        settings->setValue(u"theme"_s, line.theme);
    applyTheme(app, themeFromKey(settings->value(u"theme"_s).toString()));
    MainWindow window(repository, *settings);
    window.setDemo(account->isDemo());
    window.setArchivePath(account->archivePath());

    std::optional<Screenshot> screenshot;
    if (!line.screenshot.isEmpty()) {
        screenshot.emplace(Screenshot::Options{line.screenshot, line.size, line.reference}, window,
                           repository);
        QObject::connect(&*screenshot, &Screenshot::done, &app, [](int code, const QString &error) {
            if (code != 0)
                std::fprintf(stderr, "tuneboard: %s\n", qUtf8Printable(error));
            QCoreApplication::exit(code);
        });
        screenshot->start();
    } else {
        window.show();
    }
    repository.start();
    if (!screenshot && (line.reference || line.origin != CommandLine::Origin::Typed))
        window.openReference(line.reference);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    keepSecretsOutOfCoreFiles();
    const CommandLine line = parseCommandLine(commandArguments(argc, argv));
    QCoreApplication::setApplicationName(u"tuneboard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TUNEBOARD_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Tuneboard"_s);
    QGuiApplication::setDesktopFileName(u"tuneboard"_s);

    // Qt takes its own options (-platformpluginpath, -stylesheet …) from anywhere in the arguments, and a
    // link handler hands over text of strangers: Qt sees the program's name alone.
    int qtArgc = 1;
    if (line.mode != CommandLine::Mode::Window) {
        const QCoreApplication app(qtArgc, argv);
        QTranslator translator;
        installTranslation(translator);
        return runCommand(line);
    }
    QApplication app(qtArgc, argv);
    QTranslator translator;
    installTranslation(translator);
    return runWindow(app, line);
}
