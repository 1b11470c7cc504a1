// SPDX-License-Identifier: GPL-3.0-or-later
// 100 000 jobs into the archive and out of it, against SQLite's bare C API with the same columns, the same
// indices and the same transactions: one a page, and one for as many pages as the program takes of a listing
// that is ahead of the disk.
#include "app/api/readpage.h"
#include "app/archive/archive.h"
#include "app/repository/jobwriter.h"
#include "tests/support/bench.h"
#include "tests/support/demopages.h"

#include <QFile>
#include <QTemporaryDir>

#include <sqlite3.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::keep;
using bench::medianMs;
using bench::report;

namespace {

constexpr int kJobs = 100'000;
constexpr int kRuns = 3;
constexpr int kPiece = 5000; // rows that are handed on at a time, as the program does

constexpr const char *kBareTables = R"(
PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;
PRAGMA cache_size = -16384;
CREATE TABLE jobs (number INTEGER PRIMARY KEY, account INTEGER, id TEXT, status TEXT, suffix TEXT, model TEXT,
    output_model TEXT, method TEXT, error_code TEXT, error_message TEXT, training_file TEXT,
    validation_file TEXT, metadata TEXT, created_at INTEGER, finished_at INTEGER, estimated_finish INTEGER,
    trained_tokens INTEGER, seed INTEGER, n_epochs REAL, batch_size REAL, learning_rate_multiplier REAL,
    UNIQUE (account, id));
CREATE INDEX jobs_newest ON jobs (created_at DESC, id DESC);
CREATE TABLE raw (job INTEGER PRIMARY KEY, bytes BLOB);
)";
constexpr const char *kInsertJob =
    "INSERT INTO jobs VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

constexpr QByteArrayView JobRow::*kTexts[] = {
    &JobRow::id,           &JobRow::status,         &JobRow::suffix,    &JobRow::model,
    &JobRow::outputModel,  &JobRow::method,         &JobRow::errorCode, &JobRow::errorMessage,
    &JobRow::trainingFile, &JobRow::validationFile, &JobRow::metadata,
};
constexpr qint64 JobRow::*kIntegers[] = {&JobRow::createdAt, &JobRow::finishedAt, &JobRow::estimatedFinish,
                                         &JobRow::trainedTokens, &JobRow::seed};
constexpr double JobRow::*kReals[] = {&JobRow::nEpochs, &JobRow::batchSize, &JobRow::learningRateMultiplier};

/// A connection without anything around it; errors end the benchmark.
class Bare
{
public:
    explicit Bare(const QString &path) { check(sqlite3_open(QFile::encodeName(path).constData(), &m_db)); }
    ~Bare() { sqlite3_close(m_db); }
    Q_DISABLE_COPY_MOVE(Bare)

    void run(const char *sql) { check(sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr)); }

    void write(std::span<const SeenJobs> pages, std::size_t atOnce)
    {
        sqlite3_stmt *job = prepared(kInsertJob);
        sqlite3_stmt *raw = prepared("INSERT INTO raw VALUES (?, ?)");
        for (; !pages.empty(); pages = pages.subspan(std::min(atOnce, pages.size()))) {
            run("BEGIN IMMEDIATE");
            for (const SeenJobs &page : pages.first(std::min(atOnce, pages.size()))) {
                for (const JobRow &row : page.jobs.rows) {
                    bind(job, row);
                    end(job);
                    sqlite3_bind_int64(raw, 1, sqlite3_last_insert_rowid(m_db));
                    sqlite3_bind_blob64(raw, 2, row.raw.data(), sqlite3_uint64(row.raw.size()),
                                        SQLITE_STATIC);
                    end(raw);
                }
            }
            run("COMMIT");
        }
        sqlite3_finalize(job);
        sqlite3_finalize(raw);
    }

    /// Every column of every job in pieces, the texts copied one behind the other. Returns how many jobs.
    int read(std::string &texts)
    {
        sqlite3_stmt *query = prepared("SELECT * FROM jobs");
        texts.clear();
        std::vector<JobRow> rows;
        rows.reserve(kPiece);
        int count = 0;
        while (sqlite3_step(query) == SQLITE_ROW) {
            if (rows.size() == kPiece) {
                keep(rows.data());
                rows.clear();
                texts.clear();
            }
            ++count;
            JobRow &row = rows.emplace_back();
            int column = 1;
            row.account = sqlite3_column_int64(query, column++);
            for (const auto member : kTexts) {
                const auto *text = static_cast<const char *>(sqlite3_column_blob(query, column));
                const int size = sqlite3_column_bytes(query, column++);
                row.*member = QByteArrayView(texts.data() + texts.size(), size);
                texts.append(text ? text : "", std::size_t(size));
            }
            for (const auto member : kIntegers)
                row.*member = sqlite3_column_int64(query, column++);
            for (const auto member : kReals)
                row.*member = sqlite3_column_double(query, column++);
        }
        sqlite3_finalize(query);
        keep(rows.data());
        return count;
    }

private:
    void check(int code)
    {
        if (code == SQLITE_OK || code == SQLITE_DONE)
            return;
        std::printf("SQLite: %s\n", sqlite3_errmsg(m_db));
        std::exit(1);
    }
    sqlite3_stmt *prepared(const char *sql)
    {
        sqlite3_stmt *statement = nullptr;
        check(sqlite3_prepare_v2(m_db, sql, -1, &statement, nullptr));
        return statement;
    }
    void end(sqlite3_stmt *statement)
    {
        check(sqlite3_step(statement));
        sqlite3_reset(statement);
    }
    static void bind(sqlite3_stmt *to, const JobRow &row)
    {
        int at = 1;
        sqlite3_bind_int64(to, at++, 1);
        for (const auto member : kTexts) {
            const QByteArrayView text = row.*member;
            text.isEmpty() ? sqlite3_bind_null(to, at)
                           : sqlite3_bind_text64(to, at, text.data(), sqlite3_uint64(text.size()),
                                                 SQLITE_STATIC, SQLITE_UTF8);
            ++at;
        }
        for (const auto member : kIntegers) {
            row.*member == kNoInteger ? sqlite3_bind_null(to, at) : sqlite3_bind_int64(to, at, row.*member);
            ++at;
        }
        for (const auto member : kReals)
            sqlite3_bind_double(to, at++, row.*member);
    }

    sqlite3 *m_db = nullptr;
};

template<class T>
T taken(ArchiveResult<T> result)
{
    if (auto *error = std::get_if<ArchiveError>(&result)) {
        std::printf("%s\n", qPrintable(error->text));
        std::exit(1);
    }
    return std::move(std::get<T>(result));
}

} // namespace

int main()
{
    std::vector<SeenJobs> pages;
    qsizetype size = 0;
    for (QByteArray &page : bench::demoPages(kJobs)) {
        size += page.size();
        Result<JobPage> read = readJobPage(std::move(page));
        if (!read)
            return 1;
        pages.push_back({std::move(read.value().jobs), bench::kNowSecs * 1000});
    }
    std::printf("%d jobs in %zu pages, %.1f MB\n", kJobs, pages.size(), double(size) / 1e6);

    const QTemporaryDir folder;
    int turn = 0;
    QString path;
    const auto nextPath = [&] {
        if (!path.isEmpty()) {
            for (const QString &end : {u""_s, u"-wal"_s, u"-shm"_s})
                QFile::remove(path + end);
        }
        path = folder.filePath(QString::number(++turn) + u".sqlite"_s);
    };
    std::unique_ptr<Archive> archive;
    qint64 account = 0;
    const auto makeArchive = [&] {
        archive.reset();
        nextPath();
        archive = taken(Archive::open({.path = path}));
        AccountRecord record;
        record.name = u"Team"_s;
        record.baseUrl = u"http://127.0.0.1:9/v1"_s;
        account = taken(archive->ensureAccount(record)).number;
    };
    const auto writeAll = [&](std::size_t atOnce) {
        for (std::span<const SeenJobs> left(pages); !left.empty();
             left = left.subspan(std::min(atOnce, left.size())))
            taken(archive->write(account, left.first(std::min(atOnce, left.size()))));
    };
    const double writeMany = medianMs(kRuns, makeArchive, [&] { writeAll(JobWriter::kMostAtOnce); });
    const double write = medianMs(kRuns, makeArchive, [&] { writeAll(1); });
    const double again = medianMs(
        kRuns, [] {}, [&] { writeAll(1); });
    // Read from a file that was closed: nothing of it lies in the -wal.
    archive.reset();
    archive = taken(Archive::open({.path = path}));
    int count = 0;
    const double read = medianMs(
        kRuns, [&] { count = 0; },
        [&] {
            (void)archive->readAll(kPiece, [&](const JobRows &rows) {
                count += int(rows.rows.size());
                return true;
            });
        });
    const double first = medianMs(50, [&] { keep(taken(archive->newest(50)).rows.data()); });
    archive.reset();

    std::unique_ptr<Bare> bare;
    const auto makeBare = [&] {
        bare.reset();
        nextPath();
        bare = std::make_unique<Bare>(path);
        bare->run(kBareTables);
    };
    const double bareWriteMany =
        medianMs(kRuns, makeBare, [&] { bare->write(pages, JobWriter::kMostAtOnce); });
    const double bareWrite = medianMs(kRuns, makeBare, [&] { bare->write(pages, 1); });
    bare.reset();
    bare = std::make_unique<Bare>(path);
    bare->run("PRAGMA cache_size = -16384");
    std::string texts;
    texts.reserve(std::size_t{8} * 1024 * 1024);
    int bareCount = 0;
    const double bareRead = medianMs(kRuns, [&] { bareCount = bare->read(texts); });
    bare.reset();

    std::printf("read %d jobs, %d by the bare API; a page of unchanged jobs takes %.3g ms\n", count,
                bareCount, again / double(pages.size()));
    report("archive: write 100 000 jobs, to the bare C API", write, bareWrite, 1.2, false);
    report("archive: the same, ten pages in a transaction", writeMany, bareWriteMany, 1.2, false);
    report("archive: read 100 000 jobs, to the bare C API", read, bareRead, 1.3, false);
    report("archive: first 50 rows, to a frame", first, 1000.0 / 60, 1, false);
    return 0;
}
