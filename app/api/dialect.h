// SPDX-License-Identifier: GPL-3.0-or-later
// Where a request goes and how it proves who sends it: one row of a table per kind of provider.
#pragma once

#include "app/api/extras.h"
#include "app/api/result.h"
#include "app/api/secret.h"

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QList>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QString>
#include <QUrl>

#include <span>

namespace tuneboard {

enum class DialectKind { OpenAi, Compatible, Azure, AzureV1 };

/// How one kind of provider is spoken to. A new kind is a new row in dialect.cpp.
struct Dialect
{
    DialectKind kind;
    QLatin1StringView id;         ///< in settings and on the command line
    const char *label;            ///< for people, untranslated; `name()` translates
    QLatin1StringView keyHeader;  ///< the one header that carries the key
    QLatin1StringView keyPrefix;  ///< before the key in that header
    QLatin1StringView baseUrl;    ///< the usual base URL; empty: each account has its own
    QLatin1StringView basePath;   ///< added to a base URL without a path; empty: nothing
    QLatin1StringView apiVersion; ///< sent as `api-version` unless the account says another; empty: not sent
    bool scopeHeaders;            ///< whether organization and project are sent, where set

    [[nodiscard]] QString name() const;
};

[[nodiscard]] std::span<const Dialect> dialects();
[[nodiscard]] const Dialect &dialect(DialectKind kind);
/// Null where no row has this id.
[[nodiscard]] const Dialect *dialectById(QAnyStringView id);

/// Whom to ask, and as whom. Cannot be printed or compared, because of its key.
struct Endpoint
{
    DialectKind dialect = DialectKind::OpenAi;
    QUrl baseUrl;                   ///< as `readBaseUrl` gives it
    QString apiVersion;             ///< empty: the dialect's own; ignored by dialects without one
    QString organization;           ///< empty: not sent
    QString project;                ///< empty: not sent
    QList<QSslCertificate> extraCa; ///< trusted besides the system's authorities
    QNetworkProxy proxy;            ///< QNetworkProxy::DefaultProxy: as the system is set up
    Secret key;                     ///< empty: no key is sent (a local server)
    Extras extras;                  ///< sent with every request
    QString problem;                ///< why it cannot be asked at all, on one line; empty: it can

    /// "host:port" of the base URL; the key of cool-downs.
    [[nodiscard]] QString authority() const;
};

/// Whether a host's name is this machine's: 127.0.0.0/8, ::1, localhost.
[[nodiscard]] bool isLoopback(const QString &host);

/// A base URL as a person writes it, without a slash at its end; a missing path is the dialect's. Errors:
/// NotAllowed, in plain words, for what is not http(s), http:// to another machine, a user name, a password,
/// a query or a fragment.
[[nodiscard]] Result<QUrl> readBaseUrl(const QString &text, DialectKind kind);

/// The same check, that `problem` is empty, that key, organization, project and version can stand in a
/// header, and `extrasProblem`. Returns what is wrong, as NotAllowed, or nothing.
[[nodiscard]] std::optional<ApiError> endpointProblem(const Endpoint &endpoint);

} // namespace tuneboard
