// SPDX-License-Identifier: GPL-3.0-or-later
// The demo server's answers: a request in, status, headers and body out, without a socket.
#pragma once

#include "app/demo/scenario.h"

#include <QByteArray>
#include <QList>
#include <QUrlQuery>

#include <utility>

namespace tuneboard {

struct DemoRequest
{
    bool post = false; // else GET
    QString path;      // decoded, from the first slash
    QUrlQuery query;
    QByteArray authorization; // the header's value
};

struct DemoAnswer
{
    int status = 200;
    QByteArray type = "application/json";
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers; // besides those that every answer has
};

class DemoApi
{
public:
    // `scenario` is borrowed.
    DemoApi(Scenario *scenario, QByteArray key);

    DemoAnswer answer(const DemoRequest &request, qint64 nowMs);

    // Whether the value of an Authorization header holds the key. answer() refuses every request without it.
    bool hasKey(const QByteArray &authorization) const;

    // The documented error of this status, as forced by a test; a 429 says after how many seconds to come
    // back.
    static DemoAnswer forced(int status, const QByteArray &requestId, const QByteArray &retryAfter);

private:
    DemoAnswer jobs(const DemoRequest &request, qint64 nowMs);
    DemoAnswer job(const DemoRequest &request, const QStringList &rest, qint64 nowMs);
    DemoAnswer events(int job, const DemoRequest &request, qint64 nowMs);
    DemoAnswer checkpoints(int job, const DemoRequest &request, qint64 nowMs);
    DemoAnswer files(const DemoRequest &request, const QStringList &rest, qint64 nowMs);
    DemoAnswer fileList(const DemoRequest &request, qint64 nowMs);
    DemoAnswer models(const QStringList &rest, qint64 nowMs);

    Scenario *m_scenario;
    QByteArray m_key;
};

} // namespace tuneboard
