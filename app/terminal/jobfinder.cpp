// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/jobfinder.h"

#include "app/api/apiclient.h"
#include "app/api/plainline.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/archive/archiverecords.h"
#include "app/archive/recovery.h"
#include "app/terminal/output.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QStringList>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Found = std::variant<FoundObject, Failure>;
using Kind = Reference::Kind;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShowCommand)
};

class Finder
{
public:
    Finder(const Reference &target, const RunAccount &account, const Timing &timing)
        : m_target(target)
        , m_account(account)
        , m_timing(timing)
    {
    }

    // nullopt: the archive does not have it.
    std::optional<Found> inArchive()
    {
        if (m_target.target == Kind::File || !QFileInfo::exists(m_account.archivePath()))
            return {};
        const OpenedArchive opened = openOrRecover({m_account.archivePath(), 5000, true, false});
        if (opened.notice)
            m_note = opened.notice->text;
        if (!opened.archive)
            return {};
        Archive &archive = *opened.archive;
        std::vector<JobKey> keys;
        const bool isMade = m_target.target == Kind::Model || m_target.target == Kind::Checkpoint;
        const auto found =
            isMade ? archive.records().makersOf(m_target.id, modelOf(m_target)) : archive.find(m_target.id);
        if (const auto *all = std::get_if<std::vector<JobKey>>(&found))
            keys = *all;
        std::vector<AccountRecord> accounts;
        if (auto all = archive.accounts(); std::holds_alternative<std::vector<AccountRecord>>(all))
            accounts = std::get<std::vector<AccountRecord>>(all);
        return chosen(archive, keys, accounts);
    }

    Found atServer()
    {
        const bool isFile = m_target.target == Kind::File;
        std::optional<Result<Reply>> answer; // outlives the client, which may still fill it
        ApiClient client(m_account.endpoint(), std::make_shared<CoolDown>(), m_timing);
        client.send(Request::get(isFile ? QStringList{u"files"_s, m_target.id} : jobPath(m_target.id)),
                    QCoreApplication::instance(), [&answer](Result<Reply> reply) {
                        answer = std::move(reply);
                        QCoreApplication::quit();
                    });
        QCoreApplication::exec();
        if (!answer)
            return Failure{1, Words::tr("The server was not asked to the end.")};
        if (!answer->ok())
            return notFound(client.host(), answer->error());
        FoundObject found{readAnswerText((*answer)->body).bytes, 0, m_account.record().name, {}, m_note};
        if (!isFile) {
            auto rows = readJobRow(found.raw);
            if (rows && rows->rows.front().id != m_target.id.toUtf8())
                rows = ApiError::malformed(Words::tr("it is another job than the one that was asked for"));
            if (!rows) {
                ApiError error = rows.error();
                error.host = client.host();
                error.requestId = (*answer)->requestId;
                return Failure{1, client.redacted(error).line()};
            }
            keep(*rows, found);
        }
        return found;
    }

    [[nodiscard]] Failure notInArchive(const QString &why) const
    {
        return {1, Words::tr("%1 is not in the archive (%2), and %3")
                           .arg(m_target.id, m_account.archivePath(), why) +
                       note()};
    }

private:
    std::optional<Found> chosen(Archive &archive, std::vector<JobKey> keys,
                                const std::vector<AccountRecord> &accounts)
    {
        const auto recordOf = [&accounts](const JobKey &key) {
            const auto it = std::find_if(accounts.begin(), accounts.end(),
                                         [&key](const AccountRecord &a) { return a.number == key.account; });
            return it == accounts.end() ? AccountRecord{} : *it;
        };
        const auto narrow = [&keys](const auto &fits, bool always) {
            std::vector<JobKey> fitting;
            std::copy_if(keys.begin(), keys.end(), std::back_inserter(fitting), fits);
            if (always || !fitting.empty())
                keys = std::move(fitting);
        };
        if (!m_account.failure())
            narrow([&](const JobKey &key) { return isMeant(recordOf(key), m_account.record()); },
                   m_account.isExplicit());
        const bool known = m_target.account.isEmpty() || m_target.account == m_account.record().name ||
                           std::any_of(accounts.begin(), accounts.end(), [this](const AccountRecord &record) {
                               return record.name == m_target.account;
                           });
        if (!known)
            m_note = Words::tr("The link names an account that is not known here, which was ignored.");
        if (!m_target.account.isEmpty() && keys.size() > 1)
            narrow([&](const JobKey &key) { return recordOf(key).name == m_target.account; }, false);
        if (keys.empty())
            return {};
        if (keys.size() > 1) {
            QStringList names;
            for (const JobKey &key : keys)
                names += plainLine(recordOf(key).name, 80);
            return Failure{2,
                           Words::tr("%1 is in several accounts: %2; choose one with --account or --base-url")
                               .arg(m_target.id, names.join(", "_L1))};
        }
        const auto stored = archive.job(keys.front());
        if (const auto *error = std::get_if<ArchiveError>(&stored)) {
            m_note = error->text;
            return {};
        }
        const auto &job = std::get<std::optional<StoredJob>>(stored);
        if (!job)
            return {};
        return FoundObject{job->raw, job->lastSeenMs, recordOf(keys.front()).name, keys.front(), m_note};
    }

    Failure notFound(const QString &host, const ApiError &error) const
    {
        if (error.kind != ApiError::Kind::NotFound)
            return {1, error.line() + note()};
        const QString where =
            m_target.target == Kind::File
                ? Words::tr("Looked at %1.").arg(host)
                : Words::tr("Looked in the archive (%1) and at %2.").arg(m_account.archivePath(), host);
        return {1, Words::tr("%1 was not found: %2 %3").arg(m_target.id, error.line(), where) + note()};
    }

    // What came is kept as a listing would keep it. A trouble with that costs nothing of the answer.
    void keep(const JobRows &rows, FoundObject &found) const
    {
        const OpenedArchive opened = openOrRecover({m_account.archivePath(), 5000, false, false});
        if (!opened.archive)
            return;
        const auto stored = opened.archive->ensureAccount(m_account.record());
        const auto *record = std::get_if<AccountRecord>(&stored);
        std::optional<ArchiveError> error = opened.notice;
        if (!record) {
            error = std::get<ArchiveError>(stored);
        } else {
            const auto written =
                opened.archive->write(record->number, rows, QDateTime::currentMSecsSinceEpoch());
            if (const auto *problem = std::get_if<ArchiveError>(&written))
                error = *problem;
            else
                found.key = {record->number, m_target.id};
        }
        if (error)
            found.note = error->text;
    }

    [[nodiscard]] QString note() const { return m_note.isEmpty() ? QString() : u' ' + plainLine(m_note); }

    const Reference &m_target;
    const RunAccount &m_account;
    const Timing &m_timing;
    QString m_note;
};

} // namespace

std::variant<FoundObject, Failure> findObject(const Reference &target, const RunAccount &account,
                                              bool offline, const Timing &timing)
{
    if (account.failure() && !account.noneGiven())
        return *account.failure();
    Finder finder(target, account, timing);
    if (auto found = finder.inArchive())
        return *found;
    if (target.isUnknown)
        return Failure{2, Words::tr("“%1” is not in the archive and cannot be requested from a server: %2")
                              .arg(visibleText(target.id, Lines::Escape).left(60), target.reason)};
    if (target.target == Kind::Event)
        return Failure{1, Words::tr("An event cannot be asked for by its id alone; show its job.")};
    if (target.target == Kind::Model || target.target == Kind::Checkpoint)
        return finder.notInArchive(
            Words::tr("a server cannot be asked for the job behind it; `tuneboard list` fetches all jobs"));
    if (offline)
        return finder.notInArchive(Words::tr("no server is asked (--offline)"));
    if (account.failure())
        return Failure{2, finder.notInArchive(account.failure()->text).text};
    return finder.atServer();
}

} // namespace tuneboard
