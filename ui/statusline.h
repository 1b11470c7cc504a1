// SPDX-License-Identifier: GPL-3.0-or-later
// The line at the bottom: whose jobs these are, how old, how many, and what the host still allows.
#pragma once

#include "app/api/terms.h"
#include "app/repository/repository.h"

#include <QWidget>

class QLabel;

namespace tuneboard {

class StatusLine : public QWidget
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent);

    void setAccounts(const std::vector<AccountState> &accounts, qint64 nowMs);
    /// `shown` of `total` jobs pass the filter.
    void setCounts(int total, int shown, int selected);
    /// Said only while details are being read, or would be if they were not paused.
    void setBackfill(const BackfillState &state);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyPalette();
    void fitHost();

    QString m_hostName;
    QString m_limits; ///< behind the host's name; empty: not said
    Tone m_tone = Tone::Neutral;
    QLabel *m_sync;
    QLabel *m_jobs;
    QLabel *m_details;
    QLabel *m_host;
};

} // namespace tuneboard
