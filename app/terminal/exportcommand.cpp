// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/exportcommand.h"

#include "app/api/apiclient.h"
#include "app/api/plainline.h"
#include "app/api/readjson.h"
#include "app/archive/archiverecords.h"
#include "app/archive/recovery.h"
#include "app/repository/archiveexport.h"
#include "app/repository/recordsloader.h"
#include "app/terminal/commandline.h"
#include "app/terminal/interruption.h"
#include "app/terminal/jobfinder.h"
#include "app/terminal/output.h"
#include "app/terminal/progressline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QLocale>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

constexpr int kInterrupted = 130; // as shells have it for SIGINT

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ExportCommand)
};

int fail(const Failure &failure)
{
    writeMessage(failure.text);
    return failure.exitCode;
}

// Which list of the job was not read to its end; empty: none.
QString limitText(const RecordsLoader &loader)
{
    const QString more = Words::tr("With --all everything is read.");
    if (const qint64 events = loader.events().limitedAfter; events > 0)
        return Words::tr("Stopped after %1 new events. The server has more.")
                   .arg(QLocale().toString(events)) +
               u' ' + more;
    if (const qint64 checkpoints = loader.checkpoints().limitedAfter; checkpoints > 0)
        return Words::tr("Stopped after %1 checkpoints. The server has more.")
                   .arg(QLocale().toString(checkpoints)) +
               u' ' + more;
    return {};
}

// Fetches what the archive lacks of one job, as opening it in the window does.
class Completion
{
public:
    Completion(const RunAccount &account, const FoundObject &found, const Timing &timing,
               const ListLimits &limits, ProgressLine &line)
        : m_client(account.endpoint(), std::make_shared<CoolDown>(), timing)
        , m_line(line)
        , m_archive({account.archivePath()}, [](const ArchiveError &) {})
        , m_key(found.key)
    {
        m_desk.archive = &m_archive;
        m_desk.home = &m_home;
        m_desk.pool = &m_pool;
        m_desk.limits = std::make_shared<ReadingLimits>(limits);
        m_desk.clockMs = [] {
            return QDateTime::currentMSecsSinceEpoch();
        };
    }

    ~Completion()
    {
        *m_desk.isEnding = true;
        m_pool.waitForDone();
    }

    /// What ended it early, on one line; empty: nothing did.
    QString run()
    {
        m_desk.ask(
            &m_home,
            [key = m_key, ending = m_desk.isEnding](ArchiveSession &session) {
                return session.run(
                    [&](Archive &a) { return readRecords(a, key, RecordsDepth::Outline, *ending); });
            },
            [this](const ArchiveResult<KeptRecords> &result) {
                const auto *kept = std::get_if<KeptRecords>(&result);
                if (!kept || !kept->outline || kept->state.isFinished)
                    return QCoreApplication::quit();
                load(*kept);
            });
        QCoreApplication::exec();
        return m_problem;
    }

private:
    void load(const KeptRecords &kept)
    {
        auto *loader = new RecordsLoader(m_client, m_desk, nullptr, *kept.outline, kept.files, &m_home);
        QObject::connect(loader, &RecordsLoader::changed, &m_home, [this, loader] {
            m_line.show([loader] {
                return Words::tr("%1 events").arg(QLocale().toString(loader->events().received));
            });
        });
        QObject::connect(loader, &RecordsLoader::finished, &m_home, [this, loader] {
            if (const auto error = loader->error())
                m_problem = error->line();
            else
                m_problem = limitText(*loader);
            QCoreApplication::quit();
        });
        loader->start();
    }

    ApiClient m_client;
    ProgressLine &m_line;
    QObject m_home; ///< outlives the archive's thread and the pool's work
    QThreadPool m_pool;
    ArchiveThread m_archive;
    RecordsDesk m_desk;
    JobKey m_key;
    QString m_problem;
};

// The job's key in the archive, once all that can be had of it is there.
std::variant<JobKey, Failure> prepareJob(const CommandLine &line, const RunAccount &account,
                                         const Timing &timing, const ListLimits &limits,
                                         ProgressLine &progress)
{
    using Kind = Reference::Kind;
    const Kind target = line.reference.target;
    if (target != Kind::Job && target != Kind::Model && target != Kind::Checkpoint)
        return Failure{2, Words::tr("export takes a job: name its id, its model, or a link to it")};
    const auto result = findObject(line.reference, account, line.offline, timing);
    if (const auto *failure = std::get_if<Failure>(&result))
        return *failure;
    const auto &found = std::get<FoundObject>(result);
    if (!found.note.isEmpty())
        writeMessage(plainLine(found.note));
    if (found.key.account == 0)
        return Failure{1, Words::tr("The archive cannot keep the job, and so there is nothing to export.")};
    // The key that is at hand belongs to this account alone.
    if (line.offline || account.failure() || found.account != account.record().name)
        return found.key;
    const QString problem = Completion(account, found, timing, limits, progress).run();
    progress.clear();
    if (!problem.isEmpty())
        writeMessage(problem);
    return found.key;
}

// nullopt: the account that is named has nothing in this archive.
std::optional<std::vector<qint64>> accountsOf(Archive &archive, const RunAccount &account)
{
    std::vector<qint64> numbers;
    if (!account.isExplicit())
        return numbers;
    const auto known = archive.accounts();
    if (const auto *records = std::get_if<std::vector<AccountRecord>>(&known)) {
        for (const AccountRecord &record : *records) {
            if (isMeant(record, account.record()))
                numbers.push_back(record.number);
        }
    }
    return numbers.empty() ? std::nullopt : std::optional(numbers);
}

QString progressText(const ExportProgress &done)
{
    const QLocale locale;
    return Words::tr("%1 of %2 jobs, %3 events, %4")
        .arg(locale.toString(done.jobs), locale.toString(done.allJobs), locale.toString(done.events),
             locale.formattedDataSize(done.bytes, 1, QLocale::DataSizeSIFormat));
}

// Writable where it can be, for events that 0.1 stored in reverse; nothing is repaired for an export.
OpenedArchive openForExport(const QString &path)
{
    auto writable = Archive::open({path});
    auto *archive = std::get_if<std::unique_ptr<Archive>>(&writable);
    if (!archive)
        return openOrRecover({path, 5000, true, false});
    OpenedArchive opened;
    opened.archive = std::move(*archive);
    return opened;
}

void sayWhatIsThere(const ExportCounts &counts, const QString &folder, bool isOne)
{
    const QLocale locale;
    writeRemark(Words::tr("Exported to %5. Jobs: %1, events: %2, checkpoints: %3, contents of files: %4.")
                    .arg(locale.toString(counts.jobs), locale.toString(counts.events),
                         locale.toString(counts.checkpoints), locale.toString(counts.contents), folder));
    if (counts.incomplete > 0 && isOne)
        writeRemark(Words::tr("The archive does not have all events and checkpoints of this job, so the "
                              "export is incomplete."));
    else if (counts.incomplete > 0)
        writeRemark(
            Words::tr("Jobs with events or checkpoints that are not kept yet: %1. The window reads them in "
                      "the background, and `tuneboard export` of one job at once.")
                .arg(locale.toString(counts.incomplete)));
}

} // namespace

int runExport(const CommandLine &line, const Timing &timing, const ListLimits &limits)
{
    const bool isOne = line.reference.kind != Reference::Kind::None;
    const Interruption interruption;
    CommandLine meant = line;
    meant.offline = line.offline || !isOne; // neither the keychain nor the demo's server is wanted then
    const RunAccount account(meant);
    if (account.failure() && !account.noneGiven())
        return fail(*account.failure());
    ProgressLine progress(stderr, messageWidth());
    ExportScope scope;
    scope.programVersion = QStringLiteral(TUNEBOARD_VERSION);
    scope.nowMs = QDateTime::currentMSecsSinceEpoch();
    if (isOne) {
        const ListLimits &most = line.all ? ListLimits::none() : limits;
        const auto job = prepareJob(meant, account, timing, most, progress);
        if (Interruption::hasCome())
            return kInterrupted;
        if (const auto *failure = std::get_if<Failure>(&job))
            return fail(*failure);
        scope.jobs = {std::get<JobKey>(job)};
    }
    if (!QFileInfo::exists(account.archivePath()))
        return fail({1, Words::tr("There is no archive at %1.").arg(account.archivePath())});
    const OpenedArchive opened = openForExport(account.archivePath());
    if (opened.notice)
        writeMessage(opened.notice->text);
    if (!opened.archive)
        return 1;
    const auto accounts = accountsOf(*opened.archive, account);
    if (!isOne && !accounts)
        return fail({1, Words::tr("The archive has nothing of this account.")});
    scope.accounts = accounts.value_or(std::vector<qint64>());
    const auto result =
        exportArchive(*opened.archive, scope, line.folder, [&progress](const ExportProgress &done) {
            progress.show([&done] { return progressText(done); });
            return !Interruption::hasCome();
        });
    progress.clear();
    if (const auto *failure = std::get_if<ExportFailure>(&result)) {
        if (!failure->isStopped)
            return fail({1, failure->text});
        writeMessage(Words::tr("Stopped; what is in %1 is not whole and has no manifest.").arg(line.folder));
        return kInterrupted;
    }
    sayWhatIsThere(std::get<ExportCounts>(result), line.folder, isOne && !meant.offline);
    return 0;
}

} // namespace tuneboard
