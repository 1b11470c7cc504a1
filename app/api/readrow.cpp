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
        std::size_t at = likely;
        std::size_t left = fields.size();
        while (left > 0 && !fields[at].key.isAt(key)) {
            at = at + 1 < fields.size() ? at + 1 : 0;
            --left;
        }
        if (left == 0)
            continue;
        likely = at + 1 < fields.size() ? at + 1 : 0;
        if (const auto error = store(field.value_unsafe().value(), fields[at].target, row))
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
    } else if (const auto *read = std::get_if<ReadObject>(&target)) {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        if (type != ondemand::json_type::object)
            return sj::SUCCESS;
        ondemand::object object;
        const auto error = value.get_object().get(object);
        return error ? error : (this->**read)(object, row);
    }
    return sj::SUCCESS;
}

sj::error_code RowReader::readJob(ondemand::object &object, JobRow &row)
{
    static constexpr RowField fields[] = {
        {"object"},
        {"id", &JobRow::id},
        {"model", &JobRow::model},
        {"created_at", &JobRow::createdAt},
        {"finished_at", &JobRow::finishedAt},
        {"fine_tuned_model", &JobRow::outputModel},
        {"organization_id"},
        {"result_files"},
        {"status", &JobRow::status},
        {"validation_file", &JobRow::validationFile},
        {"training_file", &JobRow::trainingFile},
        {"hyperparameters", &RowReader::readTopHyperparameters},
        {"trained_tokens", &JobRow::trainedTokens},
        {"error", &RowReader::readError},
        {"user_provided_suffix", &JobRow::suffix},
        {"suffix", &JobRow::suffix},
        {"seed", &JobRow::seed},
        {"estimated_finish", &JobRow::estimatedFinish},
        {"integrations"},
        {"metadata", &RowReader::readMetadata},
        {"usage_metrics"},
        {"shared_with_openai"},
        {"eval_id"},
        {"method", &RowReader::readMethod},
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
    pairs.reserve(128);
    const auto append = [&pairs](std::string_view token) {
        const std::size_t start = pairs.size();
        const auto inner = insideQuotes(token);
        if (!inner || !appendUnescaped(*inner, pairs))
            pairs.append(trimmed(token));
        // JSON has control characters as escapes only.
        if (token.find('\\') == token.npos)
            return;
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
    const std::string_view token = value.raw_json_token();
    if (token.starts_with('"'))
        return trimmed(token) == "\"auto\"" ? kAutomatic : kNoNumber;
    double number = 0;
    return value.get_double().get(number) ? kNoNumber : number;
}

qint64 RowReader::integerOf(ondemand::value value)
{
    const std::string_view token = trimmed(value.raw_json_token());
    if (token == "null")
        return kNoInteger;
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
