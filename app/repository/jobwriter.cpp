// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/jobwriter.h"

#include "app/repository/archivethread.h"

#include <utility>

namespace tuneboard {

JobWriter::JobWriter(ArchiveThread &archive, int retryMs, QObject *parent)
    : QObject(parent)
    , m_archive(archive)
{
    m_retry.setSingleShot(true);
    m_retry.setInterval(retryMs);
    connect(&m_retry, &QTimer::timeout, this, &JobWriter::tryAgain);
}

void JobWriter::write(qint64 account, JobRows jobs, qint64 seenMs)
{
    {
        const std::lock_guard lock(m_mutex);
        m_answers.push_back({account, {std::move(jobs), seenMs}});
        if (m_waits && m_answers.size() > kMostWaiting)
            m_answers.pop_front();
    }
    post();
}

bool JobWriter::isBusy()
{
    const std::lock_guard lock(m_mutex);
    return !m_waits && m_answers.size() > kMostAtOnce;
}

void JobWriter::end()
{
    m_retry.stop();
    m_archive.post([this](ArchiveSession &session) {
        {
            const std::lock_guard lock(m_mutex);
            m_waits = false;
        }
        while (drain(session)) {
        }
    });
}

void JobWriter::tryAgain()
{
    {
        const std::lock_guard lock(m_mutex);
        m_waits = false;
    }
    post();
}

void JobWriter::post()
{
    m_archive.post([this](ArchiveSession &session) {
        if (drain(session) && m_isBehind)
            post(); // the calls for those that waited have gone by
    });
}

bool JobWriter::drain(ArchiveSession &session)
{
    qint64 account = 0;
    std::vector<SeenJobs> batch;
    {
        const std::lock_guard lock(m_mutex);
        if (m_waits || m_answers.empty())
            return false; // they went with those before them
        account = m_answers.front().account;
        while (!m_answers.empty() && m_answers.front().account == account && batch.size() < kMostAtOnce) {
            batch.push_back(std::move(m_answers.front().jobs));
            m_answers.pop_front();
        }
    }
    const auto written = session.run([&](Archive &archive) { return archive.write(account, batch); });
    const auto *error = std::get_if<ArchiveError>(&written);
    if (error && error->mayPass()) {
        putBack(account, std::move(batch));
        return false;
    }
    const std::lock_guard lock(m_mutex);
    if (!m_answers.empty())
        return true;
    if (std::exchange(m_isBehind, false))
        QMetaObject::invokeMethod(this, &JobWriter::caughtUp, Qt::QueuedConnection);
    return false;
}

void JobWriter::putBack(qint64 account, std::vector<SeenJobs> batch)
{
    m_isBehind = true;
    const std::lock_guard lock(m_mutex);
    for (auto it = batch.rbegin(); it != batch.rend(); ++it)
        m_answers.push_front({account, std::move(*it)});
    m_waits = true;
    QMetaObject::invokeMethod(&m_retry, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

} // namespace tuneboard
