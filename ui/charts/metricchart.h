// SPDX-License-Identifier: GPL-3.0-or-later
// One chart of measured quantities, painted by itself, with a cursor, a menu and a table twin.
#pragma once

#include "app/models/textpieces.h"
#include "ui/charts/chartcontent.h"

#include <QPixmap>
#include <QWidget>

class QMenu;
class QPainter;
class QTableView;
class QToolButton;

namespace tuneboard {

class ChartPicture;
class ChartView;
class MetricsModel;

enum class ChartFile : quint8 { Png, Svg, Csv };

class MetricChart : public QWidget
{
    Q_OBJECT

public:
    enum class Size : quint8 { Large, Small };

    /// `view` is shared by the charts of a page and must outlive them.
    MetricChart(ChartView &view, Size size, QWidget *parent = nullptr);
    ~MetricChart() override;

    /// Shows that chart of the view's metrics.
    void setPlan(const ChartPlan &plan);
    [[nodiscard]] const ChartContent &content() const { return m_content; }
    /// What stands in the name of a file before the chart's own name.
    void setFileStem(const QString &stem) { m_fileStem = stem; }

    /// At the cursor; nullopt: it is not set, or there are no points.
    [[nodiscard]] std::optional<ChartReading> reading();
    /// The same in words; empty: none.
    [[nodiscard]] QString spoken();
    [[nodiscard]] ChartView &view() const { return m_view; }

    void setTableShown(bool on);
    [[nodiscard]] bool isTableShown() const;

    /// All points of the chart; a picture of the part that is shown. False: could not be written; `error`
    /// says why.
    [[nodiscard]] bool save(const QString &path, ChartFile kind, QString *error = nullptr);

    /// The wheel moves the axis without a key held, because there is nothing to scroll.
    void setWheelFree(bool on) { m_isWheelFree = on; }
    /// More than 1 only to measure what the pyramid spares.
    void setColumnsPerPixel(int columns);
    /// In pixels of this widget.
    [[nodiscard]] QRectF plot();
    [[nodiscard]] double pixelOf(double x);
    [[nodiscard]] std::size_t sampleCount();
    /// What title and legend need at that width, and what they are given, so that plots stand side by side.
    [[nodiscard]] double ownHeadHeight(int width) const;
    void setHeadHeight(double height);
    /// Pixels that the plot has beyond its usual height.
    void setExtraHeight(int pixels) { m_extraHeight = pixels; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void prepare();
    void dropPicture();
    void refreshContent();
    void takeState();
    [[nodiscard]] const ChartPicture &picture();
    void paintPicture(QPainter &painter);
    [[nodiscard]] bool isOwnKey(const QKeyEvent &event) const;
    [[nodiscard]] QString helpAt(const QPoint &at);
    [[nodiscard]] std::optional<double> snapped(double pixel);
    void moveCursor(qsizetype steps);
    void moveCursorTo(double x);
    void zoomByKey(double factor);
    void toggleBand();
    bool cancel();
    void speak();
    void fillMenu(QMenu &menu);
    void openMenu(const QPoint &at);
    void askFile(ChartFile kind);
    void fillTable();
    void placeParts();
    void applyLook();
    [[nodiscard]] const std::vector<double> &places();
    [[nodiscard]] QByteArray drawing(ChartFile kind);
    [[nodiscard]] TextPieces pieces(ChartFile kind);
    static void sayUnsaved(QWidget *parent, const QString &problem);

    ChartView &m_view;
    Size m_size;
    ChartPlan m_plan;
    ChartContent m_content;
    ChartState m_state;
    QString m_fileStem;
    std::unique_ptr<ChartPicture> m_picture; ///< null: to be laid out anew
    QPixmap m_cache;                         ///< of the picture without cursor; null: not kept yet
    bool m_wasPainted = false;               ///< the picture as it is now
    std::vector<double> m_places;            ///< of all points, ascending, for the keys; empty: not asked yet
    bool m_isPrepared = false;
    bool m_isWheelFree = false;
    int m_columnsPerPixel = 1;
    double m_headHeight = 0;
    int m_extraHeight = 0;
    std::optional<double> m_panFrom;  ///< pixel
    std::optional<double> m_bandFrom; ///< place on the axis
    bool m_bandByKey = false;
    QToolButton *m_menuButton = nullptr;
    QTableView *m_table = nullptr; ///< null: never asked for
    MetricsModel *m_model = nullptr;
};

} // namespace tuneboard
