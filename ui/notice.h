// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the desktop: of jobs that ended while nobody looked.
#pragma once

#include "app/repository/jobnotices.h"

#include <QObject>

#include <memory>

namespace tuneboard {

struct DesktopNotice
{
    QString title;
    QString text; ///< plain
    JobKey job;   ///< what a click opens
};

/// One message for all of them. There is at least one.
[[nodiscard]] DesktopNotice noticeOf(const std::vector<JobChange> &changes);

/// The way to the desktop's messages; tests have one of their own.
class Notifier : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    virtual void show(const DesktopNotice &notice) = 0;

    /// The session's notification service on Linux, else an icon in the system's tray.
    [[nodiscard]] static std::unique_ptr<Notifier> ofDesktop();

Q_SIGNALS:
    /// `activation`: the desktop's token that lets the window come to the front; empty: none.
    void clicked(const tuneboard::JobKey &job, const QByteArray &activation);
};

} // namespace tuneboard
