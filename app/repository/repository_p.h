// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of Repository, shared by repository (accounts, archive, listings) and repositoryjobs (single
// jobs).
#pragma once

#include "app/models/jobsmodel.h"
#include "app/repository/archivethread.h"
#include "app/repository/listing.h"
#include "app/repository/records.h"
#include "app/repository/repository.h"

#include <QDateTime>

namespace tuneboard {

/// One account: its server and where its listing stands.
struct Source
{
    AccountState state;
    std::unique_ptr<ApiClient> client; ///< null when the run is offline
    Listing *listing = nullptr;        ///< owned by the repository; null: none under way
    bool settled = false;              ///< its first listing has ended
};

struct Repository::Private
{
    explicit Private(Repository *owner, Options given)
        : q(owner)
        , options(std::move(given))
        , model(new JobsModel(owner))
        , coolDown(std::make_shared<CoolDown>())
    {
        if (!options.clockMs)
            options.clockMs = [] {
                return QDateTime::currentMSecsSinceEpoch();
            };
    }

    /// Runs `call` on the repository's thread, later; never after the repository has gone, since its
    // destructor waits for the archive's thread first.
    template<class F>
    void deliver(F call)
    {
        QMetaObject::invokeMethod(q, std::move(call), Qt::QueuedConnection);
    }

    Source *find(qint64 number);
    void store(Source &source);
    void readArchive();
    void takeFirst(const JobRows &rows);
    void take(Source &source, JobRows rows);
    void list(Source &source);
    void endListing(Source &source, const std::optional<ApiError> &error, const QString &note);
    void checkSettled();
    void startRecords();
    void listingEnded(const Source &source);
    void fetch(const JobKey &key);
    void takeJob(const JobKey &key, const QByteArray &raw);
    Result<JobKey> takeFile(const QString &path, Result<JobPage> page);
    void resolveAtServers(const QString &id, std::size_t next, QStringList looked,
                          std::optional<ApiError> last, const QPointer<QObject> &context,
                          const std::function<void(Result<JobKey>)> &done);

    Repository *q;
    Options options;
    JobsModel *model;
    std::shared_ptr<CoolDown> coolDown;
    std::vector<std::unique_ptr<Source>> sources;
    std::unique_ptr<ArchiveThread> archive;
    std::unique_ptr<Records> records; ///< null before start()
    QString lastNotice;
    QHash<QString, QByteArray> fileJobs; ///< by `account/id`: jobs of files, as they stand there
    JobKey opened;
    QPointer<Call> openCall;
    qint64 nextTemporary = -1; ///< numbers for accounts that the archive could not store
    bool archiveRead = false;
    bool started = false;
    bool wasSettled = false;
};

} // namespace tuneboard
