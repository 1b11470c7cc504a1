// SPDX-License-Identifier: GPL-3.0-or-later
// Where a job is, by its id: on this machine, and at the accounts' servers.
#include "app/api/call.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/repository/repository_p.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

ApiError notFound()
{
    ApiError error;
    error.kind = ApiError::Kind::NotFound;
    return error;
}

} // namespace

/// One search at several servers.
struct Repository::Private::LookUp
{
    QString id;
    QPointer<QObject> context;
    std::function<void(const Result<std::vector<JobKey>> &)> done;
    qsizetype waiting = 0;
    QStringList looked;
    std::vector<JobKey> found;
    std::optional<ApiError> error;
};

// What the list has goes before what the archive adds.
void Repository::Private::locate(std::vector<JobKey> listed, ArchiveSearch search, QObject *context,
                                 std::function<void(const std::vector<JobKey> &)> done)
{
    archive->post([this, listed = std::move(listed), search = std::move(search),
                   context = QPointer<QObject>(context), done = std::move(done)](ArchiveSession &session) {
        const auto kept = session.run(search);
        deliver([listed, context, done, kept] {
            if (!context)
                return;
            std::vector<JobKey> all = listed;
            if (const auto *keys = std::get_if<std::vector<JobKey>>(&kept)) {
                std::copy_if(keys->begin(), keys->end(), std::back_inserter(all), [&](const JobKey &key) {
                    return std::find(listed.begin(), listed.end(), key) == listed.end();
                });
            }
            done(all);
        });
    });
}

void Repository::locate(const QString &id, QObject *context,
                        std::function<void(const std::vector<JobKey> &)> done)
{
    // What is shown of a file goes before the accounts, and no server is asked for it.
    const qint64 file = d->model->table().scope();
    if (file != 0 && d->model->table().find(file, id.toUtf8()) >= 0)
        return d->deliver(
            [context = QPointer<QObject>(context), done = std::move(done), key = JobKey{file, id}] {
                if (context)
                    done({key});
            });
    std::vector<JobKey> listed;
    for (const auto &source : d->sources) {
        const JobKey key{source->state.record.number, id};
        if (d->model->table().find(key.account, id.toUtf8()) >= 0)
            listed.push_back(key);
    }
    d->locate(
        std::move(listed), [id](Archive &archive) { return archive.find(id); }, context, std::move(done));
}

void Repository::locateMakers(const QString &idOrName, const QString &model, QObject *context,
                              std::function<void(const std::vector<JobKey> &)> done)
{
    std::vector<JobKey> listed;
    const JobTable &table = d->model->table();
    const QByteArray wanted = model.toUtf8();
    for (quint32 number = 0; !wanted.isEmpty() && number < table.size(); ++number) {
        const qint64 account = table.account(number);
        const bool isSearched = account == d->model->table().scope() || d->find(account);
        if (isSearched && table.outputModel(number) == wanted && !table.isForgotten(number))
            listed.push_back({account, QString::fromUtf8(table.id(number))});
    }
    d->locate(
        std::move(listed),
        [idOrName, model](Archive &archive) { return archive.records().makersOf(idOrName, model); }, context,
        std::move(done));
}

void Repository::lookUp(const QString &id, const QList<qint64> &accounts, QObject *context,
                        std::function<void(const Result<std::vector<JobKey>> &)> done)
{
    auto lookUp = std::make_shared<Private::LookUp>();
    lookUp->id = id;
    lookUp->context = context;
    lookUp->done = std::move(done);
    lookUp->looked = {tr("the archive")};
    std::vector<Source *> asked;
    for (const qint64 account : accounts) {
        Source *source = d->find(account);
        if (source && source->client)
            asked.push_back(source);
    }
    lookUp->waiting = qsizetype(asked.size());
    for (Source *source : asked) {
        lookUp->looked += u"%1 (%2)"_s.arg(source->state.record.name, source->client->host());
        TypedRequest<Reply> request{Request::get(jobPath(id)), [](Reply &&reply) -> Result<Reply> {
                                        return std::move(reply);
                                    }};
        // The repository itself waits for the answer: `context` may outlive it.
        source->client->send<Reply>(
            std::move(request), this,
            [this, lookUp, account = source->state.record.number](const Result<Reply> &reply) {
                d->takeLookUp(lookUp, account, reply);
            });
    }
    if (asked.empty()) {
        ++lookUp->waiting;
        d->deliver([this, lookUp] { d->takeLookUp(lookUp, 0, notFound()); });
    }
}

void Repository::Private::takeLookUp(const std::shared_ptr<LookUp> &lookUp, qint64 account,
                                     const Result<Reply> &reply)
{
    std::optional<ApiError> error;
    if (Source *source = find(account); reply && source) {
        Result<JobRows> rows = readJobRow(readAnswerText(reply->body).bytes);
        if (rows && rows->rows[0].id == lookUp->id.toUtf8()) {
            take(*source, *rows);
            lookUp->found.push_back({account, lookUp->id});
        } else {
            error = rows ? ApiError::malformed(tr("The server answered with another job.")) : rows.error();
        }
    } else {
        error = reply ? notFound() : reply.error();
    }
    // A server that could not be asked says more than one that has no such job.
    if (error && (!lookUp->error || lookUp->error->kind == ApiError::Kind::NotFound))
        lookUp->error = error;
    if (--lookUp->waiting > 0 || !lookUp->context)
        return;
    if (!lookUp->found.empty())
        return lookUp->done(lookUp->found);
    ApiError none = lookUp->error.value_or(notFound());
    const QString where = tr("Looked in %1.").arg(QLocale().createSeparatedList(lookUp->looked));
    none.message =
        (none.message.isEmpty() ? tr("There is no job %1.").arg(lookUp->id) : none.message) + u' ' + where;
    lookUp->done(none);
}

} // namespace tuneboard
