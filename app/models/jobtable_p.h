// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of JobTable, shared by jobtable (storage), jobtablesort and jobtablefilter.
#pragma once

#include "app/models/blockvector.h"
#include "app/models/integercolumn.h"
#include "app/models/jobtable.h"
#include "app/models/rowindex.h"
#include "app/models/rowtexts.h"

#include <QSet>

#include <deque>
#include <optional>

namespace tuneboard {

/// Texts that many rows share, by number; number 0 is the empty text.
class TextPool
{
public:
    TextPool() { put({}); }
    quint32 put(QByteArrayView text);
    [[nodiscard]] QByteArrayView text(quint32 number) const { return m_texts[number]; }
    [[nodiscard]] quint32 size() const { return quint32(m_texts.size()); }
    /// By number: where the text stands among all, by bytes, ASCII letters without case; equal texts share a
    /// place. Valid until the next put().
    [[nodiscard]] const std::vector<quint32> &ranks() const;

private:
    std::deque<QByteArray> m_texts; // a deque: views into it stay valid
    QHash<QByteArray, quint32> m_numbers;
    quint32 m_last = 0;                   ///< what put() gave last: rows that follow each other are alike
    mutable std::vector<quint32> m_ranks; ///< as long as there were texts when they were last asked for
};

/// What many jobs have in common, as numbers in the pools. A filter asks once per kind, not once per job.
struct JobKind
{
    quint32 status = 0;
    quint32 method = 0;
    quint32 model = 0;
    quint32 baseModel = 0; ///< in the models' pool too
    quint32 statusKey = 0; ///< see statusKey()
    qint64 account = 0;
    Status state = Status::Unknown; ///< what the status means, see JobRow::state()

    friend bool operator==(const JobKind &, const JobKind &) = default;
    friend std::size_t qHash(const JobKind &kind, std::size_t seed = 0)
    {
        return qHashMulti(seed, kind.status, kind.method, kind.model, kind.account, int(kind.state));
    }
};

/// Hyperparameters, which most jobs share too.
struct JobHyper
{
    double nEpochs = kNoNumber;
    double batchSize = kNoNumber;
    double learningRateMultiplier = kNoNumber;

    friend bool operator==(const JobHyper &a, const JobHyper &b);
    friend std::size_t qHash(const JobHyper &hyper, std::size_t seed = 0)
    {
        // By what is never NaN: as many as differ in nothing but a missing value share a place.
        const auto part = [](double number) {
            return number == number ? number : 0.0;
        };
        return qHashMulti(seed, part(hyper.nEpochs), part(hyper.batchSize),
                          part(hyper.learningRateMultiplier));
    }
};

/// Values that many rows share, by number.
template<class T>
class ValuePool
{
public:
    quint32 put(const T &value)
    {
        if (m_last < m_values.size() && m_values[m_last] == value)
            return m_last;
        if (const auto it = m_numbers.constFind(value); it != m_numbers.cend())
            return m_last = *it;
        m_last = quint32(m_values.size());
        m_values.push_back(value);
        m_numbers.insert(value, m_last);
        return m_last;
    }
    [[nodiscard]] const T &operator[](quint32 number) const { return m_values[number]; }
    [[nodiscard]] quint32 size() const { return quint32(m_values.size()); }

private:
    std::vector<T> m_values;
    QHash<T, quint32> m_numbers;
    quint32 m_last = 0; ///< what put() gave last
};

/// The figures of those rows that have some, and of jobs that are still to come.
class FigureStore
{
public:
    /// nullptr: none.
    [[nodiscard]] const JobFigures *at(quint32 row) const
    {
        return row < m_places.size() && m_places[row] > 0 ? &m_figures[m_places[row] - 1] : nullptr;
    }
    /// Whether it changed anything.
    bool set(quint32 row, const JobSummary &summary);
    /// Keeps a summary whose job is not there yet.
    void keep(const JobSummary &summary) { m_early.insert({summary.account, summary.job.toUtf8()}, summary); }
    /// All of `other`, whose row `r` is row `numbers[r]` here.
    void takeUp(const FigureStore &other, const std::vector<quint32> &numbers);
    [[nodiscard]] bool hasEarly() const { return !m_early.isEmpty(); }
    /// Gives a new row the summary that came before it.
    void meet(quint32 row, qint64 account, QByteArrayView id);
    [[nodiscard]] std::size_t bytes() const
    {
        return m_places.capacity() * sizeof(quint32) + m_figures.capacity() * sizeof(JobFigures);
    }

private:
    bool put(quint32 row, JobFigures figures, QByteArrayView metric);

    TextPool m_metrics;
    std::vector<quint32> m_places; ///< by row: one more than its place in `m_figures`; 0: none
    std::vector<JobFigures> m_figures;
    QHash<QPair<qint64, QByteArray>, JobSummary> m_early; ///< by account and id
};

/// A row's name is its suffix, else one found in its output model, else its id.
struct NameNumber
{
    quint32 number : 31; ///< in the names' pool; 0: the id
    quint32 isSuffix : 1;
};

/// A row and what it is sorted by.
struct Keyed
{
    quint64 key;
    quint32 row;
};

/// A filter, and what of it is worked out once for many rows.
struct PreparedFilter
{
    JobFilter filter;
    std::vector<std::size_t> rowTerms;         ///< the terms that ask each row, not its kind
    std::vector<std::vector<quint8>> textHits; ///< for each Text term, by row: 1 where it is found
    std::vector<quint8> kindHolds;             ///< by kind: 1 where the other terms hold
    std::vector<quint8> kindChosen;            ///< by kind: 1 where the rail's choices hold
};

struct JobTable::Private
{
    static constexpr quint32 kUnknown = ~quint32(0);

    quint32 count = 0;
    RowTexts texts;
    IntegerColumn createdAt, finishedAt, trainedTokens, seed, statusSince;
    /// What `order` was before the last upsert(); nullopt: rows have come to its end, and no more.
    std::optional<std::vector<quint32>> orderBefore;
    QHash<quint32, qint64> estimatedFinish; ///< only running jobs have one
    struct Progress
    {
        double doneSteps = kNoNumber;
        double totalSteps = kNoNumber;
        double percent = kNoNumber;
    };
    QHash<quint32, Progress> progress;    ///< only jobs of some servers report it themselves
    BlockVector<quint32> kindOf, hyperOf; ///< numbers in the pools below
    BlockVector<NameNumber> nameOf;
    TextPool statuses, statusKeys, names, models, methods;
    std::vector<quint32> bases; ///< by number in `models`: its base model's; kUnknown: nobody has asked yet
    ValuePool<JobKind> kinds;
    ValuePool<JobHyper> hypers;
    FigureStore figures;
    RowIndex byId;
    QMap<qint64, AccountLabel> accounts;
    QSet<qint64> forgotten; ///< accounts whose rows are out
    quint32 forgottenRows = 0;
    QHash<qint64, quint32> fileRows; ///< by the number of a file: its jobs
    qint64 scope = 0;                ///< see JobTable::setScope()

    PreparedFilter shown; ///< which `order` has passed
    JobColumn sortColumn = JobColumn::Created;
    Qt::SortOrder sortOrder = Qt::DescendingOrder;
    std::vector<quint32> newest; ///< all rows in the order of ties
    std::vector<quint32> sorted; ///< all rows as sorted; empty where that is the order of ties
    std::vector<quint32> order;  ///< those that pass

    [[nodiscard]] const JobKind &kind(quint32 row) const { return kinds[kindOf[row]]; }
    [[nodiscard]] const JobHyper &hyper(quint32 row) const { return hypers[hyperOf[row]]; }
    [[nodiscard]] bool isOutside(qint64 account) const
    {
        return forgotten.contains(account) || (scope != 0 ? account != scope : fileRows.contains(account));
    }
    [[nodiscard]] QByteArrayView id(quint32 row) const { return texts.text(row, RowText::Id); }
    [[nodiscard]] QByteArrayView name(quint32 row) const;
    [[nodiscard]] JobRow at(quint32 row) const;
    [[nodiscard]] qint64 find(std::size_t hash, qint64 account, QByteArrayView id) const; ///< -1: not there
    [[nodiscard]] quint32 baseOf(quint32 model);
    [[nodiscard]] TrainingFlags flagsAt(quint32 row) const;
    void store(quint32 number, const JobRow &row); ///< without the index of ids

    // jobtablesort.cpp
    [[nodiscard]] bool newer(quint32 a, quint32 b) const; ///< the order of ties: newest first, then by id
    [[nodiscard]] bool sortsByNewest() const
    {
        return sortColumn == JobColumn::Created && sortOrder == Qt::DescendingOrder;
    }
    [[nodiscard]] const std::vector<quint32> &inSort() const { return sortsByNewest() ? newest : sorted; }
    [[nodiscard]] bool before(quint32 a, quint32 b) const;
    [[nodiscard]] QByteArrayView sortText(quint32 row) const;
    [[nodiscard]] quint64 sortNumber(quint32 row) const; ///< keeps the order of the column's values
    [[nodiscard]] bool isMissing(quint32 row) const;
    [[nodiscard]] bool sortsByText() const;
    /// By row, what keeps the order of the column's texts.
    struct TextKeys
    {
        std::vector<quint64> keys;
        std::vector<quint8> missing;
        bool isWhole = true;   ///< equal keys are equal texts
        qsizetype skipped = 0; ///< characters that all texts begin with, which are not in the keys
    };
    [[nodiscard]] TextKeys textKeys() const;
    void sortAll();
    void sortRuns(std::span<Keyed> rows, qsizetype skip) const;
    void arrange(const UpsertResult &changes);

    // jobtablefilter.cpp
    void prepare(PreparedFilter &by) const;
    void findText(const std::string &word, std::vector<quint8> &hits) const;
    void prepareKinds(PreparedFilter &by) const; ///< those that are new since it was prepared
    [[nodiscard]] bool passes(const PreparedFilter &by, quint32 row, bool atAnyTime = false) const;
    [[nodiscard]] bool termsHold(const PreparedFilter &by, quint32 row, bool atAnyTime) const;
    [[nodiscard]] bool rowTermHolds(const PreparedFilter &by, std::size_t term, quint32 row) const;
    [[nodiscard]] bool accountHolds(const FilterTerm &term, qint64 account) const;
    [[nodiscard]] bool textHolds(const FilterTerm &term, quint32 row) const;
    void filterAll();
};

} // namespace tuneboard
