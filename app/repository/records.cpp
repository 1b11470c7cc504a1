// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/records.h"

#include "app/api/terms.h"
#include "app/repository/contentfetch.h"
#include "app/repository/recordsloader.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kPublishMs = 250; // between two announcements
// While events still come: a snapshot is all of them again and metrics begin with the first one, so that each
// may take only such a part of the time.
constexpr qint64 kSnapshotPart = 20;
constexpr qint64 kBuildPart = 10;
constexpr int kBuildMs = 1000; // between two builds, at least
constexpr qint64 kMaxPauseMs = 60'000;
constexpr int kSummaryChunk = 2000;
constexpr qint64 kDayMs = 24LL * 60 * 60 * 1000;

// Whether nothing came for the file since: what is in it is not compared.
bool looksSame(const JobFile &a, const JobFile &b)
{
    return a.object.has_value() == b.object.has_value() && a.content == b.content &&
           a.received == b.received && a.path == b.path && !a.error && !b.error;
}

// Why the user's copy cannot be the file of so many bytes; empty: it can. `path` empty: it is forgotten.
QString problemOf(const QString &path, std::optional<qint64> bytes)
{
    if (path.isEmpty())
        return {};
    const QFileInfo found(path);
    if (!found.isFile() || !found.isReadable())
        return Records::tr("%1 cannot be read.").arg(path);
    if (!bytes || found.size() == *bytes)
        return {};
    return Records::tr("%1 has %2 bytes, but the server's file has %3: it is another one.")
        .arg(path, QLocale().toString(found.size()), QLocale().toString(*bytes));
}

} // namespace

Records::Records(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    m_pool.setMaxThreadCount(2); // so that a snapshot need not wait for metrics
    m_desk.archive = m_options.archive;
    m_desk.home = this;
    m_desk.pool = &m_pool;
    m_desk.clockMs = m_options.clockMs;
    m_desk.limits = std::make_shared<ReadingLimits>(m_options.limits);
    m_backfill = new Backfill(
        {m_desk, m_options.client,
         [this](qint64 account) {
             return (m_loader && m_now.key.account == account) || m_options.isListing(account);
         },
         [this](const JobKey &key) { return isOpen(key); }, m_options.backfillPerMinute, m_options.retryMs},
        this);
    connect(m_backfill, &Backfill::summarised, this,
            [this](const JobSummary &summary) { Q_EMIT summariesChanged({summary}); });
    m_now.events = std::make_shared<const std::vector<EventRow>>();
    m_now.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    for (QTimer *timer : {&m_publish, &m_build, &m_retry})
        timer->setSingleShot(true);
    connect(&m_publish, &QTimer::timeout, this, &Records::publish);
    connect(&m_build, &QTimer::timeout, this, &Records::build);
    connect(&m_retry, &QTimer::timeout, this, &Records::refresh);
}

Records::~Records()
{
    *m_desk.isEnding = true;
    m_pool.waitForDone();
}

void Records::open(const JobKey &key)
{
    if (key == m_now.key)
        return;
    if (m_loader) {
        m_loader->disconnect(this);
        m_loader->cancel();
        std::exchange(m_loader, nullptr)->deleteLater();
    }
    const auto fetches = std::exchange(m_fetches, {});
    for (ContentFetch *fetch : fetches) {
        fetch->disconnect(this);
        connect(fetch, &ContentFetch::finished, fetch, &QObject::deleteLater); // goes on: it was asked for
    }
    m_backfill->release(key);
    const JobKey before = m_now.key;
    m_now = {};
    setFiles({});
    m_now.key = key;
    m_now.events = std::make_shared<const std::vector<EventRow>>();
    m_now.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    m_outline.reset();
    m_chunks.clear();
    m_embedded = {};
    m_isRead = m_isUnkept = m_wantsLoad = m_isFinished = m_eventsChanged = m_metricsChanged = false;
    m_isJoining = m_isBuilding = false; // what is being computed for the job before is dropped
    ++m_opening;
    m_publish.stop();
    m_build.stop();
    m_retry.stop();
    m_failures = 0;
    m_sincePublished.invalidate();
    m_sinceSnapshot.invalidate();
    m_snapshotMs = m_buildMs = 0;
    m_backfill->closed(before);
    if (key.account <= 0) {
        m_isRead = true; // a file, or an account that nothing is kept of
        return publishSoon();
    }
    read();
}

// What the archive has of it, and then what was to be loaded meanwhile.
void Records::read()
{
    m_isRead = false;
    m_desk.ask(
        this,
        [key = m_now.key, ending = m_desk.isEnding](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return turnReversedEvents(a, key); });
            return session.run([&](Archive &a) { return readRecords(a, key, RecordsDepth::Whole, *ending); });
        },
        [this, opening = m_opening](const ArchiveResult<KeptRecords> &result) {
            if (opening != m_opening)
                return;
            m_isRead = true;
            if (const auto *kept = std::get_if<KeptRecords>(&result))
                takeKept(*kept);
            else
                publishSoon(); // the page says that nothing is there; the notice says why
            if (std::exchange(m_wantsLoad, false))
                load();
        });
}

void Records::show(const JobKey &key, const KeptRecords &kept)
{
    if (isOpen(key))
        takeKept(kept);
}

void Records::takeKept(const KeptRecords &kept)
{
    if (!kept.outline)
        return publishSoon();
    m_chunks = kept.events;
    m_now.checkpoints = kept.checkpoints;
    m_now.checkpointsAreEmbedded = false;
    if (!m_embedded.events)
        m_embedded = kept.embedded;
    if (!m_outline) {
        m_outline = kept.outline;
        setFiles(kept.files);
    }
    for (const JobFile &known : kept.files) {
        if (JobFile *mine = file(known.id))
            *mine = known;
        else if (known.role == JobFile::Role::Checkpoint)
            addFile(known);
    }
    m_isFinished = kept.state.isFinished;
    m_now.eventsState.isComplete = kept.state.eventsComplete;
    m_now.checkpointsState.isComplete = kept.state.checkpointsComplete;
    if (!kept.shutdownDate.isEmpty())
        m_now.shutdownDate = kept.shutdownDate;
    m_eventsChanged = true;
    publishSoon();
}

void Records::setJob(const JobKey &key, const Job &job, const EmbeddedRecords &embedded)
{
    if (!isOpen(key))
        return;
    if (embedded.events) {
        m_embedded = embedded;
        m_eventsChanged = m_eventsChanged || m_now.eventsAreEmbedded;
    }
    m_outline = outlineOf(key, job);
    QList<JobFile> files;
    for (const auto &[role, id] : m_outline->files) {
        const JobFile *known = file(id);
        files.push_back(known ? *known : fileOf(role, id, {}));
    }
    std::copy_if(m_now.files.begin(), m_now.files.end(), std::back_inserter(files),
                 [](const JobFile &file) { return file.role == JobFile::Role::Checkpoint; });
    setFiles(std::move(files));
    publishSoon();
    askModels();
    if (!m_isFinished || !m_isRead)
        load();
}

void Records::refresh()
{
    if (!m_isFinished && !m_now.isStopped && !m_now.key.id.isEmpty())
        load();
}

void Records::reload(const JobKey &key)
{
    if (!isOpen(key))
        return;
    m_isFinished = false; // whoever asks for it wants to see it asked
    m_desk.limits->allowMore(key);
    load();
}

void Records::load()
{
    if (!m_isRead || m_loader) {
        m_wantsLoad = true;
        return;
    }
    ApiClient *client = m_options.client(m_now.key.account);
    if (!client || !m_outline || m_isFinished)
        return;
    if (std::exchange(m_isUnkept, false)) {
        // What is shown and not kept would not be asked for again.
        m_wantsLoad = m_eventsChanged = true;
        m_chunks.clear();
        for (JobFile &file : m_now.files)
            file = fileOf(file.role, file.id, {});
        return read();
    }
    m_now.isStopped = false;
    m_retry.stop();
    QList<JobFile> wanted = m_now.files;
    wanted.removeIf([](const JobFile &file) { return file.role == JobFile::Role::Checkpoint; });
    m_loader = new RecordsLoader(*client, m_desk, nullptr, *m_outline, std::move(wanted), this);
    connect(m_loader, &RecordsLoader::eventsCame, this, &Records::takeEvents);
    connect(m_loader, &RecordsLoader::eventsTurned, this, &Records::takeTurned);
    connect(m_loader, &RecordsLoader::checkpointsCame, this, &Records::takeCheckpoints);
    // Not at each change: with thousands of files each of them is one.
    connect(m_loader, &RecordsLoader::changed, this, [this] {
        m_statesChanged = true;
        publishSoon();
    });
    connect(m_loader, &RecordsLoader::finished, this, &Records::loaded);
    m_loader->start();
    takeStates();
    publishSoon();
}

void Records::takeEvents(const std::vector<EventRow> &rows, qint64 range, const std::vector<qint64> &joined)
{
    std::vector<EventRow> fresh;
    if (range == 0) {
        // The archive could not tell which are known.
        QSet<QStringView> known;
        for (const auto &[stretch, chunks] : m_chunks) {
            for (const EventChunk &chunk : chunks) {
                for (const EventRow &row : *chunk)
                    known.insert(row.id);
            }
        }
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(fresh),
                     [&known](const EventRow &row) { return !known.contains(row.id); });
        range = m_chunks.empty() ? 1 : m_chunks.begin()->first;
    } else {
        fresh = rows;
    }
    std::vector<EventChunk> &stretch = m_chunks[range];
    if (!fresh.empty())
        stretch.push_back(std::make_shared<const std::vector<EventRow>>(std::move(fresh)));
    for (const qint64 below : joined) {
        if (const auto found = m_chunks.find(below); found != m_chunks.end()) {
            stretch.insert(stretch.end(), found->second.begin(), found->second.end());
            m_chunks.erase(found);
        }
    }
    m_eventsChanged = true;
    publishSoon();
}

void Records::takeTurned(const EventChunks &chunks)
{
    m_chunks = chunks;
    m_eventsChanged = true;
    publishSoon();
}

// What the server has no more is kept behind what it has.
void Records::takeCheckpoints(const std::vector<Checkpoint> &checkpoints)
{
    auto all = std::make_shared<std::vector<Checkpoint>>(checkpoints);
    if (std::exchange(m_now.checkpointsAreEmbedded, false))
        m_now.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
    QSet<QString> known;
    for (const Checkpoint &checkpoint : checkpoints)
        known.insert(checkpoint.id);
    std::copy_if(m_now.checkpoints->begin(), m_now.checkpoints->end(), std::back_inserter(*all),
                 [&known](const Checkpoint &kept) { return !known.contains(kept.id); });
    m_now.checkpoints = std::move(all);
    m_metricsChanged = true;
    publishSoon();
}

void Records::takeStates()
{
    m_statesChanged = false;
    m_now.eventsState = m_loader->events();
    if (m_now.eventsState.isComplete && !m_now.eventsState.isLoading && !m_now.eventsState.error)
        m_now.eventsReadAt = m_options.clockMs() / 1000;
    m_now.checkpointsState = m_loader->checkpoints();
    for (const JobFile &theirs : m_loader->files()) {
        JobFile *mine = file(theirs.id);
        if (!mine || looksSame(*mine, theirs))
            continue;
        mine->object = theirs.object;
        mine->value = theirs.value;
        if (theirs.role != JobFile::Role::Result) {
            if (mine->content == JobFile::Content::NotAsked)
                mine->error = theirs.error;
            continue; // its content comes by a click alone
        }
        if (mine->isLocated || m_fetches.contains(theirs.id))
            continue;
        m_metricsChanged = m_metricsChanged || mine->path != theirs.path;
        *mine = theirs;
    }
}

// Uses the events and checkpoints inside the job object where the server listed none.
void Records::useEmbedded()
{
    if (m_embedded.events && !m_embedded.events->empty()) {
        const bool isEmpty = std::all_of(m_chunks.begin(), m_chunks.end(), [](const auto &stretch) {
            return std::all_of(stretch.second.begin(), stretch.second.end(),
                               [](const EventChunk &chunk) { return chunk->empty(); });
        });
        m_eventsChanged = m_eventsChanged || m_now.eventsAreEmbedded != isEmpty;
        m_now.eventsAreEmbedded = isEmpty;
    }
    const auto &own = m_embedded.checkpoints;
    const bool isFree = m_now.checkpoints->empty() || m_now.checkpointsAreEmbedded;
    if (own && !own->empty() && isFree && m_now.checkpoints != own) {
        m_now.checkpoints = own;
        m_now.checkpointsAreEmbedded = true;
        m_metricsChanged = true;
    }
}

// They are listed, and fetched by a click alone.
void Records::addCheckpointFiles()
{
    for (const Checkpoint &checkpoint : *m_now.checkpoints) {
        for (const QString &id : checkpoint.resultFiles) {
            if (!id.isEmpty() && !m_filePlaces.contains(id))
                addFile(fileOf(JobFile::Role::Checkpoint, id, {}));
        }
    }
}

void Records::loaded()
{
    takeStates();
    RecordsLoader *loader = std::exchange(m_loader, nullptr);
    loader->deleteLater();
    m_isUnkept = loader->isUnkept() && loader->isWorthAnotherTry();
    if (const auto error = loader->error(); error && error->kind == ApiError::Kind::Unauthorized)
        m_backfill->block(m_now.key.account);
    if (loader->isWhole() && isTerminal(loader->job().status) && m_now.key.account > 0) {
        m_isFinished = true;
        m_metricsChanged = true; // the summary says so
        m_desk.archive->post([key = m_now.key, nowMs = m_options.clockMs()](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return a.records().markFinished(key, nowMs); });
        });
        m_backfill->noteFinished();
    }
    publishSoon();
    if (std::exchange(m_wantsLoad, false) && !loader->wasCancelled())
        return load();
    retryLater(*loader);
}

// One that goes on is asked for again by whoever follows it; one that has ended by nobody else.
void Records::retryLater(const RecordsLoader &loader)
{
    const std::optional<ApiError> error = loader.error();
    if (!error || loader.wasCancelled()) {
        m_failures = 0;
        return;
    }
    if (!loader.isWorthAnotherTry() || !isTerminal(loader.job().status))
        return;
    const qint64 waitMs = qint64{m_options.retryMs} << std::min(m_failures++, 5);
    m_retry.start(int(std::max(waitMs, std::min<qint64>(error->retryAfterMs, 3'600'000))));
}

void Records::cancel(const JobKey &key)
{
    if (!isOpen(key))
        return;
    m_wantsLoad = false;
    m_now.isStopped = true;
    if (m_loader)
        m_loader->cancel();
    publishSoon();
}

// A job may have thousands: each of them is looked for whenever one changes.
JobFile *Records::file(const QString &id)
{
    const auto found = m_filePlaces.constFind(id);
    return found == m_filePlaces.constEnd() ? nullptr : &m_now.files[*found];
}

void Records::setFiles(QList<JobFile> files)
{
    m_now.files = std::move(files);
    m_filePlaces.clear();
    for (qsizetype i = m_now.files.size(); i-- > 0;)
        m_filePlaces.insert(m_now.files[i].id, i); // of two with one id the first counts
}

void Records::addFile(JobFile file)
{
    m_filePlaces.insert(file.id, m_now.files.size());
    m_now.files.push_back(std::move(file));
}

void Records::downloadFile(const JobKey &key, const QString &id)
{
    JobFile *wanted = isOpen(key) ? file(id) : nullptr;
    ApiClient *client = m_options.client(key.account);
    if (!wanted || !client || m_fetches.contains(id))
        return;
    wanted->content = JobFile::Content::Loading;
    wanted->received = 0;
    wanted->error.reset();
    auto *fetch = new ContentFetch(*client, m_desk, key.account, id,
                                   std::make_shared<std::optional<ArchiveError>>(), this);
    m_fetches.insert(id, fetch);
    connect(fetch, &ContentFetch::progress, this, [this, id](qint64 received) {
        if (JobFile *loading = file(id))
            loading->received = received;
        publishSoon();
    });
    connect(fetch, &ContentFetch::finished, this, [this, id, fetch](const ContentFetch::Outcome &outcome) {
        m_fetches.remove(id);
        fetch->deleteLater();
        if (JobFile *fetched = file(id)) {
            fetched->isLocated = false;
            applyContent(*fetched, outcome.file, outcome.error);
            m_metricsChanged = m_metricsChanged || fetched->role == JobFile::Role::Result;
        }
        publishSoon();
    });
    fetch->start();
    publishSoon();
}

void Records::locateFile(const JobKey &key, const QString &id, const QString &path)
{
    const JobFile *wanted = isOpen(key) ? file(id) : nullptr;
    if (!wanted)
        return;
    const std::optional<qint64> bytes = wanted->object ? wanted->object->bytes : std::nullopt;
    const JobFile::Role role = wanted->role;
    const QString name = QString::number(key.account) + u'/' + id;
    const quint64 turn = ++m_locations[name];
    // The user's file may be on a slow disk: the archive does not wait for it. If the user has located the
    // file again meanwhile, the later choice counts, whichever disk answers first.
    m_desk.compute(
        this, [path, bytes] { return problemOf(path, bytes); },
        [this, key, id, path, role, name, turn](const QString &problem) {
            if (m_locations.value(name) == turn)
                keepLocated(key, id, role, path, problem);
        });
}

void Records::keepLocated(const JobKey &key, const QString &id, JobFile::Role role, const QString &path,
                          const QString &problem)
{
    m_desk.ask(
        this,
        [account = key.account, id, role, path, problem](ArchiveSession &session) {
            if (problem.isEmpty())
                (void)session.run([&](Archive &a) { return a.records().locateFile(account, id, path); });
            const auto stored = session.run([&](Archive &a) { return a.records().file(account, id); });
            const auto *kept = std::get_if<StoredFile>(&stored);
            JobFile now = fileOf(role, id, kept ? *kept : StoredFile());
            if (!problem.isEmpty()) {
                now.error.emplace();
                now.error->kind = ApiError::Kind::Disk;
                now.error->message = problem;
                if (now.content == JobFile::Content::NotAsked)
                    now.content = JobFile::Content::Failed;
            }
            return now;
        },
        [this, key, id](const JobFile &now) { showLocated(key, id, now); });
}

void Records::showLocated(const JobKey &key, const QString &id, const JobFile &now)
{
    JobFile *located = isOpen(key) ? file(id) : nullptr;
    if (!located || m_fetches.contains(id))
        return;
    const JobFile before = std::exchange(*located, now);
    if (!now.object) {
        located->object = before.object;
        located->value = before.value;
    }
    m_metricsChanged = m_metricsChanged || now.role == JobFile::Role::Result;
    publishSoon();
}

// Once a day is enough: the dates are months away.
void Records::askModels()
{
    const qint64 account = m_now.key.account;
    if (account <= 0 || !m_options.client(account))
        return;
    const qint64 nowMs = m_options.clockMs();
    if (m_modelsAskedMs.contains(account) && nowMs - m_modelsAskedMs[account] < kDayMs)
        return readShutdownDate();
    m_modelsAskedMs[account] = nowMs; // also where it fails: not with every job
    m_desk.ask(
        this,
        [account](ArchiveSession &session) {
            return session.run([&](Archive &a) { return a.records().modelsAskedMs(account); });
        },
        [this, account, nowMs](const ArchiveResult<qint64> &result) {
            const auto *asked = std::get_if<qint64>(&result);
            ApiClient *client = m_options.client(account);
            if (!client || (asked && *asked > 0 && nowMs - *asked < kDayMs && *asked <= nowMs))
                return readShutdownDate();
            TypedRequest<ModelEnds> request;
            request.request = Request::get(u"models"_s);
            request.parse = [](Reply &&reply) {
                return readModelEnds(reply.body);
            };
            client->send<ModelEnds>(
                std::move(request), this, [this, account, nowMs](const Result<ModelEnds> &ends) {
                    if (!ends)
                        return; // the page says nothing of it then
                    m_desk.archive->post([account, nowMs, ends = *ends](ArchiveSession &session) {
                        (void)session.run(
                            [&](Archive &a) { return a.records().keepModelEnds(account, ends, nowMs); });
                    });
                    readShutdownDate();
                });
        });
}

void Records::readShutdownDate()
{
    if (!m_outline)
        return;
    m_desk.ask(
        this,
        [outline = *m_outline](ArchiveSession &session) {
            return session.run(
                [&](Archive &a) { return ArchiveResult<QString>(shutdownDateOf(a, outline)); });
        },
        [this, key = m_now.key](const ArchiveResult<QString> &result) {
            const auto *day = std::get_if<QString>(&result);
            if (!isOpen(key) || !day)
                return;
            const auto known = day->isEmpty() ? std::nullopt : std::optional(*day);
            if (std::exchange(m_now.shutdownDate, known) != known)
                publishSoon();
        });
}

void Records::publishSoon()
{
    if (m_publish.isActive())
        return;
    const qint64 since = m_sincePublished.isValid() ? m_sincePublished.elapsed() : kPublishMs;
    m_publish.start(int(std::max<qint64>(0, kPublishMs - since)));
}

// At once where no more events come; else by what the last one took, here and in those who were told.
bool Records::isSnapshotDue() const
{
    return !m_loader || !m_loader->events().isLoading || !m_sinceSnapshot.isValid() ||
           m_sinceSnapshot.elapsed() >= std::min(kSnapshotPart * m_snapshotMs, kMaxPauseMs);
}

void Records::publish()
{
    m_sincePublished.start();
    if (m_loader && m_statesChanged)
        takeStates();
    if (m_isJoining)
        return; // it publishes when it is done
    useEmbedded();
    addCheckpointFiles();
    if (!m_eventsChanged || !isSnapshotDue()) {
        Q_EMIT changed(m_now);
        if (m_eventsChanged)
            publishSoon();
        return buildSoon();
    }
    m_eventsChanged = false;
    m_isJoining = true;
    QElapsedTimer clock;
    clock.start();
    const EventChunks shown = m_now.eventsAreEmbedded ? EventChunks{{1, {m_embedded.events}}} : m_chunks;
    m_desk.compute(
        this, [chunks = shown] { return std::pair(joined(chunks), chunks); },
        [this, opening = m_opening, clock](std::pair<EventChunk, EventChunks> all) {
            if (opening != m_opening)
                return;
            m_isJoining = false;
            takeSnapshot(std::move(all.first), std::move(all.second));
            m_snapshotMs = clock.elapsed();
            m_sinceSnapshot.start();
            if (m_eventsChanged)
                publishSoon();
            buildSoon();
        });
}

// `from`: the chunks that it was made of.
void Records::takeSnapshot(EventChunk events, EventChunks from)
{
    EventChunk before = std::exchange(m_now.events, std::move(events));
    // One stretch that has only grown at its end: its chunks are one from now on.
    if (m_chunks.size() == 1 && from.size() == 1 && m_chunks.begin()->first == from.begin()->first) {
        auto &now = m_chunks.begin()->second;
        const auto &then = from.begin()->second;
        if (then.size() > 1 && now.size() >= then.size() &&
            std::equal(then.begin(), then.end(), now.begin())) {
            now.erase(now.begin(), now.begin() + std::ssize(then));
            now.insert(now.begin(), m_now.events);
        }
    }
    m_metricsChanged = true;
    Q_EMIT changed(m_now);
    // Letting go of very many rows takes as long as gathering them: not in the window's thread.
    m_pool.start([before = std::move(before), from = std::move(from)] {});
}

// While events still come, not all the time: each build begins from the first event.
void Records::buildSoon()
{
    if (!m_metricsChanged || m_isBuilding || !m_outline)
        return;
    const bool mayWait = m_loader && m_loader->events().isLoading && m_now.metrics;
    if (!mayWait)
        m_build.start(0); // also where it was to wait: nothing more comes
    else if (!m_build.isActive())
        m_build.start(int(std::min(kBuildMs + (kBuildPart - 1) * m_buildMs, kMaxPauseMs)));
}

void Records::build()
{
    if (m_isBuilding || m_isJoining || (m_eventsChanged && isSnapshotDue()))
        return; // what ends then comes back here
    m_metricsChanged = false;
    m_isBuilding = true;
    QElapsedTimer clock;
    clock.start();
    m_desk.compute(
        this,
        [sources = MetricsSources{m_now.events, m_now.checkpoints, resultPaths(m_now.files)},
         ending = m_desk.isEnding] { return buildMetrics(sources, *ending); },
        [this, opening = m_opening, clock](const std::shared_ptr<const JobMetrics> &metrics) {
            if (opening == m_opening)
                takeMetrics(metrics, clock.elapsed());
        });
}

void Records::takeMetrics(std::shared_ptr<const JobMetrics> metrics, qint64 tookMs)
{
    m_isBuilding = false;
    m_buildMs = tookMs;
    if (!m_outline)
        return buildSoon();
    m_now.metrics = std::move(metrics);
    JobSummary summary = summaryOf(*m_outline, *m_now.metrics, *m_now.checkpoints, m_isFinished);
    summary.readAt = m_now.eventsReadAt;
    if (m_now.key.account > 0) { // else it is a file's, or nothing of it is kept
        m_desk.archive->post([summary](ArchiveSession &session) {
            (void)session.run([&](Archive &a) { return a.records().keepSummary(summary); });
        });
    }
    if (!m_now.key.id.isEmpty())
        Q_EMIT summariesChanged({summary});
    publishSoon();
}

void Records::readSummaries()
{
    const QPointer<QObject> context(this);
    m_desk.archive->post([this, desk = m_desk, context](ArchiveSession &session) {
        (void)session.run([&](Archive &a) -> ArchiveResult<bool> {
            auto error = a.records().readSummaries(kSummaryChunk, [&](std::vector<JobSummary> piece) {
                desk.tell(context, [this, piece = std::move(piece)] { Q_EMIT summariesChanged(piece); });
                return !session.isEnding();
            });
            return error ? ArchiveResult<bool>(*error) : ArchiveResult<bool>(true);
        });
        desk.tell(context, [this] { Q_EMIT summariesRead(); });
    });
}

} // namespace tuneboard
