// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/accounts/connectiontest.h"

#include "app/api/readpage.h"

#include <QPointer>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;
using Kind = ConnectionPart::Kind;

namespace {

Request requestFor(Kind kind)
{
    switch (kind) {
    case Kind::Jobs:
        return Request::get(u"fine_tuning/jobs"_s, {{u"limit"_s, u"1"_s}});
    case Kind::Models:
        return Request::get(u"models"_s);
    case Kind::Files:
        return Request::get(u"files"_s, {{u"limit"_s, u"1"_s}});
    }
    return {};
}

/// Somebody waits in front of it: one retry is what a person would do.
Timing impatient(Timing timing)
{
    timing.maxRetries = std::min(timing.maxRetries, 1);
    return timing;
}

} // namespace

QString ConnectionPart::label() const
{
    switch (kind) {
    case Kind::Jobs:
        return ConnectionTest::tr("List fine-tuning jobs");
    case Kind::Models:
        return ConnectionTest::tr("List models");
    case Kind::Files:
        return ConnectionTest::tr("List files");
    }
    return {};
}

ConnectionTest::ConnectionTest(const Endpoint &endpoint, const Timing &timing, QObject *parent)
    : QObject(parent)
    , m_coolDown(std::make_shared<CoolDown>())
    , m_client(endpoint, m_coolDown, impatient(timing))
{
    for (const Kind kind : {Kind::Jobs, Kind::Models, Kind::Files})
        m_parts.append(ConnectionPart{.kind = kind});
}

ConnectionTest::~ConnectionTest() = default;

void ConnectionTest::start()
{
    for (qsizetype i = 0; i < m_parts.size(); ++i)
        ask(i);
}

void ConnectionTest::ask(qsizetype part)
{
    m_client.send(requestFor(m_parts.at(part).kind), this,
                  [this, part](const Result<Reply> &reply) { take(part, reply); });
}

void ConnectionTest::take(qsizetype part, const Result<Reply> &reply)
{
    ConnectionPart &asked = m_parts[part];
    asked.isAsked = true;
    if (!reply) {
        asked.error = reply.error();
    } else {
        if (m_organization.isEmpty())
            m_organization = reply->organization;
        if (asked.kind == Kind::Jobs) {
            // A web server that answers everything with 200 has no list of jobs.
            if (const auto page = readJobPage(QByteArray(reply->body)); !page) {
                asked.error = m_client.redacted(page.error());
                asked.error->host = host();
            }
        }
    }
    const bool last = answered() == m_parts.size();
    const QPointer<ConnectionTest> self(this);
    Q_EMIT progressed();
    if (self && last)
        Q_EMIT finished();
}

int ConnectionTest::answered() const
{
    return int(std::count_if(m_parts.begin(), m_parts.end(),
                             [](const ConnectionPart &part) { return part.isAsked; }));
}

std::optional<ApiError> ConnectionTest::failure() const
{
    const ConnectionPart &first = m_parts.first();
    const bool alike = std::all_of(m_parts.begin(), m_parts.end(), [&first](const ConnectionPart &part) {
        return part.error && first.error && part.error->kind == first.error->kind;
    });
    return alike ? first.error : std::nullopt;
}

} // namespace tuneboard
