// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/accountchoice.h"

#include "app/accounts/profileendpoint.h"
#include "app/api/plainline.h"

#include <QCoreApplication>
#include <QStandardPaths>
#include <QStringList>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Choice = std::variant<ChosenAccount, ChoiceProblem>;
using Source = ChosenAccount::Source;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AccountChoice)
};

struct Environment
{
    QString key;
    QString baseUrl;
    QString organization;
    QString project;
};

Environment readEnvironment(const QProcessEnvironment &environment)
{
    const auto value = [&environment](const char *name) {
        return environment.value(QString::fromLatin1(name)).trimmed();
    };
    return {value("OPENAI_API_KEY"), value("OPENAI_BASE_URL"), value("OPENAI_ORG_ID"),
            value("OPENAI_PROJECT_ID")};
}

// The kind of provider behind an address that somebody gave without saying it.
DialectKind kindOf(const QString &baseUrl)
{
    const QUrl url(baseUrl.trimmed());
    const QString host = url.host().toLower();
    if (host == QUrl(dialect(DialectKind::OpenAi).baseUrl).host())
        return DialectKind::OpenAi;
    const bool azure = host.endsWith(".openai.azure.com"_L1) ||
                       host.endsWith(".cognitiveservices.azure.com"_L1) ||
                       host.endsWith(".services.ai.azure.com"_L1);
    if (!azure)
        return DialectKind::Compatible;
    QString path = url.path();
    while (path.endsWith(u'/'))
        path.chop(1);
    return path.endsWith("/openai"_L1) ? DialectKind::Azure : DialectKind::AzureV1;
}

Secret secretOf(const QString &key)
{
    return Secret(key.toUtf8());
}

// The account at an address, with what the environment says of it.
Choice atAddress(Source source, const QString &baseUrl, const QString &option, const Environment &environment)
{
    ChosenAccount chosen;
    chosen.source = source;
    const DialectKind kind = kindOf(baseUrl);
    const auto url = readBaseUrl(baseUrl, kind);
    if (!url)
        return ChoiceProblem{Words::tr("%1: %2").arg(option, plainLine(url.error().message))};
    chosen.endpoint.dialect = kind;
    chosen.endpoint.baseUrl = *url;
    chosen.endpoint.organization = environment.organization;
    chosen.endpoint.project = environment.project;
    chosen.endpoint.key = secretOf(environment.key);
    chosen.record.baseUrl = url->toString();
    chosen.record.dialect = dialect(kind).id;
    chosen.record.organization = environment.organization;
    chosen.record.project = environment.project;
    chosen.record.name = source == Source::BaseUrl ? chosen.record.baseUrl : url->host();
    if (const auto problem = endpointProblem(chosen.endpoint))
        return ChoiceProblem{Words::tr("%1: %2").arg(option, plainLine(problem->message))};
    return chosen;
}

QString environmentBaseUrl(const Environment &environment)
{
    return environment.baseUrl.isEmpty() ? QString(dialect(DialectKind::OpenAi).baseUrl)
                                         : environment.baseUrl;
}

bool isSet(const Environment &environment)
{
    return !environment.key.isEmpty() || !environment.baseUrl.isEmpty();
}

Choice ofEnvironment(const Environment &environment)
{
    return atAddress(Source::Environment, environmentBaseUrl(environment),
                     environment.baseUrl.isEmpty() ? u"OPENAI_API_KEY"_s : u"OPENAI_BASE_URL"_s, environment);
}

bool sameHost(const Endpoint &endpoint, const Environment &environment)
{
    const auto url = readBaseUrl(environmentBaseUrl(environment), kindOf(environmentBaseUrl(environment)));
    Endpoint other;
    if (url)
        other.baseUrl = *url;
    return url.ok() && endpoint.baseUrl.scheme() == other.baseUrl.scheme() &&
           endpoint.authority() == other.authority();
}

Choice ofProfile(Source source, const Profile &profile, const Environment &environment)
{
    ChosenAccount chosen;
    chosen.source = source;
    chosen.profile = profile;
    chosen.record = recordOf(profile);
    chosen.endpoint = endpointOf(profile, {});
    if (sameHost(chosen.endpoint, environment))
        chosen.endpoint.key = secretOf(environment.key);
    if (const auto problem = endpointProblem(chosen.endpoint))
        return ChoiceProblem{
            Words::tr("the account “%1”: %2").arg(plainLine(profile.name, 80), plainLine(problem->message))};
    return chosen;
}

QString namesOf(const std::vector<Profile> &profiles)
{
    QStringList names;
    for (const Profile &profile : profiles)
        names += plainLine(profile.name, 80);
    return names.join(", "_L1);
}

Choice byName(const QString &name, const std::vector<Profile> &profiles, const Environment &environment)
{
    for (const Qt::CaseSensitivity sensitivity : {Qt::CaseSensitive, Qt::CaseInsensitive}) {
        std::vector<Profile> fitting;
        std::copy_if(profiles.begin(), profiles.end(), std::back_inserter(fitting), [&](const Profile &p) {
            return p.name.compare(name.trimmed(), sensitivity) == 0 ||
                   (!p.uuid.isNull() && p.uuid == QUuid(name));
        });
        if (fitting.size() == 1)
            return ofProfile(Source::Account, fitting.front(), environment);
        if (fitting.size() > 1)
            return ChoiceProblem{
                Words::tr("--account: several accounts are called “%1”; name one by its UUID: %2")
                    .arg(plainLine(name, 80), [&fitting] {
                        QStringList ids;
                        for (const Profile &profile : fitting)
                            ids += profile.uuid.toString(QUuid::WithoutBraces);
                        return ids.join(", "_L1);
                    }())};
    }
    return ChoiceProblem{profiles.empty()
                             ? Words::tr("--account: no account is set up yet, so there is none called “%1”")
                                   .arg(plainLine(name, 80))
                             : Words::tr("--account: there is no account “%1”; there are: %2")
                                   .arg(plainLine(name, 80), namesOf(profiles))};
}

Choice choose(const AccountWish &wish, const Environment &environment, const std::vector<Profile> &profiles)
{
    if (wish.demo) {
        ChosenAccount demo;
        demo.isDemo = true;
        demo.record.name = Words::tr("Demo");
        demo.record.dialect = dialect(DialectKind::Compatible).id;
        demo.endpoint.dialect = DialectKind::Compatible;
        return demo;
    }
    if (!wish.baseUrl.trimmed().isEmpty())
        return atAddress(Source::BaseUrl, wish.baseUrl, u"--base-url"_s, environment);
    if (!wish.account.trimmed().isEmpty())
        return byName(wish.account, profiles, environment);
    if (isSet(environment))
        return ofEnvironment(environment);
    if (profiles.size() == 1)
        return ofProfile(Source::OnlyProfile, profiles.front(), environment);
    if (profiles.empty())
        return ChoiceProblem{Words::tr("no account: set OPENAI_API_KEY, or give --base-url URL or --demo"),
                             true};
    return ChoiceProblem{Words::tr("which account? Give --account with one of: %1").arg(namesOf(profiles)),
                         true};
}

// Of a profile at the same address with the same extras, if there is one.
QUuid uuidAtGateway(const AccountRecord &record, const Extras &extras, const std::vector<Profile> &profiles)
{
    const QUuid uuid = gatewayUuid(record, extras);
    const auto same = std::find_if(profiles.begin(), profiles.end(), [&uuid](const Profile &profile) {
        return gatewayUuid(recordOf(profile), plainExtrasOf(profile)) == uuid;
    });
    return uuid.isNull() || same == profiles.end() ? uuid : same->uuid;
}

// Together they may be too many.
std::optional<ChoiceProblem> addExtras(ChosenAccount &chosen, const Extras &extras,
                                       const std::vector<Profile> &profiles)
{
    chosen.endpoint.extras = merged(chosen.endpoint.extras, extras);
    if (chosen.profile)
        chosen.profile = withoutReplaced(*chosen.profile, extras);
    else if (!chosen.isDemo)
        chosen.record.uuid = uuidAtGateway(chosen.record, extras, profiles);
    const QString problem = extrasProblem(chosen.endpoint.extras);
    return problem.isEmpty() ? std::nullopt : std::optional(ChoiceProblem{problem});
}

} // namespace

std::variant<ChosenAccount, ChoiceProblem> chooseAccount(const AccountWish &wish,
                                                         const QProcessEnvironment &environment,
                                                         const std::vector<Profile> &profiles,
                                                         const QString &userArchive)
{
    Choice choice = choose(wish, readEnvironment(environment), profiles);
    if (auto *chosen = std::get_if<ChosenAccount>(&choice)) {
        if (const auto problem = addExtras(*chosen, wish.extras, profiles))
            return *problem;
        const bool passing = chosen->isDemo || (chosen->source == Source::BaseUrl &&
                                                isLoopback(chosen->endpoint.baseUrl.host()));
        chosen->archivePath = wish.archive.isEmpty() && !passing ? userArchive : wish.archive;
        if (chosen->isDemo)
            chosen->archivePath.clear();
    }
    return choice;
}

QUuid gatewayUuid(const AccountRecord &record, const Extras &extras)
{
    static constexpr QUuid space(0x5b1ffb5e, 0x9c7a, 0x4c5e, 0x8d, 0x0a, 0x61, 0x2e, 0x7c, 0x3f, 0xb9, 0x14);
    QByteArrayList parts;
    const auto add = [&parts](const char *kind, const QString &name, const QByteArray &value) {
        parts += QByteArrayList{kind, name.toUtf8(), value}.join('\0');
    };
    for (const ExtraParameter &parameter : extras.parameters)
        add("parameter", parameter.name, parameter.value.toUtf8());
    for (const ExtraHeader &header : extras.headers) {
        if (!header.isSecret)
            add("header", header.name.toLower(), header.value.reveal());
    }
    if (parts.isEmpty())
        return {};
    std::sort(parts.begin(), parts.end());
    for (const QString &text : {record.baseUrl, record.organization, record.project})
        parts += text.toUtf8();
    return QUuid::createUuidV5(space, parts.join('\n'));
}

std::optional<std::variant<ChosenAccount, ChoiceProblem>>
environmentAccount(const QProcessEnvironment &variables)
{
    const Environment environment = readEnvironment(variables);
    return isSet(environment) ? std::optional(ofEnvironment(environment)) : std::nullopt;
}

QString userArchivePath()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + "/archive.sqlite"_L1;
}

} // namespace tuneboard
