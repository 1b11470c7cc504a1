// SPDX-License-Identifier: GPL-3.0-or-later
// Result files: records, numbers, the metrics drawn of them, and what is written again.
#include "app/api/readmetrics.h"
#include "app/models/csvtext.h"
#include "app/models/metricrows.h"
#include "tests/fuzz/points.h"

#include <cmath>

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

using Records = std::vector<QStringList>;

Records recordsOf(QByteArrayView text)
{
    Records records;
    CsvReader reader(text);
    std::vector<QByteArrayView> cells;
    while (reader.next(cells)) {
        QStringList record;
        for (const QByteArrayView cell : cells)
            record += QString::fromUtf8(cell);
        if (record != QStringList{QString()}) // written, it is an empty line, which has no cells
            records.push_back(record);
    }
    return records;
}

// A text that a spreadsheet would run has a sign in front.
void requireRoundTrip(const Records &records)
{
    CsvWriter writer;
    for (const QStringList &record : records) {
        for (const QString &cell : record)
            writer.cell(cell);
        writer.endRecord();
    }
    const Records again = recordsOf(writer.bytes());
    require(again.size() == records.size(), "each record is read back");
    for (std::size_t i = 0; i < records.size(); ++i) {
        require(again[i].size() == records[i].size(), "each cell is read back");
        for (qsizetype cell = 0; cell < records[i].size(); ++cell) {
            const QString &read = again[i][cell];
            require(read == records[i][cell] || read == u'\'' + records[i][cell],
                    "a cell is read back as it was");
            require(read.isEmpty() || !QStringLiteral("=@\t\r\n").contains(read[0]), "no cell can be run");
        }
    }
}

void requireNumbers(QByteArrayView text)
{
    MetricsCsv csv(text);
    while (csv.next()) {
        require(std::ssize(csv.cells()) == csv.columns().size(), "a row has a cell for each column");
        for (const double number : csv.cells()) {
            const auto again = std::isfinite(number) ? readNumber(csvNumber(number)) : std::optional(number);
            require(again && (*again == number || std::isnan(number)), "a number is read back as it was");
        }
    }
    static_cast<void>(csv.notes());
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    static_cast<void>(looksLikeResultCsv(text));
    requireRoundTrip(recordsOf(text));
    requireNumbers(text);

    MetricsBuilder builder;
    builder.addCsv(MetricsCsv(text));
    const JobMetrics metrics = builder.build();
    requireSound(metrics);
    std::vector<const Points *> points;
    QStringList names;
    for (const Series &series : metrics.series) {
        points.push_back(&series.points);
        names += series.key;
    }
    const MetricRows rows(points);
    static_cast<void>(rows.csv(names));
    return 0;
}
