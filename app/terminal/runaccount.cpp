// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/runaccount.h"

#include "app/accounts/credentials.h"
#include "app/accounts/profileendpoint.h"
#include "app/api/plainline.h"
#include "app/demo/demoserver.h"
#include "app/terminal/commandline.h"

#include <QCoreApplication>
#include <QSettings>

namespace tuneboard {

DemoHost::DemoHost() = default;

DemoHost::~DemoHost()
{
    m_thread.quit();
    m_thread.wait();
}

std::optional<QString> DemoHost::start()
{
    m_server = new DemoServer(DemoServerOptions{});
    m_server->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
    m_thread.start();
    bool listening = false;
    QString error;
    QMetaObject::invokeMethod(
        m_server, [this, &listening, &error] { listening = m_server->listen(&error); },
        Qt::BlockingQueuedConnection);
    return listening ? std::nullopt : std::optional(error);
}

QUrl DemoHost::baseUrl() const
{
    return m_server->baseUrl();
}

QByteArray DemoHost::key() const
{
    return m_server->key();
}

RunAccount::RunAccount(const CommandLine &line)
{
    const auto choice = chooseAccount({line.demo, line.baseUrl, line.account, line.archive, line.extras},
                                      QProcessEnvironment::systemEnvironment(), readProfiles(*userSettings()),
                                      userArchivePath());
    if (const auto *problem = std::get_if<ChoiceProblem>(&choice)) {
        m_failure = Failure{2, problem->text};
        m_noneGiven = problem->noneGiven;
        m_chosen.archivePath = line.archive.isEmpty() ? userArchivePath() : line.archive;
        return;
    }
    m_chosen = std::get<ChosenAccount>(choice);
    if (m_chosen.archivePath.isEmpty())
        m_chosen.archivePath = m_temporary.emplace().path();
    if (m_chosen.profile && !line.offline && line.mode != CommandLine::Mode::Window)
        readKey();
    if (!m_chosen.isDemo || line.offline)
        return;
    if (const auto error = m_demo.emplace().start()) {
        m_failure = Failure{1, *error};
        return;
    }
    m_chosen.endpoint.baseUrl = m_demo->baseUrl();
    m_chosen.endpoint.key = Secret(m_demo->key());
    m_chosen.record.baseUrl = m_chosen.endpoint.baseUrl.toString();
}

// A terminal has nothing else to do meanwhile. The keychain goes before the environment, as in the window.
void RunAccount::readKey()
{
    const Profile &profile = *m_chosen.profile;
    if (profile.withoutKey && !profile.hasSecretHeaders())
        return;
    Credentials credentials(systemKeychain());
    std::optional<Credentials::Found> answer;
    credentials.read(profile, QCoreApplication::instance(), [&answer](const Credentials::Found &found) {
        answer = found;
        QCoreApplication::quit();
    });
    QCoreApplication::exec();
    const QString name = plainLine(profile.name, 80);
    if (!answer) {
        m_failure = Failure{1, QCoreApplication::translate("RunAccount", "The keychain was not waited for.")};
        return;
    }
    Endpoint &endpoint = m_chosen.endpoint;
    if (!answer->key.isEmpty())
        endpoint.key = answer->key;
    endpoint.extras = merged(endpoint.extras, secretExtrasOf(profile, answer->headers));
    if (endpoint.key.isEmpty() && !profile.withoutKey && endpoint.dialect != DialectKind::Compatible)
        m_failure =
            Failure{1, QCoreApplication::translate(
                           "RunAccount", "the account “%1” has no key in the keychain; give it one in the "
                                         "window, or set OPENAI_API_KEY with OPENAI_BASE_URL")
                           .arg(name)};
    else if (!answer->missingHeaders.isEmpty())
        m_failure = Failure{
            1, QCoreApplication::translate(
                   "RunAccount", "the account “%1” has no value for its secret header “%2” in the keychain; "
                                 "enter it in the window, or give --header-env %2=VARIABLE")
                   .arg(name, plainLine(answer->missingHeaders.first(), 80))};
}

bool RunAccount::isExplicit() const
{
    using Source = ChosenAccount::Source;
    return !m_failure && (m_chosen.source == Source::Demo || m_chosen.source == Source::BaseUrl ||
                          m_chosen.source == Source::Account);
}

} // namespace tuneboard
