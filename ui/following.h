// SPDX-License-Identifier: GPL-3.0-or-later
// What the window has to do with running jobs: how often they are asked for, what is told of them, and how
// many there are.
#pragma once

#include "ui/notice.h"

#include <QObject>

class QSettings;

namespace tuneboard {

class Actions;
class MainWindow;
class Repository;

class Following : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it. `notifier`: null: nothing is told.
    Following(Repository &repository, MainWindow &window, QSettings &settings,
              std::unique_ptr<Notifier> notifier);
    ~Following() override;

    /// How many times slower than usual running jobs are asked for; 1: usual.
    [[nodiscard]] int slowness() const;
    void setSlowness(int slowness);
    /// Whether the desktop is told of jobs that ended; each account can be left out by its own setting.
    [[nodiscard]] bool tells() const;
    void setTells(bool tells);

Q_SIGNALS:
    /// A notice was clicked.
    void jobRequested(const tuneboard::JobKey &key, const QByteArray &activation);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell(const std::vector<JobChange> &changes);
    void updateTitle();

    Repository &m_repository;
    MainWindow &m_window;
    QSettings &m_settings;
    std::unique_ptr<Notifier> m_notifier;
};

} // namespace tuneboard
