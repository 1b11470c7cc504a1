// SPDX-License-Identifier: GPL-3.0-or-later
// For the benchmarks with a window: from an action to the frame that shows it.
#pragma once

#include <QApplication>
#include <QEvent>
#include <QWidget>

#include <functional>
#include <utility>

namespace tuneboard::bench {

/// Without a display the window is drawn all the same. Call it before the QApplication is made.
inline void needNoDisplay()
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") && qEnvironmentVariableIsEmpty("DISPLAY") &&
        qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
}

/// Sees the paints of one widget.
class Paints : public QObject
{
public:
    explicit Paints(QWidget *widget)
        : m_widget(widget)
    {
        widget->installEventFilter(this);
    }

    /// Runs `action`, then the event loop until the widget has been painted and nothing is left to do. The
    /// action must change what is seen, unless the `whole` widget is to be painted anyhow.
    void until(const std::function<void()> &action, bool whole = false)
    {
        m_count = 0;
        action();
        if (whole)
            m_widget->update();
        while (m_count == 0)
            QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        m_count += event->type() == QEvent::Paint ? 1 : 0;
        return false;
    }

private:
    QWidget *m_widget;
    int m_count = 0;
};

/// Calls `done` once, behind the first frame of the widget for which `counts` holds.
class FirstPaint : public QObject
{
public:
    FirstPaint(QWidget *widget, std::function<bool()> counts, std::function<void()> done)
        : m_counts(std::move(counts))
        , m_done(std::move(done))
    {
        widget->installEventFilter(this);
    }

protected:
    bool eventFilter(QObject *widget, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && m_done && m_counts()) {
            // The frame is handed to the display before the next posted event is delivered.
            QMetaObject::invokeMethod(this, std::exchange(m_done, nullptr), Qt::QueuedConnection);
            widget->removeEventFilter(this);
        }
        return false;
    }

private:
    std::function<bool()> m_counts;
    std::function<void()> m_done;
};

} // namespace tuneboard::bench
