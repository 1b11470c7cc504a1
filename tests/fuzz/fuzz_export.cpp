// SPDX-License-Identifier: GPL-3.0-or-later
// A folder that somebody exported. The input holds its files, one after the other, with a line of "===="
// between: the manifest, then in the folder "job": job.json, events.json, checkpoints.json, kept.json, a file
// object, its content.
#include "app/repository/exportfolder.h"
#include "app/repository/exportreading.h"
#include "tests/fuzz/files.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kBetween = "\n====\n";

QStringList places()
{
    return {u"manifest.json"_s,        u"job/job.json"_s,  u"job/events.json"_s,
            u"job/checkpoints.json"_s, u"job/kept.json"_s, u"job/files/file-r.json"_s,
            u"job/files/file-r.csv"_s};
}

QString folder()
{
    static const QString path = [] {
        require(QDir().mkpath(scratchFolder().filePath(u"job/files"_s)), "a folder can be made");
        return scratchFolder().path();
    }();
    return path;
}

void write(QByteArrayView bytes)
{
    for (const QString &place : places()) {
        const qsizetype end = bytes.indexOf(kBetween);
        writeFile(folder() + u'/' + place, bytes.first(end < 0 ? bytes.size() : end).toByteArray());
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + kBetween.size());
    }
}

void requireNames(const std::vector<JobRow> &rows)
{
    QSet<QString> ids;
    for (const JobRow &row : rows)
        ids.insert(QString::fromUtf8(row.id));
    QSet<QString> taken;
    for (const QString &id : std::as_const(ids)) {
        const QString name = exportName(id, taken);
        require(isExportPath(name) && !name.contains(u'/'), "a name stays in its folder");
    }
    require(taken.size() == ids.size(), "a name stands for one job");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    write(bytesOf(data, size));
    const QString manifest = exportManifestAt(folder());
    const auto exported = readExportedJobs(manifest.isEmpty() ? folder() + u"/manifest.json"_s : manifest);
    if (!exported.ok()) {
        require(!exported.error().message.isEmpty(), "what is no export has a reason");
        return 0;
    }
    requireNames(exported->page.jobs.rows);
    require(exported->page.rejected == 0 || !exported->page.firstReject.isEmpty(), "a reject has a reason");
    for (const JobRow &row : exported->page.jobs.rows) {
        const JobKey key{1, QString::fromUtf8(row.id)};
        const QString place = exported->folders.value(key.id);
        require(QDir::cleanPath(place).startsWith(folder() + u'/'), "a job's folder is in the export's");
        const KeptRecords kept = readExportedRecords(place, key, row.raw).kept;
        require(kept.outline && kept.checkpoints, "a job that was read has an outline");
        for (const JobFile &file : kept.files)
            require(file.path.isEmpty() || QDir::cleanPath(file.path).startsWith(folder() + u'/'),
                    "a file is in the export's folder");
        static_cast<void>(readExportedJob(place, row.raw.toByteArray()));
    }
    if (const auto check = checkExport(manifest.isEmpty() ? folder() + u"/manifest.json"_s : manifest, {});
        check.ok())
        require(check->wrong <= check->files && check->problems.size() <= check->wrong,
                "no more is wrong than was compared");
    return 0;
}
