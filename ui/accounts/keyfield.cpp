// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/keyfield.h"

#include <QContextMenuEvent>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace tuneboard {

KeyField::KeyField(QWidget *parent)
    : QLineEdit(parent)
{
    setEchoMode(Password); // Qt copies nothing out of a masked field
    setDragEnabled(false);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                        Qt::ImhNoAutoUppercase);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (const QString trimmed = text.trimmed(); trimmed != text)
            setText(trimmed);
    });
}

Secret KeyField::key() const
{
    return Secret(text().toUtf8());
}

void KeyField::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Paste")), &QAction::triggered, this, &QLineEdit::paste);
    connect(menu->addAction(tr("Clear")), &QAction::triggered, this, &QLineEdit::clear);
    menu->popup(event->globalPos());
}

} // namespace tuneboard
