// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/recordsloader_p.h"

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
                             QList<JobFile> files, QObject *parent)
    : QObject(parent)
    , m_client(&client)
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
    startEvents();
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
        return (part.isComplete && part.limitedAfter == 0) || isFinal(part.error);
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
        if (!m_client)
            return clientGone();
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
    if (!m_client)
        return clientGone();
    JobFile &file = m_files[m_file];
    file.content = JobFile::Content::Loading;
    auto *fetch = new ContentFetch(*m_client, m_desk, m_job.key.account, file.id, m_unkept, this);
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

// The account was removed, or its key changed.
void RecordsLoader::clientGone()
{
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    stopAt(error);
}

// The key is refused, or the user has had enough: all parts end with that.
void RecordsLoader::stopAt(const ApiError &error)
{
    if (std::exchange(m_ended, true))
        return;
    m_lostClient = !m_cancelled && error.kind == ApiError::Kind::Cancelled;
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
