// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself is killed while it lists, exports, watches, and with a window: nothing that was stored
// is lost, and the archive stays whole.
#include "tests/support/archivefile.h"
#include "tests/support/faultserver.h"
#include "tests/support/waiting.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

using tuneboard::test::kWaitMs;
constexpr int kJobs = 120;

QByteArray idOf(int number)
{
    return "ftjob-" + QByteArray::number(number);
}

// Every answer makes the jobs a little longer, so that each is written again.
struct World
{
    World()
    {
        server.always([this](const FaultRequest &request) { return answer(request); });
        environment = QProcessEnvironment::systemEnvironment();
        for (const char *name :
             {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"}) {
            QDir(folder.path()).mkpath(QLatin1StringView(name));
            environment.insert(QLatin1StringView(name), folder.filePath(QLatin1StringView(name)));
        }
        QFile::setPermissions(folder.filePath(u"XDG_RUNTIME_DIR"_s),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere/bus"_s);
        environment.insert(u"OPENAI_API_KEY"_s, u"sk-kill"_s);
    }

    [[nodiscard]] QByteArray job(int number) const
    {
        return jobJson(idOf(number), number % 3 == 0 ? "running" : "succeeded", 1'700'000'000 + number,
                       ",\"filler\":\"" + QByteArray(200 + (number * 37 + answers) % 900, 'x') + '"');
    }
    FaultAnswer answer(const FaultRequest &request)
    {
        const QByteArray path = request.path();
        ++answers;
        QByteArrayList objects;
        bool hasMore = false;
        if (path.endsWith("/jobs")) {
            const QByteArray after =
                QUrlQuery(QString::fromUtf8(request.query())).queryItemValue(u"after"_s).toUtf8();
            const int from = after.isEmpty() ? kJobs - 1 : after.mid(6).toInt() - 1;
            for (int number = from; number >= 0 && objects.size() < 20; --number)
                objects += job(number);
            hasMore = from >= 20;
        } else if (path.endsWith("/events")) {
            for (int i = 10 + answers % 7; i > 0; --i)
                objects += numberedEvent(i).raw;
        } else if (!path.endsWith("/checkpoints") && !path.endsWith("/models")) {
            return FaultAnswer::json(200, job(path.split('/').last().mid(6).toInt()));
        }
        return FaultAnswer::json(200, R"({"object":"list","data":[)" + objects.join(',') +
                                          R"(],"has_more":)" + (hasMore ? "true}" : "false}"));
    }
    [[nodiscard]] QString archive() const { return folder.filePath(u"archive.sqlite"_s); }
    [[nodiscard]] QStringList arguments(const QString &kind, int number) const
    {
        const QStringList common{u"--base-url"_s, server.url(u"/v1"_s).toString(), u"--archive"_s, archive()};
        if (kind == u"list"_s)
            return QStringList{u"list"_s} + common;
        if (kind == u"watch"_s)
            return QStringList{u"watch"_s, QString::fromLatin1(idOf(3))} + common;
        if (kind == u"export"_s)
            return QStringList{u"export"_s, QString::fromLatin1(idOf(number % kJobs)),
                               folder.filePath(u"export-%1"_s.arg(number))} +
                   common;
        return common; // the window
    }

    QTemporaryDir folder;
    FaultServer server;
    QProcessEnvironment environment;
    int answers = 0;
};

} // namespace

class tst_ProgramKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNothing_data();
    void losesNothing();
};

void tst_ProgramKill::losesNothing_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"list", "export", "watch", "window"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void tst_ProgramKill::losesNothing()
{
    QFETCH(QString, kind);
    const int kills = qEnvironmentVariableIntValue("TUNEBOARD_LONG") ? 75 : 8;
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    qInfo("seed %u", seed);
    World world;
    QSet<QString> stored;
    qint64 events = 0;
    for (int number = 0; number < kills; ++number) {
        const qsizetype before = world.server.requests().size();
        // `watch` makes its first requests at once, and the next ones much later.
        const qsizetype wanted = before + 1 + random.bounded(kind == u"watch"_s ? 3 : 10);
        QProcess process;
        process.setProcessEnvironment(world.environment);
        process.start(QStringLiteral(TUNEBOARD_PROGRAM), world.arguments(kind, number));
        // Anywhere in its work, however fast the machine is: after so many requests and a little more.
        QVERIFY(QTest::qWaitFor(
            [&] {
                return world.server.requests().size() >= wanted || process.state() == QProcess::NotRunning;
            },
            kWaitMs));
        QTest::qWait(int(random.bounded(15u)));
        process.kill();
        QVERIFY(process.state() == QProcess::NotRunning || process.waitForFinished());
        if (!QFile::exists(world.archive()))
            continue;
        // As the next start finds it, and as SQLite sees it.
        QSet<QString> now;
        {
            const auto archive = need(Archive::open({world.archive()}));
            const auto error = archive->readAll(100, [&now](const JobRows &rows) {
                for (const JobRow &row : rows.rows)
                    now.insert(QString::fromUtf8(row.id));
                return true;
            });
            QVERIFY(!error);
            for (const QString &id : std::as_const(now)) {
                const auto job = need(archive->job({1, id}));
                QVERIFY(job && QJsonDocument::fromJson(job->raw).isObject());
            }
        }
        QVERIFY2(now.contains(stored), qPrintable(u"kill %1"_s.arg(number)));
        stored = now;
        const QStringList seen = askSqlite(
            world.archive(), "SELECT count(*) FROM events; PRAGMA integrity_check; PRAGMA foreign_key_check");
        QCOMPARE(seen.mid(1), QStringList(u"ok"_s));
        QVERIFY2(seen[0].toLongLong() >= events, qPrintable(u"kill %1"_s.arg(number)));
        events = seen[0].toLongLong();
        QDirIterator written(world.folder.path(), {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (written.hasNext()) {
            QFile file(written.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!QJsonDocument::fromJson(file.readAll()).isNull(), qPrintable(file.fileName()));
        }
    }
    QCOMPARE(QDir(world.folder.path()).entryList({u"*damaged*"_s}), QStringList());
    // And the next one works as if nothing had happened.
    QProcess last;
    last.setProcessEnvironment(world.environment);
    last.start(QStringLiteral(TUNEBOARD_PROGRAM), world.arguments(u"list"_s, 0));
    QVERIFY(QTest::qWaitFor([&] { return last.state() == QProcess::NotRunning; }, kWaitMs));
    QCOMPARE(last.exitCode(), 0);
    QCOMPARE(askSqlite(world.archive(), "SELECT count(*) FROM jobs"), QStringList(QString::number(kJobs)));
}

QTEST_GUILESS_MAIN(tst_ProgramKill)
#include "tst_programkill.moc"
