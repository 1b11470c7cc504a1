// SPDX-License-Identifier: GPL-3.0-or-later
// Cancel, pause and resume: the only requests that change something at a server.
#include "app/api/readtext.h"
#include "app/repository/repository_p.h"

#include "app/api/call.h"
#include "app/api/readpage.h"
#include "app/api/terms.h"

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

QString wordOf(JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return u"cancel"_s;
    case JobAction::Pause:
        return u"pause"_s;
    case JobAction::Resume:
        return u"resume"_s;
    }
    return {};
}

// Whether a job with this status has done what was asked of it, or is about to.
bool isDone(JobAction action, Status status)
{
    switch (action) {
    case JobAction::Cancel:
        return status == Status::Cancelled || status == Status::Cancelling;
    case JobAction::Pause:
        return status == Status::Paused || status == Status::Pausing;
    case JobAction::Resume:
        return status == Status::Running || status == Status::Resuming || status == Status::Queued;
    }
    return false;
}

Result<Reply> whole(Reply &&reply)
{
    return std::move(reply);
}

} // namespace

bool isPossible(JobAction action, Status status)
{
    if (isTerminal(status))
        return false;
    const bool isPaused = status == Status::Paused || status == Status::Pausing;
    switch (action) {
    case JobAction::Cancel:
        return status != Status::Cancelling;
    case JobAction::Pause:
        return !isPaused && status != Status::Cancelling;
    case JobAction::Resume:
        return isPaused || status == Status::Unknown;
    }
    return false;
}

void Repository::act(const JobKey &key, JobAction action, QObject *context,
                     std::function<void(const Result<QString> &)> done)
{
    Source *source = d->find(key.account);
    if (!source || !source->client || source->state.options.readOnly) {
        ApiError error;
        error.kind = ApiError::Kind::NotAllowed;
        error.message = source && source->state.options.readOnly
                            ? tr("The account %1 is set to read-only.").arg(source->state.record.name)
                            : tr("There is no server to ask for this job.");
        QMetaObject::invokeMethod(
            context, [done = std::move(done), error] { done(error); }, Qt::QueuedConnection);
        return;
    }
    if (action == JobAction::Pause)
        d->notices->expect(key, Status::Paused);
    TypedRequest<Reply> request{Request::post(jobPath(key.id, wordOf(action))), &whole};
    // The repository itself waits for the answer: it counts even if nobody looks any more.
    source->client->send<Reply>(std::move(request), this,
                                [this, key, action, context = QPointer<QObject>(context),
                                 done = std::move(done)](const Result<Reply> &reply) {
                                    d->takeAction(key, action, reply, context, done);
                                });
}

void Repository::Private::takeAction(const JobKey &key, JobAction action, const Result<Reply> &reply,
                                     QObject *context,
                                     const std::function<void(const Result<QString> &)> &done)
{
    const QPointer<QObject> waiting(context);
    const auto answer = [waiting, done](const Result<QString> &result) {
        if (waiting)
            done(result);
    };
    Source *source = find(key.account);
    if (reply) {
        const Result<JobRows> rows = readJobRow(readAnswerText(reply->body).bytes);
        if (!rows || rows->rows[0].id != key.id.toUtf8())
            return answer(rows ? ApiError::malformed(tr("The server answered with another job."))
                               : rows.error());
        if (source) // else the account was removed meanwhile; the server did it all the same
            take(*source, *rows);
        if (source && key == opened)
            fetch(key);
        return answer(QString::fromUtf8(rows->rows[0].status));
    }
    const ApiError error = reply.error();
    if (error.kind != ApiError::Kind::OutcomeUnknown || !source || !source->client) {
        notices->forget(key);
        return answer(error);
    }
    // It may have been done: the job itself says so.
    TypedRequest<Reply> request{Request::get(jobPath(key.id)), &whole};
    source->client->send<Reply>(
        std::move(request), q, [this, key, action, error, answer](Result<Reply> read) {
            Source *asked = find(key.account);
            const Result<JobRows> rows = read ? readJobRow(read->body) : Result<JobRows>(read.error());
            if (!asked || !rows || rows->rows[0].id != key.id.toUtf8())
                return answer(error);
            take(*asked, *rows);
            if (key == opened)
                fetch(key);
            const QString status = QString::fromUtf8(rows->rows[0].status);
            if (isDone(action, statusOf(status)))
                return answer(status);
            notices->forget(key);
            ApiError undone = error;
            undone.message = tr("The answer was lost, and the job is still %1.").arg(statusLabel(status));
            answer(undone);
        });
}

} // namespace tuneboard
