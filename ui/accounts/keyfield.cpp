// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/keyfield.h"

#include <QContextMenuEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace tuneboard {

KeyField::KeyField(QWidget *parent, Blanks blanks)
    : QLineEdit(parent)
{
    setMasked(true);
    setDragEnabled(false);
    if (blanks == Blanks::Keep)
        return;
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (const QString trimmed = text.trimmed(); trimmed != text)
            setText(trimmed);
    });
}

void KeyField::setMasked(bool masked)
{
    setEchoMode(masked ? Password : Normal); // Qt copies nothing out of a masked field
    setInputMethodHints(masked ? Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                                     Qt::ImhNoAutoUppercase
                               : Qt::ImhNoAutoUppercase);
}

Secret KeyField::key() const
{
    return Secret(text().toUtf8());
}

void KeyField::contextMenuEvent(QContextMenuEvent *event)
{
    if (echoMode() == Normal)
        return QLineEdit::contextMenuEvent(event);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Paste")), &QAction::triggered, this, &QLineEdit::paste);
    connect(menu->addAction(tr("Clear")), &QAction::triggered, this, &QLineEdit::clear);
    menu->popup(event->globalPos());
}

} // namespace tuneboard
