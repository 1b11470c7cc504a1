// SPDX-License-Identifier: GPL-3.0-or-later
// One job object to its lean row. Included by read*.cpp only.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/readpage.h"
#include "app/api/readtokens.h"
#include "app/api/textstore.h"

#include <array>

namespace tuneboard {

/// What the rows of one page point into.
struct RowStorage
{
    explicit RowStorage(QByteArray bytes)
        : page(std::move(bytes))
    {
    }

    PaddedText page;
    TextStore texts{qsizetype{16} * 1024}; ///< those that do not stand in the page as they are
};

/// Reads the columns of the jobs of one page, from its front to its end.
class RowReader
{
public:
    explicit RowReader(RowStorage &storage)
        : m_texts(storage.texts)
        , m_end(storage.page.bytes().end())
    {
    }

    /// Behind the object here.
    TokenWalk readJob(TokenWalk object, JobRow &row);

private:
    // A JSON key, and what reads its value and gives the place behind it.
    template<MemberName Name, TokenWalk (*Read)(RowReader &reader, TokenWalk value, JobRow &row)>
    struct Field
    {
        static constexpr MemberName name = Name;
        static constexpr auto read = Read;
    };
    // The fields in the order in which servers send them: so each is met where it is looked for, in code of
    // its own.
    template<class... Fields>
    TokenWalk readFields(TokenWalk object, JobRow &row);
    template<class... Fields>
    struct FieldList
    {
    };
    template<class... Fields>
    TokenWalk readJobFields(FieldList<Fields...>, TokenWalk job, JobRow &row);
    static void fillMissing(JobRow &row, const JobRow &from);
    void takeOthers(JobRow &row);
    template<class Field>
    Q_ALWAYS_INLINE bool meet(MemberWalk &member, JobRow &row);

    // What may stand in a Field. No column shows it:
    static TokenWalk unseen(RowReader &, TokenWalk value, JobRow &) { return value.behind(); }
    template<QByteArrayView JobRow::*column>
    static TokenWalk text(RowReader &reader, TokenWalk value, JobRow &row)
    {
        // Requests and the archive need the id as it is.
        constexpr bool isId = column == &JobRow::id;
        constexpr qsizetype most = isId ? std::numeric_limits<qsizetype>::max() : kMaxRowTextBytes;
        return reader.readText(value, row.*column, most);
    }
    template<qint64 JobRow::*column>
    static TokenWalk integer(RowReader &, TokenWalk value, JobRow &row)
    {
        return readInteger(value, row.*column);
    }
    template<qint64 JobRow::*column>
    static TokenWalk time(RowReader &, TokenWalk value, JobRow &row)
    {
        return readTimeInto(value, row.*column);
    }
    template<double JobRow::*column>
    static TokenWalk number(RowReader &, TokenWalk value, JobRow &row)
    {
        return readNumber(value, row.*column);
    }
    template<TokenWalk (RowReader::*read)(TokenWalk, JobRow &)>
    static TokenWalk object(RowReader &reader, TokenWalk value, JobRow &row)
    {
        return value.kind() == '{' ? (reader.*read)(value, row) : value.behind();
    }

    static TokenWalk readErrorOf(RowReader &reader, TokenWalk value, JobRow &row);
    [[nodiscard]] static bool hasWords(TokenWalk error);
    [[nodiscard]] QByteArrayView oddError();
    static TokenWalk readStatus(RowReader &reader, TokenWalk value, JobRow &row);
    static TokenWalk readStatusDetails(RowReader &reader, TokenWalk value, JobRow &row);
    static TokenWalk progressInside(RowReader &reader, TokenWalk value, JobRow &row);
    static TokenWalk readEvents(RowReader &reader, TokenWalk value, JobRow &row);
    static TokenWalk startedAt(RowReader &reader, TokenWalk value, JobRow &row);
    static TokenWalk reason(RowReader &reader, TokenWalk value, JobRow &row);
    template<QByteArrayView JobRow::*column>
    static TokenWalk files(RowReader &reader, TokenWalk value, JobRow &row);
    TokenWalk readFiles(TokenWalk value, QByteArrayView &to);
    TokenWalk readProgress(TokenWalk object, JobRow &row);
    TokenWalk readError(TokenWalk object, JobRow &row);
    TokenWalk readHyperparameters(TokenWalk object, JobRow &row);
    TokenWalk keepHyperparameters(TokenWalk object, JobRow &row);
    void takeKeptHyperparameters(JobRow &row);
    static TokenWalk readMethodOf(RowReader &reader, TokenWalk value, JobRow &row);
    template<std::size_t index>
    static TokenWalk branch(RowReader &reader, TokenWalk value, JobRow &)
    {
        if (value.kind() == '{')
            reader.m_branches[index] = value;
        return value.behind();
    }
    TokenWalk readMethod(TokenWalk object, JobRow &row);
    [[nodiscard]] static QByteArrayView termOf(QByteArrayView word);
    TokenWalk readBranch(TokenWalk object, JobRow &row);
    TokenWalk readMetadata(TokenWalk object, JobRow &row);

    TokenWalk readText(TokenWalk value, QByteArrayView &to, qsizetype most);
    TokenWalk readOddText(TokenWalk value, QByteArrayView &to, qsizetype most);
    QByteArrayView shortened(std::string_view text, qsizetype most);
    static TokenWalk readInteger(TokenWalk value, qint64 &to);
    static TokenWalk readTimeInto(TokenWalk value, qint64 &to);
    static TokenWalk readNumber(TokenWalk value, double &to);
    bool appendPlain(std::string_view token, qsizetype &room);
    // Asked from the front of the page to its end: so most texts cost a comparison.
    bool hasEscape(std::string_view part)
    {
        if (m_backslash < part.data())
            findBackslash(part.data());
        return m_backslash < part.data() + part.size();
    }
    void findBackslash(const char *from);

    TextStore &m_texts;
    const char *m_end;                   ///< of the page
    const char *m_backslash = nullptr;   ///< the first one behind all that was asked about; null: nothing was
    TokenWalk m_hyperparameters;         ///< those beside the method; isNowhere(): not sent
    std::array<TokenWalk, 3> m_branches; ///< of the method, in the order of methodTerms(); the same
    qint64 m_startedAt = kNoInteger;     ///< used if no time of creation is reported
    JobRow m_others;                     ///< what the job says under other names than the usual ones
    QByteArrayView m_eventError;         ///< of the newest event of level error inside the job
    QByteArrayView m_error;              ///< the JSON of an error without a text at the usual place
    QByteArrayView m_reason;             ///< a text that says why, if the job has failed
};

} // namespace tuneboard
