// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readrow.h"

#include "app/api/errorwords.h"
#include "app/api/jobaliases.h"
#include "app/api/readjson.h"
#include "app/api/readnumber.h"
#include "app/api/readtime.h"
#include "app/api/readwords.h"
#include "app/api/terms.h"

#include <algorithm>
#include <cmath>
#include <type_traits>
#include <utility>

namespace tuneboard {

namespace {

constexpr QByteArrayView kEllipsis("\xE2\x80\xA6"); // of a text that was cut

// The text's first bytes, at most `most`, without half a character at the end.
std::string_view cut(std::string_view text, qsizetype most)
{
    if (std::ssize(text) <= most)
        return text;
    auto end = std::size_t(std::max<qsizetype>(most, 0));
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0u) == 0x80)
        --end;
    return text.substr(0, end);
}

// The beginning of a text with escapes that holds more than `bytes` bytes, or all of it. Ends between
// escapes.
std::string_view beginning(std::string_view inner, qsizetype bytes)
{
    std::size_t at = 0;
    for (qsizetype found = 0; found <= bytes && at < inner.size(); ++found) {
        const bool isEscape = inner[at] == '\\';
        const bool isCode = isEscape && at + 1 < inner.size() && inner[at + 1] == 'u';
        at += isCode ? 6 : isEscape ? 2 : 1;
    }
    return inner.substr(0, at);
}

// kJobAliases as names that can be compared quickly: the other one, then the usual one.
constexpr auto kAliases = []<std::size_t... I>(std::index_sequence<I...>)
{
    return std::array{std::pair(MemberName::of(kJobAliases[I].name), MemberName::of(kJobAliases[I].key))...};
}
(std::make_index_sequence<kJobAliases.size()>());

// The usual name of the field that has another one here; nullptr: it is no such field.
const MemberName *usualName(const char *key)
{
    const auto *it = std::find_if(kAliases.begin(), kAliases.end(),
                                  [key](const auto &alias) { return alias.first.isAt(key); });
    return it == kAliases.end() ? nullptr : &it->second;
}

} // namespace

template<class... Fields>
TokenWalk RowReader::readFields(TokenWalk object, JobRow &row)
{
    MemberWalk member(object);
    while (member.isOpen()) {
        const char *const before = member.key().here();
        static_cast<void>((meet<Fields>(member, row) && ...));
        if (member.isOpen() && member.key().here() == before)
            member.pass(member.value().behind()); // nobody's
    }
    return member.end();
}

// The same for a job, whose fields may have other names.
template<class... Fields>
TokenWalk RowReader::readJobFields(FieldList<Fields...>, TokenWalk job, JobRow &row)
{
    MemberWalk member(job);
    while (member.isOpen()) {
        const char *const before = member.key().here();
        static_cast<void>((meet<Fields>(member, row) && ...));
        if (!member.isOpen() || member.key().here() != before)
            continue;
        const TokenWalk value = member.value();
        TokenWalk behind = value.behind();
        if (const MemberName *usual = usualName(member.key().here())) {
            JobRow other;
            static_cast<void>(
                ((Fields::name == *usual && (behind = Fields::read(*this, value, other), true)) || ...));
            fillMissing(m_others, other);
        }
        member.pass(behind);
    }
    return member.end();
}

// Whether to go on with the field behind this one.
template<class Field>
bool RowReader::meet(MemberWalk &member, JobRow &row)
{
    if (!Field::name.isAt(member.key().here()))
        return true;
    member.pass(Field::read(*this, member.value(), row));
    return member.isOpen();
}

TokenWalk RowReader::readJob(TokenWalk job, JobRow &row)
{
    m_hyperparameters = {};
    m_startedAt = kNoInteger;
    m_reason = {};
    m_error = {};
    m_eventError = {};
    m_others = {};
    // clang-format off
    using JobFields = FieldList<
        Field<"object", unseen>,
        Field<"id", text<&JobRow::id>>,
        Field<"model", text<&JobRow::model>>,
        Field<"created_at", time<&JobRow::createdAt>>,
        Field<"finished_at", time<&JobRow::finishedAt>>,
        Field<"fine_tuned_model", text<&JobRow::outputModel>>,
        Field<"organization_id", unseen>,
        Field<"result_files", unseen>,
        Field<"status", readStatus>,
        Field<"validation_file", files<&JobRow::validationFile>>,
        Field<"training_file", files<&JobRow::trainingFile>>,
        Field<"hyperparameters", object<&RowReader::keepHyperparameters>>,
        Field<"trained_tokens", integer<&JobRow::trainedTokens>>,
        Field<"error", readErrorOf>,
        Field<"user_provided_suffix", text<&JobRow::suffix>>,
        Field<"suffix", text<&JobRow::suffix>>,
        Field<"seed", integer<&JobRow::seed>>,
        Field<"estimated_finish", time<&JobRow::estimatedFinish>>,
        Field<"integrations", unseen>,
        Field<"metadata", object<&RowReader::readMetadata>>,
        Field<"usage_metrics", unseen>,
        Field<"shared_with_openai", unseen>,
        Field<"eval_id", unseen>,
        Field<"method", readMethodOf>,
        Field<"started_at", startedAt>,
        Field<"trained_steps", number<&JobRow::doneSteps>>,
        Field<"total_steps", number<&JobRow::totalSteps>>,
        Field<"percentage_done", number<&JobRow::percent>>,
        Field<"jobProgress", progressInside>,
        Field<"events", readEvents>,
        Field<"status_details", readStatusDetails>,
        Field<"failure_reason", reason>
        >;
    // clang-format on
    const TokenWalk behind = readJobFields(JobFields(), job, row);
    takeKeptHyperparameters(row);
    takeOthers(row);
    return behind;
}

// Columns that `row` lacks and `from` has.
void RowReader::fillMissing(JobRow &row, const JobRow &from)
{
    for (const auto column : {&JobRow::id, &JobRow::status, &JobRow::model, &JobRow::outputModel,
                              &JobRow::trainingFile, &JobRow::validationFile}) {
        if ((row.*column).isEmpty())
            row.*column = from.*column;
    }
    for (const auto column : {&JobRow::createdAt, &JobRow::finishedAt}) {
        if (row.*column == kNoInteger)
            row.*column = from.*column;
    }
    for (const auto column : {&JobRow::doneSteps, &JobRow::totalSteps, &JobRow::percent}) {
        if (std::isnan(row.*column))
            row.*column = from.*column;
    }
}

// What the job says in other places, and what it says there is not an error.
void RowReader::takeOthers(JobRow &row)
{
    fillMissing(row, m_others);
    if (row.createdAt == kNoInteger)
        row.createdAt = m_startedAt;
    const bool saysOk = !row.errorCode.isEmpty() && isNoError(row.errorCode);
    if (saysOk && row.state() != Status::Failed)
        row.errorMessage = {}; // "Job is running"
    if (saysOk)
        row.errorCode = {};
    if (isNoText(row.errorMessage))
        row.errorMessage = {};
    if (row.errorMessage.isEmpty() && !m_error.isEmpty() && (!saysOk || row.state() == Status::Failed))
        row.errorMessage = oddError();
    if (row.state() != Status::Failed || !row.errorMessage.isEmpty())
        return;
    row.errorMessage = isNoText(m_reason) ? m_eventError : m_reason;
}

TokenWalk RowReader::readErrorOf(RowReader &reader, TokenWalk value, JobRow &row)
{
    if (value.kind() != '{' && value.kind() != '[')
        return text<&JobRow::errorMessage>(reader, value, row);
    const TokenWalk behind = value.kind() == '{' ? reader.readError(value, row) : value.behind();
    if (row.errorMessage.isEmpty() && !behind.isNowhere() && hasWords(value))
        reader.m_error = behind.nestedSince(value);
    return behind;
}

// Most jobs have {"code": null, "message": null} as their error.
bool RowReader::hasWords(TokenWalk error)
{
    if (error.kind() == '[')
        return true;
    bool isSaid = false;
    static_cast<void>(error.members([&isSaid](TokenWalk, TokenWalk member) {
        isSaid = isSaid || member.kind() != 'n';
        return member.behind();
    }));
    return isSaid;
}

// The text of an error that is written in another way than {code, message}.
QByteArrayView RowReader::oddError()
{
    const Result<Value> error = readJson(std::exchange(m_error, {}));
    const QByteArray words = error ? errorText(*error).toUtf8() : QByteArray();
    return words.isEmpty() ? QByteArrayView()
                           : m_texts.copy(cut({words.data(), std::size_t(words.size())}, kMaxRowTextBytes));
}

// Some servers send an object {code, message} here, and the word elsewhere.
TokenWalk RowReader::readStatus(RowReader &reader, TokenWalk value, JobRow &row)
{
    return value.kind() == '{' ? reader.readError(value, row) : text<&JobRow::status>(reader, value, row);
}

TokenWalk RowReader::startedAt(RowReader &reader, TokenWalk value, JobRow &)
{
    return readTimeInto(value, reader.m_startedAt);
}

TokenWalk RowReader::reason(RowReader &reader, TokenWalk value, JobRow &)
{
    if (!isNoText(reader.m_reason))
        return value.behind();
    reader.m_reason = {};
    return reader.readText(value, reader.m_reason, kMaxRowTextBytes);
}

TokenWalk RowReader::progressInside(RowReader &reader, TokenWalk value, JobRow &)
{
    return value.kind() == '{' ? reader.readProgress(value, reader.m_others) : value.behind();
}

// Some servers say why a job failed only in its last event of level error.
TokenWalk RowReader::readEvents(RowReader &reader, TokenWalk value, JobRow &)
{
    static constexpr MemberName level("level");
    static constexpr MemberName message("message");
    static constexpr MemberName createdAt("created_at");
    qint64 newest = std::numeric_limits<qint64>::min();
    return value.kind() != '[' ? value.behind() : value.elements([&](TokenWalk element) {
        if (element.kind() != '{')
            return element.behind();
        bool isError = false;
        QByteArrayView text;
        qint64 time = kNoInteger;
        const TokenWalk behind = element.members([&](TokenWalk key, TokenWalk member) {
            if (message.isAt(key.here()))
                return reader.readText(member, text, kMaxRowTextBytes);
            if (createdAt.isAt(key.here()))
                return readTimeInto(member, time);
            if (level.isAt(key.here()))
                isError =
                    viewOf(insideQuotes(member.token()).value_or("")).compare("error", Qt::CaseInsensitive) ==
                    0;
            return member.behind();
        });
        // Of equal times the last one counts, unless the newest comes first.
        if (isError && !text.isEmpty() && (time > newest || reader.m_eventError.isEmpty())) {
            newest = time;
            reader.m_eventError = text;
        }
        return behind;
    });
}

TokenWalk RowReader::readStatusDetails(RowReader &reader, TokenWalk value, JobRow &row)
{
    return value.kind() == '{' ? reader.readProgress(value, reader.m_others) : reason(reader, value, row);
}

TokenWalk RowReader::readProgress(TokenWalk object, JobRow &row)
{
    // clang-format off
    return readFields<
        Field<"percent", number<&JobRow::percent>>,
        Field<"percentage_done", number<&JobRow::percent>>,
        Field<"steps_completed", number<&JobRow::doneSteps>>,
        Field<"total_steps", number<&JobRow::totalSteps>>,
        Field<"message", reason>
        >(object, row);
    // clang-format on
}

// A file's name, or a list of them.
template<QByteArrayView JobRow::*column>
TokenWalk RowReader::files(RowReader &reader, TokenWalk value, JobRow &row)
{
    if (value.kind() != '[' && value.kind() != '{')
        return text<column>(reader, value, row);
    return reader.readFiles(value, row.*column);
}

// A name in an object, or a list of names and such objects: with ", " between.
TokenWalk RowReader::readFiles(TokenWalk value, QByteArrayView &to)
{
    static constexpr MemberName fileId("file_id");
    static constexpr MemberName id("id");
    qsizetype room = kMaxRowTextBytes;
    bool isFirst = true;
    const auto append = [&](std::string_view token) {
        if (token.size() < 3 || token.front() != '"' || room <= 0) // "" is no name
            return;
        if (!std::exchange(isFirst, false))
            m_texts.append(", ");
        if (!appendPlain(token, room))
            room = 0;
    };
    const auto appendOne = [&](TokenWalk one) {
        if (one.kind() != '{') {
            append(one.token());
            return one.behind();
        }
        std::string_view name;
        const TokenWalk behindOne = one.members([&](TokenWalk key, TokenWalk member) {
            if (fileId.isAt(key.here()) || (name.empty() && id.isAt(key.here())))
                name = member.token();
            return member.behind();
        });
        append(name);
        return behindOne;
    };
    const TokenWalk behind = value.kind() == '[' ? value.elements(appendOne) : appendOne(value);
    to = m_texts.take();
    return behind;
}

TokenWalk RowReader::readError(TokenWalk error, JobRow &row)
{
    // clang-format off
    return readFields<
        Field<"code", text<&JobRow::errorCode>>,
        Field<"message", text<&JobRow::errorMessage>>
        >(error, row);
    // clang-format on
}

TokenWalk RowReader::readHyperparameters(TokenWalk numbers, JobRow &row)
{
    // clang-format off
    return readFields<
        Field<"n_epochs", number<&JobRow::nEpochs>>,
        Field<"batch_size", number<&JobRow::batchSize>>,
        Field<"learning_rate_multiplier", number<&JobRow::learningRateMultiplier>>
        >(numbers, row);
    // clang-format on
}

// What stands inside the method wins over the same words beside it, whichever comes first, and has nearly
// always all.
TokenWalk RowReader::keepHyperparameters(TokenWalk numbers, JobRow &)
{
    m_hyperparameters = numbers;
    return numbers.behind();
}

void RowReader::takeKeptHyperparameters(JobRow &row)
{
    const auto isMissing = [&row](auto member) {
        return std::isnan(row.*member);
    };
    const auto members = {&JobRow::nEpochs, &JobRow::batchSize, &JobRow::learningRateMultiplier};
    if (m_hyperparameters.isNowhere() || std::ranges::none_of(members, isMissing))
        return;
    JobRow outer;
    static_cast<void>(readHyperparameters(m_hyperparameters, outer));
    for (const auto member : members) {
        if (isMissing(member))
            row.*member = outer.*member;
    }
}

// Some servers send the method's word alone.
TokenWalk RowReader::readMethodOf(RowReader &reader, TokenWalk value, JobRow &row)
{
    if (value.kind() == '{')
        return reader.readMethod(value, row);
    const TokenWalk behind = value.kind() == '"' ? text<&JobRow::method>(reader, value, row) : value.behind();
    row.method = termOf(row.method);
    return behind;
}

// Only what stands under the method's own name counts.
TokenWalk RowReader::readMethod(TokenWalk method, JobRow &row)
{
    m_branches = {};
    // clang-format off
    const TokenWalk behind = readFields<
        Field<"type", text<&JobRow::method>>,
        Field<"supervised", branch<0>>,
        Field<"dpo", branch<1>>,
        Field<"reinforcement", branch<2>>
        >(method, row);
    // clang-format on
    const std::span<const MethodTerm> terms = methodTerms();
    const auto isSent = [](const TokenWalk &sent) {
        return !sent.isNowhere();
    };
    row.method = termOf(row.method);
    if (row.method.isEmpty() && std::ranges::count_if(m_branches, isSent) == 1)
        row.method = terms[std::size_t(std::ranges::find_if(m_branches, isSent) - m_branches.begin())].word;
    for (std::size_t i = 0; i < m_branches.size(); ++i) {
        if (isSent(m_branches[i]) && row.method == QByteArrayView(terms[i].word))
            static_cast<void>(readBranch(m_branches[i], row));
    }
    return behind;
}

// A method's word as methodTerms() has it; a word that is not there as it is.
QByteArrayView RowReader::termOf(QByteArrayView word)
{
    const QLatin1StringView term = methodKey(QUtf8StringView(word));
    return term.isEmpty() ? word : QByteArrayView(term.data(), term.size());
}

TokenWalk RowReader::readBranch(TokenWalk branch, JobRow &row)
{
    return readFields<Field<"hyperparameters", object<&RowReader::readHyperparameters>>>(branch, row);
}

// A value that is no text is kept as its JSON.
TokenWalk RowReader::readMetadata(TokenWalk pairs, JobRow &row)
{
    qsizetype room = kMaxRowMetadataBytes;
    bool isWhole = true;
    bool leavesOut = false;
    const TokenWalk behind = pairs.members([&](TokenWalk key, TokenWalk value) {
        const TokenWalk behindValue = value.behind();
        if (!isWhole) {
            leavesOut = true;
            return behindValue;
        }
        isWhole = appendPlain(key.token(), room);
        m_texts.append(kMetadataValue);
        const bool nested = value.kind() == '{' || value.kind() == '[';
        if (isWhole && !behindValue.isNowhere())
            isWhole = appendPlain(nested ? behindValue.nestedSince(value) : value.token(), room);
        m_texts.append(kMetadataEnd);
        return behindValue;
    });
    if (leavesOut) {
        m_texts.append(kEllipsis);
        m_texts.append(kMetadataValue);
        m_texts.append(kEllipsis);
        m_texts.append(kMetadataEnd);
    }
    row.metadata = m_texts.take();
    return behind;
}

// Appends a text, as much of it as `room` bytes hold. Separators inside would end it early: they become
// blanks. False: it is cut.
bool RowReader::appendPlain(std::string_view token, qsizetype &room)
{
    const auto inner = insideQuotes(token);
    std::string_view text = inner.value_or(token);
    std::string plain;
    if (hasEscape(token)) { // and JSON has control characters as escapes only
        if (!inner || !appendUnescaped(beginning(*inner, room), plain))
            plain = token.substr(0, std::size_t(room) + 1);
        for (char &c : plain) {
            if (c == kMetadataValue || c == kMetadataEnd)
                c = ' ';
        }
        text = plain;
    }
    const bool isWhole = std::ssize(text) <= room;
    if (!isWhole)
        text = cut(text, room);
    m_texts.append(viewOf(text));
    if (!isWhole)
        m_texts.append(kEllipsis);
    room -= std::ssize(text);
    return isWhole;
}

// The text in at most `most` bytes.
QByteArrayView RowReader::shortened(std::string_view text, qsizetype most)
{
    m_texts.append(viewOf(cut(text, most - kEllipsis.size())));
    m_texts.append(kEllipsis);
    return m_texts.take();
}

TokenWalk RowReader::readText(TokenWalk value, QByteArrayView &to, qsizetype most)
{
    const auto inner = insideQuotes(value.token());
    if (!inner || m_backslash < inner->data() + inner->size() // perhaps one from before it
        || std::ssize(*inner) > most)
        return readOddText(value, to, most);
    to = viewOf(*inner);
    return value.next();
}

// What is no text leaves it as it is; of a number where a text belongs: its characters.
TokenWalk RowReader::readOddText(TokenWalk value, QByteArrayView &to, qsizetype most)
{
    const std::string_view token = value.token();
    const auto inner = insideQuotes(token);
    std::string plain;
    std::optional<std::string_view> text;
    bool isInPage = true;
    if (inner && !hasEscape(*inner)) {
        text = *inner;
    } else if (inner) {
        isInPage = false;
        if (appendUnescaped(beginning(*inner, most), plain))
            text = plain;
    } else if (isJsonNumber(token)) {
        text = token;
    }
    if (text && std::ssize(*text) > most)
        to = shortened(*text, most);
    else if (text)
        to = isInPage ? viewOf(*text) : m_texts.copy(viewOf(*text));
    return value.behind();
}

TokenWalk RowReader::readNumber(TokenWalk value, double &to)
{
    const std::string_view token = value.token();
    const double number = sentNumber(token).value_or(kNoNumber);
    to = std::isfinite(number) ? number : kNoNumber;
    if (value.kind() == '"' && token.size() > 2) {
        const QLatin1StringView text(token.data() + 1, qsizetype(token.size()) - 2);
        for (const double word : {kAutomatic, kLargest})
            to = text.compare(hyperparameterWord(word), Qt::CaseInsensitive) == 0 ? word : to;
    }
    return value.behind();
}

TokenWalk RowReader::readInteger(TokenWalk value, qint64 &to)
{
    const bool isNull = value.kind() == 'n'; // what may begin with it is no number either
    to = isNull ? kNoInteger : sentInteger(value.token()).value_or(kNoInteger);
    return value.behind();
}

TokenWalk RowReader::readTimeInto(TokenWalk value, qint64 &to)
{
    const std::string_view token = value.token();
    const auto inner = insideQuotes(token);
    std::string plain;
    if (inner && inner->size() < 100 && inner->find('\\') != inner->npos && appendUnescaped(*inner, plain)) {
        const std::optional<SentTime> escaped = tuneboard::readTime(plain);
        to = escaped ? escaped->secs : kNoInteger;
        return value.behind();
    }
    const std::optional<SentTime> time = tuneboard::readTime(inner.value_or(token));
    to = time ? time->secs : kNoInteger;
    return value.behind();
}

void RowReader::findBackslash(const char *from)
{
    const void *found = std::memchr(from, '\\', std::size_t(m_end - from));
    m_backslash = found ? static_cast<const char *>(found) : m_end;
}

} // namespace tuneboard
