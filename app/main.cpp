// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds the parts and hands them to each other.
#include "app/accounts/accountchoice.h"
#include "app/process.h"
#include "app/terminal/commandline.h"
#include "app/terminal/run.h"
#include "app/terminal/runaccount.h"
#include "ui/mainwindow.h"
#include "ui/screenshot.h"
#include "ui/session.h"
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

int failed(const QString &text, int exitCode)
{
    std::fprintf(stderr, "tuneboard: %s\n", qUtf8Printable(text));
    return exitCode;
}

int runWindow(QApplication &app, CommandLine line)
{
    QApplication::setWindowIcon(QIcon(u":/icons/tuneboard.svg"_s));
    const auto profiles = userSettings();
    const auto environment = environmentAccount(QProcessEnvironment::systemEnvironment());
    const bool named = line.demo || !line.baseUrl.isEmpty() || !line.account.isEmpty();
    if (!named && !environment && readProfiles(*profiles).empty())
        line.demo = true; // the first run shows what the program is like

    Session::Options options;
    options.archivePath = line.archive.isEmpty() ? userArchivePath() : line.archive;
    options.offline = line.offline;
    options.backfillPerMinute = 30;
    if (environment) {
        const auto *account = std::get_if<ChosenAccount>(&*environment);
        if (!account && !named)
            return failed(std::get<ChoiceProblem>(*environment).text, 2);
        if (account)
            options.environment = Session::Account{account->record, account->endpoint};
    }
    std::optional<RunAccount> meant; // a demo's server and a temporary archive live as long as the window
    if (named || line.demo) {
        meant.emplace(line);
        if (meant->failure())
            return failed(meant->failure()->text, meant->failure()->exitCode);
        if (line.demo || !line.baseUrl.isEmpty()) {
            options.single = Session::Account{meant->record(), meant->endpoint()};
            options.singleArchive = meant->archivePath();
            options.isDemo = meant->isDemo();
        } else {
            options.only = meant->record().uuid;
        }
    }

    const auto layout = settingsFor(line);
    if (!line.theme.isEmpty())
        layout->setValue(u"theme"_s, line.theme);
    applyTheme(app, themeFromKey(layout->value(u"theme"_s).toString()));
    Session session(std::move(options), *layout, *profiles, systemKeychain());

    std::optional<Screenshot> screenshot;
    if (!line.screenshot.isEmpty()) {
        screenshot.emplace(Screenshot::Options{line.screenshot, line.size, line.reference}, session.window(),
                           session.repository());
        QObject::connect(&*screenshot, &Screenshot::done, &app, [](int code, const QString &error) {
            if (code != 0)
                std::fprintf(stderr, "tuneboard: %s\n", qUtf8Printable(error));
            QCoreApplication::exit(code);
        });
        screenshot->start();
    } else {
        session.window().show();
    }
    session.start();
    if (!screenshot && (line.reference || line.origin != CommandLine::Origin::Typed))
        session.window().openReference(line.reference);
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
