// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that are too big, too deep or too many, each at a size that the test chooses.
#pragma once

#include <QByteArray>

namespace tuneboard::test {

/// A list with these elements, separated by commas.
inline QByteArray listOf(const QByteArray &elements, bool hasMore = false)
{
    return R"({"object":"list","data":[)" + elements + R"(],"has_more":)" + (hasMore ? "true" : "false") +
           "}";
}

/// `count` elements, each made from its number, from 0.
template<class Make>
QByteArray elementsOf(int count, Make make)
{
    QByteArray elements;
    for (int i = 0; i < count; ++i)
        elements += (i > 0 ? "," : "") + make(i);
    return elements;
}

/// One page of the smallest possible jobs. 2 000 000 of them are 31 MB.
inline QByteArray tinyJobs(int count)
{
    return listOf(elementsOf(count, [](int i) { return R"({"id":"j)" + QByteArray::number(i) + "\"}"; }));
}

/// One page of jobs as servers send them, the newest first.
inline QByteArray jobsInOnePage(int count)
{
    return listOf(elementsOf(count, [count](int i) {
        const QByteArray number = QByteArray::number(count - i);
        return R"({"object":"fine_tuning.job","id":"ftjob-)" + number +
               R"(","status":"succeeded","model":"gpt-4o-mini-2024-07-18","created_at":)" +
               QByteArray::number(1'600'000'000 + count - i) +
               R"(,"fine_tuned_model":"ft:gpt-4o-mini:org:n)" + number + R"(:abc","training_file":"file-)" +
               number + R"(","trained_tokens":12345,"hyperparameters":{"n_epochs":3},"error":null})";
    }));
}

/// `count` brackets that never close.
inline QByteArray openBrackets(int count)
{
    return QByteArray(count, '[');
}

/// A list whose first element is nested `depth` deep, between two jobs.
inline QByteArray nestedElement(int depth)
{
    return listOf(R"({"id":"a"},)" + QByteArray(depth, '[') + QByteArray(depth, ']') + R"(,{"id":"b"})");
}

/// One job with a field that is nested `depth` deep.
inline QByteArray jobWithNesting(int depth)
{
    return listOf(R"({"id":"a","x":)" + QByteArray(depth, '[') + QByteArray(depth, ']') + "}");
}

/// One job with so many metadata keys, each with 64 bytes.
inline QByteArray jobWithMetadata(int keys)
{
    return listOf(R"({"id":"a","metadata":{)" +
                  elementsOf(keys,
                             [](int i) {
                                 return "\"key" + QByteArray::number(i) + "\":\"" + QByteArray(50, 'v') + '"';
                             }) +
                  "}}");
}

/// Jobs whose numbers are not numbers.
inline QByteArray notANumberFlood(int count)
{
    return listOf(elementsOf(count, [](int i) {
        return R"({"id":"j)" + QByteArray::number(i) +
               R"(","trained_tokens":NaN,"created_at":-Infinity,"seed":1e999})";
    }));
}

/// So many jobs with names of so many bytes.
inline QByteArray longNames(int count, int bytes)
{
    return listOf(elementsOf(count, [bytes](int i) {
        return R"({"id":"j)" + QByteArray::number(i) + R"(","user_provided_suffix":")" +
               QByteArray(bytes, 'n') + "\"}";
    }));
}

/// One page of events, the newest first.
inline QByteArray eventsInOnePage(int count)
{
    return listOf(elementsOf(count, [count](int i) {
        return R"({"id":"ftevent-)" + QByteArray::number(count - i) + R"(","created_at":)" +
               QByteArray::number(1'600'000'000 + count - i) + R"(,"level":"info","message":"m"})";
    }));
}

/// One page of checkpoints.
inline QByteArray checkpointsInOnePage(int count)
{
    return listOf(elementsOf(count, [](int i) {
        return R"({"id":"ftckpt_)" + QByteArray::number(i) + R"(","step_number":)" + QByteArray::number(i) +
               R"(,"metrics":{"train_loss":0.5,"full_valid_loss":0.6}})";
    }));
}

} // namespace tuneboard::test
