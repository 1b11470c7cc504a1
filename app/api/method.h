// SPDX-License-Identifier: GPL-3.0-or-later
// Training methods and their hyperparameters.
#pragma once

#include "app/api/field.h"
#include "app/api/grader.h"

namespace tuneboard {

/// One hyperparameter. `auto`, a number, null and Azure's -1 are four different things and stay so.
struct Hyperparameter
{
    enum class State : quint8 {
        Absent,   ///< the server said nothing
        Null,     ///< null
        Auto,     ///< "auto"
        MinusOne, ///< -1, with which Azure writes "auto"
        Number,
        Text, ///< any other word, e.g. reasoning_effort "default"
    };
    State state = State::Absent;
    double number = 0; ///< only for Number and MinusOne
    QString text;      ///< as written by the server; empty if absent

    [[nodiscard]] bool isAutomatic() const { return state == State::Auto || state == State::MinusOne; }
    [[nodiscard]] bool isSaid() const { return state != State::Absent && state != State::Null; }
    friend bool operator==(const Hyperparameter &, const Hyperparameter &) = default;
};

void assign(const Value &from, Hyperparameter &to);

/// The hyperparameters of all methods; what a method does not have stays Absent.
struct Hyperparameters
{
    Hyperparameter nEpochs;
    Hyperparameter batchSize;
    Hyperparameter learningRateMultiplier;
    Hyperparameter beta;
    Hyperparameter computeMultiplier;
    Hyperparameter evalInterval;
    Hyperparameter evalSamples;
    Hyperparameter reasoningEffort;
};

[[nodiscard]] const Schema &hyperparametersSchema();
void assign(const Value &from, std::optional<Hyperparameters> &to);

/// What stands under `method.<type>`.
struct MethodBranch
{
    std::optional<Hyperparameters> hyperparameters; ///< nullopt: null or absent
    std::optional<Grader> grader;                   ///< reinforcement only
    Value responseFormat;                           ///< reinforcement only; null: none
};

void assign(const Value &from, std::optional<MethodBranch> &to);

struct Method
{
    QString type; ///< a word of methodTerms(), or an unknown one; empty: the server did not say
    std::optional<MethodBranch> supervised;
    std::optional<MethodBranch> dpo;
    std::optional<MethodBranch> reinforcement;

    /// The branch that `type` names; nullptr: none, or a type nobody has met yet.
    [[nodiscard]] const MethodBranch *branch() const;
};

[[nodiscard]] const Schema &methodSchema();
void assign(const Value &from, std::optional<Method> &to);

} // namespace tuneboard
