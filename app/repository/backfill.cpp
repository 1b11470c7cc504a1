// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/backfill.h"

#include "app/api/terms.h"
#include "app/repository/pace.h"
#include "app/repository/recordsloader.h"

#include <algorithm>

namespace tuneboard {

namespace {

constexpr int kRefill = 100; // jobs looked up at a time
constexpr int kMaxTries = 3; // of one job in one run of the program

} // namespace

// One account: what is to be read of it.
struct Backfill::Lane
{
    qint64 account = 0;
    Pace *pace = nullptr; // owned by the Backfill
    std::deque<JobKey> urgent;
    QSet<QString> urgentIds; // of them
    std::deque<JobKey> queue;
    std::deque<JobKey> unlisted; // urgent ones that the archive does not hold yet
    QSet<QString> done;          // jobs that are not looked at again in this run
    QSet<QString> ofPages;       // jobs that have ended while their page read them
    QHash<QString, int> tries;   // of jobs that met a fault
    RecordsLoader *loader = nullptr;
    bool isUrgent = false; // what is being read now is
    bool isWorking = false;
    bool isEmpty = true; // the archive has no more of them
    bool isBlocked = false;
    int failures = 0; // one after the other
    QTimer retry;

    void addUrgent(const JobKey &key)
    {
        urgent.push_back(key);
        urgentIds.insert(key.id);
    }
};

Backfill::Backfill(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
}

Backfill::~Backfill() = default;

Backfill::Lane &Backfill::lane(qint64 account)
{
    const auto known = std::find_if(m_lanes.begin(), m_lanes.end(),
                                    [account](const auto &lane) { return lane->account == account; });
    if (known != m_lanes.end())
        return **known;
    Lane &made = *m_lanes.emplace_back(std::make_unique<Lane>());
    made.account = account;
    made.pace = new Pace(
        m_options.perMinute,
        [this, &made] { return !made.isUrgent && m_options.isBusy && m_options.isBusy(made.account); }, this);
    made.pace->setPaused(m_state.isPaused);
    made.retry.setSingleShot(true);
    connect(&made.retry, &QTimer::timeout, this, [this, &made] { next(made); });
    return made;
}

void Backfill::wake(qint64 account)
{
    if (account <= 0 || !m_options.client(account))
        return;
    Lane &woken = lane(account);
    woken.isBlocked = false;
    woken.isEmpty = m_options.perMinute <= 0;
    count();
    next(woken);
}

void Backfill::finishSoon(const JobKey &key)
{
    if (key.account <= 0 || !m_options.client(key.account))
        return;
    Lane &asked = lane(key.account);
    if (asked.urgentIds.contains(key.id))
        return;
    asked.addUrgent(key);
    if (asked.loader && !asked.isUrgent) {
        // It may be waiting for its turn, or for an end of the pause.
        asked.queue.push_front(asked.loader->job().key);
        asked.loader->cancel();
    }
    next(asked);
}

void Backfill::release(const JobKey &key)
{
    for (const auto &each : m_lanes) {
        if (each->loader && each->loader->job().key == key)
            each->loader->cancel();
    }
}

void Backfill::closed(const JobKey &key)
{
    const auto known = std::find_if(m_lanes.begin(), m_lanes.end(),
                                    [&key](const auto &lane) { return lane->account == key.account; });
    if (known != m_lanes.end() && (*known)->ofPages.remove(key.id))
        finishSoon(key);
}

void Backfill::noteListed()
{
    for (const auto &each : m_lanes) {
        for (const JobKey &key : std::exchange(each->unlisted, {}))
            each->addUrgent(key);
        next(*each);
    }
}

void Backfill::noteFinished()
{
    count(); // not one more: it may have been read again
}

void Backfill::block(qint64 account)
{
    Lane &blocked = lane(account);
    blocked.isBlocked = true;
    if (blocked.loader)
        blocked.loader->cancel();
}

void Backfill::setPaused(bool paused)
{
    if (paused == m_state.isPaused)
        return;
    m_state.isPaused = paused;
    for (const auto &each : m_lanes) {
        each->pace->setPaused(paused);
        next(*each);
    }
    update();
}

void Backfill::next(Lane &lane)
{
    if (lane.isWorking || lane.isBlocked || lane.retry.isActive() || !m_options.client(lane.account))
        return update();
    const bool isUrgent = !lane.urgent.empty();
    std::deque<JobKey> &queue = isUrgent ? lane.urgent : lane.queue;
    if (!isUrgent && (m_state.isPaused || m_options.perMinute <= 0))
        return update();
    if (queue.empty())
        return lane.isEmpty ? update() : refill(lane);
    const JobKey key = queue.front();
    queue.pop_front();
    if (isUrgent)
        lane.urgentIds.remove(key.id);
    begin(lane, key, isUrgent);
}

void Backfill::refill(Lane &lane)
{
    lane.isWorking = true;
    m_options.desk.ask(
        this,
        [account = lane.account, done = lane.done](ArchiveSession &session) {
            return session.run([&](Archive &a) {
                return a.records().unfinished(account, kRefill, [&](QByteArrayView id, QByteArrayView) {
                    return !done.contains(QString::fromUtf8(id));
                });
            });
        },
        [this, &lane](const ArchiveResult<std::vector<JobKey>> &found) {
            if (const auto *jobs = std::get_if<std::vector<JobKey>>(&found))
                lane.queue.insert(lane.queue.end(), jobs->begin(), jobs->end());
            lane.isEmpty = lane.queue.empty();
            lane.isWorking = false;
            next(lane);
        });
}

void Backfill::begin(Lane &lane, const JobKey &key, bool isUrgent)
{
    lane.isWorking = true;
    m_options.desk.ask(
        this,
        [key, ending = m_options.desk.isEnding](ArchiveSession &session) {
            return session.run(
                [&](Archive &a) { return readRecords(a, key, RecordsDepth::Outline, *ending); });
        },
        [this, &lane, key, isUrgent](const ArchiveResult<KeptRecords> &result) {
            const auto *kept = std::get_if<KeptRecords>(&result);
            const bool isOpen = m_options.isOpen && m_options.isOpen(key);
            if (kept && kept->outline && !kept->state.isFinished && !isOpen && m_options.client(lane.account))
                return load(lane, *kept, isUrgent);
            if (isUrgent && kept && !kept->outline) {
                lane.unlisted.push_back(key);
                return settle(lane);
            }
            lane.done.insert(key.id);
            if (isUrgent && isOpen)
                lane.ofPages.insert(key.id);
            settle(lane);
        });
}

void Backfill::load(Lane &lane, const KeptRecords &kept, bool isUrgent)
{
    lane.isUrgent = isUrgent;
    lane.loader = new RecordsLoader(*m_options.client(lane.account), m_options.desk,
                                    isUrgent ? nullptr : lane.pace, *kept.outline, kept.files, this);
    connect(lane.loader, &RecordsLoader::finished, this, [this, &lane] { loaded(lane); });
    lane.loader->start();
    update();
}

void Backfill::loaded(Lane &lane)
{
    RecordsLoader *loader = std::exchange(lane.loader, nullptr);
    loader->deleteLater();
    const JobKey key = loader->job().key;
    if (loader->wasCancelled())
        return settle(lane);
    if (loader->lostClient()) { // read again with the account's new key
        if (lane.isUrgent)
            lane.urgentIds.insert(key.id);
        (lane.isUrgent ? lane.urgent : lane.queue).push_front(key);
        return settle(lane);
    }
    if (const auto error = loader->error())
        failed(lane, *loader, *error);
    else if (lane.isUrgent && !isTerminal(loader->job().status) && ++lane.tries[key.id] < kMaxTries)
        tryLater(lane, key, 0); // the archive could not be told yet that it has ended
    else
        lane.failures = 0;
    if (!lane.tries.contains(key.id) || lane.tries[key.id] >= kMaxTries)
        lane.done.insert(key.id);
    const bool isFinished = loader->isWhole() && isTerminal(loader->job().status);
    if (isFinished) {
        m_options.desk.archive->post([key, nowMs = m_options.desk.clockMs()](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return a.records().markFinished(key, nowMs); });
        });
        noteFinished();
    }
    const bool hasEvents = loader->events().isComplete && !loader->events().error;
    summarise(key, hasEvents ? m_options.desk.clockMs() / 1000 : 0, this, [this, &lane] { settle(lane); });
}

// Whether the job, the network or the key is to blame decides when what is asked again.
void Backfill::failed(Lane &lane, const RecordsLoader &loader, const ApiError &error)
{
    using Kind = ApiError::Kind;
    const JobKey &key = loader.job().key;
    if (error.kind == Kind::Unauthorized || error.kind == Kind::Tls) {
        lane.isBlocked = true;
        lane.tries.remove(key.id);
        if (lane.isUrgent)
            lane.urgentIds.insert(key.id);
        (lane.isUrgent ? lane.urgent : lane.queue).push_front(key);
        return;
    }
    if (!loader.isWorthAnotherTry())
        return;
    tryLater(lane, key, error.retryAfterMs);
}

void Backfill::tryLater(Lane &lane, const JobKey &key, qint64 leastMs)
{
    // A job that has just ended is tried until it is done.
    if (lane.isUrgent)
        lane.addUrgent(key);
    else if (++lane.tries[key.id] < kMaxTries)
        lane.queue.push_back(key);
    const qint64 wait = qint64{m_options.retryMs} << std::min(lane.failures++, 5);
    lane.retry.start(int(std::max(wait, std::min<qint64>(leastMs, 3'600'000))));
}

void Backfill::settle(Lane &lane)
{
    lane.isWorking = false;
    lane.isUrgent = false;
    next(lane);
}

void Backfill::count()
{
    m_options.desk.ask(
        this,
        [](ArchiveSession &session) {
            return session.run([](Archive &a) { return a.records().detailsCount(); });
        },
        [this](const ArchiveResult<DetailsCount> &result) {
            if (const auto *counts = std::get_if<DetailsCount>(&result)) {
                m_state.kept = counts->finished;
                m_state.jobs = counts->jobs;
                Q_EMIT stateChanged();
            }
        });
}

void Backfill::update()
{
    const bool isRunning =
        std::any_of(m_lanes.begin(), m_lanes.end(), [](const auto &each) { return each->isWorking; });
    m_state.isRunning = isRunning && !m_state.isPaused;
    Q_EMIT stateChanged();
}

} // namespace tuneboard
