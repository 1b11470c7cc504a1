// SPDX-License-Identifier: GPL-3.0-or-later
// What a request or a reading ends with: a value, or an error that says what to do.
#pragma once

#include "app/api/certificate.h"

#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace tuneboard {

/// Why a request or a reading failed. Code branches on `kind`; people read `text()`.
struct ApiError
{
    enum class Kind {
        Network,        ///< no connection, connection lost, host unknown
        Timeout,        ///< the deadline of the whole request passed
        Cancelled,      ///< the caller gave up
        Tls,            ///< the certificate or the handshake was refused
        NotAllowed,     ///< refused here, before anything was sent (e.g. http:// to another machine)
        Redirected,     ///< the server answered 3xx; redirects are never followed
        Unauthorized,   ///< 401: the key is wrong or missing
        Forbidden,      ///< 403: the key is right, the permission is missing
        NotFound,       ///< 404
        Rejected,       ///< any other 4xx: the request itself is at fault
        RateLimited,    ///< 429 worth waiting for; `retryAfterMs` says how long
        QuotaExceeded,  ///< money, quota or a day's allowance is used up; waiting a little does not help
        ServerFault,    ///< any other 5xx
        NotOffered,     ///< 501: the server does not have this part of the API
        NoJobs,         ///< 404 on the list of jobs; `param` is the path that was requested
        TooLarge,       ///< the body is over the cap
        Malformed,      ///< the body is not what it should be; `message` says what is wrong and where
        OutcomeUnknown, ///< a POST was sent and its answer was lost: look the object up first
        Disk,           ///< the answer came, but could not be written to its file
    };

    Kind kind = Kind::Network;
    int httpStatus = 0;           ///< 0: no HTTP answer
    QString message;              ///< the server's or the system's own words; may be empty
    QString code;                 ///< `error.code` as text; empty: none
    QString type;                 ///< `error.type`; empty: none
    QString param;                ///< `error.param`, or see NoJobs; empty: none
    QString requestId;            ///< `x-request-id` or `apim-request-id`; empty: none
    QString host;                 ///< the host that was asked; empty: none
    qint64 retryAfterMs = -1;     ///< milliseconds until a retry makes sense; -1: the server did not say
    CertificateFacts certificate; ///< with Tls: what the server showed; empty: nothing came

    /// One sentence or two in plain words: what happened, and what to do next. No secret in it.
    [[nodiscard]] QString text() const;
    /// The same on one line with the request id, for a terminal or a log.
    [[nodiscard]] QString line() const;
    /// Whether asking again later, unchanged, can help. Never true for a POST whose outcome is unknown.
    [[nodiscard]] bool worthRetrying() const;

    [[nodiscard]] static ApiError malformed(QString what)
    {
        ApiError e;
        e.kind = Kind::Malformed;
        e.message = std::move(what);
        return e;
    }

    friend bool operator==(const ApiError &, const ApiError &) = default;
};

/// A T, or the ApiError that kept it from being had.
template<class T>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(ApiError error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    [[nodiscard]] const T &value() const & { return std::get<0>(m_state); }
    [[nodiscard]] T &value() & { return std::get<0>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<0>(std::move(m_state)); }
    [[nodiscard]] const ApiError &error() const { return std::get<1>(m_state); }

    const T &operator*() const & { return value(); }
    T &&operator*() && { return std::move(*this).value(); }
    const T *operator->() const { return &std::get<0>(m_state); }

private:
    std::variant<T, ApiError> m_state;
};

} // namespace tuneboard
