// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobsexport.h"

#include "app/api/utc.h"
#include "app/api/value.h"
#include "app/models/csvtext.h"
#include "app/models/jobsmodel.h"

#include <QDateTime>

#include <cmath>
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
        if (const QLatin1StringView word = hyperparameterWord(value.toDouble()); !word.isEmpty())
            return csv.text(QString(word));
        return csv.number(value.toDouble());
    case JobColumn::Progress:
    case JobColumn::Tokens:
    case JobColumn::Seed:
    case JobColumn::BestStep:
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
    case JobColumn::Flags:
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
    csv.text(u"raw_status");
    csv.endRecord();
    return csv.bytes();
}

QByteArray jobsAsCsvRecords(const JobsModel &model, std::span<const quint32> numbers)
{
    CsvWriter csv;
    for (const quint32 number : numbers) {
        const JobRow row = model.table().row(number);
        for (int column = 0; column < kJobColumnCount; ++column) {
            if (JobColumn(column) == JobColumn::Status && row.state() == Status::Unknown)
                csv.text(QString(kUnknownStatus));
            else
                addCell(csv, model.valueOf(number, JobColumn(column)), JobColumn(column));
        }
        csv.text(QString::fromUtf8(row.status));
        csv.endRecord();
    }
    return csv.bytes();
}

QByteArray jobsAsJson(const QByteArrayList &raw)
{
    return jobsJsonStart() + raw.join(jobsJsonSeparator()) + jobsJsonEnd();
}

namespace {

QByteArray quoted(const QString &text)
{
    Value value;
    value.kind = Value::Kind::String;
    value.text = text;
    return toJson(value, -1).toUtf8();
}

QByteArray number(std::optional<double> value)
{
    return value && std::isfinite(*value) ? QByteArray::number(*value, 'g', 12) : QByteArray("null");
}

QByteArray meaningOf(const JobTable &table, quint32 at, qint64 now)
{
    const JobRow row = table.row(at);
    const JobFigures *figures = table.figures(at);
    const JobEta eta = jobEta(row, figures, now);
    const StatusTerm *term = statusTerm(row.state());
    const auto percent = eta.part ? std::optional(std::floor(*eta.part * 1000 + 1e-6) / 10) : std::nullopt;
    return quoted(table.accountName(row.account) + u'/' + QString::fromUtf8(row.id)) +
           ":{\"status\":" + quoted(term ? QString::fromLatin1(term->word) : QString(kUnknownStatus)) +
           ",\"flags\":" + quoted(flagWords(table.flags(at))) +
           ",\"best_step\":" + number(figures ? std::optional(double(figures->bestStep)) : std::nullopt) +
           ",\"percent\":" + number(percent) + '}';
}

} // namespace

QByteArray jobsJsonEnd(const JobTable &table, qint64 now)
{
    QByteArrayList meanings;
    for (const quint32 at : table.order())
        meanings += meaningOf(table, at, now);
    return "],\"has_more\":false,\n\"tuneboard\":{" + meanings.join(jobsJsonSeparator()) + "}}\n";
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
