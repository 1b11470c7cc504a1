// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobtable.h"

#include "app/api/job.h"
#include "app/models/jobtable_p.h"

#include <algorithm>
#include <cmath>
#include <cstring>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

bool sameNumber(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

// The base under a fine-tuned model, or the suffix inside its name, without a copy: both lie inside the text.
QByteArrayView inside(QByteArrayView text, QStringView (*part)(QStringView))
{
    if (!text.contains(':') && !text.contains('.'))
        return part == &tuneboard::baseModel ? text : QByteArrayView();
    const QString whole = QString::fromLatin1(text); // one code unit a byte, so that offsets fit
    const QStringView found = part(whole);
    return found.isNull() ? QByteArrayView() : text.sliced(found.data() - whole.constData(), found.size());
}

} // namespace

quint32 TextPool::put(QByteArrayView text)
{
    const QByteArray borrowed = QByteArray::fromRawData(text.data(), text.size());
    if (const auto it = m_numbers.constFind(borrowed); it != m_numbers.constEnd())
        return *it;
    const QByteArray own = text.toByteArray();
    const auto number = quint32(m_texts.size());
    m_texts.push_back(own);
    m_numbers.insert(own, number);
    return number;
}

JobTable::JobTable()
    : d(std::make_unique<Private>())
{
    d->statuses.put({});
    d->names.put({});
    d->models.put({});
    d->methods.put({});
}

JobTable::~JobTable() = default;

quint32 JobTable::size() const
{
    return quint32(d->entries.size());
}

Text JobTable::Private::keep(QByteArrayView text)
{
    const Text kept{quint32(texts.size()), quint32(text.size())};
    texts.append(text.data(), std::size_t(text.size()));
    return kept;
}

bool JobTable::Private::same(const Entry &entry, const JobRow &row) const
{
    const auto equal = [this](Text kept, QByteArrayView text) {
        return view(kept) == text;
    };
    return statuses.text(entry.status) == row.status && equal(entry.suffix, row.suffix) &&
           models.text(entry.model) == row.model && equal(entry.outputModel, row.outputModel) &&
           methods.text(entry.method) == row.method && equal(entry.errorCode, row.errorCode) &&
           equal(entry.errorMessage, row.errorMessage) && equal(entry.trainingFile, row.trainingFile) &&
           equal(entry.validationFile, row.validationFile) && equal(entry.metadata, row.metadata) &&
           entry.createdAt == row.createdAt && entry.finishedAt == row.finishedAt &&
           entry.estimatedFinish == row.estimatedFinish && entry.trainedTokens == row.trainedTokens &&
           entry.seed == row.seed && sameNumber(entry.nEpochs, row.nEpochs) &&
           sameNumber(entry.batchSize, row.batchSize) &&
           sameNumber(entry.learningRateMultiplier, row.learningRateMultiplier) &&
           (row.statusSince == kNoInteger || entry.statusSince == row.statusSince);
}

void JobTable::Private::store(quint32 number, const JobRow &row)
{
    Entry &entry = entries[number];
    const auto replace = [this](Text &kept, QByteArrayView text) {
        if (view(kept) != text)
            kept =
                keep(text); // the old characters stay behind: texts of a job change a few times in its life
    };
    const quint32 status = statuses.put(row.status);
    if (row.statusSince != kNoInteger || status != entry.status)
        entry.statusSince = row.statusSince;
    entry.status = status;
    entry.model = models.put(row.model);
    entry.baseModel = models.put(inside(row.model, &tuneboard::baseModel));
    entry.method = methods.put(row.method);
    replace(entry.id, row.id);
    replace(entry.suffix, row.suffix);
    replace(entry.outputModel, row.outputModel);
    replace(entry.errorCode, row.errorCode);
    replace(entry.errorMessage, row.errorMessage);
    replace(entry.trainingFile, row.trainingFile);
    replace(entry.validationFile, row.validationFile);
    replace(entry.metadata, row.metadata);
    const QByteArrayView fromModel = inside(row.outputModel, &modelSuffix);
    entry.name = names.put(!row.suffix.isEmpty() ? row.suffix : !fromModel.isEmpty() ? fromModel : row.id);
    entry.createdAt = row.createdAt;
    entry.finishedAt = row.finishedAt;
    entry.estimatedFinish = row.estimatedFinish;
    entry.trainedTokens = row.trainedTokens;
    entry.seed = row.seed;
    entry.nEpochs = row.nEpochs;
    entry.batchSize = row.batchSize;
    entry.learningRateMultiplier = row.learningRateMultiplier;
    entry.account = row.account;

    scratch.clear();
    for (const QByteArrayView text :
         {row.id, names.text(entry.name), row.model, row.outputModel, row.errorCode, row.errorMessage,
          row.trainingFile, row.validationFile, row.metadata}) {
        appendLowerCase(text, scratch);
        scratch.push_back(kFieldEnd);
    }
    search.set(number, scratch);
}

UpsertResult JobTable::upsert(const JobRows &rows)
{
    UpsertResult result;
    for (const JobRow &row : rows.rows) {
        if (!d->forgotten.isEmpty() && d->forgotten.contains(row.account))
            continue;
        const qint64 known = find(row.account, row.id);
        if (known >= 0 && d->same(d->entries[std::size_t(known)], row))
            continue;
        if (known >= 0) {
            const auto number = quint32(known);
            d->store(number, row);
            if (std::find(result.added.begin(), result.added.end(), number) == result.added.end())
                result.changed.push_back(number);
            continue;
        }
        const quint32 number = size();
        d->entries.emplace_back();
        d->store(number, row);
        d->byId.insert(qHash(row.id, std::size_t(row.account)), number);
        result.added.push_back(number);
    }
    std::sort(result.changed.begin(), result.changed.end());
    result.changed.erase(std::unique(result.changed.begin(), result.changed.end()), result.changed.end());
    d->arrange(result);
    return result;
}

qint64 JobTable::find(qint64 account, QByteArrayView id) const
{
    if (d->forgotten.contains(account))
        return -1;
    const auto [first, last] = std::as_const(d->byId).equal_range(qHash(id, std::size_t(account)));
    for (auto it = first; it != last; ++it) {
        const Entry &entry = d->entries[*it];
        if (entry.account == account && d->view(entry.id) == id)
            return *it;
    }
    return -1;
}

JobRow JobTable::row(quint32 number) const
{
    const Entry &entry = d->entries[number];
    JobRow row;
    row.id = d->view(entry.id);
    row.status = d->statuses.text(entry.status);
    row.suffix = d->view(entry.suffix);
    row.model = d->models.text(entry.model);
    row.outputModel = d->view(entry.outputModel);
    row.method = d->methods.text(entry.method);
    row.errorCode = d->view(entry.errorCode);
    row.errorMessage = d->view(entry.errorMessage);
    row.trainingFile = d->view(entry.trainingFile);
    row.validationFile = d->view(entry.validationFile);
    row.metadata = d->view(entry.metadata);
    row.createdAt = entry.createdAt;
    row.finishedAt = entry.finishedAt;
    row.estimatedFinish = entry.estimatedFinish;
    row.trainedTokens = entry.trainedTokens;
    row.seed = entry.seed;
    row.nEpochs = entry.nEpochs;
    row.batchSize = entry.batchSize;
    row.learningRateMultiplier = entry.learningRateMultiplier;
    row.account = entry.account;
    row.statusSince = entry.statusSince;
    return row;
}

QByteArrayView JobTable::name(quint32 number) const
{
    return d->names.text(d->entries[number].name);
}

QByteArrayView JobTable::method(quint32 number) const
{
    const QByteArrayView said = d->methods.text(d->entries[number].method);
    return said.isEmpty() ? QByteArrayView("supervised") : said;
}

QByteArrayView JobTable::baseModel(quint32 number) const
{
    return d->models.text(d->entries[number].baseModel);
}

void JobTable::setAccountName(qint64 account, const QString &name)
{
    d->accounts[account].name = name;
}

void JobTable::setAccountLabel(qint64 account, const AccountLabel &label)
{
    d->accounts.insert(account, label);
}

AccountLabel JobTable::accountLabel(qint64 account) const
{
    return d->accounts.value(account);
}

void JobTable::forgetAccount(qint64 account)
{
    d->accounts.remove(account);
    if (d->forgotten.contains(account))
        return;
    d->forgotten.insert(account);
    const std::size_t before = d->newest.size();
    for (std::vector<quint32> *rows : {&d->newest, &d->sorted}) {
        std::erase_if(*rows, [this, account](quint32 row) { return d->entries[row].account == account; });
    }
    d->forgottenRows += quint32(before - d->newest.size());
    d->filterAll();
}

bool JobTable::isForgotten(quint32 number) const
{
    return !d->forgotten.isEmpty() && d->forgotten.contains(d->entries[number].account);
}

int JobTable::countOf(qint64 account) const
{
    return int(std::count_if(d->entries.begin(), d->entries.end(),
                             [account](const Entry &entry) { return entry.account == account; }));
}

quint32 JobTable::jobCount() const
{
    return size() - d->forgottenRows;
}

int JobTable::accountCount() const
{
    return int(d->accounts.size());
}

const JobFilter &JobTable::filter() const
{
    return d->filter;
}

JobColumn JobTable::sortColumn() const
{
    return d->sortColumn;
}

Qt::SortOrder JobTable::sortOrder() const
{
    return d->sortOrder;
}

std::span<const quint32> JobTable::order() const
{
    return d->order;
}

std::size_t JobTable::memoryUse() const
{
    return d->entries.capacity() * sizeof(Entry) + d->texts.capacity() + d->search.bytes() +
           (d->sorted.capacity() + d->order.capacity()) * sizeof(quint32) +
           std::size_t(d->byId.size()) * (sizeof(std::size_t) + sizeof(quint32));
}

} // namespace tuneboard
