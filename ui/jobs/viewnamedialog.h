// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for the name of a saved view: a new one, or another for one that is there.
#pragma once

#include "app/models/savedview.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tuneboard {

class ViewNameDialog : public QDialog
{
    Q_OBJECT

public:
    /// `renamed`: the view that gets another name; null: a new view. Only a new one may take the name, and
    /// with it the place, of another; the dialog asks for that before.
    ViewNameDialog(const QList<SavedView> &views, const QString &name, const QUuid &renamed,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    /// Never empty; on one line.
    void named(const QString &name);

private:
    void check();

    QList<SavedView> m_views;
    QUuid m_renamed;
    QLineEdit *m_name;
    QLabel *m_note;
    QPushButton *m_yes;
};

} // namespace tuneboard
