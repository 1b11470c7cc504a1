// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoserver.h"
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/terminalprocess.h"

#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray metricsEvent(int step, int total, double loss)
{
    return QStringLiteral(
               R"({"object":"fine_tuning.job.event","id":"ftevent-%1","created_at":%2,"level":"info",)"
               R"("type":"metrics","message":"Step %1/%3","data":{"step":%1,"total_steps":%3,)"
               R"("train_loss":%4}})")
        .arg(step)
        .arg(1700000000 + step)
        .arg(total)
        .arg(loss)
        .toUtf8();
}

QByteArray list(const QByteArrayList &objects)
{
    return "{\"object\":\"list\",\"data\":[" + objects.join(',') + "],\"has_more\":false}";
}

FaultAnswer ok(const QByteArray &body)
{
    return FaultAnswer::json(200, body);
}

// One answer after the other for the job, the last one for ever; always the same for its events.
void serve(FaultServer &server, const QList<FaultAnswer> &job, const FaultAnswer &events)
{
    server.always([job, events, asked = std::make_shared<qsizetype>(0)](const FaultRequest &request) {
        if (request.path().endsWith("/events"))
            return events;
        return job.at(std::min((*asked)++, job.size() - 1));
    });
}

QStringList watch(const FaultServer &server, const QStringList &more = {})
{
    return QStringList{u"watch"_s, u"ftjob-a"_s, u"--base-url"_s, server.url(u"/v1"_s).toString()} + more;
}

} // namespace

class TstWatch : public QObject
{
    Q_OBJECT

private slots:
    void theDemosJobToItsEnd();
    void exitCodes_data();
    void exitCodes();
    void aFaultInTheMiddle();
    void failures_data();
    void failures();
    void interrupted();
    void textOfAServerIsHarmless();
    void wrongUse();
    void isKept();
};

void TstWatch::theDemosJobToItsEnd()
{
    DemoServerOptions options;
    options.scenario.speed = 20'000;
    DemoServer server(options);
    QVERIFY(server.listen());
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    QByteArray id;
    for (int i = 0; i < server.scenario().jobCount() && id.isEmpty(); ++i) {
        if (server.scenario().status(i, nowMs) == "running")
            id = server.scenario().jobId(i);
    }
    QVERIFY(!id.isEmpty());
    Terminal terminal;
    terminal.environment.insert(u"OPENAI_API_KEY"_s, QString::fromUtf8(server.key()));
    const Ran ran = terminal.run({u"watch"_s, QString::fromUtf8(id), u"--exit-status"_s, u"--base-url"_s,
                                  server.baseUrl().toString()});
    QCOMPARE(ran.err, QByteArray());
    QCOMPARE(ran.code, 0);
    const QByteArrayList lines = ran.out.trimmed().split('\n');
    QVERIFY2(lines.last().startsWith("Succeeded"), ran.out.constData());
    QVERIFY2(lines.last().contains("ft:"), ran.out.constData());
    // On a slow machine it has ended before it was looked at.
    QVERIFY2(lines.size() == 1 || lines.last().contains("100 %"), ran.out.constData());
    QVERIFY(!ran.out.contains('\r')); // no terminal: plain lines
}

void TstWatch::exitCodes_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<int>("code");
    QTest::newRow("succeeded") << "succeeded"_ba << 0;
    QTest::newRow("cancelled") << "cancelled"_ba << 3;
    QTest::newRow("failed") << "failed"_ba << 4;
}

void TstWatch::exitCodes()
{
    QFETCH(QByteArray, status);
    QFETCH(int, code);
    const Terminal terminal;
    for (const bool asked : {false, true}) {
        FaultServer server;
        const QByteArray more =
            status == "failed" ? R"(,"error":{"code":"exceeded_quota","message":"Too dear"})" : "";
        serve(server,
              {ok(jobJson("ftjob-a", "queued")), ok(jobJson("ftjob-a")), ok(jobJson("ftjob-a")),
               ok(jobJson("ftjob-a", status, 1700000000, more))},
              ok(list({metricsEvent(7, 10, 0.5)})));
        const Ran ran = terminal.run(watch(server, asked ? QStringList{u"--exit-status"_s} : QStringList{}));
        QCOMPARE(ran.code, asked ? code : 0);
        QCOMPARE(ran.err, QByteArray());
        QVERIFY2(ran.out.contains("step 7 of 10") && ran.out.contains("70 %") && ran.out.contains("0.5"),
                 ran.out.constData());
        QCOMPARE(ran.out.contains("Too dear (exceeded_quota)"), status == "failed");
        // The list is nobody's business here.
        for (const FaultRequest &request : server.requests())
            QVERIFY(request.path().contains("ftjob-a"));
    }
}

void TstWatch::aFaultInTheMiddle()
{
    const Terminal terminal;
    FaultServer server;
    const FaultAnswer fault = FaultAnswer::json(503, R"({"error":{"message":"Back soon"}})");
    QList<FaultAnswer> answers{ok(jobJson("ftjob-a"))};
    for (int i = 0; i < 7; ++i) // more than one request's retries
        answers += fault;
    answers += ok(jobJson("ftjob-a", "succeeded"));
    serve(server, answers, ok(list({metricsEvent(7, 10, 0.5)})));
    const Ran ran = terminal.run(watch(server, {u"--exit-status"_s}));
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.err.count("Back soon"), 1); // said once, not each time
    QVERIFY(ran.out.contains("Succeeded"));
}

void TstWatch::failures_data()
{
    QTest::addColumn<QList<FaultAnswer>>("answers");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("unknown job") << QList{FaultAnswer::json(404, R"({"error":{"message":"No such job"}})")}
                                 << "No such job"_ba;
    QTest::newRow("wrong key") << QList{FaultAnswer::json(401, R"({"error":{"message":"Bad key"}})")}
                               << "Bad key"_ba;
    QTest::newRow("another job") << QList{ok(jobJson("ftjob-b"))} << "another job"_ba;
    QTest::newRow("HTML") << QList{FaultAnswer::text(200, "text/html", "<html><title>Log in</title></html>")}
                          << "Log in"_ba;
    QTest::newRow("refused in the middle")
        << QList{ok(jobJson("ftjob-a")), FaultAnswer::json(401, R"({"error":{"message":"Key revoked"}})")}
        << "Key revoked"_ba;
    QTest::newRow("gone in the middle")
        << QList{ok(jobJson("ftjob-a")), FaultAnswer::json(404, R"({"error":{"message":"It is gone"}})")}
        << "It is gone"_ba;
}

void TstWatch::failures()
{
    QFETCH(QList<FaultAnswer>, answers);
    QFETCH(QByteArray, says);
    const Terminal terminal;
    FaultServer server;
    serve(server, answers, ok(list({})));
    const Ran ran = terminal.run(watch(server, {u"--exit-status"_s}));
    QCOMPARE(ran.code, 1);
    QVERIFY2(ran.err.contains(says) && ran.err.count('\n') == 1, ran.err.constData());
}

void TstWatch::interrupted()
{
#ifdef Q_OS_UNIX
    const Terminal terminal;
    FaultServer server;
    serve(server, {ok(jobJson("ftjob-a"))}, ok(list({metricsEvent(7, 10, 0.5)})));
    QProcess process;
    process.setProcessEnvironment(terminal.environment);
    QSignalSpy finished(&process, &QProcess::finished);
    process.start(QStringLiteral(TUNEBOARD_TERMINAL_HOST), watch(server, {u"--exit-status"_s}));
    QTRY_VERIFY_WITH_TIMEOUT(process.bytesAvailable() > 0, 60'000);
    QCOMPARE(kill(pid_t(process.processId()), SIGINT), 0);
    QVERIFY(!finished.isEmpty() || finished.wait(60'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    QVERIFY(process.readAllStandardError().contains("goes on"));
#else
    QSKIP("a console's Ctrl+C cannot be sent to one process alone here");
#endif
}

void TstWatch::textOfAServerIsHarmless()
{
    const Terminal terminal;
    FaultServer server;
    serve(server,
          {ok(jobJson("ftjob-a", "failed", 1700000000,
                      R"(,"error":{"code":"\u001b[31m","message":"two\nlines\u202e\u001b]0;x\u0007"})"))},
          ok(list({})));
    const Ran ran = terminal.run(watch(server));
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out.count('\n'), 1);
    QVERIFY(!ran.out.contains('\x1b') && !ran.out.contains('\x07') && !ran.out.contains("\u202e"));
}

void TstWatch::wrongUse()
{
    const Terminal terminal;
    FaultServer server;
    const QString url = server.url(u"/v1"_s).toString();
    for (const QStringList &arguments :
         {QStringList{u"watch"_s}, QStringList{u"watch"_s, u"-"_s},
          QStringList{u"watch"_s, u"ftjob-a"_s, u"ftjob-b"_s, u"--base-url"_s, url},
          QStringList{u"watch"_s, u"ftjob-a"_s, u"--offline"_s, u"--base-url"_s, url},
          QStringList{u"watch"_s, u"file-abc"_s, u"--base-url"_s, url},
          QStringList{u"watch"_s, u"/tmp/a.json"_s, u"--base-url"_s, url},
          QStringList{u"list"_s, u"--exit-status"_s}, QStringList{u"watch"_s, u"ftjob-a"_s}}) {
        const Ran ran = terminal.run(arguments);
        QVERIFY2(ran.code == 2, qPrintable(arguments.join(u' ') + QString::fromUtf8(ran.err)));
        QCOMPARE(ran.err.count('\n'), 1);
    }
    QCOMPARE(server.connections(), 0);
}

void TstWatch::isKept()
{
    const Terminal terminal;
    const QString path = terminal.home.filePath(u"a.sqlite"_s);
    FaultServer server;
    const QByteArray last = jobJson("ftjob-a", "succeeded");
    serve(server, {ok(jobJson("ftjob-a")), ok(last)}, ok(list({})));
    QCOMPARE(terminal.run(watch(server, {u"--archive"_s, path})).code, 0);
    auto archive = need(Archive::open({path}));
    const auto keys = need(archive->find(u"ftjob-a"_s));
    QCOMPARE(keys.size(), std::size_t(1));
    const auto job = need(archive->job(keys.front()));
    QCOMPARE(job->raw, last);
    QCOMPARE(job->history.size(), std::size_t(2));
}

QTEST_GUILESS_MAIN(TstWatch)
#include "tst_watch.moc"
