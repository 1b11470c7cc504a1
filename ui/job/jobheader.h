// SPDX-License-Identifier: GPL-3.0-or-later
// The line above the tabs: which job, how it stands, and what is copied most.
#pragma once

#include "app/api/terms.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace tuneboard {

class ElidedLabel;

class JobHeader : public QWidget
{
    Q_OBJECT

public:
    explicit JobHeader(QWidget *parent = nullptr);

    /// `status` as statusKey() gives it; empty: none is shown. `line` stands behind it.
    void setJob(const QString &name, const QString &status, const QString &line);
    /// `best`: of the best checkpoint; empty: none is known to be the best. `last`: the final model. Both
    /// empty: the button is disabled, and `reason` says why.
    void setModelNames(const QString &best, const QString &last, const QString &reason = {});
    void setLinkEnabled(bool enabled);
    /// A file that holds no job has neither a link nor a model.
    void setHasJob(bool hasJob);

Q_SIGNALS:
    void copyLinkRequested();
    void closeRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void applyLook();
    void fit();
    void copyModel(bool best);

    ElidedLabel *m_name = nullptr;
    QLabel *m_icon = nullptr;
    QLabel *m_status = nullptr;
    ElidedLabel *m_line = nullptr;
    QToolButton *m_copyLink = nullptr;
    QToolButton *m_copyModel = nullptr;
    QToolButton *m_chooseModel = nullptr; ///< shown where there are two models
    QToolButton *m_close = nullptr;
    QString m_word;
    QString m_bestModel;
    QString m_finalModel;
};

} // namespace tuneboard
