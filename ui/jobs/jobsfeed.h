// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the text of an exported file from many jobs, and hands it in small pieces to the thread that writes
// it.
#pragma once

#include "app/models/textpieces.h"
#include "app/repository/repository.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace tuneboard {

/// Each piece is made on the window's thread, which owns the list. Only a few pieces wait to be written at
/// one time.
class JobsFeed : public QObject
{
    Q_OBJECT

public:
    enum class Format { Csv, Json };

    /// `repository` and `parent` must outlive this object. A job is exported as it is when its piece is made.
    JobsFeed(Repository &repository, std::vector<JobKey> keys, Format format, QObject *parent);
    /// If the text is not complete yet, it ends with an error.
    ~JobsFeed() override;

    /// The text blocks until its next piece is made, so it must not be read on the window's thread. Call this
    /// once.
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
    std::size_t m_done = 0; ///< jobs whose text is in the queue
    bool m_isAsking = false;
    QTimer m_next;
};

} // namespace tuneboard
