// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs and lists that no honest server sends: too many parts, too deep, too long. Each function makes one of
// a size; the size of the answer grows with it.
#pragma once

#include <QByteArray>
#include <QByteArrayList>

namespace tuneboard::test {

inline constexpr const char *kHostileId = "ftjob-hostile";

/// A finished supervised job with these members added.
inline QByteArray hostileJob(const QByteArray &members, const QByteArray &id = kHostileId)
{
    return R"({"object":"fine_tuning.job","id":")" + id +
           R"(","status":"succeeded","model":"gpt-4o-2024-08-06","created_at":1795000000,)"
           R"("finished_at":1795003600,"trained_tokens":1000)" +
           (members.isEmpty() ? QByteArray() : "," + members) + "}";
}

/// `{"data":[…]}` with these objects.
inline QByteArray hostilePage(const QByteArrayList &objects, bool hasMore = false)
{
    return R"({"object":"list","data":[)" + objects.join(',') + R"(],"has_more":)" +
           (hasMore ? "true}" : "false}");
}

/// `n` elements, each made by `element(i)`, joined by commas.
template<class F>
QByteArray hostileElements(int n, F element)
{
    QByteArray all;
    for (int i = 0; i < n; ++i) {
        if (i > 0)
            all += ',';
        all += element(QByteArray::number(i));
    }
    return all;
}

inline QByteArray resultFilesMember(int n)
{
    return R"("result_files":[)" +
           hostileElements(n, [](const QByteArray &i) { return "\"file-" + i + "\""; }) + "]";
}

inline QByteArray unknownFieldsMember(int n)
{
    return hostileElements(n,
                           [](const QByteArray &i) { return "\"unknown_" + i + "\":\"value " + i + "\""; });
}

inline QByteArray integrationsMember(int n)
{
    return R"("integrations":[)" +
           hostileElements(n,
                           [](const QByteArray &i) {
                               return R"({"type":"wandb","wandb":{"project":"p)" + i + R"(","name":"n)" + i +
                                      R"(","tags":["a","b"]}})";
                           }) +
           "]";
}

inline QByteArray metadataMember(int n)
{
    return R"("metadata":{)" +
           hostileElements(n, [](const QByteArray &i) { return "\"key" + i + "\":\"value " + i + "\""; }) +
           "}";
}

/// One unknown field, nested `n` deep.
inline QByteArray nestedMember(int n)
{
    return R"("deep":)" + QByteArray(n, '[') + QByteArray(n, ']');
}

/// A reinforcement job's method with this grader.
inline QByteArray graderMember(const QByteArray &grader)
{
    return R"("method":{"type":"reinforcement","reinforcement":{"grader":)" + grader + "}}";
}

/// A Python grader of `n` lines.
inline QByteArray pythonMember(int n)
{
    QByteArray source = "def grade(sample, item):\\n";
    for (int i = 0; i < n; ++i)
        source += "    x" + QByteArray::number(i) + " = len('text') # line\\n";
    return graderMember(R"({"type":"python","name":"long","source":")" + source + "\"}");
}

/// A multi grader with `n` children and a formula over all of them.
inline QByteArray multiGraderMember(int n)
{
    const QByteArray children = hostileElements(n, [](const QByteArray &i) {
        return "\"g" + i + R"(":{"type":"string_check","name":"g)" + i +
               R"(","input":"{{sample.output_text}}","reference":"r","operation":"eq"})";
    });
    QByteArray formula = "0";
    for (int i = 0; i < n; ++i)
        formula += " + g" + QByteArray::number(i);
    return graderMember(R"({"type":"multi","name":"all","graders":{)" + children +
                        R"(},"calculate_output":")" + formula + "\"}");
}

/// A name whose letters carry `n` combining marks.
inline QByteArray markedName(int n)
{
    QByteArray name = "a";
    for (int i = 0; i < n; ++i)
        name += i % 2 == 0 ? "\xCC\x81" : "\xCC\xA4"; // above and below
    return name + "z";
}

/// `n` jobs of an honest look, each with these members.
template<class F>
QByteArray hostileList(int n, F membersOf)
{
    QByteArrayList jobs;
    for (int i = 0; i < n; ++i)
        jobs += hostileJob(membersOf(QByteArray::number(i)), "ftjob-" + QByteArray::number(i));
    return hostilePage(jobs);
}

/// `n` jobs with a status of their own each.
inline QByteArray statusList(int n)
{
    QByteArrayList jobs;
    for (int i = 0; i < n; ++i) {
        const QByteArray number = QByteArray::number(i);
        jobs += R"({"object":"fine_tuning.job","id":"ftjob-)" + number + R"(","status":"state_)" + number +
                R"(","model":"gpt-4o-2024-08-06","created_at":1795000000})";
    }
    return hostilePage(jobs);
}

/// `n` jobs with a base model and a method of their own each, and tokens.
inline QByteArray modelList(int n)
{
    QByteArrayList jobs;
    for (int i = 0; i < n; ++i) {
        const QByteArray number = QByteArray::number(i);
        jobs += R"({"object":"fine_tuning.job","id":"ftjob-)" + number +
                R"(","status":"succeeded","model":"model-)" + number + R"(","method":{"type":"way-)" +
                number + R"("},"created_at":)" + QByteArray::number(1'700'000'000 + i * 4000) +
                R"(,"trained_tokens":1000})";
    }
    return hostilePage(jobs);
}

/// Jobs of a few bytes each.
inline QByteArray tinyList(int n)
{
    QByteArrayList jobs;
    for (int i = 0; i < n; ++i)
        jobs += "{\"id\":\"j" + QByteArray::number(i) + "\"}";
    return hostilePage(jobs);
}

/// Checkpoints `first` to `first + n - 1`, newest first.
inline QByteArray checkpointPage(int first, int n, bool hasMore)
{
    QByteArrayList objects;
    for (int i = first; i < first + n; ++i) {
        const QByteArray number = QByteArray::number(i);
        const QByteArray step = QByteArray::number(1'000'000 - i);
        objects += R"({"object":"fine_tuning.job.checkpoint","id":"ftckpt_)" + number +
                   R"(","created_at":1795000000,"fine_tuned_model_checkpoint":"ft:gpt-4o:org::x:ckpt-)" +
                   number + R"(","fine_tuning_job_id":"ftjob-hostile","step_number":)" + step +
                   R"(,"metrics":{"step":)" + step + R"(,"train_loss":0.5,"valid_loss":)" +
                   QByteArray::number(0.4 + i % 97 * 0.001) + R"(,"full_valid_loss":)" +
                   QByteArray::number(0.4 + i % 89 * 0.001) + "}}";
    }
    return hostilePage(objects, hasMore);
}

} // namespace tuneboard::test
