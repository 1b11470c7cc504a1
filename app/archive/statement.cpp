// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/archive/statement.h"

#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace tuneboard {

bool hasColumn(sqlite3 *db, std::string_view table, std::string_view column)
{
    Statement columns(db, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
    columns.bindText(0, QByteArrayView(table.data(), qsizetype(table.size())));
    columns.bindText(1, QByteArrayView(column.data(), qsizetype(column.size())));
    return columns.step();
}

std::string quotedName(std::string_view name)
{
    std::string quoted = "\"";
    for (const char c : name)
        quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

Statement::Statement(sqlite3 *db, const std::string &sql)
    : m_db(db)
{
    check(sqlite3_prepare_v3(db, sql.c_str(), int(sql.size()) + 1, SQLITE_PREPARE_PERSISTENT, &m_statement,
                             nullptr));
}

Statement::~Statement()
{
    sqlite3_finalize(m_statement);
}

void Statement::bindText(int at, QByteArrayView utf8)
{
    if (utf8.isEmpty())
        return bindNull(at);
    check(sqlite3_bind_text64(m_statement, at + 1, utf8.data(), sqlite3_uint64(utf8.size()), SQLITE_STATIC,
                              SQLITE_UTF8));
}

void Statement::bindBlob(int at, QByteArrayView bytes)
{
    if (bytes.isEmpty()) // a null pointer would bind NULL
        check(sqlite3_bind_zeroblob(m_statement, at + 1, 0));
    else
        check(sqlite3_bind_blob64(m_statement, at + 1, bytes.data(), sqlite3_uint64(bytes.size()),
                                  SQLITE_STATIC));
}

void Statement::bindText(int at, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    check(sqlite3_bind_text64(m_statement, at + 1, utf8.constData(), sqlite3_uint64(utf8.size()),
                              SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bindInteger(int at, qint64 value)
{
    check(sqlite3_bind_int64(m_statement, at + 1, value));
}

void Statement::bindReal(int at, double value)
{
    check(sqlite3_bind_double(m_statement, at + 1, value));
}

void Statement::bindNull(int at)
{
    check(sqlite3_bind_null(m_statement, at + 1));
}

bool Statement::step()
{
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE) {
        const SQLite::Exception error(m_db, code);
        reset(); // a statement that stays in its failed run takes no more bindings
        throw error;
    }
    return false;
}

void Statement::run()
{
    const bool row = step();
    reset();
    Q_ASSERT(!row);
    Q_UNUSED(row)
}

void Statement::reset() noexcept
{
    sqlite3_reset(m_statement); // its result repeats what step() has thrown already
}

bool Statement::isNull(int at) const
{
    return sqlite3_column_type(m_statement, at) == SQLITE_NULL;
}

qint64 Statement::integer(int at) const
{
    return sqlite3_column_int64(m_statement, at);
}

double Statement::real(int at) const
{
    return sqlite3_column_double(m_statement, at);
}

QByteArrayView Statement::bytes(int at) const
{
    // The blob of a text is the text, without the copy that a closing NUL would cost.
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, at));
    return {data, data ? qsizetype(sqlite3_column_bytes(m_statement, at)) : 0};
}

void Statement::check(int code) const
{
    if (code != SQLITE_OK)
        throw SQLite::Exception(m_db, code);
}

} // namespace tuneboard
