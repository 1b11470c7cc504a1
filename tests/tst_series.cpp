// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/pyramid.h"
#include "app/models/series.h"
#include "app/models/smoothing.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <thread>
#include <tuple>

using namespace tuneboard;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

struct Data
{
    std::vector<double> x;
    std::vector<double> y;
    std::vector<std::size_t> breaks;
};

using Samples = std::vector<Pyramid::Sample>;

// The definition of a window, point by point and without a pyramid.
Samples bruteForce(const Data &data, double x0, double x1, int pixels)
{
    const std::size_t count = std::min(data.x.size(), data.y.size());
    std::vector<std::size_t> kept;
    for (std::size_t i = 0; i < count; ++i) {
        if (std::isfinite(data.x[i]) && std::isfinite(data.y[i]))
            kept.push_back(i);
    }
    Samples out;
    if (kept.empty() || pixels <= 0 || std::isnan(x0) || std::isnan(x1) || x1 < x0)
        return out;
    std::vector<std::vector<std::size_t>> runs(1);
    for (std::size_t k = 0; k < kept.size(); ++k) {
        if (k > 0 && data.x[kept[k]] < data.x[kept[k - 1]])
            runs.emplace_back();
        runs.back().push_back(kept[k]);
    }
    const bool sorted = runs.size() > Pyramid::kMaxRuns;
    if (sorted) {
        std::stable_sort(kept.begin(), kept.end(),
                         [&](std::size_t a, std::size_t b) { return data.x[a] < data.x[b]; });
        runs = {kept};
    }
    // No line over a break, nor over a point that cannot be drawn.
    const auto isBroken = [&](std::size_t a, std::size_t b) {
        if (sorted)
            return false;
        for (std::size_t i = a + 1; i <= b; ++i) {
            if (!std::isfinite(data.x[i]) || !std::isfinite(data.y[i]) ||
                std::find(data.breaks.begin(), data.breaks.end(), i) != data.breaks.end())
                return true;
        }
        return false;
    };
    for (const std::vector<std::size_t> &run : runs) {
        std::vector<std::size_t> chosen;
        const auto inside = [&](std::size_t i) {
            return data.x[i] >= x0 && data.x[i] <= x1;
        };
        for (const std::size_t i : run) {
            if (data.x[i] < x0)
                chosen = {i};
        }
        std::size_t at = 0;
        while (at < run.size() && data.x[run[at]] < x0)
            ++at;
        for (int column = 0; column < pixels; ++column) {
            const double share = double(column + 1) / pixels;
            const double edge = x0 * (1 - share) + x1 * share;
            std::size_t low = SIZE_MAX;
            std::size_t high = SIZE_MAX;
            for (; at < run.size() && inside(run[at]) && (data.x[run[at]] < edge || column + 1 == pixels);
                 ++at) {
                const std::size_t i = run[at];
                if (low == SIZE_MAX || data.y[i] < data.y[low])
                    low = i;
                if (high == SIZE_MAX || data.y[i] > data.y[high])
                    high = i;
            }
            if (low == SIZE_MAX)
                continue;
            const auto place = [&](std::size_t i) {
                return std::find(run.begin(), run.end(), i);
            };
            const bool lowFirst = place(low) <= place(high);
            chosen.push_back(lowFirst ? low : high);
            if (low != high)
                chosen.push_back(lowFirst ? high : low);
        }
        for (const std::size_t i : run) {
            if (data.x[i] > x1) {
                chosen.push_back(i);
                break;
            }
        }
        for (std::size_t c = 0; c < chosen.size(); ++c) {
            out.push_back({data.x[chosen[c]], data.y[chosen[c]], chosen[c],
                           c == 0 || isBroken(chosen[c - 1], chosen[c])});
        }
    }
    return out;
}

bool same(const Samples &a, const Samples &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto &p, const auto &q) {
        return p.x == q.x && p.y == q.y && p.index == q.index && p.startsSegment == q.startsSegment;
    });
}

QByteArray text(const Samples &samples)
{
    QByteArray out;
    for (const auto &s : samples) {
        out += (s.startsSegment ? "| " : "") + QByteArray::number(s.x) + "," + QByteArray::number(s.y) + "#" +
               QByteArray::number(qulonglong(s.index)) + " ";
    }
    return out;
}

// Every shape in which points come: `shape` chooses.
Data randomData(std::mt19937_64 &random, int shape)
{
    const auto upTo = [&random](int most) {
        return std::uniform_int_distribution<int>(0, most)(random);
    };
    std::normal_distribution<double> noise;
    Data data;
    const int count = shape == 0 ? upTo(3) : 1 + upTo(upTo(9) == 0 ? 3000 : 300);
    double x = upTo(10);
    for (int i = 0; i < count; ++i) {
        double y = noise(random);
        if (shape == 1)
            y = 0.25; // constant
        if (shape == 2)
            y = upTo(3); // many equal ones
        if (shape == 3 && upTo(4) == 0)
            y = upTo(2) == 0 ? kNan : upTo(1) == 0 ? kInf : -kInf;
        if (shape == 4 && upTo(9) == 0)
            x = kNan;
        data.x.push_back(x);
        data.y.push_back(y);
        if (std::isnan(x))
            x = i;
        if (shape == 5 && upTo(count / 5) == 0)
            x -= upTo(40); // runs
        else if (shape == 6)
            x -= 1; // descends all the way
        else if (shape == 7)
            x += upTo(1) * upTo(50); // equal and far ones
        else
            x += 1;
        if (upTo(20) == 0)
            data.breaks.push_back(std::size_t(i));
    }
    return data;
}

constexpr int kShapes = 8;

Points pointsAt(std::vector<double> steps, std::vector<Points::Run> runs = {{0, 0}})
{
    Points points;
    points.values.assign(steps.size(), 1.0);
    points.sources.assign(steps.size(), MetricSource::Event);
    points.steps = std::move(steps);
    points.runs = std::move(runs);
    findBreaks(points);
    return points;
}

} // namespace

class TestSeries : public QObject
{
    Q_OBJECT

private slots:
    void windowEqualsBruteForce()
    {
        std::mt19937_64 random(20261101);
        const auto between = [&random](double a, double b) {
            return std::uniform_real_distribution<double>(a, b)(random);
        };
        Samples out;
        int drawn = 0;
        for (int round = 0; round < 4000; ++round) {
            const int shape = round % kShapes;
            const Data data = randomData(random, shape);
            const Pyramid pyramid(data.x, data.y, data.breaks);
            for (int query = 0; query < 4; ++query) {
                double x0 = between(-50, double(data.x.size()) + 50);
                double x1 = x0 + between(-1, 400);
                if (query == 1) {
                    x0 = std::floor(x0); // edges that meet points
                    x1 = std::ceil(x1);
                }
                if (query == 2)
                    x1 = x0 = std::round(x0);
                if (query == 3) {
                    x0 = -1e6;
                    x1 = 1e6;
                }
                const int pixels = 1 + int(between(0, 60));
                pyramid.window(x0, x1, pixels, out);
                const Samples expected = bruteForce(data, x0, x1, pixels);
                QVERIFY2(same(out, expected), ("shape " + QByteArray::number(shape) + "\n got " + text(out) +
                                               "\nwant " + text(expected))
                                                  .constData());
                drawn += int(out.size());
                QVERIFY(out.size() <=
                        std::max<std::size_t>(pyramid.runCount(), 1) * (2 * std::size_t(pixels) + 2));
            }
        }
        QVERIFY(drawn > 100'000);
    }

    void windowOfManyPoints()
    {
        // Enough for every level; spikes must not get lost.
        std::mt19937_64 random(3);
        std::normal_distribution<double> noise;
        Data data;
        for (int i = 0; i < 100'003; ++i) {
            data.x.push_back(i);
            data.y.push_back(i % 17'777 == 5 ? 1e6 + i : noise(random));
        }
        const Pyramid pyramid(data.x, data.y);
        Samples out;
        for (const auto &[x0, x1, pixels] :
             {std::tuple(0.0, 100'002.0, 700), std::tuple(17.5, 90'000.25, 3),
              std::tuple(4999.0, 5001.0, 900), std::tuple(-1e9, 1e9, 1000), std::tuple(0.0, 100'002.0, 1)}) {
            pyramid.window(x0, x1, pixels, out);
            const Samples expected = bruteForce(data, x0, x1, pixels);
            QVERIFY2(same(out, expected),
                     (text(out).left(2000) + "\n" + text(expected).left(2000)).constData());
        }
        QCOMPARE(pyramid.maxY(), *std::max_element(data.y.begin(), data.y.end()));
        QCOMPARE(pyramid.minY(), *std::min_element(data.y.begin(), data.y.end()));
        QCOMPARE(pyramid.minX(), 0.0);
        QCOMPARE(pyramid.maxX(), 100'002.0);
    }

    void windowWithoutSense()
    {
        Samples out{{1, 1, 1, true}};
        Pyramid().window(0, 1, 10, out);
        QVERIFY(out.empty());
        QVERIFY(std::isnan(Pyramid().minX()) && std::isnan(Pyramid().maxY()));
        const Pyramid pyramid({1, 2, 3}, {4, 5, 6, 7});
        QCOMPARE(pyramid.size(), 3U);
        for (const auto &[x0, x1, pixels] :
             {std::tuple(3.0, 1.0, 10), std::tuple(kNan, 1.0, 10), std::tuple(0.0, kNan, 10),
              std::tuple(0.0, 9.0, 0), std::tuple(0.0, 9.0, -5), std::tuple(kInf, kInf, 5)}) {
            pyramid.window(x0, x1, pixels, out);
            QVERIFY(out.empty());
        }
        pyramid.window(-kInf, kInf, 1, out);
        QCOMPARE(text(out), "| 1,4#0 3,6#2 ");
        pyramid.window(-1e308, 1e308, 2, out);
        QCOMPARE(out.size(), 2U);
        const Pyramid nothing({kNan, 1}, {1, kNan});
        QCOMPARE(nothing.size(), 0U);
        nothing.window(0, 5, 5, out);
        QVERIFY(out.empty());
        QVERIFY(!nothing.nearest(1));
    }

    void outOfOrderIsSorted()
    {
        std::vector<double> x;
        std::vector<double> y;
        for (int i = 0; i < 1000; ++i) {
            x.push_back(1000 - i);
            y.push_back(i);
        }
        const Pyramid pyramid(x, y);
        QVERIFY(pyramid.wasSorted());
        QCOMPARE(pyramid.runCount(), 1U);
        Samples out;
        pyramid.window(1, 3, 100, out);
        QCOMPARE(text(out), "| 1,999#999 2,998#998 3,997#997 4,996#996 ");
        // As many runs as allowed stay runs.
        const std::vector<double> few(x.end() - std::ptrdiff_t(Pyramid::kMaxRuns), x.end());
        const Pyramid runs(few, few);
        QVERIFY(!runs.wasSorted());
        QCOMPARE(runs.runCount(), Pyramid::kMaxRuns);
    }

    void nearestEqualsBruteForce()
    {
        std::mt19937_64 random(5);
        for (int round = 0; round < 2000; ++round) {
            const Data data = randomData(random, round % kShapes);
            const Pyramid pyramid(data.x, data.y, data.breaks);
            for (int query = 0; query < 5; ++query) {
                double x = std::uniform_real_distribution<double>(-60, 360)(random);
                if (query % 2 == 0)
                    x = std::round(x * 2) / 2;
                double best = kInf;
                for (std::size_t i = 0; i < data.x.size(); ++i) {
                    if (std::isfinite(data.x[i]) && std::isfinite(data.y[i]))
                        best = std::min(best, std::abs(data.x[i] - x));
                }
                const auto found = pyramid.nearest(x);
                QCOMPARE(found.has_value(), best != kInf);
                if (found) {
                    QCOMPARE(std::abs(found->x - x), best);
                    QCOMPARE(found->x, data.x[found->index]);
                    QCOMPARE(found->y, data.y[found->index]);
                }
            }
        }
        const Pyramid ties({1, 3, 2, 4}, {10, 30, 20, 40});
        QCOMPARE(ties.nearest(2.5)->index, 2U); // the later run
        QCOMPARE(Pyramid({1, 3}, {10, 30}).nearest(2)->index, 0U);
        QCOMPARE(ties.nearest(kInf)->index, 3U);
        QVERIFY(!ties.nearest(kNan));
    }

    void readersShareAPyramid()
    {
        std::vector<double> x;
        for (int i = 0; i < 20'000; ++i)
            x.push_back(i);
        const Pyramid pyramid(x, x, {500, 7000});
        Samples expected;
        pyramid.window(100, 9000, 333, expected);
        std::array<Samples, 4> found;
        std::vector<std::thread> threads;
        for (Samples &out : found) {
            threads.emplace_back([&pyramid, &out] {
                for (int i = 0; i < 50; ++i)
                    pyramid.window(100, 9000, 333, out);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        for (const Samples &out : found)
            QVERIFY(same(out, expected));
    }

    void smoothing()
    {
        // Against the weighted mean that it stands for.
        std::mt19937_64 random(11);
        std::normal_distribution<double> noise(3, 2);
        for (const double weight : {0.0, 0.3, 0.6, 0.99}) {
            std::vector<double> values(300);
            for (double &value : values)
                value = noise(random);
            const std::vector<double> smooth = smoothed(values, {}, weight);
            for (std::size_t i = 0; i < values.size(); ++i) {
                double sum = 0;
                double weights = 0;
                for (std::size_t j = 0; j <= i; ++j) {
                    const double w = std::pow(weight, double(i - j));
                    sum += w * values[j];
                    weights += w;
                }
                QVERIFY(std::abs(smooth[i] - sum / weights) < 1e-9);
            }
        }
    }

    void smoothingLeavesConstantsAlone()
    {
        for (const double value : {0.1, 1e-300, -2.582857860033982e-6, 1e308}) {
            const std::vector<double> values(5000, value);
            for (const double weight : {0.0, 0.6, 0.9, 0.999, 5.0, kNan})
                QCOMPARE(smoothed(values, {7, 100}, weight), values);
        }
    }

    void smoothingEndsAtGaps()
    {
        const std::vector<double> values{1, 2, 9, 5, kNan, 3, 4};
        const std::vector<double> smooth = smoothed(values, {2}, 0.6);
        const auto second = [](double a, double b) {
            return (0.6 * a + b) / 1.6;
        };
        QCOMPARE(smooth[0], 1.0);
        QCOMPARE(smooth[1], second(1, 2));
        QCOMPARE(smooth[2], 9.0); // nothing of what was before the gap
        QCOMPARE(smooth[3], second(9, 5));
        QVERIFY(std::isnan(smooth[4]));
        QCOMPARE(smooth[5], 3.0);
        QCOMPARE(smooth[6], second(3, 4));
        // One by one gives the same.
        SmoothedValue one(0.6);
        for (std::size_t i = 0; i < 2; ++i)
            QCOMPARE(one.add(values[i]), smooth[i]);
        one.restart();
        for (const std::size_t i : {2U, 3U})
            QCOMPARE(one.add(values[i]), smooth[i]);
        // The widest jump a double can make stays a number.
        SmoothedValue wide;
        wide.add(1.7e308);
        QVERIFY(std::isfinite(wide.add(-1.7e308)));
    }

    void gaps()
    {
        using Breaks = std::vector<std::size_t>;
        QCOMPARE(pointsAt({1, 2, 3, 4}).breaks, Breaks{});
        QCOMPARE(pointsAt({1, 2, 4, 5, 6}).breaks, (Breaks{2}));      // one blank cell
        QCOMPARE(pointsAt({1, 5, 10, 15, 20, 23}).breaks, Breaks{});  // evaluated each 5th step
        QCOMPARE(pointsAt({10, 20, 30, 60, 70}).breaks, (Breaks{3})); // two evaluations are missing
        QCOMPARE(pointsAt({90, 180}).breaks, Breaks{});
        QCOMPARE(pointsAt({7}).breaks, Breaks{});
        QCOMPARE(pointsAt({}, {}).breaks, Breaks{});
        QCOMPARE(pointsAt({1, 2, 3, 2, 3, 4}, {{0, 0}, {3, 1}}).breaks, (Breaks{3}));
        const Points two = pointsAt({1, 2, 3, 2, 3, 4}, {{0, 0}, {3, 2}});
        QCOMPARE(two.runAt(0), 0U);
        QCOMPARE(two.runAt(2), 0U);
        QCOMPARE(two.runAt(3), 1U);
        QCOMPARE(two.runEnd(0), 3U);
        QCOMPARE(two.runEnd(1), 6U);
    }

    void otherAxes()
    {
        Points clock = pointsAt({10, 20, 30, 20, 40}, {{0, 0}, {3, 1}});
        clock.values = {1000, 1100, 1150, 2000, 2100};
        const Points points = pointsAt({5, 10, 15, 30, 31, 20, 25, 40, 45}, {{0, 0}, {5, 1}});
        const std::vector<double> secs = valuesAt(clock, points);
        const std::vector<double> expected{kNan, 1000, 1050, 1150, kNan, 2000, 2025, 2100, kNan};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QVERIFY2(std::isnan(expected[i]) ? std::isnan(secs[i]) : secs[i] == expected[i],
                     QByteArray::number(qulonglong(i)).constData());
        QVERIFY(std::isnan(valuesAt(Points(), points)[1]));
        const Pyramid pyramid = pyramidOf(points, secs, points.values);
        QCOMPARE(pyramid.size(), 6U); // what has no time is not drawn
        QCOMPARE(pyramid.nearest(2026)->index, 6U);
    }
};

QTEST_GUILESS_MAIN(TestSeries)
#include "tst_series.moc"
