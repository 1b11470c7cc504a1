// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/openevents.h"

#include <QFileOpenEvent>
#include <QUrl>

namespace tuneboard {

bool OpenEvents::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FileOpen)
        return QObject::eventFilter(watched, event);
    const auto *open = static_cast<QFileOpenEvent *>(event);
    const QUrl url = open->url();
    const bool isFile = url.isLocalFile() || (url.isEmpty() && !open->file().isEmpty());
    Q_EMIT opened(isFile ? Reference::parseLocalPath(open->file())
                         : Reference::parseLink(url.toString(QUrl::FullyEncoded)));
    return true;
}

} // namespace tuneboard
