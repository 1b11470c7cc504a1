// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statusline.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// Of today: the time alone.
QString clockTime(qint64 ms, qint64 nowMs)
{
    const QDateTime then = QDateTime::fromMSecsSinceEpoch(ms);
    if (then.date() == QDateTime::fromMSecsSinceEpoch(nowMs).date())
        return QLocale().toString(then.time(), u"HH:mm:ss"_s);
    return relativeTime(ms / 1000, nowMs / 1000);
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QWidget(parent)
    , m_sync(new QLabel(this))
    , m_jobs(new QLabel(this))
    , m_details(new QLabel(this))
    , m_host(new QLabel(this))
{
    setObjectName(u"statusLine"_s);
    m_sync->setObjectName(u"statusSync"_s);
    m_jobs->setObjectName(u"statusJobs"_s);
    m_details->setObjectName(u"statusDetails"_s);
    m_host->setObjectName(u"statusHost"_s);
    auto *box = new QHBoxLayout(this);
    box->setContentsMargins(28, 4, 14, 4);
    box->setSpacing(16);
    for (QLabel *label : {m_sync, m_jobs, m_details, m_host}) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(smallFont(font()));
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    }
    m_sync->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_jobs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_details->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    m_details->hide();
    m_host->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    box->addWidget(m_sync);
    box->addWidget(m_jobs);
    box->addWidget(m_details);
    box->addWidget(m_host, 1);
    applyPalette();
}

void StatusLine::setAccounts(const std::vector<AccountState> &accounts, qint64 nowMs)
{
    qint64 oldest = 0;
    int received = 0;
    bool syncing = false;
    bool offline = false;
    bool failed = false;
    bool stopped = false;
    bool never = accounts.empty();
    for (const AccountState &state : accounts) {
        syncing = syncing || state.syncing;
        received += state.syncing ? state.received : 0;
        offline = offline || state.offline;
        failed = failed || state.error.has_value();
        stopped = stopped || state.stopped;
        never = never || state.lastSyncMs == 0;
        if (state.lastSyncMs > 0)
            oldest = oldest == 0 ? state.lastSyncMs : qMin(oldest, state.lastSyncMs);
    }
    const QString who = accounts.empty()       ? tr("No account")
                        : accounts.size() == 1 ? cellText(accounts.front().record.name, 40)
                                               : tr("%n account(s)", nullptr, int(accounts.size()));
    QString state;
    if (syncing)
        state = received > 0 ? tr("loading, %n job(s) so far", nullptr, received) : tr("loading…");
    else if (offline)
        state = never ? tr("offline") : tr("offline, as of %1").arg(clockTime(oldest, nowMs));
    else if (failed)
        state = never ? tr("not synced") : tr("not synced since %1").arg(clockTime(oldest, nowMs));
    else if (stopped)
        state = tr("loading was stopped");
    else if (!never)
        state = tr("synced %1").arg(clockTime(oldest, nowMs));
    m_sync->setText(state.isEmpty() ? who : who + u" · "_s + state);
    m_sync->setToolTip(oldest > 0 ? bothTimes(oldest / 1000) : QString());
    m_tone = offline   ? Tone::Waiting
             : failed  ? Tone::Bad
             : syncing ? Tone::Active
             : stopped ? Tone::Waiting
             : never   ? Tone::Neutral
                       : Tone::Good;

    m_hostName.clear();
    m_limits.clear();
    if (accounts.size() == 1) {
        const QUrl url(accounts.front().record.baseUrl);
        m_hostName = cellText(url.host() + (url.port() > 0 ? u":%1"_s.arg(url.port()) : QString()), 200);
        const RateLimits &limits = accounts.front().limits;
        if (limits.remainingRequests >= 0 && limits.limitRequests > 0) {
            m_limits = tr("%1 of %2 requests left")
                           .arg(count(limits.remainingRequests), count(limits.limitRequests));
        } else if (limits.remainingRequests >= 0) {
            m_limits = tr("%1 requests left").arg(count(limits.remainingRequests));
        }
    }
    fitHost();
    update();
}

// In a narrow window the limits go first, then the middle of the name; the tooltip has both.
void StatusLine::fitHost()
{
    const QString whole = m_limits.isEmpty() ? m_hostName : m_hostName + u" · "_s + m_limits;
    const QMargins margins = layout()->contentsMargins();
    int room = width() - margins.left() - margins.right();
    for (const QLabel *label : {m_sync, m_jobs, m_details}) {
        if (!label->isHidden())
            room -= label->sizeHint().width() + layout()->spacing();
    }
    const QFontMetrics metrics = m_host->fontMetrics();
    const bool isWhole = metrics.horizontalAdvance(whole) <= room;
    m_host->setText(isWhole ? whole : metrics.elidedText(m_hostName, Qt::ElideMiddle, std::max(0, room)));
    m_host->setToolTip(isWhole ? QString() : toolTipText(whole));
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHost();
}

void StatusLine::setCounts(int total, int shown, int selected)
{
    QString text = shown == total ? tr("%1 jobs").arg(count(total))
                                  : tr("%1 of %2 jobs").arg(count(shown), count(total));
    if (total == 1)
        text = shown == 1 ? tr("1 job") : tr("0 of 1 job");
    if (selected > 0)
        text += u" · "_s + tr("%1 selected").arg(count(selected));
    m_jobs->setText(text);
    fitHost();
}

void StatusLine::setBackfill(const BackfillState &state)
{
    const bool isLeft = state.jobs > 0 && state.kept < state.jobs;
    m_details->setVisible(isLeft && (state.isRunning || state.isPaused));
    const QString text = tr("details of %1 of %2 jobs kept").arg(count(state.kept), count(state.jobs));
    m_details->setText(state.isPaused ? text + u" · "_s + tr("paused") : text);
    m_details->setToolTip(
        tr("Events, checkpoints and results of all jobs are read in the background, the newest job first."));
    fitHost();
}

void StatusLine::applyPalette()
{
    QPalette quiet = palette();
    quiet.setColor(QPalette::WindowText, colours(quiet).secondText);
    for (QLabel *label : {m_sync, m_jobs, m_details, m_host})
        label->setPalette(quiet);
}

void StatusLine::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Colours &c = colours(palette());
    QPainter painter(this);
    painter.fillRect(rect(), c.panel);
    painter.fillRect(QRect(0, 0, width(), 1), c.line);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(toneColour(m_tone, palette()));
    const double size = fontMetrics().height() / 2.0;
    painter.drawEllipse(QRectF(14, (height() - size) / 2.0 + 0.5, size, size));
}

} // namespace tuneboard
