// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of RecordsLoader, shared by recordsloader (files, the end), eventsloading and
// checkpointsloading.
#pragma once

#include "app/api/call.h"
#include "app/api/readtext.h"
#include "app/repository/recordsloader.h"

namespace tuneboard {

// What concerns the account, not this one object.
[[nodiscard]] inline bool stopsAll(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::Unauthorized:
    case ApiError::Kind::Cancelled:
    case ApiError::Kind::Tls:
        return true;
    default: // a long list: the next request may well be answered
        return false;
    }
}

// The server will not list what comes after the last page: it has no pages, or the job is gone.
[[nodiscard]] inline bool refusesPages(const ApiError &error)
{
    return error.kind == ApiError::Kind::Rejected || error.kind == ApiError::Kind::NotFound ||
           error.kind == ApiError::Kind::NotOffered;
}

template<class T>
void RecordsLoader::ask(TypedRequest<T> request, void (RecordsLoader::*take)(Result<T>), PageSize *page)
{
    send([this, request = std::move(request), take, page] {
        Call *call = m_client->send<T>(request, this, [this, take](Result<T> result) {
            if (!m_ended)
                (this->*take)(std::move(result));
        });
        if (page)
            page->watch(*call);
        return call;
    });
}

template<class T>
auto RecordsLoader::readAnswer(Reply &&reply, ReadPage<T> read) -> Result<Answer<T>>
{
    QByteArray body = readAnswerText(std::move(reply.body)).bytes;
    if (ListPieces::isLong(body))
        return Answer<T>{{}, std::move(body)};
    Result<ListPage<T>> page = read(body, 0);
    if (!page)
        return page.error();
    return Answer<T>{std::move(page).value(), {}};
}

template<class T>
Result<ListPage<T>> RecordsLoader::takePiece(std::optional<Pieces> &pieces, ReadPage<T> read)
{
    Result<ListPage<T>> page = ListPage<T>();
    if (pieces->next) {
        page = read(pieces->next->list, pieces->next->before);
        pieces->next = pieces->list.next();
    }
    std::optional<ApiError> problem = page ? std::nullopt : std::optional(page.error());
    const bool isLast = !pieces->next;
    if (isLast && !problem)
        problem = pieces->list.problem();
    if (problem) {
        if (m_client)
            problem->host = m_client->host();
        pieces.reset();
        return *problem;
    }
    page.value().hasMore = true;
    if (isLast) {
        page.value().hasMore = pieces->list.hasMore();
        page.value().rejected += pieces->list.rejected();
        if (page->firstReject.isEmpty())
            page.value().firstReject = pieces->list.firstReject();
        pieces.reset();
    }
    return page;
}

} // namespace tuneboard
