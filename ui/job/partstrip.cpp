// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/partstrip.h"

#include "app/repository/jobrecords.h"
#include "ui/format.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

PartStrip::PartStrip(What what, QWidget *parent)
    : QWidget(parent)
    , m_what(what)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_copyRequestId(new QToolButton(this))
    , m_act(new QToolButton(this))
{
    setObjectName(u"partStrip"_s);
    m_text->setObjectName(u"partStripText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_icon->setFixedSize(fontMetrics().height(), fontMetrics().height());
    m_copyRequestId->setObjectName(u"partStripCopyRequestId"_s);
    m_copyRequestId->setText(tr("Copy request id"));
    m_copyRequestId->setAccessibleName(tr("Copy request id"));
    m_act->setObjectName(u"partStripAct"_s);
    m_act->setAccessibleName(tr("Read again"));
    for (QToolButton *button : {m_copyRequestId, m_act}) {
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::TabFocus);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 2, 8, 2);
    row->setSpacing(6);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_copyRequestId);
    row->addWidget(m_act);
    connect(m_copyRequestId, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_requestId); });
    connect(m_act, &QToolButton::clicked, this, [this] {
        if (m_isLoading)
            Q_EMIT stopRequested();
        else
            Q_EMIT retryRequested();
    });
    hide();
}

QString PartStrip::text() const
{
    return isHidden() ? QString() : m_text->text();
}

void PartStrip::setState(const PartState &state, bool isStopped, qint64 kept, bool isEmbedded)
{
    const bool isEvents = m_what == What::Events;
    QString text;
    QString act;
    m_isLoading = state.isLoading;
    const bool isAnswered = isEmbedded && (isNotOffered(state) || state.isComplete); // there is nothing more
    m_isError = !state.isLoading && state.error.has_value() && !isAnswered;
    m_requestId = m_isError ? state.error->requestId : QString();
    if (m_isLoading) {
        const qint64 so = std::max(state.received, kept);
        text = isEvents ? tr("%1 events so far").arg(count(so)) : tr("%1 checkpoints so far").arg(count(so));
        act = tr("Stop");
    } else if (isAnswered) {
        text.clear();
    } else if (m_isError) {
        text = (isEvents ? tr("Events: %1") : tr("Checkpoints: %1")).arg(state.error->text());
        if (state.error->worthRetrying())
            act = tr("Retry");
    } else if (state.limitedAfter > 0) {
        text = isEvents
                   ? tr("Stopped after %1 new events. The server has more.").arg(count(state.limitedAfter))
                   : tr("Stopped after %1 checkpoints. The server has more.").arg(count(state.limitedAfter));
        act = tr("Continue");
    } else if (isStopped && !state.isComplete) {
        text = isEvents ? tr("The reading was stopped: older events are missing.")
                        : tr("The reading was stopped: checkpoints may be missing.");
        act = tr("Go on");
    } else if (!state.isComplete && kept > 0) {
        text = isEvents ? tr("Not all events of this job are here.")
                        : tr("Not all checkpoints of this job are here.");
        act = tr("Read all");
    }
    if (state.rejected > 0) {
        text += (text.isEmpty() ? QString() : u" "_s) +
                tr("%n object(s) could not be read. The first: %1", nullptr, state.rejected)
                    .arg(cellText(state.firstReject, 300));
    }
    m_text->setText(cellText(text, 2000));
    m_copyRequestId->setVisible(!m_requestId.isEmpty());
    m_act->setVisible(!act.isEmpty());
    m_act->setText(act);
    if (!act.isEmpty())
        m_act->setAccessibleName(act);
    setVisible(!text.isEmpty());
    applyLook();
}

void PartStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void PartStrip::applyLook()
{
    const Colours &look = colours(palette());
    const QColor colour = m_isError ? look.bad : m_isLoading ? look.secondText : look.waiting;
    const QString icon = m_isError ? u"error"_s : m_isLoading ? u"hourglass"_s : u"warning"_s;
    setTextColour(m_text, colour);
    m_icon->setPixmap(tintedIcon(icon, colour)
                          .pixmap(QSize(m_icon->width() - 2, m_icon->width() - 2), devicePixelRatioF()));
    m_copyRequestId->setIcon(tintedIcon(u"copy"_s, look.secondText));
}

} // namespace tuneboard
