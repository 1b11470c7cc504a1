// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a long text into the user's file without keeping the window waiting.
#pragma once

#include "app/models/textpieces.h"

#include <QObject>
#include <QThreadPool>

#include <atomic>

namespace tuneboard {

/// The text is made and written on a thread of its own. The file is replaced at the end, or stays as it was.
class FileWriter : public QObject
{
    Q_OBJECT

public:
    FileWriter(const QString &path, TextPieces text, QObject *parent);
    /// Stops, if it has not ended.
    ~FileWriter() override;

    void start();
    /// ended() comes, and the file stays as it was.
    void cancel() { m_isStopped = true; }
    [[nodiscard]] qint64 bytes() const { return m_bytes; } ///< written so far
    [[nodiscard]] const QString &path() const { return m_path; }

Q_SIGNALS:
    /// Exactly once. `problem`: for people; empty: it is written, or it was cancelled.
    void ended(const QString &problem);

private:
    QString m_path;
    TextPieces m_text;
    std::atomic<bool> m_isStopped = false;
    std::atomic<qint64> m_bytes = 0;
    QThreadPool m_pool;
};

} // namespace tuneboard
