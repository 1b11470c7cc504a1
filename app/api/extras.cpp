// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/extras.h"

#include "app/api/plainline.h"

#include <QCoreApplication>
#include <QLatin1StringView>

#include <algorithm>
#include <iterator>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Extras)
};

// Parameters of the program's own requests.
constexpr QLatin1StringView ownParameters[] = {"after"_L1, "before"_L1, "limit"_L1, "api-version"_L1};

// Headers that carry the account's key.
constexpr QLatin1StringView keyHeaders[] = {"authorization"_L1, "api-key"_L1, "proxy-authorization"_L1};

// Headers that the program sets, that belong to one connection (RFC 9110, 7.6.1), or that would change which
// part of an answer comes. A name that ends with "*" is a beginning.
constexpr QLatin1StringView ownHeaders[] = {
    "accept"_L1,
    "accept-encoding"_L1,
    "connection"_L1,
    "content-*"_L1,
    "cookie*"_L1,
    "expect"_L1,
    "host"_L1,
    "http2-settings"_L1,
    "if-*"_L1,
    "keep-alive"_L1,
    "proxy-*"_L1,
    "range"_L1,
    "openai-organization"_L1,
    "openai-project"_L1,
    "te"_L1,
    "trailer"_L1,
    "upgrade"_L1,
    "transfer-encoding"_L1,
    "user-agent"_L1,
};

constexpr QLatin1StringView secretWords[] = {"key"_L1,      "token"_L1,         "secret"_L1,
                                             "password"_L1, "authorization"_L1, "credential"_L1};

constexpr qsizetype leastSecret = 4; // a shorter one is no real secret, and every text would be full of it
constexpr qsizetype leastPiece = 8;  // of a secret at the end of a text that was cut off

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control;
}

bool hasControl(QStringView text)
{
    return std::any_of(text.begin(), text.end(), isControl);
}

// RFC 9110, 5.6.2.
bool isToken(QStringView name)
{
    return !name.isEmpty() && std::all_of(name.begin(), name.end(), [](QChar c) {
        const char16_t u = c.unicode();
        return (u >= u'a' && u <= u'z') || (u >= u'A' && u <= u'Z') || (u >= u'0' && u <= u'9') ||
               QStringView(u"!#$%&'*+-.^_`|~").contains(c);
    });
}

bool isOneOf(const QString &name, const auto &list)
{
    return std::any_of(std::begin(list), std::end(list), [&name](QLatin1StringView one) {
        return one.endsWith('*'_L1) ? name.startsWith(one.chopped(1), Qt::CaseInsensitive)
                                    : name.compare(one, Qt::CaseInsensitive) == 0;
    });
}

QString shown(const QString &name)
{
    return plainLine(name, 80);
}

QString twice(const QString &name)
{
    return Words::tr("“%1” is given twice").arg(shown(name));
}

template<class T>
QString firstProblem(const QList<T> &list, const auto &problemOf, const auto &isSame)
{
    if (list.size() > kMaxExtras)
        return Words::tr("more than %1 extra parameters or headers").arg(kMaxExtras);
    for (auto it = list.begin(); it != list.end(); ++it) {
        if (const QString problem = problemOf(*it); !problem.isEmpty())
            return problem;
        if (std::any_of(list.begin(), it, [&](const T &before) { return isSame(before.name, it->name); }))
            return twice(it->name);
    }
    return {};
}

} // namespace

bool isSameHeader(QStringView a, QStringView b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

QString parameterProblem(const QString &name, const QString &value)
{
    if (name.isEmpty())
        return Words::tr("the parameter has no name");
    if (isOneOf(name, ownParameters))
        return Words::tr("Tuneboard sets the parameter “%1” itself, so it cannot be an extra one")
            .arg(shown(name));
    if (hasControl(name) || hasControl(value))
        return Words::tr("the parameter “%1” must not contain line breaks or other control characters")
            .arg(shown(name));
    if (!name.isValidUtf16() || !value.isValidUtf16())
        return Words::tr("the parameter “%1” is not valid Unicode").arg(shown(name));
    if (name.toUtf8().size() > kMaxExtraName || value.toUtf8().size() > kMaxExtraValue)
        return Words::tr("the parameter “%1” is too long").arg(shown(name));
    return {};
}

QString headerNameProblem(const QString &name)
{
    if (name.isEmpty())
        return Words::tr("the header has no name");
    if (!isToken(name) || name.size() > kMaxExtraName) // not repeated: it may be a whole line with its value
        return Words::tr("the name of a header has only letters, digits and hyphens: no blank and no colon");
    if (isOneOf(name, keyHeaders))
        return Words::tr("the header “%1” is for the key of the account, which has its own place")
            .arg(shown(name));
    if (isOneOf(name, ownHeaders))
        return Words::tr("Tuneboard sets the header “%1” itself, so it cannot be an extra one")
            .arg(shown(name));
    return {};
}

QString headerValueProblem(const QString &name, const QByteArray &value)
{
    if (value.trimmed().isEmpty())
        return Words::tr("the header “%1” has no value").arg(shown(name));
    if (std::any_of(value.begin(), value.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; }))
        return Words::tr("the value of the header “%1” must not contain line breaks or other control "
                         "characters")
            .arg(shown(name));
    if (std::any_of(value.begin(), value.end(), [](char c) { return uchar(c) > 0x7f; }))
        return Words::tr("the value of the header “%1” must be plain ASCII: servers read other characters "
                         "in different ways")
            .arg(shown(name));
    if (value.size() > kMaxExtraValue)
        return Words::tr("the value of the header “%1” is too long").arg(shown(name));
    return {};
}

QString extrasProblem(const Extras &extras)
{
    const QString problem = firstProblem(
        extras.parameters, [](const ExtraParameter &p) { return parameterProblem(p.name, p.value); },
        [](const QString &a, const QString &b) { return a == b; });
    if (!problem.isEmpty())
        return problem;
    return firstProblem(
        extras.headers,
        [](const ExtraHeader &h) {
            const QString wrong = headerNameProblem(h.name);
            return wrong.isEmpty() ? headerValueProblem(h.name, h.value.reveal()) : wrong;
        },
        isSameHeader);
}

bool looksSecret(const QString &name)
{
    QString words = name.toLower();
    words.remove("portkey"_L1); // in the name of each of its headers
    return std::any_of(std::begin(secretWords), std::end(secretWords),
                       [&words](QLatin1StringView word) { return words.contains(word); });
}

Extras merged(Extras own, const Extras &added)
{
    for (const ExtraParameter &parameter : added.parameters) {
        own.parameters.removeIf([&](const ExtraParameter &p) { return p.name == parameter.name; });
        own.parameters += parameter;
    }
    for (const ExtraHeader &header : added.headers) {
        own.headers.removeIf([&](const ExtraHeader &h) { return isSameHeader(h.name, header.name); });
        own.headers += header;
    }
    return own;
}

Redaction::Redaction(const Secret &key, const Extras &extras)
{
    if (key.reveal().size() >= leastSecret)
        m_secrets += key;
    for (const ExtraHeader &header : extras.headers) {
        if (header.isSecret && header.value.reveal().size() >= leastSecret)
            m_secrets += header.value;
    }
    std::stable_sort(m_secrets.begin(), m_secrets.end(),
                     [](const Secret &a, const Secret &b) { return a.reveal().size() > b.reveal().size(); });
}

ApiError Redaction::redacted(ApiError error) const
{
    for (QString *text : {&error.message, &error.code, &error.type, &error.param, &error.requestId})
        removeFrom(*text);
    return error;
}

void Redaction::removeFrom(QString &text) const
{
    static const QString mask = u"•••"_s;
    for (const Secret &secret : m_secrets) {
        const QString plain = QString::fromLatin1(secret.reveal());
        text.replace(plain, mask);
        if (const QString line = plainLine(plain, plain.size());
            line != plain) // as the text was made one line
            text.replace(line, mask);
        if (const QString encoded = QString::fromLatin1(secret.reveal().toPercentEncoding());
            encoded != plain)
            text.replace(encoded, mask, Qt::CaseInsensitive);
        // A long text is cut off, perhaps in the middle of a secret.
        const qsizetype end = text.endsWith(u'…') ? text.size() - 1 : text.size();
        for (qsizetype length = std::min(plain.size() - 1, end); length >= leastPiece; --length) {
            if (QStringView(text).first(end).endsWith(QStringView(plain).first(length))) {
                text.replace(end - length, length, mask);
                break;
            }
        }
    }
}

} // namespace tuneboard
