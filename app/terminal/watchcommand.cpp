// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/watchcommand.h"

#include "app/api/apiclient.h"
#include "app/api/job.h"
#include "app/api/plainline.h"
#include "app/api/readjson.h"
#include "app/api/readobjects.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/api/terms.h"
#include "app/archive/recovery.h"
#include "app/models/metricsummary.h"
#include "app/repository/follower.h"
#include "app/terminal/commandline.h"
#include "app/terminal/interruption.h"
#include "app/terminal/jobfinder.h"
#include "app/terminal/listcommand.h"
#include "app/terminal/liveline.h"
#include "app/terminal/output.h"
#include "app/terminal/runaccount.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <deque>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kAccount = 1;            // there is only one
constexpr std::size_t kMaxEvents = 2'000; // enough for the pace of the last steps
constexpr int kInterrupted = 130;         // as shells have it for SIGINT

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(WatchCommand)
};

// What can be over when the job is asked for the next time.
bool passes(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Network:
    case ApiError::Kind::Timeout:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::ServerFault:
    case ApiError::Kind::Malformed: // a gateway's page instead of the answer
        return true;
    case ApiError::Kind::Cancelled:
    case ApiError::Kind::Tls:
    case ApiError::Kind::NotAllowed:
    case ApiError::Kind::Redirected:
    case ApiError::Kind::Unauthorized:
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::NotOffered:
    case ApiError::Kind::NoJobs:
    case ApiError::Kind::Rejected:
    case ApiError::Kind::QuotaExceeded:
    case ApiError::Kind::TooLarge:
    case ApiError::Kind::OutcomeUnknown:
    case ApiError::Kind::Disk:
        return false;
    }
    return false;
}

int exitCodeOf(const QString &status)
{
    switch (statusOf(status)) {
    case Status::Cancelled:
        return 3;
    case Status::Failed:
        return 4;
    default:
        return 0;
    }
}

// Keeps the job as a listing would. A trouble with that is told once and costs nothing of the watching.
class Keeper
{
public:
    explicit Keeper(const RunAccount &account)
        : m_opened(openOrRecover({account.archivePath(), 5000, false, false}))
    {
        if (m_opened.notice)
            m_problem = m_opened.notice->text;
        if (!m_opened.archive)
            return;
        const auto stored = m_opened.archive->ensureAccount(account.record());
        if (const auto *record = std::get_if<AccountRecord>(&stored))
            m_account = record->number;
        else
            m_problem = std::get<ArchiveError>(stored).text;
    }

    void keep(const JobRows &rows)
    {
        if (m_account == 0)
            return;
        const auto written = m_opened.archive->write(m_account, rows, QDateTime::currentMSecsSinceEpoch());
        if (const auto *error = std::get_if<ArchiveError>(&written); error && m_problem.isEmpty())
            m_problem = error->text;
    }

    // Empty: none that was not told yet.
    QString takeProblem()
    {
        return m_wasTold || m_problem.isEmpty() ? QString() : (m_wasTold = true, m_problem);
    }

private:
    OpenedArchive m_opened;
    qint64 m_account = 0; ///< 0: nothing can be kept
    QString m_problem;
    bool m_wasTold = false;
};

class Watch : public QObject
{
public:
    Watch(const RunAccount &account, QString id, const Timing &timing, double speed)
        : m_id(std::move(id))
        , m_keeper(account)
        , m_client(account.endpoint(), std::make_shared<CoolDown>(), timing)
        , m_line(stdout, outputWidth())
    {
        Follower::Options options;
        options.accounts = [this] {
            return followed();
        };
        options.ask = [this](const Poll &poll) {
            poll.kind == Poll::Kind::Events ? askEvents() : askJob();
        };
        options.wallMs = [] {
            return QDateTime::currentMSecsSinceEpoch();
        };
        options.speed = speed;
        m_follower = new Follower(std::move(options), this);
        m_follower->start();
    }

    /// nullopt: the watching was interrupted. 0: the job has ended, see status().
    [[nodiscard]] std::optional<int> outcome() const { return m_outcome; }
    [[nodiscard]] const QString &status() const { return m_job.status; }

private:
    // One job alone: its list is never asked for.
    std::vector<FollowedAccount> followed() const
    {
        if (isTerminal(m_job.status) || m_outcome)
            return {};
        FollowedAccount account;
        account.number = kAccount;
        account.host = m_client.host();
        account.isListing = true;
        account.coolDownMs = m_client.coolDownMs();
        FollowedJob job;
        job.id = m_id;
        job.pace = m_isKnown ? followPace(m_job.status).value_or(FollowPace::Slow) : FollowPace::Running;
        job.isOpen = m_isKnown;
        job.isOnFirstPage = false;
        account.jobs.push_back(std::move(job));
        return {std::move(account)};
    }

    void askJob()
    {
        if (std::exchange(m_jobAsked, true))
            return;
        m_client.send(Request::get(jobPath(m_id)), this, [this](const Result<Reply> &reply) {
            m_jobAsked = false;
            if (reply.ok())
                takeJob(*reply);
            else
                takeTrouble(reply.error());
        });
    }

    void askEvents()
    {
        if (std::exchange(m_eventsAsked, true))
            return;
        m_client.send(Request::get(jobPath(m_id, u"events"_s), {{u"limit"_s, u"100"_s}}), this,
                      [this](const Result<Reply> &reply) {
                          m_eventsAsked = false;
                          if (!reply.ok()) {
                              if (isTerminal(m_job.status))
                                  return finish();
                              noteTrouble(reply.error(), m_eventsTrouble);
                              return; // a server without events is no reason to stop
                          }
                          noteAnswer(reply->limits, false);
                          m_eventsTrouble.clear();
                          if (const auto page = readEventPage(readAnswerText(reply->body).bytes); page.ok())
                              takeEvents(page->objects);
                          isTerminal(m_job.status) ? finish() : show();
                      });
    }

    void takeJob(const Reply &reply)
    {
        const QByteArray body = readAnswerText(reply.body).bytes;
        auto rows = readJobRow(body);
        const auto value = readJson(body);
        if (rows.ok() && (rows->rows.front().id != m_id.toUtf8() || !value.ok()))
            rows = ApiError::malformed(Words::tr("it is another job than the one that was asked for"));
        if (!rows.ok()) {
            ApiError error = rows.error();
            error.host = m_client.host();
            error.requestId = reply.requestId;
            return takeTrouble(m_client.redacted(error));
        }
        noteAnswer(reply.limits, false);
        m_trouble.clear();
        m_keeper.keep(*rows);
        if (const QString problem = m_keeper.takeProblem(); !problem.isEmpty())
            tell(problem);
        const QString before = m_job.status;
        m_job = readJob(*value);
        m_isKnown = true;
        if (isTerminal(m_job.status))
            return m_events.empty() ? finish() : askEvents(); // how far it came in the end
        if (m_job.status != before)
            m_follower->wake();
        show();
    }

    void takeEvents(const std::vector<EventRow> &newestFirst)
    {
        for (auto row = newestFirst.rbegin(); row != newestFirst.rend(); ++row) {
            if (m_known.contains(row->id))
                continue;
            m_known.insert(row->id);
            if (const auto value = readJson(row->raw); value.ok())
                m_events.push_back(readEvent(*value));
        }
        while (m_events.size() > kMaxEvents)
            m_events.pop_front();
        MetricsBuilder builder;
        for (const Event &event : m_events)
            builder.addEvent(event);
        m_metrics = builder.build();
    }

    void takeTrouble(const ApiError &error)
    {
        noteTrouble(error, m_trouble);
        if (!m_isKnown || !passes(error))
            end(1);
    }

    // Told once, not each time.
    void noteTrouble(const ApiError &error, QString &told)
    {
        noteAnswer({}, error.kind == ApiError::Kind::RateLimited || error.kind == ApiError::Kind::Network ||
                           error.kind == ApiError::Kind::Timeout);
        const QString said = error.line();
        if (std::exchange(told, said) != said)
            tell(said);
    }

    void noteAnswer(const RateLimits &limits, bool refused)
    {
        m_follower->answered(kAccount, m_client.host(), limits, refused);
    }

    void tell(const QString &message)
    {
        m_line.clear();
        writeMessage(message);
        m_shown.clear();
    }

    // How far it is. `left` is not a part: it changes by itself.
    [[nodiscard]] QStringList parts(const Progress &progress) const
    {
        const QLocale locale;
        QStringList parts{statusLabel(m_job.state(), m_job.status)};
        if (m_job.state() == Status::Finishing)
            parts += Words::tr("training is done");
        const std::optional<double> done = progress.lastStep ? progress.lastStep : m_job.doneSteps;
        if (done) {
            const QString step = locale.toString(qint64(*done));
            const double total = progress.totalSteps.value_or(m_job.totalSteps.value_or(0));
            if (total > 0) {
                parts += Words::tr("step %1 of %2").arg(step, locale.toString(qint64(total)));
                parts += Words::tr("%1 %").arg(std::floor(std::clamp(*done / total, 0.0, 1.0) * 100));
            } else {
                parts += Words::tr("step %1").arg(step);
            }
        } else if (m_job.percent) {
            parts += Words::tr("%1 %").arg(std::floor(std::clamp(*m_job.percent, 0.0, 100.0)));
        }
        const Headline top = headline(m_metrics, m_job.methodType());
        if (top.series && std::isfinite(top.last))
            parts += metricName(top.series->key).label() + u' ' + locale.toString(top.last, 'g', 4);
        return parts;
    }

    [[nodiscard]] QString left(const Progress &progress) const
    {
        const qint64 now = QDateTime::currentSecsSinceEpoch();
        double seconds = -1;
        if (progress.secondsLeft && !m_metrics.clock.isEmpty())
            seconds = *progress.secondsLeft - (double(now) - m_metrics.clock.values.back());
        else if (m_job.estimatedFinish.secs > now)
            seconds = double(m_job.estimatedFinish.secs - now);
        if (!(seconds >= 1 && seconds < 1e8) || m_job.finishedAt)
            return {};
        return Words::tr("about %1 left").arg(durationText(qint64(seconds)));
    }

    void show()
    {
        const Progress progress = progressOf(m_metrics);
        QStringList all = parts(progress);
        const QString known = all.join(u' ');
        const QString time = left(progress);
        if (!time.isEmpty())
            all.insert(std::max<qsizetype>(1, all.size() - (m_metrics.series.empty() ? 0 : 1)), time);
        const QString text = all.join("  "_L1);
        if (m_line.isLive()) {
            if (!m_line.show(text))
                end(1);
        } else if (std::exchange(m_shown, known) != known) {
            print(text);
        }
    }

    void finish()
    {
        QStringList all = parts(progressOf(m_metrics));
        if (m_job.error.isSet())
            all += m_job.error.code.isEmpty()
                       ? m_job.error.message
                       : u"%1 (%2)"_s.arg(m_job.error.message, m_job.error.code).trimmed();
        else if (!m_job.fineTunedModel.isEmpty())
            all += m_job.fineTunedModel;
        m_line.clear();
        if (print(all.join("  "_L1)))
            end(0);
    }

    bool print(const QString &text)
    {
        bool gone = false;
        if (writeOutput(visibleText(text, Lines::Escape).toUtf8() + '\n', &gone))
            return true;
        if (!gone)
            writeMessage(Words::tr("The output could not be written; is the disk full?"));
        end(1);
        return false;
    }

    void end(int code)
    {
        if (!m_outcome)
            m_outcome = code;
        QCoreApplication::quit();
    }

    QString m_id;
    Keeper m_keeper;
    ApiClient m_client;
    LiveLine m_line;
    Follower *m_follower;
    Job m_job;
    std::deque<Event> m_events; ///< oldest first
    QSet<QString> m_known;      ///< ids of events
    JobMetrics m_metrics;
    QString m_shown;   ///< what the last plain line said
    QString m_trouble; ///< the last one of asking for the job, as it was told
    QString m_eventsTrouble;
    std::optional<int> m_outcome;
    bool m_isKnown = false; ///< the server has answered with the job
    bool m_jobAsked = false;
    bool m_eventsAsked = false;
};

// The job that a reference means: only an archive knows the one behind a model.
std::variant<QString, Failure> jobOf(const Reference &reference, const RunAccount &account,
                                     const Timing &timing)
{
    using Kind = Reference::Kind;
    if (reference.target == Kind::Job && !reference.isUnknown)
        return reference.id;
    if (reference.target != Kind::Job && reference.target != Kind::Model &&
        reference.target != Kind::Checkpoint)
        return Failure{2, Words::tr("watch follows a job: name its id, its model, or a link to it")};
    const auto found = findObject(reference, account, true, timing);
    if (const auto *failure = std::get_if<Failure>(&found))
        return *failure;
    const auto rows = readJobRow(std::get<FoundObject>(found).raw);
    return rows.ok() ? std::variant<QString, Failure>(QString::fromUtf8(rows->rows.front().id))
                     : Failure{1, rows.error().line()};
}

int fail(const Failure &failure)
{
    writeMessage(failure.text);
    return failure.exitCode;
}

} // namespace

int runWatch(const CommandLine &line, const Timing &timing, double speed)
{
    const Interruption interruption;
    const RunAccount account(line);
    if (account.failure())
        return fail(*account.failure());
    const auto job = jobOf(line.reference, account, timing);
    if (const auto *failure = std::get_if<Failure>(&job))
        return fail(*failure);
    std::optional<int> outcome;
    QString status;
    {
        Watch watch(account, std::get<QString>(job), timing, speed);
        QCoreApplication::exec();
        outcome = watch.outcome();
        status = watch.status();
    }
    if (!outcome) {
        writeRemark(Words::tr("Not watched any longer; the job itself goes on."));
        return kInterrupted;
    }
    return *outcome == 0 && line.exitStatus ? exitCodeOf(status) : *outcome;
}

} // namespace tuneboard
