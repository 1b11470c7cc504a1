// SPDX-License-Identifier: GPL-3.0-or-later
// A prepared statement that binds and reads bytes where they lie. SQLiteCpp's own copies each text, or wants
// it to end in NUL, which the slices of a page do not.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace tuneboard {

/// Positions of parameters and columns count from 0. Throws SQLite::Exception with SQLite's code.
class Statement
{
public:
    Statement(sqlite3 *db, const std::string &sql);
    ~Statement();
    Q_DISABLE_COPY_MOVE(Statement)

    /// Empty is bound as NULL. The bytes must stay until reset() or the next bind.
    void bindText(int at, QByteArrayView utf8);
    void bindBlob(int at, QByteArrayView bytes);
    /// A copy is made.
    void bindText(int at, const QString &text);
    void bindInteger(int at, qint64 value);
    void bindReal(int at, double value);
    void bindNull(int at);

    /// True: there is a row to read.
    bool step();
    /// Runs a statement that answers no rows.
    void run();
    /// Ends the run, and with it the hold on the file. Bindings stay.
    void reset() noexcept;

    [[nodiscard]] bool isNull(int at) const;
    [[nodiscard]] qint64 integer(int at) const;
    [[nodiscard]] double real(int at) const;
    /// Text or blob; valid until the next step.
    [[nodiscard]] QByteArrayView bytes(int at) const;
    [[nodiscard]] QString text(int at) const { return QString::fromUtf8(bytes(at)); }

private:
    void check(int code) const;

    sqlite3 *m_db;
    sqlite3_stmt *m_statement = nullptr;
};

/// A name as SQL takes it, whatever is in it: for names that are read from a file. A name with a NUL has no
/// such form: preparing the statement fails.
[[nodiscard]] std::string quotedName(std::string_view name);

/// Whether a table has a column of this name.
[[nodiscard]] bool hasColumn(sqlite3 *db, std::string_view table, std::string_view column);

/// Resets a kept statement when the scope is left, also by an exception.
class Running
{
public:
    explicit Running(Statement &statement)
        : m_statement(statement)
    {
    }
    ~Running() { m_statement.reset(); }
    Q_DISABLE_COPY_MOVE(Running)

    Statement *operator->() const { return &m_statement; }

private:
    Statement &m_statement;
};

} // namespace tuneboard
