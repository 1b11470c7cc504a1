// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/jobheader.h"

#include "ui/format.h"
#include "ui/job/elidedlabel.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace tuneboard {

JobHeader::JobHeader(QWidget *parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_icon(new QLabel(this))
    , m_status(new QLabel(this))
    , m_line(new ElidedLabel(this))
    , m_copyLink(new QToolButton(this))
    , m_copyModel(new QToolButton(this))
    , m_chooseModel(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(u"jobHeader"_s);
    m_name->setObjectName(u"jobName"_s);
    m_name->setMinimumCharacters(24);
    m_name->setFont(titleFont(font()));
    m_status->setObjectName(u"jobStatus"_s);
    m_status->setTextFormat(Qt::PlainText);
    m_line->setObjectName(u"jobLine"_s);

    const auto setUp = [](QToolButton *button, const QString &name, const QString &text) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(text);
        button->setToolTip(text);
        button->setFocusPolicy(Qt::TabFocus);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    };
    setUp(m_copyLink, u"copyLink"_s, tr("Copy link"));
    setUp(m_copyModel, u"copyModelName"_s, tr("Copy model name"));
    setUp(m_chooseModel, u"chooseModel"_s, tr("Choose which model name to copy"));
    m_chooseModel->setText(u"▾"_s);
    m_chooseModel->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_chooseModel->setPopupMode(QToolButton::InstantPopup);
    m_chooseModel->hide();
    setUp(m_close, u"closeJob"_s, tr("Close"));
    m_close->setToolButtonStyle(Qt::ToolButtonIconOnly);
    m_close->setAutoRaise(true);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 8, 4);
    row->setSpacing(6);
    row->addWidget(m_name);
    row->addSpacing(4);
    row->addWidget(m_icon);
    row->addWidget(m_status);
    row->addSpacing(2);
    row->addWidget(m_line);
    row->addStretch(1);
    row->addWidget(m_copyLink);
    row->addWidget(m_copyModel);
    row->addWidget(m_chooseModel);
    row->addWidget(m_close);

    connect(m_copyLink, &QToolButton::clicked, this, &JobHeader::copyLinkRequested);
    connect(m_close, &QToolButton::clicked, this, &JobHeader::closeRequested);
    auto *models = new QMenu(this);
    models->setObjectName(u"modelsMenu"_s);
    m_chooseModel->setMenu(models);
    const auto offer = [this, models](const QString &name, const QString &text, bool best) {
        QAction *action = models->addAction(text, this, [this, best] { copyModel(best); });
        action->setObjectName(name);
    };
    offer(u"copyBestModel"_s, tr("Copy &best checkpoint"), true);
    offer(u"copyFinalModel"_s, tr("Copy &final model"), false);
    connect(m_copyModel, &QToolButton::clicked, this, [this] { copyModel(!m_bestModel.isEmpty()); });
    applyLook();
}

void JobHeader::setJob(const QString &name, const QString &status, const QString &line)
{
    m_name->setText(name);
    m_line->setText(line);
    m_word = status;
    m_status->setText(status.isEmpty() ? QString() : cellText(statusLabel(status), 40));
    m_status->setAccessibleName(m_status->text());
    applyLook();
    fit();
}

void JobHeader::setModelNames(const QString &best, const QString &last, const QString &reason)
{
    m_bestModel = best;
    m_finalModel = last;
    const bool hasBoth = !best.isEmpty() && !last.isEmpty() && best != last;
    const QString model = best.isEmpty() ? last : best;
    m_copyModel->setEnabled(!model.isEmpty());
    m_copyModel->setToolTip(toolTipText(model.isEmpty() ? reason
                                        : hasBoth       ? tr("Copy the best checkpoint, %1").arg(model)
                                                        : tr("Copy %1").arg(model)));
    m_copyModel->setAccessibleDescription(model.isEmpty() ? reason : QString());
    m_chooseModel->setVisible(hasBoth);
    fit();
}

void JobHeader::copyModel(bool best)
{
    const QString &model = best ? m_bestModel : m_finalModel;
    QGuiApplication::clipboard()->setText(model);
    if (m_bestModel.isEmpty() || m_bestModel == m_finalModel)
        return;
    const QString what = best ? tr("Copied the best checkpoint: %1") : tr("Copied the final model: %1");
    const QPoint place = m_copyModel->mapToGlobal(QPoint(0, m_copyModel->height()));
    QToolTip::showText(place, toolTipText(what.arg(model)), m_copyModel);
}

void JobHeader::setLinkEnabled(bool enabled)
{
    m_copyLink->setEnabled(enabled);
}

void JobHeader::setHasJob(bool hasJob)
{
    m_copyLink->setVisible(hasJob);
    m_copyModel->setVisible(hasJob);
    if (!hasJob)
        m_chooseModel->hide();
}

void JobHeader::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

// Text goes before icons: first the buttons' words, then the line behind the status.
void JobHeader::fit()
{
    const int icon = fontMetrics().height();
    const int status = m_word.isEmpty() ? 0 : icon + m_status->sizeHint().width() + 18;
    // Margins, gaps, the cross and two buttons without words.
    const int choice = m_chooseModel->isHidden() ? 0 : m_chooseModel->sizeHint().width() + 6;
    const int always = m_name->sizeHint().width() + status + 40 + 3 * (icon + 20) + choice;
    const int words = fontMetrics().horizontalAdvance(m_copyLink->text() + m_copyModel->text()) + 24;
    const int line = m_line->sizeHint().width() + 8;
    const auto style =
        width() >= always + words + line ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    m_copyLink->setToolButtonStyle(style);
    m_copyModel->setToolButtonStyle(style);
    m_line->setVisible(width() >= always + line / 2);
    m_status->setVisible(!m_word.isEmpty() && width() >= 30 * fontMetrics().averageCharWidth());
}

void JobHeader::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void JobHeader::applyLook()
{
    const Colours &look = colours(palette());
    const StatusTerm *term = statusTerm(m_word);
    const QColor tone = toneColour(term ? term->tone : Tone::Neutral, palette());
    const int size = fontMetrics().height();
    m_icon->setVisible(!m_word.isEmpty());
    m_icon->setPixmap(tintedIcon(term ? QString::fromLatin1(term->icon) : u"question"_s, tone)
                          .pixmap(QSize(size, size), devicePixelRatioF()));
    setTextColour(m_status, tone);
    setTextColour(m_line, look.secondText);
    m_copyLink->setIcon(tintedIcon(u"link"_s, look.text));
    m_copyModel->setIcon(tintedIcon(u"copy"_s, look.text));
    m_close->setIcon(tintedIcon(u"close"_s, look.secondText));
}

} // namespace tuneboard
