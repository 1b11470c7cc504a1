// SPDX-License-Identifier: GPL-3.0-or-later
// The body of a POST that can be read once and never again.
#pragma once

#include <QByteArray>
#include <QIODevice>

#include <algorithm>
#include <cstring>
#include <memory>

namespace tuneboard {

/// A sequential device whose reset() fails, and that remembers whether it was read: a POST whose body was
/// taken may have reached the server, and is never sent again.
class OnceDevice final : public QIODevice
{
public:
    /// `taken` becomes true when the first byte is read.
    OnceDevice(QByteArray body, std::shared_ptr<bool> taken)
        : m_body(std::move(body))
        , m_taken(std::move(taken))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool reset() override { return false; }
    [[nodiscard]] bool atEnd() const override { return m_position >= m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override
    {
        return m_body.size() - m_position + QIODevice::bytesAvailable();
    }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 size = std::min<qint64>(maxSize, m_body.size() - m_position);
        if (size <= 0)
            return m_position < m_body.size() ? 0 : -1;
        *m_taken = true;
        std::memcpy(data, m_body.constData() + m_position, std::size_t(size));
        m_position += size;
        return size;
    }
    qint64 writeData(const char * /*data*/, qint64 /*size*/) override { return -1; }

private:
    QByteArray m_body;
    std::shared_ptr<bool> m_taken;
    qsizetype m_position = 0;
};

} // namespace tuneboard
