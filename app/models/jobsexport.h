// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs of the list as a file: for the terminal and the window alike.
#pragma once

#include <QByteArray>
#include <QList>

#include <span>

namespace tuneboard {

class JobTable;
class JobsModel;

/// Every column under its key; times as ISO 8601 in UTC, durations in seconds, hyperparameters as numbers or
/// "auto", the status as terms.h has it and as sent (`raw_status`), other words as sent. All rows of the
/// model as it is filtered and sorted.
[[nodiscard]] QByteArray jobsAsCsv(const JobsModel &model);
/// Only these rows of the model, in that order.
[[nodiscard]] QByteArray jobsAsCsv(const JobsModel &model, const QList<int> &rows);
/// A file of jobs in parts: a header, then jobs by their numbers in the table, some at a time.
[[nodiscard]] QByteArray jobsCsvHeader();
[[nodiscard]] QByteArray jobsAsCsvRecords(const JobsModel &model, std::span<const quint32> numbers);
/// One list object with the jobs' bytes as received in `data`.
[[nodiscard]] QByteArray jobsAsJson(const QByteArrayList &raw);
/// The same in parts: what is before, between and behind the jobs.
[[nodiscard]] QByteArray jobsJsonStart();
[[nodiscard]] QByteArray jobsJsonSeparator();
[[nodiscard]] QByteArray jobsJsonEnd();
/// The end of a list that also says what the program makes of each job that the table shows:
/// {"tuneboard": {"ACCOUNT/ID": {"status", "flags", "best_step", "percent"}}}. What is unknown is null.
[[nodiscard]] QByteArray jobsJsonEnd(const JobTable &table, qint64 now);

} // namespace tuneboard
