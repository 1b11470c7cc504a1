// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readmetrics.h"
#include "app/models/metrics.h"
#include "app/models/smoothing.h"
#include "tests/support/bench.h"

#include <algorithm>
#include <random>
#include <utility>

using namespace tuneboard;
using bench::keep;
using bench::medianMs;
using bench::report;

namespace {

constexpr std::size_t kPoints = 1'000'000;
constexpr int kPixels = 1000;

std::vector<double> steps()
{
    std::vector<double> x(kPoints);
    for (std::size_t i = 0; i < x.size(); ++i)
        x[i] = double(i + 1);
    return x;
}

std::vector<double> noise()
{
    std::mt19937_64 random(7);
    std::normal_distribution<double> spread(1, 0.3);
    std::vector<double> y(kPoints);
    for (double &value : y)
        value = spread(random);
    return y;
}

void pyramid()
{
    const std::vector<double> x = steps();
    const std::vector<double> y = noise();
    const double floor = medianMs(15, [&] {
        double low = y[0];
        double high = y[0];
        for (const double value : y) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
        keep(low);
        keep(high);
    });
    // Handed in by move, as a chart does: the copies are made before.
    constexpr int kBuilds = 15;
    std::vector<std::pair<std::vector<double>, std::vector<double>>> copies(kBuilds + 1, {x, y});
    std::size_t next = 0;
    std::vector<Pyramid> built(copies.size());
    const double build = medianMs(kBuilds, [&] {
        built[next] = Pyramid(std::move(copies[next].first), std::move(copies[next].second));
        ++next;
    });
    report("pyramid build, 1 000 000 points, to one pass for min and max", build, floor, 10, false);

    const Pyramid made(x, y);
    std::vector<Pyramid::Sample> out;
    for (const double share : {1.0, 0.1, 0.001}) {
        const double x1 = double(kPoints) * share;
        // Never the same twice: a processor learns the branches of a window that it has just looked through.
        double shift = 0;
        const double query = medianMs(200, [&] {
            shift += 17;
            made.window(1 + shift, x1 - (share == 1 ? 0 : 1) + shift, kPixels, out);
            keep(out.data());
        });
        const double scan = medianMs(15, [&] {
            std::vector<double> low(kPixels, 1e300);
            std::vector<double> high(kPixels, -1e300);
            for (std::size_t i = 0; i < kPoints && x[i] <= x1; ++i) {
                const auto column =
                    std::min<std::size_t>(kPixels - 1, std::size_t((x[i] - 1) / (x1 - 1) * kPixels));
                low[column] = std::min(low[column], y[i]);
                high[column] = std::max(high[column], y[i]);
            }
            keep(low.data());
            keep(high.data());
        });
        std::printf("window of %.4g points on %d columns\n", x1, kPixels);
        if (share > 0.01)
            report("pyramid window, to a scan of its points", query, scan, share == 1 ? 20 : 2, true);
        report("pyramid window, to 0.1 ms", query, 0.1, 1, false);
    }
    const double near = medianMs(100, [&] { keep(made.nearest(654321.4)); });
    report("nearest point, to 0.01 ms", near, 0.01, 1, false);
    const double smooth = medianMs(5, [&] { keep(smoothed(y, {}, 0.6).data()); });
    report("smoothing of 1 000 000 points, to one pass for min and max", smooth, floor, 20, false);
}

// Rows like a server's; the floor walks over the same text's cells.
void csv(qint64 rows, const char *name)
{
    QByteArray text("step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n");
    text.reserve(rows * 26);
    for (qint64 i = 1; i <= rows; ++i)
        text += QByteArray::number(i) + ",1." + QByteArray::number(10000 + i * 7919 % 89999) + ",0.71429,,\n";
    std::printf("%lld rows, %lld MB\n", static_cast<long long>(rows),
                static_cast<long long>(text.size() >> 20));
    const int runs = rows > 1'000'000 ? 1 : 5;
    const double floor = medianMs(runs, [&] {
        CsvReader reader(text);
        std::vector<QByteArrayView> cells;
        std::size_t count = 0;
        while (reader.next(cells))
            count += cells.size();
        keep(count);
    });
    const double read = medianMs(runs, [&] {
        MetricsBuilder builder;
        builder.addCsv(MetricsCsv(text));
        keep(builder.build().series.size());
    });
    report(name, read, floor, 10, false);
}

} // namespace

int main()
{
    pyramid();
    csv(200'000, "result file of 200 000 rows to series, to a walk over its cells");
    csv(10'000'000, "result file of 10 000 000 rows to series, to a walk over its cells");
    return 0;
}
