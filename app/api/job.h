// SPDX-License-Identifier: GPL-3.0-or-later
// A fine-tuning job, whole. The list of jobs works on the leaner JobRow.
#pragma once

#include "app/api/method.h"
#include "app/api/terms.h"

namespace tuneboard {

/// What went wrong with a job. Servers send null, `{}` and three nulls for "nothing".
struct JobError
{
    QString code;
    QString message;
    QString param;

    /// Only a code or a message makes it an error.
    [[nodiscard]] bool isSet() const { return !code.isEmpty() || !message.isEmpty(); }
};

[[nodiscard]] const Schema &jobErrorSchema();
void assign(const Value &from, JobError &to);

/// A Weights & Biases run that the job reports to.
struct Integration
{
    QString type;
    QString project;
    QString name;
    QString entity;
    QString runId;
    QStringList tags;
};

[[nodiscard]] const Schema &integrationSchema();
void assign(const Value &from, std::vector<Integration> &to);

struct Job
{
    QString id;
    QString status; ///< the word as sent, see state()
    Timestamp createdAt;
    Timestamp finishedAt;
    Timestamp estimatedFinish;
    QString model;          ///< what training started from; may itself be a fine-tuned model
    QString fineTunedModel; ///< empty: none yet
    QString organizationId;
    QString suffix;              ///< `user_provided_suffix`, or Azure's `suffix`
    QString trainingFile;        ///< the first of them
    QString validationFile;      ///< the first of them
    QStringList trainingFiles;   ///< several only where the server has a list
    QStringList validationFiles; ///< the same
    QStringList resultFiles;
    std::optional<qint64> trainedTokens;
    std::optional<qint64> seed;
    JobError error;
    std::optional<double> doneSteps; ///< training steps, where the job itself says so
    std::optional<double> totalSteps;
    std::optional<double> percent;                     ///< 0 to 100, where the job itself says so
    std::optional<Hyperparameters> topHyperparameters; ///< the deprecated top-level object
    std::optional<Method> method;
    std::vector<Integration> integrations;
    Value metadata; ///< an object of texts; null: none
    Timestamp startedAt;
    QString failureReason; ///< of servers without an error object

    [[nodiscard]] Status state() const { return statusOf(status, bool(finishedAt)); }
    /// Suffix, else the output model's suffix, else the id: never empty unless the id is.
    [[nodiscard]] QString name() const;
    /// `supervised` where the server sends no method, with methodIsInferred().
    [[nodiscard]] QString methodType() const;
    [[nodiscard]] bool methodIsInferred() const;
    /// method.<type>.hyperparameters win over the top-level ones.
    [[nodiscard]] Hyperparameters hyperparameters() const;
    /// The grader at the root of a reinforcement method; nullptr: none.
    [[nodiscard]] const Grader *grader() const;
};

[[nodiscard]] const Schema &jobSchema();
/// Reads what is there; a missing or odd field costs itself only.
[[nodiscard]] Job readJob(const Value &value);

/// The suffix inside `ft:base:org:suffix:id` or `base.ft-<hex>-<suffix>`; empty: none.
[[nodiscard]] QStringView modelSuffix(QStringView model);
/// The base inside a fine-tuned model's name; the name itself if it is not one.
[[nodiscard]] QStringView baseModel(QStringView model);

} // namespace tuneboard
