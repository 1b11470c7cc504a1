// SPDX-License-Identifier: GPL-3.0-or-later
// Pages of 100 jobs to lean rows, against what a Qt program does as a matter of course.
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "tests/support/bench.h"
#include "tests/support/demopages.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMap>

#include <cstring>
#include <simdjson.h>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::keep;
using bench::medianMs;
using bench::report;

namespace {

constexpr int kJobs = 100'000;
constexpr int kRuns = 5;

// The same columns as in a JobRow, and no more.
struct PlainJob
{
    QString id, status, suffix, model, outputModel, method, errorCode, errorMessage, trainingFile,
        validationFile;
    QMap<QString, QString> metadata;
    QJsonValue nEpochs, batchSize, learningRateMultiplier; // "auto" or a number
    qint64 createdAt = 0, finishedAt = 0, estimatedFinish = 0, trainedTokens = 0, seed = 0;
};

PlainJob plainJob(const QJsonObject &object)
{
    PlainJob job;
    job.id = object["id"_L1].toString();
    job.status = object["status"_L1].toString();
    job.suffix = object["user_provided_suffix"_L1].toString();
    job.model = object["model"_L1].toString();
    job.outputModel = object["fine_tuned_model"_L1].toString();
    job.trainingFile = object["training_file"_L1].toString();
    job.validationFile = object["validation_file"_L1].toString();
    job.createdAt = object["created_at"_L1].toInteger();
    job.finishedAt = object["finished_at"_L1].toInteger();
    job.estimatedFinish = object["estimated_finish"_L1].toInteger();
    job.trainedTokens = object["trained_tokens"_L1].toInteger();
    job.seed = object["seed"_L1].toInteger();
    const QJsonObject error = object["error"_L1].toObject();
    job.errorCode = error["code"_L1].toString();
    job.errorMessage = error["message"_L1].toString();
    const QJsonObject method = object["method"_L1].toObject();
    job.method = method["type"_L1].toString();
    QJsonObject numbers = method[job.method].toObject()["hyperparameters"_L1].toObject();
    if (numbers.isEmpty())
        numbers = object["hyperparameters"_L1].toObject();
    job.nEpochs = numbers["n_epochs"_L1];
    job.batchSize = numbers["batch_size"_L1];
    job.learningRateMultiplier = numbers["learning_rate_multiplier"_L1];
    const QJsonObject metadata = object["metadata"_L1].toObject();
    for (auto it = metadata.begin(); it != metadata.end(); ++it)
        job.metadata.insert(it.key(), it.value().toString());
    return job;
}

} // namespace

int main()
{
    const std::vector<QByteArray> pages = bench::demoPages(kJobs);
    const qsizetype size = bench::sizeOf(pages);
    std::printf("%d jobs in %zu pages, %.1f MB\n", kJobs, pages.size(), double(size) / 1e6);

    // Every run gets pages of its own, as from the network: with the room behind them that Call leaves.
    std::vector<QByteArray> work;
    const auto copies = [&] {
        work.clear();
        work.reserve(pages.size());
        for (const QByteArray &page : pages) {
            QByteArray &own = work.emplace_back();
            own.reserve(page.size() + kReadSlackBytes);
            own.append(page);
        }
    };
    std::size_t read = 0;
    const double rows = medianMs(kRuns, copies, [&] {
        read = 0;
        for (QByteArray &page : work) {
            const Result<JobPage> result = readJobPage(std::move(page));
            read += result ? result->jobs.rows.size() : 0;
        }
    });
    if (read != std::size_t(kJobs))
        std::printf("only %zu rows were read\n", read);
    const double structs = medianMs(3, copies, [&] {
        for (const QByteArray &page : work) {
            const QJsonArray data = QJsonDocument::fromJson(page).object()["data"_L1].toArray();
            std::vector<PlainJob> jobs;
            jobs.reserve(std::size_t(data.size()));
            for (const auto job : data)
                jobs.push_back(plainJob(job.toObject()));
            keep(jobs.data());
        }
    });
    std::vector<char> to(static_cast<std::size_t>(size), 1);
    const double copy = medianMs(kRuns, copies, [&] {
        char *at = to.data();
        for (const QByteArray &page : work) {
            std::memcpy(at, page.constData(), std::size_t(page.size()));
            at += page.size();
        }
        keep(to.data());
    });
    simdjson::ondemand::parser parser;
    const double tokens = medianMs(kRuns, copies, [&] {
        for (const QByteArray &page : work) {
            simdjson::ondemand::document doc;
            if (parser.iterate(page.constData(), std::size_t(page.size()), std::size_t(page.capacity()))
                    .get(doc))
                std::printf("a page has no tokens\n");
            keep(&doc);
        }
    });
    std::printf("%.3g us a job; %.3g GB/s\n", rows * 1000 / kJobs, double(size) / 1e6 / rows);
    report("page to rows, to QJsonDocument to structs", rows, structs, 8, true);
    report("page to rows, to memcpy of all pages", rows, copy, 6, false);
    report("simdjson's first stage alone, to memcpy of all pages", tokens, copy, 6, false);
    return 0;
}
