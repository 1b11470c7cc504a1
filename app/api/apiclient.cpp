// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apiclient.h"

#include "app/api/httpnetwork.h"

#include <QNetworkProxyFactory>
#include <QRandomGenerator>

#include <utility>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

/// The system's proxy, but never for this machine: a demo server is not reached through a company's proxy.
class SystemProxies final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        if (isLoopback(query.peerHostName()))
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

QSslConfiguration tlsConfiguration(const QList<QSslCertificate> &extraCa)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    tls.setAllowedNextProtocols({QByteArrayLiteral("http/1.1")});
    if (!extraCa
             .isEmpty()) // the whole list, said openly: Qt would else load the system's beside it by itself
        tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + extraCa);
    return tls;
}

/// A deep copy even where the prefix is empty, so that the Secret's own buffer stays its own and can be
/// wiped.
QByteArray headerBytes(QLatin1StringView prefix, const QByteArray &value)
{
    QByteArray bytes;
    bytes.reserve(prefix.size() + value.size());
    bytes.append(prefix.data(), prefix.size());
    bytes.append(value.constData(), value.size());
    return bytes;
}

/// All that tells one user of a host from another: behind a gateway the key may be the same for all of them.
Secret credentialsOf(const Endpoint &endpoint)
{
    QByteArray bytes = headerBytes({}, endpoint.key.reveal());
    for (const ExtraHeader &header : endpoint.extras.headers) {
        if (header.isSecret)
            bytes += '\n' + header.value.reveal();
    }
    return Secret(std::move(bytes));
}

} // namespace

ApiClient::ApiClient(Endpoint endpoint, std::shared_ptr<CoolDown> coolDown, Timing timing, QObject *parent)
    : QObject(parent)
    , m_endpoint(std::move(endpoint))
    , m_coolDown(std::move(coolDown))
    , m_timing(std::move(timing))
    , m_redaction(m_endpoint.key, m_endpoint.extras)
    , m_credential(m_coolDown->credentialOf(credentialsOf(m_endpoint)))
    , m_authority(m_endpoint.authority())
    , m_network(new HttpNetwork(this))
{
    if (m_endpoint.proxy.type() == QNetworkProxy::DefaultProxy)
        m_network->setProxyFactory(new SystemProxies); // the manager owns it
    else
        m_network->setProxy(m_endpoint.proxy);
    m_turns.setSingleShot(true);
    connect(&m_turns, &QTimer::timeout, this, &ApiClient::nextTurns);
}

ApiClient::~ApiClient()
{
    const QSet<Call *> calls = std::exchange(m_calls, {});
    for (Call *call : calls) {
        call->orphan();
        delete call;
    }
}

Call *ApiClient::send(Request request, QObject *context, std::function<void(Result<Reply>)> callback)
{
    return start(std::move(request), {}, context, std::move(callback));
}

Call *ApiClient::download(Download download, QObject *context, std::function<void(qint64, qint64)> progress,
                          std::function<void(Result<Reply>)> callback)
{
    Request request = std::move(download.request);
    request.verb = Request::Verb::Get;
    request.expect = Request::Expect::Bytes;
    request.maxBytes = download.maxBytes;
    if (request.deadlineMs <= 0)
        request.deadlineMs = 600'000;
    Call *call =
        start(std::move(request), {std::move(download.file), download.replace}, context, std::move(callback));
    if (progress)
        connect(call, &Call::progress, context, std::move(progress));
    return call;
}

Call *ApiClient::start(Request request, Call::Target target, QObject *context,
                       std::function<void(Result<Reply>)> callback)
{
    Q_ASSERT(context);
    auto *call = new Call(*this, std::move(request), std::move(target), context, std::move(callback));
    m_calls.insert(call);
    // Only the address is used: at that time the Call is no more than a QObject.
    connect(call, &QObject::destroyed, this, [this, call] { m_calls.remove(call); });
    call->tryStart(); // on its way at once; whatever becomes of it is told from the event loop
    return call;
}

void ApiClient::close()
{
    m_endpoint.key = {};
    m_endpoint.extras = {};
    m_redaction = {};
    m_endpoint.problem = tr("the account was changed meanwhile");
    const QSet<Call *> calls = m_calls; // each goes out of the set as it ends
    for (Call *call : calls)
        call->cancel();
    if (m_network) // this may run inside a signal of a reply
        std::exchange(m_network, nullptr)->deleteLater();
}

QString ApiClient::host() const
{
    return m_endpoint.baseUrl.host();
}

QString ApiClient::pathOf(const QString &path) const
{
    return m_endpoint.baseUrl.path() + u'/' + path;
}

qint64 ApiClient::coolDownMs() const
{
    return m_coolDown->remainingMs(m_authority, m_credential);
}

std::optional<ApiError> ApiClient::refusal(const Request &request) const
{
    auto problem = endpointProblem(m_endpoint);
    if (!m_network) {
        // Closed: a later call gets the same error as those that were in progress.
        problem.emplace();
        problem->kind = ApiError::Kind::Cancelled;
    } else if (!problem) {
        const Result<QUrl> url = urlOf(m_endpoint, request);
        if (url.ok())
            return {};
        problem = url.error();
    }
    problem->host = host();
    return problem;
}

QNetworkRequest ApiClient::networkRequest(const Request &request)
{
    QNetworkRequest out(urlOf(m_endpoint, request).value());
    const Dialect &row = dialect(m_endpoint.dialect);

    out.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    if (out.url().scheme() == "https"_L1) {
        if (!m_tls)
            m_tls = tlsConfiguration(m_endpoint.extraCa);
        out.setSslConfiguration(*m_tls);
    }

    out.setHeader(QNetworkRequest::UserAgentHeader, u"Tuneboard/" TUNEBOARD_VERSION ""_s);
    // No other packing is taken: AnswerBody unpacks gzip in steps, and the decoders of Qt take any that the
    // server chooses, without a limit in time.
    out.setRawHeader("Accept-Encoding", "gzip");
    out.setRawHeader("Accept", request.expect == Request::Expect::Json ? "application/json" : "*/*");
    if (!m_endpoint.key.isEmpty()) {
        out.setRawHeader(QByteArray(row.keyHeader.data(), row.keyHeader.size()),
                         headerBytes(row.keyPrefix, m_endpoint.key.reveal()));
    }
    if (row.scopeHeaders && !m_endpoint.organization.isEmpty())
        out.setRawHeader("OpenAI-Organization", m_endpoint.organization.toLatin1());
    if (row.scopeHeaders && !m_endpoint.project.isEmpty())
        out.setRawHeader("OpenAI-Project", m_endpoint.project.toLatin1());
    for (const ExtraHeader &header : m_endpoint.extras.headers)
        out.setRawHeader(header.name.toLatin1(), headerBytes({}, header.value.reveal()));
    return out;
}

bool ApiClient::takeTurn(Call &call)
{
    if (m_active.size() < maxAtOnce) {
        m_active.insert(&call);
        return true;
    }
    m_queue.append(&call);
    return false;
}

void ApiClient::giveTurn(Call &call)
{
    m_queue.removeOne(&call);
    if (m_active.remove(&call) && !m_queue.isEmpty())
        m_turns.start(0); // later: this is called in the middle of ending a call
}

void ApiClient::nextTurns()
{
    // Each looks at the cool-down again, and then sends, waits, or ends.
    while (m_active.size() < maxAtOnce && !m_queue.isEmpty())
        m_queue.takeFirst()->tryStart();
}

void ApiClient::cool(const RetryPlan &plan)
{
    switch (plan.cool) {
    case RetryPlan::Cool::Nothing:
        return;
    case RetryPlan::Cool::Credential:
        return m_coolDown->coolCredential(m_authority, m_credential, plan.coolDownMs);
    case RetryPlan::Cool::Host:
        return m_coolDown->coolHost(m_authority, plan.coolDownMs);
    }
}

QDateTime ApiClient::now() const
{
    return m_timing.now ? m_timing.now() : QDateTime::currentDateTimeUtc();
}

double ApiClient::chance() const
{
    return m_timing.jitter ? m_timing.jitter() : QRandomGenerator::global()->generateDouble();
}

} // namespace tuneboard
