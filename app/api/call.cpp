// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/call.h"

#include "app/api/apiclient.h"
#include "app/api/cooldown.h"
#include "app/api/httpnetwork.h"
#include "app/api/httpreply.h"
#include "app/api/oncedevice.h"
#include "app/api/plainline.h"
#include "app/api/readerror.h"
#include "app/api/readjson.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSaveFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>

namespace tuneboard {

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

constexpr qint64 readBufferBytes = qint64{256} * 1024;    // what a reply may hold back for us
constexpr qint64 believedBytes = qint64{4} * 1024 * 1024; // of a length that is only announced, in bytes

/// Nothing came back at all, so that other calls to this host should not hurry there either.
bool isConnectionFault(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TimeoutError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
        return true;
    default: // a long list, and whatever Qt adds: an answer of some kind
        return false;
    }
}

QString mediaType(const RawHeaders &headers)
{
    const QByteArray type = headerValue(headers, "content-type").split(';').first();
    return plainLine(QString::fromLatin1(type).toLower(), 100);
}

CertificateFacts factsOf(const QSslCertificate &certificate, const QList<QSslError> &errors)
{
    CertificateFacts facts;
    for (const QSslError &error : errors) {
        const QString words = plainLine(error.errorString());
        if (!facts.problems.contains(words))
            facts.problems += words;
    }
    if (certificate.isNull())
        return facts;
    const auto name = [](const QStringList &common, const QStringList &organization) {
        return plainLine((common + organization).join(", "_L1), 300);
    };
    facts.subject = name(certificate.subjectInfo(QSslCertificate::CommonName),
                         certificate.subjectInfo(QSslCertificate::Organization));
    facts.issuer = name(certificate.issuerInfo(QSslCertificate::CommonName),
                        certificate.issuerInfo(QSslCertificate::Organization));
    for (const QString &host : certificate.subjectAlternativeNames().values())
        facts.names += plainLine(host, 100);
    facts.names.sort();
    facts.from = certificate.effectiveDate().toUTC();
    facts.until = certificate.expiryDate().toUTC();
    facts.sha256 = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    return facts;
}

/// A gateway that lost its server's answer: the server may have done what a POST asked for.
bool isGatewayLoss(int status)
{
    return status == 502 || status == 504 || (status >= 520 && status <= 524);
}

} // namespace

struct Call::Answer
{
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    int status = 0;
    RawHeaders headers;
    QByteArray body;
    bool timedOut = false;
    HttpReply::Phase phase = HttpReply::Phase::Connecting; ///< how far it had come
};

Call::Call(ApiClient &client, Request request, Target target, QObject *context, Callback callback)
    : QObject(&client)
    , m_client(client)
    , m_request(std::move(request))
    , m_path(std::move(target.path))
    , m_replace(target.replace)
    , m_context(context)
    , m_callback(std::move(callback))
{
    for (QTimer *timer : {&m_wait, &m_headDeadline, &m_deadline, &m_nextTurn}) {
        timer->setSingleShot(true);
        timer->setTimerType(Qt::PreciseTimer);
    }
    connect(&m_wait, &QTimer::timeout, this, [this] { m_state == State::Ended ? deliver() : tryStart(); });
    connect(&m_headDeadline, &QTimer::timeout, this, &Call::attemptTimedOut);
    connect(&m_deadline, &QTimer::timeout, this, &Call::attemptTimedOut);
    connect(&m_nextTurn, &QTimer::timeout, this,
            [this] { m_reply && m_reply->isFinished() ? replyFinished() : readSome(); });
    connect(context, &QObject::destroyed, this, &Call::contextGone);
}

Call::~Call()
{
    dropReply();
}

void Call::cancel()
{
    // An answer that waits for its delivery is given up too. What a POST has done counts all the same.
    if (m_state == State::Ended && m_result && !isPost())
        *m_result = errorOf(Kind::Cancelled);
    end(errorOf(Kind::Cancelled));
}

void Call::contextGone()
{
    m_callback = nullptr;
    end(errorOf(Kind::Cancelled));
}

void Call::orphan()
{
    dropReply();
    if (m_context && m_callback) {
        auto result = m_result ? std::move(*m_result) : Result<Reply>(errorOf(Kind::Cancelled));
        QMetaObject::invokeMethod(
            m_context, [callback = std::move(m_callback), result = std::move(result)] { callback(result); },
            Qt::QueuedConnection);
    }
    m_callback = nullptr;
    m_state = State::Ended;
}

void Call::waitFor(qint64 ms)
{
    m_state = State::Waiting;
    m_wait.start(int(std::clamp<qint64>(ms, 0, 3'600'000)));
}

void Call::tryStart()
{
    if (m_state == State::Ended)
        return;
    if (auto problem = m_client.refusal(m_request))
        return end(std::move(*problem));
    const qint64 remaining = m_client.coolDownMs();
    if (remaining > m_client.m_timing.longestWaitMs) {
        ApiError error = errorOf(Kind::RateLimited);
        error.retryAfterMs = remaining;
        return end(error);
    }
    if (remaining > 0)
        return waitFor(remaining);
    if (!m_client.takeTurn(*this)) {
        m_state = State::Queued;
        return;
    }
    m_state = State::InFlight;
    transmit();
}

void Call::transmit()
{
    if (!m_path.isEmpty()) {
        if (auto problem = openFile())
            return end(std::move(*problem));
    }

    ++m_attempts;
    m_body.clear();
    m_incoming.reset();
    m_packing = {};
    m_received = 0;
    m_announced = -1;
    m_certificate = {};
    m_bodyTaken = std::make_shared<bool>(false);

    QNetworkRequest request = m_client.networkRequest(m_request);
    HttpNetwork &network = m_client.network();
    if (isPost()) {
        auto *body = new OnceDevice(m_request.body, m_bodyTaken);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        m_reply = qobject_cast<HttpReply *>(network.post(request, body));
        body->setParent(m_reply);
    } else {
        m_reply = qobject_cast<HttpReply *>(network.get(request));
    }
    m_reply->setReadBufferSize(readBufferBytes);

    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, // again: the connection was closed unused
            [this] { m_headDeadline.start(int(m_client.m_timing.connectMs)); });
    connect(m_reply, &QNetworkReply::requestSent, this, &Call::requestSent);
    connect(m_reply, &QNetworkReply::metaDataChanged, &m_headDeadline, &QTimer::stop);
    connect(m_reply, &QNetworkReply::readyRead, this, &Call::readSome);
    connect(m_reply, &QNetworkReply::finished, this, &Call::replyFinished);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        // Heard for its words only; nothing ignores them.
        if (m_reply && !errors.isEmpty()) {
            const QSslCertificate shown = m_reply->sslConfiguration().peerCertificate();
            m_certificate = factsOf(shown.isNull() ? errors.first().certificate() : shown, errors);
        }
    });
    const Timing &timing = m_client.m_timing;
    m_headDeadline.start(int(timing.connectMs));
    m_deadline.start(int(m_request.deadlineMs > 0 ? m_request.deadlineMs : timing.deadlineMs));
}

/// There was a connection. The headers have a deadline of their own, which a request for a large file cannot
/// raise.
void Call::requestSent()
{
    if (!m_reply)
        return;
    const HttpReply::Phase phase = m_reply->phase();
    if (phase == HttpReply::Phase::Waiting || phase == HttpReply::Phase::Head)
        m_headDeadline.start(int(m_client.m_timing.headMs));
}

/// The headers are there: how the body comes, and how much of it.
void Call::beginBody()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_refused = status < 200 || status >= 300;
    m_packing = Packing::fromHeader(m_reply->rawHeader("Content-Encoding"));
    m_incoming = std::make_unique<AnswerBody>(m_packing);
    const QVariant length = m_reply->header(QNetworkRequest::ContentLengthHeader);
    m_announced = length.isValid() && !m_refused ? length.toLongLong() : -1;
    if (!m_refused && !m_file)
        m_body.reserve(std::clamp<qint64>(m_announced, 0, believedBytes) + kReadSlackBytes);
}

/// One turn of reading; what is left waits until other events had theirs.
void Call::readSome()
{
    if (!m_reply || m_nextTurn.isActive())
        return;
    if (!m_incoming)
        beginBody();
    if (m_packing.kind == Packing::Kind::Unknown)
        return attemptEnded(); // not a byte of it is wanted
    const qint64 cap = m_refused ? maxErrorBytes : m_request.maxBytes;
    if (m_announced > cap)
        return end(errorOf(Kind::TooLarge));

    const bool toFile = m_file && !m_refused;
    QByteArray part;
    const qint64 size = m_incoming->readTurn(*m_reply, toFile ? part : m_body, cap + 1 - m_received);
    m_received += size;
    const bool full = m_received > cap || m_incoming->sentBytes() > cap;
    if (full && !m_refused)
        return end(errorOf(Kind::TooLarge));
    if (full || m_incoming->isDamaged()) {
        m_body.truncate(maxErrorBytes); // enough to read an error from
        return attemptEnded();
    }
    if (toFile && m_file->write(part) != size)
        return end(errorOf(Kind::Disk, m_file->errorString()));
    if (m_incoming->hasMore(*m_reply))
        m_nextTurn.start(0);
    if (size > 0 && !m_refused)
        emit progress(m_received, m_packing.kind == Packing::Kind::None ? m_announced : -1);
}

void Call::attemptTimedOut()
{
    if (!m_reply)
        return;
    m_reply->noteSilence();
    Answer answer = takeAnswer();
    answer.timedOut = true;
    failed(networkError(answer), answer);
}

/// The reply has everything; this object may need further turns for it.
void Call::replyFinished()
{
    const QPointer<Call> self(this); // progress() may end it all
    readSome();
    if (self && m_reply && !m_nextTurn.isActive())
        attemptEnded();
}

void Call::attemptEnded()
{
    Answer answer = takeAnswer();
    Result<Reply> result = judge(answer);
    if (result.ok())
        end(std::move(result));
    else
        failed(result.error(), answer);
}

Call::Answer Call::takeAnswer()
{
    Answer answer;
    answer.error = m_reply->error();
    answer.errorText = m_reply->errorString();
    answer.phase = m_reply->phase();
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.headers = m_reply->rawHeaderPairs();
    answer.body = std::exchange(m_body, {});
    dropReply();
    return answer;
}

Result<Reply> Call::judge(Answer &answer) const
{
    if (answer.error == QNetworkReply::SslHandshakeFailedError) {
        ApiError error = errorOf(Kind::Tls, m_certificate.problems.value(0, answer.errorText));
        error.certificate = m_certificate;
        return error;
    }
    if (answer.error == QNetworkReply::ProtocolFailure)
        return malformed(answer, answer.errorText);
    if (answer.status < 200)
        return networkError(answer);
    if (answer.status >= 200 && answer.status < 300)
        return judgeSuccess(answer);

    if (m_incoming->isDamaged())
        answer.body.clear();
    ApiError error = readError(answer.status, answer.body, answer.headers, m_client.now());
    if (error.message.isEmpty())
        error.message = unpackingProblem();
    if (answer.status < 400) {
        const QUrl to = QUrl::fromEncoded(headerValue(answer.headers, "location"));
        error.message = to.host().isEmpty() ? tr("another path of the same host")
                                            : tr("to %1").arg(plainLine(to.host(), 200));
    }
    error.host = m_client.host();
    return error;
}

Result<Reply> Call::judgeSuccess(Answer &answer) const
{
    if (const QString problem = unpackingProblem(); !problem.isEmpty())
        return malformed(answer, problem);
    if (answer.error != QNetworkReply::NoError || !m_incoming->mayEndHere())
        return networkError(answer);

    Reply reply;
    reply.httpStatus = answer.status;
    reply.requestId = readRequestId(answer.headers);
    reply.contentType = mediaType(answer.headers);
    reply.organization =
        plainLine(QString::fromLatin1(headerValue(answer.headers, "openai-organization")), 100);
    reply.limits = readRateLimits(answer.headers);
    reply.bytes = m_received;
    if (m_request.expect == Request::Expect::Json) {
        if (isHtml(answer.body, headerValue(answer.headers, "content-type"))) {
            const QString title = htmlTitle(answer.body);
            return malformed(answer, title.isEmpty() ? tr("a web page") : tr("a web page, “%1”").arg(title));
        }
        // Without a length, a connection that closes early looks like a body that ended.
        const bool ended = m_announced >= 0 || m_packing.kind == Packing::Kind::Gzip ||
                           headerValue(answer.headers, "transfer-encoding").toLower().contains("chunked");
        if (!ended && isCutJson(answer.body))
            return networkError(answer);
        if (std::optional<ApiError> error = errorInside(answer.body)) {
            error->host = m_client.host();
            error->requestId = readRequestId(answer.headers);
            return *error;
        }
    }
    reply.body = std::move(answer.body);
    return reply;
}

/// Why the body cannot be unpacked; empty: it can.
QString Call::unpackingProblem() const
{
    if (m_packing.kind == Packing::Kind::Unknown)
        return tr("the answer is packed as “%1”, but only gzip was offered").arg(m_packing.name);
    if (m_incoming->isDamaged())
        return tr("the gzip data of the answer are damaged");
    return {};
}

ApiError Call::malformed(const Answer &answer, const QString &why) const
{
    ApiError error = errorOf(Kind::Malformed, why);
    error.httpStatus = answer.status;
    error.requestId = readRequestId(answer.headers);
    return error;
}

/// What did not come in time.
QString Call::lateness(const Answer &answer) const
{
    const Timing &timing = m_client.m_timing;
    const qint64 whole = m_request.deadlineMs > 0 ? m_request.deadlineMs : timing.deadlineMs;
    const QString connectTime = QString::number(double(std::min(timing.connectMs, whole)) / 1000);
    const QString headTime = QString::number(double(std::min(timing.headMs, whole)) / 1000);
    switch (answer.phase) {
    case HttpReply::Phase::Connecting:
        return tr("no connection within %1 s").arg(connectTime);
    case HttpReply::Phase::Securing:
        return tr("no secure connection within %1 s").arg(connectTime);
    case HttpReply::Phase::Waiting:
        return tr("the request was sent, but no answer began within %1 s").arg(headTime);
    case HttpReply::Phase::Head:
        return tr("the headers of the answer did not end within %1 s").arg(headTime);
    case HttpReply::Phase::Body:
        return tr("the answer did not end within %1 s; %2 bytes of it came")
            .arg(QString::number(double(whole) / 1000), QString::number(m_received));
    }
    return {};
}

ApiError Call::networkError(const Answer &answer) const
{
    QString words;
    if (answer.timedOut)
        words = lateness(answer);
    else if (answer.status >= 200)
        words = tr("the answer broke off after %1 bytes").arg(m_received);
    else
        words = answer.errorText;
    ApiError error = errorOf(answer.timedOut ? Kind::Timeout : Kind::Network, words);
    error.httpStatus = 0;
    error.requestId = readRequestId(answer.headers);
    return error;
}

void Call::failed(ApiError error, const Answer &answer)
{
    const bool silent = answer.status == 0;
    const bool connected = answer.phase > HttpReply::Phase::Securing;
    const bool connectionFault = silent && (answer.timedOut ? !connected : isConnectionFault(answer.error));
    // Before a long wait makes it RateLimited: a POST whose answer was lost may have been done.
    const bool lost = error.kind == Kind::Network || error.kind == Kind::Timeout ||
                      answer.error == QNetworkReply::ProtocolFailure;
    const RetryPlan plan = planRetry(error, answer.headers, connectionFault, m_attempts - 1,
                                     m_client.m_timing, m_client.now(), m_client.chance());
    m_client.cool(plan);
    if (plan.tooLong)
        error.kind = Kind::RateLimited;
    if (error.retryAfterMs > 0)
        error.retryAfterMs = std::min(error.retryAfterMs, m_client.m_timing.longestCoolDownMs);

    if (isPost()) {
        if ((lost && *m_bodyTaken) || isGatewayLoss(answer.status))
            error.kind = Kind::OutcomeUnknown;
        return end(std::move(error));
    }
    const int retries = m_request.retries < 0 ? m_client.m_timing.maxRetries : m_request.retries;
    if (!plan.again || m_attempts > retries)
        return end(std::move(error));
    waitFor(plan.waitMs);
    emit retrying(m_attempts, plan.waitMs, m_client.redacted(std::move(error)));
}

void Call::dropReply()
{
    for (QTimer *timer : {&m_headDeadline, &m_deadline, &m_nextTurn})
        timer->stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    // abort() emits finished() at once, and nothing of this attempt is to be heard any more.
    reply->disconnect(this);
    reply->disconnect(&m_headDeadline);
    reply->abort();
    reply->deleteLater();
    m_client.giveTurn(*this);
}

void Call::end(Result<Reply> result)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_wait.stop();
    dropReply();
    m_client.giveTurn(*this); // also one that it only waits for
    if (result.ok() && m_file) {
        if (auto problem = commitFile())
            result = std::move(*problem);
    }
    m_file.reset(); // what was not committed is removed
    if (!result.ok())
        result = m_client.redacted(result.error());
    m_result = std::make_unique<Result<Reply>>(std::move(result));
    // By a timer: posted events that bring more of their kind would keep timers and input waiting for all of
    // them.
    m_wait.start(0);
}

void Call::deliver()
{
    Result<Reply> result = std::move(*m_result);
    const Callback callback = std::exchange(m_callback, nullptr);
    const QPointer<QObject> context = m_context;
    deleteLater();
    emit finished(result);
    // May delete the client and with it this object: nothing is touched after it.
    if (context && callback)
        callback(std::move(result));
}

std::optional<ApiError> Call::openFile()
{
    m_file.reset(); // of an earlier attempt
    if (!m_replace && QFileInfo::exists(m_path))
        return errorOf(Kind::Disk, tr("a file of that name is there already"));
    m_file = std::make_unique<QSaveFile>(m_path);
    if (!m_file->open(QIODevice::WriteOnly))
        return errorOf(Kind::Disk, m_file->errorString());
    // A job's data is nobody else's business, wherever the file lies.
    m_file->setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return {};
}

std::optional<ApiError> Call::commitFile()
{
    if (!m_replace && QFileInfo::exists(m_path))
        return errorOf(Kind::Disk, tr("a file of that name is there already"));
    if (!m_file->flush() || !m_file->commit()) // which does not look at what is in its buffer
        return errorOf(Kind::Disk, m_file->errorString());
    return {};
}

ApiError Call::errorOf(ApiError::Kind kind, const QString &message) const
{
    ApiError error;
    error.kind = kind;
    error.message = plainLine(message);
    error.host = m_client.host();
    return error;
}

} // namespace tuneboard
