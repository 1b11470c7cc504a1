// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/runaccount.h"

#include "app/demo/demoserver.h"
#include "app/terminal/commandline.h"

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
    const auto choice = chooseAccount({line.demo, line.baseUrl, line.account, line.archive},
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

bool RunAccount::isExplicit() const
{
    using Source = ChosenAccount::Source;
    return !m_failure && (m_chosen.source == Source::Demo || m_chosen.source == Source::BaseUrl ||
                          m_chosen.source == Source::Account);
}

} // namespace tuneboard
