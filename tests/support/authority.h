// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate authority that nobody knows, and a certificate of it for a server on this machine, made with
// the openssl program when a test runs.
#pragma once

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace tuneboard {

class TestAuthority
{
public:
    TestAuthority()
    {
        using namespace Qt::StringLiterals;
        const QString openssl = QStandardPaths::findExecutable(u"openssl"_s);
        if (openssl.isEmpty()) {
            m_missing = u"no openssl program to make a certificate with"_s;
            return;
        }
        QFile names(path(u"names"_s));
        if (names.open(QIODevice::WriteOnly))
            names.write("subjectAltName=IP:127.0.0.1\n");
        names.close();
        const QStringList commands[] = {
            {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"ca.key"_s,
             u"-out"_s, u"ca.pem"_s, u"-days"_s, u"2"_s, u"-subj"_s, u"/O=Acme/CN=Acme Test Authority"_s},
            {u"req"_s, u"-new"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-keyout"_s, u"key.pem"_s,
             u"-out"_s, u"server.csr"_s, u"-subj"_s, u"/O=Acme/CN=127.0.0.1"_s},
            {u"x509"_s, u"-req"_s, u"-in"_s, u"server.csr"_s, u"-CA"_s, u"ca.pem"_s, u"-CAkey"_s, u"ca.key"_s,
             u"-CAcreateserial"_s, u"-out"_s, u"server.pem"_s, u"-days"_s, u"2"_s, u"-extfile"_s, u"names"_s},
        };
        for (const QStringList &arguments : commands) {
            QProcess run;
            run.setWorkingDirectory(m_folder.path());
            run.start(openssl, arguments);
            if (!run.waitForFinished() || run.exitCode() != 0)
                m_missing = QString::fromLocal8Bit(run.readAllStandardError());
        }
    }

    /// Why there is none; empty: there is one.
    [[nodiscard]] const QString &missing() const { return m_missing; }
    [[nodiscard]] QString caFile() const { return path(QStringLiteral("ca.pem")); }
    [[nodiscard]] QSslCertificate certificate() const
    {
        return QSslCertificate::fromPath(path(QStringLiteral("server.pem"))).value(0);
    }
    [[nodiscard]] QSslKey key() const
    {
        QFile file(path(QStringLiteral("key.pem")));
        return file.open(QIODevice::ReadOnly) ? QSslKey(&file, QSsl::Rsa) : QSslKey();
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_missing;
};

} // namespace tuneboard
