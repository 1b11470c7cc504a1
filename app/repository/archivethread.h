// SPDX-License-Identifier: GPL-3.0-or-later
// The archive's own thread: work is posted to it and runs in order, so that no disk is waited for by the
// window.
#pragma once

#include "app/archive/archiveerror.h"
#include "app/archive/recovery.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

namespace tuneboard {

/// The archive as the posted work sees it. Lives on the archive's thread.
class ArchiveSession
{
public:
    using NoticeHandler = std::function<void(const ArchiveError &)>;

    ArchiveSession(Archive::Options options, NoticeHandler onNotice);

    /// Runs `work(Archive &)`, which gives an ArchiveResult. Damage met on the way sets the file aside and
    /// runs the work once more on the new one. Every error is also passed to the notice handler, except
    /// Unknown: an answer for an account that was removed meanwhile is dropped.
    template<class Work>
    auto run(const Work &work) -> decltype(work(std::declval<Archive &>()))
    {
        open();
        if (!m_opened.archive)
            return *m_opened.notice;
        auto result = work(*m_opened.archive);
        auto *error = std::get_if<ArchiveError>(&result);
        if (error && error->kind == ArchiveError::Kind::Damaged && (error->isProven || !m_isSound)) {
            recover();
            if (!m_opened.archive)
                return *m_opened.notice;
            result = work(*m_opened.archive);
            error = std::get_if<ArchiveError>(&result);
        }
        if (error && error->kind == ArchiveError::Kind::Damaged && !error->isProven && m_isSound)
            *error = archiveError(ArchiveError::Kind::Refused, m_opened.options.path, error->detail);
        if (error && error->kind != ArchiveError::Kind::Unknown)
            m_onNotice(*error);
        return result;
    }

    /// Set while the program ends: long reading stops.
    [[nodiscard]] bool isEnding() const { return m_ending; }

private:
    friend class ArchiveThread;
    void open();
    void recover();

    Archive::Options m_options;
    NoticeHandler m_onNotice;
    OpenedArchive m_opened;
    bool m_isOpen = false;
    bool m_isSound = false; ///< the file was checked, and nothing was found
    std::atomic<bool> m_ending = false;
};

class ArchiveThread
{
public:
    /// `onNotice` runs on the archive's thread.
    ArchiveThread(Archive::Options options, ArchiveSession::NoticeHandler onNotice);
    /// Finishes what was posted, then ends the thread.
    ~ArchiveThread();
    Q_DISABLE_COPY_MOVE(ArchiveThread)

    void post(std::function<void(ArchiveSession &)> work);

private:
    QThread m_thread;
    std::shared_ptr<ArchiveSession> m_session; ///< what is posted holds it too
    QObject *m_worker;                         ///< lives on the thread; deleted when it ends
};

} // namespace tuneboard
