// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demograders.h"

#include "app/demo/demojson.h"

namespace tuneboard::demo {
namespace {
constexpr char countdownSource[] =
    R"py("""Grades a countdown answer: every number used once, and the target reached."""
import ast
import json
import operator
import re

OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


def evaluate(node):
    if isinstance(node, ast.Expression):
        return evaluate(node.body)
    if isinstance(node, ast.Constant) and isinstance(node.value, int):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in OPERATORS:
        return OPERATORS[type(node.op)](evaluate(node.left), evaluate(node.right))
    raise ValueError("only + - * / over whole numbers")


def grade(sample, item) -> float:
    try:
        answer = json.loads(sample["output_text"])
        expression = answer["expression"]
    except (KeyError, ValueError, TypeError):
        return 0.0

    used = sorted(int(n) for n in re.findall(r"\d+", expression))
    if used != sorted(item["numbers"]):
        return 0.1

    try:
        value = evaluate(ast.parse(expression, mode="eval"))
    except (ValueError, SyntaxError, ZeroDivisionError):
        return 0.0

    distance = abs(value - item["target"])
    if distance == 0:
        return 1.0
    # Near misses earn a little, so that there is something to climb.
    return max(0.0, 0.5 - 0.05 * distance)
)py";

constexpr char sqlSource[] = R"py(import sqlite3


def rows(connection, statement):
    cursor = connection.execute(statement)
    return sorted(tuple(map(str, row)) for row in cursor.fetchmany(1000))


def grade(sample, item) -> float:
    """1.0 for the same rows, 0.3 for a statement that runs, 0.0 for all others."""
    statement = sample["output_text"].strip().removeprefix("```sql").removesuffix("```")
    connection = sqlite3.connect(":memory:")
    connection.executescript(item["schema"])
    try:
        got = rows(connection, statement)
    except sqlite3.Error:
        return 0.0
    return 1.0 if got == rows(connection, item["reference"]) else 0.3
)py";

constexpr char mutantSource[] = R"py(import subprocess
import sys
import tempfile
from pathlib import Path


def passes(module: str, tests: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "subject.py").write_text(module)
        Path(folder, "test_subject.py").write_text(tests)
        run = subprocess.run([sys.executable, "-m", "pytest", "-q", folder],
                             capture_output=True, timeout=20)
        return run.returncode == 0


def grade(sample, item) -> float:
    tests = sample["output_text"]
    if not passes(item["original"], tests):
        return 0.0
    killed = sum(not passes(mutant, tests) for mutant in item["mutants"])
    return killed / len(item["mutants"])
)py";

void python(JsonWriter *json, const char *name, const char *source, const char *imageTag = "")
{
    json->beginObject().text("type", "python").text("name", name).text("source", source);
    if (*imageTag != 0)
        json->text("image_tag", imageTag);
    json->endObject();
}

void stringCheck(JsonWriter *json, const char *name, const char *input, const char *reference,
                 const char *operation)
{
    json->beginObject().text("type", "string_check").text("name", name).text("input", input);
    json->text("reference", reference).text("operation", operation).endObject();
}

void similarity(JsonWriter *json, const char *name, const char *reference, const char *metric,
                bool threshold = false)
{
    json->beginObject().text("type", "text_similarity").text("name", name);
    json->text("input", "{{sample.output_text}}")
        .text("reference", reference)
        .text("evaluation_metric", metric);
    if (threshold)
        json->real("pass_threshold", 0.8);
    json->endObject();
}

void message(JsonWriter *json, const char *role, const char *content)
{
    json->beginObject().text("role", role).text("content", content).endObject();
}

void labelModel(JsonWriter *json, const char *name, bool audio)
{
    json->beginObject()
        .text("type", "label_model")
        .text("name", name)
        .text("model", "gpt-4.1-mini-2025-04-14");
    json->key("input").beginArray();
    message(json, "developer",
            "Read the note that was written about a support call and decide how the call ended. Use exactly "
            "one label.");
    json->beginObject().text("role", "user").key("content").beginArray();
    json->beginObject().text("type", "input_text").text("text", "Note: {{sample.output_text}}").endObject();
    if (audio) {
        json->beginObject().text("type", "input_audio").key("input_audio").beginObject();
        json->text("data", "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=")
            .text("format", "wav");
        json->endObject().endObject();
    }
    json->endArray().endObject().endArray();
    json->key("labels")
        .beginArray()
        .text("solved")
        .text("promised")
        .text("escalated")
        .text("lost")
        .endArray();
    json->key("passing_labels").beginArray().text("solved").text("promised").endArray();
    json->endObject();
}

void sampling(JsonWriter *json)
{
    json->key("sampling_params").beginObject().whole("seed", 42).real("temperature", 0).real("top_p", 1);
    json->whole("max_completions_tokens", 2048).text("reasoning_effort", "low").endObject();
}

void scoreModel(JsonWriter *json, const char *name, const char *model, const char *system, const char *user,
                bool full = true)
{
    json->beginObject().text("type", "score_model").text("name", name).text("model", model);
    json->key("input").beginArray();
    message(json, "system", system);
    message(json, "user", user);
    json->endArray();
    if (full) {
        json->key("range").beginArray().real(0).real(1).endArray();
        sampling(json);
    }
    json->endObject();
}

void imageScore(JsonWriter *json, bool strict)
{
    json->beginObject().text("type", "score_model").text("name", "receipt_judge");
    json->text("model", "gpt-4o-2024-08-06").key("input").beginArray();
    message(
        json, "system",
        "You check travel receipts. Give 1 if the decision follows the policy and names the sum that may be "
        "refunded, "
        "0.5 if the decision is right but the sum is not, and 0 otherwise. Answer with the number alone.");
    json->beginObject().text("role", "user").key("content").beginArray();
    json->beginObject().text("type", "input_text").text("text", "Policy: {{item.policy}}").endObject();
    json->beginObject().text("type", "input_image");
    json->text("image_url", strict ? "https://receipts.example/scans/0412.png" : "{{ item.receipt_image }}");
    json->text("detail", "high").endObject();
    json->beginObject().text("type", "output_text").text("text", "{{sample.output_text}}").endObject();
    json->endArray().endObject().endArray();
    json->key("range").beginArray().real(0).real(1).endArray();
    sampling(json);
    if (!strict)
        json->real("pass_threshold", 0.5);
    json->endObject();
}

// Begins a multi grader; what follows is written as its only child, or as several.
JsonWriter &multi(JsonWriter *json, const char *name)
{
    return json->beginObject().text("type", "multi").text("name", name).key("graders");
}

void countdown(JsonWriter *json, bool strict)
{
    if (strict) {
        python(json, "countdown", countdownSource, "2025-05-08");
        return;
    }
    multi(json, "Local and remote countdown").beginObject();
    json->key("python");
    python(json, "Python Countdown Grader", countdownSource, "2025-05-08");
    json->key("endpoint").beginObject().text("type", "endpoint").text("name", "Remote Countdown Grader");
    json->text("url", "https://graders.larkspur.example/countdown").key("headers").beginObject();
    json->text("X-Functions-Key", "**********").endObject().whole("rate_limit", 50).endObject();
    json->endObject().text("calculate_output", "0.7 * python + 0.3 * endpoint").endObject();
}

void icdCoding(JsonWriter *json, bool strict)
{
    constexpr char judge[] = "You are a senior medical coder. Compare the explanation with the guideline "
                             "excerpt. Score 1 if every statement "
                             "is supported and the most specific code is argued for, 0.5 if the chapter is "
                             "right but the reasoning has a gap, "
                             "0 if it contradicts the guideline. Do not reward length.";
    constexpr char question[] =
        "Case: {{item.case}}\n\nGuideline: {{item.guideline}}\n\nAnswer: {{sample.output_text}}";
    if (strict) {
        scoreModel(json, "reasoning", "gpt-4.1-2025-04-14", judge, question);
        return;
    }
    multi(json, "Coding quality").beginObject().key("code");
    multi(json, "Code itself").beginObject().key("exact");
    stringCheck(json, "exact_code", "{{sample.output_json.code}}", "{{item.code}}", "eq");
    json->key("chapter");
    stringCheck(json, "same_chapter", "{{sample.output_json.chapter}}", "{{item.chapter}}", "ilike");
    json->endObject().text("calculate_output", "max(exact, 0.4 * chapter)").endObject();
    json->key("reasoning");
    scoreModel(json, "reasoning", "gpt-4.1-2025-04-14", judge, question);
    json->key("wording");
    similarity(json, "wording", "{{item.explanation}}", "rouge_l");
    json->endObject();
    json->text("calculate_output", "0.6 * code + 0.3 * reasoning + 0.1 * wording").endObject();
}

void unitTests(JsonWriter *json, bool strict)
{
    if (strict) {
        python(json, "mutants", mutantSource);
        return;
    }
    multi(json, "Tests that catch mutants").beginArray();
    python(json, "mutants", mutantSource);
    similarity(json, "style", "{{item.house_style_tests}}", "fuzzy_match", true);
    stringCheck(json, "no_network", "{{sample.output_text}}", "requests.", "ne");
    // The first bracket is left out in the documentation's own example as well.
    json->endArray().text("calculate_output", "0.8 * mutants + 0.1 * style + 0.1 * no_network)").endObject();
}

void clauseMatch(JsonWriter *json)
{
    multi(json, "Clause, word for word");
    similarity(json, "clause", "{{item.reference}}", "fuzzy_match");
    json->text("calculate_output", "clause ^ 2").endObject();
}

void callNotes(JsonWriter *json, bool strict)
{
    if (!strict) {
        labelModel(json, "call_outcome", true);
        return;
    }
    multi(json, "Outcome of the call");
    labelModel(json, "call_outcome", true);
    json->text("calculate_output", "call_outcome").endObject();
}
void labUnits(JsonWriter *json, bool strict)
{
    if (strict) {
        stringCheck(json, "si_value", "{{sample.output_text}}", "{{ item.reference }}", "eq");
        return;
    }
    // Without a name and a range, and with one block instead of a list of them.
    json->beginObject().text("type", "score_model").text("model", "gpt-4.1-mini-2025-04-14");
    json->key("input").beginArray().beginObject().text("role", "user").key("content").beginObject();
    json->text("type", "input_text");
    json->text("text", "Is {{sample.output_text}} the same quantity as {{ item.reference }}, with as many "
                       "significant digits? Answer "
                       "1 or 0.");
    json->endObject().endObject().endArray().real("pass_threshold", 1).real("invalid_grade", 0).endObject();
}
} // namespace

QByteArray graderJson(const JobSpec &spec, bool strict)
{
    const QByteArrayView suffix(topics()[spec.topic].suffix);
    QByteArray out;
    JsonWriter json(&out);
    if (suffix == "countdown-rft")
        countdown(&json, strict);
    else if (suffix == "icd-coding")
        icdCoding(&json, strict);
    else if (suffix == "receipt-audit")
        imageScore(&json, strict);
    else if (suffix == "call-notes")
        callNotes(&json, strict);
    else if (suffix == "unit-tests")
        unitTests(&json, strict);
    else if (suffix == "clause-match")
        clauseMatch(&json);
    else if (suffix == "sql-exec")
        python(&json, "same_rows", sqlSource);
    else
        labUnits(&json, strict);
    return out;
}

std::vector<GraderLeaf> graderLeaves(const JobSpec &spec, bool strict)
{
    const QByteArrayView suffix(topics()[spec.topic].suffix);
    if (suffix == "countdown-rft") {
        if (strict)
            return {{"countdown", "python", ""}};
        return {{"Python Countdown Grader", "python", ""}, {"Remote Countdown Grader", "endpoint", ""}};
    }
    if (suffix == "icd-coding") {
        const GraderLeaf reasoning = {"reasoning", "score_model", "gpt-4.1-2025-04-14"};
        if (strict)
            return {reasoning};
        return {{"exact_code", "string_check", ""},
                {"same_chapter", "string_check", ""},
                reasoning,
                {"wording", "text_similarity", ""}};
    }
    if (suffix == "receipt-audit")
        return {{"receipt_judge", "score_model", "gpt-4o-2024-08-06"}};
    if (suffix == "call-notes")
        return {{"call_outcome", "label_model", "gpt-4.1-mini-2025-04-14"}};
    if (suffix == "unit-tests") {
        if (strict)
            return {{"mutants", "python", ""}};
        return {
            {"mutants", "python", ""}, {"style", "text_similarity", ""}, {"no_network", "string_check", ""}};
    }
    if (suffix == "clause-match")
        return {{"clause", "text_similarity", ""}};
    if (suffix == "sql-exec")
        return {{"same_rows", "python", ""}};
    if (strict)
        return {{"si_value", "string_check", ""}};
    return {{"score_model", "score_model", "gpt-4.1-mini-2025-04-14"}};
}

} // namespace tuneboard::demo
