// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/emptypage.h"

#include "ui/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

EmptyPage::EmptyPage(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
    , m_second(new QPushButton(this))
{
    setObjectName(u"emptyPage"_s);
    setFocusPolicy(Qt::StrongFocus);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_title->setObjectName(u"emptyTitle"_s);
    m_text->setObjectName(u"emptyText"_s);
    m_action->setObjectName(u"emptyAction"_s);
    m_second->setObjectName(u"emptySecondAction"_s);
    m_title->setFont(titleFont(font()));
    for (QLabel *label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignHCenter);
        label->setWordWrap(true);
    }
    connect(m_action, &QPushButton::clicked, this, &EmptyPage::actionTriggered);
    connect(m_second, &QPushButton::clicked, this, &EmptyPage::secondTriggered);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_action);
    buttons->addWidget(m_second);
    buttons->addStretch();
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(24, 12, 24, 12);
    box->setSpacing(8);
    box->addStretch(2);
    box->addWidget(m_title);
    box->addWidget(m_text);
    box->addSpacing(4);
    box->addLayout(buttons);
    box->addStretch(3);
    applyPalette();
}

void EmptyPage::show(const QString &title, const QString &text, const QString &action, const QString &second)
{
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(action);
    m_action->setAccessibleName(action);
    m_action->setVisible(!action.isEmpty());
    m_second->setText(second);
    m_second->setAccessibleName(second);
    m_second->setVisible(!second.isEmpty());
}

void EmptyPage::applyPalette()
{
    QPalette quiet = palette();
    for (const auto role : {QPalette::WindowText, QPalette::Text})
        quiet.setColor(role, colours(quiet).secondText);
    m_text->setPalette(quiet);
}

void EmptyPage::keyPressEvent(QKeyEvent *event)
{
    if (!m_action->isHidden() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return m_action->click();
    QWidget::keyPressEvent(event);
}

void EmptyPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyPalette();
}

} // namespace tuneboard
