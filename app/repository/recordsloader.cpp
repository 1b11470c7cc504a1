// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/recordsloader.h"

#include "app/api/readjson.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The server will not give it, whoever asks how often.
bool isFinal(const std::optional<ApiError> &error)
{
    return error && (error->kind == ApiError::Kind::NotFound || error->kind == ApiError::Kind::NotAllowed);
}

// What concerns the account, not this one object.
bool stopsAll(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Unauthorized:
    case ApiError::Kind::Cancelled:
    case ApiError::Kind::Tls:
        return true;
    default: // a long list: the next request may well be answered
        return false;
    }
}

template<class T>
std::vector<RawObject> rawOf(const std::vector<T> &rows)
{
    std::vector<RawObject> objects;
    objects.reserve(rows.size());
    for (const T &row : rows)
        objects.push_back({row.id, row.raw});
    return objects;
}

Result<RawObject> readFileObject(Reply &&reply)
{
    const Result<Value> value = readJson(reply.body);
    if (!value)
        return value.error();
    if (!value->isObject())
        return ApiError::malformed(RecordsLoader::tr("This is JSON, but no file: a file is an object."));
    return RawObject{value->string(u"id"), reply.body.trimmed()};
}

} // namespace

RecordsLoader::RecordsLoader(ApiClient &client, const RecordsDesk &desk, Pace *pace, JobOutline job,
                             std::vector<JobFile> files, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_desk(desk)
    , m_pace(pace)
    , m_job(std::move(job))
    , m_files(std::move(files))
{
}

void RecordsLoader::start()
{
    m_events.isLoading = true;
    m_checkpoints.isLoading = true;
    askEvents();
    askCheckpoints();
    nextFile();
}

void RecordsLoader::cancel()
{
    if (m_ended || m_cancelled)
        return;
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    m_cancelled = true;
    stopAt(error);
}

bool RecordsLoader::isWhole() const
{
    const auto has = [](const PartState &part) {
        return part.isComplete || isFinal(part.error);
    };
    return !m_archiveError && has(m_events) && has(m_checkpoints) &&
           std::all_of(m_files.begin(), m_files.end(), [](const JobFile &file) {
               if (!file.object && !isFinal(file.error))
                   return false;
               return file.role != JobFile::Role::Result || file.content == JobFile::Content::Kept ||
                      file.content == JobFile::Content::TooLarge || isFinal(file.error);
           });
}

std::optional<ApiError> RecordsLoader::error() const
{
    std::optional<ApiError> found;
    const auto look = [&found](const std::optional<ApiError> &error) {
        if (error && !isFinal(error) && (!found || (error->worthRetrying() && !found->worthRetrying())))
            found = error;
    };
    look(m_events.error);
    look(m_checkpoints.error);
    for (const JobFile &file : m_files)
        look(file.error);
    if (!found && m_archiveError) {
        found.emplace();
        found->kind = ApiError::Kind::Disk;
        found->message = m_archiveError->text;
    }
    return found;
}

bool RecordsLoader::isWorthAnotherTry() const
{
    if (const auto found = error(); found && found->worthRetrying())
        return true;
    // Unknown: the job itself is still on its way into the archive.
    return m_archiveError &&
           (m_archiveError->mayPass() || m_archiveError->kind == ArchiveError::Kind::Unknown);
}

// At once, or when the pace allows it.
void RecordsLoader::send(std::function<Call *()> sendNow)
{
    const auto go = [this, sendNow = std::move(sendNow)] {
        if (m_ended)
            return;
        std::erase_if(m_calls, [](const QPointer<Call> &call) { return !call; });
        Call *call = sendNow();
        m_calls.emplace_back(call);
        if (m_pace) {
            connect(call, &Call::finished, m_pace, [pace = m_pace, call] {
                if (call->attempts() > 1)
                    pace->charge(call->attempts() - 1);
            });
        }
    };
    if (m_pace)
        m_pace->ask(this, go);
    else
        go();
}

template<class T>
void RecordsLoader::ask(TypedRequest<T> request, void (RecordsLoader::*take)(Result<T>), PageSize *page)
{
    send([this, request = std::move(request), take, page] {
        Call *call = m_client.send<T>(request, this, [this, take](Result<T> result) {
            if (!m_ended)
                (this->*take)(std::move(result));
        });
        if (page)
            page->watch(*call);
        return call;
    });
}

void RecordsLoader::askEvents()
{
    TypedRequest<ListPage<EventRow>> request;
    request.request = Request::get(jobPath(m_job.key.id, u"events"_s),
                                   {{u"limit"_s, QString::number(m_eventsPage.objects())}});
    if (!m_after.isEmpty())
        request.request.query.append({u"after"_s, m_after});
    request.parse = [](Reply &&reply) {
        return readEventPage(reply.body);
    };
    ask(std::move(request), &RecordsLoader::takeEvents, &m_eventsPage);
}

void RecordsLoader::takeEvents(Result<ListPage<EventRow>> result)
{
    if (m_eventsPage.hasShrunk())
        return askEvents();
    if (!result) {
        const ApiError::Kind kind = result.error().kind;
        const bool isRefused = kind == ApiError::Kind::Rejected || kind == ApiError::Kind::NotFound;
        if (isRefused && !m_isPlain && !m_after.isEmpty() && m_after != m_lastId) {
            // The event that was kept is gone from the server: over what is known, page by page.
            m_isPlain = true;
            m_after = m_lastId;
            return askEvents();
        }
        return endEvents(result.error());
    }
    ListPage<EventRow> page = std::move(result).value();
    m_events.received += qint64(page.objects.size());
    if (page.rejected > 0 && m_events.rejected == 0)
        m_events.firstReject = page.firstReject;
    m_events.rejected += page.rejected;
    if (!page.objects.empty())
        m_lastId = page.objects.back().id;
    if (m_job.key.account <= 0)
        return eventsUnkept(page);
    auto raw = std::make_shared<const std::vector<RawObject>>(rawOf(page.objects));
    const bool isEnd = !page.hasMore;
    m_desk.ask(
        this,
        [key = m_job.key, range = m_range, raw, isEnd, unkept = m_unkept](ArchiveSession &session) {
            auto added =
                session.run([&](Archive &a) { return a.records().addEvents(key, range, *raw, isEnd); });
            if (const auto *error = std::get_if<ArchiveError>(&added))
                *unkept = *error;
            return added;
        },
        [this, page = std::move(page)](const ArchiveResult<EventsAdded> &added) {
            if (!m_ended)
                eventsKept(page, added);
        });
}

void RecordsLoader::eventsKept(ListPage<EventRow> page, const ArchiveResult<EventsAdded> &result)
{
    const auto *added = std::get_if<EventsAdded>(&result);
    if (!added)
        return eventsUnkept(page);
    m_range = added->range;
    std::vector<EventRow> rows;
    for (std::size_t i = 0; i < page.objects.size(); ++i) {
        if (added->isNew[i])
            rows.push_back(std::move(page.objects[i]));
    }
    if (!rows.empty() || !added->joined.empty())
        Q_EMIT eventsCame(rows, added->range, added->joined);
    if (m_ended || !m_events.isLoading)
        return;
    m_events.isComplete = added->isComplete;
    if (added->isComplete || !page.hasMore)
        return endEvents({});
    if (page.objects.empty() && page.rejected == 0)
        return endEvents(ApiError::malformed(tr("The server promised more events and sent an empty page.")));
    goOn(m_isPlain ? m_lastId : added->cursor);
}

// Without an archive that can be written: for as long as the program runs.
void RecordsLoader::eventsUnkept(const ListPage<EventRow> &page)
{
    std::vector<EventRow> rows;
    for (const EventRow &row : page.objects) {
        if (m_seen.contains(row.id))
            continue;
        m_seen.insert(row.id);
        rows.push_back(row);
    }
    const bool anyNew = !rows.empty();
    if (anyNew)
        Q_EMIT eventsCame(rows, 0, {});
    if (m_ended || !m_events.isLoading)
        return;
    if (!page.hasMore) {
        m_events.isComplete = true;
        return endEvents({});
    }
    if (!anyNew)
        return endEvents(
            ApiError::malformed(tr("The server promised more events and sent none that is new.")));
    goOn(m_lastId);
}

void RecordsLoader::goOn(const QString &cursor)
{
    if (cursor.isEmpty() || m_cursors.contains(cursor))
        return endEvents(
            ApiError::malformed(tr("The server sent a page of events again that it had sent before.")));
    m_cursors.insert(cursor);
    m_after = cursor;
    Q_EMIT changed();
    askEvents();
}

void RecordsLoader::endEvents(std::optional<ApiError> error)
{
    if (!std::exchange(m_events.isLoading, false))
        return;
    m_events.error = std::move(error);
    if (m_events.error && stopsAll(*m_events.error))
        stopAt(*m_events.error);
    partEnded();
}

void RecordsLoader::askCheckpoints()
{
    TypedRequest<ListPage<KeptCheckpoint>> request;
    request.request = Request::get(jobPath(m_job.key.id, u"checkpoints"_s),
                                   {{u"limit"_s, QString::number(m_checkpointsPage.objects())}});
    if (!m_checkpointsAfter.isEmpty())
        request.request.query.append({u"after"_s, m_checkpointsAfter});
    request.parse = [](Reply &&reply) {
        return readCheckpointPage(reply.body);
    };
    ask(std::move(request), &RecordsLoader::takeCheckpoints, &m_checkpointsPage);
}

void RecordsLoader::takeCheckpoints(Result<ListPage<KeptCheckpoint>> result)
{
    if (m_checkpointsPage.hasShrunk())
        return askCheckpoints();
    if (!result)
        return endCheckpoints(result.error());
    ListPage<KeptCheckpoint> page = std::move(result).value();
    if (page.rejected > 0 && m_checkpoints.rejected == 0)
        m_checkpoints.firstReject = page.firstReject;
    m_checkpoints.rejected += page.rejected;
    m_checkpoints.received += qint64(page.objects.size());
    const int first = int(m_gathered.size());
    std::vector<RawObject> raw;
    for (KeptCheckpoint &kept : page.objects) {
        if (m_checkpointIds.contains(kept.object.id))
            continue;
        m_checkpointIds.insert(kept.object.id);
        raw.push_back(std::move(kept.object));
        m_gathered.push_back(std::move(kept.checkpoint));
    }
    const bool anyNew = !raw.empty();
    if (m_job.key.account > 0) {
        m_desk.keep(m_unkept,
                    [key = m_job.key, first, raw = std::move(raw), isEnd = !page.hasMore](Archive &archive) {
                        return archive.records().addCheckpoints(key, first, raw, isEnd);
                    });
    }
    if (!page.hasMore) {
        m_checkpoints.isComplete = true;
        Q_EMIT checkpointsCame(m_gathered);
        return endCheckpoints({});
    }
    if (!anyNew)
        return endCheckpoints(
            ApiError::malformed(tr("The server promised more checkpoints and sent none that is new.")));
    m_checkpointsAfter = m_gathered.back().id;
    askCheckpoints();
}

void RecordsLoader::endCheckpoints(std::optional<ApiError> error)
{
    if (!std::exchange(m_checkpoints.isLoading, false))
        return;
    m_checkpoints.error = std::move(error);
    if (m_checkpoints.error && stopsAll(*m_checkpoints.error))
        stopAt(*m_checkpoints.error);
    partEnded();
}

// One after the other: there are few, and nobody waits for them.
void RecordsLoader::nextFile()
{
    while (m_file < m_files.size() && m_files[m_file].object)
        ++m_file;
    if (m_file >= m_files.size()) {
        m_file = 0;
        return nextContent();
    }
    TypedRequest<RawObject> request{Request::get({u"files"_s, m_files[m_file].id}), &readFileObject};
    ask(std::move(request), &RecordsLoader::takeFile);
}

void RecordsLoader::takeFile(Result<RawObject> result)
{
    JobFile &file = m_files[m_file++];
    if (!result) {
        file.error = result.error();
        if (stopsAll(result.error())) {
            stopAt(result.error());
            return;
        }
    } else {
        file.error.reset();
        RawObject object{file.id, std::move(result).value().raw};
        Result<Value> value = readJson(object.raw);
        file.object = readFile(*value);
        file.value = std::move(value).value();
        if (m_job.key.account > 0) {
            m_desk.keep(m_unkept,
                        [account = m_job.key.account, object = std::move(object)](Archive &archive) {
                            return archive.records().keepFile(account, object);
                        });
        }
    }
    Q_EMIT changed();
    nextFile();
}

void RecordsLoader::nextContent()
{
    const auto isWanted = [](const JobFile &file) {
        return file.role == JobFile::Role::Result && file.content != JobFile::Content::Kept &&
               file.content != JobFile::Content::TooLarge && !isFinal(file.error);
    };
    while (m_file < m_files.size() && !isWanted(m_files[m_file]))
        ++m_file;
    if (m_file >= m_files.size())
        return partEnded();
    if (m_pace)
        m_pace->ask(this, [this] { fetchContent(); });
    else
        fetchContent();
}

void RecordsLoader::fetchContent()
{
    if (m_ended)
        return;
    JobFile &file = m_files[m_file];
    file.content = JobFile::Content::Loading;
    auto *fetch = new ContentFetch(m_client, m_desk, m_job.key.account, file.id, m_unkept, this);
    m_content = fetch;
    connect(fetch, &ContentFetch::progress, this, [this](qint64 received) {
        m_files[m_file].received = received;
        Q_EMIT changed();
    });
    connect(fetch, &ContentFetch::finished, this, &RecordsLoader::takeContent);
    connect(fetch, &ContentFetch::finished, fetch, &QObject::deleteLater);
    fetch->start();
    Q_EMIT changed();
}

void RecordsLoader::takeContent(const ContentFetch::Outcome &outcome)
{
    if (m_ended)
        return;
    JobFile &file = m_files[m_file++];
    const std::optional<ApiError> ofObject = file.object ? std::nullopt : file.error;
    applyContent(file, outcome.file, outcome.error);
    if (!file.error) // what the server says of the file is still to be asked for
        file.error = ofObject;
    Q_EMIT changed();
    if (outcome.error && stopsAll(*outcome.error))
        return stopAt(*outcome.error);
    nextContent();
}

// The key is refused, or the user has had enough: all parts end with that.
void RecordsLoader::stopAt(const ApiError &error)
{
    if (std::exchange(m_ended, true))
        return;
    for (const QPointer<Call> &call : std::exchange(m_calls, {})) {
        if (call)
            call->cancel();
    }
    if (m_content)
        m_content->cancel();
    for (PartState *part : {&m_events, &m_checkpoints}) {
        if (std::exchange(part->isLoading, false) && error.kind != ApiError::Kind::Cancelled)
            part->error = error;
    }
    for (JobFile &file : m_files) {
        if (file.content == JobFile::Content::Loading)
            file.content = JobFile::Content::NotAsked;
    }
    Q_EMIT changed();
    // Later: whoever made this loader may delete it at the signal.
    QMetaObject::invokeMethod(this, &RecordsLoader::finished, Qt::QueuedConnection);
}

void RecordsLoader::partEnded()
{
    if (m_ended)
        return;
    Q_EMIT changed();
    if (--m_partsLeft > 0 || m_ended)
        return;
    end();
}

// Once the archive has all of it, or has refused some; later in any case, for whoever made this loader may
// delete it at the signal.
void RecordsLoader::end()
{
    m_ended = true;
    if (m_job.key.account <= 0) {
        QMetaObject::invokeMethod(this, &RecordsLoader::finished, Qt::QueuedConnection);
        return;
    }
    m_desk.ask(
        this, [unkept = m_unkept](ArchiveSession &) { return *unkept; },
        [this](std::optional<ArchiveError> unkept) {
            m_archiveError = std::move(unkept);
            Q_EMIT finished();
        });
}

} // namespace tuneboard
