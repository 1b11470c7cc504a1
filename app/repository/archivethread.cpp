// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/archivethread.h"

namespace tuneboard {

ArchiveSession::ArchiveSession(Archive::Options options, NoticeHandler onNotice)
    : m_options(std::move(options))
    , m_onNotice(std::move(onNotice))
{
}

void ArchiveSession::open()
{
    if (m_isOpen)
        return;
    m_isOpen = true;
    m_opened = openOrRecover(m_options);
    if (m_opened.notice)
        m_onNotice(*m_opened.notice);
}

void ArchiveSession::recover()
{
    const Archive::Options options = m_opened.options;
    m_opened = {}; // every connection to the file must be closed before it is moved
    m_opened = recoverDamaged(options);
    m_isSound = m_opened.archive && m_opened.setAsidePath.isEmpty();
    if (m_opened.notice)
        m_onNotice(*m_opened.notice);
}

ArchiveThread::ArchiveThread(Archive::Options options, ArchiveSession::NoticeHandler onNotice)
    : m_session(std::make_shared<ArchiveSession>(std::move(options), std::move(onNotice)))
    , m_worker(new QObject)
{
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("archive"));
    m_thread.start();
}

ArchiveThread::~ArchiveThread()
{
    m_session->m_ending = true;
    // Behind everything that was posted before: writes are not lost.
    post([](ArchiveSession &session) {
        session.m_opened = {};
        QThread::currentThread()->quit();
    });
    m_thread.wait();
}

void ArchiveThread::post(std::function<void(ArchiveSession &)> work)
{
    QMetaObject::invokeMethod(
        m_worker, [session = m_session, work = std::move(work)] { work(*session); }, Qt::QueuedConnection);
}

} // namespace tuneboard
