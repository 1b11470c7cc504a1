// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/listing.h"

#include "app/api/call.h"
#include "app/api/readpage.h"

#include <QHashSeed>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

Listing::Listing(ApiClient &client, int pageSize, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_pageSize(pageSize)
{
}

void Listing::stopAt(std::function<bool(QByteArrayView)> isKnown)
{
    m_isKnown = std::move(isKnown);
}

void Listing::start()
{
    ask();
}

void Listing::cancel()
{
    m_pageSize.cancel();
    if (m_call)
        m_call->cancel();
}

void Listing::ask()
{
    TypedRequest<Answer> request;
    request.request =
        Request::get(u"fine_tuning/jobs"_s, {{u"limit"_s, QString::number(m_pageSize.objects())}});
    if (m_isKnown || (m_knocks && m_after.isEmpty()))
        request.request.retries = 0;
    if (!m_after.isEmpty())
        request.request.query.append({u"after"_s, m_after});
    request.parse = [](Reply &&reply) -> Result<Answer> {
        Result<JobPage> page = readJobPage(std::move(reply.body));
        if (!page)
            return page.error();
        return Answer{std::move(page).value(), reply.limits};
    };
    m_call = m_client.send<Answer>(std::move(request), this,
                                   [this](const Result<Answer> &result) { take(result); });
    m_pageSize.watch(*m_call);
}

void Listing::take(const Result<Answer> &result)
{
    if (m_pageSize.hasShrunk())
        return ask();
    if (!result)
        return end(result.error());
    const JobPage &page = result->page;
    m_limits = result->limits;
    if (page.rejected > 0 && m_rejected == 0)
        m_firstReject = page.firstReject;
    m_rejected += page.rejected;
    const qsizetype before = m_ids.size();
    for (const JobRow &row : page.jobs.rows)
        m_ids.insert(qHash(row.id, QHashSeed::globalSeed()));
    const bool anyNew = m_ids.size() > before;
    const QString last = page.jobs.rows.empty() ? QString() : QString::fromUtf8(page.jobs.rows.back().id);
    // Asked before the page is taken: then all of it is known.
    const bool meetsKnown = m_isKnown && std::any_of(page.jobs.rows.begin(), page.jobs.rows.end(),
                                                     [this](const JobRow &row) { return m_isKnown(row.id); });
    const bool isLast = !page.hasMore || meetsKnown;
    QString note;
    if (!isLast && last.isEmpty())
        note = tr("The list ended early: the server promised more jobs and sent an empty page.");
    else if (!isLast && m_cursors.contains(last))
        note = tr("The list ended early: the server sent a page again that it had sent before.");
    else if (!isLast && !anyNew)
        note = tr("The list ended early: the server promised more jobs and sent none that is new.");
    const bool isFirst = m_after.isEmpty();
    const bool goesOn = !isLast && note.isEmpty();
    if (goesOn) { // the next page is on its way while this one is taken in
        m_cursors.insert(last);
        m_after = last;
        ask();
    }
    const QPointer<Listing> self(this);
    if (!page.jobs.rows.empty())
        Q_EMIT pageReceived(page.jobs, isFirst);
    if (self && !m_ended && !goesOn)
        end({}, note);
}

void Listing::end(const std::optional<ApiError> &error, const QString &note)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT finished(error, note);
}

} // namespace tuneboard
