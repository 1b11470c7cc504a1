// SPDX-License-Identifier: GPL-3.0-or-later
// "Test connection": what the server says to the key, with progress and a way to stop it.
#pragma once

#include "app/accounts/connectiontest.h"

#include <QPointer>
#include <QWidget>

class QFormLayout;
class QLabel;
class QProgressBar;
class QPushButton;

namespace tuneboard {

class ConnectionView : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionView(QWidget *parent);

    /// Ends what was under way and asks anew.
    void start(const Endpoint &endpoint, const Timing &timing);
    /// Ends what is under way and takes away what was found.
    void reset();
    /// Whether what was found out is shown.
    [[nodiscard]] bool hasResult() const { return !m_icons.isEmpty(); }
    [[nodiscard]] bool isRunning() const { return m_test != nullptr; }

Q_SIGNALS:
    void testRequested();
    void changed(); ///< its height may be another

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class Tone { Neutral, Good, Bad };
    void stop();
    void showResult();
    void addLine(Tone tone, const QString &text, const QString &name);
    void clearLines();
    void setRunning(bool running);

    QPushButton *m_button;
    QProgressBar *m_progress;
    QWidget *m_lines;
    QPointer<ConnectionTest> m_test;
    struct Line
    {
        QLabel *icon;
        Tone tone;
    };
    QList<Line> m_icons;
};

} // namespace tuneboard
