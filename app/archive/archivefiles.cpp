// SPDX-License-Identifier: GPL-3.0-or-later
// Checkpoints, files and models.
#include "app/archive/archiverecords_p.h"
#include "app/archive/contentfolder.h"

#include <sqlite3.h>

namespace tuneboard {

ArchiveResult<bool> ArchiveRecords::addCheckpoints(const JobKey &job, int first,
                                                   std::span<const RawObject> page, bool isEnd)
{
    return write<bool>(job, [&](sqlite3 *db, qint64 number) {
        // Those that the server has no more stay where they were.
        Statement upsert(db, "INSERT INTO checkpoints (job, id, position, bytes) VALUES (?, ?, ?, ?) ON "
                             "CONFLICT (job, id) DO UPDATE SET position = excluded.position, bytes = "
                             "excluded.bytes");
        int position = first;
        for (const RawObject &checkpoint : page) {
            upsert.bindInteger(0, number);
            upsert.bindText(1, checkpoint.id);
            upsert.bindInteger(2, position++);
            upsert.bindBlob(3, checkpoint.raw);
            upsert.run();
        }
        if (isEnd) {
            Statement mark(db, "INSERT INTO details (job, has_checkpoints) VALUES (?, 1) ON CONFLICT (job) "
                               "DO UPDATE SET has_checkpoints = 1");
            mark.bindInteger(0, number);
            mark.run();
        }
        return true;
    });
}

ArchiveResult<std::vector<QByteArray>> ArchiveRecords::checkpoints(const JobKey &job)
{
    return read<std::vector<QByteArray>>([&](sqlite3 *db) {
        std::vector<QByteArray> all;
        Statement query(db, "SELECT bytes FROM checkpoints WHERE job = ? ORDER BY position, id");
        query.bindInteger(0, numberOf(job));
        while (query.step())
            all.push_back(query.bytes(0).toByteArray());
        return all;
    });
}

ArchiveResult<std::vector<JobKey>> ArchiveRecords::makersOf(const QString &idOrName, const QString &model)
{
    return read<std::vector<JobKey>>([&](sqlite3 *db) {
        std::vector<JobKey> keys;
        const auto collect = [&keys](Statement &query) {
            while (query.step())
                keys.push_back({query.integer(0), query.text(1)});
        };
        if (!model.isEmpty()) {
            Statement made(db, "SELECT account, id FROM jobs WHERE output_model = ? ORDER BY account, id");
            made.bindText(0, model);
            collect(made);
        }
        if (!keys.empty())
            return keys;
        // A checkpoint's name need not begin with that of the job's model. It stands in the object as it is:
        // nothing in it has to be escaped.
        Statement saved(db, "SELECT DISTINCT jobs.account, jobs.id FROM checkpoints JOIN jobs ON jobs.number "
                            "= checkpoints.job WHERE checkpoints.id = ?1 OR instr(checkpoints.bytes, "
                            "CAST(?2 AS BLOB)) > 0 ORDER BY jobs.account, jobs.id");
        saved.bindText(0, idOrName);
        saved.bindText(1, u'"' + idOrName + u'"');
        collect(saved);
        return keys;
    });
}

ArchiveResult<StoredFile> ArchiveRecords::file(qint64 account, const QString &id)
{
    return read<StoredFile>([&](sqlite3 *db) {
        StoredFile file;
        const auto find = [&](const char *sql, const auto &take) {
            Statement query(db, sql);
            query.bindInteger(0, account);
            query.bindText(1, id);
            if (query.step())
                take(query);
        };
        find("SELECT bytes FROM files WHERE account = ? AND id = ?",
             [&](const Statement &row) { file.raw = row.bytes(0).toByteArray(); });
        find("SELECT path FROM located WHERE account = ? AND file = ?",
             [&](const Statement &row) { file.located = row.text(0); });
        find("SELECT state, name, was_base64 FROM contents WHERE account = ? AND file = ?",
             [&](const Statement &row) {
                 const qint64 state = row.integer(0);
                 if (state > 0 && state <= qint64(StoredFile::Content::TooLarge))
                     file.content = StoredFile::Content(state);
                 file.wasBase64 = row.integer(2) != 0;
                 if (file.content != StoredFile::Content::Kept)
                     return;
                 file.path = contentPath(m_archive.options().path, row.text(1));
                 // Somebody has tidied up the folder: it is fetched again.
                 if (file.path.isEmpty())
                     file.content = StoredFile::Content::None;
             });
        return file;
    });
}

ArchiveResult<QSet<QString>> ArchiveRecords::knownFiles(qint64 account)
{
    return read<QSet<QString>>([&](sqlite3 *db) {
        QSet<QString> ids;
        Statement query(db,
                        "SELECT id FROM files WHERE account = ?1 UNION ALL SELECT file FROM contents WHERE "
                        "account = ?1 AND state = 1");
        query.bindInteger(0, account);
        while (query.step())
            ids.insert(query.text(0));
        return ids;
    });
}

ArchiveResult<bool> ArchiveRecords::keepFile(qint64 account, const RawObject &file)
{
    return write<bool>({account, {}}, [&](sqlite3 *db, qint64) {
        Statement upsert(db, "INSERT INTO files (account, id, bytes) VALUES (?, ?, ?) ON CONFLICT (account, "
                             "id) DO UPDATE SET bytes = excluded.bytes");
        upsert.bindInteger(0, account);
        upsert.bindText(1, file.id);
        upsert.bindBlob(2, file.raw);
        upsert.run();
        return true;
    });
}

ArchiveResult<bool> ArchiveRecords::keepContent(qint64 account, const QString &file,
                                                StoredFile::Content content, const QString &name,
                                                bool wasBase64)
{
    return write<bool>({account, {}}, [&](sqlite3 *db, qint64) {
        Statement upsert(db,
                         "INSERT INTO contents (account, file, state, name, was_base64) VALUES (?, ?, ?, ?, "
                         "?) ON CONFLICT (account, file) DO UPDATE SET state = excluded.state, name = "
                         "excluded.name, was_base64 = excluded.was_base64");
        upsert.bindInteger(0, account);
        upsert.bindText(1, file);
        upsert.bindInteger(2, qint64(content));
        upsert.bindText(3, name);
        upsert.bindInteger(4, wasBase64 ? 1 : 0);
        upsert.run();
        return true;
    });
}

ArchiveResult<bool> ArchiveRecords::locateFile(qint64 account, const QString &file, const QString &path)
{
    return write<bool>({account, {}}, [&](sqlite3 *db, qint64) {
        Statement change(db, path.isEmpty()
                                 ? "DELETE FROM located WHERE account = ? AND file = ?"
                                 : "INSERT INTO located (account, file, path) VALUES (?, ?, ?) ON CONFLICT "
                                   "(account, file) DO UPDATE SET path = excluded.path");
        change.bindInteger(0, account);
        change.bindText(1, file);
        if (!path.isEmpty())
            change.bindText(2, path);
        change.run();
        return true;
    });
}

ArchiveResult<bool> ArchiveRecords::keepModelEnds(qint64 account,
                                                  std::span<const std::pair<QString, QString>> ends,
                                                  qint64 askedMs)
{
    return write<bool>({account, {}}, [&](sqlite3 *db, qint64) {
        Statement clear(db, "DELETE FROM model_ends WHERE account = ?");
        clear.bindInteger(0, account);
        clear.run();
        Statement insert(db, "INSERT OR REPLACE INTO model_ends (account, model, day) VALUES (?, ?, ?)");
        for (const auto &[model, day] : ends) {
            insert.bindInteger(0, account);
            insert.bindText(1, model);
            insert.bindText(2, day);
            insert.run();
        }
        Statement asked(db, "INSERT OR REPLACE INTO models_asked (account, at_ms) VALUES (?, ?)");
        asked.bindInteger(0, account);
        asked.bindInteger(1, askedMs);
        asked.run();
        return true;
    });
}

ArchiveResult<QString> ArchiveRecords::modelEnd(qint64 account, const QString &model)
{
    return read<QString>([&](sqlite3 *db) {
        Statement query(db, "SELECT day FROM model_ends WHERE account = ? AND model = ?");
        query.bindInteger(0, account);
        query.bindText(1, model);
        return query.step() ? query.text(0) : QString();
    });
}

ArchiveResult<qint64> ArchiveRecords::modelsAskedMs(qint64 account)
{
    return read<qint64>([&](sqlite3 *db) {
        Statement query(db, "SELECT at_ms FROM models_asked WHERE account = ?");
        query.bindInteger(0, account);
        return query.step() ? query.integer(0) : qint64{0};
    });
}

QString ArchiveRecords::contentFolder()
{
    const QString folder = makeContentFolder(m_archive.options().path);
    if (!std::exchange(m_isTidied, true))
        removeOldParts(folder);
    return folder;
}

} // namespace tuneboard
