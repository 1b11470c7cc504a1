// SPDX-License-Identifier: GPL-3.0-or-later
// One logical request: waits its turn, is sent, is retried, and ends exactly once.
#pragma once

#include "app/api/answerbody.h"
#include "app/api/request.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class QSaveFile;

namespace tuneboard {

class ApiClient;
class HttpReply;

/// Made by ApiClient::send and ApiClient::download, owned by the client, gone some time after finished(). It
/// waits for the host's cool-down and for one of the client's connections, sends, and asks again as retry.h
/// says. A POST is sent at most once. Ends of every kind are told from the event loop, never inside a
/// function of this class.
class Call final : public QObject
{
    Q_OBJECT
public:
    ~Call() override;

    /// Ends the call as Cancelled; the callback still comes, later. An answer that has not been delivered yet
    /// is dropped, but that of a POST. A POST that was on its way may have been done.
    void cancel();
    /// False once the end is decided, even if it is not told yet.
    [[nodiscard]] bool isRunning() const { return m_state != State::Ended; }
    /// How often the request was sent so far.
    [[nodiscard]] int attempts() const { return m_attempts; }

signals:
    /// Exactly once, just before the callback, also if that is not called because its context died. Only when
    /// the client itself is deleted, this object goes with it without the signal; the callback gets Cancelled
    /// then.
    void finished(const tuneboard::Result<tuneboard::Reply> &result);
    /// Attempt number `attempt` (from 1) failed with `why`, and another will follow in `waitMs` ms or later.
    void retrying(int attempt, qint64 waitMs, const tuneboard::ApiError &why);
    /// Bytes of the body so far, and of the whole; -1: the server did not say.
    void progress(qint64 received, qint64 total);

private:
    friend class ApiClient;
    using Callback = std::function<void(Result<Reply>)>;
    enum class State { Waiting, Queued, InFlight, Ended };
    struct Answer; // what one attempt left behind

    /// Where a download goes; without a path the body is kept in memory.
    struct Target
    {
        QString path;
        bool replace = false;
    };

    Call(ApiClient &client, Request request, Target target, QObject *context, Callback callback);
    void tryStart(); ///< sends, or waits for the cool-down or a free connection
    void orphan();   ///< the client goes: the callback is told by the context's event loop
    void contextGone();

    void transmit();
    void beginBody();
    void readSome();
    void requestSent();
    void attemptTimedOut();
    void replyFinished();
    void attemptEnded();
    Result<Reply> judge(Answer &answer) const;
    Result<Reply> judgeSuccess(Answer &answer) const;
    [[nodiscard]] QString unpackingProblem() const;
    [[nodiscard]] ApiError malformed(const Answer &answer, const QString &why) const;
    [[nodiscard]] QString lateness(const Answer &answer) const;
    ApiError networkError(const Answer &answer) const;
    void failed(ApiError error, const Answer &answer);
    [[nodiscard]] Answer takeAnswer();
    void dropReply();
    void waitFor(qint64 ms);
    void end(Result<Reply> result);
    void deliver();
    [[nodiscard]] bool isPost() const { return m_request.verb == Request::Verb::Post; }
    [[nodiscard]] ApiError errorOf(ApiError::Kind kind, const QString &message = {}) const;
    [[nodiscard]] std::optional<ApiError> openFile();
    [[nodiscard]] std::optional<ApiError> commitFile();

    ApiClient &m_client;
    Request m_request;
    QString m_path; ///< of the file to be written; empty: the body is kept in memory
    bool m_replace; ///< whether a file that is there may be replaced
    QPointer<QObject> m_context;
    Callback m_callback;

    State m_state = State::Waiting;
    int m_attempts = 0;
    QTimer m_wait;
    QTimer m_headDeadline; ///< of what comes before the body
    QTimer m_deadline;     ///< of the whole attempt
    QTimer m_nextTurn;     ///< of reading the body

    HttpReply *m_reply = nullptr;           ///< owned; null unless InFlight
    std::shared_ptr<bool> m_bodyTaken;      ///< whether the network layer has begun to take a POST's body
    std::unique_ptr<AnswerBody> m_incoming; ///< null until the headers are there
    Packing m_packing;
    bool m_refused = false; ///< whether the status is not 2xx
    QByteArray m_body;
    std::unique_ptr<QSaveFile> m_file;
    qint64 m_received = 0;          ///< of the body, unpacked
    qint64 m_announced = -1;        ///< Content-Length, which counts bytes as sent; -1: not said
    CertificateFacts m_certificate; ///< that was refused; empty: none was
    std::unique_ptr<Result<Reply>> m_result;
};

} // namespace tuneboard
