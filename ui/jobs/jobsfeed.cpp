// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobsfeed.h"

#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr std::size_t kCsvJobs = 200;  // a few milliseconds' work for the window
constexpr std::size_t kJsonJobs = 100; // of which the archive's thread reads at a time
constexpr std::size_t kMostWaiting = 8;
constexpr int kFullMs = 5;                       // until the queue is looked at again
constexpr std::chrono::milliseconds kLookMs(20); // how soon the writer finds out that it was stopped

} // namespace

struct JobsFeed::Queue
{
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<QByteArray> pieces;
    QString problem;
    bool isEnded = false; ///< no more pieces come
    bool isLeft = false;  ///< they are not taken

    void push(QByteArray piece)
    {
        const std::lock_guard lock(mutex);
        pieces.push_back(std::move(piece));
        changed.notify_one();
    }
    void end(const QString &why = {})
    {
        const std::lock_guard lock(mutex);
        if (!std::exchange(isEnded, true))
            problem = why;
        changed.notify_one();
    }
    [[nodiscard]] bool isFull()
    {
        const std::lock_guard lock(mutex);
        return pieces.size() >= kMostWaiting;
    }
    [[nodiscard]] bool isOver()
    {
        const std::lock_guard lock(mutex);
        return isEnded || isLeft;
    }
    QString giveTo(const TakePiece &take)
    {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait_for(lock, kLookMs, [this] { return isEnded || !pieces.empty(); });
            if (pieces.empty() && isEnded)
                return problem;
            QByteArray piece;
            if (!pieces.empty()) {
                piece = std::move(pieces.front());
                pieces.pop_front();
            }
            lock.unlock();
            const bool goesOn = take(piece); // an empty one asks whether to continue
            lock.lock();
            isLeft = !goesOn;
            if (isLeft)
                return {};
        }
    }
};

JobsFeed::JobsFeed(Repository &repository, std::vector<JobKey> keys, Format format, QObject *parent)
    : QObject(parent)
    , m_repository(repository)
    , m_keys(std::move(keys))
    , m_format(format)
    , m_queue(std::make_shared<Queue>())
{
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &JobsFeed::next);
}

JobsFeed::~JobsFeed()
{
    m_queue->end(tr("The program was closed before the file was complete."));
}

TextPieces JobsFeed::text()
{
    m_next.start(0);
    return [queue = m_queue](const TakePiece &take) {
        return queue->giveTo(take);
    };
}

void JobsFeed::next()
{
    if (m_isAsking || m_queue->isOver())
        return;
    if (m_queue->isFull())
        return m_next.start(kFullMs);
    if (m_done == 0)
        m_queue->push(m_format == Format::Csv ? jobsCsvHeader() : jobsJsonStart());
    if (m_done >= m_keys.size()) {
        if (m_format == Format::Json)
            m_queue->push(jobsJsonEnd());
        return m_queue->end();
    }
    if (m_format == Format::Csv)
        addCsv();
    else
        askJson();
}

void JobsFeed::addCsv()
{
    const JobTable &table = m_repository.jobs()->table();
    const std::size_t end = std::min(m_done + kCsvJobs, m_keys.size());
    std::vector<quint32> numbers;
    for (; m_done < end; ++m_done) {
        const JobKey &key = m_keys[m_done];
        const qint64 number = table.find(key.account, key.id.toUtf8());
        if (number < 0 || table.isForgotten(quint32(number)))
            return m_queue->end(tr("The job %1 is not in the list any more.").arg(key.id));
        numbers.push_back(quint32(number));
    }
    m_queue->push(jobsAsCsvRecords(*m_repository.jobs(), numbers));
    m_next.start(0);
}

void JobsFeed::askJson()
{
    const auto begin = m_keys.begin() + std::ptrdiff_t(m_done);
    const std::size_t count = std::min(kJsonJobs, m_keys.size() - m_done);
    m_isAsking = true;
    m_repository.rawJobs({begin, begin + std::ptrdiff_t(count)}, this,
                         [this](const Result<QByteArrayList> &raw) { takeJson(raw); });
}

void JobsFeed::takeJson(const Result<QByteArrayList> &raw)
{
    m_isAsking = false;
    if (!raw.ok())
        return m_queue->end(raw.error().text());
    m_queue->push((m_done > 0 ? jobsJsonSeparator() : QByteArray()) + raw->join(jobsJsonSeparator()));
    m_done += std::size_t(raw->size());
    m_next.start(0);
}

} // namespace tuneboard
