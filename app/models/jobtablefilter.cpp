// SPDX-License-Identifier: GPL-3.0-or-later
// How JobTable filters and counts.
#include "app/models/jobtable_p.h"

#include "app/api/terms.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Field = FilterTerm::Field;

bool anyOf(const QStringList &words, const auto &test)
{
    return std::any_of(words.begin(), words.end(), test);
}

// `words` are lower case already.
bool beginsWithAny(QByteArrayView text, const QStringList &words)
{
    const QString lower = QString::fromUtf8(text).toLower();
    return anyOf(words, [&](const QString &word) { return lower.startsWith(word); });
}

// Whether the term asks what a kind has, and so all of its jobs at once.
bool isOfKind(Field field)
{
    return field == Field::Status || field == Field::Method || field == Field::Model ||
           field == Field::Account;
}

// The rail's choices of one list by number, so that kinds are compared without their texts.
struct Choice
{
    std::vector<quint8> chosen; ///< by number in the pool; empty: all are

    Choice(const QStringList &words, const TextPool &pool, bool emptyIsSupervised = false)
    {
        if (words.isEmpty())
            return;
        chosen.resize(pool.size());
        for (quint32 i = 0; i < pool.size(); ++i) {
            const bool inferred = emptyIsSupervised && pool.text(i).isEmpty();
            chosen[i] = words.contains(inferred ? u"supervised"_s : QString::fromUtf8(pool.text(i)));
        }
    }
    [[nodiscard]] bool has(quint32 number) const { return chosen.empty() || chosen[number] != 0; }
};

// Of a term for the method or the model; without its negation.
bool kindTextHolds(const FilterTerm &term, QByteArrayView text)
{
    return beginsWithAny(term.field == Field::Method && text.isEmpty() ? "supervised" : text, term.anyOf);
}

// Of a term for the status; without its negation.
bool statusHolds(const FilterTerm &term, Status state, QByteArrayView raw)
{
    return anyOf(term.anyOf, [&](const QString &word) { return meansStatus(word, state, raw); });
}

bool isStatusChosen(const FacetChoice &facets, Status state, QByteArrayView raw)
{
    return facets.statuses.isEmpty() || facets.statuses.contains(statusKey(state, raw)) ||
           (state == Status::Unknown && facets.statuses.contains(kUnknownStatus));
}

bool inRange(qint64 number, const FilterTerm &term)
{
    return number != kNoInteger && number >= term.low && number <= term.high;
}

} // namespace

void JobTable::setFilter(JobFilter filter)
{
    d->shown.filter = std::move(filter);
    d->prepare(d->shown);
    d->filterAll();
}

int JobTable::countPassing(JobFilter filter) const
{
    PreparedFilter by;
    by.filter = std::move(filter);
    d->prepare(by);
    return int(std::count_if(d->newest.begin(), d->newest.end(),
                             [this, &by](quint32 row) { return d->passes(by, row); }));
}

void JobTable::Private::prepare(PreparedFilter &by) const
{
    const std::vector<FilterTerm> &terms = by.filter.terms;
    by.textHits.assign(terms.size(), {});
    by.rowTerms.clear();
    by.kindHolds.clear();
    by.kindChosen.clear();
    prepareKinds(by);
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const FilterTerm &term = terms[i];
        if (!isOfKind(term.field))
            by.rowTerms.push_back(i);
        if (term.field != Field::Text)
            continue;
        by.textHits[i].assign(count, 0);
        for (const QString &word : term.anyOf)
            findText(word.toStdString(), by.textHits[i]);
    }
}

void JobTable::Private::prepareKinds(PreparedFilter &by) const
{
    const auto first = quint32(by.kindHolds.size());
    if (first == kinds.size())
        return;
    by.kindHolds.resize(kinds.size());
    by.kindChosen.resize(kinds.size());
    const FacetChoice &facets = by.filter.facets;
    const Choice method(facets.methods, methods, true);
    const Choice model(facets.models, models);
    for (quint32 i = first; i < kinds.size(); ++i) {
        const JobKind &kind = kinds[i];
        by.kindHolds[i] = isOutside(kind.account) ? 0 : 1;
        by.kindChosen[i] = isStatusChosen(facets, kind.state, statuses.text(kind.status)) &&
                           method.has(kind.method) && model.has(kind.baseModel) &&
                           (facets.accounts.isEmpty() || facets.accounts.contains(kind.account));
    }
    for (const FilterTerm &term : by.filter.terms) {
        if (!isOfKind(term.field))
            continue;
        const TextPool &pool = term.field == Field::Method ? methods : models;
        std::vector<qint8> answers(pool.size(), -1); // a text is asked once, however many kinds have it
        const auto holds = [&](quint32 text) {
            if (answers[text] < 0)
                answers[text] = kindTextHolds(term, pool.text(text)) ? 1 : 0;
            return answers[text] != 0;
        };
        for (quint32 i = first; i < kinds.size(); ++i) {
            const JobKind &kind = kinds[i];
            const bool found = term.field == Field::Status
                                   ? statusHolds(term, kind.state, statuses.text(kind.status))
                               : term.field == Field::Method ? holds(kind.method)
                               : term.field == Field::Model  ? holds(kind.baseModel) || holds(kind.model)
                                                             : accountHolds(term, kind.account);
            if (found == term.negated)
                by.kindHolds[i] = 0;
        }
    }
}

// A text that jobs share is looked through once, not once per job.
void JobTable::Private::findText(const std::string &word, std::vector<quint8> &hits) const
{
    texts.find(word, hits);
    const TextFinder finder(word);
    const auto numbersOf = [&](const TextPool &pool) {
        std::vector<quint8> numbers(pool.size());
        for (quint32 i = 0; i < pool.size(); ++i)
            numbers[i] = finder.isIn(pool.text(i)) ? 1 : 0;
        return numbers;
    };
    const std::vector<quint8> inModels = numbersOf(models);
    std::vector<quint8> inKinds(kinds.size());
    for (quint32 i = 0; i < kinds.size(); ++i)
        inKinds[i] = inModels[kinds[i].model];
    const std::vector<quint8> inNames = numbersOf(names);
    for (quint32 row = 0; row < count; ++row)
        hits[row] = quint8(hits[row] | inNames[nameOf[row].number] | inKinds[kindOf[row]]);
}

void JobTable::Private::filterAll()
{
    if (shown.filter.isEmpty() && fileRows.isEmpty()) {
        order = inSort();
        return;
    }
    order.clear();
    order.reserve(newest.size()); // it is only touched as far as it is used
    for (const quint32 row : inSort()) {
        if (passes(shown, row))
            order.push_back(row);
    }
}

// Without the term's negation.
bool JobTable::Private::accountHolds(const FilterTerm &term, qint64 account) const
{
    const QString name = accounts.value(account).name.toLower();
    return anyOf(term.anyOf, [&](const QString &word) { return name.contains(word); });
}

bool JobTable::Private::textHolds(const FilterTerm &term, quint32 row) const
{
    return anyOf(term.anyOf, [&](const QString &word) {
        const std::string needle = word.toStdString();
        const TextFinder finder(needle);
        return texts.holds(row, finder) || finder.isIn(names.text(nameOf[row].number)) ||
               finder.isIn(models.text(kind(row).model));
    });
}

namespace {

// `metadata`: key GS value RS for each pair.
bool metaHolds(QByteArrayView metadata, const FilterTerm &term)
{
    std::string lower;
    appendLowerCase(metadata, lower);
    std::string_view text = lower;
    const std::string key = term.metaKey.toStdString();
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(kMetadataEnd), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t middle = pair.find(kMetadataValue);
        if (middle == pair.npos || pair.substr(0, middle) != key)
            continue;
        const std::string_view value = pair.substr(middle + 1);
        if (anyOf(term.anyOf, [&](const QString &word) {
                return word == "*"_L1 || value.find(word.toStdString()) != value.npos;
            }))
            return true;
    }
    return false;
}

} // namespace

// Without the term's negation.
bool JobTable::Private::rowTermHolds(const PreparedFilter &by, std::size_t index, quint32 row) const
{
    const FilterTerm &term = by.filter.terms[index];
    switch (term.field) {
    case Field::Text:
        return by.textHits[index][row] != 0;
    case Field::Meta:
        return metaHolds(texts.text(row, RowText::Metadata), term);
    case Field::Tokens:
        return inRange(trainedTokens.at(row), term);
    case Field::Created:
        return inRange(createdAt.at(row), term);
    case Field::Is:
        return (flagsAt(row) & term.flags) != TrainingFlags();
    case Field::Status:
    case Field::Method:
    case Field::Model:
    case Field::Account:
        break;
    }
    return true;
}

bool JobTable::Private::termsHold(const PreparedFilter &by, quint32 row, bool atAnyTime) const
{
    if (!by.kindHolds[kindOf[row]])
        return false;
    return std::all_of(by.rowTerms.begin(), by.rowTerms.end(), [&](std::size_t i) {
        const FilterTerm &term = by.filter.terms[i];
        return (atAnyTime && term.field == Field::Created) || rowTermHolds(by, i, row) != term.negated;
    });
}

bool JobTable::Private::passes(const PreparedFilter &by, quint32 row, bool atAnyTime) const
{
    return by.kindChosen[kindOf[row]] && termsHold(by, row, atAnyTime);
}

bool JobTable::passes(quint32 number) const
{
    return d->passes(d->shown, number);
}

bool JobTable::passesAtAnyTime(quint32 number) const
{
    return d->passes(d->shown, number, true);
}

FacetCounts JobTable::counts() const
{
    FacetCounts counts;
    counts.total = int(jobCount());
    std::vector<int> byKind(d->kinds.size());
    for (quint32 row = 0; row < size(); ++row)
        byKind[d->kindOf[row]] += d->termsHold(d->shown, row, false);

    const FacetChoice &facets = d->shown.filter.facets;
    const Choice method(facets.methods, d->methods, true);
    const Choice model(facets.models, d->models);
    QHash<quint32, int> byStatus; // by place in the pool of texts, since several kinds have the same
    QHash<quint32, int> byMethod;
    QHash<quint32, int> byModel;
    for (quint32 i = 0; i < d->kinds.size(); ++i) {
        if (byKind[i] == 0)
            continue;
        const JobKind &kind = d->kinds[i];
        const bool s = isStatusChosen(facets, kind.state, d->statuses.text(kind.status));
        const bool m = method.has(kind.method);
        const bool b = model.has(kind.baseModel);
        const bool a = facets.accounts.isEmpty() || facets.accounts.contains(kind.account);
        if (m && b && a) {
            byStatus[kind.statusKey] += byKind[i];
            counts.allStatuses += byKind[i];
        }
        if (s && b && a)
            byMethod[kind.method] += byKind[i];
        if (s && m && a)
            byModel[kind.baseModel] += byKind[i];
        if (s && m && b)
            counts.accounts[kind.account] += byKind[i];
        if (s && m && b && a)
            counts.matching += byKind[i];
    }
    for (auto it = byStatus.cbegin(); it != byStatus.cend(); ++it)
        counts.statuses[QString::fromUtf8(d->statusKeys.text(it.key()))] += it.value();
    for (auto it = byMethod.cbegin(); it != byMethod.cend(); ++it) {
        const QByteArrayView said = d->methods.text(it.key());
        counts.methods[said.isEmpty() ? u"supervised"_s : QString::fromUtf8(said)] += it.value();
    }
    for (auto it = byModel.cbegin(); it != byModel.cend(); ++it)
        counts.models[QString::fromUtf8(d->models.text(it.key()))] += it.value();
    return counts;
}

} // namespace tuneboard
