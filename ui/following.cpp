// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/following.h"

#include "app/repository/repository.h"
#include "ui/actions.h"
#include "ui/mainwindow.h"

#include <QEvent>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr auto kPausedKey = "following/paused"_L1;
constexpr auto kSlownessKey = "following/slowness"_L1;
constexpr auto kNoticesKey = "following/notices"_L1;
constexpr int kSlowest = 20;

} // namespace

Following::Following(Repository &repository, MainWindow &window, QSettings &settings,
                     std::unique_ptr<Notifier> notifier)
    : m_repository(repository)
    , m_window(window)
    , m_settings(settings)
    , m_notifier(std::move(notifier))
{
    m_window.installEventFilter(this);
    QAction *pause = m_window.actions().pauseFollowing;
    pause->setChecked(m_settings.value(kPausedKey, false).toBool());
    connect(pause, &QAction::toggled, this, [this](bool paused) {
        m_settings.setValue(kPausedKey, paused);
        m_repository.setFollowingPaused(paused);
        updateTitle();
    });
    m_repository.setFollowingPaused(pause->isChecked());
    m_repository.setSlowness(slowness());
    connect(&m_repository, &Repository::runningChanged, this, &Following::updateTitle);
    connect(&m_window, &MainWindow::titleChanged, this, &Following::updateTitle);
    connect(&m_repository, &Repository::changesDue, this, &Following::tell);
    if (m_notifier)
        connect(m_notifier.get(), &Notifier::clicked, this, &Following::jobRequested);
    updateTitle();
}

Following::~Following() = default;

int Following::slowness() const
{
    return qBound(1, m_settings.value(kSlownessKey, 1).toInt(), kSlowest);
}

void Following::setSlowness(int slowness)
{
    m_settings.setValue(kSlownessKey, slowness);
    m_repository.setSlowness(this->slowness());
}

bool Following::tells() const
{
    return m_settings.value(kNoticesKey, true).toBool();
}

void Following::setTells(bool tells)
{
    m_settings.setValue(kNoticesKey, tells);
}

void Following::tell(const std::vector<JobChange> &changes)
{
    if (m_notifier && tells())
        m_notifier->show(noticeOf(changes));
}

// The task bar shows the title: how many run is seen without the window.
void Following::updateTitle()
{
    const int running = m_repository.runningCount();
    const QString title = m_window.title();
    if (m_window.actions().pauseFollowing->isChecked())
        m_window.setWindowTitle(tr("%1 – not following").arg(title));
    else
        m_window.setWindowTitle(running == 0 ? title : tr("%1 – %n running", nullptr, running).arg(title));
}

bool Following::eventFilter(QObject *watched, QEvent *event)
{
    const bool matters = event->type() == QEvent::WindowStateChange || event->type() == QEvent::Show ||
                         event->type() == QEvent::Hide;
    if (watched == &m_window && matters)
        m_repository.setMinimised(m_window.isMinimized() || !m_window.isVisible());
    return QObject::eventFilter(watched, event);
}

} // namespace tuneboard
