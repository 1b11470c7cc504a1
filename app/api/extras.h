// SPDX-License-Identifier: GPL-3.0-or-later
// Query parameters and headers that a gateway needs with every request, besides the key.
#pragma once

#include "app/api/result.h"
#include "app/api/secret.h"

#include <QList>
#include <QString>

namespace tuneboard {

struct ExtraParameter
{
    QString name;
    QString value; ///< plain, not percent-encoded; may be empty

    friend bool operator==(const ExtraParameter &, const ExtraParameter &) = default;
};

/// Cannot be printed or compared, because its value may be a secret.
struct ExtraHeader
{
    QString name;
    Secret value;          ///< never empty in a request
    bool isSecret = false; ///< the value is removed from every error text
};

struct Extras
{
    QList<ExtraParameter> parameters;
    QList<ExtraHeader> headers;

    [[nodiscard]] bool isEmpty() const { return parameters.isEmpty() && headers.isEmpty(); }
};

/// Of parameters, and of headers.
inline constexpr qsizetype kMaxExtras = 50;
/// Bytes of a name, and of a value. Servers refuse a request whose head is longer than 8 to 16 KB.
inline constexpr qsizetype kMaxExtraName = 128;
inline constexpr qsizetype kMaxExtraValue = 8192;

/// Two names of headers mean the same header, whatever their case.
[[nodiscard]] bool isSameHeader(QStringView a, QStringView b);

/// Why a name or a value is refused, in plain words and without the value; empty: it is allowed. Names that
/// Tuneboard sets itself are refused, in any case: it could no longer page, or prove who sends the request.
[[nodiscard]] QString parameterProblem(const QString &name, const QString &value);
[[nodiscard]] QString headerNameProblem(const QString &name);
/// Only printable ASCII and blanks: a line break would begin another header, and servers do not agree on the
/// encoding of anything else.
[[nodiscard]] QString headerValueProblem(const QString &name, const QByteArray &value);

/// The first problem of all of them, one that is given twice too; empty: none.
[[nodiscard]] QString extrasProblem(const Extras &extras);

/// Whether the name says that its value is a secret: it contains key, token, secret, password, authorization
/// or credential.
[[nodiscard]] bool looksSecret(const QString &name);

/// `own` with `added`, which replaces what has the same name.
[[nodiscard]] Extras merged(Extras own, const Extras &added);

/// Removes secrets from texts of a server, which may repeat what it was sent.
class Redaction
{
public:
    Redaction() = default;
    /// The key, and the values of the headers that are secret.
    Redaction(const Secret &key, const Extras &extras);

    [[nodiscard]] ApiError redacted(ApiError error) const;

private:
    void removeFrom(QString &text) const;

    QList<Secret> m_secrets; ///< the longest first: one may contain another
};

} // namespace tuneboard
