// SPDX-License-Identifier: GPL-3.0-or-later
// The composition root: builds the parts and hands them to each other.
#include "app/process.h"
#include "app/terminal/commandline.h"
#include "app/terminal/handover.h"
#include "app/terminal/interruption.h"
#include "app/terminal/output.h"
#include "app/terminal/run.h"
#include "app/terminal/windowaccounts.h"
#include "ui/fonts.h"
#include "ui/mainwindow.h"
#include "ui/notice.h"
#include "ui/openevents.h"
#include "ui/screenshot.h"
#include "ui/session.h"
#include "ui/theme.h"

#include <QApplication>
#include <QSettings>
#include <QTranslator>

#include <optional>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

int takePicture(Session &session, const CommandLine &line)
{
    Screenshot screenshot({line.screenshot, line.size, line.reference}, session.window(),
                          session.repository());
    QObject::connect(&screenshot, &Screenshot::done, qApp, [](int code, const QString &error) {
        if (code != 0)
            writeMessage(error);
        QCoreApplication::exit(code);
    });
    screenshot.start();
    return QApplication::exec();
}

int runWindow(Instance *instance, const CommandLine &line)
{
    QApplication::setWindowIcon(programIcon());
    for (const QString &warning : line.warnings)
        writeMessage(warning);
    const auto profiles = userSettings();
    WindowAccounts accounts(line, *profiles); // a demo's server lives as long as the window
    if (const auto &failure = accounts.failure()) {
        writeMessage(failure->text);
        return failure->exitCode;
    }
    const auto layout = line.screenshot.isEmpty() ? userSettings() : noSettings();
    if (!line.theme.isEmpty())
        layout->setValue(u"theme"_s, line.theme);
    applyTheme(*qApp, themeFromKey(layout->value(u"theme"_s).toString()));

    Session::Options options;
    options.offline = line.offline;
    options.backfillPerMinute = 30;
    options.notifier = &Notifier::ofDesktop;
    options.passToken = &setActivationToken;
    static_cast<AccountPlan &>(options) = accounts.plan();
    Session session(std::move(options), *layout, *profiles, systemKeychain());
    if (!line.screenshot.isEmpty())
        return takePicture(session, line);

    const Interruption interruption(1000); // the system's wish that it ends closes the window as a user does
    OpenEvents events;
    qApp->installEventFilter(&events);
    const auto show = [&session](const Reference &reference, const QByteArray &activation) {
        session.window().bringForward(activation);
        session.window().openReference(reference);
    };
    QObject::connect(&events, &OpenEvents::opened, &session,
                     [show](const Reference &reference) { show(reference, {}); });
    if (!line.size.isEmpty()) { // it may have been maximised when it was closed last
        session.window().setWindowState(Qt::WindowNoState);
        session.window().resize(line.size);
    }
    session.window().show();
    if (instance) {
        QObject::connect(instance, &Instance::received, &session,
                         [show, &session](const Reference &reference, bool asked, const QByteArray &token) {
                             asked ? show(reference, token) : session.window().bringForward(token);
                         });
        instance->listen(accountScope(line));
    }
    if (line.reference || line.origin != CommandLine::Origin::Typed)
        session.window().openReference(line.reference);
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
#ifdef NDEBUG
    keepSecretsOutOfCoreFiles();
#endif
    makeQtMessagesVisible();
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
    reserveActivationToken();
    // One window a user; a picture is none.
    std::optional<Instance> instance;
    if (line.screenshot.isEmpty()) {
        if (const auto code = handOver(instance, line))
            return *code;
    }
    const auto fonts = readFontsAhead();
    const QApplication app(qtArgc, argv);
    QTranslator translator;
    installTranslation(translator);
    return runWindow(instance ? &*instance : nullptr, line);
}
