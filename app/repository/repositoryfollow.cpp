// SPDX-License-Identifier: GPL-3.0-or-later
// The part of Repository that follows what goes on, and notices what has ended.
#include "app/api/readtext.h"
#include "app/repository/repository_p.h"

#include "app/api/call.h"
#include "app/api/readpage.h"
#include "app/api/terms.h"

#include <QNetworkInformation>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The network's own word for whether there is one; where nobody knows, there is.
void watchNetwork(Follower &follower)
{
    QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability);
    const QNetworkInformation *network = QNetworkInformation::instance();
    if (!network)
        return;
    const auto tell = [&follower](QNetworkInformation::Reachability reachability) {
        follower.setOnline(reachability != QNetworkInformation::Reachability::Disconnected);
    };
    QObject::connect(network, &QNetworkInformation::reachabilityChanged, &follower, tell);
    tell(network->reachability());
}

} // namespace

void Repository::Private::startFollowing()
{
    notices = std::make_unique<JobNotices>();
    QObject::connect(notices.get(), &JobNotices::due, q, &Repository::changesDue);
    if (!options.follows || options.offline)
        return;
    Follower::Options given;
    given.accounts = [this] {
        return followed();
    };
    given.ask = [this](const Poll &asked) {
        poll(asked);
    };
    given.wallMs = options.clockMs;
    given.speed = options.followSpeed;
    follower = std::make_unique<Follower>(std::move(given), nullptr);
    watchNetwork(*follower);
    follower->start();
}

// An account is followed once its list is known.
std::vector<FollowedAccount> Repository::Private::followed()
{
    std::vector<FollowedAccount> accounts;
    for (const auto &source : sources) {
        if (!source->client || !source->settled || source->state.record.number == 0)
            continue;
        FollowedAccount account;
        account.number = source->state.record.number;
        const QUrl url(source->state.record.baseUrl);
        account.host = url.authority();
        account.isLocal = isLoopback(url.host());
        account.isListing = source->listing;
        account.isRefused = source->state.error && source->state.error->kind == ApiError::Kind::Unauthorized;
        account.coolDownMs = qint64(double(source->client->coolDownMs()) * options.followSpeed);
        for (auto it = source->going.all().cbegin(); it != source->going.all().cend(); ++it) {
            const auto pace = followPace(it.value(), unchangedSecs(account.number, it.key(), it.value()));
            if (!pace)
                continue;
            FollowedJob job;
            job.id = it.key();
            job.pace = *pace;
            job.isOpen = opened == JobKey{account.number, job.id};
            job.isOnFirstPage = source->firstPage.contains(job.id);
            account.jobs.push_back(std::move(job));
        }
        accounts.push_back(std::move(account));
    }
    return accounts;
}

// How long ago a job with an unknown status was last seen to change; 0 for all others.
qint64 Repository::Private::unchangedSecs(qint64 account, const QString &id, const QString &status) const
{
    const JobTable &table = model->table();
    const qint64 number = statusTerm(status) ? -1 : table.find(account, id.toUtf8());
    if (number < 0)
        return 0;
    const qint64 since = table.row(quint32(number)).statusSince;
    if (since == kNoInteger)
        return 0;
    const JobFigures *figures = table.figures(quint32(number));
    return options.clockMs() / 1000 - std::max(since, figures ? figures->lastStepAt : 0);
}

void Repository::Private::poll(const Poll &asked)
{
    Source *source = find(asked.account);
    if (!source || !source->client)
        return;
    switch (asked.kind) {
    case Poll::Kind::FirstPage: {
        const bool mends = source->isBroken && !source->isStopped && source->mending.hasExpired();
        return list(*source, mends ? Extent::Missing : Extent::New);
    }
    case Poll::Kind::Events:
        return records->refresh();
    case Poll::Kind::Job:
        return pollJob(*source, asked.job);
    }
}

void Repository::Private::pollJob(Source &source, const QString &id)
{
    const qint64 account = source.state.record.number;
    TypedRequest<Reply> request{Request::get(jobPath(id)), [](Reply &&reply) -> Result<Reply> {
                                    return std::move(reply);
                                }};
    request.request.retries = 0;
    source.client->send<Reply>(std::move(request), q, [this, account, id](const Result<Reply> &reply) {
        Source *asked = find(account);
        if (!asked)
            return;
        if (!reply) {
            if (reply.error().kind == ApiError::Kind::NotFound)
                asked->going.remove(id); // the server has let go of it
            return noteAnswer(*asked, reply.error(), {});
        }
        noteAnswer(*asked, {}, reply->limits);
        const Result<JobRows> rows = readJobRow(readAnswerText(reply->body).bytes);
        if (rows && rows->rows[0].id == id.toUtf8())
            fetchEnded(*asked, take(*asked, *rows));
    });
}

void Repository::Private::noteAnswer(const Source &source, const std::optional<ApiError> &error,
                                     const RateLimits &limits)
{
    if (!follower)
        return;
    const bool refused = error && (error->kind == ApiError::Kind::RateLimited || isUnreachable(*error));
    follower->answered(source.state.record.number, QUrl(source.state.record.baseUrl).authority(), limits,
                       refused);
}

// Called before the list takes the row: what it was before is known still.
bool Repository::Private::noteStatus(const JobRow &row, bool fromServer)
{
    Source *source = find(row.account);
    if (!source)
        return false;
    const QString id = QString::fromUtf8(row.id);
    const QString status = QString::fromUtf8(row.status);
    const QString before = source->going.status(id);
    if (before == status)
        return false;
    if (isTerminal(status))
        source->going.remove(id);
    else
        source->going.set(id, status);
    if (fromServer)
        tellChange(*source, row, before);
    return GoingJobs::isRunning(status) || GoingJobs::isRunning(before);
}

// What went on when the program ended last time. A server may have answered already: what has changed since
// is told now.
void Repository::Private::noteArchived(const std::vector<GoingJob> &going)
{
    for (const GoingJob &job : going) {
        Source *source = find(job.key.account);
        if (!source || source->going.contains(job.key.id))
            continue;
        const qint64 number = model->table().find(job.key.account, job.key.id.toUtf8());
        if (number < 0) {
            source->going.set(job.key.id, job.status);
            continue;
        }
        const JobRow row = model->table().row(quint32(number));
        if (QString::fromUtf8(row.status) == job.status)
            source->going.set(job.key.id, job.status);
        else
            tellChange(*source, row, job.status);
    }
    Q_EMIT q->runningChanged();
}

void Repository::Private::tellChange(const Source &source, const JobRow &row, const QString &before)
{
    if (!notices || !source.state.options.notices)
        return;
    JobChange change;
    change.key = {source.state.record.number, QString::fromUtf8(row.id)};
    change.name = QString::fromUtf8(row.suffix);
    change.accountName = source.state.record.name;
    change.before = before;
    change.status = QString::fromUtf8(row.status);
    change.cause = QString::fromUtf8(row.errorMessage);
    notices->add(change);
}

void Repository::lookAgain()
{
    if (d->follower)
        d->follower->resume();
    else
        refresh();
}

void Repository::setFollowingPaused(bool paused)
{
    if (d->follower)
        d->follower->setPaused(paused);
}

void Repository::setMinimised(bool minimised)
{
    if (d->follower)
        d->follower->setMinimised(minimised);
}

void Repository::setSlowness(double slowness)
{
    if (d->follower)
        d->follower->setSlowness(slowness);
}

int Repository::runningCount() const
{
    int count = 0;
    for (const auto &source : d->sources)
        count += source->going.running();
    return count;
}

} // namespace tuneboard
