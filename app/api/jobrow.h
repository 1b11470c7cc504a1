// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the job list: the few typed columns that the table shows, sorts and filters, without a copy.
#pragma once

#include "app/api/terms.h"

#include <QByteArrayView>
#include <QString>

#include <limits>
#include <memory>
#include <vector>

namespace tuneboard {

/// An absent integer in a JobRow.
inline constexpr qint64 kNoInteger = std::numeric_limits<qint64>::min();
/// An absent number in a JobRow.
inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();
/// Between key and value, and after each pair, in JobRow::metadata (ASCII's group and record separators).
inline constexpr char kMetadataValue = '\x1d';
inline constexpr char kMetadataEnd = '\x1e';
/// "auto" and Azure's -1 for a hyperparameter in a JobRow.
inline constexpr double kAutomatic = -1.0;
/// "max" for a batch size in a JobRow.
inline constexpr double kLargest = -2.0;
/// "auto" for kAutomatic, "max" for kLargest, empty for any other value.
[[nodiscard]] constexpr QLatin1StringView hyperparameterWord(double value)
{
    return QLatin1StringView(value == kAutomatic ? "auto" : value == kLargest ? "max" : "");
}

/// The list's columns of one job. All texts are UTF-8 and are only borrowed: they live as long as the
/// `storage` of the JobRows that hold the row. An absent text is empty.
struct JobRow
{
    QByteArrayView id;
    QByteArrayView status; ///< the word as sent, see state()
    QByteArrayView suffix;
    QByteArrayView model;
    QByteArrayView outputModel;
    QByteArrayView method; ///< empty: the server did not say
    QByteArrayView errorCode;
    QByteArrayView errorMessage;
    QByteArrayView trainingFile;
    QByteArrayView validationFile;
    QByteArrayView metadata;             ///< `key GS value RS` for each pair, in the server's order
    qint64 createdAt = kNoInteger;       ///< seconds since 1970, UTC
    qint64 finishedAt = kNoInteger;      ///< seconds since 1970, UTC
    qint64 estimatedFinish = kNoInteger; ///< seconds since 1970, UTC; 0 and null are read as absent
    qint64 trainedTokens = kNoInteger;
    qint64 seed = kNoInteger;
    double nEpochs = kNoNumber; ///< this and the next two: or a hyperparameterWord()
    double batchSize = kNoNumber;
    double learningRateMultiplier = kNoNumber;
    double doneSteps = kNoNumber;    ///< training steps done, where the job itself says so
    double totalSteps = kNoNumber;   ///< of doneSteps
    double percent = kNoNumber;      ///< 0 to 100, where the job itself says so
    qint64 account = 0;              ///< the archive's number of the account; 0: not yet known
    qint64 statusSince = kNoInteger; ///< seconds since 1970, UTC: when this status was first observed here
    QByteArrayView raw;              ///< the whole job as received

    [[nodiscard]] Status state() const { return statusOf(status, finishedAt != kNoInteger); }
};

/// Rows and what their texts point into.
struct JobRows
{
    std::vector<JobRow> rows;
    std::shared_ptr<const void> storage; ///< keep it as long as the rows are used
};

/// One answer of `GET /fine_tuning/jobs`.
struct JobPage
{
    JobRows jobs; ///< in the server's order
    bool hasMore = false;
    bool saysMore = false; ///< the answer says whether there is more
    int rejected = 0;      ///< objects that could not be read and were left out
    QString firstReject;   ///< why the first of them was left out; empty: none
};

} // namespace tuneboard
