// SPDX-License-Identifier: GPL-3.0-or-later
// One job object to its lean row, on top of simdjson. Included by read*.cpp only.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/readjsontext.h"

#include <deque>
#include <optional>
#include <span>
#include <variant>

namespace tuneboard {

/// What the rows of one page point into.
struct RowStorage
{
    explicit RowStorage(QByteArray bytes)
        : text(std::move(bytes))
    {
    }

    PaddedText text;
    std::deque<std::string> unescaped; // a deque: its strings never move
};

/// Reads the columns of one job; make a new one for each.
class RowReader
{
public:
    explicit RowReader(RowStorage &storage)
        : m_storage(storage)
    {
    }

    // Leaves the iterator behind the object; `row.raw` is the caller's business.
    simdjson::error_code readJob(simdjson::ondemand::object &object, JobRow &row);

private:
    using ReadObject = simdjson::error_code (RowReader::*)(simdjson::ondemand::object &, JobRow &);
    using Target = std::variant<QByteArrayView JobRow::*, qint64 JobRow::*, double JobRow::*, ReadObject>;
    // One row per JSON key that fills a column.
    struct RowField
    {
        std::string_view key;
        Target target;
    };

    simdjson::error_code readFields(simdjson::ondemand::object &object, JobRow &row,
                                    std::span<const RowField> fields);
    simdjson::error_code store(simdjson::ondemand::value value, const Target &target, JobRow &row);
    simdjson::error_code readError(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readTopHyperparameters(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readHyperparameters(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readMethod(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readBranch(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readMetadata(simdjson::ondemand::object &object, JobRow &row);

    std::optional<QByteArrayView> textOf(simdjson::ondemand::value value);
    static double numberOf(simdjson::ondemand::value value);
    static qint64 integerOf(simdjson::ondemand::value value);

    RowStorage &m_storage;
    bool m_methodSeen = false;
};

} // namespace tuneboard
