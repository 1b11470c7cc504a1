// SPDX-License-Identifier: GPL-3.0-or-later
// Graders: what scores an answer in reinforcement training. A multi grader holds others, at any depth.
#pragma once

#include "app/api/field.h"

namespace tuneboard {

/// The lowest and the highest score, as sent.
struct ScoreRange
{
    std::optional<double> low;
    std::optional<double> high;

    /// How far apart they are; nullopt: not sent.
    [[nodiscard]] std::optional<double> span() const
    {
        return low && high ? std::optional(*high - *low) : std::nullopt;
    }
};
void assign(const Value &from, ScoreRange &to);

struct Grader
{
    QString key;  ///< its name in the parent's `graders` object; empty: in an array, alone, or at the root
    QString type; ///< as written; empty: not said
    QString name; ///< often missing
    QString operation;
    QString reference;
    QString evaluationMetric;
    QString source; ///< python
    QString imageTag;
    QString model;
    QString calculateOutput; ///< multi: the formula over the children's names
    QString url;             ///< endpoint
    QStringList labels;
    QStringList passingLabels;
    std::optional<double> passThreshold;
    ScoreRange range;            ///< score_model
    std::vector<Grader> graders; ///< multi: the children, in the order received

    /// What the formula and the reader call it: key, else name, else type.
    [[nodiscard]] QString title() const;
};

struct GraderTerm
{
    const char *word;          ///< as the server writes it
    const char *label;         ///< in English, for tr() in the context "Grader"
    const char *help;          ///< what it does, in our own words
    const Schema *(*schema)(); ///< the fields in the order in which people see them
};

[[nodiscard]] std::span<const GraderTerm> graderTerms();
[[nodiscard]] const GraderTerm *graderTerm(QStringView word);
/// The grader's type for people, translated; an unknown word as it is.
[[nodiscard]] QString graderLabel(QStringView word);

/// The table for that grader object, chosen by its `type`; one with all known fields for an unknown type.
[[nodiscard]] const Schema *graderSchema(const Value &grader);

/// Whether an object looks like a grader: a known grader type, or fields that only graders have.
[[nodiscard]] bool looksLikeGrader(const Value &value);

void assign(const Value &from, std::optional<Grader> &to);
/// `graders` as an object keyed by name, an array, or one grader.
void assign(const Value &from, std::vector<Grader> &to);

} // namespace tuneboard
