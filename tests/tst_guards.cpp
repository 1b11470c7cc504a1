// SPDX-License-Identifier: GPL-3.0-or-later
// Guards that no answer of a server shows: what every request is set to, what a secret cannot do, what the
// sources never use. Which test stands for which threat: SAFETY.md.
#include "app/api/apiclient.h"
#include "app/api/cooldown.h"
#include "app/process.h"
#include "app/repository/follower.h"
#include "tests/support/authority.h"
#include "tests/support/faultserver.h"
#include "tests/support/folders.h"

#include <QDebug>
#include <QDirIterator>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <sys/resource.h>
#    include <unistd.h>
#endif

#include <concepts>
#include <vector>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

template<class T>
concept CanBePrinted = requires(const T &value, QDebug debug)
{
    debug << value;
};
template<class T>
concept CanBeText = requires(const T &value)
{
    value.toString();
}
|| std::convertible_to<T, QString> || std::convertible_to<T, QByteArray>;
template<class T>
concept CanBeCompared = requires(const T &value)
{
    value == value;
};

/// Each line of the program's sources, with its place.
QList<std::pair<QString, QString>> sourceLines()
{
    QList<std::pair<QString, QString>> lines;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        QDirIterator files(test::sourcePath(folder), {u"*.cpp"_s, u"*.h"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(file.fileName()));
            int number = 0;
            while (!file.atEnd())
                lines.append(
                    {u"%1:%2"_s.arg(file.fileName()).arg(++number), QString::fromUtf8(file.readLine())});
        }
    }
    return lines;
}

/// Two accounts that are followed, by clocks of the test.
struct Following
{
    Following()
    {
        Follower::Options options;
        options.accounts = [] {
            std::vector<FollowedAccount> accounts(2);
            accounts[0].number = 1;
            accounts[1].number = 2;
            return accounts;
        };
        options.ask = [this](const Poll &) {
            ++asked;
        };
        options.wallMs = [this] {
            return wall;
        };
        options.monotonicMs = [this] {
            return monotonic;
        };
        options.jitter = [] {
            return 0.5;
        };
        follower = std::make_unique<Follower>(std::move(options), nullptr);
        follower->start();
    }
    /// Time goes by, and what is due is asked for.
    void pass(qint64 wallMs, qint64 monotonicMs)
    {
        wall += wallMs;
        monotonic += monotonicMs;
        follower->wake();
        QTest::qWait(50);
    }

    qint64 wall = 1'764'000'000'000;
    qint64 monotonic = 0;
    int asked = 0;
    std::unique_ptr<Follower> follower;
};

} // namespace

class tst_Guards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestCarriesItsGuards();
    void ownAuthoritiesAreNamedOneByOne();
    void secretsCannotBeShown();
    void coreFilesAreOff();
    void theListOfTheEnvironmentStays();
    void dangerousThingsAreNeverUsed_data();
    void dangerousThingsAreNeverUsed();
    void onlyFoldersOfThisMachineAreOpened();
    void toolTipsAreEscapedWhereTheyAreShown();
    void idsAreSegmentsOfTheirOwn();
    void onlyTheDemoServerListens();
    void utcIsWrittenForEveryQt();
    void whatIsSavedIsAskedForItsEnd();
    void filesOfOthersAreOpenedByOneFunction();
    void theWindowSavesByOneFunction();
    void messagesGoThroughOneFunction();
    void qtGetsNoArguments();
    void everyThreatHasItsTest();
    void aSleepAsksEachListOnce_data();
    void aSleepAsksEachListOnce();
    void aNetworkThatIsBackIsAskedOnce();

private:
    struct Asked
    {
        QNetworkRequest request;
        qint64 readBufferBytes = 0; ///< 0: as much as comes
    };
    /// What the client asks its network for, once.
    static Asked askedOf(const Endpoint &endpoint);
};

tst_Guards::Asked tst_Guards::askedOf(const Endpoint &endpoint)
{
    ApiClient client(endpoint, std::make_shared<CoolDown>(), {});
    std::optional<Asked> asked;
    auto *network = client.findChild<QNetworkAccessManager *>();
    if (!network)
        qFatal("the client has no network");
    QObject context;
    client.send(Request::get(u"models"_s), &context, [](const Result<Reply> &) {});
    QObject::connect(network, &QNetworkAccessManager::finished, &context, [&asked](QNetworkReply *reply) {
        asked = {reply->request(), reply->readBufferSize()};
    });
    if (!QTest::qWaitFor([&asked] { return asked.has_value(); }, 60'000))
        qFatal("nothing was asked");
    return *asked;
}

void tst_Guards::everyRequestCarriesItsGuards()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, "{}"));
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = server.url(u"/v1"_s);
    endpoint.key = Secret("sk-test");
    const auto [request, readBufferBytes] = askedOf(endpoint);
    const auto is = [&sent = request](QNetworkRequest::Attribute attribute) {
        return sent.attribute(attribute);
    };
    QCOMPARE(is(QNetworkRequest::RedirectPolicyAttribute).toInt(),
             int(QNetworkRequest::ManualRedirectPolicy));
    QCOMPARE(is(QNetworkRequest::Http2AllowedAttribute), QVariant(false));
    QCOMPARE(is(QNetworkRequest::HttpPipeliningAllowedAttribute), QVariant(false));
    for (const auto attribute :
         {QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::CookieSaveControlAttribute,
          QNetworkRequest::AuthenticationReuseAttribute})
        QCOMPARE(is(attribute).toInt(), int(QNetworkRequest::Manual));
    QCOMPARE(is(QNetworkRequest::CacheLoadControlAttribute).toInt(), int(QNetworkRequest::AlwaysNetwork));
    QCOMPARE(is(QNetworkRequest::CacheSaveControlAttribute), QVariant(false));
    QVERIFY(readBufferBytes > 0 && readBufferBytes <= 1024 * 1024);
}

// The list is said openly: Qt would else load the system's beside it by itself (CVE-2023-34410).
void tst_Guards::ownAuthoritiesAreNamedOneByOne()
{
    const TestAuthority authority;
    if (!authority.missing().isEmpty())
        QSKIP(qPrintable(authority.missing()));
    const QList<QSslCertificate> own = QSslCertificate::fromPath(authority.caFile());
    QCOMPARE(own.size(), 1);
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = QUrl(u"https://127.0.0.1:1/v1"_s); // nobody is there
    endpoint.key = Secret("sk-test");
    endpoint.extraCa = own;
    const QSslConfiguration tls = askedOf(endpoint).request.sslConfiguration();
    QCOMPARE(tls.caCertificates(), QSslConfiguration::systemCaCertificates() + own);
    QCOMPARE(tls.protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(tls.peerVerifyMode(), QSslSocket::VerifyPeer);
    QCOMPARE(tls.allowedNextProtocols(), QList<QByteArray>{"http/1.1"});
}

void tst_Guards::secretsCannotBeShown()
{
    QVERIFY(CanBePrinted<QByteArray> && CanBeText<QByteArray> && CanBeCompared<QByteArray>);
    QVERIFY(!CanBePrinted<Secret>);
    QVERIFY(!CanBeText<Secret>);
    QVERIFY(!CanBeCompared<Secret>);
    QVERIFY(!CanBePrinted<Endpoint>);
}

void tst_Guards::coreFilesAreOff()
{
#ifdef Q_OS_UNIX
    keepSecretsOutOfCoreFiles();
    rlimit now{1, 1};
    QCOMPARE(getrlimit(RLIMIT_CORE, &now), 0);
    QCOMPARE(now.rlim_cur, rlim_t(0));
    QCOMPARE(now.rlim_max, rlim_t(0)); // and nothing turns them on again
    QSet<QString> programs;            // files
    QSet<QString> callers;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        const QString file = place.section(u':', 0, -2);
        if (line.startsWith(u"int main("_s))
            programs.insert(file);
        if (line.startsWith(u"    keepSecretsOutOfCoreFiles();"_s))
            callers.insert(file);
    }
    QCOMPARE(programs.size(), 2);
    QCOMPARE(callers, programs);
#else
    QSKIP("core files are a thing of Unix");
#endif
}

// Other threads may be looking through the environment: its list stays where it is, and so do all others in
// it. Qt takes the token out once it has used it.
void tst_Guards::theListOfTheEnvironmentStays()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    setActivationToken("too early");
    QVERIFY(!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
    reserveActivationToken();
    char **const list = environ;
    const auto others = [] {
        std::vector<const char *> entries;
        for (char **entry = environ; *entry; ++entry) {
            if (!QByteArrayView(*entry).startsWith("XDG_ACTIVATION_TOKEN="))
                entries.push_back(*entry);
        }
        return entries;
    };
    const auto before = others();
    for (const QByteArray token : {"first", "the second one", "third"}) {
        setActivationToken(token);
        QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), token);
        setActivationToken(token + '2');
        QCOMPARE(qgetenv("XDG_ACTIVATION_TOKEN"), token + '2');
        qunsetenv("XDG_ACTIVATION_TOKEN");
        QVERIFY(!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
        QVERIFY(environ == list);
        QVERIFY(others() == before);
    }
    setActivationToken(QByteArray(100'000, 'x'));
    QVERIFY(!qEnvironmentVariableIsSet("XDG_ACTIVATION_TOKEN"));
#else
    QSKIP("this system has no activation tokens");
#endif
}

void tst_Guards::dangerousThingsAreNeverUsed_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word :
         {"QXmlStreamReader", "QDomDocument", "QTextBrowser", "setOpenExternalLinks", "ignoreSslErrors",
          "PR_SET_DUMPABLE", "QNetworkDiskCache", "QNetworkCookieJar", "setHtml(", "QUrl::fromUserInput",
          "->setInformativeText(", "sendPostedEvents(", "processEvents(", "qputenv(", "setenv("})
        QTest::newRow(word) << QString::fromLatin1(word);
}

void tst_Guards::dangerousThingsAreNeverUsed()
{
    QFETCH(const QString, word);
    const auto lines = sourceLines();
    QVERIFY(lines.size() > 10'000);
    for (const auto &[place, line] : lines)
        QVERIFY2(!line.section(u"//"_s, 0, 0).contains(word), qPrintable(place));
}

// No text of a server is ever opened as a link; a folder of the user's own is.
void tst_Guards::onlyFoldersOfThisMachineAreOpened()
{
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        if (!line.contains(u"QDesktopServices::"))
            continue;
        QVERIFY2(line.contains(u"openUrl(QUrl::fromLocalFile("), qPrintable(place));
        ++seen;
    }
    QVERIFY(seen > 0);
}

// A tooltip reads rich text by itself, and a delegate's is seen by no test of widgets.
void tst_Guards::toolTipsAreEscapedWhereTheyAreShown()
{
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        if (!line.contains(u"QToolTip::showText("))
            continue;
        QVERIFY2(line.contains(u", toolTipText("), qPrintable(place));
        ++seen;
    }
    QVERIFY(seen > 3);
}

// An id that is glued to a path would bring its own slashes into it.
void tst_Guards::idsAreSegmentsOfTheirOwn()
{
    static const QRegularExpression glued(uR"("(?:files|models|fine_tuning/jobs)/)"_s);
    const auto lines = sourceLines();
    QVERIFY(lines.size() > 10'000);
    for (const auto &[place, line] : lines)
        // What the demo server answers, and a folder of an export.
        if (!place.contains(u"/app/demo/"_s) && !place.contains(u"/exportreading."_s))
            QVERIFY2(!line.section(u"//"_s, 0, 0).contains(glued), qPrintable(place));
}

// What listens to a network is the demo's server, for which loopback is checked where it is tested.
void tst_Guards::onlyTheDemoServerListens()
{
    static const QRegularExpression listener(uR"(\bQ(?:Tcp|Ssl|WebSocket|(?:Abstract)?Http)Server\b)"_s);
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        if (!line.section(u"//"_s, 0, 0).contains(listener))
            continue;
        QVERIFY2(place.contains(u"/app/demo/httpserver."_s), qPrintable(place));
        ++seen;
    }
    QVERIFY(seen > 0);
}

// Qt 6.8 warns about Qt::UTC, and warnings are errors; Qt 6.4 does not.
void tst_Guards::utcIsWrittenForEveryQt()
{
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        if (!line.contains("Qt::UTC"_L1) && !line.contains("TimeSpec("_L1))
            continue;
        QVERIFY2(place.contains("/app/api/utc.h:"_L1), qPrintable(place));
        ++seen;
    }
    QVERIFY(seen > 0);
}

// QSaveFile::commit() does not say that its buffer could not be written, and QSettings::sync() is one.
void tst_Guards::whatIsSavedIsAskedForItsEnd()
{
    int seen = 0;
    const auto lines = sourceLines();
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const auto &[place, line] = lines[i];
        const bool isArchive = place.contains(u"/app/archive/"); // a transaction's
        if (line.contains(u"commit()") && !isArchive) {
            QVERIFY2((lines[i - 1].second + line).contains(u"flush()"), qPrintable(place));
            ++seen;
        }
        if (line.contains(u".sync()"))
            QVERIFY2(place.contains(u"/app/models/settingsfile.cpp:"), qPrintable(place));
    }
    QVERIFY(seen > 3);
}

// A pipe or a device that is opened in another way is waited for, or never ends.
void tst_Guards::filesOfOthersAreOpenedByOneFunction()
{
    // Our own settings, and what we have downloaded.
    static const QRegularExpression own(
        u"/app/(?:models/inputfile|models/settingsfile|repository/contentfetch)\\.cpp:"_s);
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        seen += line.contains(u"openRegularFile(") ? 1 : 0;
        if (line.contains(u"open(QIODevice::ReadOnly)"))
            QVERIFY2(place.contains(own), qPrintable(place));
    }
    QVERIFY(seen > 7);
}

// QSaveFile follows a symbolic link, which another user may have put there.
void tst_Guards::theWindowSavesByOneFunction()
{
    static const QRegularExpression way(uR"(\bQSaveFile \w+\(|\bfile\.open\(QIODevice::WriteOnly)"_s);
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        if (!place.contains(u"/ui/"))
            continue;
        seen += line.contains(u"writeFile(") || line.contains(u"copyFile(") ? 1 : 0;
        if (line.contains(way))
            QVERIFY2(place.contains(u"/ui/savefile.cpp:"), qPrintable(place));
    }
    QVERIFY(seen > 3);
}

// Text of others must not reach a terminal as it came. The demo's server has its own messages.
void tst_Guards::messagesGoThroughOneFunction()
{
    static const QRegularExpression way(
        uR"(\bstd::(?:cerr|cout)\b|\b(?:printf|fprintf|fputs|puts|perror|fwrite)\()"
        uR"(|\bq(?:Warning|Critical|Info|Debug)\(|QTextStream\w* ?\(std(?:out|err)\))"_s);
    static const QRegularExpression ways(
        u"/app/(?:terminal/output|terminal/liveline|demo/democommand)\\.cpp:"_s);
    int seen = 0;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        seen += line.contains(u"writeMessage(") ? 1 : 0;
        if (line.section(u"//"_s, 0, 0).contains(way))
            QVERIFY2(place.contains(ways), qPrintable(place));
    }
    QVERIFY(seen > 10);
}

// Qt would take its own options out of the command line, behind "--" too (compare CVE-2021-3401).
void tst_Guards::qtGetsNoArguments()
{
    static const QRegularExpression application(uR"(\bQ(?:Core|Gui)?Application \w+\((\w+), (\w+)\))"_s);
    static const QRegularExpression one(uR"(\bint qtArgc = 1;)"_s);
    QSet<QString> applications; // files
    QSet<QString> ones;
    const auto lines = sourceLines();
    for (const auto &[place, line] : lines) {
        const QString file = place.section(u':', 0, -2);
        if (one.match(line).hasMatch())
            ones.insert(file);
        const QRegularExpressionMatch match = application.match(line);
        if (!match.hasMatch())
            continue;
        QVERIFY2(match.captured(1) == u"qtArgc", qPrintable(place));
        applications.insert(file);
    }
    QVERIFY(!applications.isEmpty());
    QCOMPARE(ones, applications);
}

void tst_Guards::everyThreatHasItsTest()
{
    QFile list(test::sourcePath(u"tests/SAFETY.md"_s));
    QVERIFY(list.open(QIODevice::ReadOnly));
    static const QRegularExpression name(u"`(tst_\\w+)::(\\w+)`"_s);
    int rows = 0;
    while (!list.atEnd()) {
        const QString line = QString::fromUtf8(list.readLine());
        if (!line.startsWith(u"| "_s) || line.startsWith(u"| what may happen"_s))
            continue;
        ++rows;
        QVERIFY2(name.match(line).hasMatch(), qPrintable(line));
        for (auto found = name.globalMatch(line); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            QFile test(test::sourcePath(u"tests/%1.cpp"_s.arg(match.captured(1))));
            QVERIFY2(test.open(QIODevice::ReadOnly), qPrintable(match.captured()));
            QVERIFY2(test.readAll().contains("::" + match.captured(2).toUtf8() + "()\n"),
                     qPrintable(match.captured()));
        }
    }
    QVERIFY(rows > 30);
}

void tst_Guards::aSleepAsksEachListOnce_data()
{
    QTest::addColumn<qint64>("wallMs");
    QTest::addColumn<qint64>("monotonicMs");
    QTest::addColumn<int>("lists");
    QTest::newRow("time goes by") << qint64(100'000) << qint64(100'000) << 0;
    QTest::newRow("the machine slept") << qint64(3'600'000) << qint64(1000) << 2;
    QTest::newRow("the clock was set back") << qint64(-3'600'000) << qint64(1000) << 0;
    QTest::newRow("a little ahead") << qint64(21'000) << qint64(1000) << 0;
}

void tst_Guards::aSleepAsksEachListOnce()
{
    QFETCH(const qint64, wallMs);
    QFETCH(const qint64, monotonicMs);
    QFETCH(const int, lists);
    Following following;
    QTRY_COMPARE(following.asked, 2); // each list at the start
    following.pass(wallMs, monotonicMs);
    following.pass(1000, 1000);
    QCOMPARE(following.asked - 2, lists);
}

void tst_Guards::aNetworkThatIsBackIsAskedOnce()
{
    Following following;
    QTRY_COMPARE(following.asked, 2);
    following.follower->setOnline(false);
    following.pass(3'600'000, 3'600'000);
    QCOMPARE(following.asked, 2);
    following.follower->setOnline(true);
    QTRY_COMPARE(following.asked, 4);
    following.follower->setOnline(true); // said again
    following.pass(1000, 1000);
    QCOMPARE(following.asked, 4);
    following.follower->setOnline(false); // a moment is enough: who knows what was missed
    following.pass(1000, 1000);
    following.follower->setOnline(true);
    QTRY_COMPARE(following.asked, 6);
}

QTEST_GUILESS_MAIN(tst_Guards)
#include "tst_guards.moc"
