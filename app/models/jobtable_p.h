// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of JobTable, shared by jobtable (storage), jobtablesort and jobtablefilter.
#pragma once

#include "app/models/jobtable.h"
#include "app/models/searchtext.h"

#include <QMultiHash>
#include <QSet>

#include <deque>

namespace tuneboard {

/// Between the texts of one row in the search text, so that no word matches across two of them (ASCII's unit
/// separator).
inline constexpr char kFieldEnd = '\x1f';

/// Texts that many rows share, by number; number 0 is the empty text.
class TextPool
{
public:
    quint32 put(QByteArrayView text);
    [[nodiscard]] QByteArrayView text(quint32 number) const { return m_texts[number]; }
    [[nodiscard]] quint32 size() const { return quint32(m_texts.size()); }
    /// By number: where the text stands among all, by bytes, ASCII letters without case; equal texts share a
    /// place. Valid until the next put().
    [[nodiscard]] const std::vector<quint32> &ranks() const;

private:
    std::deque<QByteArray> m_texts; // a deque: views into it stay valid
    QHash<QByteArray, quint32> m_numbers;
    mutable std::vector<quint32> m_ranks; ///< as long as there were texts when they were last asked for
};

/// Where a text lies in JobTable::Private::texts.
struct Text
{
    quint32 offset = 0;
    quint32 length = 0;
};

struct Entry
{
    qint64 createdAt = kNoInteger;
    qint64 finishedAt = kNoInteger;
    qint64 estimatedFinish = kNoInteger;
    qint64 trainedTokens = kNoInteger;
    qint64 seed = kNoInteger;
    qint64 statusSince = kNoInteger;
    double nEpochs = kNoNumber;
    double batchSize = kNoNumber;
    double learningRateMultiplier = kNoNumber;
    qint64 account = 0;
    Text id, suffix, outputModel, errorCode, errorMessage, trainingFile, validationFile, metadata;
    quint32 status = 0, name = 0, model = 0, baseModel = 0, method = 0; // numbers in the pools
};

struct JobTable::Private
{
    std::vector<Entry> entries;
    std::string texts;
    TextPool statuses, names, models, methods;
    SearchText search;
    QMultiHash<std::size_t, quint32> byId; ///< hash of (account, id) to row
    QMap<qint64, AccountLabel> accounts;
    QSet<qint64> forgotten; ///< accounts whose rows are out
    quint32 forgottenRows = 0;
    std::string scratch;

    JobFilter filter;
    std::vector<std::vector<quint8>> textHits; ///< for each Text term, by row: 1 where it is found
    /// For each term on texts that many rows share, by number in its pool: 1 where it holds.
    std::vector<std::vector<quint8>> poolHits;
    JobColumn sortColumn = JobColumn::Created;
    Qt::SortOrder sortOrder = Qt::DescendingOrder;
    std::vector<quint32> newest; ///< all rows in the order of ties
    std::vector<quint32> sorted; ///< all rows as sorted
    std::vector<quint32> order;  ///< those that pass

    [[nodiscard]] QByteArrayView view(Text text) const
    {
        return {texts.data() + text.offset, qsizetype(text.length)};
    }
    Text keep(QByteArrayView text);
    [[nodiscard]] bool same(const Entry &entry, const JobRow &row) const;
    void store(quint32 number, const JobRow &row);

    // jobtablesort.cpp
    [[nodiscard]] bool newer(quint32 a, quint32 b) const; ///< the order of ties: newest first, then by id
    [[nodiscard]] bool before(quint32 a, quint32 b) const;
    [[nodiscard]] QByteArrayView sortText(quint32 row) const;
    [[nodiscard]] quint64 sortNumber(quint32 row) const; ///< keeps the order of the column's values
    [[nodiscard]] bool isMissing(quint32 row) const;
    [[nodiscard]] bool sortsByText() const;
    /// The texts that the column shares among rows, and where a row has their number; null: it does not.
    [[nodiscard]] const TextPool *sortPool(quint32 Entry::*&number) const;
    void sortAll();
    void arrange(const UpsertResult &changes);

    // jobtablefilter.cpp
    void prepareFilter();
    [[nodiscard]] bool passes(quint32 row, bool atAnyTime = false) const;
    [[nodiscard]] bool termHolds(std::size_t term, quint32 row) const;
    [[nodiscard]] bool poolTermHolds(std::size_t term, quint32 number) const;
    [[nodiscard]] bool textHolds(const FilterTerm &term, quint32 row) const;
    void filterAll();
};

} // namespace tuneboard
