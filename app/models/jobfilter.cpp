// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobfilter.h"

#include "app/api/terms.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Field = FilterTerm::Field;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Filter)
};

// A number with k, M or G, as in 1.5M.
std::optional<qint64> readCount(QStringView text)
{
    double factor = 1;
    if (!text.isEmpty()) {
        const QChar unit = text.back().toLower();
        factor = unit == u'k' ? 1e3 : unit == u'm' ? 1e6 : unit == u'g' ? 1e9 : 1;
    }
    if (factor > 1)
        text.chop(1);
    bool ok = false;
    const double number = text.toDouble(&ok) * factor;
    if (!ok || !std::isfinite(number) || std::abs(number) > 9e15)
        return std::nullopt;
    return std::llround(number);
}

// An age with h, d, w or y, in seconds.
std::optional<qint64> readAge(QStringView text)
{
    if (text.size() < 2)
        return std::nullopt;
    qint64 unit = 0;
    switch (text.back().toLower().unicode()) {
    case u'h':
        unit = 3600;
        break;
    case u'd':
        unit = 86400;
        break;
    case u'w':
        unit = 7 * 86400;
        break;
    case u'y':
        unit = 365 * 86400;
        break;
    default:
        return std::nullopt;
    }
    bool ok = false;
    const double number = text.chopped(1).toDouble(&ok);
    if (!ok || !(number >= 0) || number > 1e6)
        return std::nullopt;
    return std::llround(number * double(unit));
}

std::optional<QDate> readDay(QStringView text)
{
    const QDate day = QDate::fromString(text.toString(), Qt::ISODate);
    return text.size() == 10 && day.isValid() ? std::optional(day) : std::nullopt;
}

qint64 dayStart(QDate day)
{
    return day.startOfDay().toSecsSinceEpoch();
}

struct Comparison
{
    bool less = false;
    bool greater = false;
    bool orEqual = false;
    QStringView rest;
};

Comparison readComparison(QStringView text)
{
    Comparison result;
    result.less = text.startsWith(u'<');
    result.greater = text.startsWith(u'>');
    if (result.less || result.greater)
        text = text.sliced(1);
    result.orEqual = (result.less || result.greater) && text.startsWith(u'=');
    result.rest = result.orEqual ? text.sliced(1) : text;
    return result;
}

// Tokens: a number, a comparison or low..high. Empty: fine; else the reason why not.
QString readTokens(QStringView text, FilterTerm &term)
{
    const QString reason = Words::tr("A number is missing, as in tokens:>1M or tokens:1M..5M.");
    if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0) {
        const QStringView from = text.first(dots);
        const QStringView to = text.sliced(dots + 2);
        const auto low = readCount(from);
        const auto high = readCount(to);
        if ((!low && !from.isEmpty()) || (!high && !to.isEmpty()) || (!low && !high))
            return reason;
        term.low = low.value_or(term.low);
        term.high = high.value_or(term.high);
        return term.low > term.high ? Words::tr("The range ends before it begins.") : QString();
    }
    const Comparison comparison = readComparison(text);
    const auto number = readCount(comparison.rest);
    if (!number)
        return reason;
    const qint64 strict = comparison.orEqual ? 0 : 1;
    if (comparison.greater)
        term.low = *number + strict;
    else if (comparison.less)
        term.high = *number - strict;
    else
        term.low = term.high = *number;
    return {};
}

// Created: an age (<7d: younger), a day, a comparison with a day, or day..day; both ends count.
QString readCreated(QStringView text, qint64 now, FilterTerm &term)
{
    if (const qsizetype dots = text.indexOf(".."_L1); dots >= 0) {
        const QStringView from = text.first(dots);
        const QStringView to = text.sliced(dots + 2);
        const auto first = readDay(from);
        const auto last = readDay(to);
        if ((!first && !from.isEmpty()) || (!last && !to.isEmpty()) || (!first && !last))
            return Words::tr("A day is missing, as in created:2026-10-01..2026-10-21.");
        if (first)
            term.low = dayStart(*first);
        if (last)
            term.high = dayStart(last->addDays(1)) - 1;
        return term.low > term.high ? Words::tr("The range ends before it begins.") : QString();
    }
    const Comparison comparison = readComparison(text);
    if (const auto age = readAge(comparison.rest)) {
        if (!comparison.less && !comparison.greater)
            return Words::tr("Younger or older? Write created:<7d or created:>7d.");
        if (comparison.less)
            term.low = now - *age;
        else
            term.high = now - *age;
        return {};
    }
    const auto day = readDay(comparison.rest);
    if (!day)
        return Words::tr("An age or a day is missing, as in created:<7d or created:2026-10-01.");
    const qint64 start = dayStart(*day);
    const qint64 end = dayStart(day->addDays(1)) - 1;
    if (comparison.less)
        term.high = comparison.orEqual ? end : start - 1;
    else if (comparison.greater)
        term.low = comparison.orEqual ? start : end + 1;
    else
        term.low = start, term.high = end;
    return {};
}

// One term as it stands in the text: characters, and which of them were quoted.
struct Word
{
    QString text;
    QList<bool> quoted;
    qsizetype start = 0;
    qsizetype length = 0;
    bool open = false; ///< a quote that never closes

    // The first such character outside quotes; -1: none.
    [[nodiscard]] qsizetype find(QChar c) const
    {
        for (qsizetype i = 0; i < text.size(); ++i) {
            if (text[i] == c && !quoted[i])
                return i;
        }
        return -1;
    }

    [[nodiscard]] QStringList split(qsizetype from, QChar separator) const
    {
        QStringList parts{QString()};
        for (qsizetype i = from; i < text.size(); ++i) {
            if (text[i] == separator && !quoted[i])
                parts.append(QString());
            else
                parts.last().append(text[i]);
        }
        parts.removeAll(QString());
        return parts;
    }
};

std::vector<Word> splitWords(const QString &text)
{
    std::vector<Word> words;
    bool quoted = false;
    bool inWord = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c.isSpace() && !quoted) {
            inWord = false;
            continue;
        }
        if (!inWord) {
            words.push_back({});
            words.back().start = i;
            inWord = true;
        }
        Word &word = words.back();
        word.length = i - word.start + 1;
        if (c == u'"') {
            quoted = !quoted;
            continue;
        }
        word.text.append(c);
        word.quoted.append(quoted);
    }
    if (quoted && !words.empty())
        words.back().open = true;
    return words;
}

std::optional<Field> fieldOf(const QString &key)
{
    if (key == "status"_L1)
        return Field::Status;
    if (key == "method"_L1)
        return Field::Method;
    if (key == "model"_L1)
        return Field::Model;
    if (key == "account"_L1)
        return Field::Account;
    if (key == "tokens"_L1)
        return Field::Tokens;
    if (key == "created"_L1)
        return Field::Created;
    if (key == "is"_L1)
        return Field::Is;
    return key.startsWith("meta."_L1) ? std::optional(Field::Meta) : std::nullopt;
}

// Model names and links hold colons too, and are looked for as they stand.
bool looksLikeFilter(const QString &key, const QString &rest)
{
    return !key.isEmpty() && key != "ft"_L1 && !rest.startsWith("//"_L1) &&
           std::all_of(key.begin(), key.end(),
                       [](QChar c) { return (c >= u'a' && c <= u'z') || c == u'_' || c == u'.'; });
}

// The first word that means no status; `met`: words that are no server's known word, but of some job.
QString unknownStatus(const QStringList &words, const QStringList &met)
{
    const auto isKnown = [&met](const QString &word) {
        const std::span<const StatusTerm> terms = statusTerms();
        return std::any_of(terms.begin(), terms.end(),
                           [&](const StatusTerm &term) { return meansStatus(word, term.status, {}); }) ||
               std::any_of(met.begin(), met.end(),
                           [&](const QString &raw) { return meansStatus(word, statusOf(raw), raw); });
    };
    const auto it = std::find_if_not(words.begin(), words.end(), isKnown);
    return it == words.end() ? QString() : *it;
}

// The words of `term` as flags; empty: fine; else the reason why not.
QString readFlags(FilterTerm &term)
{
    const std::span<const TrainingFlagTerm> terms = trainingFlagTerms();
    for (const QString &word : term.anyOf) {
        const auto it = std::find_if(terms.begin(), terms.end(), [&word](const TrainingFlagTerm &known) {
            return word == QLatin1StringView(known.word);
        });
        if (it == terms.end()) {
            QStringList words;
            for (const TrainingFlagTerm &known : terms)
                words += QString::fromLatin1(known.word);
            return Words::tr("There is no “is:%1”. Known are: %2.").arg(word, words.join(", "_L1));
        }
        term.flags |= it->flag;
    }
    return {};
}

// Fills `term`; the reason if the word means nothing.
QString readWord(const Word &word, qint64 now, const QStringList &statuses, FilterTerm &term)
{
    if (word.open)
        return Words::tr("The quote does not close.");
    qsizetype at = 0;
    if (word.text.startsWith(u'-') && !word.quoted[0]) {
        term.negated = true;
        at = 1;
    }
    const qsizetype colon = word.find(u':'); // a quoted one is text
    const QString key = colon > at ? word.text.mid(at, colon - at).toLower() : QString();
    const auto field = fieldOf(key);
    if (!field) {
        if (looksLikeFilter(key, word.text.mid(colon + 1)))
            return Words::tr(
                       "There is no filter “%1:”. Put the words in quotes to look for them as they are.")
                .arg(key);
        term.anyOf = word.split(at, u',');
        for (QString &part : term.anyOf)
            part = part.toLower();
        return term.anyOf.isEmpty() ? Words::tr("A word to look for is missing.") : QString();
    }
    term.field = *field;
    const QString rest = word.text.mid(colon + 1);
    if (rest.isEmpty())
        return Words::tr("A value is missing after “%1:”.").arg(key);
    if (*field == Field::Tokens)
        return readTokens(rest, term);
    if (*field == Field::Created)
        return readCreated(rest, now, term);
    term.anyOf = word.split(colon + 1, u',');
    for (QString &part : term.anyOf)
        part = part.toLower();
    if (term.anyOf.isEmpty())
        return Words::tr("A value is missing after “%1:”.").arg(key);
    if (*field == Field::Meta) {
        term.metaKey = key.mid(5);
        return term.metaKey.isEmpty() ? Words::tr("A key is missing, as in meta.team:search.") : QString();
    }
    if (*field == Field::Is)
        return readFlags(term);
    if (*field == Field::Status) {
        if (const QString unknown = unknownStatus(term.anyOf, statuses); !unknown.isEmpty())
            return Words::tr("No status begins with “%1”.").arg(unknown);
    }
    return {};
}

} // namespace

JobFilter parseFilter(const QString &text, qint64 now, const QStringList &statuses)
{
    JobFilter filter;
    for (const Word &word : splitWords(text)) {
        FilterTerm term;
        term.start = word.start;
        term.length = word.length;
        if (const QString reason = readWord(word, now, statuses, term); !reason.isEmpty())
            filter.problems.push_back({word.start, word.length, reason});
        else
            filter.terms.push_back(std::move(term));
    }
    return filter;
}

QString createdWord(qint64 from, qint64 to)
{
    const QDate first = QDateTime::fromSecsSinceEpoch(from).date();
    const QDate last = QDateTime::fromSecsSinceEpoch(to).date();
    const QString word = u"created:"_s + first.toString(Qt::ISODate);
    return first == last ? word : word + ".."_L1 + last.toString(Qt::ISODate);
}

} // namespace tuneboard
