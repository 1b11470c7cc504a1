// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/checkpointstab.h"

#include "app/link/ourlink.h"
#include "app/models/metricsummary.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/format.h"
#include "ui/job/checkpointfiles.h"
#include "ui/job/partstrip.h"
#include "ui/job/parttexts.h"
#include "ui/job/recordview.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// How many epochs the job goes through, where its object says so.
std::optional<double> epochsOf(const Job &job)
{
    const Hyperparameter epochs = job.hyperparameters().nEpochs;
    return epochs.isSaid() && !epochs.isAutomatic() ? std::optional(epochs.number) : std::nullopt;
}

} // namespace

class CheckpointsTab::Delegate : public RecordDelegate
{
public:
    using RecordDelegate::RecordDelegate;

    qint64 now = 0;

    [[nodiscard]] RecordCell cell(const QModelIndex &index, const QPalette &palette) const override
    {
        RecordCell cell = RecordDelegate::cell(index, palette);
        const auto *model = static_cast<const CheckpointsModel *>(index.model());
        const QVariant value = index.data(CheckpointsModel::ValueRole);
        const bool isBest = index.data(CheckpointsModel::MarkRole).toBool();
        const Colours &look = colours(palette);
        if (!value.isValid())
            cell.colour = look.secondText;
        switch (model->kind(index.column())) {
        case CheckpointsModel::Kind::Mark:
            cell.icon = isBest ? u"star"_s : QString();
            cell.colour = look.good;
            break;
        case CheckpointsModel::Kind::Metric:
            if (value.isValid() && value.typeId() != QMetaType::QString)
                cell.text = tuneboard::metric(value.toDouble());
            break;
        case CheckpointsModel::Kind::Created:
            if (value.isValid())
                cell.text = localTime(value.toLongLong());
            cell.colour = look.secondText;
            break;
        case CheckpointsModel::Kind::Step:
        case CheckpointsModel::Kind::Epoch:
        case CheckpointsModel::Kind::Model:
            break;
        }
        return cell;
    }

    [[nodiscard]] QString help(const QModelIndex &index) const override
    {
        const auto *model = static_cast<const CheckpointsModel *>(index.model());
        const QVariant value = index.data(CheckpointsModel::ValueRole);
        switch (model->kind(index.column())) {
        case CheckpointsModel::Kind::Created:
            return value.isValid() ? bothTimes(value.toLongLong()) : QString();
        case CheckpointsModel::Kind::Metric:
            // All digits, which the column has no room for.
            return value.isValid() && value.typeId() != QMetaType::QString
                       ? QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest)
                       : QString();
        case CheckpointsModel::Kind::Mark:
        case CheckpointsModel::Kind::Step:
        case CheckpointsModel::Kind::Epoch:
        case CheckpointsModel::Kind::Model:
            break;
        }
        return {};
    }
};

CheckpointsTab::CheckpointsTab(QWidget *parent)
    : JobTab(parent)
    , m_model(new CheckpointsModel(this))
    , m_delegate(new Delegate(this))
    , m_table(new RecordView(this))
    , m_strip(new PartStrip(PartStrip::What::Checkpoints, this))
    , m_star(new QLabel(this))
    , m_rule(new QLabel(this))
    , m_steps(new QToolButton(this))
    , m_copyModel(new QToolButton(this))
    , m_copyLink(new QToolButton(this))
    , m_export(new QToolButton(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_fileRow(new CheckpointFiles(this))
{
    setObjectName(u"checkpointsTab"_s);
    m_rule->setObjectName(u"checkpointsRule"_s);
    m_rule->setTextFormat(Qt::PlainText);
    m_rule->setWordWrap(true);
    m_rule->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QSizePolicy policy = m_rule->sizePolicy();
    policy.setRetainSizeWhenHidden(true); // without it the buttons would spread
    m_rule->setSizePolicy(policy);
    m_star->setFixedSize(fontMetrics().height(), fontMetrics().height());
    m_empty->setObjectName(u"checkpointsEmpty"_s);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    const auto setUp = [](QToolButton *button, const QString &name, const QString &text,
                          const QString &help) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(help);
        button->setToolTip(help);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    };
    setUp(m_steps, u"checkpointsSteps"_s, {}, tr("Show checkpoints of all steps"));
    setUp(m_copyModel, u"checkpointsCopyModel"_s, tr("Copy model name"),
          tr("Copy the name of the selected checkpoint's model"));
    setUp(m_copyLink, u"checkpointsCopyLink"_s, tr("Copy link"),
          tr("Copy a link to the selected checkpoint"));
    setUp(m_export, u"checkpointsExport"_s, tr("Export"), tr("Export the checkpoints that are shown"));

    m_table->setObjectName(u"checkpointsTable"_s);
    m_table->setAccessibleName(tr("Checkpoints"));
    m_table->horizontalHeader()->setObjectName(u"checkpointsHeader"_s);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns of the checkpoints"));
    m_table->setItemDelegate(m_delegate);
    m_table->setModel(m_model);
    m_table->horizontalHeader()->setSortIndicator(1, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 6, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_star);
    bar->addWidget(m_rule, 1);
    for (QToolButton *button : {m_steps, m_copyModel, m_copyLink, m_export})
        bar->addWidget(button);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(m_strip);
    column->addWidget(m_stack, 1);
    column->addWidget(m_fileRow);

    connect(m_steps, &QToolButton::clicked, this, [this] { Q_EMIT stepsChosen(std::nullopt); });
    connect(m_copyModel, &QToolButton::clicked, this, &CheckpointsTab::copyModels);
    connect(m_copyLink, &QToolButton::clicked, this, &CheckpointsTab::copyLinks);
    connect(m_export, &QToolButton::clicked, this, &JobTab::exportRequested);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this](const QItemSelection &selected) {
                updateState();
                updateFiles();
                if (!selected.isEmpty())
                    Q_EMIT checkpointSelected();
            });
    connect(m_table, &RecordView::copyRequested, this, &CheckpointsTab::copyRows);
    connect(m_table, &RecordView::menuRequested, this, &CheckpointsTab::openMenu);
    connect(m_fileRow, &CheckpointFiles::downloadRequested, this, &JobTab::fileDownloadRequested);
    connect(m_fileRow, &CheckpointFiles::showRequested, this,
            [this](const QString &id) { Q_EMIT fileLineRequested(id, 0); });
    connect(m_strip, &PartStrip::retryRequested, this, &JobTab::recordsRequested);
    connect(m_strip, &PartStrip::stopRequested, this, &JobTab::recordsCancelRequested);
    m_steps->hide();
    updateState();
    applyLook();
}

void CheckpointsTab::setJob(const JobView &view)
{
    const JobRecords *records = view.records;
    const Job &job = view.details->job;
    m_jobName = job.name();
    m_delegate->now = view.now;
    m_noneText = noCheckpointsText(view);
    const auto checkpoints = records ? records->checkpoints : nullptr;
    if (view.isOther) {
        m_model->setCheckpoints(nullptr, {}, std::nullopt);
        m_fitted = 0;
    }
    const std::shared_ptr<const JobMetrics> measured = records ? records->metrics : nullptr;
    const std::optional<double> epochs = epochsOf(job);
    // Its place comes four times a second while a job is being read.
    const bool isSame = !view.isOther && checkpoints && checkpoints == m_shown && measured == m_measured &&
                        epochs == m_epochs && job.methodType() == m_method;
    if (!isSame) {
        m_shown = checkpoints;
        m_measured = measured;
        m_epochs = epochs;
        m_method = job.methodType();
        showCheckpoints();
    }
    m_strip->setState(records ? records->checkpointsState : PartState{}, records && records->isStopped,
                      qint64(m_model->total()), records && records->checkpointsAreEmbedded);
    m_canFetch = !view.details->isOfFile;
    m_files.clear();
    if (records) {
        for (const JobFile &file : records->files) {
            if (file.role == JobFile::Role::Checkpoint)
                m_files.insert(file.id, file);
        }
    }
    updateState();
    updateFiles();
    applyLook();
}

void CheckpointsTab::updateFiles()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid() || m_model->checkpoint(index.row()).resultFiles.isEmpty())
        return m_fileRow->clear();
    const Checkpoint &checkpoint = m_model->checkpoint(index.row());
    QList<JobFile> files;
    for (const QString &id : checkpoint.resultFiles) {
        if (const auto known = m_files.constFind(id); known != m_files.cend())
            files.push_back(*known);
    }
    m_fileRow->setFiles(checkpoint, files, m_canFetch);
}

void CheckpointsTab::showCheckpoints()
{
    const auto &checkpoints = m_shown;
    const std::optional<double> &epochs = m_epochs;
    BestCheckpoint best;
    if (checkpoints)
        best = bestCheckpoint(*checkpoints, m_method);
    const JobMetrics *metrics = m_measured.get();
    const auto epochOf = [metrics, epochs](double step) -> std::optional<double> {
        if (!metrics)
            return std::nullopt;
        Points point;
        point.steps = {step};
        point.values = {0};
        point.sources = {MetricSource::Checkpoint};
        point.runs = {{0, std::max(0, metrics->runs - 1)}};
        const std::vector<double> x = axisValues(*metrics, point, Axis::Epoch, epochs);
        return x.empty() || !std::isfinite(x.front()) ? std::nullopt : std::optional(x.front());
    };
    m_model->setCheckpoints(checkpoints, epochOf, best.index);
    m_hasBest = best.index.has_value();
    if (!checkpoints || checkpoints->empty()) {
        m_rule->clear();
    } else if (m_hasBest) {
        const std::optional<double> step = CheckpointsModel::stepOf((*checkpoints)[*best.index]);
        m_rule->setText(step ? tr("Best: step %1, %2 (%3)")
                                   .arg(count(qint64(*step)), best.rule, tuneboard::metric(best.value))
                             : tr("Best: %1 (%2)").arg(best.rule, tuneboard::metric(best.value)));
    } else {
        m_rule->setText(best.rule);
    }
    if (m_model->leftOut() > 0)
        m_rule->setText(m_rule->text() + u" · "_s +
                        tr("%n more metric(s) have no column", nullptr, m_model->leftOut()));
    if (m_fitted != m_model->columnCount() && m_model->rowCount() > 0) {
        m_fitted = m_model->columnCount();
        m_table->fitColumns(48);
    }
}

QString CheckpointsTab::badge(const JobView &view) const
{
    if (!view.records || view.records->checkpoints->empty())
        return {};
    return count(qint64(view.records->checkpoints->size()));
}

std::optional<TableExport> CheckpointsTab::tableExport() const
{
    if (m_model->rowCount() == 0)
        return std::nullopt;
    return TableExport{m_jobName + "-checkpoints"_L1, m_model->rowCount(), m_model->csv(), m_model->json()};
}

void CheckpointsTab::setSteps(const std::optional<StepRange> &steps)
{
    m_model->setSteps(steps);
    m_steps->setVisible(steps.has_value());
    if (steps)
        m_steps->setText(tr("Steps %1–%2").arg(count(qint64(steps->first)), count(qint64(steps->last))));
    updateState();
}

bool CheckpointsTab::showCheckpoint(const QString &idOrName, std::optional<qint64> step)
{
    int place = -1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Checkpoint &checkpoint = m_model->checkpoint(row);
        if (!idOrName.isEmpty() && (checkpoint.id == idOrName || checkpoint.model == idOrName)) {
            place = row;
            break;
        }
        if (step && CheckpointsModel::stepOf(checkpoint) == double(*step))
            place = row;
    }
    if (place < 0)
        return false;
    m_table->selectRow(place);
    m_table->scrollTo(m_model->index(place, 0));
    return true;
}

void CheckpointsTab::updateState()
{
    const bool hasRows = m_model->rowCount() > 0;
    const bool hasSelection = m_table->selectionModel()->hasSelection();
    m_stack->setCurrentIndex(hasRows ? 0 : 1);
    m_star->setVisible(m_hasBest);
    m_rule->setVisible(m_model->total() > 0);
    m_export->setEnabled(hasRows);
    m_copyModel->setEnabled(hasSelection);
    m_copyLink->setEnabled(hasSelection);
    m_empty->setText(m_model->total() > 0 ? tr("No checkpoint lies in the chosen steps.") : m_noneText);
}

void CheckpointsTab::copyModels()
{
    QStringList models;
    for (const int row : m_table->selectedRowNumbers())
        models << m_model->checkpoint(row).model;
    if (!models.isEmpty())
        QGuiApplication::clipboard()->setText(models.join(u'\n'));
}

void CheckpointsTab::copyLinks()
{
    QStringList links;
    for (const int row : m_table->selectedRowNumbers()) {
        const QString link = checkpointLink(m_model->checkpoint(row).id);
        if (!link.isEmpty())
            links << link;
    }
    if (!links.isEmpty())
        QGuiApplication::clipboard()->setText(links.join(u'\n'));
}

void CheckpointsTab::copyRows()
{
    const QList<int> rows = m_table->selectedRowNumbers();
    if (!rows.isEmpty())
        QGuiApplication::clipboard()->setText(m_model->toText(rows));
}

void CheckpointsTab::openMenu(const QPoint &at)
{
    QMenu menu(this);
    menu.setObjectName(u"checkpointsMenu"_s);
    menu.addAction(tr("Copy as text"), QKeySequence::Copy, this, &CheckpointsTab::copyRows);
    menu.addAction(tr("Copy model name"), this, &CheckpointsTab::copyModels);
    menu.addAction(tr("Copy link"), this, &CheckpointsTab::copyLinks);
    menu.addSeparator();
    menu.addAction(tr("Export what is shown…"), this, &JobTab::exportRequested);
    menu.exec(at);
}

void CheckpointsTab::fitButtons()
{
    const auto style = width() >= 700 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    for (QToolButton *button : {m_copyModel, m_copyLink, m_export})
        button->setToolButtonStyle(style);
}

void CheckpointsTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    fitButtons();
}

void CheckpointsTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void CheckpointsTab::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_rule, m_hasBest ? look.text : look.secondText);
    setTextColour(m_empty, look.secondText);
    m_star->setPixmap(tintedIcon(u"star"_s, look.good)
                          .pixmap(QSize(m_star->width() - 2, m_star->width() - 2), devicePixelRatioF()));
    m_steps->setIcon(tintedIcon(u"close"_s, look.secondText));
    m_copyModel->setIcon(tintedIcon(u"copy"_s, look.secondText));
    m_copyLink->setIcon(tintedIcon(u"link"_s, look.secondText));
    m_export->setIcon(tintedIcon(u"export"_s, look.secondText));
}

} // namespace tuneboard
