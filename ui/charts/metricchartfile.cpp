// SPDX-License-Identifier: GPL-3.0-or-later
// A chart's menu, its table twin, and the files it is saved as.
#include "app/models/metricsmodel.h"
#include "ui/charts/chartpicture.h"
#include "ui/charts/charttable.h"
#include "ui/charts/chartview.h"
#include "ui/charts/metricchart.h"
#include "ui/filewriter.h"
#include "ui/savefile.h"
#include "ui/theme.h"

#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>
#include <QMessageBox>
#include <QPainter>
#include <QSvgGenerator>
#include <QTableView>

#include <array>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr double kPictureRatio = 2; ///< pictures are sharp on paper too

struct FileRow
{
    ChartFile kind;
    const char *action;
    const char *label; ///< in English, for tr()
    const char *suffix;
    const char *filter; ///< likewise
};

constexpr std::array<FileRow, 3> kFiles = {{
    {ChartFile::Png, "chartPng", QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Save picture (PNG)…"), "png",
     QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Pictures (*.png)")},
    {ChartFile::Svg, "chartSvg", QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Save drawing (SVG)…"), "svg",
     QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Drawings (*.svg)")},
    {ChartFile::Csv, "chartCsv", QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Save values (CSV)…"), "csv",
     QT_TRANSLATE_NOOP("tuneboard::MetricChart", "Tables (*.csv)")},
}};

// Names of graders and jobs come from a server.
QString fileName(const QString &text)
{
    QString name;
    for (const QChar c : text) {
        const bool isPlain = (c < u'\x7f' && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.';
        if (isPlain)
            name += c;
        else if (!name.isEmpty() && !name.endsWith(u'-'))
            name += u'-';
    }
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name.isEmpty() ? u"chart"_s : name.left(120);
}

} // namespace

void MetricChart::fillMenu(QMenu &menu)
{
    QAction *table = menu.addAction(tr("Show as a table"));
    table->setObjectName(u"chartTable"_s);
    table->setCheckable(true);
    table->setChecked(isTableShown());
    table->setShortcut(Qt::Key_T);
    connect(table, &QAction::triggered, this, &MetricChart::setTableShown);
    QAction *reset = menu.addAction(tr("Show all steps"));
    reset->setObjectName(u"chartReset"_s);
    reset->setEnabled(m_view.isZoomed());
    connect(reset, &QAction::triggered, &m_view, &ChartView::resetZoom);
    menu.addSeparator();
    QAction *copy = menu.addAction(tr("Copy picture"));
    copy->setObjectName(u"chartCopy"_s);
    connect(copy, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setImage(QImage::fromData(drawing(ChartFile::Png), "PNG"));
    });
    for (const FileRow &row : kFiles) {
        QAction *action = menu.addAction(tr(row.label));
        action->setObjectName(QString::fromLatin1(row.action));
        connect(action, &QAction::triggered, this, [this, kind = row.kind] { askFile(kind); });
    }
}

void MetricChart::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"chartActions"_s);
    fillMenu(*menu);
    menu->popup(at);
}

void MetricChart::askFile(ChartFile kind)
{
    const FileRow &row = kFiles[std::size_t(kind)];
    const QString stem = m_fileStem.isEmpty() ? m_content.title : m_fileStem + u'-' + m_content.title;
    auto *dialog = new QFileDialog(this, tr("Save the chart"), fileName(stem), tr(row.filter));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QString::fromLatin1(row.suffix));
    // What the chart shows now, whatever it shows when the name is chosen.
    connect(dialog, &QFileDialog::fileSelected, this, [this, text = pieces(kind)](const QString &path) {
        // The window's: another job's charts may take this one's place before the file is whole.
        auto *writer = new FileWriter(path, text, window());
        connect(writer, &FileWriter::ended, window(),
                [parent = window()](const QString &problem) { sayUnsaved(parent, problem); });
        connect(writer, &FileWriter::ended, writer, &QObject::deleteLater);
        writer->start();
    });
    dialog->open();
}

void MetricChart::sayUnsaved(QWidget *parent, const QString &problem)
{
    if (problem.isEmpty())
        return;
    auto *box = new QMessageBox(QMessageBox::Warning, tr("Save the chart"), problem, QMessageBox::Ok, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
}

TextPieces MetricChart::pieces(ChartFile kind)
{
    if (kind != ChartFile::Csv) {
        return [bytes = drawing(kind)](const TakePiece &take) {
            take(bytes);
            return QString();
        };
    }
    return [lines = m_content.lines](const TakePiece &take) {
        std::vector<const Points *> series;
        QStringList names;
        for (const ChartContent::Line &entry : lines) {
            series.push_back(&entry.line->points());
            names += entry.key;
        }
        MetricRows(std::move(series)).csv(names, take);
        return QString();
    };
}

QByteArray MetricChart::drawing(ChartFile kind)
{
    prepare();
    takeState();
    if (kind == ChartFile::Csv)
        return wholeText(pieces(kind));
    const bool isSvg = kind == ChartFile::Svg;
    ChartPicture::Target target;
    target.size = size();
    target.font = font();
    target.colours = &colours(palette());
    target.ratio = isSvg ? 0 : kPictureRatio;
    ChartState state = m_state;
    state.cursor.reset();
    state.band.reset();
    const ChartPicture shown(m_content, state, target);
    constexpr double edge = 12;
    const QSizeF whole = target.size + QSizeF(2 * edge, 2 * edge);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    const auto paintOn = [&](QPaintDevice &device) {
        QPainter painter(&device);
        painter.setFont(font());
        painter.fillRect(QRectF(QPointF(), whole), target.colours->panel);
        painter.translate(edge, edge);
        shown.paint(painter);
    };
    if (isSvg) {
        QSvgGenerator generator;
        generator.setOutputDevice(&buffer);
        generator.setSize(whole.toSize());
        generator.setViewBox(QRectF(QPointF(), whole));
        generator.setTitle(m_content.title);
        paintOn(generator);
    } else {
        QImage image((whole * kPictureRatio).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(kPictureRatio);
        paintOn(image);
        image.save(&buffer, "PNG");
    }
    return bytes;
}

bool MetricChart::save(const QString &path, ChartFile kind, QString *error)
{
    const QString problem = writeFile(path, drawing(kind));
    if (!problem.isEmpty() && error)
        *error = problem;
    return problem.isEmpty();
}

bool MetricChart::isTableShown() const
{
    return m_table && !m_table->isHidden();
}

void MetricChart::setTableShown(bool on)
{
    if (on == isTableShown())
        return;
    if (on && !m_table) {
        m_model = new MetricsModel(this);
        m_table = makeChartTable(m_model, this);
        m_table->setObjectName(u"chartTableView"_s);
    }
    if (on) {
        m_table->setAccessibleName(tr("Values of the chart %1").arg(m_content.title));
        fillTable();
        placeParts();
    }
    m_table->setVisible(on);
    if (on)
        m_table->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
    update();
}

void MetricChart::fillTable()
{
    std::vector<MetricsModel::Column> columns;
    for (const ChartContent::Line &entry : m_content.lines)
        columns.push_back({entry.label, entry.help, &entry.line->points()});
    m_model->setColumns(m_view.metrics(), columns);
    fitChartTable(m_table);
    if (const std::optional<ChartReading> at = reading()) {
        const int row = m_model->rowAt(at->step);
        if (row >= 0)
            m_table->setCurrentIndex(m_model->index(row, 0));
    }
}

} // namespace tuneboard
