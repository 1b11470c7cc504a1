// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/jobsmodel.h"

#include "app/api/terms.h"
#include "app/models/jobtable_p.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// More runs than this are cheaper as one batch: every run costs the view a relayout.
constexpr std::size_t kMaxRuns = 16;

struct Run
{
    int first;
    int last;
};

// The runs of positions in [from, to) for which `test` holds; no more than one beyond `most`.
std::vector<Run> runsOf(std::size_t from, std::size_t to, std::size_t most, const auto &test)
{
    std::vector<Run> runs;
    for (std::size_t i = from; i < to && runs.size() <= most; ++i) {
        if (!test(i))
            continue;
        if (!runs.empty() && runs.back().last == int(i) - 1)
            runs.back().last = int(i);
        else
            runs.push_back({int(i), int(i)});
    }
    return runs;
}

// One row per column: its word in settings and its heading.
struct ColumnTerm
{
    JobColumn column;
    const char *key;
    const char *label;
};

constexpr ColumnTerm kColumns[] = {
    {JobColumn::Status, "status", QT_TRANSLATE_NOOP("JobColumn", "Status")},
    {JobColumn::Name, "name", QT_TRANSLATE_NOOP("JobColumn", "Name")},
    {JobColumn::BaseModel, "base_model", QT_TRANSLATE_NOOP("JobColumn", "Base model")},
    {JobColumn::Method, "method", QT_TRANSLATE_NOOP("JobColumn", "Method")},
    {JobColumn::Progress, "progress", QT_TRANSLATE_NOOP("JobColumn", "Progress")},
    {JobColumn::Tokens, "trained_tokens", QT_TRANSLATE_NOOP("JobColumn", "Trained tokens")},
    {JobColumn::Metric, "metric", QT_TRANSLATE_NOOP("JobColumn", "Headline metric")},
    {JobColumn::Created, "created_at", QT_TRANSLATE_NOOP("JobColumn", "Created")},
    {JobColumn::Id, "id", QT_TRANSLATE_NOOP("JobColumn", "Job")},
    {JobColumn::OutputModel, "output_model", QT_TRANSLATE_NOOP("JobColumn", "Output model")},
    {JobColumn::Epochs, "n_epochs", QT_TRANSLATE_NOOP("JobColumn", "Epochs")},
    {JobColumn::BatchSize, "batch_size", QT_TRANSLATE_NOOP("JobColumn", "Batch size")},
    {JobColumn::LearningRate, "learning_rate_multiplier", QT_TRANSLATE_NOOP("JobColumn", "Learning rate ×")},
    {JobColumn::Seed, "seed", QT_TRANSLATE_NOOP("JobColumn", "Seed")},
    {JobColumn::TrainingFile, "training_file", QT_TRANSLATE_NOOP("JobColumn", "Training file")},
    {JobColumn::ValidationFile, "validation_file", QT_TRANSLATE_NOOP("JobColumn", "Validation file")},
    {JobColumn::Metadata, "metadata", QT_TRANSLATE_NOOP("JobColumn", "Metadata")},
    {JobColumn::Account, "account", QT_TRANSLATE_NOOP("JobColumn", "Account")},
    {JobColumn::Finished, "finished_at", QT_TRANSLATE_NOOP("JobColumn", "Finished")},
    {JobColumn::TimeInStatus, "time_in_status", QT_TRANSLATE_NOOP("JobColumn", "In this status since")},
    {JobColumn::BestStep, "best_step", QT_TRANSLATE_NOOP("JobColumn", "Best step")},
    {JobColumn::Flags, "flags", QT_TRANSLATE_NOOP("JobColumn", "Flags")},
};
static_assert(std::size(kColumns) == kJobColumnCount);

Qt::Alignment alignment(JobColumn column)
{
    switch (column) {
    case JobColumn::Tokens:
    case JobColumn::Metric:
    case JobColumn::Epochs:
    case JobColumn::BatchSize:
    case JobColumn::LearningRate:
    case JobColumn::Seed:
        return Qt::AlignRight | Qt::AlignVCenter;
    default:
        return Qt::AlignLeft | Qt::AlignVCenter;
    }
}

QVariant integerValue(qint64 number)
{
    return number == kNoInteger ? QVariant() : QVariant(number);
}

QVariant numberValue(double number)
{
    return std::isnan(number) ? QVariant() : QVariant(number);
}

QVariant textValue(QByteArrayView text)
{
    return text.isEmpty() ? QVariant() : QVariant(QString::fromUtf8(text));
}

} // namespace

JobsModel::JobsModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void JobsModel::upsert(const JobRows &rows)
{
    std::vector<quint32> &now = m_table.d->order;
    const std::size_t had = now.size();
    const UpsertResult result = m_table.upsert(rows);
    if (result.added.empty() && result.changed.empty())
        return;
    if (auto before = std::exchange(m_table.d->orderBefore, std::nullopt)) {
        applyOrder(std::exchange(now, std::move(*before)));
    } else if (now.size() > had) { // the views are told before the rows are there
        const std::vector<quint32> added(now.begin() + std::ptrdiff_t(had), now.end());
        now.resize(had);
        beginInsertRows({}, int(had), int(had + added.size()) - 1);
        now.insert(now.end(), added.begin(), added.end());
        endInsertRows();
    }
    announceChanged(result.changed, JobColumn(0), JobColumn(kJobColumnCount - 1));
    Q_EMIT jobsChanged();
    Q_EMIT contentChanged();
}

void JobsModel::setSummaries(const std::vector<JobSummary> &summaries)
{
    noteBestModels(summaries);
    const std::vector<quint32> before = m_table.d->order;
    const std::vector<quint32> changed = m_table.setSummaries(summaries);
    if (changed.empty())
        return;
    applyOrder(std::exchange(m_table.d->order, before));
    announceChanged(changed, JobColumn(0), JobColumn(kJobColumnCount - 1)); // flags are shown with the status
    const std::vector<FilterTerm> &terms = m_table.filter().terms;
    const bool asksFlags = std::any_of(terms.begin(), terms.end(), [](const FilterTerm &term) {
        return term.field == FilterTerm::Field::Is;
    });
    if (asksFlags) // and so other jobs pass the filter
        Q_EMIT contentChanged();
}

void JobsModel::noteBestModels(const std::vector<JobSummary> &summaries)
{
    for (const JobSummary &summary : summaries) {
        const std::pair key{summary.account, summary.job.toUtf8()};
        const QByteArray model = summary.bestModel.toUtf8();
        const qint64 row = m_table.find(key.first, key.second);
        if (model.isEmpty() || (row >= 0 && model == m_table.outputModel(quint32(row))))
            m_bestModels.remove(key);
        else
            m_bestModels.insert(key, model);
    }
}

QByteArray JobsModel::bestModel(quint32 number) const
{
    const QByteArray final = m_table.outputModel(number).toByteArray();
    if (m_bestModels.isEmpty())
        return final;
    return m_bestModels.value({m_table.account(number), m_table.id(number).toByteArray()}, final);
}

bool JobsModel::hasBetterModel(quint32 number) const
{
    const QByteArrayView final = m_table.outputModel(number);
    return !final.isEmpty() && bestModel(number) != final;
}

void JobsModel::adopt(JobTable &read)
{
    const std::vector<quint32> numbers = read.takeUp(m_table);
    std::vector<quint32> before = m_table.d->order;
    for (quint32 &row : before)
        row = numbers[row];
    std::swap(m_table.d, read.d);
    applyOrder(std::exchange(m_table.d->order, std::move(before)));
    Q_EMIT jobsChanged();
    Q_EMIT contentChanged();
}

void JobsModel::setFilter(JobFilter filter)
{
    std::vector<quint32> before = std::move(m_table.d->order);
    m_table.setFilter(std::move(filter));
    applyOrder(std::exchange(m_table.d->order, std::move(before)));
    Q_EMIT contentChanged();
}

void JobsModel::setScope(qint64 file)
{
    if (file == m_table.scope())
        return;
    const std::vector<quint32> before = m_table.d->order;
    m_table.setScope(file);
    applyOrder(std::exchange(m_table.d->order, before));
    Q_EMIT contentChanged();
}

void JobsModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= kJobColumnCount)
        return;
    const std::vector<quint32> before = m_table.d->order;
    m_table.setSort(JobColumn(column), order);
    applyOrder(std::exchange(m_table.d->order, before));
}

void JobsModel::setAccountName(qint64 account, const QString &name)
{
    AccountLabel label = m_table.accountLabel(account);
    label.name = name;
    setAccountLabel(account, label);
}

void JobsModel::forgetAccount(qint64 account)
{
    const std::vector<quint32> before = m_table.d->order;
    m_table.forgetAccount(account);
    m_bestModels.removeIf([account](const auto &best) { return best.key().first == account; });
    applyOrder(std::exchange(m_table.d->order, before));
    Q_EMIT jobsChanged();
    Q_EMIT contentChanged();
}

void JobsModel::setAccountLabel(qint64 account, const AccountLabel &label)
{
    if (m_table.accountLabel(account) == label)
        return;
    const std::vector<quint32> before = m_table.d->order;
    m_table.setAccountLabel(account, label);
    applyOrder(std::exchange(m_table.d->order, before));
    const int column = int(JobColumn::Account);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
}

void JobsModel::applyOrder(std::vector<quint32> order)
{
    const std::vector<quint32> &now = m_table.d->order;
    // Most changes leave nearly all of the list as it is.
    const std::size_t shorter = std::min(now.size(), order.size());
    const auto shorterEnd = now.begin() + std::ptrdiff_t(shorter);
    const auto head = std::mismatch(now.begin(), shorterEnd, order.begin()).first - now.begin();
    if (now.size() == order.size() && std::size_t(head) == shorter)
        return;
    const auto restEnd = now.rbegin() + (std::ptrdiff_t(shorter) - head);
    const auto tail = std::mismatch(now.rbegin(), restEnd, order.rbegin()).first - now.rbegin();
    const Middle middle{std::size_t(head), std::size_t(tail)};

    std::vector<quint8> wasThere(m_table.size(), 0);
    std::vector<quint8> stays(m_table.size(), 0);
    for (std::size_t i = middle.head; i < now.size() - middle.tail; ++i)
        wasThere[now[i]] = 1;
    for (std::size_t i = middle.head; i < order.size() - middle.tail; ++i)
        stays[order[i]] = 1;
    // Those that stay, as they will stand among each other.
    std::vector<quint32> staying(now.begin(), now.begin() + head);
    std::copy_if(order.begin() + head, order.end() - tail, std::back_inserter(staying),
                 [&](quint32 row) { return wasThere[row] != 0; });
    staying.insert(staying.end(), now.end() - tail, now.end());
    removeLeaving(staying, stays, middle);
    permute(std::move(staying));
    insertEntering(order, wasThere, middle);
    permute(std::move(order));
}

void JobsModel::removeLeaving(const std::vector<quint32> &staying, const std::vector<quint8> &stays,
                              Middle middle)
{
    std::vector<quint32> &now = m_table.d->order;
    const std::size_t end = now.size() - middle.tail;
    std::vector<Run> runs = runsOf(middle.head, end, kMaxRuns, [&](std::size_t i) { return !stays[now[i]]; });
    if (runs.size() > kMaxRuns) {
        std::vector<quint32> parted;
        parted.reserve(now.size());
        parted = staying;
        std::copy_if(now.begin() + std::ptrdiff_t(middle.head), now.begin() + std::ptrdiff_t(end),
                     std::back_inserter(parted), [&](quint32 row) { return !stays[row]; });
        runs = {{int(staying.size()), int(now.size()) - 1}};
        permute(std::move(parted));
    }
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
        beginRemoveRows({}, run->first, run->last);
        now.erase(now.begin() + run->first, now.begin() + run->last + 1);
        endRemoveRows();
    }
}

// Leaves the rows in place if there are few runs of them, else at the end: a permute() follows.
void JobsModel::insertEntering(const std::vector<quint32> &order, const std::vector<quint8> &wasThere,
                               Middle middle)
{
    std::vector<quint32> &now = m_table.d->order;
    const std::size_t end = order.size() - middle.tail;
    const std::vector<Run> runs =
        runsOf(middle.head, end, kMaxRuns, [&](std::size_t i) { return !wasThere[order[i]]; });
    if (runs.empty())
        return;
    if (runs.size() > kMaxRuns) {
        std::vector<quint32> entering;
        std::copy_if(order.begin() + std::ptrdiff_t(middle.head), order.begin() + std::ptrdiff_t(end),
                     std::back_inserter(entering), [&](quint32 row) { return !wasThere[row]; });
        beginInsertRows({}, int(now.size()), int(now.size() + entering.size()) - 1);
        now.insert(now.end(), entering.begin(), entering.end());
        endInsertRows();
        return;
    }
    for (const Run &run : runs) {
        beginInsertRows({}, run.first, run.last);
        now.insert(now.begin() + run.first, order.begin() + run.first, order.begin() + run.last + 1);
        endInsertRows();
    }
}

// The same rows in another order; selections and the current row go with them.
void JobsModel::permute(std::vector<quint32> order)
{
    std::vector<quint32> &now = m_table.d->order;
    if (now == order) {
        now.swap(order); // which has room for no more rows than there will be
        return;
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList from = persistentIndexList();
    std::vector<quint32> rows;
    rows.reserve(std::size_t(from.size()));
    for (const QModelIndex &index : from)
        rows.push_back(now[std::size_t(index.row())]);
    now = std::move(order);
    if (!from.isEmpty()) {
        std::vector<int> positions(m_table.size(), -1);
        for (std::size_t i = 0; i < now.size(); ++i)
            positions[now[i]] = int(i);
        QModelIndexList to;
        to.reserve(from.size());
        for (qsizetype i = 0; i < from.size(); ++i)
            to.append(createIndex(positions[rows[std::size_t(i)]], from[i].column()));
        changePersistentIndexList(from, to);
    }
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void JobsModel::announceChanged(const std::vector<quint32> &changed, JobColumn first, JobColumn last)
{
    if (changed.empty())
        return;
    std::vector<quint8> isChanged(m_table.size(), 0);
    for (const quint32 row : changed)
        isChanged[row] = 1;
    const std::vector<quint32> &now = m_table.d->order;
    for (const Run &run :
         runsOf(0, now.size(), now.size(), [&](std::size_t i) { return isChanged[now[i]] != 0; }))
        Q_EMIT dataChanged(index(run.first, int(first)), index(run.last, int(last)));
}

QModelIndex JobsModel::indexOf(qint64 account, const QString &id) const
{
    const QByteArray utf8 = id.toUtf8();
    const qint64 row = m_table.find(account, utf8);
    if (row < 0)
        return {};
    const auto order = m_table.order();
    const auto it = std::find(order.begin(), order.end(), quint32(row));
    return it == order.end() ? QModelIndex() : index(int(it - order.begin()), 0);
}

int JobsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.order().size());
}

int JobsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kJobColumnCount;
}

QVariant JobsModel::value(quint32 number, JobColumn column) const
{
    const JobTable::Private &table = *m_table.d;
    const auto own = [&](RowText which) {
        return textValue(table.texts.text(number, which));
    };
    switch (column) {
    case JobColumn::Status:
        return statusKey(table.kind(number).state, table.statuses.text(table.kind(number).status));
    case JobColumn::Name:
        return textValue(m_table.name(number));
    case JobColumn::BaseModel:
        return textValue(m_table.baseModel(number));
    case JobColumn::Method:
        return textValue(m_table.method(number));
    case JobColumn::Progress:
        return table.finishedAt.at(number) == kNoInteger || table.createdAt.at(number) == kNoInteger
                   ? QVariant()
                   : QVariant(table.finishedAt.at(number) - table.createdAt.at(number));
    case JobColumn::Tokens:
        return integerValue(table.trainedTokens.at(number));
    case JobColumn::Metric: {
        const JobFigures *figures = m_table.figures(number);
        return figures ? numberValue(figures->last) : QVariant();
    }
    case JobColumn::Created:
        return integerValue(table.createdAt.at(number));
    case JobColumn::Id:
        return own(RowText::Id);
    case JobColumn::OutputModel:
        return own(RowText::OutputModel);
    case JobColumn::Epochs:
        return numberValue(table.hyper(number).nEpochs);
    case JobColumn::BatchSize:
        return numberValue(table.hyper(number).batchSize);
    case JobColumn::LearningRate:
        return numberValue(table.hyper(number).learningRateMultiplier);
    case JobColumn::Seed:
        return integerValue(table.seed.at(number));
    case JobColumn::TrainingFile:
        return own(RowText::TrainingFile);
    case JobColumn::ValidationFile:
        return own(RowText::ValidationFile);
    case JobColumn::Metadata: {
        QString text = QString::fromUtf8(table.texts.text(number, RowText::Metadata));
        if (text.endsWith(QLatin1Char(kMetadataEnd)))
            text.chop(1);
        return text.isEmpty() ? QVariant()
                              : QVariant(text.replace(QLatin1Char(kMetadataValue), ": "_L1)
                                             .replace(QLatin1Char(kMetadataEnd), ", "_L1));
    }
    case JobColumn::Account:
        return m_table.accountName(m_table.account(number));
    case JobColumn::Finished:
        return integerValue(table.finishedAt.at(number));
    case JobColumn::TimeInStatus:
        return integerValue(table.statusSince.at(number));
    case JobColumn::BestStep: {
        const JobFigures *figures = m_table.figures(number);
        return figures ? numberValue(double(figures->bestStep)) : QVariant();
    }
    case JobColumn::Flags:
        return textValue(flagWords(m_table.flags(number)).toUtf8());
    }
    return {};
}

// What is copied and spoken; the delegate paints its own.
QString JobsModel::text(quint32 number, JobColumn column) const
{
    const QVariant stored = value(number, column);
    if (!stored.isValid())
        return {};
    switch (column) {
    case JobColumn::Status:
        return statusLabel(stored.toString());
    case JobColumn::Method:
        return methodLabel(stored.toString());
    case JobColumn::Tokens:
    case JobColumn::Progress:
    case JobColumn::BestStep:
        return QLocale().toString(stored.toLongLong());
    case JobColumn::Created:
    case JobColumn::Finished:
    case JobColumn::TimeInStatus:
        return QLocale().toString(QDateTime::fromSecsSinceEpoch(stored.toLongLong()), QLocale::ShortFormat);
    case JobColumn::Epochs:
    case JobColumn::BatchSize:
    case JobColumn::LearningRate:
        if (const QLatin1StringView word = hyperparameterWord(stored.toDouble()); !word.isEmpty())
            return word;
        return QLocale().toString(stored.toDouble(), 'g', 6);
    case JobColumn::Metric:
        return QLocale().toString(stored.toDouble(), 'g', 4);
    case JobColumn::Name:
    case JobColumn::BaseModel:
    case JobColumn::Id:
    case JobColumn::OutputModel:
    case JobColumn::Seed:
    case JobColumn::TrainingFile:
    case JobColumn::ValidationFile:
    case JobColumn::Metadata:
    case JobColumn::Account:
    case JobColumn::Flags:
        break;
    }
    return stored.toString();
}

QVariant JobsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const quint32 row = m_table.order()[std::size_t(index.row())];
    const auto column = JobColumn(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, column);
    case ValueRole:
        return value(row, column);
    case RowRole:
        return row;
    case IdRole:
        return value(row, JobColumn::Id).toString();
    case AccountRole:
        return m_table.account(row);
    case StatusRole:
        return value(row, JobColumn::Status).toString();
    case Qt::TextAlignmentRole:
        return int(alignment(column));
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kJobColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return columnLabel(JobColumn(section));
    if (role == Qt::TextAlignmentRole)
        return int(alignment(JobColumn(section)));
    return {};
}

QString JobsModel::columnKey(JobColumn column)
{
    return QString::fromLatin1(kColumns[std::size_t(column)].key);
}

std::optional<JobColumn> JobsModel::columnOf(QStringView key)
{
    const auto *term = std::find_if(std::begin(kColumns), std::end(kColumns), [key](const ColumnTerm &known) {
        return key == QLatin1StringView(known.key);
    });
    return term == std::end(kColumns) ? std::nullopt : std::optional(term->column);
}

QString JobsModel::columnLabel(JobColumn column)
{
    return QCoreApplication::translate("JobColumn", kColumns[std::size_t(column)].label);
}

} // namespace tuneboard
