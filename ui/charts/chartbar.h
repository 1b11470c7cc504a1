// SPDX-License-Identifier: GPL-3.0-or-later
// How the charts are drawn: axis, smoothing, scale; and what is selected.
#pragma once

#include "app/models/chartline.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;

namespace tuneboard {

class ChartView;
class Segments;

class ChartBar : public QWidget
{
    Q_OBJECT

public:
    /// `view` must outlive it.
    explicit ChartBar(ChartView &view, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void refresh(); ///< from the view
    void apply();   ///< to the view
    void applyLook();

    ChartView &m_view;
    Segments *m_axis = nullptr;
    QLabel *m_smoothingWord = nullptr;
    QSlider *m_smoothing = nullptr;
    QLabel *m_smoothingValue = nullptr;
    QCheckBox *m_log = nullptr;
    QCheckBox *m_clip = nullptr;
    QToolButton *m_select = nullptr;
    QToolButton *m_selected = nullptr;
    QToolButton *m_reset = nullptr;
    bool m_isRefreshing = false;
};

} // namespace tuneboard
