// SPDX-License-Identifier: GPL-3.0-or-later
// How JobTable filters and counts.
#include "app/models/jobtable_p.h"

#include "app/api/terms.h"

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

bool inRange(qint64 number, const FilterTerm &term)
{
    return number != kNoInteger && number >= term.low && number <= term.high;
}

} // namespace

void JobTable::setFilter(JobFilter filter)
{
    d->filter = std::move(filter);
    d->prepareFilter();
    d->filterAll();
}

void JobTable::Private::prepareFilter()
{
    textHits.assign(filter.terms.size(), {});
    poolHits.assign(filter.terms.size(), {});
    for (std::size_t i = 0; i < filter.terms.size(); ++i) {
        const FilterTerm &term = filter.terms[i];
        const TextPool *pool = term.field == Field::Status   ? &statuses
                               : term.field == Field::Method ? &methods
                               : term.field == Field::Model  ? &models
                                                             : nullptr;
        for (quint32 number = 0; pool && number < pool->size(); ++number) {
            const bool holds = poolTermHolds(i, number);
            poolHits[i].push_back(holds ? 1 : 0);
        }
        if (term.field != Field::Text)
            continue;
        textHits[i].assign(entries.size(), 0);
        for (const QString &word : term.anyOf)
            search.find(word.toStdString(), textHits[i]);
    }
}

void JobTable::Private::filterAll()
{
    if (filter.isEmpty()) {
        order = sorted;
        return;
    }
    order.clear();
    for (const quint32 row : sorted) {
        if (passes(row))
            order.push_back(row);
    }
}

bool JobTable::Private::textHolds(const FilterTerm &term, quint32 row) const
{
    const std::string_view text = search.slice(row);
    return anyOf(term.anyOf, [&](const QString &word) { return text.find(word.toStdString()) != text.npos; });
}

namespace {

bool metaHolds(std::string_view text, const FilterTerm &term)
{
    // The metadata are the last field of the row's search text: key GS value RS for each pair.
    if (!text.empty())
        text.remove_suffix(1);
    const std::size_t start = text.rfind(kFieldEnd);
    text.remove_prefix(start == text.npos ? 0 : start + 1);
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

// Without the term's negation. A text that came after the filter was set is looked at each time.
bool JobTable::Private::poolTermHolds(std::size_t index, quint32 number) const
{
    if (number < poolHits[index].size())
        return poolHits[index][number] != 0;
    const FilterTerm &term = filter.terms[index];
    if (term.field == Field::Model)
        return beginsWithAny(models.text(number), term.anyOf);
    if (term.field == Field::Method) {
        const QByteArrayView method = methods.text(number);
        return beginsWithAny(method.isEmpty() ? QByteArrayView("supervised") : method, term.anyOf);
    }
    const QByteArrayView status = statuses.text(number);
    return beginsWithAny(status, term.anyOf) ||
           term.anyOf.contains(statusLabel(QString::fromUtf8(status)).toLower());
}

bool JobTable::Private::termHolds(std::size_t index, quint32 row) const
{
    const FilterTerm &term = filter.terms[index];
    const Entry &entry = entries[row];
    bool holds = false;
    switch (term.field) {
    case Field::Text:
        holds = textHits[index][row] != 0;
        break;
    case Field::Status:
        holds = poolTermHolds(index, entry.status);
        break;
    case Field::Method:
        holds = poolTermHolds(index, entry.method);
        break;
    case Field::Model:
        holds = poolTermHolds(index, entry.baseModel) || poolTermHolds(index, entry.model);
        break;
    case Field::Account: {
        const QString name = accounts.value(entry.account).name.toLower();
        holds = anyOf(term.anyOf, [&](const QString &word) { return name.contains(word); });
        break;
    }
    case Field::Meta:
        holds = metaHolds(search.slice(row), term);
        break;
    case Field::Tokens:
        holds = inRange(entry.trainedTokens, term);
        break;
    case Field::Created:
        holds = inRange(entry.createdAt, term);
        break;
    }
    return holds != term.negated;
}

namespace {

// The rail's choices by number, so that a row is compared without its texts.
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

} // namespace

bool JobTable::Private::passes(quint32 row, bool atAnyTime) const
{
    if (!forgotten.isEmpty() && forgotten.contains(entries[row].account))
        return false;
    for (std::size_t i = 0; i < filter.terms.size(); ++i) {
        const bool counts = !atAnyTime || filter.terms[i].field != Field::Created;
        if (counts && !termHolds(i, row))
            return false;
    }
    const FacetChoice &facets = filter.facets;
    if (facets.isEmpty())
        return true;
    const Entry &entry = entries[row];
    const auto has = [](const QStringList &words, QByteArrayView text) {
        return words.isEmpty() || words.contains(QString::fromUtf8(text));
    };
    const QByteArrayView method = methods.text(entry.method);
    return has(facets.statuses, statuses.text(entry.status)) &&
           has(facets.methods, method.isEmpty() ? QByteArrayView("supervised") : method) &&
           has(facets.models, models.text(entry.baseModel)) &&
           (facets.accounts.isEmpty() || facets.accounts.contains(entry.account));
}

bool JobTable::passes(quint32 number) const
{
    return d->passes(number);
}

bool JobTable::passesAtAnyTime(quint32 number) const
{
    return d->passes(number, true);
}

FacetCounts JobTable::counts() const
{
    FacetCounts counts;
    counts.total = int(jobCount());
    const FacetChoice &facets = d->filter.facets;
    const Choice status(facets.statuses, d->statuses);
    const Choice method(facets.methods, d->methods, true);
    const Choice model(facets.models, d->models);
    std::vector<int> byStatus(d->statuses.size());
    std::vector<int> byMethod(d->methods.size());
    std::vector<int> byModel(d->models.size());
    for (quint32 row = 0; row < size(); ++row) {
        const Entry &entry = d->entries[row];
        if (isForgotten(row))
            continue;
        const bool s = status.has(entry.status);
        const bool m = method.has(entry.method);
        const bool b = model.has(entry.baseModel);
        const bool a = facets.accounts.isEmpty() || facets.accounts.contains(entry.account);
        if (int(s) + int(m) + int(b) + int(a) < 3)
            continue;
        bool terms = true;
        for (std::size_t i = 0; i < d->filter.terms.size() && terms; ++i)
            terms = d->termHolds(i, row);
        if (!terms)
            continue;
        if (m && b && a) {
            ++byStatus[entry.status];
            ++counts.allStatuses;
        }
        if (s && b && a)
            ++byMethod[entry.method];
        if (s && m && a)
            ++byModel[entry.baseModel];
        if (s && m && b)
            ++counts.accounts[entry.account];
        counts.matching += s && m && b && a;
    }
    const auto collect = [](const std::vector<int> &numbers, const TextPool &pool, QMap<QString, int> &to) {
        for (quint32 i = 0; i < numbers.size(); ++i) {
            if (numbers[i] > 0)
                to[QString::fromUtf8(pool.text(i))] += numbers[i];
        }
    };
    collect(byStatus, d->statuses, counts.statuses);
    collect(byMethod, d->methods, counts.methods);
    collect(byModel, d->models, counts.models);
    if (const int inferred = counts.methods.take(QString()))
        counts.methods[u"supervised"_s] += inferred;
    return counts;
}

} // namespace tuneboard
