// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice.h"

#include "app/api/terms.h"
#include "ui/format.h"

#include <QApplication>
#include <QLocale>
#include <QSystemTrayIcon>
#ifdef QT_DBUS_LIB
#    include "ui/noticebus.h"
#endif

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMaxNames = 4;
constexpr int kMaxNameLength = 60;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(tuneboard::Notice)
};

QString nameOf(const JobChange &change)
{
    return cellText(change.name.isEmpty() ? change.key.id : change.name, kMaxNameLength);
}

// "support-triage succeeded"
QString sentence(const JobChange &change)
{
    switch (statusOf(change.status)) {
    case Status::Succeeded:
        return Words::tr("%1 succeeded").arg(nameOf(change));
    case Status::Failed:
        return Words::tr("%1 failed").arg(nameOf(change));
    case Status::Paused:
        return Words::tr("%1 was paused by the server").arg(nameOf(change));
    default:
        break;
    }
    return Words::tr("%1: %2").arg(nameOf(change), statusLabel(change.status));
}

/// Where the session has no service for messages.
class TrayNotifier final : public Notifier
{
public:
    TrayNotifier()
    {
        m_icon.setIcon(QApplication::windowIcon());
        m_icon.setToolTip(QGuiApplication::applicationDisplayName());
        connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] { Q_EMIT clicked(m_job, {}); });
    }

    void show(const DesktopNotice &notice) override
    {
        if (!QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
            return;
        m_job = notice.job;
        m_icon.show(); // without an icon there is no message
        m_icon.showMessage(notice.title, notice.text, QApplication::windowIcon());
    }

private:
    QSystemTrayIcon m_icon;
    JobKey m_job;
};

} // namespace

DesktopNotice noticeOf(const std::vector<JobChange> &changes)
{
    DesktopNotice notice;
    notice.job = changes.back().key;
    if (changes.size() == 1) {
        const JobChange &only = changes.front();
        notice.title = sentence(only);
        notice.text =
            only.cause.isEmpty() ? only.accountName : cellText(only.cause, 200) + u'\n' + only.accountName;
        return notice;
    }
    notice.title = Words::tr("%n job(s) changed", nullptr, int(changes.size()));
    QStringList lines;
    for (std::size_t i = changes.size(); i-- > 0 && lines.size() < kMaxNames;)
        lines.append(sentence(changes[i]));
    if (const auto left = qsizetype(changes.size()) - lines.size(); left > 0)
        lines.append(Words::tr("and %n more", nullptr, int(left)));
    notice.text = lines.join(u'\n');
    return notice;
}

std::unique_ptr<Notifier> Notifier::ofDesktop()
{
#ifdef QT_DBUS_LIB
    if (BusNotifier::isAvailable())
        return std::make_unique<BusNotifier>();
#endif
    return std::make_unique<TrayNotifier>();
}

} // namespace tuneboard
