// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobtable.h"

#include "app/api/job.h"
#include "app/api/terms.h"
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

// `statusSince` is our own observation: a row without it says nothing of it.
bool same(const JobRow &known, const JobRow &row)
{
    return known.status == row.status && known.suffix == row.suffix && known.model == row.model &&
           known.outputModel == row.outputModel && known.method == row.method &&
           known.errorCode == row.errorCode && known.errorMessage == row.errorMessage &&
           known.trainingFile == row.trainingFile && known.validationFile == row.validationFile &&
           known.metadata == row.metadata && known.createdAt == row.createdAt &&
           known.finishedAt == row.finishedAt && known.estimatedFinish == row.estimatedFinish &&
           known.trainedTokens == row.trainedTokens && known.seed == row.seed &&
           sameNumber(known.nEpochs, row.nEpochs) && sameNumber(known.batchSize, row.batchSize) &&
           sameNumber(known.learningRateMultiplier, row.learningRateMultiplier) &&
           sameNumber(known.doneSteps, row.doneSteps) && sameNumber(known.totalSteps, row.totalSteps) &&
           sameNumber(known.percent, row.percent) &&
           (row.statusSince == kNoInteger || known.statusSince == row.statusSince);
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

// Whether a filter asks what the curves of a job say.
bool asksFlags(const JobFilter &filter)
{
    return std::any_of(filter.terms.begin(), filter.terms.end(),
                       [](const FilterTerm &term) { return term.field == FilterTerm::Field::Is; });
}

std::size_t hashOf(qint64 account, QByteArrayView id)
{
    return qHash(id, std::size_t(account));
}

} // namespace

quint32 TextPool::put(QByteArrayView text)
{
    if (m_last < m_texts.size() && m_texts[m_last] == text)
        return m_last;
    const QByteArray borrowed = QByteArray::fromRawData(text.data(), text.size());
    if (const auto it = m_numbers.constFind(borrowed); it != m_numbers.constEnd())
        return m_last = *it;
    const QByteArray own = text.toByteArray();
    m_last = quint32(m_texts.size());
    m_texts.push_back(own);
    m_numbers.insert(own, m_last);
    return m_last;
}

bool FigureStore::set(quint32 row, const JobSummary &summary)
{
    const QByteArray metric = summary.metric.toUtf8();
    return put(row, figuresOf(summary, {}), metric);
}

bool FigureStore::put(quint32 row, JobFigures figures, QByteArrayView metric)
{
    figures.metric = m_metrics.text(m_metrics.put(metric));
    if (row >= m_places.size())
        m_places.resize(row + 1);
    if (m_places[row] == 0) {
        m_figures.push_back(figures);
        m_places[row] = quint32(m_figures.size());
        return true;
    }
    JobFigures &known = m_figures[m_places[row] - 1];
    if (sameFigures(known, figures))
        return false;
    known = figures;
    return true;
}

void FigureStore::takeUp(const FigureStore &other, const std::vector<quint32> &numbers)
{
    for (std::size_t row = 0; row < other.m_places.size(); ++row) {
        const JobFigures *figures = other.at(quint32(row));
        if (figures)
            put(numbers[row], *figures, figures->metric);
    }
    m_early = other.m_early;
}

void FigureStore::meet(quint32 row, qint64 account, QByteArrayView id)
{
    if (m_early.isEmpty())
        return;
    const auto it = m_early.constFind({account, id.toByteArray()});
    if (it == m_early.cend())
        return;
    set(row, *it);
    m_early.erase(it);
}

bool operator==(const JobHyper &a, const JobHyper &b)
{
    return sameNumber(a.nEpochs, b.nEpochs) && sameNumber(a.batchSize, b.batchSize) &&
           sameNumber(a.learningRateMultiplier, b.learningRateMultiplier);
}

JobTable::JobTable()
    : d(std::make_unique<Private>())
{
}

JobTable::~JobTable() = default;

quint32 JobTable::size() const
{
    return d->count;
}

QByteArrayView JobTable::Private::name(quint32 row) const
{
    const NameNumber name = nameOf[row];
    return name.number == 0 ? id(row) : names.text(name.number);
}

JobRow JobTable::Private::at(quint32 number) const
{
    JobRow row;
    const RowTextViews own = texts.of(number);
    const auto text = [&own](RowText which) {
        return own[std::size_t(which)];
    };
    row.id = text(RowText::Id);
    row.outputModel = text(RowText::OutputModel);
    row.trainingFile = text(RowText::TrainingFile);
    row.validationFile = text(RowText::ValidationFile);
    row.errorCode = text(RowText::ErrorCode);
    row.errorMessage = text(RowText::ErrorMessage);
    row.metadata = text(RowText::Metadata);
    if (nameOf[number].isSuffix)
        row.suffix = names.text(nameOf[number].number);
    row.status = statuses.text(kind(number).status);
    row.model = models.text(kind(number).model);
    row.method = methods.text(kind(number).method);
    row.account = kind(number).account;
    row.createdAt = createdAt.at(number);
    row.finishedAt = finishedAt.at(number);
    row.estimatedFinish = estimatedFinish.value(number, kNoInteger);
    if (const auto known = progress.constFind(number); known != progress.cend()) {
        row.doneSteps = known->doneSteps;
        row.totalSteps = known->totalSteps;
        row.percent = known->percent;
    }
    row.trainedTokens = trainedTokens.at(number);
    row.seed = seed.at(number);
    row.statusSince = statusSince.at(number);
    row.nEpochs = hyper(number).nEpochs;
    row.batchSize = hyper(number).batchSize;
    row.learningRateMultiplier = hyper(number).learningRateMultiplier;
    return row;
}

qint64 JobTable::Private::find(std::size_t hash, qint64 account, QByteArrayView id) const
{
    if (forgotten.contains(account))
        return -1;
    return byId.find(hash, [&](quint32 row) { return kind(row).account == account && this->id(row) == id; });
}

quint32 JobTable::Private::baseOf(quint32 model)
{
    if (model >= bases.size())
        bases.resize(models.size(), kUnknown);
    if (bases[model] == kUnknown)
        bases[model] = models.put(inside(models.text(model), &tuneboard::baseModel));
    return bases[model];
}

void JobTable::Private::store(quint32 number, const JobRow &row)
{
    const bool isNew = number == count;
    const bool sameStatus = !isNew && statuses.text(kind(number).status) == row.status;
    if (isNew) {
        ++count;
        if (const auto file = fileRows.find(row.account); file != fileRows.end())
            ++*file;
        kindOf.push_back(0);
        hyperOf.push_back(0);
        nameOf.push_back({0, 0});
    }
    if (row.statusSince != kNoInteger || !sameStatus)
        statusSince.set(number, row.statusSince);
    const quint32 model = models.put(row.model);
    kindOf[number] =
        kinds.put({statuses.put(row.status), methods.put(row.method), model, baseOf(model),
                   statusKeys.put(statusKey(row.state(), row.status).toUtf8()), row.account, row.state()});
    hyperOf[number] = hypers.put({row.nEpochs, row.batchSize, row.learningRateMultiplier});
    const QByteArrayView name = row.suffix.isEmpty() ? inside(row.outputModel, &modelSuffix) : row.suffix;
    nameOf[number] = {names.put(name) & 0x7fffffffU, row.suffix.isEmpty() ? 0U : 1U};
    createdAt.set(number, row.createdAt);
    finishedAt.set(number, row.finishedAt);
    trainedTokens.set(number, row.trainedTokens);
    seed.set(number, row.seed);
    if (row.estimatedFinish != kNoInteger)
        estimatedFinish.insert(number, row.estimatedFinish);
    else if (!isNew)
        estimatedFinish.remove(number);
    if (!std::isnan(row.doneSteps) || !std::isnan(row.totalSteps) || !std::isnan(row.percent))
        progress.insert(number, {row.doneSteps, row.totalSteps, row.percent});
    else if (!isNew)
        progress.remove(number);
    texts.set(number, {row.id, row.outputModel, row.trainingFile, row.validationFile, row.errorCode,
                       row.errorMessage, row.metadata});
}

void JobTable::reserve(std::size_t rows)
{
    for (std::vector<quint32> *list : {&d->newest, &d->order})
        list->reserve(rows);
    if (d->count == 0)
        d->byId.reserve(rows);
}

UpsertResult JobTable::upsert(const JobRows &rows)
{
    UpsertResult result;
    for (const JobRow &row : rows.rows) {
        if (!d->forgotten.isEmpty() && d->forgotten.contains(row.account))
            continue;
        const std::size_t hash = hashOf(row.account, row.id);
        const qint64 known = d->find(hash, row.account, row.id);
        if (known >= 0 && same(d->at(quint32(known)), row))
            continue;
        if (known >= 0) {
            d->store(quint32(known), row);
            result.changed.push_back(quint32(known));
            continue;
        }
        const quint32 number = size();
        d->store(number, row);
        d->byId.insert(number, hash, [this](quint32 of) { return hashOf(account(of), id(of)); });
        d->figures.meet(number, row.account, row.id);
        result.added.push_back(number);
    }
    // One that came twice in the same rows is new, not changed.
    std::sort(result.changed.begin(), result.changed.end());
    result.changed.erase(std::unique(result.changed.begin(), result.changed.end()), result.changed.end());
    if (!result.added.empty())
        result.changed.erase(
            std::lower_bound(result.changed.begin(), result.changed.end(), result.added.front()),
            result.changed.end());
    d->arrange(result);
    return result;
}

std::vector<quint32> JobTable::takeUp(const JobTable &newer)
{
    const Private &other = *newer.d;
    d->scope = other.scope;
    for (auto file = other.fileRows.cbegin(); file != other.fileRows.cend(); ++file)
        d->fileRows.insert(file.key(), 0); // counted below
    JobRows rows;
    rows.rows.reserve(other.count);
    for (quint32 number = 0; number < other.count; ++number) {
        JobRow row = other.at(number); // its texts live as long as `newer` is not changed
        const qint64 known = find(row.account, row.id);
        // The longer a status has been known, the better it is known since when.
        if (known >= 0 && d->statuses.text(d->kind(quint32(known)).status) == row.status)
            row.statusSince = kNoInteger;
        rows.rows.push_back(row);
    }
    upsert(rows);
    std::vector<quint32> numbers;
    numbers.reserve(other.count);
    for (const JobRow &row : rows.rows)
        numbers.push_back(quint32(find(row.account, row.id)));
    d->figures.takeUp(other.figures, numbers);
    for (quint32 row = 0; row < d->count && d->figures.hasEarly(); ++row)
        d->figures.meet(row, account(row), id(row));
    d->accounts = other.accounts;
    for (const qint64 gone : other.forgotten)
        forgetAccount(gone);
    if (d->sortColumn != other.sortColumn || d->sortOrder != other.sortOrder ||
        d->sortColumn == JobColumn::Metric) {
        d->sortColumn = other.sortColumn;
        d->sortOrder = other.sortOrder;
        d->sortAll();
    }
    setFilter(other.shown.filter);
    return numbers;
}

std::vector<quint32> JobTable::setSummaries(const std::vector<JobSummary> &summaries)
{
    UpsertResult result;
    for (const JobSummary &summary : summaries) {
        const qint64 row = find(summary.account, summary.job.toUtf8());
        if (row < 0)
            d->figures.keep(summary);
        else if (d->figures.set(quint32(row), summary))
            result.changed.push_back(quint32(row));
    }
    std::sort(result.changed.begin(), result.changed.end());
    result.changed.erase(std::unique(result.changed.begin(), result.changed.end()), result.changed.end());
    const JobColumn by = d->sortColumn;
    if (asksFlags(d->shown.filter) || by == JobColumn::Metric || by == JobColumn::BestStep ||
        by == JobColumn::Flags)
        d->arrange(result);
    return result.changed;
}

const JobFigures *JobTable::figures(quint32 number) const
{
    return d->figures.at(number);
}

qint64 JobTable::find(qint64 account, QByteArrayView id) const
{
    return d->find(hashOf(account, id), account, id);
}

JobRow JobTable::row(quint32 number) const
{
    return d->at(number);
}

QByteArrayView JobTable::name(quint32 number) const
{
    return d->name(number);
}

QByteArrayView JobTable::method(quint32 number) const
{
    const QByteArrayView said = d->methods.text(d->kind(number).method);
    return said.isEmpty() ? QByteArrayView("supervised") : said;
}

QByteArrayView JobTable::baseModel(quint32 number) const
{
    return d->models.text(d->kind(number).baseModel);
}

QByteArrayView JobTable::id(quint32 number) const
{
    return d->id(number);
}

QByteArrayView JobTable::outputModel(quint32 number) const
{
    return d->texts.text(number, RowText::OutputModel);
}

std::vector<quint32> JobTable::unfinished() const
{
    std::vector<quint8> goesOn(d->kinds.size());
    for (quint32 kind = 0; kind < d->kinds.size(); ++kind)
        goesOn[kind] = isTerminal(d->kinds[kind].state) ? 0 : 1;
    std::vector<quint32> rows;
    for (quint32 row = 0; row < d->count; ++row) {
        if (goesOn[d->kindOf[row]])
            rows.push_back(row);
    }
    return rows;
}

qint64 JobTable::account(quint32 number) const
{
    return d->kind(number).account;
}

TrainingFlags JobTable::Private::flagsAt(quint32 row) const
{
    const JobFigures *known = figures.at(row);
    if (!known)
        return {};
    TrainingFlags flags = TrainingFlags::fromInt(known->flags);
    if (isStuck(kind(row).state, known->lastStepAt, double(known->stepsPerSecond), known->readAt))
        flags |= TrainingFlag::Stuck;
    return flags;
}

TrainingFlags JobTable::flags(quint32 number) const
{
    return d->flagsAt(number);
}

qint64 JobTable::createdAt(quint32 number) const
{
    return d->createdAt.at(number);
}

qint64 JobTable::trainedTokens(quint32 number) const
{
    return d->trainedTokens.at(number);
}

void JobTable::setAccountName(qint64 account, const QString &name)
{
    AccountLabel label = accountLabel(account);
    label.name = name;
    setAccountLabel(account, label);
}

void JobTable::setAccountLabel(qint64 account, const AccountLabel &label)
{
    d->accounts.insert(account, label);
    if (label.isFile && !d->fileRows.contains(account))
        d->fileRows.insert(account, 0);
    const auto asksAccounts = [](const FilterTerm &term) {
        return term.field == FilterTerm::Field::Account;
    };
    if (std::any_of(d->shown.filter.terms.begin(), d->shown.filter.terms.end(), asksAccounts)) {
        d->prepare(d->shown);
        d->filterAll();
    }
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
        std::erase_if(*rows, [this, account](quint32 row) { return d->kind(row).account == account; });
    }
    d->forgottenRows += quint32(before - d->newest.size());
    d->prepare(d->shown);
    d->filterAll();
}

bool JobTable::isForgotten(quint32 number) const
{
    return !d->forgotten.isEmpty() && d->forgotten.contains(d->kind(number).account);
}

bool JobTable::isOutside(quint32 number) const
{
    return d->isOutside(d->kind(number).account);
}

void JobTable::setScope(qint64 file)
{
    d->scope = file;
    d->prepare(d->shown);
    d->filterAll();
}

qint64 JobTable::scope() const
{
    return d->scope;
}

int JobTable::countOf(qint64 account) const
{
    int jobs = 0;
    for (quint32 row = 0; row < size(); ++row)
        jobs += d->kind(row).account == account ? 1 : 0;
    return jobs;
}

quint32 JobTable::jobCount() const
{
    if (d->scope != 0)
        return d->forgotten.contains(d->scope) ? 0 : d->fileRows.value(d->scope);
    quint32 ofFiles = 0;
    for (auto file = d->fileRows.cbegin(); file != d->fileRows.cend(); ++file)
        ofFiles += d->forgotten.contains(file.key()) ? 0 : *file;
    return size() - d->forgottenRows - ofFiles;
}

int JobTable::accountCount() const
{
    return int(accountNumbers().size());
}

QList<qint64> JobTable::accountNumbers() const
{
    QList<qint64> numbers;
    for (auto label = d->accounts.cbegin(); label != d->accounts.cend(); ++label) {
        if (!label->isFile)
            numbers.append(label.key());
    }
    return numbers;
}

const JobFilter &JobTable::filter() const
{
    return d->shown.filter;
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
    std::size_t bytes = d->texts.bytes() + d->figures.bytes() + d->byId.bytes() + d->nameOf.bytes() +
                        d->kindOf.bytes() + d->hyperOf.bytes();
    for (const IntegerColumn *column :
         {&d->createdAt, &d->finishedAt, &d->trainedTokens, &d->seed, &d->statusSince})
        bytes += column->bytes();
    for (const std::vector<quint32> *list : {&d->newest, &d->sorted, &d->order})
        bytes += list->capacity() * sizeof(quint32);
    return bytes;
}

} // namespace tuneboard
