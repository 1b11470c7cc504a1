// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartsource.h"

#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/charts/chartpicture.h"
#include "ui/format.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// More would be a bar, not marks.
constexpr std::size_t kMaxMarks = 500;

std::vector<ChartView::Mark> marksOf(const JobRecords *records)
{
    std::vector<ChartView::Mark> marks;
    if (!records || !records->checkpoints)
        return marks;
    for (const Checkpoint &checkpoint : *records->checkpoints) {
        if (!checkpoint.stepNumber || marks.size() >= kMaxMarks)
            continue;
        const auto step = double(*checkpoint.stepNumber);
        marks.push_back({step,
                         QCoreApplication::translate("Chart", "Checkpoint at step %1").arg(stepText(step)) +
                             u'\n' + cellText(checkpoint.model, 300),
                         0});
    }
    std::sort(marks.begin(), marks.end(), [](const auto &a, const auto &b) { return a.step < b.step; });
    return marks;
}

} // namespace

std::optional<double> epochsOf(const Job &job)
{
    const Hyperparameter epochs = job.hyperparameters().nEpochs;
    if (epochs.state == Hyperparameter::State::Number && epochs.number > 0)
        return epochs.number;
    // `auto` in the method, resolved on top.
    if (job.topHyperparameters && job.topHyperparameters->nEpochs.state == Hyperparameter::State::Number &&
        job.topHyperparameters->nEpochs.number > 0)
        return job.topHyperparameters->nEpochs.number;
    return std::nullopt;
}

bool feedCharts(ChartView &view, const JobView &job)
{
    const std::shared_ptr<const JobMetrics> metrics = job.records ? job.records->metrics : nullptr;
    const std::optional<double> epochs = job.details ? epochsOf(job.details->job) : std::nullopt;
    const bool isChanged = job.isOther || metrics != view.metrics() || epochs != view.epochs();
    if (isChanged)
        view.setMetrics(metrics, epochs, job.isOther);
    view.setMarks(marksOf(job.records));
    return isChanged;
}

} // namespace tuneboard
