// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/extraoptions.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QRegularExpression>

#include <optional>
#include <utility>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

/// What is before and after the first "=".
std::optional<std::pair<QString, QString>> split(const QString &argument)
{
    const qsizetype equals = argument.indexOf(u'=');
    if (equals < 0)
        return {};
    return std::pair(argument.first(equals).trimmed(), argument.sliced(equals + 1));
}

// The argument is not repeated: without "=" all of it may be a secret.
QString withoutEquals(const QString &option, const QString &value)
{
    return Words::tr("%1 needs a name and a value with “=” between them: %1 name=%2").arg(option, value);
}

QString wrong(const QString &option, const QString &problem)
{
    return problem.isEmpty() ? QString() : Words::tr("%1: %2").arg(option, problem);
}

/// Without the blanks around it, which mean nothing in a header. A line break there is refused.
QString trimmed(QStringView value)
{
    while (value.startsWith(u' '))
        value = value.sliced(1);
    while (value.endsWith(u' '))
        value.chop(1);
    return value.toString();
}

QString addHeader(const QString &option, const QString &name, Secret value, bool isSecret, Extras &extras)
{
    Extras all = extras;
    all.headers += {name, std::move(value), isSecret};
    const QString problem = wrong(option, extrasProblem(all));
    if (problem.isEmpty())
        extras = all;
    return problem;
}

} // namespace

QString addQueryOption(const QString &argument, Extras &extras, QStringList &warnings)
{
    const auto parts = split(argument);
    if (!parts)
        return withoutEquals(u"--query"_s, u"value"_s);
    Extras all = extras;
    all.parameters += {parts->first, parts->second};
    if (const QString problem = extrasProblem(all); !problem.isEmpty())
        return wrong(u"--query"_s, problem);
    extras = all;
    if (looksSecret(parts->first))
        warnings += Words::tr("warning: every process on this machine can read the value of the parameter "
                              "“%1”; if the server takes it as a header too, use --header-env")
                        .arg(parts->first);
    return {};
}

QString addHeaderOption(const QString &argument, Extras &extras, QStringList &warnings)
{
    const auto parts = split(argument);
    if (!parts)
        return withoutEquals(u"--header"_s, u"value"_s);
    const auto &[name, value] = *parts;
    const bool isSecret = looksSecret(name);
    const QString problem = addHeader(u"--header"_s, name, Secret(trimmed(value).toUtf8()), isSecret, extras);
    if (problem.isEmpty() && isSecret)
        warnings += Words::tr("warning: every process on this machine can read the value of the header "
                              "“%1”; use --header-env %1=VARIABLE instead")
                        .arg(name);
    return problem;
}

QString addHeaderEnvOption(const QString &argument, Extras &extras)
{
    const QString option = u"--header-env"_s;
    const auto parts = split(argument);
    if (!parts)
        return withoutEquals(option, u"VARIABLE"_s);
    const QString variable = parts->second.trimmed();
    if (const QString problem = headerNameProblem(parts->first); !problem.isEmpty())
        return wrong(option, problem);
    // Bytes as they are: a value outside of ASCII is refused, not decoded.
    const QByteArray value =
        variable.isEmpty() ? QByteArray() : qgetenv(variable.toUtf8().constData()).trimmed();
    if (value.isEmpty()) {
        // Anything but the usual form of a variable's name may be the secret itself.
        static const QRegularExpression usual(u"^[A-Z_][A-Z0-9_]{0,63}$"_s);
        return wrong(option, usual.match(variable).hasMatch()
                                 ? Words::tr("the environment variable %1 is not set").arg(variable)
                                 : Words::tr("what follows “=” is not the name of an environment variable "
                                             "that is set"));
    }
    return addHeader(option, parts->first, Secret(value), true, extras);
}

QString extrasDigest(const Extras &extras)
{
    if (extras.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray::number(part.size()) + ':' + part);
    };
    for (const ExtraParameter &parameter : extras.parameters) {
        add(parameter.name.toUtf8());
        add(parameter.value.toUtf8());
    }
    add("headers");
    for (const ExtraHeader &header : extras.headers) {
        add(header.name.toUtf8());
        add(header.value.reveal());
    }
    return QString::fromLatin1(hash.result().toHex());
}

} // namespace tuneboard
