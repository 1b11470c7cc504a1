// SPDX-License-Identifier: GPL-3.0-or-later
// Writes a picture of the window as a user would see it once the first listing has ended, and ends the
// program.
#pragma once

#include "app/link/reference.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSize>
#include <QTimer>

namespace tuneboard {

class MainWindow;
class Repository;

class Screenshot : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        QString file;        ///< PNG; replaced if it is there
        QSize size;          ///< of the window, in device-independent pixels; empty: the usual one
        Reference reference; ///< what to open first; none: nothing
        int quietMs = 200;   ///< time that the window has for its own short timers before it is drawn
        /// How long at most the details of the opened job and of the jobs in sight are waited for. A server
        /// that is asked slowly for jobs that nobody opened does not keep the picture waiting.
        int detailsMs = 8000;
    };

    Screenshot(Options options, MainWindow &window, Repository &repository, QObject *parent = nullptr);

    /// Shows the window and waits for the first listing, then for the page of the reference, then for what
    /// belongs to what is seen. done() comes
    /// from the event loop.
    void start();

Q_SIGNALS:
    /// `code`: for the program's exit: 0, or 1 with a sentence in `error`.
    void done(int code, const QString &error);

private:
    void openReference();
    void awaitDetails();
    [[nodiscard]] bool hasDetails() const;
    void draw();
    void write();

    Options m_options;
    MainWindow &m_window;
    Repository &m_repository;
    QTimer m_look;             ///< while details are waited for
    QElapsedTimer m_waited;    ///< since the window stood
    bool m_recordsRead = true; ///< of the opened job
};

} // namespace tuneboard
