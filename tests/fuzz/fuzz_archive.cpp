// SPDX-License-Identifier: GPL-3.0-or-later
// An archive's file that is damaged, cut off, or no archive at all. The input says what is done to a good
// one: see damaged().
#include "app/archive/archiverecords.h"
#include "app/archive/recovery.h"
#include "tests/fuzz/files.h"
#include "tests/support/archivefile.h"

#include <fuzzer/FuzzedDataProvider.h>

using namespace tuneboard;
using namespace tuneboard::fuzz;
using namespace Qt::StringLiterals;

namespace {

QString path()
{
    return scratchFolder().filePath(u"archive.sqlite"_s);
}

// An archive with a few of everything.
QByteArray goodFile()
{
    Archive::Options options;
    options.path = path();
    {
        const auto archive = test::need(Archive::open(options));
        const auto account =
            test::need(archive->ensureAccount({.name = u"Work"_s, .baseUrl = u"https://a"_s}));
        test::need(archive->write(account.number,
                                  test::rowsOf({test::jobJson("ftjob-1"), test::jobJson("ftjob-2")}),
                                  1'790'000'000'000));
        const JobKey job{account.number, u"ftjob-1"_s};
        ArchiveRecords &records = archive->records();
        test::need(records.addEvents(job, 0, test::numberedEvents(3), true));
        JobSummary summary;
        summary.account = job.account;
        summary.job = job.id;
        test::need(records.keepSummary(summary));
    }
    require(!QFile::exists(path() + u"-wal"_s), "all of a closed archive is in its file");
    return fuzz::readFile(path());
}

// The last byte: 0 the rest is the whole file; 1 it is cut off; else bytes are changed, four of the input
// each.
QByteArray damaged(FuzzedDataProvider &input)
{
    static const QByteArray good = goodFile();
    require(good.size() > 4096, "there is a good archive");
    const int how = input.ConsumeIntegralInRange(0, 15);
    if (how == 0) {
        const std::string all = input.ConsumeRemainingBytesAsString();
        return QByteArray::fromStdString(all);
    }
    QByteArray file = good;
    if (how == 1)
        file.truncate(input.ConsumeIntegralInRange<qsizetype>(0, good.size()));
    while (input.remaining_bytes() >= 4 && !file.isEmpty()) {
        const auto at = input.ConsumeIntegralInRange<qsizetype>(0, file.size() - 1);
        file[at] = char(input.ConsumeIntegral<uchar>());
    }
    return file;
}

void clear()
{
    QDir folder(scratchFolder().path());
    for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden))
        folder.remove(name);
}

// False: damage was found on the way.
bool useAll(Archive &archive)
{
    static_cast<void>(archive.accounts());
    static_cast<void>(archive.newest(100));
    static_cast<void>(archive.readAll(7, [](const JobRows &) { return true; }));
    static_cast<void>(archive.jobsAtMost());
    static_cast<void>(archive.find(u"ftjob-1"_s));
    const JobKey job{1, u"ftjob-1"_s};
    static_cast<void>(archive.job(job));
    ArchiveRecords &records = archive.records();
    static_cast<void>(records.readEvents(job, [](qint64, QByteArrayView) { return true; }));
    static_cast<void>(records.checkpoints(job));
    static_cast<void>(records.details(job));
    static_cast<void>(records.readSummaries(7, [](const std::vector<JobSummary> &) { return true; }));
    static_cast<void>(archive.write(1, test::rowsOf({test::jobJson("ftjob-3")}), 1'790'000'001'000));
    return !archive.check();
}

// As the program does it: nullopt, the archive can be used as it is.
std::optional<OpenedArchive> recovered(const Archive::Options &options, const QByteArray &file)
{
    {
        const auto opened = Archive::open(options);
        const auto *archive = std::get_if<std::unique_ptr<Archive>>(&opened);
        if (archive && useAll(**archive))
            return std::nullopt;
        if (!archive) {
            require(fuzz::readFile(path()) == file, "a file that cannot be opened is left as it was");
            return openOrRecover(options);
        }
    }
    return recoverDamaged(options);
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    FuzzedDataProvider input(data, size);
    const QByteArray file = damaged(input);
    clear();
    writeFile(path(), file);
    Archive::Options options;
    options.path = path();
    options.busyTimeoutMs = 0;
    if (const auto result = recovered(options, file)) {
        require(result->archive != nullptr, "there is an archive to work with, whatever the file was like");
        require(result->setAsidePath.isEmpty() || QFile::exists(result->setAsidePath),
                "what was set aside is still there");
    }
    return 0;
}
