// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshot.h"

#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/mainwindow.h"

#include <QPixmap>
#include <QSaveFile>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// Metrics are worked out anew a second after the last event came.
constexpr int kRestMs = 1500;

// Nothing more is under way.
bool isAtRest(const JobRecords &records)
{
    const auto ended = [](const PartState &part) {
        return !part.isLoading && (part.isComplete || part.error);
    };
    const bool hasFiles = std::none_of(records.files.begin(), records.files.end(), [](const JobFile &file) {
        return file.role == JobFile::Role::Result &&
               (file.content == JobFile::Content::NotAsked || file.content == JobFile::Content::Loading);
    });
    return hasFiles && records.metrics && ended(records.eventsState) && ended(records.checkpointsState);
}

} // namespace

Screenshot::Screenshot(Options options, MainWindow &window, Repository &repository, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_window(window)
    , m_repository(repository)
    , m_rest(new QTimer(this))
{
    m_rest->setSingleShot(true);
    m_rest->setInterval(kRestMs);
    connect(m_rest, &QTimer::timeout, this, [this] {
        if (m_isAtRest && m_isShown)
            draw();
    });
}

void Screenshot::start()
{
    if (!m_options.size.isEmpty())
        m_window.resize(m_options.size);
    m_window.show();
    if (m_repository.isSettled())
        openReference();
    else
        connect(&m_repository, &Repository::settled, this, &Screenshot::openReference,
                Qt::SingleShotConnection);
}

void Screenshot::openReference()
{
    if (!m_options.reference)
        return draw();
    connect(&m_repository, &Repository::jobOpened, this, [this] { m_hasJob = true; });
    connect(&m_repository, &Repository::recordsChanged, this, [this](const JobRecords &records) {
        m_isAtRest = isAtRest(records);
        m_rest->start();
    });
    connect(&m_window, &MainWindow::referenceShown, this, &Screenshot::awaitRecords,
            Qt::SingleShotConnection);
    m_window.openReference(m_options.reference);
}

// The page of a job without its charts is not what one would look at.
void Screenshot::awaitRecords()
{
    m_isShown = true;
    if (!m_hasJob)
        return draw();
    m_rest->start();
    QTimer::singleShot(m_options.recordsMs, this, &Screenshot::draw);
}

void Screenshot::draw()
{
    if (m_isDrawn)
        return;
    m_isDrawn = true;
    // Counts and charts are brought up to date by timers that run once the events are done.
    QTimer::singleShot(m_options.quietMs, this, &Screenshot::write);
}

void Screenshot::write()
{
    const QPixmap picture = m_window.grab();
    QSaveFile file(m_options.file);
    const bool written = file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit();
    Q_EMIT done(written ? 0 : 1,
                written ? QString() : tr("%1 cannot be written: %2").arg(m_options.file, file.errorString()));
}

} // namespace tuneboard
