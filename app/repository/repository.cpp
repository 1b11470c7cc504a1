// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/repository_p.h"

#include "app/api/terms.h"

#include <QDateTime>
#include <QSemaphore>
#include <QThreadPool>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kFirstRows = 200;   // more than any screen shows; one read by index
constexpr int kChunkRows = 500;   // small enough to stay in the processor's caches
constexpr int kWaitingChunks = 4; // how far reading may be ahead of the table

} // namespace

Repository::Repository(Options options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(options)))
{
    qRegisterMetaType<JobDetails>();
}

Repository::~Repository()
{
    d->follower.reset();
    d->fileReading.end();
    d->fileChecking.end();
    if (d->records)
        d->records->end();
    if (d->writer)
        d->writer->end();
    d->reading.clear(); // opened jobs of files that nobody waits for any more
    d->reading.waitForDone();
    d->archive.reset(); // waits for its thread: nothing is delivered after this
    d->records.reset();
    for (const auto &source : d->sources)
        delete source->listing;
    d->sources.clear();
}

JobsModel *Repository::jobs() const
{
    return d->model;
}

void Repository::start()
{
    if (std::exchange(d->started, true))
        return;
    d->archive = std::make_unique<ArchiveThread>(
        Archive::Options{d->options.archivePath, d->options.archiveBusyMs}, [this](const ArchiveError &e) {
            d->deliver([this, e] {
                if (std::exchange(d->lastNotice, e.text) != e.text)
                    Q_EMIT noticed({Notice::Tone::Warning, e.text, {}});
            });
        });
    d->writer = std::make_unique<JobWriter>(*d->archive, d->options.archiveRetryMs);
    connect(d->writer.get(), &JobWriter::caughtUp, this, [this] {
        d->records->backfill().noteListed();
        Q_EMIT noticeEnded(std::exchange(d->lastNotice, {}));
    });
    d->startRecords();
    d->startFollowing();
    for (const auto &source : d->sources)
        d->store(source);
    d->readNewest();
    if (d->options.othersAfterMs > 0)
        QTimer::singleShot(d->options.othersAfterMs, this, &Repository::readOthers);
    else
        readOthers();
}

void Repository::applyFirstAnswers()
{
    std::vector<std::function<void()>> answers;
    {
        const std::lock_guard lock(d->firstMutex);
        answers.swap(d->firstAnswers);
    }
    for (const auto &apply : answers)
        apply();
}

void Repository::readOthers()
{
    if (d->started && !std::exchange(d->othersAsked, true))
        d->readOthers();
}

// What the first screen shows.
void Repository::Private::readNewest()
{
    archive->post([this](ArchiveSession &session) {
        const auto known = session.run([](Archive &a) { return a.accounts(); });
        const auto first = session.run([](Archive &a) { return a.newest(kFirstRows); });
        deliverFirst([this, known, first] {
            if (const auto *listed = std::get_if<std::vector<AccountRecord>>(&known)) {
                archived = *listed;
                for (const AccountRecord &record : *listed) {
                    if (!find(record.number))
                        showLabel(record, {});
                }
            }
            if (const auto *rows = std::get_if<JobRows>(&first))
                takeFirst(*rows);
        });
    });
}

// The whole table is made here: the window only swaps it in.
void Repository::Private::readOthers()
{
    archive->post([this](ArchiveSession &session) {
        const auto table = std::make_shared<JobTable>();
        (void)session.run([&](Archive &a) -> ArchiveResult<bool> {
            const auto jobs = a.jobsAtMost();
            if (const auto *count = std::get_if<qint64>(&jobs))
                table->reserve(std::size_t(*count));
            // A piece goes into the table while the next one is read.
            QThreadPool taking;
            taking.setMaxThreadCount(1);
            QSemaphore waiting(kWaitingChunks);
            auto error = a.readAll(kChunkRows, [&](JobRows rows) {
                waiting.acquire();
                taking.start([&, rows = std::move(rows)] {
                    table->upsert(rows);
                    waiting.release();
                });
                return !session.isEnding();
            });
            taking.waitForDone();
            return error ? ArchiveResult<bool>(*error) : ArchiveResult<bool>(true);
        });
        std::vector<GoingJob> going;
        for (const quint32 number : table->unfinished()) {
            const JobRow row = table->row(number);
            going.push_back({{row.account, QString::fromUtf8(row.id)}, QString::fromUtf8(row.status)});
        }
        deliver([this, table, going = std::move(going)] {
            noteArchived(going);
            model->adopt(*table);
            Q_EMIT q->archiveLoaded();
            records->readSummaries(); // the archive counts as read once they are there
        });
    });
}

// What a server sent meanwhile is newer than what the archive held when it was read.
void Repository::Private::takeFirst(const JobRows &rows)
{
    bool isChanged = false;
    for (const JobRow &row : rows.rows) {
        if (model->table().find(row.account, row.id) < 0)
            isChanged = noteStatus(row, false) || isChanged;
    }
    if (isChanged)
        Q_EMIT q->runningChanged();
    JobRows older{{}, rows.storage};
    std::copy_if(rows.rows.begin(), rows.rows.end(), std::back_inserter(older.rows),
                 [this](const JobRow &row) { return model->table().find(row.account, row.id) < 0; });
    model->upsert(older);
}

// Rows that came from a server: into the list, and to the archive.
QStringList Repository::Private::take(Source &source, JobRows rows)
{
    const qint64 seenMs = options.clockMs();
    const qint64 account = source.state.record.number;
    const JobTable &table = model->table();
    QStringList ended;
    bool isChanged = false;
    for (JobRow &row : rows.rows) {
        row.account = account;
        const qint64 known = table.find(account, row.id);
        if (known >= 0 && isTerminal(row.status) && !isTerminal(table.row(quint32(known)).status))
            ended.append(QString::fromUtf8(row.id));
        if (known < 0 || table.row(quint32(known)).status != row.status)
            row.statusSince = seenMs / 1000;
        isChanged = noteStatus(row, true) || isChanged;
    }
    if (isChanged)
        Q_EMIT q->runningChanged();
    model->upsert(rows);
    if (account > 0)
        writer->write(account, std::move(rows), seenMs);
    for (const QString &id : ended)
        records->backfill().finishSoon({account, id});
    return ended;
}

void Repository::Private::list(Source &source, Extent extent)
{
    if (source.listing || !source.client)
        return;
    if (extent == Extent::Whole)
        source.isStopped = false;
    source.listing = new Listing(*source.client, options.pageSize, q);
    Source *const listed = &source;
    const bool isNew = extent == Extent::New || extent == Extent::NewAgain;
    source.isNewAgain = extent == Extent::NewAgain;
    if (isNew)
        prepareNew(source);
    if (extent == Extent::Missing)
        source.listing->knock();
    if (extent == Extent::Rest)
        source.listing->startAfter(source.continueAfter, false);
    // Also at the limit a page of new jobs may come, so that new jobs stay visible.
    source.listing->setLimit(std::max<qint64>(source.mayAdd, options.pageSize),
                             [this, listed](QByteArrayView id) { return isListed(*listed, id); });
    source.listing->setBusy([this] { return writer->isBusy(); });
    source.state.syncing = !isNew;
    source.state.received = 0;
    QObject::connect(source.listing, &Listing::pageReceived, q,
                     [this, listed](const JobRows &rows, bool isFirst) {
                         if (!listed->removed)
                             takePage(*listed, rows, isFirst);
                     });
    QObject::connect(source.listing, &Listing::finished, q,
                     [this, listed](const std::optional<ApiError> &error, const QString &note) {
                         endListing(*listed, error, note);
                     });
    if (follower)
        follower->listed(source.state.record.number);
    const QPointer<Listing> listing(source.listing);
    Q_EMIT q->accountsChanged();
    if (listing) // who hears of it may remove the account
        listing->start();
}

void Repository::Private::takePage(Source &source, const JobRows &rows, bool isFirst)
{
    const QPointer<Listing> listing(source.listing);
    fetchEnded(source, take(source, rows));
    if (!listing || listing != source.listing)
        return; // who heard of the jobs has removed the account or changed its key
    // Looking for new jobs asks for the first page, unless they stand at the end.
    if (isFirst)
        source.firstPage.clear();
    if (source.listing->isOnFirstPage() && source.order != ListOrder::OldestFirst) {
        for (const JobRow &row : rows.rows)
            source.firstPage.insert(QString::fromUtf8(row.id));
    }
    source.state.received = source.listing->received();
    source.state.limits = source.listing->limits();
    source.state.offline = false;
    Q_EMIT q->accountsChanged();
}

// A listing that broke off is made whole by the next look, and where that breaks off too, later and later: a
// page that always fails must not make every look a listing of everything.
void Repository::Private::noteBreak(Source &source, bool isBroken, bool isStopped)
{
    const bool isWhole = source.listing->isWhole();
    if (!isBroken) {
        source.isBroken = source.isBroken && !isWhole;
    } else if (isWhole || source.listing->received() > 0) {
        source.isBroken = true;
        source.isStopped = isStopped;
        // A host that cannot be reached costs one request a look, and is listed at once when it is back.
        const bool countsAsTry = !isStopped && source.listing->received() > 0;
        if (countsAsTry && source.brokenTries++ > 0) {
            const qint64 waitMs = qint64{options.backfillRetryMs} << std::min(source.brokenTries - 2, 6);
            source.mending.setRemainingTime(qint64(double(waitMs) / options.followSpeed));
        }
    }
    if (!source.isBroken)
        source.brokenTries = 0;
}

void Repository::Private::endListing(Source &source, const std::optional<ApiError> &error,
                                     const QString &note)
{
    AccountState &state = source.state;
    state.syncing = false;
    if (source.listing->isWhole() || source.listing->rejected() > 0) {
        state.rejected = source.listing->rejected();
        state.firstReject = source.listing->firstReject();
    }
    if (source.listing->isWhole() || source.listing->isRest())
        state.note = note;
    noteLimit(source, error.has_value());
    const bool wasOtherOrder = noteOrder(source) && !error;
    // The job after which the list was to be continued is gone from the server.
    const bool isLost = error && source.listing->isPart() &&
                        (error->kind == ApiError::Kind::Rejected || error->kind == ApiError::Kind::NotFound);
    noteAnswer(source, error, source.listing->limits());
    const bool cancelled = error && error->kind == ApiError::Kind::Cancelled;
    noteBreak(source, error.has_value(), cancelled);
    state.stopped = source.isBroken && source.isStopped;
    if (!cancelled) {
        state.error = error;
        state.offline = error && isUnreachable(*error);
    }
    if (!error)
        state.lastSyncMs = options.clockMs();
    std::exchange(source.listing, nullptr)->deleteLater();
    source.settled = true;
    Q_EMIT q->accountsChanged();
    listingEnded(source);
    checkSettled();
    if (wasOtherOrder || isLost)
        list(source, isLost ? Extent::Missing : Extent::NewAgain);
    if (follower)
        follower->wake();
}

void Repository::Private::checkSettled()
{
    if (wasSettled || !q->isSettled())
        return;
    wasSettled = true;
    Q_EMIT q->settled();
}

bool Repository::isSettled() const
{
    return d->archiveRead && std::all_of(d->sources.begin(), d->sources.end(),
                                         [](const auto &source) { return source->settled; });
}

bool Repository::isSyncing() const
{
    return std::any_of(d->sources.begin(), d->sources.end(),
                       [](const auto &source) { return source->state.syncing; });
}

void Repository::refresh()
{
    for (const auto &source : d->sources) {
        if (source->state.record.number != 0)
            d->list(*source);
    }
    if (d->records)
        d->records->refresh();
}

void Repository::cancelRefresh()
{
    for (const auto &source : d->sources) {
        if (source->listing)
            source->listing->cancel();
    }
}

} // namespace tuneboard
