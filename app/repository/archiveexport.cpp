// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/archiveexport.h"

#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "app/repository/exportfolder.h"
#include "app/repository/recordsreading.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QUrl>

#include <algorithm>
#include <map>
#include <tuple>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveExport)
};

// Members of an object, one after the other.
class JsonObject
{
public:
    JsonObject &text(const char *key, const QString &value)
    {
        Value string;
        string.kind = Value::Kind::String;
        string.text = value;
        return raw(key, toJson(string).toUtf8());
    }
    JsonObject &integer(const char *key, qint64 value) { return raw(key, QByteArray::number(value)); }
    JsonObject &flag(const char *key, bool value) { return raw(key, value ? "true" : "false"); }
    JsonObject &raw(const char *key, const QByteArray &json)
    {
        m_bytes += (m_bytes.isEmpty() ? "\"" : ", \"") + QByteArray(key) + "\": " + json;
        return *this;
    }
    [[nodiscard]] QByteArray bytes() const { return '{' + m_bytes + '}'; }

private:
    QByteArray m_bytes;
};

QByteArray jsonArray(const QByteArrayList &elements)
{
    return elements.isEmpty() ? QByteArray("[]") : "[\n    " + elements.join(",\n    ") + "\n  ]";
}

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

// An address may have been written with a password, or with a key behind its question mark.
QString addressOf(const AccountRecord &account)
{
    return QUrl(account.baseUrl).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

class Exporter
{
public:
    Exporter(Archive &archive, const ExportScope &scope, const QString &folder)
        : m_archive(archive)
        , m_scope(scope)
        , m_folder(folder)
    {
    }

    std::variant<ExportCounts, ExportFailure> run(const std::function<bool(qint64, qint64)> &progress)
    {
        const auto failed = [this] {
            return ExportFailure{m_error ? m_error->text : m_folder.problem(), false};
        };
        if (!readRows())
            return failed();
        if (m_rows.empty())
            return ExportFailure{Words::tr("The archive has no job to export."), false};
        if (!m_folder.begin())
            return failed();
        const auto all = qint64(m_rows.size());
        qint64 done = 0;
        for (const JobKey &key : m_rows) {
            if (!progress(done++, all))
                return ExportFailure{{}, true};
            if (!writeJob(key))
                return failed();
        }
        if (!m_folder.write(u"jobs.csv"_s, jobsAsCsv(m_model)) ||
            !m_folder.write(u"manifest.json"_s, manifest()))
            return failed();
        (void)progress(all, all);
        return m_counts;
    }

private:
    template<class T>
    std::optional<T> take(ArchiveResult<T> result)
    {
        if (const auto *error = std::get_if<ArchiveError>(&result)) {
            m_error = *error;
            return std::nullopt;
        }
        return std::move(std::get<T>(result));
    }

    bool isWanted(const JobKey &key) const
    {
        const auto has = [](const auto &list, const auto &what) {
            return std::find(list.begin(), list.end(), what) != list.end();
        };
        if (!m_scope.jobs.empty())
            return has(m_scope.jobs, key);
        return m_scope.accounts.empty() || has(m_scope.accounts, key.account);
    }

    // The lean rows are the CSV; their ids are what is written.
    bool readRows()
    {
        const auto accounts = take(m_archive.accounts());
        if (!accounts)
            return false;
        for (const AccountRecord &account : *accounts) {
            m_accounts.emplace(account.number, account);
            m_model.setAccountName(account.number, account.name);
        }
        m_error = m_archive.readAll(5000, [this](const JobRows &rows) {
            JobRows wanted{{}, rows.storage};
            for (const JobRow &row : rows.rows) {
                const JobKey key{row.account, QString::fromUtf8(row.id)};
                if (!isWanted(key))
                    continue;
                wanted.rows.push_back(row);
                m_rows.push_back(key);
            }
            m_model.upsert(wanted);
            return true;
        });
        if (m_error)
            return false;
        m_error = m_archive.records().readSummaries(5000, [this](const std::vector<JobSummary> &summaries) {
            m_model.setSummaries(summaries);
            return true;
        });
        m_model.sort(int(JobColumn::Created), Qt::DescendingOrder);
        std::sort(m_rows.begin(), m_rows.end(), [](const JobKey &a, const JobKey &b) {
            return std::tie(a.account, a.id) < std::tie(b.account, b.id);
        });
        return !m_error;
    }

    bool makeFolderOf(const JobKey &key, QString &folder)
    {
        const QString account = u"account-%1"_s.arg(key.account);
        const bool isNew = !m_names.contains(key.account);
        folder = account + u'/' + exportName(key.id, m_names[key.account]);
        return (!isNew || m_folder.makeFolder(account)) && m_folder.makeFolder(folder);
    }

    bool writeJob(const JobKey &key)
    {
        const auto stored = take(m_archive.job(key));
        if (!stored)
            return false;
        if (!*stored)
            return true; // removed meanwhile
        ArchiveRecords &records = m_archive.records();
        QByteArrayList events;
        m_error = records.readEvents(key, [&events](qint64, QByteArrayView raw) {
            events += raw.toByteArray();
            return true;
        });
        if (m_error)
            return false;
        const auto checkpoints = take(records.checkpoints(key));
        const auto state = take(records.details(key));
        if (!checkpoints || !state)
            return false;
        QString folder;
        if (!makeFolderOf(key, folder) || !m_folder.write(folder + "/job.json"_L1, (*stored)->raw) ||
            !m_folder.write(folder + "/events.json"_L1, jobsAsJson(events)) ||
            !m_folder.write(folder + "/checkpoints.json"_L1,
                            jobsAsJson(QByteArrayList(checkpoints->begin(), checkpoints->end()))) ||
            !m_folder.write(folder + "/kept.json"_L1, keptJson(**stored, *state)) ||
            !writeFiles(key, (*stored)->raw, folder))
            return false;
        ++m_counts.jobs;
        m_counts.events += events.size();
        m_counts.checkpoints += qint64(checkpoints->size());
        m_counts.incomplete += state->eventsComplete && state->checkpointsComplete ? 0 : 1;
        m_jobs += JsonObject()
                      .integer("account", key.account)
                      .text("id", key.id)
                      .text("folder", folder)
                      .flag("is_complete", state->eventsComplete && state->checkpointsComplete)
                      .bytes();
        return true;
    }

    static QByteArray keptJson(const StoredJob &job, const DetailsState &state)
    {
        QByteArrayList history;
        for (const StatusChange &change : job.history)
            history += JsonObject().integer("at", change.at.secs).text("status", change.status).bytes();
        return JsonObject()
                   .integer("first_seen_ms", job.firstSeenMs)
                   .integer("last_seen_ms", job.lastSeenMs)
                   .flag("events_complete", state.eventsComplete)
                   .flag("checkpoints_complete", state.checkpointsComplete)
                   .raw("status_history", jsonArray(history))
                   .bytes() +
               '\n';
    }

    // What lies at a place of the user's own is the user's, and not copied.
    bool writeFiles(const JobKey &key, const QByteArray &raw, const QString &folder)
    {
        const Result<Value> object = readJson(raw);
        if (!object.ok())
            return true;
        QSet<QString> names;
        const QString files = folder + "/files"_L1;
        bool isMade = false;
        for (const auto &[role, id] : outlineOf(key, readJob(*object)).files) {
            const auto file = take(m_archive.records().file(key.account, id));
            if (!file)
                return false;
            if (file->raw.isEmpty() && file->path.isEmpty())
                continue;
            if (!std::exchange(isMade, true) && !m_folder.makeFolder(files))
                return false;
            const QString name = files + u'/' + exportName(id, names);
            if (!file->raw.isEmpty()) {
                if (!m_folder.write(name + ".json"_L1, file->raw))
                    return false;
                ++m_counts.files;
            }
            if (!file->path.isEmpty()) {
                const auto ending = role == JobFile::Role::Result ? ".csv"_L1 : ".jsonl"_L1;
                if (!m_folder.copy(name + ending, file->path))
                    return false;
                ++m_counts.contents;
            }
        }
        return true;
    }

    QByteArray manifest() const
    {
        QByteArrayList accounts;
        for (const auto &[number, account] : m_accounts) {
            if (!m_names.contains(number))
                continue; // nothing of it was asked for
            accounts += JsonObject()
                            .integer("number", number)
                            .text("uuid", account.uuid.toString(QUuid::WithoutBraces))
                            .text("name", account.name)
                            .text("base_url", addressOf(account))
                            .text("dialect", account.dialect)
                            .text("organization", account.organization)
                            .text("project", account.project)
                            .bytes();
        }
        QByteArrayList files;
        for (const ExportFolder::File &file : m_folder.files())
            files += JsonObject()
                         .text("path", file.path)
                         .integer("bytes", file.bytes)
                         .text("sha256", QString::fromLatin1(file.sha256))
                         .bytes();
        const QByteArray counts = JsonObject()
                                      .integer("jobs", m_counts.jobs)
                                      .integer("events", m_counts.events)
                                      .integer("checkpoints", m_counts.checkpoints)
                                      .integer("file_objects", m_counts.files)
                                      .integer("file_contents", m_counts.contents)
                                      .integer("incomplete_jobs", m_counts.incomplete)
                                      .bytes();
        return "{\n  \"format\": \"tuneboard-export\",\n  \"format_version\": 1,\n  " +
               QByteArray("\"program_version\": \"") + m_scope.programVersion.toUtf8() +
               "\",\n  \"exported_at\": \"" + timeText(m_scope.nowMs).toUtf8() +
               "\",\n  \"counts\": " + counts + ",\n  \"accounts\": " + jsonArray(accounts) +
               ",\n  \"jobs\": " + jsonArray(m_jobs) + ",\n  \"files\": " + jsonArray(files) + "\n}\n";
    }

    Archive &m_archive;
    const ExportScope &m_scope;
    ExportFolder m_folder;
    JobsModel m_model;
    std::map<qint64, AccountRecord> m_accounts;
    std::vector<JobKey> m_rows;
    std::map<qint64, QSet<QString>> m_names; ///< of the folders of each account's jobs
    QByteArrayList m_jobs;                   ///< as the manifest has them
    ExportCounts m_counts;
    std::optional<ArchiveError> m_error;
};

} // namespace

std::variant<ExportCounts, ExportFailure>
exportArchive(Archive &archive, const ExportScope &scope, const QString &folder,
              const std::function<bool(qint64 done, qint64 all)> &progress)
{
    return Exporter(archive, scope, folder).run(progress);
}

} // namespace tuneboard
