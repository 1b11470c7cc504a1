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
#endif

#include <concepts>

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

} // namespace

class tst_Guards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestCarriesItsGuards();
    void ownAuthoritiesAreNamedOneByOne();
    void secretsCannotBeShown();
    void coreFilesAreOff();
    void dangerousThingsAreNeverUsed_data();
    void dangerousThingsAreNeverUsed();
    void onlyFoldersOfThisMachineAreOpened();
    void qtGetsNoArguments();
    void everyThreatHasItsTest();
    void aSleepAsksEachListOnce_data();
    void aSleepAsksEachListOnce();

private:
    /// What the client asks its network for, once.
    static QNetworkRequest requestOf(const Endpoint &endpoint);
};

QNetworkRequest tst_Guards::requestOf(const Endpoint &endpoint)
{
    ApiClient client(endpoint, std::make_shared<CoolDown>(), {});
    std::optional<QNetworkRequest> request;
    auto *network = client.findChild<QNetworkAccessManager *>();
    if (!network)
        qFatal("the client has no network");
    QObject context;
    client.send(Request::get(u"models"_s), &context, [](const Result<Reply> &) {});
    QObject::connect(network, &QNetworkAccessManager::finished, &context,
                     [&request](QNetworkReply *reply) { request = reply->request(); });
    if (!QTest::qWaitFor([&request] { return request.has_value(); }, 60'000))
        qFatal("nothing was asked");
    return *request;
}

void tst_Guards::everyRequestCarriesItsGuards()
{
    FaultServer server;
    server.always(FaultAnswer::json(200, "{}"));
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = server.url(u"/v1"_s);
    endpoint.key = Secret("sk-test");
    const QNetworkRequest request = requestOf(endpoint);
    const auto is = [&request](QNetworkRequest::Attribute attribute) {
        return request.attribute(attribute);
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
    const QSslConfiguration tls = requestOf(endpoint).sslConfiguration();
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
#else
    QSKIP("core files are a thing of Unix");
#endif
}

void tst_Guards::dangerousThingsAreNeverUsed_data()
{
    QTest::addColumn<QString>("word");
    for (const char *word :
         {"QXmlStreamReader", "QDomDocument", "QTextBrowser", "setOpenExternalLinks", "ignoreSslErrors",
          "PR_SET_DUMPABLE", "QNetworkDiskCache", "QNetworkCookieJar", "setHtml(", "QUrl::fromUserInput"})
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
    QTest::newRow("time goes by") << qint64(20'000) << qint64(20'000) << 0;
    QTest::newRow("the machine slept") << qint64(3'600'000) << qint64(1000) << 2;
    QTest::newRow("the clock was set back") << qint64(-3'600'000) << qint64(1000) << 0;
    QTest::newRow("a little ahead") << qint64(21'000) << qint64(1000) << 0;
}

void tst_Guards::aSleepAsksEachListOnce()
{
    QFETCH(const qint64, wallMs);
    QFETCH(const qint64, monotonicMs);
    QFETCH(const int, lists);
    qint64 wall = 1'764'000'000'000;
    qint64 monotonic = 0;
    int asked = 0;
    Follower::Options options;
    options.accounts = [] {
        std::vector<FollowedAccount> accounts(2);
        accounts[0].number = 1;
        accounts[1].number = 2;
        return accounts;
    };
    options.ask = [&asked](const Poll &) {
        ++asked;
    };
    options.wallMs = [&wall] {
        return wall;
    };
    options.monotonicMs = [&monotonic] {
        return monotonic;
    };
    options.jitter = [] {
        return 0.5;
    };
    Follower follower(options, nullptr);
    follower.start();
    QTRY_COMPARE(asked, 2); // each list at the start
    wall += wallMs;
    monotonic += monotonicMs;
    follower.wake();
    QTest::qWait(50);
    wall += 1000;
    monotonic += 1000;
    follower.wake();
    QTest::qWait(50);
    QCOMPARE(asked - 2, lists);
}

QTEST_GUILESS_MAIN(tst_Guards)
#include "tst_guards.moc"
