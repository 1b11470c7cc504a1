// SPDX-License-Identifier: GPL-3.0-or-later
// The tab that shows the bytes received.
#pragma once

#include "ui/job/jobtab.h"

class QLabel;
class QToolButton;

namespace tuneboard {

class CodeView;
class FindBar;

class RawTab : public JobTab
{
    Q_OBJECT

public:
    explicit RawTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    [[nodiscard]] CodeView *view() const { return m_view; }

    void findNext(bool backward = false);

protected:
    void changeEvent(QEvent *event) override;

private:
    void setText(const QString &pretty, bool keep);
    void search();
    void applyLook();

    CodeView *m_view = nullptr;
    FindBar *m_find = nullptr;
    QToolButton *m_foldAll = nullptr;
    QToolButton *m_unfoldAll = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_copyReceived = nullptr;
    QLabel *m_note = nullptr;
    QToolButton *m_showAll = nullptr;
    QByteArray m_raw;
    QString m_pretty; ///< what Copy copies
    int m_hits = 0;
    bool m_isSet = false;
    bool m_isJson = true;
    bool m_isFile = false; ///< the text is that of a file that was opened
};

} // namespace tuneboard
