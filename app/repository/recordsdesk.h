// SPDX-License-Identifier: GPL-3.0-or-later
// What all who read a job's details share: the archive's thread, a thread for long work, the clock.
#pragma once

#include "app/repository/archivethread.h"
#include "app/repository/readinglimits.h"

#include <QPointer>
#include <QTemporaryDir>
#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

namespace tuneboard {

/// Why something that was read of one job is not in the archive; nullopt: all of it is. Of the archive's
/// thread alone, which tells it in the order of the writes.
using Unkept = std::shared_ptr<std::optional<ArchiveError>>;

/// Answers come back on the thread of `home`, later, and never after the asking `context` has died.
struct RecordsDesk
{
    ArchiveThread *archive = nullptr;
    QObject *home = nullptr; ///< lives longer than the archive's thread and the pool's work
    QThreadPool *pool = nullptr;
    std::shared_ptr<std::atomic<bool>> isEnding = std::make_shared<std::atomic<bool>>(false);
    std::function<qint64()> clockMs; ///< milliseconds since 1970, UTC
    std::shared_ptr<ReadingLimits> limits = std::make_shared<ReadingLimits>();
    /// For contents while the archive is in memory; made when it is needed.
    std::shared_ptr<std::optional<QTemporaryDir>> temporary =
        std::make_shared<std::optional<QTemporaryDir>>();

    /// `work(ArchiveSession &)` on the archive's thread, then `done(its value)`.
    template<class Work, class Done>
    void ask(QObject *context, Work work, Done done) const
    {
        archive->post(
            [to = home, context = QPointer<QObject>(context), work = std::move(work),
             done = std::move(done)](ArchiveSession &session) { answer(to, context, work(session), done); });
    }

    /// `call()` on the thread of `home`, later; for work that has more than one answer.
    template<class Call>
    void tell(const QPointer<QObject> &context, Call call) const
    {
        QMetaObject::invokeMethod(
            home,
            [context, call = std::move(call)] {
                if (context)
                    call();
            },
            Qt::QueuedConnection);
    }

    /// `work(Archive &)` on the archive's thread, its failure told in `unkept`.
    template<class Work>
    void keep(const Unkept &unkept, Work work) const
    {
        archive->post([unkept, work = std::move(work)](ArchiveSession &session) {
            const auto kept = session.run(work);
            if (const auto *error = std::get_if<ArchiveError>(&kept))
                *unkept = *error;
        });
    }

    /// `work()` on a thread of the pool, then `done(its value)`.
    template<class Work, class Done>
    void compute(QObject *context, Work work, Done done) const
    {
        pool->start([to = home, context = QPointer<QObject>(context), work = std::move(work),
                     done = std::move(done)] { answer(to, context, work(), done); });
    }

private:
    template<class T, class Done>
    static void answer(QObject *to, const QPointer<QObject> &context, T value, const Done &done)
    {
        QMetaObject::invokeMethod(
            to,
            [context, done, value = std::make_shared<T>(std::move(value))] {
                if (context)
                    done(std::move(*value));
            },
            Qt::QueuedConnection);
    }
};

} // namespace tuneboard
