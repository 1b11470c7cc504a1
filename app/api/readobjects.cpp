// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readobjects.h"

#include "app/api/readlist.h"
#include "app/api/readnumber.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(readObjects)
};

// A list's elements as they lie in the text. The place of each is kept, for what is said of it.
struct Elements
{
    std::vector<std::pair<int, QByteArrayView>> objects;
    ListEnvelope envelope;
};

// `text` has to live as long as the elements.
Result<Elements> split(const PaddedText &text, int before)
{
    TokenFinder finder;
    Elements elements;
    elements.envelope.before = before;
    const auto take = [&elements](TokenWalk element, int index) {
        const TokenWalk behind = element.behind();
        if (!behind.isNowhere())
            elements.objects.emplace_back(index, viewOf(behind.nestedSince(element)));
        return behind;
    };
    if (!readEnvelope(finder.find(text.bytes()), elements.envelope, take))
        return notJson(text.bytes());
    if (elements.envelope.isAssumed && !whyNotJson(text.bytes()).isEmpty())
        return notJson(text.bytes());
    if (!elements.envelope.isList)
        return notThat(text.bytes(), Words::tr("This is JSON, but no list: it has no array “data”."));
    return elements;
}

template<class T, class Read>
Result<ListPage<T>> readPage(const QByteArray &bytes, int before, const Read &read)
{
    const PaddedText text(bytes);
    Result<Elements> elements = split(text, before);
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
    page.saysMore = envelope.saysMore;
    page.rejected = envelope.rejected;
    page.firstReject = envelope.firstReject;
    return page;
}

// As assign() does it: a number is its characters, and what is no text leaves the member as it is.
void takeText(std::string_view token, QString &to)
{
    const auto inner = insideQuotes(token);
    std::string unescaped;
    if (!inner && isJsonNumber(token))
        to = QString::fromLatin1(token);
    else if (inner && inner->find('\\') == std::string_view::npos)
        to = textFromUtf8(*inner);
    else if (inner && appendUnescaped(*inner, unescaped))
        to = textFromUtf8(unescaped);
}

void takeWord(std::string_view token, QString &to)
{
    takeText(token, to);
    to = eventWord(to);
}

void takeTime(std::string_view token, Timestamp &to)
{
    if (const auto time = readTime(insideQuotes(token).value_or(token)))
        to.secs = time->secs;
}

std::optional<double> finite(std::optional<double> number)
{
    return number && std::isfinite(*number) ? number : std::nullopt;
}

TokenWalk readStep(TokenWalk object, EventRow &row)
{
    static constexpr MemberName step("step");
    return object.members([&row](TokenWalk key, TokenWalk value) {
        if (step.isAt(key.here()))
            row.step = finite(sentNumber(value.token()));
        return value.behind();
    });
}

TokenWalk readEvent(TokenWalk object, EventRow &row)
{
    static constexpr MemberName id("id");
    static constexpr MemberName createdAt("created_at");
    static constexpr MemberName level("level");
    static constexpr MemberName type("type");
    static constexpr MemberName message("message");
    static constexpr MemberName data("data");
    return object.members([&row](TokenWalk key, TokenWalk value) {
        if (id.isAt(key.here()))
            takeText(value.token(), row.id);
        else if (createdAt.isAt(key.here()))
            takeTime(value.token(), row.createdAt);
        else if (level.isAt(key.here()))
            takeWord(value.token(), row.level);
        else if (type.isAt(key.here()))
            takeWord(value.token(), row.type);
        else if (message.isAt(key.here()))
            takeText(value.token(), row.message);
        else if (data.isAt(key.here()) && value.kind() == '{')
            return readStep(value, row);
        return value.behind();
    });
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

QString madeId(QByteArrayView raw)
{
    const QByteArray hash = QCryptographicHash::hash(raw.toByteArray(), QCryptographicHash::Sha1);
    return u'#' + QString::fromLatin1(hash.first(8).toHex());
}

bool readEventRow(QByteArrayView raw, EventRow &row)
{
    TokenFinder finder;
    row = {};
    const TokenWalk object = finder.findInCopy(raw);
    if (object.kind() != '{' || !readEvent(object, row).isAtEnd())
        return false;
    if (row.id.isEmpty()) {
        if (row.message.isEmpty() && row.type.isEmpty() && !row.createdAt)
            return false;
        row.id = madeId(raw);
    }
    if (!row.step)
        row.step = stepOfMessage(row.message);
    row.raw = raw.toByteArray();
    return true;
}

Result<ListPage<EventRow>> readEventPage(const QByteArray &bytes, int before)
{
    return readPage<EventRow>(bytes, before, [](QByteArrayView raw, EventRow &row) {
        return readEventRow(raw, row) ? QString() : Words::tr("it is not an event");
    });
}

Result<ListPage<KeptCheckpoint>> readCheckpointPage(const QByteArray &bytes, int before)
{
    return readPage<KeptCheckpoint>(bytes, before, [](QByteArrayView raw, KeptCheckpoint &kept) {
        const Result<Value> value = readJson(raw);
        if (!value)
            return value.error().message;
        kept.checkpoint = readCheckpoint(*value);
        const Checkpoint &read = kept.checkpoint;
        if (read.id.isEmpty() && !read.stepNumber && read.model.isEmpty())
            return Words::tr("it is not a checkpoint");
        if (read.id.isEmpty())
            kept.checkpoint.id = madeId(raw);
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
