// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportreading.h"

#include "app/api/readelements.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "app/repository/exportfiles.h"
#include "app/repository/exportfolder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr auto kManifest = "manifest.json"_L1;
constexpr qint64 kHeadBytes = 4096;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveExport)
};

Value objectIn(const QString &folder, const QString &name, qint64 maxBytes)
{
    const auto bytes = exportedContent(folder, name, maxBytes);
    auto value = bytes ? readJson(*bytes, kMaxFileValues) : Result<Value>(ApiError());
    return value.ok() && value->isObject() ? std::move(value).value() : Value();
}

bool flag(const Value &object, QStringView name)
{
    const Value *member = object.find(name);
    return member && member->toBool().value_or(false);
}

qint64 integer(const Value &object, QStringView name)
{
    const Value *member = object.find(name);
    return member ? member->toInteger().value_or(0) : 0;
}

// The contents as the archive would have them.
StoredFile storedFile(const QString &folder, const QString &name, JobFile::Role role, qint64 maxBytes)
{
    StoredFile stored;
    if (const auto object = exportedContent(folder, name + ".json"_L1, maxBytes))
        stored.raw = *object;
    stored.path = exportedFile(folder, name + (role == JobFile::Role::Result ? ".csv"_L1 : ".jsonl"_L1));
    if (!stored.path.isEmpty())
        stored.content = StoredFile::Content::Kept;
    return stored;
}

// Rows of several texts, which they point into.
class JobCollector
{
public:
    explicit JobCollector(JobPage &page)
        : m_page(page)
    {
        page.jobs.storage = m_texts;
    }

    void add(JobRows rows)
    {
        m_page.jobs.rows.insert(m_page.jobs.rows.end(), rows.rows.begin(), rows.rows.end());
        m_texts->push_back(std::move(rows.storage));
    }
    void reject(const QString &reason)
    {
        if (m_page.rejected++ == 0)
            m_page.firstReject = reason;
    }

private:
    JobPage &m_page;
    std::shared_ptr<std::vector<std::shared_ptr<const void>>> m_texts =
        std::make_shared<std::vector<std::shared_ptr<const void>>>();
};

// About what an event takes in memory.
qint64 bytesOf(const EventRow &row)
{
    constexpr qint64 kAllocation = 32;
    const qint64 chars = row.id.size() + row.level.size() + row.type.size() + row.message.size();
    return qint64(sizeof(EventRow)) + row.raw.size() + 2 * chars + 5 * kAllocation;
}

// What the export holds of a job, as far as the limits allow.
class RecordsReader
{
public:
    RecordsReader(const QString &folder, const ExportLimits &limits)
        : m_folder(folder)
        , m_limits(limits)
    {
    }

    [[nodiscard]] const QStringList &problems() const { return m_problems; }

    std::vector<EventRow> events()
    {
        std::vector<EventRow> rows;
        qint64 bytes = 0;
        readEach(u"events.json"_s, m_limits.eventsBytes, [&](QByteArrayView json) {
            EventRow row;
            if (!readEventRow(json, row))
                return QString();
            bytes += bytesOf(row);
            if (bytes > m_limits.eventsBytes)
                return Words::tr("Only the newest %1 events are shown: there are too many.")
                    .arg(QLocale().toString(qint64(rows.size())));
            rows.push_back(std::move(row));
            return QString();
        });
        return rows;
    }

    std::vector<Checkpoint> checkpoints()
    {
        std::vector<Checkpoint> all;
        readEach(u"checkpoints.json"_s, m_limits.checkpointsBytes, [&](QByteArrayView json) {
            const Result<Value> value = readJson(json);
            if (!value || !value->isObject())
                return QString();
            Checkpoint checkpoint = readCheckpoint(*value);
            if (checkpoint.id.isEmpty())
                checkpoint.id = madeId(json);
            if (qint64(all.size()) >= m_limits.checkpoints)
                return Words::tr("Only the first %1 checkpoints are shown: there are too many.")
                    .arg(QLocale().toString(m_limits.checkpoints));
            all.push_back(std::move(checkpoint));
            return QString();
        });
        return all;
    }

private:
    // `take` returns why no more is read, as a sentence; empty: reading continues.
    void readEach(const QString &name, qint64 maxBytes, const std::function<QString(QByteArrayView)> &take)
    {
        if (exportedFile(m_folder, name).isEmpty())
            return;
        QString stopped;
        ElementReader reader(maxBytes, [&](const ElementReader::Element &element) {
            if (!element.isMember && (element.list.isEmpty() || element.list == "data"))
                stopped = take(element.json);
            return stopped.isEmpty();
        });
        const QString problem = readExportedText(m_folder, name, maxBytes, reader, {});
        for (const QString &text : {stopped, problem}) {
            if (!text.isEmpty())
                m_problems += text;
        }
    }

    const QString &m_folder;
    const ExportLimits &m_limits;
    QStringList m_problems;
};

} // namespace

QString exportManifestAt(const QString &path)
{
    const QString manifest = QFileInfo(path).isDir() ? path + u'/' + kManifest : path;
    return exportedHead(manifest, kHeadBytes).contains(kExportFormat) ? manifest : QString();
}

Result<ExportedJobs> readExportedJobs(const QString &manifest, const ReadProgress &progress,
                                      const ExportLimits &limits)
{
    Result<std::vector<NamedJob>> named = readNamedJobs(manifest, progress, limits);
    if (!named.ok())
        return named.error();
    const QString root = QFileInfo(manifest).absolutePath();
    ExportedJobs exported;
    exported.root = root;
    JobCollector collector(exported.page);
    QSet<QString> known;
    qint64 bytes = 0;
    qint64 done = 0;
    for (const NamedJob &job : *named) {
        if (progress && !progress(done++, qint64(named->size())))
            return cancelledReading();
        const bool isNew = isExportPath(job.folder) && !known.contains(job.folder);
        known.insert(job.folder);
        const QString folder = root + u'/' + job.folder;
        auto content =
            isNew ? exportedContent(root, job.folder + "/job.json"_L1, limits.jobBytes) : std::nullopt;
        bytes += content ? content->size() : 0;
        if (bytes > limits.allJobBytes)
            return ApiError::malformed(Words::tr("%1 names jobs of more than %2 MB, which are not read.")
                                           .arg(manifest)
                                           .arg(limits.allJobBytes >> 20));
        auto rows = content ? readJobRow(*std::move(content)) : Result<JobRows>(ApiError());
        if (!rows.ok()) {
            collector.reject(Words::tr("%1 is missing, too large or not a job").arg(job.id));
            continue;
        }
        exported.folders.insert(QString::fromUtf8(rows->rows.front().id), folder);
        collector.add(std::move(rows).value());
    }
    return exported;
}

std::optional<QByteArray> exportedJobBytes(const QString &folder, const ExportLimits &limits)
{
    return exportedContent(folder, u"job.json"_s, limits.jobBytes);
}

ExportedRecords readExportedRecords(const QString &folder, const JobKey &key, QByteArrayView raw,
                                    const ExportLimits &limits)
{
    ExportedRecords read;
    KeptRecords &kept = read.kept;
    const auto job = readJson(raw);
    kept.outline = outlineOf(key, job.ok() ? readJob(*job) : Job());
    if (job.ok())
        kept.embedded = embeddedRecords(*job);
    RecordsReader records(folder, limits);
    auto events = std::make_shared<const std::vector<EventRow>>(records.events());
    if (!events->empty())
        kept.events[1] = {std::move(events)};
    kept.checkpoints = std::make_shared<const std::vector<Checkpoint>>(records.checkpoints());
    read.problems = records.problems();
    QSet<QString> names;
    for (const auto &[role, id] : kept.outline->files)
        kept.files.push_back(
            fileOf(role, id,
                   storedFile(folder, "files/"_L1 + exportName(id, names), role, limits.checkpointsBytes)));
    const Value state = objectIn(folder, u"kept.json"_s, limits.checkpointsBytes);
    kept.state.eventsComplete = flag(state, u"events_complete");
    kept.state.checkpointsComplete = flag(state, u"checkpoints_complete");
    return read;
}

StoredJob readExportedJob(const QString &folder, const QByteArray &raw)
{
    StoredJob job;
    job.raw = raw;
    const Value kept = objectIn(folder, u"kept.json"_s, ExportLimits().checkpointsBytes);
    job.firstSeenMs = integer(kept, u"first_seen_ms");
    job.lastSeenMs = integer(kept, u"last_seen_ms");
    const Value *history = kept.find(u"status_history");
    for (const Value &change : history ? history->children : std::vector<Value>())
        job.history.push_back({{integer(change, u"at")}, change.string(u"status")});
    return job;
}

} // namespace tuneboard
