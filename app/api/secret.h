// SPDX-License-Identifier: GPL-3.0-or-later
// A key that cannot be printed by accident.
#pragma once

#include <QByteArray>
#include <QDebug>

#include <memory>
#include <utility>

class QDataStream;
class QTextStream;

namespace tuneboard {

/// Holds a credential. It has no stream, no toString and no comparison; the only way out is `reveal()`,
/// which only app/api/apiclient and the keychain call, and gatewayUuid() for the value of a header that is
/// not secret. Copies share one buffer, which is overwritten when the last of them goes, on whichever thread
/// that is. What was copied out of `reveal()` is the caller's care: as long as such a copy shares the bytes,
/// they cannot be overwritten.
class Secret
{
public:
    Secret() = default;
    /// Takes the bytes over; a copy that the caller keeps stays the caller's.
    explicit Secret(QByteArray bytes)
        : m_held(bytes.isEmpty() ? nullptr : std::make_shared<Held>(std::move(bytes)))
    {
    }

    [[nodiscard]] bool isEmpty() const { return !m_held; }
    /// The plain bytes, for the one header that needs them. The reference lives as long as this Secret.
    [[nodiscard]] const QByteArray &reveal() const
    {
        static const QByteArray none;
        return m_held ? m_held->bytes : none;
    }

private:
    struct Held
    {
        explicit Held(QByteArray b)
            : bytes(std::move(b))
        {
            bytes.detach();
        }
        ~Held()
        {
            // Only our own buffer: others may share the bytes after reveal(), and theirs must not change.
            if (!bytes.isDetached())
                return;
            // Volatile, or the compiler sees that nobody reads the zeros and leaves them out.
            volatile char *p = bytes.data();
            for (qsizetype i = 0, n = bytes.size(); i < n; ++i)
                p[i] = '\0';
        }
        Q_DISABLE_COPY_MOVE(Held)
        QByteArray bytes;
    };
    std::shared_ptr<Held> m_held; ///< null: empty
};

// Mistakes that then do not compile. Comparing by content belongs in no program text: it takes a time that
// tells.
bool operator==(const Secret &, const Secret &) = delete;
QDebug operator<<(QDebug, const Secret &) = delete;
QDataStream &operator<<(QDataStream &, const Secret &) = delete;
QTextStream &operator<<(QTextStream &, const Secret &) = delete;

} // namespace tuneboard
