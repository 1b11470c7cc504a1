// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/terms.h"
#include "app/repository/pollplan.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

constexpr qint64 kHourMs = 3'600'000;
constexpr qint64 kDayMs = 24 * kHourMs;

FollowedJob jobOf(const QString &id, FollowPace pace = FollowPace::Running)
{
    FollowedJob job;
    job.id = id;
    job.pace = pace;
    return job;
}

FollowedAccount accountOf(std::vector<FollowedJob> jobs = {}, qint64 number = 1,
                          const QString &host = u"api.example.com:443"_s)
{
    FollowedAccount account;
    account.number = number;
    account.host = host;
    account.jobs = std::move(jobs);
    return account;
}

PollInput inputOf(std::vector<FollowedAccount> accounts)
{
    PollInput input;
    input.accounts = std::move(accounts);
    return input;
}

/// A day of following: asks whatever the plan says, at once, and tells `answered` of each.
class Day
{
public:
    explicit Day(PollInput input)
        : m_input(std::move(input))
        , m_random(7)
    {
    }

    using Answered = std::function<void(PollInput &, const Poll &)>;

    void run(qint64 forMs, const Answered &answered = {})
    {
        const qint64 end = m_input.nowMs + forMs;
        while (m_input.nowMs < end) {
            const PollStep step = planPolls(m_input);
            for (const Poll &poll : step.due)
                ask(poll, answered);
            const qint64 next = step.due.empty() ? step.nextMs : std::max<qint64>(1, step.nextMs);
            if (next < 0 && step.due.empty())
                break;
            m_input.nowMs += std::max<qint64>(1, step.due.empty() ? next : 1);
        }
        m_input.nowMs = end;
    }
    [[nodiscard]] int requests() const { return m_requests; }
    [[nodiscard]] double perHour(qint64 forMs = kDayMs) const
    {
        return double(m_requests) * double(kHourMs) / double(forMs);
    }
    PollInput &input() { return m_input; }

private:
    void ask(const Poll &poll, const Answered &answered)
    {
        ++m_requests;
        for (FollowedAccount &account : m_input.accounts) {
            if (account.number != poll.account)
                continue;
            if (poll.kind == Poll::Kind::FirstPage) {
                account.listAskedMs = m_input.nowMs;
                account.jitter = m_random.generateDouble();
            }
            for (FollowedJob &job : account.jobs) {
                if (job.id != poll.job)
                    continue;
                (poll.kind == Poll::Kind::Events ? job.eventsAskedMs : job.jobAskedMs) = m_input.nowMs;
                job.jitter = m_random.generateDouble();
            }
        }
        if (answered)
            answered(m_input, poll);
    }

    PollInput m_input;
    QRandomGenerator m_random;
    int m_requests = 0;
};

std::vector<FollowedJob> running(int count, bool firstIsOpen)
{
    std::vector<FollowedJob> jobs;
    for (int i = 0; i < count; ++i)
        jobs.push_back(jobOf(u"ftjob-%1"_s.arg(i)));
    if (firstIsOpen)
        jobs.front().isOpen = true;
    return jobs;
}

} // namespace

class TstPollPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void statusesHaveTheirPace();
    void unchangedUnknownStatusesAreAskedOnceADay();
    void aDayCostsWhatItMay_data();
    void aDayCostsWhatItMay();
    void everythingNewIsAskedAtOnce();
    void jobsBeyondTheFirstPageAreAskedSingly();
    void nothingIsAskedWithoutNeed_data();
    void nothingIsAskedWithoutNeed();
    void thisMachineNeedsNoNetwork();
    void aListingAnswersForTheFirstPage();
    void minimisedAndSettingsSlowDown();
    void jitterStaysWithinAFifth();
    void coolDownIsWaitedFor();
    void whatIsLeftLowersThePaceOfTheHost();
    void aStormOf429LowersThePace();
    void calmBringsThePaceBack();
};

void TstPollPlan::statusesHaveTheirPace()
{
    for (const StatusTerm &term : statusTerms())
        QCOMPARE(followPace(QString::fromLatin1(term.word)).has_value(), !term.terminal);
    QCOMPARE(followPace(u"running"), FollowPace::Running);
    QCOMPARE(followPace(u"queued"), FollowPace::Queued);
    QCOMPARE(followPace(u"validating_files"), FollowPace::Queued);
    QCOMPARE(followPace(u"pending"), FollowPace::Queued);
    QCOMPARE(followPace(u"paused"), FollowPace::Slow);
    constexpr qint64 weekSecs = 7 * kDayMs / 1000;
    QCOMPARE(followPace(u"a_word_of_tomorrow"), FollowPace::Slow);
    QCOMPARE(followPace(u"a_word_of_tomorrow", weekSecs - 1), FollowPace::Slow);
    QCOMPARE(followPace(u"a_word_of_tomorrow", weekSecs), FollowPace::Daily);
    QCOMPARE(followPace(u"", weekSecs), FollowPace::Daily);
    // A known word says what may still come, however long it lasts.
    QCOMPARE(followPace(u"running", 10 * weekSecs), FollowPace::Running);
    QCOMPARE(followPace(u"queued", 10 * weekSecs), FollowPace::Queued);
    QCOMPARE(followPace(u"paused", 10 * weekSecs), FollowPace::Slow);
    QCOMPARE(followPace(u"succeeded", 10 * weekSecs), std::nullopt);
}

void TstPollPlan::unchangedUnknownStatusesAreAskedOnceADay()
{
    auto unknown = jobOf(u"ftjob-u"_s, FollowPace::Daily);
    unknown.isOnFirstPage = false;
    PollInput input = inputOf({accountOf({unknown})});
    input.isMinimised = true; // a day is slow enough
    input.slowness = 3;
    Day day(input);
    int singly = 0;
    int lists = 0;
    day.run(30 * kDayMs, [&](PollInput &, const Poll &poll) {
        singly += poll.kind == Poll::Kind::Job;
        lists += poll.kind == Poll::Kind::FirstPage;
    });
    QVERIFY2(singly >= 28 && singly <= 33, qPrintable(QString::number(singly)));
    QVERIFY(lists > 500);
    // On the first page the list answers for it, as often as without it.
    unknown.isOnFirstPage = true;
    Day listed(inputOf({accountOf({unknown})}));
    listed.run(kDayMs, [](PollInput &, const Poll &poll) { QCOMPARE(poll.kind, Poll::Kind::FirstPage); });
    QVERIFY(std::abs(listed.perHour() - 12) < 0.6);
}

void TstPollPlan::aDayCostsWhatItMay_data()
{
    QTest::addColumn<std::vector<FollowedJob>>("jobs");
    QTest::addColumn<double>("perHour");
    auto queued = jobOf(u"ftjob-q"_s, FollowPace::Queued);
    auto paused = jobOf(u"ftjob-p"_s, FollowPace::Slow);
    QTest::newRow("none running") << std::vector<FollowedJob>() << 12.0;
    QTest::newRow("one running") << running(1, false) << 120.0;
    QTest::newRow("one running and open") << running(1, true) << 360.0;
    QTest::newRow("ten on the first page, one open") << running(10, true) << 360.0;
    QTest::newRow("one queued") << std::vector{queued} << 60.0;
    QTest::newRow("one paused") << std::vector{paused} << 12.0;
    QTest::newRow("one of each") << std::vector{running(1, false).front(), queued, paused} << 120.0;
}

void TstPollPlan::aDayCostsWhatItMay()
{
    QFETCH(std::vector<FollowedJob>, jobs);
    QFETCH(double, perHour);
    Day day(inputOf({accountOf(jobs)}));
    day.run(kDayMs);
    // Not more than it may, and not asleep either.
    QVERIFY2(day.perHour() <= perHour * 1.05, qPrintable(QString::number(day.perHour())));
    QVERIFY2(day.perHour() >= perHour * 0.95, qPrintable(QString::number(day.perHour())));
}

void TstPollPlan::everythingNewIsAskedAtOnce()
{
    const PollStep step = planPolls(inputOf({accountOf(running(2, true))}));
    QCOMPARE(step.due.size(), std::size_t(2));
    QVERIFY(step.due.at(0) == (Poll{Poll::Kind::Events, 1, u"ftjob-0"_s}));
    QVERIFY(step.due.at(1) == (Poll{Poll::Kind::FirstPage, 1, {}}));
}

void TstPollPlan::jobsBeyondTheFirstPageAreAskedSingly()
{
    auto jobs = running(3, false);
    jobs[1].isOnFirstPage = false;
    jobs[2].isOnFirstPage = false;
    jobs[2].pace = FollowPace::Queued;
    Day day(inputOf({accountOf(jobs)}));
    int singly = 0;
    int lists = 0;
    day.run(kDayMs, [&](PollInput &, const Poll &poll) {
        singly += poll.kind == Poll::Kind::Job;
        lists += poll.kind == Poll::Kind::FirstPage;
        QVERIFY(poll.kind != Poll::Kind::Job || poll.job != u"ftjob-0");
    });
    QVERIFY(std::abs(singly / 24.0 - 180) < 9);
    QVERIFY(std::abs(lists / 24.0 - 120) < 6);
}

void TstPollPlan::nothingIsAskedWithoutNeed_data()
{
    QTest::addColumn<std::function<void(PollInput &)>>("change");
    using Change = std::function<void(PollInput &)>;
    QTest::newRow("stopped by the user") << Change([](PollInput &input) { input.isPaused = true; });
    QTest::newRow("no network") << Change([](PollInput &input) { input.isOffline = true; });
    QTest::newRow("key refused") << Change([](PollInput &input) { input.accounts[0].isRefused = true; });
    QTest::newRow("no accounts") << Change([](PollInput &input) { input.accounts.clear(); });
}

void TstPollPlan::nothingIsAskedWithoutNeed()
{
    using Change = std::function<void(PollInput &)>;
    QFETCH(Change, change);
    PollInput input = inputOf({accountOf(running(2, true))});
    change(input);
    const PollStep step = planPolls(input);
    QVERIFY(step.due.empty());
    QCOMPARE(step.nextMs, -1);
}

void TstPollPlan::thisMachineNeedsNoNetwork()
{
    PollInput input = inputOf({accountOf(running(1, false))});
    input.isOffline = true;
    input.accounts[0].isLocal = true;
    QCOMPARE(planPolls(input).due.size(), std::size_t(1));
}

void TstPollPlan::aListingAnswersForTheFirstPage()
{
    PollInput input = inputOf({accountOf(running(1, true))});
    input.accounts[0].isListing = true;
    const PollStep step = planPolls(input);
    QCOMPARE(step.due.size(), std::size_t(1));
    QCOMPARE(step.due[0].kind, Poll::Kind::Events);
}

void TstPollPlan::minimisedAndSettingsSlowDown()
{
    PollInput input = inputOf({accountOf(running(1, true))});
    input.isMinimised = true;
    Day minimised(input);
    minimised.run(kDayMs);
    QVERIFY(std::abs(minimised.perHour() - 90) < 4.5);
    input.isMinimised = false;
    input.slowness = 3;
    Day slow(input);
    slow.run(kDayMs);
    QVERIFY(std::abs(slow.perHour() - 120) < 6);
    input.slowness = 0.01; // settings make it slower, never faster
    Day fast(input);
    fast.run(kDayMs);
    QVERIFY(fast.perHour() <= 360 * 1.05);
}

void TstPollPlan::jitterStaysWithinAFifth()
{
    PollInput input = inputOf({accountOf(running(1, false))});
    input.nowMs = 1'000'000;
    input.accounts[0].listAskedMs = input.nowMs;
    input.accounts[0].jitter = 0;
    QCOMPARE(planPolls(input).nextMs, 24'000);
    input.accounts[0].jitter = 1;
    QCOMPARE(planPolls(input).nextMs, 36'000);
    input.accounts[0].jitter = 17; // cannot happen, and does no harm
    QCOMPARE(planPolls(input).nextMs, 36'000);
}

void TstPollPlan::coolDownIsWaitedFor()
{
    PollInput input = inputOf({accountOf(running(1, true))});
    input.accounts[0].coolDownMs = 40'000;
    const PollStep step = planPolls(input);
    QVERIFY(step.due.empty());
    QCOMPARE(step.nextMs, 40'000);
}

void TstPollPlan::whatIsLeftLowersThePaceOfTheHost()
{
    const auto ask = [](qint64 remaining, qint64 limit) {
        auto first = accountOf(running(1, false), 1);
        first.limits.remainingRequests = remaining;
        first.limits.limitRequests = limit;
        auto second = accountOf(running(1, false), 2);
        auto elsewhere = accountOf(running(1, false), 3, u"other.example.com:443"_s);
        std::vector accounts{first, second, elsewhere};
        std::vector<qint64> next;
        for (std::size_t i = 0; i < accounts.size(); ++i) {
            auto all = accounts;
            for (std::size_t other = 0; other < all.size(); ++other) {
                all[other].listAskedMs = 0;
                all[other].isListing = other != i;
            }
            next.push_back(planPolls(inputOf(all)).nextMs);
        }
        return next;
    };
    QCOMPARE(ask(900, 1000), (std::vector<qint64>{30'000, 30'000, 30'000}));
    QCOMPARE(ask(200, 1000), (std::vector<qint64>{60'000, 60'000, 30'000}));
    QCOMPARE(ask(50, 1000), (std::vector<qint64>{120'000, 120'000, 30'000}));

    // Nothing left: not before the server's own time.
    PollInput input = inputOf({accountOf(running(1, true))});
    input.nowMs = 500'000;
    input.accounts[0].limits.limitRequests = 1000;
    input.accounts[0].limits.remainingRequests = 0;
    input.accounts[0].limits.resetRequestsMs = 360'000;
    input.accounts[0].limitsAtMs = 400'000;
    const PollStep step = planPolls(input);
    QVERIFY(step.due.empty());
    QCOMPARE(step.nextMs, 260'000);
}

void TstPollPlan::aStormOf429LowersThePace()
{
    Day day(inputOf({accountOf(running(10, true), 1), accountOf(running(1, false), 2)}));
    int before = 0;
    std::vector<int> byHour;
    for (int hour = 0; hour < 24; ++hour) {
        day.run(kHourMs, [](PollInput &input, const Poll &poll) {
            const QString host = input.accounts[std::size_t(poll.account - 1)].host;
            input.hosts[host].refused(input.nowMs);
        });
        byHour.push_back(day.requests() - std::exchange(before, day.requests()));
    }
    // At the lowest pace: a 32nd of 480, and a little from the time until it is reached.
    for (std::size_t hour = 1; hour < byHour.size(); ++hour)
        QVERIFY2(byHour[hour] <= 480 / 8, qPrintable(QString::number(byHour[hour])));
    QVERIFY(byHour[0] <= 480);
}

void TstPollPlan::calmBringsThePaceBack()
{
    HostPace pace;
    for (int i = 0; i < 20; ++i)
        pace.refused(1000);
    QCOMPARE(pace.levelAt(1000), HostPace::kMaxLevel);
    QCOMPARE(pace.levelAt(1000 + HostPace::kCalmMs), HostPace::kMaxLevel - 1);
    QCOMPARE(pace.levelAt(1000 + 100 * HostPace::kCalmMs), 0);
}

QTEST_GUILESS_MAIN(TstPollPlan)
#include "tst_pollplan.moc"
