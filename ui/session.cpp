// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session.h"

#include "ui/following.h"
#include "ui/jobs/jobspage.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace tuneboard {

Session::Session(Options options, QSettings &layout, QSettings &profiles,
                 std::unique_ptr<SecretStore> keychain, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_layout(layout)
    , m_profiles(profiles)
    , m_credentials(std::move(keychain))
{
    build();
}

Session::~Session()
{
    m_following.reset();
    m_window.reset();
    m_accounts.reset();
}

void Session::build()
{
    Repository::Options options;
    // In memory for files alone: neither stored jobs nor anything of the files are in a file.
    const QString archivePath = m_options.single        ? m_options.singleArchive
                                : m_options.isFilesOnly ? QString()
                                                        : m_options.archivePath;
    options.archivePath = archivePath;
    options.offline = m_options.offline;
    options.timing = m_options.timing;
    // The demo's server is our own and on this machine: its jobs need not wait for their details.
    options.backfillPerMinute = m_options.backfillPerMinute * (m_options.isDemo ? 400 : 1);
    options.clockMs = m_options.clockMs;
    options.follows = true;
    options.othersAfterMs = 1000; // the window asks for them when it has been painted
    m_repository = std::make_unique<Repository>(std::move(options));
    if (m_options.single)
        m_repository->addAccount(m_options.single->record, m_options.single->endpoint);
    // A demo is shown alone: what is added to it belongs to the user's own archive.
    m_accounts =
        std::make_unique<Accounts>(m_profiles, m_credentials, isReplaced() ? nullptr : m_repository.get());
    if (m_options.environment)
        m_accounts->setEnvironment(m_options.environment->record, m_options.environment->endpoint);
    if (m_options.only)
        m_accounts->setRunExtras(*m_options.only, m_options.onlyExtras);
    m_accounts->load(m_options.single && !m_options.isDemo ? std::optional(QUuid()) : m_options.only);
    m_repository->start(); // the archive is read while the window is made
    m_window = std::make_unique<MainWindow>(*m_repository, m_layout);
    if (m_options.clockMs)
        m_window->setClock(m_options.clockMs);
    m_window->setTiming(m_options.timing);
    m_window->setTokenPass(m_options.passToken);
    m_window->setAccounts(m_accounts.get());
    m_window->setDemo(m_options.isDemo);
    m_window->setArchivePath(archivePath);
    m_following = std::make_unique<Following>(*m_repository, *m_window, m_layout,
                                              m_options.notifier ? m_options.notifier() : nullptr);
    m_window->setFollowing(m_following.get());
    connect(m_following.get(), &Following::jobRequested, m_window.get(),
            [this](const JobKey &key, const QByteArray &activation) {
                m_window->bringForward(activation);
                m_window->jobsPage()->openJob(key);
            });
    if (!isReplaced())
        return;
    for (const Profile &profile : m_accounts->profiles())
        m_known.insert(profile.uuid);
    connect(m_accounts.get(), &Accounts::changed, this, [this] {
        const auto &now = m_accounts->profiles();
        const bool added = std::any_of(now.begin(), now.end(), [this](const Profile &profile) {
            return !m_known.contains(profile.uuid);
        });
        // Later: a dialog of the window that is to go is in the middle of it.
        if (added && !std::exchange(m_goesOver, true))
            QTimer::singleShot(0, this, &Session::goOver);
    });
}

void Session::goOver()
{
    const std::optional<Reference> pending = m_window->pendingReference();
    std::vector<OpenedFile> files = m_repository->files();
    // The last one that is opened is shown.
    std::stable_partition(files.begin(), files.end(),
                          [shown = m_window->jobsPage()->shownFile()](const OpenedFile &file) {
                              return file.account != shown;
                          });
    const bool wasVisible = m_window->isVisible();
    // The old window has to have written its layout before the new one reads it.
    const bool quits = QApplication::quitOnLastWindowClosed();
    QApplication::setQuitOnLastWindowClosed(false);
    m_window->close();
    m_following.reset();
    m_window.reset();
    m_accounts.reset();
    m_repository.reset();
    m_options.single.reset();
    m_options.isDemo = false;
    m_options.isFilesOnly = false;
    m_options.only.reset();
    build();
    if (wasVisible)
        m_window->show();
    QApplication::setQuitOnLastWindowClosed(quits);
    Q_EMIT wentOver();
    for (const OpenedFile &file : files)
        m_window->openFile(file.path);
    if (pending)
        m_window->openReference(*pending);
}

} // namespace tuneboard
