// SPDX-License-Identifier: GPL-3.0-or-later
// The head of an HTTP/1 request: finds its end in bytes that arrive in pieces, and reads it strictly.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <utility>
#include <variant>

namespace tuneboard::demo {

struct HttpLimits
{
    static constexpr qsizetype line = 8'192;  // the request line, or one header line
    static constexpr qsizetype head = 32'768; // all of them
    static constexpr int headers = 100;
    static constexpr qint64 body = 1'048'576;
};

struct HttpRequest
{
    QByteArray method; // as sent: "GET"
    QByteArray path;   // still percent-encoded, from the first slash; "*" and CONNECT's HOST:PORT as sent
    QByteArray query;  // still percent-encoded, without the question mark
    QList<std::pair<QByteArray, QByteArray>>
        headers;           // names in lower case, values without blanks around them
    QByteArray targetHost; // of an absolute target (http://HOST/PATH), else empty
    qint64 bodyBytes = 0;  // Content-Length
    bool hasTransferEncoding = false;
    bool isHttp10 = false;
    bool keepAlive = true; // the client wants to send more requests on this connection

    // The value of the first header with this name (in lower case), or an empty text.
    QByteArray header(QByteArrayView name) const;
    bool hasBody() const { return bodyBytes > 0 || hasTransferEncoding; }
};

// Why a request is not answered by its meaning: the status (400 to 505), and a sentence for the client.
struct HttpRefusal
{
    int status = 0;
    QByteArray reason;
};

// Looks for the empty line at the end of a head. Looks at each byte once, however small the pieces are.
class HttpHeadScanner
{
public:
    // `bytes` starts with the head and has grown since the last call. Returns the size of the head with its
    // empty line, 0 if there is no end yet, or the reason to refuse it.
    std::variant<qsizetype, HttpRefusal> scan(QByteArrayView bytes);

private:
    qsizetype m_next = 0;
    qsizetype m_lineStart = 0;
    int m_lines = 0;
};

// `head` is what HttpHeadScanner found.
std::variant<HttpRequest, HttpRefusal> readHead(QByteArrayView head);

// Whether all of the request's hosts (`Host`, and the one in an absolute target) are localhost, 127.0.0.1 or
// [::1], with or without a port. A web page that has its own name resolved to 127.0.0.1 sends its own name.
bool isForLoopback(const HttpRequest &request);

} // namespace tuneboard::demo
