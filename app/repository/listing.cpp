// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/listing.h"

#include "app/api/call.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"

#include <QHashSeed>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kBusyMs = 5; // between two looks whether the next piece may be taken

} // namespace

Listing::Listing(ApiClient &client, int pageSize, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_pageSize(pageSize)
{
}

void Listing::stopAt(IsKnown isKnown)
{
    m_isKnown = std::move(isKnown);
    m_asksOnce = true;
}

void Listing::startAfter(const QString &id, bool once)
{
    m_isPart = true;
    m_after = m_lastId = id;
    m_asksOnce = once;
}

void Listing::setLimit(qint64 most, IsKnown isKnown)
{
    m_most = most;
    m_isOld = std::move(isKnown);
}

void Listing::start()
{
    ask();
}

void Listing::cancel()
{
    m_pageSize.cancel();
    if (m_call)
        return m_call->cancel();
    if (!m_pieces || m_ended)
        return;
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    end(error);
}

void Listing::ask()
{
    TypedRequest<Answer> request;
    request.request =
        Request::get(u"fine_tuning/jobs"_s, {{u"limit"_s, QString::number(m_pageSize.objects())}});
    if (m_asksOnce || (m_knocks && m_after.isEmpty()))
        request.request.retries = 0;
    if (!m_after.isEmpty())
        request.request.query.append({u"after"_s, m_after});
    request.parse = [](Reply &&reply) -> Result<Answer> {
        PlainText text = readAnswerText(std::move(reply.body));
        if (ListPieces::isLong(text.bytes))
            return Answer{{}, std::move(text.bytes), reply.limits, text.note};
        Result<JobPage> page = readJobPage(std::move(text.bytes));
        if (!page)
            return page.error();
        return Answer{std::move(page).value(), {}, reply.limits, text.note};
    };
    m_call = m_client.send<Answer>(std::move(request), this,
                                   [this](Result<Answer> result) { take(std::move(result)); });
    m_pageSize.watch(*m_call);
}

void Listing::take(Result<Answer> result)
{
    m_call = nullptr;
    if (m_pageSize.hasShrunk())
        return ask();
    if (!result) {
        ApiError error = result.error();
        const bool isRefusal = error.kind == ApiError::Kind::NotFound ||
                               error.kind == ApiError::Kind::Rejected ||
                               error.kind == ApiError::Kind::NotOffered;
        if (isRefusal && !m_page.isPromise) // a server without pages: the first one was all
            return end({});
        if (error.kind == ApiError::Kind::NotFound && m_after.isEmpty()) {
            error.kind = ApiError::Kind::NoJobs;
            error.param = m_client.pathOf(u"fine_tuning/jobs"_s);
        }
        return end(error);
    }
    m_limits = result->limits;
    if (!result->note.isEmpty())
        m_textNote = result->note;
    m_page = {};
    m_page.isFirst = m_after.isEmpty();
    if (!result->longBody.isEmpty()) {
        m_pieces.emplace(std::move(result.value().longBody));
        QTimer::singleShot(0, this, &Listing::takePiece);
        return;
    }
    JobPage page = std::move(result.value().page);
    m_page.isPromise = page.saysMore;
    // A server that does not say whether there is more may have some after a full page.
    m_page.hasMore =
        page.saysMore ? page.hasMore : std::ssize(page.jobs.rows) + page.rejected == m_pageSize.objects();
    addRows(page);
    QString note;
    const bool goesOn = endPage(note); // the next page is on its way while this one is taken in
    const QPointer<Listing> self(this);
    if (!page.jobs.rows.empty())
        Q_EMIT pageReceived(page.jobs, m_page.isFirst);
    if (self && !m_ended && !goesOn)
        end({}, note);
}

// One piece at a time, so that neither the window nor the memory feels how long the page is.
void Listing::takePiece()
{
    if (m_ended || !m_pieces)
        return;
    if (m_isBusy && m_isBusy()) {
        QTimer::singleShot(kBusyMs, this, &Listing::takePiece);
        return;
    }
    const auto piece = m_isLimited ? std::nullopt : m_pieces->next();
    if (piece) {
        Result<JobPage> page = readJobPage(piece->list, piece->before);
        if (!page)
            return endUnread(page.error());
        const bool isFirst = m_page.isFirst && m_page.last.isEmpty();
        addRows(page.value());
        const QPointer<Listing> self(this);
        if (!page->jobs.rows.empty())
            Q_EMIT pageReceived(page->jobs, isFirst);
        if (self && !m_ended)
            QTimer::singleShot(0, this, &Listing::takePiece);
        return;
    }
    const ListPieces pieces = *std::exchange(m_pieces, std::nullopt);
    if (!m_isLimited) {
        if (const auto problem = pieces.problem())
            return endUnread(*problem);
    }
    reject(pieces.rejected(), pieces.firstReject());
    m_page.isPromise = pieces.saysMore();
    m_page.hasMore = pieces.hasMore(); // without a word of it, so long a page was all
    QString note;
    if (!endPage(note))
        end({}, note);
}

// Counts the jobs of a page or piece, and takes out those that are beyond the limit.
void Listing::addRows(JobPage &page)
{
    reject(page.rejected, page.firstReject);
    std::vector<JobRow> &rows = page.jobs.rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const JobRow &row = rows[i];
        const std::size_t hash = qHash(row.id, QHashSeed::globalSeed());
        if (!m_ids.contains(hash)) {
            const bool isNew = !m_isOld || !m_isOld(row.id);
            if (isNew && m_added >= m_most) {
                m_isLimited = true;
                rows.resize(i);
                break;
            }
            m_added += isNew ? 1 : 0;
            m_ids.insert(hash);
            m_page.anyNew = true;
        }
        // Asked before the page is taken: then all of it is known.
        m_page.meetsKnown = m_page.meetsKnown || (m_isKnown && m_isKnown(row.id));
        if (row.createdAt != kNoInteger)
            m_order.add(row.createdAt);
    }
    if (!rows.empty())
        m_page.last = m_lastId = QString::fromUtf8(rows.back().id);
}

void Listing::reject(int count, const QString &first)
{
    if (count > 0 && m_rejected == 0)
        m_firstReject = first;
    m_rejected += count;
}

bool Listing::endPage(QString &note)
{
    m_order.endPage();
    // After the newest known job of a list with the newest first come only known ones.
    const bool isWrongEnd = m_isPart && m_asksOnce && m_order.order() == ListOrder::NewestFirst;
    if (m_isLimited || !m_page.hasMore || m_page.meetsKnown || isWrongEnd)
        return false;
    if (!m_page.isPromise && (m_page.last.isEmpty() || m_cursors.contains(m_page.last) || !m_page.anyNew))
        return false;
    if (m_page.last.isEmpty())
        note = tr("The list ended early: the server promised more jobs and sent an empty page.");
    else if (m_cursors.contains(m_page.last))
        note = tr("The list ended early: the server sent a page again that it had sent before.");
    else if (!m_page.anyNew)
        note = tr("The list ended early: the server promised more jobs and sent none that is new.");
    else if (m_added >= m_most)
        m_isLimited = true;
    if (!note.isEmpty() || m_isLimited)
        return false;
    m_cursors.insert(m_page.last);
    m_after = m_page.last;
    ask();
    return true;
}

void Listing::endUnread(ApiError error)
{
    error.host = m_client.host();
    end(error);
}

void Listing::end(const std::optional<ApiError> &error, const QString &note)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT finished(error, note.isEmpty() ? m_textNote : note);
}

} // namespace tuneboard
