// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/result.h"

#include "app/api/plainline.h"

#include <QCoreApplication>
#include <QStringList>

#include <array>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ApiError)
};

/// Advice that a server's own code makes better than its status does.
struct CodeAdvice
{
    QLatin1StringView code;
    const char *advice;
};

constexpr std::array codeAdvice{
    CodeAdvice{"daily_rate_limit_exceeded"_L1,
               QT_TRANSLATE_NOOP("ApiError", "Try again tomorrow, or ask the provider for a higher limit.")},
    CodeAdvice{"unsupported_country_region_territory"_L1,
               QT_TRANSLATE_NOOP("ApiError",
                                 "The provider does not serve the place that this connection comes "
                                 "from; check the network and the proxy.")},
    CodeAdvice{"model_not_available"_L1,
               QT_TRANSLATE_NOOP("ApiError", "Choose a base model that this account may fine-tune.")},
    CodeAdvice{"model_not_found"_L1,
               QT_TRANSLATE_NOOP("ApiError", "Check the model's name, and whether this account may use it.")},
    CodeAdvice{
        "fine_tune_not_found"_L1,
        QT_TRANSLATE_NOOP("ApiError", "Check the job's id, and whether it belongs to another account.")},
};

QString inTime(qint64 ms)
{
    const qint64 s = (ms + 999) / 1000;
    if (s <= 90)
        return Words::tr("in %1 s").arg(s);
    return Words::tr("in %1 min").arg((s + 59) / 60);
}

QString asked(const QString &host)
{
    return host.isEmpty() ? Words::tr("The server") : plainLine(host, 100);
}

/// What happened, without a full stop.
QString whatHappened(const ApiError &e)
{
    const QString who = asked(e.host);
    using Kind = ApiError::Kind;
    switch (e.kind) {
    case Kind::Network:
        return e.host.isEmpty() ? Words::tr("The server could not be reached, or the connection was lost")
                                : Words::tr("%1 could not be reached, or the connection was lost").arg(who);
    case Kind::Timeout:
        return Words::tr("%1 did not answer in time").arg(who);
    case Kind::Cancelled:
        return Words::tr("The request was cancelled");
    case Kind::Tls:
        return Words::tr("The secure connection to %1 was refused")
            .arg(e.host.isEmpty() ? Words::tr("the server") : plainLine(e.host, 100));
    case Kind::NotAllowed:
        return Words::tr("The request was not sent");
    case Kind::Redirected:
        return Words::tr("%1 sent the request elsewhere, and redirects are not followed").arg(who);
    case Kind::Unauthorized:
        return Words::tr("%1 did not accept the key").arg(who);
    case Kind::Forbidden:
        return Words::tr("%1 knows the key, but does not permit this").arg(who);
    case Kind::NotFound:
        return Words::tr("%1 does not know what was asked for").arg(who);
    case Kind::Rejected:
        return e.httpStatus > 0 ? Words::tr("%1 rejected the request (HTTP %2)").arg(who).arg(e.httpStatus)
                                : Words::tr("%1 rejected the request").arg(who);
    case Kind::RateLimited:
        return Words::tr("%1 asks to slow down").arg(who);
    case Kind::QuotaExceeded:
        return Words::tr("A limit of this account is used up");
    case Kind::ServerFault:
        return e.httpStatus > 0 ? Words::tr("%1 has a fault (HTTP %2)").arg(who).arg(e.httpStatus)
                                : Words::tr("%1 has a fault").arg(who);
    case Kind::NotOffered:
        return e.httpStatus > 0 ? Words::tr("%1 does not offer this (HTTP %2)").arg(who).arg(e.httpStatus)
                                : Words::tr("%1 does not offer this").arg(who);
    case Kind::NoJobs:
        return Words::tr("%1 has no fine-tuning jobs at %2").arg(who, plainLine(e.param, 200));
    case Kind::TooLarge:
        return Words::tr("The answer of %1 is larger than is taken")
            .arg(e.host.isEmpty() ? Words::tr("the server") : plainLine(e.host, 100));
    case Kind::Malformed:
        return Words::tr("%1 answered something unreadable").arg(who);
    case Kind::OutcomeUnknown:
        return Words::tr("The request reached %1, but its answer was lost")
            .arg(e.host.isEmpty() ? Words::tr("the server") : plainLine(e.host, 100));
    case Kind::Disk:
        return Words::tr("The answer could not be saved");
    }
    return {};
}

/// What to do next; one sentence.
QString whatToDo(const ApiError &e)
{
    for (const CodeAdvice &row : codeAdvice) {
        if (e.code == row.code)
            return Words::tr(row.advice);
    }
    using Kind = ApiError::Kind;
    switch (e.kind) {
    case Kind::Network:
        return Words::tr("Check the network, the proxy and the address, then try again.");
    case Kind::Timeout:
        return Words::tr("Try again; if it stays so, check the network and the provider's status page.");
    case Kind::Cancelled:
        return Words::tr("Ask again if it is still wanted.");
    case Kind::Tls:
        return Words::tr(
            "Check the address and the clock; for a company's own certificate, add its authority to the "
            "account.");
    case Kind::NotAllowed:
        return Words::tr("Correct the account's settings.");
    case Kind::Redirected:
        return Words::tr("Check the address of the account.");
    case Kind::Unauthorized:
        return Words::tr("Check the key of this account.");
    case Kind::Forbidden:
        return Words::tr("Use a key with that permission, or ask the owner of the project for it.");
    case Kind::NotFound:
        return Words::tr(
            "Check the id and the account's address; it may belong to another account, or be deleted.");
    case Kind::Rejected:
        return Words::tr("Correct the request; sending it again unchanged will not help.");
    case Kind::RateLimited:
        return e.retryAfterMs > 0 ? Words::tr("It can be asked again %1.").arg(inTime(e.retryAfterMs))
                                  : Words::tr("Wait a moment, then try again.");
    case Kind::QuotaExceeded:
        return Words::tr(
            "Check the plan, the limits and the billing at the provider; waiting does not help.");
    case Kind::ServerFault:
        return Words::tr("Try again later; if it stays so, see the provider's status page.");
    case Kind::NotOffered:
        return Words::tr("Use a server or a version of it that does.");
    case Kind::NoJobs:
        return Words::tr("Check the path of the account's address.");
    case Kind::TooLarge:
        return Words::tr("Ask for less at once, for instance with a smaller page.");
    case Kind::Malformed:
        return Words::tr(
            "Check that the account's address is that of an API, and that no login page is in between.");
    case Kind::OutcomeUnknown:
        return Words::tr("Look first whether it was done before asking again.");
    case Kind::Disk:
        return Words::tr("Check the free space and the permissions of the folder.");
    }
    return {};
}

} // namespace

QString ApiError::text() const
{
    QString said = plainLine(message.isEmpty() ? code : message);
    QString sentence = whatHappened(*this);
    if (said.isEmpty()) {
        sentence += u'.';
    } else {
        sentence += u": "_s + said;
        // A sentence may end inside its brackets: "(Please include it.)"
        const QChar last = said.endsWith(u')') && said.size() > 1 ? said.at(said.size() - 2) : said.back();
        if (!u".!?…"_s.contains(last))
            sentence += u'.';
    }
    return sentence + u' ' + whatToDo(*this);
}

QString ApiError::line() const
{
    const QString id = plainLine(requestId, 128);
    return id.isEmpty() ? text() : Words::tr("%1 (request %2)").arg(text(), id);
}

bool ApiError::worthRetrying() const
{
    switch (kind) {
    case Kind::Network:
    case Kind::Timeout:
    case Kind::RateLimited:
    case Kind::ServerFault:
        return true;
    case Kind::Rejected: // request timeout and conflict: as the official clients do
        return httpStatus == 408 || httpStatus == 409;
    case Kind::Cancelled:
    case Kind::Tls:
    case Kind::NotAllowed:
    case Kind::Redirected:
    case Kind::Unauthorized:
    case Kind::Forbidden:
    case Kind::NotFound:
    case Kind::QuotaExceeded:
    case Kind::NotOffered:
    case Kind::NoJobs:
    case Kind::TooLarge:
    case Kind::Malformed:
    case Kind::OutcomeUnknown:
    case Kind::Disk:
        return false;
    }
    return false;
}

} // namespace tuneboard
