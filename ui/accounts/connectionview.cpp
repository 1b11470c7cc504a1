// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/connectionview.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

ConnectionView::ConnectionView(QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_lines(new QWidget(this))
{
    m_button->setObjectName(u"testConnection"_s);
    m_button->setAutoDefault(false);
    m_progress->setObjectName(u"testProgress"_s);
    m_progress->setAccessibleName(tr("Progress of the test"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    m_lines->setObjectName(u"testResult"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_button);
    row->addWidget(m_progress, 1);
    row->addStretch();
    auto *lines = new QVBoxLayout(m_lines);
    lines->setContentsMargins({});
    lines->setSpacing(4);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins({});
    box->setSpacing(8);
    box->addLayout(row);
    box->addWidget(m_lines);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_test) {
            stop();
            clearLines();
            addLine(Tone::Neutral, tr("The test was stopped."), u"testStopped"_s);
        } else {
            Q_EMIT testRequested();
        }
    });
    setRunning(false);
    m_lines->hide();
}

void ConnectionView::setRunning(bool running)
{
    m_button->setText(running ? tr("Stop") : tr("Test connection"));
    m_button->setAccessibleName(running ? tr("Stop the test of the connection") : tr("Test connection"));
    m_progress->setVisible(running);
}

void ConnectionView::stop()
{
    delete m_test; // its requests end with it
    setRunning(false);
}

void ConnectionView::reset()
{
    stop();
    clearLines();
}

void ConnectionView::start(const Endpoint &endpoint, const Timing &timing)
{
    reset();
    m_test = new ConnectionTest(endpoint, timing, this);
    m_progress->setRange(0, int(m_test->parts().size()) + 1);
    m_progress->setValue(1); // what has begun is not at zero
    setRunning(true);
    connect(m_test, &ConnectionTest::progressed, this,
            [this] { m_progress->setValue(m_test->answered() + 1); });
    connect(m_test, &ConnectionTest::finished, this, [this] {
        showResult();
        m_test->deleteLater();
        m_test = nullptr;
        setRunning(false);
    });
    m_test->start();
}

void ConnectionView::showResult()
{
    clearLines();
    if (const auto failure = m_test->failure()) {
        addLine(Tone::Bad, failure->text(), u"testFailure"_s);
        for (const QString &fact : failure->certificate.lines())
            addLine(Tone::Neutral, fact, u"testCertificate"_s);
        if (!failure->requestId.isEmpty())
            addLine(Tone::Neutral, tr("Request id: %1").arg(failure->requestId), u"testRequestId"_s);
        return;
    }
    addLine(Tone::Good,
            m_test->organization().isEmpty()
                ? tr("%1 accepts the key.").arg(m_test->host())
                : tr("%1 accepts the key, organization %2.").arg(m_test->host(), m_test->organization()),
            u"testHost"_s);
    for (const ConnectionPart &part : m_test->parts()) {
        if (!part.error)
            addLine(Tone::Good, tr("%1: allowed").arg(part.label()), u"testPart"_s);
        else
            addLine(Tone::Bad, tr("%1: refused. %2").arg(part.label(), part.error->text()), u"testPart"_s);
    }
}

void ConnectionView::addLine(Tone tone, const QString &text, const QString &name)
{
    auto *row = new QWidget(m_lines);
    auto *box = new QHBoxLayout(row);
    box->setContentsMargins({});
    box->setSpacing(8);
    auto *icon = new QLabel(row);
    icon->setFixedWidth(fontMetrics().height());
    auto *label = new QLabel(row);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setText(cellText(text, 600));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    box->addWidget(icon, 0, Qt::AlignTop);
    box->addWidget(label, 1);
    m_lines->layout()->addWidget(row);
    m_icons.append({icon, tone});
    QEvent palette(QEvent::PaletteChange);
    changeEvent(&palette);
    m_lines->show();
    Q_EMIT changed();
}

void ConnectionView::clearLines()
{
    m_icons.clear();
    while (QLayoutItem *item = m_lines->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    m_lines->hide();
    Q_EMIT changed();
}

void ConnectionView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange)
        return;
    const Colours &c = colours(palette());
    const int side = fontMetrics().height();
    for (const Line &line : m_icons) {
        if (line.tone != Tone::Neutral)
            line.icon->setPixmap(tintedIcon(line.tone == Tone::Good ? u"check"_s : u"error"_s,
                                            line.tone == Tone::Good ? c.good : c.bad)
                                     .pixmap(QSize(side, side), devicePixelRatioF()));
    }
}

} // namespace tuneboard
