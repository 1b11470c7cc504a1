// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/jobcolumns.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <string_view>
#include <vector>

namespace tuneboard {

namespace {

template<class Member>
struct Column
{
    const char *name;
    Member JobRow::*member;
};

constexpr Column<QByteArrayView> textColumns[] = {
    {"id", &JobRow::id},
    {"status", &JobRow::status},
    {"suffix", &JobRow::suffix},
    {"model", &JobRow::model},
    {"output_model", &JobRow::outputModel},
    {"method", &JobRow::method},
    {"error_code", &JobRow::errorCode},
    {"error_message", &JobRow::errorMessage},
    {"training_file", &JobRow::trainingFile},
    {"validation_file", &JobRow::validationFile},
    {"metadata", &JobRow::metadata},
};

constexpr Column<qint64> integerColumns[] = {
    {"created_at", &JobRow::createdAt},
    {"finished_at", &JobRow::finishedAt},
    {"estimated_finish", &JobRow::estimatedFinish},
    {"trained_tokens", &JobRow::trainedTokens},
    {"seed", &JobRow::seed},
};

constexpr Column<double> realColumns[] = {
    {"n_epochs", &JobRow::nEpochs},
    {"batch_size", &JobRow::batchSize},
    {"learning_rate_multiplier", &JobRow::learningRateMultiplier},
    {"done_steps", &JobRow::doneSteps},
    {"total_steps", &JobRow::totalSteps},
    {"percent", &JobRow::percent},
};

// What `write` makes of each column's name and position, from 0, with commas between.
template<class Write>
std::string joined(Write write)
{
    std::string list;
    int at = 0;
    const auto append = [&](const auto &columns) {
        for (const auto &column : columns) {
            const std::string item = write(std::string_view(column.name), at++);
            if (!item.empty())
                list.append(list.empty() ? "" : ", ").append(item);
        }
    };
    append(textColumns);
    append(integerColumns);
    append(realColumns);
    return list;
}

} // namespace

std::string jobColumnNames()
{
    return joined([](std::string_view name, int) { return std::string(name); });
}

std::string jobColumnNames(sqlite3 *db)
{
    std::vector<std::string> existing;
    Statement columns(db, "SELECT name FROM pragma_table_info('jobs')");
    while (columns.step())
        existing.push_back(columns.bytes(0).toByteArray().toStdString());
    return joined([&existing](std::string_view name, int) {
        const bool isThere = std::find(existing.begin(), existing.end(), name) != existing.end();
        return isThere ? std::string(name) : std::string("NULL");
    });
}

std::string jobColumnMarks()
{
    return joined([](std::string_view, int) { return std::string("?"); });
}

std::string jobColumnAssignments(int first)
{
    return joined([first](std::string_view name, int at) {
        const bool indexed = name == "id" || name == "created_at";
        return indexed ? std::string() : std::string(name) + " = ?" + std::to_string(first + at);
    });
}

int jobColumnCount()
{
    return int(std::size(textColumns) + std::size(integerColumns) + std::size(realColumns));
}

void bindJobColumns(Statement &to, int first, const JobRow &row)
{
    for (const auto &column : textColumns)
        to.bindText(first++, row.*column.member);
    for (const auto &column : integerColumns) {
        if (row.*column.member == kNoInteger)
            to.bindNull(first++);
        else
            to.bindInteger(first++, row.*column.member);
    }
    for (const auto &column : realColumns)
        to.bindReal(first++, row.*column.member); // NaN becomes NULL
}

void readJobColumns(const Statement &from, int first, JobRow &row, TextStore &texts)
{
    // NULL reads as 0: only then is it worth asking which it is.
    for (const auto &column : textColumns)
        row.*column.member = texts.copy(from.bytes(first++));
    for (const auto &column : integerColumns) {
        const qint64 value = from.integer(first);
        row.*column.member = value == 0 && from.isNull(first) ? kNoInteger : value;
        ++first;
    }
    for (const auto &column : realColumns) {
        const double value = from.real(first);
        row.*column.member = value == 0 && from.isNull(first) ? kNoNumber : value;
        ++first;
    }
}

} // namespace tuneboard
