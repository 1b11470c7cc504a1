// SPDX-License-Identifier: GPL-3.0-or-later
// The records of the opened job: from the archive at once, then from its server.
#pragma once

#include "app/repository/backfill.h"
#include "app/repository/jobrecords.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace tuneboard {

class ContentFetch;

class Records : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        ArchiveThread *archive = nullptr;
        std::function<ApiClient *(qint64 account)> client; ///< null: nobody to ask
        std::function<bool(qint64 account)> isListing;
        std::function<qint64()> clockMs;
        ListLimits limits;
        int backfillPerMinute = 0;
        int retryMs = 60'000;
    };

    explicit Records(Options options, QObject *parent);
    /// The archive's thread has to have ended.
    ~Records() override;

    /// Reads what the archive has of that job; the server is asked once setJob() says what the job is. The
    /// job that is open already stays as it is.
    void open(const JobKey &key);
    /// The job as its server has just sent it, and what its object holds beside that.
    void setJob(const JobKey &key, const Job &job, const EmbeddedRecords &embedded = {});
    /// What is known of an opened job that no server has, from elsewhere than the archive.
    void show(const JobKey &key, const KeptRecords &kept);
    [[nodiscard]] bool isOpen(const JobKey &key) const { return key == m_now.key; }

    // See Repository.
    void reload(const JobKey &key);
    void cancel(const JobKey &key);
    void downloadFile(const JobKey &key, const QString &id);
    void locateFile(const JobKey &key, const QString &id, const QString &path);

    /// The tail of a job that goes on.
    void refresh();
    /// The program ends: long work gives up.
    void end() { *m_desk.isEnding = true; }

    /// Announces all kept summaries, in pieces.
    void readSummaries();
    [[nodiscard]] Backfill &backfill() { return *m_backfill; }

Q_SIGNALS:
    void changed(const tuneboard::JobRecords &records);
    void summariesChanged(const std::vector<tuneboard::JobSummary> &summaries);
    /// All that the archive had; see readSummaries().
    void summariesRead();

private:
    void takeKept(const KeptRecords &kept);
    void read();
    void load();
    void takeEvents(const std::vector<EventRow> &rows, qint64 range, const std::vector<qint64> &joined);
    void takeTurned(const EventChunks &chunks);
    void takeCheckpoints(const std::vector<Checkpoint> &checkpoints);
    void takeStates();
    void useEmbedded();
    void addCheckpointFiles();
    void loaded();
    void retryLater(const RecordsLoader &loader);
    void askModels();
    void readShutdownDate();
    JobFile *file(const QString &id);
    void setFiles(QList<JobFile> files);
    void addFile(JobFile file);
    void keepLocated(const JobKey &key, const QString &id, JobFile::Role role, const QString &path,
                     const QString &problem);
    void showLocated(const JobKey &key, const QString &id, const JobFile &now);
    void publishSoon();
    [[nodiscard]] bool isSnapshotDue() const;
    void publish();
    void takeSnapshot(EventChunk events, EventChunks from);
    void buildSoon();
    void build();
    void takeMetrics(std::shared_ptr<const JobMetrics> metrics, qint64 tookMs);

    Options m_options;
    QThreadPool m_pool;
    RecordsDesk m_desk;
    Backfill *m_backfill;
    JobRecords m_now;
    std::optional<JobOutline> m_outline;
    EventChunks m_chunks;
    EmbeddedRecords m_embedded; ///< shown where nothing came by itself
    RecordsLoader *m_loader = nullptr;
    QHash<QString, ContentFetch *> m_fetches; ///< by file id: what the user asked for
    QHash<QString, quint64> m_locations;      ///< by account and file id: counts what the user wished
    QHash<qint64, qint64> m_modelsAskedMs;    ///< by account
    QHash<QString, qsizetype> m_filePlaces;   ///< by file id: in m_now.files
    bool m_statesChanged = false;             ///< the loader's, since they were taken over
    bool m_isRead = false;                    ///< the archive has answered
    bool m_wantsLoad = false;                 ///< once what is under way has ended
    bool m_isUnkept = false; ///< the archive did not take all of the last loading, and may the next time
    bool m_isFinished = false;
    bool m_eventsChanged = false; ///< since the last snapshot
    bool m_isJoining = false;
    bool m_metricsChanged = false; ///< their sources are
    bool m_isBuilding = false;
    quint64 m_opening = 0; ///< counts the jobs that were opened: an answer for an earlier one is dropped
    QTimer m_publish;
    QTimer m_build;
    QTimer m_retry;     ///< the reading of an ended job after a fault
    int m_failures = 0; ///< one after the other
    QElapsedTimer m_sincePublished;
    QElapsedTimer m_sinceSnapshot;
    qint64 m_snapshotMs = 0; ///< how long the last one took, with those who were told of it
    qint64 m_buildMs = 0;    ///< how long the last one took
};

} // namespace tuneboard
