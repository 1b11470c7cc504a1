// SPDX-License-Identifier: GPL-3.0-or-later
// An archive that another program is writing to.
#pragma once

#include <QString>

#include <sqlite3.h>

namespace tuneboard::test {

/// Nobody else can write to the file while it lives.
class HeldArchive
{
public:
    explicit HeldArchive(const QString &path)
    {
        m_isHeld = sqlite3_open(path.toUtf8().constData(), &m_db) == SQLITE_OK &&
                   sqlite3_busy_timeout(m_db, 5000) == SQLITE_OK &&
                   sqlite3_exec(m_db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    ~HeldArchive() { sqlite3_close(m_db); }
    Q_DISABLE_COPY_MOVE(HeldArchive)

    [[nodiscard]] bool isHeld() const { return m_isHeld; }

private:
    sqlite3 *m_db = nullptr;
    bool m_isHeld = false;
};

} // namespace tuneboard::test
