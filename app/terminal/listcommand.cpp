// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/listcommand.h"

#include "app/api/plainline.h"
#include "app/api/terms.h"
#include "app/archive/recovery.h"
#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "app/terminal/commandline.h"
#include "app/terminal/interruption.h"
#include "app/terminal/liveline.h"
#include "app/terminal/output.h"
#include "app/terminal/runaccount.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxCellChars = 1000;
constexpr int kPatienceMs = 2000; // a shorter listing needs no words
constexpr int kRefreshMs = 250;   // between two states of the line on a terminal

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ListCommand)
};

QString cell(QByteArrayView text)
{
    return visibleText(QString::fromUtf8(text).left(kMaxCellChars), Lines::Escape);
}

QString localTime(qint64 secs)
{
    return QDateTime::fromSecsSinceEpoch(secs).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString progress(const JobRow &row, const JobFigures *figures, qint64 now)
{
    if (row.state() == Status::Failed && (!row.errorCode.isEmpty() || !row.errorMessage.isEmpty()))
        return cell(row.errorCode.isEmpty() ? row.errorMessage : row.errorCode);
    if (row.finishedAt != kNoInteger && row.createdAt != kNoInteger && row.finishedAt >= row.createdAt)
        return durationText(row.finishedAt - row.createdAt);
    const bool over = isTerminal(row.state());
    if (const JobEta eta = jobEta(row, figures, now); row.state() == Status::Running && eta.part)
        return Words::tr("%1 %").arg(int(std::floor(*eta.part * 100 + 1e-9)));
    if (!over && row.estimatedFinish != kNoInteger && row.estimatedFinish > now)
        return Words::tr("%1 left").arg(durationText(row.estimatedFinish - now));
    return {};
}

// When the printed jobs were last seen at their server: the oldest and the newest of these times, in ms.
struct Ages
{
    qint64 oldestMs = 0; ///< 0: not known
    qint64 newestMs = 0;
};

// What was kept of the printed jobs, read when the repository's own connection has gone.
struct Kept
{
    QByteArrayList raw;
    Ages ages;
    QString problem; ///< why not all of it could be read; empty: it could
};

Kept readKept(const QString &archivePath, const std::vector<JobKey> &keys)
{
    Kept kept;
    // As the repository opened it: a newer or read-only file has its own place.
    const OpenedArchive opened = openOrRecover({archivePath, 5000, false, false});
    if (!opened.archive) {
        kept.problem = opened.notice ? opened.notice->text : Words::tr("the archive cannot be read");
        return kept;
    }
    Archive &archive = *opened.archive;
    for (const JobKey &key : keys) {
        const auto stored = archive.job(key);
        const auto *job = std::get_if<std::optional<StoredJob>>(&stored);
        if (!job || !*job) {
            const auto *error = std::get_if<ArchiveError>(&stored);
            kept.problem = error ? error->text : Words::tr("the archive has lost the job %1").arg(key.id);
            return kept;
        }
        kept.raw += (*job)->raw;
        const qint64 seen = (*job)->lastSeenMs;
        kept.ages.newestMs = std::max(kept.ages.newestMs, seen);
        kept.ages.oldestMs = kept.ages.oldestMs == 0 ? seen : std::min(kept.ages.oldestMs, seen);
    }
    return kept;
}

QString ageText(const Ages &ages)
{
    if (ages.newestMs == 0)
        return {};
    const qint64 nowSecs = QDateTime::currentSecsSinceEpoch();
    const QString newest = localTime(ages.newestMs / 1000);
    const QString oldest = localTime(ages.oldestMs / 1000);
    const QString ago = durationText(std::max<qint64>(0, nowSecs - ages.oldestMs / 1000));
    return newest == oldest ? Words::tr("These jobs are as they were at %1, %2 ago.").arg(newest, ago)
                            : Words::tr("These jobs are as they were between %1 (%2 ago) and %3.")
                                  .arg(oldest, ago, newest);
}

// What the filter calls the status that the user writes; `met`: the statuses of the jobs. A word that means
// no status stays as it is.
QString statusKeyOf(const QString &word, const QStringList &met)
{
    if (const Status status = statusOf(word); status != Status::Unknown)
        return statusKey(status, {});
    if (word.compare(kUnknownStatus, Qt::CaseInsensitive) == 0)
        return QString(kUnknownStatus);
    const auto it = std::find_if(met.begin(), met.end(), [&word](const QString &key) {
        return key.compare(word, Qt::CaseInsensitive) == 0 ||
               statusLabel(key).compare(word, Qt::CaseInsensitive) == 0;
    });
    return it == met.end() ? word : *it;
}

// What --status and --filter say, as one filter. `statuses`: words that are known beside the documented ones.
JobFilter filterOf(const CommandLine &line, const QStringList &statuses)
{
    JobFilter filter = parseFilter(line.filter, QDateTime::currentSecsSinceEpoch(), statuses);
    for (const QString &status : line.status.split(u',', Qt::SkipEmptyParts))
        filter.facets.statuses += statusKeyOf(status.trimmed(), statuses);
    return filter;
}

// What is wrong with the words that the user wrote; empty: nothing.
QString filterProblem(const CommandLine &line, const JobFilter &filter)
{
    if (filter.problems.empty())
        return {};
    const FilterProblem &first = filter.problems.front();
    return Words::tr("--filter: “%1”: %2").arg(line.filter.mid(first.start, first.length), first.reason);
}

QString unknownStatus(const JobFilter &filter, const QStringList &known)
{
    for (const QString &status : filter.facets.statuses) {
        if (!statusTerm(status) && !known.contains(status) && status != kUnknownStatus) {
            QStringList words;
            for (const StatusTerm &term : statusTerms())
                words += QString::fromLatin1(term.word);
            for (const QString &word : known) {
                const QString shown = word.isEmpty() ? statusLabel(Status::Unknown, word) : word;
                if (!words.contains(shown))
                    words += shown;
            }
            return Words::tr("--status: no job has the status “%1”; there are: %2")
                .arg(status, words.join(", "_L1));
        }
    }
    return {};
}

QString totals(const JobsModel &model, qint64 account)
{
    qint64 tokens = 0;
    int ofAccount = 0;
    const JobTable &table = model.table();
    for (const quint32 number : table.order()) {
        const JobRow row = table.row(number);
        // A server may send any number: the sum stops at the largest one.
        if (row.trainedTokens > 0)
            tokens += std::min(row.trainedTokens, std::numeric_limits<qint64>::max() - tokens);
    }
    for (quint32 number = 0; number < table.size(); ++number)
        ofAccount += table.row(number).account == account ? 1 : 0;
    const int shown = model.rowCount();
    const QString jobs =
        shown == ofAccount
            ? QCoreApplication::translate("ListCommand", "%n job(s)", nullptr, shown)
            : QCoreApplication::translate("ListCommand", "%1 of %2 jobs").arg(shown).arg(ofAccount);
    return Words::tr("%1, %2 trained tokens").arg(jobs, QLocale().toString(tokens));
}

std::vector<JobKey> keysOf(const JobsModel &model)
{
    std::vector<JobKey> keys;
    for (const quint32 number : model.table().order()) {
        const JobRow row = model.table().row(number);
        keys.push_back({row.account, QString::fromUtf8(row.id)});
    }
    return keys;
}

// What the listing left behind, told on standard error.
void remark(const AccountState &state, const QStringList &notices)
{
    for (const QString &notice : notices)
        writeMessage(notice);
    if (state.rejected > 0)
        writeMessage(Words::tr("%1 objects of the answer could not be read; the first: %2")
                         .arg(state.rejected)
                         .arg(plainLine(state.firstReject)));
    if (!state.note.isEmpty())
        writeMessage(plainLine(state.note));
    if (state.limitedAfter > 0)
        writeMessage(Words::tr("Stopped after %1 new jobs. The server has more: list --all reads them all.")
                         .arg(QLocale().toString(state.limitedAfter)));
    if (state.error)
        writeMessage(state.error->line());
}

// Says on standard error how many jobs have come: on a terminal in one line, else in a few, each after twice
// the time.
class ListProgress
{
public:
    explicit ListProgress(const Repository &repository)
        : m_repository(repository)
        , m_line(stderr, messageWidth())
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { show(); });
        m_timer.start(kPatienceMs);
    }
    /// The line goes.
    void end()
    {
        m_timer.stop();
        m_line.clear();
    }

private:
    void show()
    {
        const int received = m_repository.accounts().front().received;
        const QString text =
            QCoreApplication::translate("ListCommand", "%n job(s) so far", nullptr, received);
        if (m_line.isLive()) {
            m_line.show(text);
            m_timer.start(kRefreshMs);
        } else {
            writeRemark(text);
            m_timer.start(2 * m_timer.interval());
        }
    }

    const Repository &m_repository;
    LiveLine m_line;
    QTimer m_timer;
};

// Prints the rows that are left after the filter.
int print(const CommandLine &line, std::unique_ptr<Repository> repository, const RunAccount &account,
          const QStringList &notices)
{
    const AccountState state = repository->accounts().front();
    JobsModel &model = *repository->jobs();
    const QStringList statuses = model.table().counts().statuses.keys();
    JobFilter filter = filterOf(line, statuses);
    for (const QString &problem : {filterProblem(line, filter), unknownStatus(filter, statuses)}) {
        if (!problem.isEmpty()) {
            writeMessage(problem);
            return 2;
        }
    }
    filter.facets.accounts = {state.record.number};
    model.setFilter(std::move(filter));
    model.sort(int(JobColumn::Created), Qt::DescendingOrder);

    const bool stale = state.error.has_value() || line.offline;
    const bool needsStored = stale || line.format == CommandLine::Format::Json;
    const std::vector<JobKey> keys = needsStored ? keysOf(model) : std::vector<JobKey>();
    const bool isEmpty = model.rowCount() == 0;
    const QString sum = totals(model, state.record.number);
    QByteArray out;
    if (line.format == CommandLine::Format::Text && !isEmpty)
        out = jobsAsText(model, outputWidth(), QDateTime::currentSecsSinceEpoch());
    else if (line.format == CommandLine::Format::Csv)
        out = jobsAsCsv(model);
    const QByteArray meanings = line.format == CommandLine::Format::Json
                                    ? jobsJsonEnd(model.table(), QDateTime::currentSecsSinceEpoch())
                                    : QByteArray();
    Kept kept;
    repository.reset(); // everything that came is on disk after this
    if (needsStored)
        kept = readKept(account.archivePath(), keys);
    remark(state, notices);
    if (line.format == CommandLine::Format::Json) {
        if (!kept.problem.isEmpty()) {
            writeMessage(kept.problem);
            return 1;
        }
        out = jobsJsonStart() + kept.raw.join(jobsJsonSeparator()) + meanings;
    }
    // Nothing to show because nothing could be asked is no empty list.
    const bool failed = state.error.has_value() || (line.offline && !notices.isEmpty());
    if (failed && isEmpty)
        return 1;
    bool gone = false;
    if (!writeOutput(out, &gone)) {
        if (!gone)
            writeMessage(Words::tr("The list could not be written whole; is the disk full?"));
        return 1;
    }
    writeRemark(sum);
    if (stale && !isEmpty)
        writeRemark(ageText(kept.ages));
    return failed ? 1 : 0;
}

} // namespace

QString durationText(qint64 secs)
{
    if (secs < 60)
        return Words::tr("%1 s").arg(secs);
    if (secs < 3600)
        return Words::tr("%1 min").arg(secs / 60);
    if (secs < 86400)
        return Words::tr("%1 h %2 min").arg(secs / 3600).arg(secs % 3600 / 60);
    return Words::tr("%1 d %2 h").arg(secs / 86400).arg(secs % 86400 / 3600);
}

QByteArray jobsAsText(const JobsModel &model, int width, qint64 now)
{
    std::vector<TextColumn> columns;
    const auto add = [&columns](JobColumn column, bool right, int shrinkTo, int leavesFirst) {
        columns.push_back({JobsModel::columnLabel(column), right, shrinkTo, leavesFirst});
    };
    add(JobColumn::Status, false, 0, 0);
    add(JobColumn::Name, false, 16, 6);
    add(JobColumn::BaseModel, false, 16, 4);
    add(JobColumn::Method, false, 0, 1);
    add(JobColumn::Progress, false, 10, 2);
    add(JobColumn::Tokens, true, 0, 3);
    add(JobColumn::Created, false, 0, 5);
    add(JobColumn::Id, false, 0, 0); // what `show` wants
    const JobTable &table = model.table();
    const auto rowAt = [&](std::size_t at) -> QStringList {
        const quint32 number = table.order()[at];
        const JobRow row = table.row(number);
        return {visibleText(statusLabel(row.state(), row.status).left(kMaxCellChars), Lines::Escape),
                cell(table.name(number)),
                cell(table.baseModel(number)),
                visibleText(methodLabel(QString::fromUtf8(table.method(number))), Lines::Escape),
                progress(row, table.figures(number), now),
                row.trainedTokens == kNoInteger ? u"—"_s : QLocale().toString(row.trainedTokens),
                row.createdAt == kNoInteger ? u"—"_s : localTime(row.createdAt),
                cell(row.id)};
    };
    return alignedText(std::move(columns), table.order().size(), rowAt, width);
}

int runList(const CommandLine &line, const Timing &timing, const ListLimits &limits)
{
    // A status that only the server knows may still turn out to be one.
    const QString problem = filterProblem(line, filterOf(line, {}));
    if (!problem.isEmpty() && !line.filter.contains("status:"_L1, Qt::CaseInsensitive)) {
        writeMessage(problem);
        return 2;
    }
    const Interruption interruption;
    const RunAccount account(line);
    if (account.failure()) {
        writeMessage(account.failure()->text);
        return account.failure()->exitCode;
    }
    Repository::Options options;
    options.archivePath = account.archivePath();
    options.offline = line.offline;
    options.timing = timing;
    options.limits = line.all ? ListLimits::none() : limits;
    QStringList notices;
    auto repository = std::make_unique<Repository>(std::move(options));
    QObject::connect(repository.get(), &Repository::noticed, repository.get(),
                     [&notices](const Notice &notice) { notices += notice.text; });
    QObject::connect(repository.get(), &Repository::settled, QCoreApplication::instance(),
                     &QCoreApplication::quit, Qt::QueuedConnection);
    repository->addAccount(account.record(), account.endpoint());
    repository->start();
    {
        ListProgress progress(*repository);
        QCoreApplication::exec();
        progress.end();
    }
    if (!repository->isSettled()) {
        writeMessage(Words::tr("The listing was ended before it was whole."));
        return 1;
    }
    return print(line, std::move(repository), account, notices);
}

} // namespace tuneboard
