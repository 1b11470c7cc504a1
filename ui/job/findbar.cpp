// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/findbar.h"

#include "ui/format.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

FindBar::FindBar(const QString &name, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_field(new QLineEdit(this))
    , m_count(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
{
    setObjectName(name);
    m_field->setObjectName(name + "Field"_L1);
    m_field->setAccessibleName(hint);
    m_field->setPlaceholderText(hint);
    m_field->setClearButtonEnabled(true);
    m_field->setMinimumWidth(m_field->fontMetrics().averageCharWidth() * 14);
    m_field->setMaximumWidth(m_field->fontMetrics().averageCharWidth() * 40);
    m_field->installEventFilter(this);
    m_count->setObjectName(name + "Count"_L1);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setMinimumWidth(m_count->fontMetrics().averageCharWidth() * 10);

    const auto setUp = [&](QToolButton *button, Qt::ArrowType arrow, const QString &part, const QString &text,
                           const QString &key) {
        button->setObjectName(name + part);
        button->setArrowType(arrow);
        button->setAutoRaise(true);
        button->setAccessibleName(text);
        button->setToolTip(tr("%1 (%2)").arg(text, key));
        button->setFocusPolicy(Qt::TabFocus);
        button->setEnabled(false);
    };
    setUp(m_previous, Qt::UpArrow, u"Previous"_s, tr("Previous hit"),
          QKeySequence(Qt::SHIFT | Qt::Key_F3).toString(QKeySequence::NativeText));
    setUp(m_next, Qt::DownArrow, u"Next"_s, tr("Next hit"),
          QKeySequence(Qt::Key_F3).toString(QKeySequence::NativeText));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_count);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::textChanged);
    connect(m_previous, &QToolButton::clicked, this, &FindBar::previousRequested);
    connect(m_next, &QToolButton::clicked, this, &FindBar::nextRequested);
}

QString FindBar::text() const
{
    return m_field->text();
}

void FindBar::setHits(int current, int hits)
{
    m_previous->setEnabled(hits > 0);
    m_next->setEnabled(hits > 0);
    if (text().isEmpty())
        m_count->clear();
    else if (hits == 0)
        m_count->setText(tr("No hits"));
    else if (current > 0)
        m_count->setText(tr("%1 of %2").arg(count(current), count(hits)));
    else
        m_count->setText(tr("%n hit(s)", nullptr, hits));
}

void FindBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
    m_field->selectAll();
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (key->modifiers() & Qt::ShiftModifier)
                Q_EMIT previousRequested();
            else
                Q_EMIT nextRequested();
            return true;
        }
        if (key->key() == Qt::Key_Escape && !m_field->text().isEmpty()) {
            m_field->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace tuneboard
