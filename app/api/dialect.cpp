// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/dialect.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <array>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array table{
    Dialect{DialectKind::OpenAi,
            "openai"_L1,
            QT_TRANSLATE_NOOP("Dialect", "OpenAI"),
            "Authorization"_L1,
            "Bearer "_L1,
            "https://api.openai.com/v1"_L1,
            "/v1"_L1,
            {},
            true},
    Dialect{DialectKind::Compatible,
            "compatible"_L1,
            QT_TRANSLATE_NOOP("Dialect", "OpenAI-compatible server"),
            "Authorization"_L1,
            "Bearer "_L1,
            {},
            {},
            {},
            true},
    Dialect{DialectKind::Azure,
            "azure"_L1,
            QT_TRANSLATE_NOOP("Dialect", "Azure OpenAI (with api-version)"),
            "api-key"_L1,
            {},
            {},
            "/openai"_L1,
            "2024-10-21"_L1,
            false},
    Dialect{DialectKind::AzureV1,
            "azure-v1"_L1,
            QT_TRANSLATE_NOOP("Dialect", "Azure OpenAI (v1)"),
            "api-key"_L1,
            {},
            {},
            "/openai/v1"_L1,
            {},
            false},
};

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Endpoint)
};

ApiError notAllowed(const QString &why)
{
    ApiError e;
    e.kind = ApiError::Kind::NotAllowed;
    e.message = why;
    return e;
}

std::optional<ApiError> urlProblem(const QUrl &url)
{
    const QString scheme = url.scheme();
    if (!url.isValid() || url.host().isEmpty() || (scheme != "https"_L1 && scheme != "http"_L1))
        return notAllowed(Words::tr("the base URL must be a web address such as https://api.example.com/v1"));
    if (!url.userInfo().isEmpty())
        return notAllowed(
            Words::tr("the base URL must not hold a user name or a password; the key has its own field"));
    if (url.hasFragment() || url.hasQuery())
        return notAllowed(Words::tr("the base URL must end with its path, without “?” or “#”"));
    if (scheme == "http"_L1 && !isLoopback(url.host()))
        return notAllowed(
            Words::tr("%1 would get the key unencrypted; http:// is only for this machine, use https://")
                .arg(url.host()));
    return {};
}

/// Line breaks in a header's value would let it write further headers.
bool fitsHeader(QByteArrayView value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace

QString Dialect::name() const
{
    return QCoreApplication::translate("Dialect", label);
}

std::span<const Dialect> dialects()
{
    return table;
}

const Dialect &dialect(DialectKind kind)
{
    return *std::find_if(table.begin(), table.end(), [kind](const Dialect &d) { return d.kind == kind; });
}

const Dialect *dialectById(QAnyStringView id)
{
    const auto it = std::find_if(table.begin(), table.end(),
                                 [id](const Dialect &d) { return QAnyStringView(d.id) == id; });
    return it == table.end() ? nullptr : &*it;
}

QString Endpoint::authority() const
{
    const int usual = baseUrl.scheme() == "http"_L1 ? 80 : 443;
    return u"%1:%2"_s.arg(baseUrl.host()).arg(baseUrl.port(usual));
}

bool isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

Result<QUrl> readBaseUrl(const QString &text, DialectKind kind)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (auto problem = urlProblem(url))
        return *problem;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(u'/'))
        path.chop(1);
    if (path.isEmpty())
        path = dialect(kind).basePath;
    url.setPath(path, QUrl::StrictMode);
    return url;
}

std::optional<ApiError> endpointProblem(const Endpoint &endpoint)
{
    if (!endpoint.problem.isEmpty())
        return notAllowed(endpoint.problem);
    if (auto problem = urlProblem(endpoint.baseUrl))
        return problem;
    if (!fitsHeader(endpoint.key.reveal()))
        return notAllowed(
            Words::tr("the key holds a blank, a line break or a foreign character; paste it again"));
    if (!fitsHeader(endpoint.organization.toUtf8()) || !fitsHeader(endpoint.project.toUtf8()) ||
        !fitsHeader(endpoint.apiVersion.toUtf8()))
        return notAllowed(
            Words::tr("organization, project and API version must not hold blanks, line breaks or foreign "
                      "characters"));
    if (const QString problem = extrasProblem(endpoint.extras); !problem.isEmpty())
        return notAllowed(problem);
    return {};
}

} // namespace tuneboard
