// SPDX-License-Identifier: GPL-3.0-or-later
// What the files of ArchiveRecords share: a transaction around each call, and exceptions made into errors.
#pragma once

#include "app/archive/archiveerror.h"
#include "app/archive/archiverecords.h"
#include "app/archive/schema.h"
#include "app/archive/statement.h"

#include <QCoreApplication>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>

namespace tuneboard {

/// `work(sqlite3 *, job number)` in one transaction. An empty id in `job`: the account alone, number 0.
template<class T, class Work>
ArchiveResult<T> ArchiveRecords::write(const JobKey &job, const Work &work)
{
    const QString &path = m_archive.options().path;
    if (m_archive.isReadOnly())
        return archiveError(ArchiveError::Kind::ReadOnly, path);
    if (job.account <= 0) {
        return ArchiveError{
            ArchiveError::Kind::Unknown,
            QCoreApplication::translate("Archive", "The archive has no account number %1.").arg(job.account)};
    }
    try {
        SQLite::Database &db = m_archive.database();
        SQLite::Transaction transaction(db, SQLite::TransactionBehavior::IMMEDIATE);
        // A later version of the program may have migrated the file since it was opened here.
        Statement version(db.getHandle(), "PRAGMA user_version");
        if (version.step() && version.integer(0) > schemaVersion())
            return archiveError(ArchiveError::Kind::Newer, path);
        const qint64 number = job.id.isEmpty() ? 0 : numberOf(job);
        if (!job.id.isEmpty() && number == 0) {
            return ArchiveError{
                ArchiveError::Kind::Unknown,
                QCoreApplication::translate("Archive", "The archive has no job %1.").arg(job.id)};
        }
        T result = work(db.getHandle(), number);
        transaction.commit();
        return result;
    } catch (const SQLite::Exception &thrown) {
        return m_archive.errorOf(thrown);
    }
}

/// `work(sqlite3 *)`, which gives a T.
template<class T, class Work>
ArchiveResult<T> ArchiveRecords::read(const Work &work)
{
    try {
        return work(m_archive.database().getHandle());
    } catch (const SQLite::Exception &thrown) {
        return m_archive.errorOf(thrown);
    }
}

} // namespace tuneboard
