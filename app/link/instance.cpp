// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/instance.h"

#include "app/process.h"

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QLocalServer>
#include <QLocalSocket>
#include <QThread>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// One line to the window: this word, the origin, then scope, text and activation percent-encoded (a "-"
// before each, so that none is empty). One word back.
constexpr char kGreeting[] = "tuneboard-1";
constexpr char kShown[] = "shown\n";
constexpr char kOther[] = "other\n";
constexpr char kRefused[] = "refused\n";
constexpr int kPollMs = 20;
constexpr int kMaxActivationBytes = 256;
constexpr int kMaxScopeBytes = 8192;
constexpr int kMaxLineBytes = 3 * (Instance::kMaxTextBytes + kMaxScopeBytes + kMaxActivationBytes) + 64;

QByteArray encoded(const QByteArray &bytes)
{
    return '-' + bytes.toPercentEncoding();
}

QByteArray lineOf(const Handover &handover)
{
    return QByteArray(kGreeting) + ' ' + QByteArray::number(int(handover.origin)) + ' ' +
           encoded(handover.scope.toUtf8()) + ' ' + encoded(handover.text.toUtf8()) + ' ' +
           encoded(handover.activation) + '\n';
}

// A folder that nobody else can put anything into, or out of.
bool isPrivate(const QString &folder)
{
#ifdef Q_OS_UNIX
    const QFileInfo info(folder);
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther |
                        QFile::WriteOther | QFile::ExeOther;
    return info.isDir() && !info.isSymLink() && qint64(info.ownerId()) == userNumber() &&
           !(info.permissions() & others);
#else
    return QFileInfo(folder).isDir();
#endif
}

QString usualFolder()
{
#ifdef Q_OS_UNIX
    QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (QDir::isAbsolutePath(runtime) && isPrivate(runtime))
        return runtime;
    QString own = QDir::tempPath() + "/tuneboard-"_L1 + QString::number(userNumber());
    if (!QFileInfo::exists(own)) {
        QDir().mkdir(own);
        QFile::setPermissions(own, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return own;
#else
    return QDir::tempPath();
#endif
}

QString addressIn(const QString &folder)
{
#ifdef Q_OS_UNIX
    return folder + "/tuneboard.socket"_L1;
#else
    // Names of pipes are shared by all users of the machine.
    const QByteArray user = QDir::homePath().toUtf8() + '\n' + folder.toUtf8();
    return "tuneboard-"_L1 +
           QString::fromLatin1(QCryptographicHash::hash(user, QCryptographicHash::Sha256).toHex().left(32));
#endif
}

} // namespace

Instance::Instance(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
{
    if (m_options.folder.isEmpty())
        m_options.folder = usualFolder();
    if (!isPrivate(m_options.folder))
        return;
    m_address = addressIn(m_options.folder);
    m_lock = std::make_unique<QLockFile>(m_options.folder + "/tuneboard.lock"_L1);
    m_lock->setStaleLockTime(0); // only the lock of a process that is gone is taken over, never an old one
}

Instance::~Instance() = default;

Instance::Claim Instance::claim(const Handover &handover)
{
    if (m_address.isEmpty() || handover.text.toUtf8().size() > kMaxTextBytes ||
        handover.scope.toUtf8().size() > kMaxScopeBytes)
        return Claim::Unavailable;
    QElapsedTimer waited;
    waited.start();
    for (;;) {
        if (const auto claim = claimOfRunning(handover))
            return *claim;
        if (m_lock->tryLock())
            break;
        if (m_lock->error() != QLockFile::LockFailedError)
            return Claim::Unavailable;
        // Held by another start until it listens: it is asked then.
        if (waited.elapsed() >= m_options.startMs)
            return Claim::Hung;
        QThread::msleep(kPollMs);
    }
    // Somebody may have begun to listen between the question and the lock.
    const auto claim = claimOfRunning(handover);
    if (claim)
        m_lock->unlock();
    return claim.value_or(Claim::First);
}

// nullopt: nobody listens.
std::optional<Instance::Claim> Instance::claimOfRunning(const Handover &handover) const
{
    QLocalSocket socket;
    socket.connectToServer(m_address);
    if (socket.waitForConnected(m_options.timeoutMs))
        return handOver(socket, handover);
    switch (socket.error()) {
    case QLocalSocket::ServerNotFoundError:
    case QLocalSocket::ConnectionRefusedError: // what a process that crashed has left
        return std::nullopt;
    case QLocalSocket::SocketTimeoutError:
        return Claim::Hung;
    default:
        return Claim::Unavailable;
    }
}

Instance::Claim Instance::handOver(QLocalSocket &socket, const Handover &handover) const
{
    if (!isOwnPeer(socket.socketDescriptor()))
        return Claim::Unavailable;
    yieldForeground();
    socket.write(lineOf(handover));
    QElapsedTimer waited;
    waited.start();
    while (!socket.canReadLine()) {
        const qint64 left = m_options.timeoutMs - waited.elapsed();
        if (left <= 0 || !socket.waitForReadyRead(int(left)))
            break;
    }
    const QByteArray answer = socket.readLine(64);
    if (answer == kShown)
        return Claim::HandedOver;
    if (answer == kOther)
        return Claim::Other;
    // Refused, or the window closed just now.
    const bool isSilent = answer.isEmpty() && waited.elapsed() >= m_options.timeoutMs;
    return isSilent ? Claim::Hung : Claim::Unavailable;
}

bool Instance::listen(const QString &scope)
{
    if (!m_lock || !m_lock->isLocked())
        return false;
    m_scope = scope;
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(64);
    connect(m_server, &QLocalServer::newConnection, this, &Instance::takeConnection);
    QLocalServer::removeServer(m_address); // claim() found nobody behind it
    const bool listens = m_server->listen(m_address);
    m_lock->unlock();
    return listens;
}

void Instance::takeConnection()
{
    while (QLocalSocket *socket = m_server->nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        if (!isOwnPeer(socket->socketDescriptor())) {
            socket->abort();
            continue;
        }
        socket->setReadBufferSize(kMaxLineBytes + 1);
        QTimer::singleShot(m_options.timeoutMs, socket, &QLocalSocket::abort);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        read(socket);
    }
}

void Instance::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > kMaxLineBytes)
            socket->abort();
        return;
    }
    socket->write(answer(socket->readLine(kMaxLineBytes)));
    socket->disconnectFromServer();
}

QByteArray Instance::answer(const QByteArray &line)
{
    const QByteArrayList parts = line.trimmed().split(' ');
    bool isNumber = false;
    const int origin = parts.value(1).toInt(&isNumber);
    const auto isField = [](const QByteArray &part) {
        return part.startsWith('-');
    };
    if (parts.size() != 5 || parts.at(0) != kGreeting || !isNumber || origin < 0 ||
        origin > int(ReferenceOrigin::FileAssociation) ||
        !std::all_of(parts.begin() + 2, parts.end(), isField))
        return kRefused;
    const auto field = [&](qsizetype at) {
        return QByteArray::fromPercentEncoding(parts.at(at).mid(1));
    };
    const QString scope = QString::fromUtf8(field(2));
    if (!scope.isEmpty() && scope != m_scope)
        return kOther;
    const QByteArray text = field(3);
    if (text.size() > kMaxTextBytes)
        return kRefused;
    QByteArray activation = field(4);
    if (activation.size() > kMaxActivationBytes)
        activation.clear();
    const Reference reference = parseReference(ReferenceOrigin(origin), QString::fromUtf8(text));
    // The answer goes out first: showing it may take a while.
    QMetaObject::invokeMethod(
        this,
        [this, reference, asked = !text.isEmpty(), activation] {
            Q_EMIT received(reference, asked, activation);
        },
        Qt::QueuedConnection);
    return kShown;
}

} // namespace tuneboard
