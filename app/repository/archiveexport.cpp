// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/archiveexport.h"

#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "app/repository/exportfolder.h"
#include "app/repository/exportmanifest.h"
#include "app/repository/recordsreading.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ArchiveExport)
};

class Exporter
{
public:
    Exporter(Archive &archive, const ExportScope &scope, const QString &folder,
             const std::function<bool(const ExportProgress &)> &progress)
        : m_archive(archive)
        , m_scope(scope)
        , m_folder(folder)
        , m_progress(progress)
    {
    }

    std::variant<ExportCounts, ExportFailure> run()
    {
        const auto failed = [this] {
            return ExportFailure{m_error ? m_error->text : m_folder.problem(), m_isStopped};
        };
        if (!readRows())
            return failed();
        if (m_rows.empty())
            return ExportFailure{Words::tr("The archive has no job to export."), false};
        if (!m_folder.begin())
            return failed();
        for (const JobKey &key : m_rows) {
            if (!goesOn(true) || !writeJob(key))
                return failed();
            ++m_jobsDone;
        }
        if (!writeTable() || !writeManifest())
            return failed();
        (void)goesOn(true);
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

    // Asked often: only each MB, or with `always`, is worth a look.
    bool goesOn(bool always)
    {
        constexpr qint64 kLookBytes = qint64{1} * 1024 * 1024;
        const qint64 bytes = m_folder.bytes();
        if (!always && bytes - m_looked < kLookBytes)
            return true;
        m_looked = bytes;
        m_isStopped = !m_progress({m_jobsDone, qint64(m_rows.size()), m_counts.events, bytes});
        return !m_isStopped;
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

    // A list like the API's, of what `each(add)` adds; add(QByteArrayView) says whether to go on.
    template<class Each>
    bool writeList(const QString &path, const Each &each)
    {
        const QByteArray frame = jobsAsJson({});
        const qsizetype elements = frame.indexOf('[') + 1;
        if (!m_folder.beginFile(path) || !m_folder.append(frame.first(elements)))
            return false;
        bool isFirst = true;
        bool isWritten = true;
        each([&](QByteArrayView element) {
            isWritten = (std::exchange(isFirst, false) || m_folder.append(",\n")) &&
                        m_folder.append(element) && goesOn(false);
            return isWritten;
        });
        return isWritten && !m_error && m_folder.append(frame.sliced(elements)) && m_folder.endFile();
    }

    bool writeEvents(const JobKey &key, const QString &path)
    {
        return writeList(path, [&](const auto &add) {
            m_error = m_archive.records().readEvents(key, [&](qint64, QByteArrayView raw) {
                ++m_counts.events;
                return add(raw);
            });
        });
    }

    bool writeCheckpoints(const JobKey &key, const QString &path)
    {
        const auto checkpoints = take(m_archive.records().checkpoints(key));
        if (!checkpoints)
            return false;
        m_counts.checkpoints += qint64(checkpoints->size());
        return writeList(
            path, [&](const auto &add) { (void)std::all_of(checkpoints->begin(), checkpoints->end(), add); });
    }

    bool writeJob(const JobKey &key)
    {
        const auto stored = take(m_archive.job(key));
        if (!stored)
            return false;
        if (!*stored)
            return true; // removed meanwhile
        // 0.1 stored events of some servers in reverse. Where they cannot be turned, they are all there.
        (void)turnReversedEvents(m_archive, key);
        const auto state = take(m_archive.records().details(key));
        if (!state)
            return false;
        QString folder;
        if (!makeFolderOf(key, folder) || !m_folder.write(folder + "/job.json"_L1, (*stored)->raw) ||
            !writeEvents(key, folder + "/events.json"_L1) ||
            !writeCheckpoints(key, folder + "/checkpoints.json"_L1) ||
            !m_folder.write(folder + "/kept.json"_L1, keptJson(**stored, *state)) ||
            !writeFiles(key, (*stored)->raw, folder))
            return false;
        const bool isComplete = state->eventsComplete && state->checkpointsComplete;
        ++m_counts.jobs;
        m_counts.incomplete += isComplete ? 0 : 1;
        m_jobs.push_back({key, folder, isComplete});
        return true;
    }

    bool writeManifest()
    {
        std::vector<AccountRecord> accounts;
        for (const auto &[number, account] : m_accounts) {
            if (m_names.contains(number)) // else nothing of it is in the export
                accounts.push_back(account);
        }
        return writeExportManifest(m_folder, m_scope, m_counts, accounts, m_jobs);
    }

    // Read once for each account, whose jobs follow each other.
    const QSet<QString> *filesOf(qint64 account)
    {
        if (m_filesAccount != account) {
            auto known = take(m_archive.records().knownFiles(account));
            if (!known)
                return nullptr;
            m_files = *std::move(known);
            m_filesAccount = account;
        }
        return &m_files;
    }

    // What lies at a place of the user's own is the user's, and not copied.
    bool writeFiles(const JobKey &key, const QByteArray &raw, const QString &folder)
    {
        const Result<Value> object = readJson(raw);
        if (!object.ok())
            return true;
        const auto known = filesOf(key.account);
        if (!known)
            return false;
        QSet<QString> names;
        const QString files = folder + "/files"_L1;
        bool isMade = false;
        for (const auto &[role, id] : outlineOf(key, readJob(*object)).files) {
            if (!known->contains(id))
                continue; // most of them, where a job names thousands: not worth a look
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
                if (!m_folder.copy(name + ending, file->path, [this] { return goesOn(false); }))
                    return false;
                ++m_counts.contents;
            }
        }
        return true;
    }

    // Some rows at a time: of a million jobs the text is not small.
    bool writeTable()
    {
        constexpr int kRows = 1000;
        const QByteArray heading = jobsAsCsv(m_model, {});
        if (!m_folder.beginFile(u"jobs.csv"_s) || !m_folder.append(heading))
            return false;
        for (int from = 0; from < m_model.rowCount(); from += kRows) {
            QList<int> rows(std::min(kRows, m_model.rowCount() - from));
            std::iota(rows.begin(), rows.end(), from);
            if (!m_folder.append(jobsAsCsv(m_model, rows).sliced(heading.size())) || !goesOn(false))
                return false;
        }
        return m_folder.endFile();
    }

    Archive &m_archive;
    const ExportScope &m_scope;
    ExportFolder m_folder;
    JobsModel m_model;
    std::map<qint64, AccountRecord> m_accounts;
    std::vector<JobKey> m_rows;
    std::map<qint64, QSet<QString>> m_names; ///< of the folders of each account's jobs
    std::vector<ExportedJob> m_jobs;
    QSet<QString> m_files; ///< that the archive has of m_filesAccount
    qint64 m_filesAccount = 0;
    const std::function<bool(const ExportProgress &)> &m_progress;
    qint64 m_looked = 0; ///< bytes written when m_progress was called last
    qint64 m_jobsDone = 0;
    bool m_isStopped = false;
    ExportCounts m_counts;
    std::optional<ArchiveError> m_error;
};

} // namespace

std::variant<ExportCounts, ExportFailure>
exportArchive(Archive &archive, const ExportScope &scope, const QString &folder,
              const std::function<bool(const ExportProgress &)> &progress)
{
    return Exporter(archive, scope, folder, progress).run();
}

} // namespace tuneboard
