// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readobjects.h"

#include "app/api/readdecimal.h"
#include "app/api/readlist.h"

#include <QCoreApplication>

#include <charconv>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

namespace sj = simdjson;
namespace ondemand = simdjson::ondemand;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(readObjects)
};

QByteArrayView view(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

// A list's elements as they lie in the text. The place of each is kept, for what is said of it.
struct Elements
{
    std::vector<std::pair<int, QByteArrayView>> objects;
    ListEnvelope envelope;
};

// `text` has to live as long as the elements.
Result<Elements> split(const PaddedText &text)
{
    static thread_local ondemand::parser parser; // its buffers are large and worth keeping
    Elements elements;
    const auto take = [&elements](ondemand::value &value, int index) -> sj::error_code {
        ondemand::object object;
        std::string_view raw;
        if (const auto error = value.get_object().get(object))
            return error;
        if (const auto error = object.raw_json().get(raw))
            return error;
        elements.objects.emplace_back(index, view(trimmed(raw)));
        return sj::SUCCESS;
    };
    ondemand::document doc;
    sj::error_code error = parser.iterate(text.view()).get(doc);
    if (!error)
        error = readEnvelope(doc, elements.envelope, take);
    if (error)
        return notJson(text.bytes(), error);
    if (!elements.envelope.isList)
        return ApiError::malformed(Words::tr("This is JSON, but no list: it has no array “data”."));
    return elements;
}

template<class T, class Read>
Result<ListPage<T>> readPage(const QByteArray &bytes, const Read &read)
{
    const PaddedText text(bytes);
    Result<Elements> elements = split(text);
    if (!elements)
        return elements.error();
    ListEnvelope &envelope = elements.value().envelope;
    ListPage<T> page;
    page.objects.reserve(elements->objects.size());
    for (const auto &[index, raw] : elements->objects) {
        T object;
        const QString why = read(raw, object);
        if (why.isEmpty())
            page.objects.push_back(std::move(object));
        else
            envelope.reject(Words::tr("element %1: %2").arg(index).arg(why));
    }
    page.hasMore = envelope.hasMore;
    page.rejected = envelope.rejected;
    page.firstReject = envelope.firstReject;
    return page;
}

// Words that nearly every event has are one string, not one each.
QString knownWord(std::string_view word)
{
    static const std::pair<std::string_view, QString> words[] = {
        {"info", u"info"_s},       {"warn", u"warn"_s},       {"error", u"error"_s},
        {"message", u"message"_s}, {"metrics", u"metrics"_s}, {"moderation_checks", u"moderation_checks"_s},
    };
    for (const auto &[known, text] : words) {
        if (known == word)
            return text;
    }
    return textFromUtf8(word);
}

// As assign() does it: a number is its characters, and what is no text leaves the member as it is.
void takeText(std::string_view token, QString &to)
{
    const auto inner = insideQuotes(token);
    std::string unescaped;
    if (!inner && isJsonNumber(trimmed(token)))
        to = QString::fromLatin1(trimmed(token));
    else if (inner && inner->find('\\') == std::string_view::npos)
        to = knownWord(*inner);
    else if (inner && appendUnescaped(*inner, unescaped))
        to = textFromUtf8(unescaped);
}

// As fields are read everywhere: one that is no number, or too large, is not there.
std::optional<double> numberOf(std::string_view token)
{
    const std::string_view text = trimmed(token);
    if (!isJsonNumber(text))
        return std::nullopt;
    double number = 0;
    return readDecimal(text, number) == std::errc() ? std::optional(number) : std::nullopt;
}

void takeTime(std::string_view token, Timestamp &to)
{
    const std::string_view text = trimmed(token);
    qint64 secs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), secs);
    if (error == std::errc() && end == text.data() + text.size()) {
        to.secs = secs;
        return;
    }
    Value value;
    value.kind = isJsonNumber(text) ? Value::Kind::Number : Value::Kind::Null;
    value.text = QString::fromLatin1(text.data(), qsizetype(text.size()));
    assign(value, to);
}

sj::error_code readStep(ondemand::value &value, EventRow &row)
{
    ondemand::json_type type{};
    if (const auto error = value.type().get(type))
        return error;
    if (type != ondemand::json_type::object)
        return sj::SUCCESS;
    ondemand::object data;
    if (const auto error = value.get_object().get(data))
        return error;
    for (auto field : data) {
        if (const auto error = field.error())
            return error;
        if (keyToken(field.value_unsafe().key()) == "\"step\"")
            row.step = numberOf(field.value_unsafe().value().raw_json_token());
    }
    return sj::SUCCESS;
}

sj::error_code readEvent(ondemand::document &doc, EventRow &row)
{
    ondemand::object object;
    if (const auto error = doc.get_object().get(object))
        return error;
    for (auto field : object) {
        if (const auto error = field.error())
            return error;
        const std::string_view key = keyToken(field.value_unsafe().key());
        ondemand::value value = field.value_unsafe().value();
        if (key == "\"id\"")
            takeText(value.raw_json_token(), row.id);
        else if (key == "\"created_at\"")
            takeTime(value.raw_json_token(), row.createdAt);
        else if (key == "\"level\"")
            takeText(value.raw_json_token(), row.level);
        else if (key == "\"type\"")
            takeText(value.raw_json_token(), row.type);
        else if (key == "\"message\"")
            takeText(value.raw_json_token(), row.message);
        else if (key == "\"data\"") {
            if (const auto error = readStep(value, row))
                return error;
        }
    }
    if (!row.step)
        row.step = stepOfMessage(row.message);
    return sj::SUCCESS;
}

} // namespace

std::optional<double> stepOfMessage(QStringView message)
{
    const QLatin1StringView word("Step ");
    if (!message.startsWith(word))
        return std::nullopt;
    qsizetype end = word.size();
    while (end < message.size() && end - word.size() < 15 && message[end] >= u'0' && message[end] <= u'9')
        ++end;
    bool isNumber = false;
    const double step = message.sliced(word.size(), end - word.size()).toDouble(&isNumber);
    return isNumber ? std::optional(step) : std::nullopt;
}

bool readEventRow(QByteArrayView raw, EventRow &row)
{
    static thread_local ondemand::parser parser;
    static thread_local std::string padded;
    padded.assign(raw.data(), std::size_t(raw.size()));
    padded.reserve(padded.size() + sj::SIMDJSON_PADDING);
    row = {};
    ondemand::document doc;
    sj::error_code error =
        parser.iterate(sj::padded_string_view(padded.data(), padded.size(), padded.capacity())).get(doc);
    if (!error)
        error = readEvent(doc, row);
    if (error || row.id.isEmpty())
        return false;
    row.raw = raw.toByteArray();
    return true;
}

Result<ListPage<EventRow>> readEventPage(const QByteArray &bytes)
{
    return readPage<EventRow>(bytes, [](QByteArrayView raw, EventRow &row) {
        return readEventRow(raw, row) ? QString() : Words::tr("it is no event with an “id”");
    });
}

Result<ListPage<KeptCheckpoint>> readCheckpointPage(const QByteArray &bytes)
{
    return readPage<KeptCheckpoint>(bytes, [](QByteArrayView raw, KeptCheckpoint &kept) {
        const Result<Value> value = readJson(raw);
        if (!value)
            return value.error().message;
        kept.checkpoint = readCheckpoint(*value);
        if (kept.checkpoint.id.isEmpty())
            return Words::tr("it has no “id”");
        kept.object = {kept.checkpoint.id, raw.toByteArray()};
        return QString();
    });
}

Result<ModelEnds> readModelEnds(const QByteArray &bytes)
{
    const Result<Value> value = readJson(bytes);
    if (!value)
        return value.error();
    const Value *models = value->isArray() ? &*value : value->find(u"data");
    if (!models || !models->isArray())
        return ApiError::malformed(Words::tr("This is JSON, but no list: it has no array “data”."));
    ModelEnds ends;
    for (const Value &model : models->children) {
        const QString id = model.string(u"id");
        const QString date = model.string(u"shutdown_date");
        if (!id.isEmpty() && !date.isEmpty())
            ends.emplace_back(id, date);
    }
    return ends;
}

} // namespace tuneboard
