// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobsexport.h"

#include "app/api/utc.h"
#include "app/models/csvtext.h"
#include "app/models/jobsmodel.h"

#include <QDateTime>

#include <numeric>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

void addCell(CsvWriter &csv, const QVariant &value, JobColumn column)
{
    if (!value.isValid())
        return csv.blank();
    switch (column) {
    case JobColumn::Created:
    case JobColumn::Finished:
    case JobColumn::TimeInStatus:
        return csv.text(QDateTime::fromSecsSinceEpoch(value.toLongLong(), kUtc).toString(Qt::ISODate));
    case JobColumn::Epochs:
    case JobColumn::BatchSize:
    case JobColumn::LearningRate:
        if (value.toDouble() == kAutomatic)
            return csv.text(u"auto");
        return csv.number(value.toDouble());
    case JobColumn::Progress:
    case JobColumn::Tokens:
    case JobColumn::Seed:
        return csv.integer(value.toLongLong());
    case JobColumn::Status:
    case JobColumn::Name:
    case JobColumn::BaseModel:
    case JobColumn::Method:
    case JobColumn::Metric:
    case JobColumn::Id:
    case JobColumn::OutputModel:
    case JobColumn::TrainingFile:
    case JobColumn::ValidationFile:
    case JobColumn::Metadata:
    case JobColumn::Account:
        break;
    }
    csv.text(value.toString());
}

} // namespace

QByteArray jobsAsCsv(const JobsModel &model)
{
    QList<int> rows(model.rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    return jobsAsCsv(model, rows);
}

QByteArray jobsAsCsv(const JobsModel &model, const QList<int> &rows)
{
    const auto order = model.table().order();
    std::vector<quint32> numbers;
    numbers.reserve(std::size_t(rows.size()));
    for (const int row : rows)
        numbers.push_back(order[std::size_t(row)]);
    return jobsCsvHeader() + jobsAsCsvRecords(model, numbers);
}

QByteArray jobsCsvHeader()
{
    CsvWriter csv;
    for (int column = 0; column < kJobColumnCount; ++column)
        csv.text(JobsModel::columnKey(JobColumn(column)));
    csv.endRecord();
    return csv.bytes();
}

QByteArray jobsAsCsvRecords(const JobsModel &model, std::span<const quint32> numbers)
{
    CsvWriter csv;
    for (const quint32 number : numbers) {
        for (int column = 0; column < kJobColumnCount; ++column)
            addCell(csv, model.valueOf(number, JobColumn(column)), JobColumn(column));
        csv.endRecord();
    }
    return csv.bytes();
}

QByteArray jobsAsJson(const QByteArrayList &raw)
{
    return jobsJsonStart() + raw.join(jobsJsonSeparator()) + jobsJsonEnd();
}

QByteArray jobsJsonStart()
{
    return "{\"object\":\"list\",\"data\":[";
}

QByteArray jobsJsonSeparator()
{
    return ",\n";
}

QByteArray jobsJsonEnd()
{
    return "],\"has_more\":false}\n";
}

} // namespace tuneboard
