// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/httprequest.h"

#include <algorithm>
#include <optional>

namespace tuneboard::demo {

namespace {

constexpr char badLine[] = "The request line is not METHOD TARGET HTTP/1.1.";

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// The characters of a method and of a header's name (RFC 9110, 5.6.2).
bool isToken(QByteArrayView text)
{
    constexpr QByteArrayView marks = "!#$%&'*+-.^_`|~";
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [marks](char c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.contains(c);
    });
}

bool isVisibleAscii(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

// A tab is allowed, and so are bytes above ASCII, which mean nothing to us.
bool hasControlCharacter(QByteArrayView text)
{
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\t') || byte == 0x7f;
    });
}

// Whether a list such as "keep-alive, TE" has the word.
bool listHas(const QByteArray &list, QByteArrayView word)
{
    const QList<QByteArray> words = list.toLower().split(',');
    return std::any_of(words.begin(), words.end(),
                       [word](const QByteArray &one) { return one.trimmed() == word; });
}

// Splits /PATH?QUERY or http://HOST/PATH?QUERY; false if it is neither.
bool readTarget(QByteArray target, HttpRequest *request)
{
    constexpr QByteArrayView scheme = "http://";
    if (request->method == "CONNECT" || target == "*") {
        request->path = target;
        return true;
    }
    if (target.left(scheme.size()).toLower() == scheme) {
        target.remove(0, scheme.size());
        const auto end =
            std::find_if(target.cbegin(), target.cend(), [](char c) { return c == '/' || c == '?'; });
        request->targetHost = target.first(end - target.cbegin());
        target.remove(0, request->targetHost.size());
        if (request->targetHost.isEmpty())
            return false;
        if (!target.startsWith('/'))
            target.prepend('/');
    }
    const qsizetype mark = target.indexOf('?');
    request->path = target.left(mark < 0 ? target.size() : mark);
    if (mark >= 0)
        request->query = target.mid(mark + 1);
    return target.startsWith('/');
}

std::optional<HttpRefusal> readRequestLine(QByteArrayView line, HttpRequest *request)
{
    const QList<QByteArray> parts = line.toByteArray().split(' ');
    if (parts.size() != 3 || !isToken(parts[0]) || parts[1].isEmpty() || !isVisibleAscii(parts[1]))
        return HttpRefusal{400, badLine};
    const QByteArray &version = parts[2];
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5]) || version[6] != '.' ||
        !isDigit(version[7]))
        return HttpRefusal{400, badLine};
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return HttpRefusal{505, "Only HTTP/1.1 and HTTP/1.0 are spoken here."};
    request->isHttp10 = version == "HTTP/1.0";
    request->method = parts[0];
    if (!readTarget(parts[1], request))
        return HttpRefusal{400, "The request's target is neither a path nor an http:// address."};
    return std::nullopt;
}

std::optional<HttpRefusal> readHeaderLine(QByteArrayView line, HttpRequest *request)
{
    // A line that starts with a blank would continue the one before it: obsolete, and read differently by
    // different programs. It has no name and is refused with the others.
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return HttpRefusal{400, "A header line is not NAME: VALUE."};
    const QByteArrayView value = line.sliced(colon + 1);
    if (hasControlCharacter(value))
        return HttpRefusal{400, "A header has a control character."};
    if (request->headers.size() >= HttpLimits::headers)
        return HttpRefusal{431, "The request has too many headers."};
    request->headers.append({line.first(colon).toByteArray().toLower(), value.trimmed().toByteArray()});
    return std::nullopt;
}

qsizetype countOf(const HttpRequest &request, QByteArrayView name)
{
    return std::count_if(request.headers.begin(), request.headers.end(),
                         [name](const auto &header) { return header.first == name; });
}

// Reads how long the body is and whether the connection stays. Whatever two programs could understand
// differently is refused: where one request ends, the next one begins.
std::optional<HttpRefusal> readFraming(HttpRequest *request)
{
    const qsizetype lengths = countOf(*request, "content-length");
    request->hasTransferEncoding = countOf(*request, "transfer-encoding") > 0;
    if (lengths > 1 || (lengths == 1 && request->hasTransferEncoding))
        return HttpRefusal{400, "The length of the body is given more than once."};
    if (lengths == 1) {
        const QByteArray text = request->header("content-length");
        constexpr qsizetype mostDigits = 18; // fits into 64 bits
        if (text.isEmpty() || text.size() > mostDigits || !std::all_of(text.begin(), text.end(), isDigit))
            return HttpRefusal{400, "Content-Length is not a number of bytes."};
        request->bodyBytes = text.toLongLong();
    }
    const qsizetype hosts = countOf(*request, "host");
    if (hosts > 1 || (hosts == 0 && !request->isHttp10))
        return HttpRefusal{400, "The request needs exactly one Host header."};
    const auto connectionHas = [request](QByteArrayView word) {
        return std::any_of(request->headers.cbegin(), request->headers.cend(), [word](const auto &one) {
            return one.first == "connection" && listHas(one.second, word);
        });
    };
    request->keepAlive = !connectionHas("close") && (!request->isHttp10 || connectionHas("keep-alive"));
    return std::nullopt;
}

bool isLoopbackName(const QByteArray &host)
{
    for (const QByteArrayView name :
         {QByteArrayView("localhost"), QByteArrayView("127.0.0.1"), QByteArrayView("[::1]")}) {
        if (host.left(name.size()).toLower() != name)
            continue;
        const QByteArray rest = host.mid(name.size());
        return rest.isEmpty() || (rest.startsWith(':') && rest.size() <= 6 &&
                                  std::all_of(rest.begin() + 1, rest.end(), isDigit));
    }
    return false;
}

} // namespace

QByteArray HttpRequest::header(QByteArrayView name) const
{
    const auto found =
        std::find_if(headers.begin(), headers.end(), [name](const auto &one) { return one.first == name; });
    return found == headers.end() ? QByteArray() : found->second;
}

std::variant<qsizetype, HttpRefusal> HttpHeadScanner::scan(QByteArrayView bytes)
{
    const auto tooLong = [this] {
        return m_lines == 0 ? HttpRefusal{414, "The request line is too long."}
                            : HttpRefusal{431, "A header is too long."};
    };
    for (; m_next < bytes.size(); ++m_next) {
        if (m_next - m_lineStart > HttpLimits::line)
            return tooLong();
        if (bytes[m_next] != '\n')
            continue;
        if (m_next == m_lineStart || bytes[m_next - 1] != '\r')
            return HttpRefusal{400, "A line does not end with CR LF."};
        const bool empty = m_next - m_lineStart == 1;
        if (empty && m_lines > 0)
            return m_next + 1;
        // Some clients send an empty line after a body; it is skipped before a request.
        m_lines += empty ? 0 : 1;
        m_lineStart = m_next + 1;
    }
    if (bytes.size() >= HttpLimits::head)
        return HttpRefusal{431, "The headers are too long."};
    return qsizetype(0);
}

std::variant<HttpRequest, HttpRefusal> readHead(QByteArrayView head)
{
    constexpr QByteArrayView lineEnd = "\r\n";
    while (head.startsWith(lineEnd))
        head = head.sliced(lineEnd.size());
    HttpRequest request;
    bool first = true;
    for (qsizetype end = head.indexOf(lineEnd); end != 0; end = head.indexOf(lineEnd)) {
        if (end < 0)
            return HttpRefusal{400, "The head has no end."};
        const QByteArrayView line = head.first(end);
        const auto refusal = first ? readRequestLine(line, &request) : readHeaderLine(line, &request);
        if (refusal)
            return *refusal;
        head = head.sliced(end + lineEnd.size());
        first = false;
    }
    if (const auto refusal = readFraming(&request))
        return *refusal;
    return request;
}

bool isForLoopback(const HttpRequest &request)
{
    const bool named = countOf(request, "host") > 0;
    return (!named || isLoopbackName(request.header("host"))) &&
           (request.targetHost.isEmpty() || isLoopbackName(request.targetHost));
}

} // namespace tuneboard::demo
