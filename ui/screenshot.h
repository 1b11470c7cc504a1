// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of the window as a user would see it once the first listing has ended, and ends the
// program.
#pragma once

#include "app/link/reference.h"

#include <QObject>
#include <QSize>

class QTimer;

namespace tuneboard {

class MainWindow;
class Repository;
struct JobRecords;

class Screenshot : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString file;         ///< PNG; replaced if it is there
        QSize size;           ///< of the window, in device-independent pixels; empty: as remembered
        Reference reference;  ///< what to open first; none: nothing
        int quietMs = 200;    ///< time that the window has for its own short timers before it is drawn
        int recordsMs = 8000; ///< how long a job's events, checkpoints and results are waited for at most
    };

    Screenshot(Options options, MainWindow &window, Repository &repository, QObject *parent = nullptr);

    /// Shows the window and waits for the first listing, then for the page of the reference and for what is
    /// drawn of it. done() comes from the event loop.
    void start();

Q_SIGNALS:
    /// `code`: for the program's exit: 0, or 1 with a sentence in `error`.
    void done(int code, const QString &error);

private:
    void openReference();
    void awaitRecords();
    void draw();
    void write();

    Options m_options;
    MainWindow &m_window;
    Repository &m_repository;
    bool m_hasJob = false;   ///< the reference opened a job of an account
    QTimer *m_rest;          ///< runs out when nothing more came of the job for a while
    bool m_isAtRest = false; ///< all that the job has was read
    bool m_isShown = false;  ///< the page of the reference
    bool m_isDrawn = false;
};

} // namespace tuneboard
