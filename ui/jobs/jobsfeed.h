// SPDX-License-Identifier: GPL-3.0-or-later
// Many jobs of the list as a file's text, handed to the thread that writes it a few at a time.
#pragma once

#include "app/models/textpieces.h"
#include "app/repository/repository.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tuneboard {

/// The list and the archive belong to the window's thread: there each piece is made, and no more than a few
/// of them wait to be written.
class JobsFeed : public QObject
{
    Q_OBJECT

public:
    enum class Format { Csv, Json };

    /// Both must outlive it. The jobs' values are those of the time when their piece is made.
    JobsFeed(Repository &repository, std::vector<JobKey> keys, Format format, QObject *parent);
    /// The text ends there with a problem, if it is not whole.
    ~JobsFeed() override;

    /// Waits for each piece until it is there, so not on the window's thread. Once.
    [[nodiscard]] TextPieces text();

private:
    struct Queue;

    void next();
    void addCsv();
    void askJson();
    void takeJson(const Result<QByteArrayList> &raw);

    Repository &m_repository;
    std::vector<JobKey> m_keys;
    Format m_format;
    std::shared_ptr<Queue> m_queue;
    std::size_t m_done = 0; ///< keys that are in the queue
    bool m_isAsking = false;
    QTimer m_next;
};

} // namespace tuneboard
