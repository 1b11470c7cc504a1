// SPDX-License-Identifier: GPL-3.0-or-later
// One running window a user: a second start hands its reference to the first and ends.
#pragma once

#include "app/link/reference.h"

#include <QLockFile>
#include <QObject>

#include <memory>
#include <optional>

class QLocalServer;
class QLocalSocket;

namespace tuneboard {

/// What a start asks of the window that runs already.
struct Handover
{
    QString scope; ///< which account and archive it means, as text to compare; empty: whatever is shown
    ReferenceOrigin origin = ReferenceOrigin::Typed;
    QString text;          ///< the reference, read again at the other end by its origin; empty: none
    QByteArray activation; ///< the desktop's token that lets a window come to the front; empty: none
};

/// The running window's mailbox, and the way to it. Between claim() and listen() no other start gets an
/// answer, so that of several at once exactly one becomes the window.
class Instance : public QObject
{
    Q_OBJECT

public:
    static constexpr int kMaxTextBytes = 16384; ///< a longer reference is refused at both ends
    /// So many characters always fit; more than any link or path that is taken has.
    static constexpr int kMaxTextChars = kMaxTextBytes / 3;

    struct Options
    {
        QString folder;       ///< of socket and lock, for this user alone; empty: the system's place for such
        int timeoutMs = 2000; ///< after which a window that does not answer counts as hung
        int startMs = 20'000; ///< the same for a start that has claimed its place and does not listen yet
    };

    enum class Claim {
        First,      ///< nobody runs: listen() makes this the window
        HandedOver, ///< the running window has taken it: end with 0
        Hung,       ///< a window runs and does not answer
        Other,      ///< the running window shows another account or archive: open a second one
        Unavailable ///< there is no safe place for a socket, or it is another user's: open a window
    };

    explicit Instance(Options options, QObject *parent = nullptr);
    ~Instance() override;

    /// Looks for the running window and hands over. Needs no event loop and no application object of its own;
    /// blocks for `startMs` at most for a window that is still starting, then for `timeoutMs` at most for
    /// each of connection and answer.
    [[nodiscard]] Claim claim(const Handover &handover);
    /// After First, once there is an event loop: what was sent meanwhile is received then. `scope`: what this
    /// window shows. False: no socket can be had; the program goes on alone.
    bool listen(const QString &scope);

Q_SIGNALS:
    /// Another start wants this window in front, showing `reference`. `asked` false: only in front. Of a text
    /// that is no reference, `reference` says why.
    void received(const tuneboard::Reference &reference, bool asked, const QByteArray &activation);

private:
    void takeConnection();
    void read(QLocalSocket *socket);
    [[nodiscard]] QByteArray answer(const QByteArray &line);
    [[nodiscard]] std::optional<Claim> claimOfRunning(const Handover &handover) const;
    [[nodiscard]] Claim handOver(QLocalSocket &socket, const Handover &handover) const;

    Options m_options;
    QString m_scope;
    QString m_address; ///< empty: there is no safe place
    std::unique_ptr<QLockFile> m_lock;
    QLocalServer *m_server = nullptr;
};

} // namespace tuneboard
