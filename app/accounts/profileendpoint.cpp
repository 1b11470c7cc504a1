// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/profileendpoint.h"

#include "app/api/plainline.h"
#include "app/models/inputfile.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxCaBytes = qint64{1024} * 1024;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Profile)
};

ApiError error(ApiError::Kind kind, const QString &message)
{
    ApiError e;
    e.kind = kind;
    e.message = message;
    return e;
}

DialectKind kindOf(const Profile &profile)
{
    const Dialect *row = dialectById(profile.dialect);
    return row ? row->kind : DialectKind::Compatible;
}

} // namespace

Result<QNetworkProxy> readProxy(const QString &text)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    const bool socks = url.scheme() == "socks5"_L1;
    if (!url.isValid() || url.host().isEmpty() || (!socks && url.scheme() != "http"_L1))
        return error(ApiError::Kind::NotAllowed,
                     Words::tr("the proxy must be an address such as http://proxy.example:3128 or "
                               "socks5://127.0.0.1:1080"));
    if (!url.userInfo().isEmpty())
        return error(
            ApiError::Kind::NotAllowed,
            Words::tr("the proxy's address must not hold a user name or a password, since the settings "
                      "file is no place for one; set such a proxy up in the system"));
    return QNetworkProxy(socks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                         quint16(url.port(socks ? 1080 : 8080)));
}

Result<QList<QSslCertificate>> readCaFile(const QString &path)
{
    QFile file;
    if (const QString problem = openRegularFile(file, path); !problem.isEmpty())
        return error(ApiError::Kind::Disk,
                     Words::tr("the file of the certificate authority, %1, cannot be read: %2")
                         .arg(plainLine(path, 200), plainLine(problem)));
    const QByteArray bytes = file.read(kMaxCaBytes);
    QList<QSslCertificate> certificates = QSslCertificate::fromData(bytes, QSsl::Pem);
    if (certificates.isEmpty())
        certificates = QSslCertificate::fromData(bytes, QSsl::Der);
    certificates.removeIf([](const QSslCertificate &certificate) { return certificate.isNull(); });
    if (certificates.isEmpty())
        return error(
            ApiError::Kind::Malformed,
            Words::tr("the file %1 holds no certificate (PEM or DER is wanted)").arg(plainLine(path, 200)));
    return certificates;
}

Endpoint endpointOf(const Profile &profile, const Secret &key, const SecretHeaders &headers)
{
    Endpoint endpoint;
    endpoint.dialect = kindOf(profile);
    endpoint.apiVersion = profile.apiVersion;
    endpoint.organization = profile.organization;
    endpoint.project = profile.project;
    endpoint.key = key;
    endpoint.extras = plainExtrasOf(profile);
    endpoint.extras.headers += secretExtrasOf(profile, headers).headers;
    endpoint.proxy = QNetworkProxy(QNetworkProxy::DefaultProxy);
    const auto url = readBaseUrl(profile.baseUrl, endpoint.dialect);
    if (!url) {
        endpoint.problem = url.error().message;
        return endpoint;
    }
    endpoint.baseUrl = *url;
    if (profile.proxy == Profile::Proxy::None) {
        endpoint.proxy = QNetworkProxy(QNetworkProxy::NoProxy);
    } else if (profile.proxy == Profile::Proxy::Explicit) {
        const auto proxy = readProxy(profile.proxyUrl);
        if (proxy)
            endpoint.proxy = *proxy;
        else
            endpoint.problem = proxy.error().message;
    }
    if (!profile.caFile.isEmpty()) {
        const auto authorities = readCaFile(profile.caFile);
        if (authorities)
            endpoint.extraCa = *authorities;
        else
            endpoint.problem = authorities.error().message;
    }
    return endpoint;
}

Extras plainExtrasOf(const Profile &profile)
{
    Extras extras;
    extras.parameters = profile.parameters;
    for (const ProfileHeader &header : profile.headers) {
        if (!header.isSecret)
            extras.headers += {header.name, Secret(header.value.toUtf8()), false};
    }
    return extras;
}

Extras secretExtrasOf(const Profile &profile, const SecretHeaders &headers)
{
    Extras extras;
    for (const ProfileHeader &header : profile.headers) {
        const Secret value = headers.value(secretName(header.name));
        if (header.isSecret && !value.isEmpty())
            extras.headers += {header.name, value, true};
    }
    return extras;
}

Profile withoutReplaced(Profile profile, const Extras &extras)
{
    profile.headers.removeIf([&extras](const ProfileHeader &header) {
        return header.isSecret &&
               std::any_of(extras.headers.begin(), extras.headers.end(),
                           [&header](const ExtraHeader &e) { return isSameHeader(e.name, header.name); });
    });
    return profile;
}

AccountRecord recordOf(const Profile &profile)
{
    const auto url = readBaseUrl(profile.baseUrl, kindOf(profile));
    return {0,
            profile.uuid,
            profile.name,
            url ? url->toString() : profile.baseUrl,
            profile.dialect,
            profile.organization,
            profile.project};
}

QString originOf(const Profile &profile)
{
    const auto url = readBaseUrl(profile.baseUrl, kindOf(profile));
    if (!url)
        return {};
    Endpoint endpoint;
    endpoint.baseUrl = *url;
    return url->scheme() + "://"_L1 + endpoint.authority();
}

} // namespace tuneboard
