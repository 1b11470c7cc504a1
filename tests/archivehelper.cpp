// SPDX-License-Identifier: GPL-3.0-or-later
// Another process at the archive, for the tests: `archivehelper WHAT PATH [ARGUMENTS]`. Each line of its
// output tells what has happened by then.
#include "app/archive/archiverecords.h"
#include "app/archive/recovery.h"
#include "tests/support/archivefile.h"

#include <QCoreApplication>
#include <QTextStream>

#include <cstdio>
#include <sqlite3.h>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

void say(const QByteArray &line)
{
    std::puts(line.constData());
    std::fflush(stdout);
}

qint64 accountIn(Archive &archive)
{
    return need(archive.ensureAccount({0, {}, u"A"_s, u"https://a/v1"_s, u"openai"_s, {}, {}})).number;
}

// Writes pages from number `first` on, saying each once it is committed: until it is killed.
int writePages(const QString &path, int first, int count)
{
    const auto archive = need(Archive::open({path}));
    const qint64 account = accountIn(*archive);
    for (int page = first; page < first + count; ++page) {
        need(archive->write(account, numberedPage(page), 1'700'000'000'000 + page));
        say("page " + QByteArray::number(page));
    }
    return 0;
}

// Walks over a job's events, from the newest to the oldest, as often as it takes, saying each page once it is
// committed: until it is killed.
int writeEvents(const QString &path, int newest)
{
    const auto archive = need(Archive::open({path}));
    const JobKey key{accountIn(*archive), u"ftjob-0-0"_s};
    need(archive->write(key.account, numberedPage(0), 1'700'000'000'000));
    EventsAdded added;
    int from = newest;
    while (!added.isComplete && from > 0) {
        const std::vector<RawObject> page = numberedEvents(from);
        added = need(archive->records().addEvents(key, added.range, page, from <= kEventsOnPage));
        say("events " + QByteArray::number(from));
        from = QStringView(added.cursor).sliced(8).toInt() - 1;
    }
    say("complete");
    return 0;
}

// Keeps all others out until its input ends.
int holdLock(const QString &path)
{
    sqlite3 *db = nullptr;
    if (sqlite3_open(path.toUtf8().constData(), &db) != SQLITE_OK ||
        sqlite3_exec(db, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nullptr, nullptr, nullptr) !=
            SQLITE_OK) {
        say(QByteArray("failed: ") + sqlite3_errmsg(db));
        return 1;
    }
    say("locked");
    while (std::getchar() != EOF) {
    }
    sqlite3_close(db);
    return 0;
}

// Opens as the program does and says what came of it; then fills it with pages until that fails or `count`
// are written.
int openAndWrite(const QString &path, int count)
{
    OpenedArchive opened = openOrRecover({path, 200});
    say("notice " + (opened.notice ? QByteArray::number(int(opened.notice->kind)) : QByteArray("none")));
    say("text " + (opened.notice ? opened.notice->text.toUtf8() : QByteArray()));
    if (!opened.archive)
        return 1;
    say(opened.temporary ? "temporary" : opened.options.path == path ? "own" : "other");
    say(opened.archive->isReadOnly() ? "read-only" : "writable");
    say("jobs " + QByteArray::number(jobsIn(*opened.archive)));
    if (opened.archive->isReadOnly())
        return 0;
    const qint64 account = accountIn(*opened.archive);
    for (int page = 0; page < count; ++page) {
        const auto written = opened.archive->write(account, numberedPage(page), 1'700'000'000'000);
        if (const auto error = errorOf(written)) {
            say("write failed " + QByteArray::number(int(error->kind)) + " after " +
                QByteArray::number(page));
            break;
        }
    }
    say("jobs " + QByteArray::number(jobsIn(*opened.archive)));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    if (words.size() < 3)
        return 2;
    const QString &what = words[1];
    if (what == u"pages")
        return writePages(words[2], words.value(3).toInt(), words.value(4, u"1000000"_s).toInt());
    if (what == u"events")
        return writeEvents(words[2], words.value(3).toInt());
    if (what == u"lock")
        return holdLock(words[2]);
    if (what == u"open")
        return openAndWrite(words[2], words.value(3).toInt());
    return 2;
}
