// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshot.h"

#include "app/api/terms.h"
#include "app/models/jobsmodel.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/savefile.h"

#include <QBuffer>
#include <QPixmap>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tuneboard {

Screenshot::Screenshot(Options options, MainWindow &window, Repository &repository, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_window(window)
    , m_repository(repository)
{
}

void Screenshot::start()
{
    m_window.resize(m_options.size.isEmpty() ? MainWindow::kUsualSize : m_options.size);
    m_window.show();
    if (m_repository.isSettled())
        openReference();
    else
        connect(&m_repository, &Repository::settled, this, &Screenshot::openReference,
                Qt::SingleShotConnection);
}

void Screenshot::openReference()
{
    m_waited.start();
    if (!m_options.reference)
        return awaitDetails();
    m_recordsRead = false;
    connect(&m_repository, &Repository::recordsChanged, this, [this](const JobRecords &records) {
        m_recordsRead = !records.eventsState.isLoading && !records.checkpointsState.isLoading &&
                        (records.metrics || records.eventsState.error);
    });
    connect(&m_window, &MainWindow::referenceShown, this, &Screenshot::awaitDetails,
            Qt::SingleShotConnection);
    m_window.openReference(m_options.reference);
}

void Screenshot::awaitDetails()
{
    m_waited.start();
    connect(&m_look, &QTimer::timeout, this, [this] {
        if (!hasDetails() && m_waited.elapsed() < m_options.detailsMs)
            return;
        m_look.stop();
        draw();
    });
    m_look.start(50);
}

// Without a server no details of jobs are loaded.
bool Screenshot::hasDetails() const
{
    const BackfillState details = m_repository.backfill();
    if (m_window.jobsPage()->openedJob() && !m_recordsRead)
        return false;
    if (!details.isRunning || details.isPaused)
        return true;
    const JobTableView *table = m_window.jobsPage()->table();
    const JobTable &jobs = m_repository.jobs()->table();
    const int last = table->rowAt(table->viewport()->height() - 1);
    for (int row = 0; row <= (last < 0 ? table->model()->rowCount() - 1 : last); ++row) {
        const quint32 number = jobs.order()[std::size_t(row)];
        const bool hasEnded = isTerminal(jobs.row(number).status);
        if (hasEnded && !jobs.figures(number))
            return false;
    }
    return true;
}

void Screenshot::draw()
{
    // Counts and charts are brought up to date by timers that run once the events are done.
    QTimer::singleShot(m_options.quietMs, this, &Screenshot::write);
}

void Screenshot::write()
{
    QBuffer picture;
    const bool drawn = picture.open(QIODevice::WriteOnly) && m_window.grab().save(&picture, "PNG");
    const QString problem =
        drawn ? writeFile(m_options.file, picture.data()) : tr("The picture could not be drawn.");
    Q_EMIT done(problem.isEmpty() ? 0 : 1, problem);
}

} // namespace tuneboard
