// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/instance.h"
#include "app/process.h"

#include <QDir>
#include <QLocalServer>
#include <QLocalSocket>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

const QString kJob = u"ftjob-Qm3xT8vLbW2kZr6NcD1yHs5A"_s;

/// One start of the program, ended with the test.
class Start
{
public:
    explicit Start(const QStringList &arguments)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(TUNEBOARD_INSTANCE_HELPER), arguments);
    }
    ~Start()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(Start)

    QString line()
    {
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                return {};
        }
        return QString::fromUtf8(m_process.readLine()).trimmed();
    }
    QProcess &process() { return m_process; }

private:
    QProcess m_process;
};

} // namespace

class TstInstance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
    }
    void cleanup() { m_folder.reset(); }

    void aSecondStartHandsOver();
    void linksKeepTheirMeaning();
    void anotherAccountIsAnotherWindow();
    void ofTenAtOnceOneIsTheWindow();
    void aStaleSocketIsTakenOver();
    void aHungWindowIsReported();
    void aLinkWaitsForTheWindow();
    void aStartThatNeverListensIsReported();
    void foldersOfOthersAreRefused();
    void socketsOfOthersAreRefused();
    void nonsenseIsRefused_data();
    void nonsenseIsRefused();
    void longTextsAreRefused();

private:
    [[nodiscard]] QString folder() const { return m_folder->path(); }
    [[nodiscard]] Instance::Options options(int timeoutMs = 20'000) const { return {folder(), timeoutMs}; }
    static Handover handover(const QString &text)
    {
        Handover made;
        made.text = text;
        return made;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstInstance::aSecondStartHandsOver()
{
    Start first({folder(), {}});
    QCOMPARE(first.line(), u"first"_s);
    Instance second(options());
    QCOMPARE(second.claim(handover(kJob)), Instance::Claim::HandedOver);
    QCOMPARE(first.line(), u"received "_s + kJob);
    QCOMPARE(second.claim(handover({})), Instance::Claim::HandedOver);
    QCOMPARE(first.line(), u"received nothing"_s);
    QVERIFY(!second.listen({}));
}

void TstInstance::linksKeepTheirMeaning()
{
    Instance window(options());
    QCOMPARE(window.claim({}), Instance::Claim::First);
    QVERIFY(window.listen({}));
    QSignalSpy received(&window, &Instance::received);

    // What a link handler hands over is read as such at this end too: an id alone is no link.
    Start other({folder(), u"tuneboard://job/%1?tab=charts"_s.arg(kJob)});
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    const auto reference = received.takeFirst().at(0).value<Reference>();
    QCOMPARE(reference.kind, Reference::Kind::Link);
    QCOMPARE(reference.id, kJob);
    QCOMPARE(reference.tab, u"charts"_s);
    QCOMPARE(other.line(), u"handed over"_s);

    Start hostile({folder(), u"tuneboard://job/%1?tab=evil"_s.arg(kJob)});
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    const auto refused = received.takeFirst().at(0).value<Reference>();
    QVERIFY(!refused);
    QVERIFY(!refused.reason.isEmpty());
    QVERIFY(!refused.reason.contains(u"evil"));
}

void TstInstance::anotherAccountIsAnotherWindow()
{
    Start first({folder(), {}, u"demo"_s});
    QCOMPARE(first.line(), u"first"_s);
    Start same({folder(), kJob, u"demo"_s});
    QCOMPARE(same.line(), u"handed over"_s);
    Start any({folder(), kJob});
    QCOMPARE(any.line(), u"handed over"_s);
    Start another({folder(), kJob, u"https://llm.example.com/v1"_s});
    QCOMPARE(another.line(), u"other"_s);
}

void TstInstance::ofTenAtOnceOneIsTheWindow()
{
    std::vector<std::unique_ptr<Start>> starts;
    starts.reserve(10);
    for (int i = 0; i < 10; ++i)
        starts.push_back(std::make_unique<Start>(QStringList{folder(), u"ftjob-number%1"_s.arg(i)}));
    Start *window = nullptr;
    QStringList words;
    for (const auto &start : starts) {
        const QString line = start->line();
        words.append(line);
        if (line == u"first")
            window = start.get();
    }
    QCOMPARE(words.count(u"first"_s), 1);
    QCOMPARE(words.count(u"handed over"_s), 9);
    QStringList received;
    for (int i = 0; i < 9; ++i)
        received.append(window->line());
    received.removeDuplicates();
    QCOMPARE(received.size(), 9);
}

void TstInstance::aStaleSocketIsTakenOver()
{
    {
        Start first({folder(), {}});
        QCOMPARE(first.line(), u"first"_s);
        first.process().kill();
        first.process().waitForFinished();
    }
    QCOMPARE(QDir(folder()).entryList(QDir::System).size(), 1); // it left its socket
    Start second({folder(), {}});
    QCOMPARE(second.line(), u"first"_s);
    Start third({folder(), kJob});
    QCOMPARE(third.line(), u"handed over"_s);
}

void TstInstance::aHungWindowIsReported()
{
    Start hung({u"--hang"_s, folder()});
    QCOMPARE(hung.line(), u"first"_s);
    Instance second(options(200));
    QCOMPARE(second.claim(handover(kJob)), Instance::Claim::Hung);
}

// The first start holds the place from its claim on: a second one waits until the window listens.
void TstInstance::aLinkWaitsForTheWindow()
{
    Instance window(options());
    QCOMPARE(window.claim({}), Instance::Claim::First);
    Start link({folder(), kJob});
    QVERIFY(!link.process().waitForFinished(300));
    QSignalSpy received(&window, &Instance::received);
    QVERIFY(window.listen({}));
    QTRY_COMPARE_WITH_TIMEOUT(received.size(), 1, 20'000);
    QCOMPARE(link.line(), u"handed over"_s);
}

void TstInstance::aStartThatNeverListensIsReported()
{
    Instance starting(options());
    QCOMPARE(starting.claim({}), Instance::Claim::First);
    Instance second({folder(), 20'000, 100});
    QCOMPARE(second.claim(handover(kJob)), Instance::Claim::Hung);
}

void TstInstance::foldersOfOthersAreRefused()
{
#ifdef Q_OS_UNIX
    QVERIFY(QFile::setPermissions(folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner |
                                                QFile::ReadOther | QFile::ExeOther));
    Instance open(options());
    QCOMPARE(open.claim({}), Instance::Claim::Unavailable);
    QVERIFY(!open.listen({}));
    QVERIFY(QFile::setPermissions(folder(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    if (geteuid() != 0)
        QSKIP("Only root can give a folder to another user");
    QCOMPARE(::chown(qPrintable(folder()), 65534, 65534), 0);
    Instance foreign(options());
    QCOMPARE(foreign.claim({}), Instance::Claim::Unavailable);
    QCOMPARE(::chown(qPrintable(folder()), 0, 0), 0);
#else
    QSKIP("Folders have no owner's bits here");
#endif
}

void TstInstance::socketsOfOthersAreRefused()
{
#ifdef Q_OS_UNIX
    if (geteuid() != 0)
        QSKIP("Only root can start a process as another user");
    const auto startAsNobody = [](QProcess &process, const QStringList &arguments) {
        process.setChildProcessModifier([] {
            if (::setgid(65534) != 0 || ::setuid(65534) != 0)
                ::_exit(9);
        });
        process.start(QStringLiteral(TUNEBOARD_INSTANCE_HELPER), arguments);
    };
    // Another user's process behind the very socket: it is not told anything. Its folder lies where every
    // user may look, which TMPDIR need not be.
    QTemporaryDir theirs(u"/tmp/tst_instance-XXXXXX"_s);
    QCOMPARE(::chown(qPrintable(theirs.path()), 65534, 65534), 0);
    QProcess other;
    startAsNobody(other, {u"--bare"_s, theirs.path()});
    if (!other.waitForReadyRead(20'000))
        QSKIP("Another user cannot run the helper where it lies");
    QCOMPARE(other.readLine().trimmed(), QByteArray("listening"));
    QVERIFY(QFile::link(theirs.path() + u"/tuneboard.socket"_s, folder() + u"/tuneboard.socket"_s));
    Instance mine(options());
    QCOMPARE(mine.claim(handover(kJob)), Instance::Claim::Unavailable);
    other.waitForReadyRead(200);
    QVERIFY(!other.canReadLine());
    other.kill();
    other.waitForFinished();

    // And what another user's process tells the window is not heard, should it ever reach the socket.
    const QTemporaryDir shared(u"/tmp/tst_instance-XXXXXX"_s);
    Instance window({shared.path(), 20'000});
    QCOMPARE(window.claim({}), Instance::Claim::First);
    QVERIFY(window.listen({}));
    QSignalSpy received(&window, &Instance::received);
    QCOMPARE(::chmod(qPrintable(shared.path()), 0755), 0);
    QCOMPARE(::chmod(qPrintable(shared.path() + u"/tuneboard.socket"_s), 0666), 0);
    QProcess caller;
    QByteArray said;
    connect(&caller, &QProcess::readyRead, this, [&] { said += caller.readAll(); });
    startAsNobody(caller, {u"--call"_s, shared.path()});
    QTRY_COMPARE_WITH_TIMEOUT(said, QByteArray("answered \n"), 20'000);
    QVERIFY(received.isEmpty());
#else
    QSKIP("Pipes keep other users out by themselves here");
#endif
}

void TstInstance::nonsenseIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("timeoutMs"); // of the window: long where it has to find out by itself
    constexpr int kNever = 600'000;
    QTest::newRow("empty") << QByteArray("\n") << kNever;
    QTest::newRow("another program") << QByteArray("GET / HTTP/1.1\r\n") << kNever;
    QTest::newRow("another version") << QByteArray("tuneboard-9 0 - - -\n") << kNever;
    QTest::newRow("origin") << QByteArray("tuneboard-1 7 - - -\n") << kNever;
    QTest::newRow("fields") << QByteArray("tuneboard-1 0 - -\n") << kNever;
    QTest::newRow("bare field") << QByteArray("tuneboard-1 0 x - -\n") << kNever;
    QTest::newRow("long text") << "tuneboard-1 0 - -" + QByteArray(Instance::kMaxTextBytes + 1, 'a') + " -\n"
                               << kNever;
    QTest::newRow("no end") << QByteArray(200'000, 'a') << kNever;
    QTest::newRow("a beginning and no more") << QByteArray("tuneboard-1 0 -") << 100;
}

void TstInstance::nonsenseIsRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(int, timeoutMs);
    Instance window(options(timeoutMs));
    QCOMPARE(window.claim({}), Instance::Claim::First);
    QVERIFY(window.listen({}));
    QSignalSpy received(&window, &Instance::received);
    QLocalSocket socket;
    socket.connectToServer(folder() + u"/tuneboard.socket"_s);
    QVERIFY(socket.waitForConnected());
    QSignalSpy ended(&socket, &QLocalSocket::disconnected);
    socket.write(line);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20'000);
    QVERIFY(socket.readAll() != "shown\n");
    QVERIFY(received.isEmpty());
}

void TstInstance::longTextsAreRefused()
{
    Start first({folder(), {}});
    QCOMPARE(first.line(), u"first"_s);
    Instance second(options());
    QCOMPARE(second.claim(handover(QString(Instance::kMaxTextBytes + 1, u'a'))),
             Instance::Claim::Unavailable);
}

QTEST_GUILESS_MAIN(TstInstance)
#include "tst_instance.moc"
