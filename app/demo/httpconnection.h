// SPDX-License-Identifier: GPL-3.0-or-later
// One client's connection to HttpServer: reads requests one after another and writes their answers.
#pragma once

#include "app/demo/httpserver.h"

class QTcpSocket;

namespace tuneboard::demo {

class HttpConnection : public QObject
{
    Q_OBJECT

public:
    // Takes ownership of `socket`; deletes itself when the socket has closed.
    HttpConnection(QTcpSocket *socket, HttpServer *server);

    // Since when the server waits for what the client has to do next, by HttpServer::nowMs().
    qint64 sinceMs() const { return m_sinceMs; }
    void abort();

private:
    enum class State {
        Head,    // reads a head
        Body,    // throws a body away
        Closing, // the last answer is being written; what still arrives is thrown away
    };

    enum class Then {
        NextRequest,
        Close,  // the request was read whole
        Linger, // the client may still be sending
    };

    void work();
    bool readHead();
    bool begin(HttpRequest request);
    bool skipBody();
    void refuse(const HttpRefusal &refusal);
    void write(const HttpAnswer &answer, Then then);
    void wrote();
    void discard();

    HttpServer *m_server;
    QTcpSocket *m_socket;
    State m_state = State::Head;
    qint64 m_sinceMs;
    QByteArray m_bytes; // read, but not used yet; at most HttpLimits::head
    HttpHeadScanner m_scanner;
    HttpRequest m_request;
    qint64 m_bodyLeft = 0;
    bool m_working = false;
    qint64 m_discarded = 0; // in Closing
    bool m_lingers = false; // in Closing
};

} // namespace tuneboard::demo
