// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/graderevidence.h"

#include "app/models/metrics.h"
#include "ui/format.h"
#include "ui/job/gradernames.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GraderEvidence)
};

constexpr std::size_t kSparkPoints = 32;

// The scores that rank: validation if there are any, else training.
const Series *scoresOf(const JobMetrics &metrics, const QStringList &names)
{
    const Series *found = nullptr;
    for (const Series &series : metrics.series) {
        if (series.kind != MetricKind::GraderScore || series.points.isEmpty() ||
            !names.contains(series.grader))
            continue;
        if (!found || (found->split == MetricSplit::Train && series.split != MetricSplit::Train))
            found = &series;
    }
    return found;
}

// The shares of all ways to fail, as last reported, of the same data as the scores.
std::optional<double> errorRateOf(const JobMetrics &metrics, const QString &grader, MetricSplit split)
{
    std::optional<double> rate;
    for (const Series &series : metrics.series) {
        if (series.kind != MetricKind::GraderError || series.grader != grader || series.split != split ||
            series.points.isEmpty() || !series.quantity.endsWith("_mean"_L1))
            continue;
        const double last = series.points.values.back();
        if (std::isfinite(last))
            rate = rate.value_or(0) + last;
    }
    return rate;
}

std::optional<GraderEvidence> evidenceOf(const JobMetrics &metrics, const QStringList &names)
{
    const Series *series = scoresOf(metrics, names);
    if (!series)
        return std::nullopt;
    std::vector<double> finite;
    std::copy_if(series->points.values.begin(), series->points.values.end(), std::back_inserter(finite),
                 [](double value) { return std::isfinite(value); });
    if (finite.empty())
        return std::nullopt;
    GraderEvidence evidence;
    evidence.last = finite.back();
    double sum = 0;
    for (const double value : finite)
        sum += value;
    evidence.mean = sum / double(finite.size());
    const std::size_t points = std::min(finite.size(), kSparkPoints);
    for (std::size_t i = 0; i < points; ++i)
        evidence.sparkline.push_back(finite[points == 1 ? 0 : i * (finite.size() - 1) / (points - 1)]);
    evidence.errorRate = errorRateOf(metrics, series->grader, series->split);
    evidence.isValidation = series->split == MetricSplit::Valid || series->split == MetricSplit::FullValid;
    return evidence;
}

void visit(const Node &node, const JobMetrics &metrics, QHash<QString, GraderEvidence> &found)
{
    if (node.kind == Node::Kind::Grader) {
        QStringList names = {node.label, node.path.mid(node.path.lastIndexOf(u'/') + 1)};
        for (const Node &child : node.children) {
            if (child.path.endsWith("/name"_L1) && child.isString)
                names.prepend(child.raw);
        }
        names.removeAll(QString());
        if (std::optional<GraderEvidence> evidence = evidenceOf(metrics, names))
            found.insert(node.path, std::move(*evidence));
    }
    for (const Node &child : node.children)
        visit(child, metrics, found);
}

} // namespace

QHash<QString, GraderEvidence> graderEvidence(const Node &root, const JobMetrics *metrics)
{
    QHash<QString, GraderEvidence> found;
    if (metrics)
        visit(root, *metrics, found);
    return found;
}

QString evidenceText(const GraderEvidence &evidence)
{
    QString text = Words::tr("last %1 · mean %2").arg(metric(evidence.last), metric(evidence.mean));
    if (evidence.errorRate)
        text += u" · "_s + Words::tr("errors %1").arg(percent(*evidence.errorRate));
    return text;
}

} // namespace tuneboard
