// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/grader.h"

#include "app/api/terms.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using G = Grader;

// Every field of every grader type, once; each type below lists them in its own order.
constexpr FieldRow kType = field<&G::type>("type", QT_TRANSLATE_NOOP("Field", "Type"),
                                           QT_TRANSLATE_NOOP("Field", "How this grader scores."));
constexpr FieldRow kName = field<&G::name>("name", QT_TRANSLATE_NOOP("Field", "Name"),
                                           QT_TRANSLATE_NOOP("Field", "The grader's own name."));
constexpr FieldRow kInput = {
    "input", QT_TRANSLATE_NOOP("Field", "Input"),
    QT_TRANSLATE_NOOP("Field", "What is graded; {{…}} is filled in for each answer."), Format::Template};
constexpr FieldRow kReference =
    field<&G::reference>("reference", QT_TRANSLATE_NOOP("Field", "Reference"),
                         QT_TRANSLATE_NOOP("Field", "What the input is compared with."), Format::Template);
constexpr FieldRow kOperation = field<&G::operation>(
    "operation", QT_TRANSLATE_NOOP("Field", "Operation"),
    QT_TRANSLATE_NOOP("Field", "eq: equal, ne: not equal, like: contains, ilike: contains, "
                               "upper and lower case alike."));
constexpr FieldRow kMetric =
    field<&G::evaluationMetric>("evaluation_metric", QT_TRANSLATE_NOOP("Field", "Metric"),
                                QT_TRANSLATE_NOOP("Field", "How the similarity of two texts is measured."));
constexpr FieldRow kSource =
    field<&G::source>("source", QT_TRANSLATE_NOOP("Field", "Source"),
                      QT_TRANSLATE_NOOP("Field", "The Python program that grades."), Format::Source);
constexpr FieldRow kImageTag =
    field<&G::imageTag>("image_tag", QT_TRANSLATE_NOOP("Field", "Image tag"),
                        QT_TRANSLATE_NOOP("Field", "The system image in which the program runs."));
constexpr FieldRow kModel =
    field<&G::model>("model", QT_TRANSLATE_NOOP("Field", "Model"),
                     QT_TRANSLATE_NOOP("Field", "The model that grades."), Format::Model);
constexpr FieldRow kRange =
    field<&G::range>("range", QT_TRANSLATE_NOOP("Field", "Range"),
                     QT_TRANSLATE_NOOP("Field", "Lowest and highest score; 0 to 1 if missing."));
constexpr FieldRow kSampling = {"sampling_params", QT_TRANSLATE_NOOP("Field", "Sampling"),
                                QT_TRANSLATE_NOOP("Field", "How the grading model is asked.")};
constexpr FieldRow kLabels = field<&G::labels>("labels", QT_TRANSLATE_NOOP("Field", "Labels"),
                                               QT_TRANSLATE_NOOP("Field", "What the model may choose from."));
constexpr FieldRow kPassingLabels =
    field<&G::passingLabels>("passing_labels", QT_TRANSLATE_NOOP("Field", "Passing labels"),
                             QT_TRANSLATE_NOOP("Field", "Labels that count as a pass."));
constexpr FieldRow kFormula = field<&G::calculateOutput>(
    "calculate_output", QT_TRANSLATE_NOOP("Field", "Formula"),
    QT_TRANSLATE_NOOP("Field", "How the scores of the graders below become one."), Format::Formula);
constexpr FieldRow kGraders = field<&G::graders>(
    "graders", QT_TRANSLATE_NOOP("Field", "Graders"),
    QT_TRANSLATE_NOOP("Field", "The graders whose scores the formula joins."), Format::Plain, &graderSchema);
constexpr FieldRow kThreshold =
    field<&G::passThreshold>("pass_threshold", QT_TRANSLATE_NOOP("Field", "Pass threshold"),
                             QT_TRANSLATE_NOOP("Field", "From this score on an answer counts as passed."));
constexpr FieldRow kInvalid = {"invalid_grade", QT_TRANSLATE_NOOP("Field", "Invalid grade"),
                               QT_TRANSLATE_NOOP("Field", "The score when the grader fails.")};
constexpr FieldRow kUrl =
    field<&G::url>("url", QT_TRANSLATE_NOOP("Field", "URL"),
                   QT_TRANSLATE_NOOP("Field", "The service that is asked for a score."));
constexpr FieldRow kHeaders = {"headers", QT_TRANSLATE_NOOP("Field", "Headers"),
                               QT_TRANSLATE_NOOP("Field", "Sent to that service; values are masked by it.")};
constexpr FieldRow kRateLimit = {"rate_limit", QT_TRANSLATE_NOOP("Field", "Rate limit"),
                                 QT_TRANSLATE_NOOP("Field", "Requests that the service takes in a second.")};

template<const auto &Rows>
const Schema *schemaOf()
{
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Grader"), Rows};
    return &schema;
}

constexpr FieldRow kStringCheckRows[] = {kType, kName, kInput, kOperation, kReference, kThreshold, kInvalid};
constexpr FieldRow kSimilarityRows[] = {kType, kName, kInput, kReference, kMetric, kThreshold, kInvalid};
constexpr FieldRow kPythonRows[] = {kType, kName, kSource, kImageTag, kThreshold, kInvalid};
constexpr FieldRow kScoreRows[] = {kType, kName, kModel, kInput, kRange, kSampling, kThreshold, kInvalid};
constexpr FieldRow kLabelRows[] = {kType,   kName,          kModel,     kInput,
                                   kLabels, kPassingLabels, kThreshold, kInvalid};
constexpr FieldRow kMultiRows[] = {kType, kName, kFormula, kGraders, kThreshold, kInvalid};
constexpr FieldRow kEndpointRows[] = {kType, kName, kUrl, kHeaders, kRateLimit, kThreshold, kInvalid};
constexpr FieldRow kAnyRows[] = {kType,      kName,          kFormula, kModel,     kInput,
                                 kOperation, kReference,     kMetric,  kSource,    kImageTag,
                                 kLabels,    kPassingLabels, kRange,   kSampling,  kUrl,
                                 kHeaders,   kRateLimit,     kGraders, kThreshold, kInvalid};

constexpr GraderTerm kTerms[] = {
    {"string_check", QT_TRANSLATE_NOOP("Grader", "String check"),
     QT_TRANSLATE_NOOP("Grader", "Compares two texts; scores 1 or 0."), &schemaOf<kStringCheckRows>},
    {"text_similarity", QT_TRANSLATE_NOOP("Grader", "Text similarity"),
     QT_TRANSLATE_NOOP("Grader", "Measures how alike two texts are."), &schemaOf<kSimilarityRows>},
    {"python", QT_TRANSLATE_NOOP("Grader", "Python"),
     QT_TRANSLATE_NOOP("Grader", "Runs a Python program that returns the score."), &schemaOf<kPythonRows>},
    {"score_model", QT_TRANSLATE_NOOP("Grader", "Score model"),
     QT_TRANSLATE_NOOP("Grader", "Asks a model for a number."), &schemaOf<kScoreRows>},
    {"label_model", QT_TRANSLATE_NOOP("Grader", "Label model"),
     QT_TRANSLATE_NOOP("Grader", "Asks a model for a label; passing labels score 1."), &schemaOf<kLabelRows>},
    {"multi", QT_TRANSLATE_NOOP("Grader", "Multi"),
     QT_TRANSLATE_NOOP("Grader", "Joins the scores of other graders by a formula."), &schemaOf<kMultiRows>},
    {"endpoint", QT_TRANSLATE_NOOP("Grader", "Endpoint"),
     QT_TRANSLATE_NOOP("Grader", "Asks a web service for the score."), &schemaOf<kEndpointRows>},
};

void readGrader(const Value &from, Grader &to)
{
    readFields(from, to, *graderSchema(from));
    if (const GraderTerm *term = graderTerm(to.type))
        to.type = QString::fromLatin1(term->word);
}

} // namespace

QString Grader::title() const
{
    return !key.isEmpty() ? key : !name.isEmpty() ? name : type;
}

std::span<const GraderTerm> graderTerms()
{
    return kTerms;
}

const GraderTerm *graderTerm(QStringView word)
{
    const PlainWord wanted(word);
    const auto *it = std::find_if(std::begin(kTerms), std::end(kTerms), [&](const GraderTerm &term) {
        return !wanted.text().empty() && wanted.text() == PlainWord(term.word).text();
    });
    return it == std::end(kTerms) ? nullptr : it;
}

QString graderLabel(QStringView word)
{
    const GraderTerm *term = graderTerm(word);
    return term ? QCoreApplication::translate("Grader", term->label) : word.toString();
}

const Schema *graderSchema(const Value &grader)
{
    const GraderTerm *term = graderTerm(grader.string(u"type"));
    return term ? term->schema() : schemaOf<kAnyRows>();
}

bool looksLikeGrader(const Value &value)
{
    if (!value.isObject())
        return false;
    if (graderTerm(value.string(u"type")))
        return true;
    return value.find(u"calculate_output") || value.find(u"evaluation_metric") ||
           value.find(u"passing_labels");
}

void assign(const Value &from, ScoreRange &to)
{
    if (!from.isArray() || from.children.size() != 2)
        return;
    assign(from.children[0], to.low);
    assign(from.children[1], to.high);
}

void assign(const Value &from, std::optional<Grader> &to)
{
    if (!from.isObject())
        return;
    to.emplace();
    readGrader(from, *to);
}

void assign(const Value &from, std::vector<Grader> &to)
{
    to.clear();
    const auto add = [&to](const Value &value, const QString &key) {
        if (!value.isObject())
            return;
        readGrader(value, to.emplace_back());
        to.back().key = key;
    };
    if (from.isArray()) {
        for (const Value &element : from.children)
            add(element, {});
        return;
    }
    // One grader stands alone if its own `type` is a word; in an object keyed by name every member is an
    // object.
    const Value *type = from.find(u"type");
    if (type && type->isString()) {
        add(from, {});
        return;
    }
    for (const Value &member : from.children)
        add(member, member.key);
}

} // namespace tuneboard
