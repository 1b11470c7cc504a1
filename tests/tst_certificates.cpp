// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates that are wrong in one way each, by an authority that the account trusts: none gets a request.
#include "app/api/apiclient.h"
#include "tests/support/apibench.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <optional>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

const QString goodName = u"subjectAltName=IP:127.0.0.1"_s;

/// An authority, a second one that is not trusted, and what both sign, made with the openssl program.
class Workshop
{
public:
    Workshop()
    {
        m_openssl = QStandardPaths::findExecutable(u"openssl"_s);
        if (m_openssl.isEmpty())
            return;
        write(u"ca.conf"_s, "[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\n"
                            "default_md=sha256\npolicy=p\nunique_subject=no\n[p]\ncommonName=supplied\n");
        write(u"index"_s, {});
        write(u"serial"_s, "01\n");
        for (const QString &name : {u"ca"_s, u"stranger"_s})
            m_ok = m_ok &&
                   run(u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1.key -out "
                       "%1.pem -days 9 -subj /CN=%1"_s.arg(name));
    }

    [[nodiscard]] bool isReady() const { return !m_openssl.isEmpty() && m_ok; }

    /// A certificate `name` with these extensions, one a line.
    bool sign(const QString &name, const QString &extensions, const QString &by = u"ca"_s,
              const QString &dates = u"-days 2"_s)
    {
        write(name + u".ext"_s, extensions.toUtf8() + '\n');
        return run(u"req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1.key -out %1.csr "
                   "-subj /CN=server"_s.arg(name)) &&
               run(u"ca -batch -config ca.conf -in %1.csr -out %1.pem -notext -cert %2.pem -keyfile %2.key "
                   "-extfile %1.ext %3"_s.arg(name, by, dates));
    }
    bool selfSign(const QString &name)
    {
        return run(u"req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout %1.key -out %1.pem "
                   u"-days 2 "
                   "-subj /CN=server -addext %2"_s.arg(name, goodName));
    }

    [[nodiscard]] QSslCertificate certificate(const QString &name) const
    {
        return QSslCertificate::fromPath(m_folder.filePath(name + u".pem"_s)).value(0);
    }
    [[nodiscard]] QSslKey key(const QString &name) const
    {
        QFile file(m_folder.filePath(name + u".key"_s));
        return file.open(QIODevice::ReadOnly) ? QSslKey(&file, QSsl::Ec) : QSslKey();
    }

private:
    void write(const QString &name, const QByteArray &content) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
    }
    bool run(const QString &arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path());
        process.start(m_openssl, arguments.split(u' '));
        const bool ok = process.waitForFinished(60'000) && process.exitCode() == 0;
        if (!ok)
            qWarning("openssl %s: %s", qPrintable(arguments), process.readAllStandardError().constData());
        return ok;
    }

    QTemporaryDir m_folder;
    QString m_openssl;
    bool m_ok = true;
};

} // namespace

class TestCertificates : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void rightOnesAreTaken();
    void wrongOnesAreRefused_data();
    void wrongOnesAreRefused();

private:
    /// The end of one request to a server that shows this certificate; the requests it got.
    [[nodiscard]] QPair<std::optional<Result<Reply>>, qsizetype> ask(const QString &name,
                                                                     const QString &host) const;

    std::unique_ptr<Workshop> m_workshop;
};

void TestCertificates::initTestCase()
{
    m_workshop = std::make_unique<Workshop>();
    if (!m_workshop->isReady())
        QSKIP("certificates: no openssl program that makes them");
}

QPair<std::optional<Result<Reply>>, qsizetype> TestCertificates::ask(const QString &name,
                                                                     const QString &host) const
{
    FaultServer server(m_workshop->certificate(name), m_workshop->key(name));
    server.always(FaultAnswer::json(200, "{}"));
    QUrl url = server.url(u"/v1"_s);
    url.setHost(host);
    Endpoint endpoint = endpointAt(url);
    endpoint.extraCa = {m_workshop->certificate(u"ca"_s)};
    ApiClient client(endpoint, std::make_shared<CoolDown>(), quick());
    QObject context;
    std::optional<Result<Reply>> end;
    Call *call =
        client.send(Request::get(u"models"_s), &context, [&](Result<Reply> r) { end = std::move(r); });
    int tries = 0;
    QObject::connect(call, &Call::retrying, &context, [&tries] { ++tries; });
    if (!QTest::qWaitFor([&end] { return end.has_value(); }, 60'000) || tries > 0)
        return {};
    return {end, server.requests().size()};
}

void TestCertificates::rightOnesAreTaken()
{
    QVERIFY(m_workshop->sign(u"good"_s, goodName));
    const auto [end, requests] = ask(u"good"_s, u"127.0.0.1"_s);
    QVERIFY(end);
    QVERIFY2(end->ok(), end->ok() ? "" : qPrintable(end->error().line()));
    QCOMPARE(requests, 1);
}

void TestCertificates::wrongOnesAreRefused_data()
{
    QTest::addColumn<QString>("extensions");
    QTest::addColumn<QString>("by"); // empty: by itself
    QTest::addColumn<QString>("dates");
    QTest::addColumn<QString>("host");
    const auto row = [](const char *name, const QString &extensions, const QString &by = u"ca"_s,
                        const QString &dates = u"-days 2"_s) {
        QTest::newRow(name) << extensions << by << dates << u"127.0.0.1"_s;
    };
    const auto rowForLocalhost = [](const char *name, const QString &extensions) {
        QTest::newRow(name) << extensions << u"ca"_s << u"-days 2"_s << u"localhost"_s;
    };
    row("self-signed", goodName, {});
    row("unknown authority", goodName, u"stranger"_s);
    row("expired", goodName, u"ca"_s, u"-startdate 200101000000Z -enddate 200201000000Z"_s);
    row("not valid yet", goodName, u"ca"_s, u"-startdate 400101000000Z -enddate 400201000000Z"_s);
    row("other name", u"subjectAltName=DNS:example.org"_s);
    row("other address", u"subjectAltName=IP:127.0.0.2"_s);
    row("address of the other family", u"subjectAltName=IP:::1"_s);
    row("many wrong names", u"subjectAltName=DNS:a.example,DNS:*.b.example,IP:10.0.0.1"_s);
    row("a mail address", u"subjectAltName=email:a@127.0.0.1"_s);
    row("a web address", u"subjectAltName=URI:https://127.0.0.1/"_s);
    row("name instead of the address", u"subjectAltName=DNS:localhost"_s);
    rowForLocalhost("address instead of the name", goodName);
    rowForLocalhost("name below the host", u"subjectAltName=DNS:www.localhost"_s);
    rowForLocalhost("all names", u"subjectAltName=DNS:*"_s);
    row("for clients", goodName + u"\nextendedKeyUsage=clientAuth"_s);
    row("for code", goodName + u"\nextendedKeyUsage=codeSigning"_s);
    row("for mail", goodName + u"\nextendedKeyUsage=emailProtection"_s);
    row("for time stamps", goodName + u"\nextendedKeyUsage=critical,timeStamping"_s);
    row("unknown critical extension", goodName + u"\n1.2.3.4.5=critical,ASN1:NULL"_s);
    row("by a certificate that may not sign", goodName, u"leaf"_s);
    row("by an authority that was not sent", goodName, u"middle"_s);
}

void TestCertificates::wrongOnesAreRefused()
{
    QFETCH(QString, extensions);
    QFETCH(QString, by);
    QFETCH(QString, dates);
    QFETCH(QString, host);
    if (by == u"leaf"_s)
        QVERIFY(m_workshop->sign(u"leaf"_s, u"basicConstraints=critical,CA:FALSE"_s));
    if (by == u"middle"_s)
        QVERIFY(m_workshop->sign(u"middle"_s, u"basicConstraints=critical,CA:TRUE"_s));
    if (by.isEmpty())
        QVERIFY(m_workshop->selfSign(u"wrong"_s));
    else
        QVERIFY(m_workshop->sign(u"wrong"_s, extensions, by, dates));
    const auto [end, requests] = ask(u"wrong"_s, host);
    QVERIFY(end);
    QVERIFY2(!end->ok(), "it was taken");
    QVERIFY2(end->error().kind == Kind::Tls, qPrintable(end->error().line()));
    QCOMPARE(requests, 0);
}

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
