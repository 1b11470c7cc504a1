// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readrow.h"

#include <charconv>
#include <cmath>
#include <cstring>

namespace tuneboard {

namespace sj = simdjson;
namespace ondemand = simdjson::ondemand;

namespace {

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

sj::error_code RowReader::readFields(ondemand::object &object, JobRow &row, std::span<const RowField> fields)
{
    std::size_t likely = 0;
    for (auto field : object) {
        if (const auto error = field.error())
            return error;
        const char *key = field.value_unsafe().key().raw();
        // Servers write the keys of every job in one order: the row after the last hit is the likely one.
        const RowField *hit = nullptr;
        for (std::size_t i = 0; i < fields.size() && !hit; ++i) {
            const std::size_t at = likely + i < fields.size() ? likely + i : likely + i - fields.size();
            const std::string_view name = fields[at].key;
            // Most keys that are none of ours differ in the first letter, which is cheaper than a call.
            if (key[0] == name[0] && std::strncmp(key, name.data(), name.size()) == 0 &&
                key[name.size()] == '"') {
                hit = &fields[at];
                likely = at + 1 < fields.size() ? at + 1 : 0;
            }
        }
        if (!hit)
            continue;
        if (const auto error = store(field.value_unsafe().value(), hit->target, row))
            return error;
    }
    return sj::SUCCESS;
}

sj::error_code RowReader::store(ondemand::value value, const Target &target, JobRow &row)
{
    if (const auto *text = std::get_if<QByteArrayView JobRow::*>(&target)) {
        row.**text = textOf(value).value_or(row.**text); // what is no text leaves it as it is
    } else if (const auto *integer = std::get_if<qint64 JobRow::*>(&target)) {
        row.**integer = integerOf(value);
    } else if (const auto *number = std::get_if<double JobRow::*>(&target)) {
        row.**number = numberOf(value);
    } else {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        if (type != ondemand::json_type::object)
            return sj::SUCCESS;
        ondemand::object object;
        const auto error = value.get_object().get(object);
        return error ? error : (this->*std::get<ReadObject>(target))(object, row);
    }
    return sj::SUCCESS;
}

sj::error_code RowReader::readJob(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {
        {"id", &JobRow::id},
        {"created_at", &JobRow::createdAt},
        {"error", &RowReader::readError},
        {"fine_tuned_model", &JobRow::outputModel},
        {"finished_at", &JobRow::finishedAt},
        {"hyperparameters", &RowReader::readTopHyperparameters},
        {"model", &JobRow::model},
        {"seed", &JobRow::seed},
        {"status", &JobRow::status},
        {"trained_tokens", &JobRow::trainedTokens},
        {"training_file", &JobRow::trainingFile},
        {"validation_file", &JobRow::validationFile},
        {"estimated_finish", &JobRow::estimatedFinish},
        {"metadata", &RowReader::readMetadata},
        {"method", &RowReader::readMethod},
        {"user_provided_suffix", &JobRow::suffix},
        {"suffix", &JobRow::suffix},
    };
    if (const auto error = readFields(object, row, fields))
        return error;
    if (row.estimatedFinish == 0)
        row.estimatedFinish = kNoInteger;
    if (row.finishedAt == 0)
        row.finishedAt = kNoInteger;
    return sj::SUCCESS;
}

sj::error_code RowReader::readError(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {
        {"code", &JobRow::errorCode},
        {"message", &JobRow::errorMessage},
    };
    return readFields(object, row, fields);
}

sj::error_code RowReader::readHyperparameters(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {
        {"n_epochs", &JobRow::nEpochs},
        {"batch_size", &JobRow::batchSize},
        {"learning_rate_multiplier", &JobRow::learningRateMultiplier},
    };
    return readFields(object, row, fields);
}

// What stands inside the method wins over the same words beside it, whichever comes first.
sj::error_code RowReader::readTopHyperparameters(ondemand::object &object, JobRow &row)
{
    if (!m_methodSeen)
        return readHyperparameters(object, row);
    JobRow outer;
    const auto error = readHyperparameters(object, outer);
    for (const auto member : {&JobRow::nEpochs, &JobRow::batchSize, &JobRow::learningRateMultiplier}) {
        if (std::isnan(row.*member))
            row.*member = outer.*member;
    }
    return error;
}

sj::error_code RowReader::readMethod(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {
        {"type", &JobRow::method},
        {"supervised", &RowReader::readBranch},
        {"dpo", &RowReader::readBranch},
        {"reinforcement", &RowReader::readBranch},
    };
    m_methodSeen = true;
    return readFields(object, row, fields);
}

sj::error_code RowReader::readBranch(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {{"hyperparameters", &RowReader::readHyperparameters}};
    return readFields(object, row, fields);
}

// A value that is no text is kept as its JSON. Separators inside a text would end it early: they become
// blanks.
sj::error_code RowReader::readMetadata(ondemand::object &object, JobRow &row)
{
    std::string &pairs = m_storage.unescaped.emplace_back();
    const auto append = [&pairs](std::string_view token) {
        const std::size_t start = pairs.size();
        if (const auto inner = insideQuotes(token); !inner || !appendUnescaped(*inner, pairs))
            pairs.append(trimmed(token));
        for (std::size_t i = start; i < pairs.size(); ++i) {
            if (pairs[i] == kMetadataValue || pairs[i] == kMetadataEnd)
                pairs[i] = ' ';
        }
    };
    for (auto field : object) {
        if (const auto error = field.error())
            return error;
        append(keyToken(field.value_unsafe().key()));
        pairs.push_back(kMetadataValue);
        ondemand::value value = field.value_unsafe().value();
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        std::string_view raw = value.raw_json_token();
        sj::error_code error = sj::SUCCESS;
        if (type == ondemand::json_type::array) {
            ondemand::array inner;
            error = value.get_array().get(inner);
            if (!error)
                error = inner.raw_json().get(raw);
        } else if (type == ondemand::json_type::object) {
            ondemand::object inner;
            error = value.get_object().get(inner);
            if (!error)
                error = inner.raw_json().get(raw);
        }
        if (error)
            return error;
        append(raw);
        pairs.push_back(kMetadataEnd);
    }
    row.metadata = view(pairs);
    return sj::SUCCESS;
}

std::optional<QByteArrayView> RowReader::textOf(ondemand::value value)
{
    const std::string_view token = value.raw_json_token();
    if (token.empty() || token.front() != '"') {
        const std::string_view scalar = trimmed(token); // a number where a text belongs: its characters
        return isJsonNumber(scalar) ? std::optional(view(scalar)) : std::nullopt;
    }
    const auto inner = insideQuotes(token);
    if (!inner)
        return std::nullopt;
    if (std::memchr(inner->data(), '\\', inner->size()) == nullptr)
        return view(*inner);
    std::string &unescaped = m_storage.unescaped.emplace_back();
    return appendUnescaped(*inner, unescaped) ? std::optional(view(unescaped)) : std::nullopt;
}

double RowReader::numberOf(ondemand::value value)
{
    if (trimmed(value.raw_json_token()) == "\"auto\"")
        return kAutomatic;
    double number = 0;
    return value.get_double().get(number) ? kNoNumber : number;
}

qint64 RowReader::integerOf(ondemand::value value)
{
    const std::string_view token = trimmed(value.raw_json_token());
    const char *last = token.data() + token.size();
    qint64 integer = 0;
    if (const auto [end, error] = std::from_chars(token.data(), last, integer);
        error == std::errc() && end == last)
        return integer;
    double number = 0; // 2.0 and 1e3 are integers too
    if (value.get_double().get(number) || std::abs(number) > 9007199254740992.0 ||
        number != std::floor(number))
        return kNoInteger;
    return static_cast<qint64>(number);
}

} // namespace tuneboard
