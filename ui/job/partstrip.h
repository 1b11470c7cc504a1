// SPDX-License-Identifier: GPL-3.0-or-later
// The line above a table that says how far the reading of it is, and what stands in its way.
#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace tuneboard {

struct PartState;

class PartStrip : public QWidget
{
    Q_OBJECT

public:
    /// What the lines speak of.
    enum class What : quint8 { Events, Checkpoints };

    explicit PartStrip(What what, QWidget *parent = nullptr);

    /// Hides itself where all is well. `kept`: objects that are shown; `isStopped`: the user ended the
    /// reading; `isEmbedded`: the objects are from the job itself.
    void setState(const PartState &state, bool isStopped, qint64 kept, bool isEmbedded = false);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void retryRequested();
    void stopRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void applyLook();

    What m_what;
    QLabel *m_icon = nullptr;
    QLabel *m_text = nullptr;
    QToolButton *m_copyRequestId = nullptr;
    QToolButton *m_act = nullptr;
    QString m_requestId;
    bool m_isLoading = false;
    bool m_isError = false;
};

} // namespace tuneboard
