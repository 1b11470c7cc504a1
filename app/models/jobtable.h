// SPDX-License-Identifier: GPL-3.0-or-later
// All jobs of all accounts in memory, in columns, with the order that filter and sort give them.
#pragma once

#include "app/api/jobrow.h"
#include "app/models/jobfigures.h"
#include "app/models/jobfilter.h"
#include "app/models/trainingflags.h"

#include <QHash>
#include <QMap>

#include <span>

namespace tuneboard {

enum class JobColumn {
    Status,
    Name,
    BaseModel,
    Method,
    Progress, ///< progress and ETA while running, duration when done, the cause when failed
    Tokens,
    Metric,
    Created,
    // Hidden until asked for:
    Id,
    OutputModel,
    Epochs,
    BatchSize,
    LearningRate,
    Seed,
    TrainingFile,
    ValidationFile,
    Metadata,
    Account,
    Finished,
    TimeInStatus,
    BestStep,
    Flags, ///< see TrainingFlag
};
inline constexpr int kJobColumnCount = int(JobColumn::Flags) + 1;

/// The rail's numbers: each list's counts respect every filter but its own list.
struct FacetCounts
{
    int total = 0;    ///< jobs in the table
    int matching = 0; ///< jobs that pass everything
    QMap<QString, int> statuses;
    QMap<QString, int> methods;
    QMap<QString, int> models;
    QMap<qint64, int> accounts;
    int allStatuses = 0; ///< passing everything but the status list
};

/// How an account is named where its jobs are shown.
struct AccountLabel
{
    QString name = {};
    QString host = {};   ///< two accounts of one host may list the same job; empty: not known
    int colour = -1;     ///< which of the theme's series colours marks it; -1: none
    bool isFile = false; ///< no account, but a file whose jobs are shown alone; see JobTable::setScope()

    friend bool operator==(const AccountLabel &, const AccountLabel &) = default;
};

/// What an upsert did, as row numbers of the table (not of the view).
struct UpsertResult
{
    std::vector<quint32> added;
    std::vector<quint32> changed;
};

/// Rows never move and are never removed: a row number stays valid. Rows by number; positions by order().
class JobTable
{
public:
    JobTable();
    ~JobTable();
    Q_DISABLE_COPY_MOVE(JobTable)

    /// Makes room for so many rows in all: worth it where their number is known.
    void reserve(std::size_t rows);
    /// Inserts or updates by (account, id). A row without a change is in neither list.
    UpsertResult upsert(const JobRows &rows);
    /// Keeps what the summaries say, also of jobs that are still to come; the rows that changed, ascending.
    std::vector<quint32> setSummaries(const std::vector<JobSummary> &summaries);
    /// nullptr: the details of the job have not been read. Valid until the next setSummaries() or upsert().
    [[nodiscard]] const JobFigures *figures(quint32 number) const;
    [[nodiscard]] quint32 size() const;
    /// Upserts all rows of `newer` and takes its filter, sort, account names and summaries over: this table
    /// then shows what that one did, and more. Gives the number here of each row there.
    std::vector<quint32> takeUp(const JobTable &newer);

    /// The job's row as it is now; its texts point into the table until the next upsert.
    [[nodiscard]] JobRow row(quint32 number) const;
    /// -1: not there.
    [[nodiscard]] qint64 find(qint64 account, QByteArrayView id) const;
    /// Suffix, else the output model's suffix, else the id.
    [[nodiscard]] QByteArrayView name(quint32 number) const;
    /// "supervised" where the server said nothing.
    [[nodiscard]] QByteArrayView method(quint32 number) const;
    /// The base under a fine-tuned `model`, for the column and the rail.
    [[nodiscard]] QByteArrayView baseModel(quint32 number) const;

    /// The rows whose status is not a final one, ascending.
    [[nodiscard]] std::vector<quint32> unfinished() const;

    // Single members of row(), without its other texts.
    [[nodiscard]] QByteArrayView id(quint32 number) const;
    [[nodiscard]] QByteArrayView outputModel(quint32 number) const; ///< empty: none, or none yet
    [[nodiscard]] qint64 account(quint32 number) const;
    /// What its curves say, and whether it was stuck when its events were last read.
    [[nodiscard]] TrainingFlags flags(quint32 number) const;
    [[nodiscard]] qint64 createdAt(quint32 number) const;
    [[nodiscard]] qint64 trainedTokens(quint32 number) const;

    void setAccountName(qint64 account, const QString &name);
    void setAccountLabel(qint64 account, const AccountLabel &label);
    [[nodiscard]] QString accountName(qint64 account) const { return accountLabel(account).name; }
    [[nodiscard]] AccountLabel accountLabel(qint64 account) const;
    /// Its jobs are no longer found, counted or shown. Their rows stay, or row numbers would not.
    void forgetAccount(qint64 account);
    [[nodiscard]] bool isForgotten(quint32 number) const;
    /// Whether it is left out of everything: forgotten, or out of the scope.
    [[nodiscard]] bool isOutside(quint32 number) const;
    /// Only the jobs of this file are shown and counted; 0: those of all accounts, without any file's.
    void setScope(qint64 file);
    [[nodiscard]] qint64 scope() const;
    [[nodiscard]] quint32 jobCount() const; ///< rows inside the scope, without the forgotten ones
    [[nodiscard]] int countOf(qint64 account) const;

    void setFilter(JobFilter filter);
    [[nodiscard]] const JobFilter &filter() const;
    void setSort(JobColumn column, Qt::SortOrder order);
    [[nodiscard]] JobColumn sortColumn() const;
    [[nodiscard]] Qt::SortOrder sortOrder() const;

    /// Row numbers that pass the filter, in the order of the sort; ties newest first, then by id; missing
    /// values last.
    [[nodiscard]] std::span<const quint32> order() const;
    [[nodiscard]] bool passes(quint32 number) const;
    /// Whether it passes everything but the `created:` words: what the chart over time shows.
    [[nodiscard]] bool passesAtAnyTime(quint32 number) const;
    /// How many jobs another filter would show. Reads every job: not for each key that is pressed.
    [[nodiscard]] int countPassing(JobFilter filter) const;
    [[nodiscard]] int accountCount() const;             ///< accounts with a name, without files
    [[nodiscard]] QList<qint64> accountNumbers() const; ///< theirs, ascending
    /// Whether `a` stands before `b` under the present sort.
    [[nodiscard]] bool before(quint32 a, quint32 b) const;
    [[nodiscard]] FacetCounts counts() const;
    /// Bytes held by rows, texts and orders.
    [[nodiscard]] std::size_t memoryUse() const;

private:
    friend class JobsModel; // moves single entries of the order in step with its signals
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace tuneboard
