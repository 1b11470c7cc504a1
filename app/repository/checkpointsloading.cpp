// SPDX-License-Identifier: GPL-3.0-or-later
// The part of RecordsLoader that walks over a job's checkpoints.
#include "app/repository/recordsloader_p.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace tuneboard {

void RecordsLoader::askCheckpoints()
{
    TypedRequest<Answer<KeptCheckpoint>> request;
    request.request = Request::get(jobPath(m_job.key.id, u"checkpoints"_s),
                                   {{u"limit"_s, QString::number(m_checkpointsPage.objects())}});
    if (!m_checkpointsAfter.isEmpty())
        request.request.query.append({u"after"_s, m_checkpointsAfter});
    request.parse = [](Reply &&reply) {
        return readAnswer<KeptCheckpoint>(std::move(reply), &readCheckpointPage);
    };
    ask(std::move(request), &RecordsLoader::takeCheckpoints, &m_checkpointsPage);
}

void RecordsLoader::takeCheckpoints(Result<Answer<KeptCheckpoint>> result)
{
    if (m_checkpointsPage.hasShrunk())
        return askCheckpoints();
    if (!result) {
        // A server without pages: the first one was all.
        if (m_isCheckpointsEndUnknown && refusesPages(result.error()))
            return takeCheckpointPage(ListPage<KeptCheckpoint>());
        return endCheckpoints(result.error());
    }
    m_isCheckpointsEndUnknown = false;
    if (result->longBody.isEmpty()) {
        ListPage<KeptCheckpoint> &page = result.value().page;
        m_isCheckpointsEndUnknown = !page.saysMore;
        // A server that does not say whether there is more may have some after a full page.
        if (m_isCheckpointsEndUnknown)
            page.hasMore = std::ssize(page.objects) + page.rejected == m_checkpointsPage.objects();
        return takeCheckpointPage(std::move(page));
    }
    m_checkpointPieces.emplace(std::move(result.value().longBody));
    nextCheckpoints();
}

void RecordsLoader::nextCheckpoints()
{
    if (!m_ended && m_checkpointPieces)
        takeCheckpointPage(takePiece<KeptCheckpoint>(m_checkpointPieces, &readCheckpointPage));
}

// A page, or a piece of a long one.
void RecordsLoader::takeCheckpointPage(Result<ListPage<KeptCheckpoint>> result)
{
    if (!result)
        return endCheckpoints(result.error());
    ListPage<KeptCheckpoint> page = std::move(result).value();
    if (page.rejected > 0 && m_checkpoints.rejected == 0)
        m_checkpoints.firstReject = page.firstReject;
    m_checkpoints.rejected += page.rejected;
    m_checkpoints.received += qint64(page.objects.size());
    const qint64 most = m_desk.limits->checkpoints(m_job.key);
    const int first = int(m_gathered.size());
    std::vector<RawObject> raw;
    bool isLimited = false;
    for (KeptCheckpoint &kept : page.objects) {
        if (m_checkpointIds.contains(kept.object.id))
            continue;
        isLimited = qint64(m_gathered.size()) >= most;
        if (isLimited)
            break;
        m_checkpointIds.insert(kept.object.id);
        raw.push_back(std::move(kept.object));
        m_gathered.push_back(std::move(kept.checkpoint));
    }
    const bool anyNew = !raw.empty();
    if (!anyNew && !isLimited && m_isCheckpointsEndUnknown)
        page.hasMore = false;
    const bool isEnd = !page.hasMore && !isLimited;
    isLimited = isLimited || (page.hasMore && qint64(m_gathered.size()) >= most);
    if (m_job.key.account > 0) {
        m_desk.keep(m_unkept, [key = m_job.key, first, raw = std::move(raw), isEnd](Archive &archive) {
            return archive.records().addCheckpoints(key, first, raw, isEnd);
        });
    }
    if (isLimited)
        return limitCheckpoints();
    if (isEnd) {
        m_checkpoints.isComplete = true;
        Q_EMIT checkpointsCame(m_gathered);
        return endCheckpoints({});
    }
    if (m_checkpointPieces) { // later: reading a piece takes some milliseconds
        QTimer::singleShot(0, this, &RecordsLoader::nextCheckpoints);
        return;
    }
    if (!anyNew)
        return endCheckpoints(
            ApiError::malformed(tr("The server promised more checkpoints and sent none that is new.")));
    m_checkpointsAfter = m_gathered.back().id;
    if (!isMadeId(m_checkpointsAfter))
        return askCheckpoints();
    if (m_isCheckpointsEndUnknown)
        return takeCheckpointPage(ListPage<KeptCheckpoint>());
    endCheckpoints(ApiError::malformed(tr("The server has more checkpoints, but the checkpoints it sent have "
                                          "no ids, so the next page cannot be requested.")));
}

void RecordsLoader::limitCheckpoints()
{
    m_checkpointPieces.reset();
    m_checkpoints.limitedAfter = qint64(m_gathered.size());
    m_desk.limits->stopCheckpoints(m_job.key);
    Q_EMIT checkpointsCame(m_gathered);
    endCheckpoints({});
}

void RecordsLoader::endCheckpoints(std::optional<ApiError> error)
{
    if (!std::exchange(m_checkpoints.isLoading, false))
        return;
    m_checkpoints.error = std::move(error);
    if (m_checkpoints.error && stopsAll(*m_checkpoints.error))
        stopAt(*m_checkpoints.error);
    partEnded();
}

} // namespace tuneboard
