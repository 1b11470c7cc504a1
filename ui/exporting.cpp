// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporting.h"

#include "app/models/jobsexport.h"
#include "app/models/jobsmodel.h"
#include "ui/filewriter.h"
#include "ui/format.h"
#include "ui/job/jobtab.h"
#include "ui/jobs/jobsfeed.h"
#include "ui/jobs/jobtableview.h"
#include "ui/savefile.h"
#include "ui/strip.h"

#include <QFileInfo>
#include <QTimer>
#include <QWidget>

#include <numeric>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kProgressMs = 500;

bool isJson(const QString &path)
{
    return path.endsWith(".json"_L1, Qt::CaseInsensitive);
}

QStringList filters()
{
    return {Exporting::tr("Table (*.csv)"), Exporting::tr("JSON (*.json)")};
}

} // namespace

Exporting::Exporting(Repository &repository, Strips &strips, QWidget *window)
    : QObject(window)
    , m_repository(repository)
    , m_strips(strips)
    , m_window(window)
{
}

Exporting::~Exporting()
{
    // Before the feeds that they wait for.
    qDeleteAll(findChildren<FileWriter *>(QString(), Qt::FindDirectChildrenOnly));
}

void Exporting::exportTable(const TableExport &table)
{
    askWhereToSave(m_window, tr("Export the table"), table.name, filters(),
                   [this, table](const QString &path) {
                       const TextPieces &text = isJson(path) ? table.json : table.csv;
                       if (table.rows <= kAtOnce)
                           return write(path, text);
                       writeBeside(new FileWriter(path, text, this));
                   });
}

void Exporting::exportJobs(const JobTableView &table)
{
    const JobTable &jobs = m_repository.jobs()->table();
    QList<int> rows = table.selectedRowNumbers();
    if (rows.isEmpty()) {
        rows.resize(m_repository.jobs()->rowCount());
        std::iota(rows.begin(), rows.end(), 0);
    }
    // The list may move while the dialog is open: what was chosen counts.
    const QByteArray csv = rows.size() <= kAtOnce ? jobsAsCsv(*m_repository.jobs(), rows) : QByteArray();
    std::vector<JobKey> keys;
    keys.reserve(std::size_t(rows.size()));
    for (const int row : std::as_const(rows)) {
        const quint32 number = jobs.order()[std::size_t(row)];
        keys.push_back({jobs.account(number), QString::fromUtf8(jobs.id(number))});
    }
    askWhereToSave(m_window, tr("Export %n job(s)", nullptr, int(rows.size())), u"jobs"_s, filters(),
                   [this, keys, csv](const QString &path) { writeJobs(path, keys, csv); });
}

// `csv`: of few jobs.
void Exporting::writeJobs(const QString &path, const std::vector<JobKey> &keys, const QByteArray &csv)
{
    if (std::ssize(keys) > kAtOnce) {
        auto *feed = new JobsFeed(m_repository, keys,
                                  isJson(path) ? JobsFeed::Format::Json : JobsFeed::Format::Csv, this);
        auto *writer = new FileWriter(path, feed->text(), this);
        connect(writer, &FileWriter::ended, feed, &QObject::deleteLater);
        return writeBeside(writer);
    }
    const auto whole = [](const QByteArray &bytes) {
        return [bytes](const TakePiece &take) {
            take(bytes);
            return QString();
        };
    };
    if (!isJson(path))
        return write(path, whole(csv));
    m_repository.rawJobs(keys, this, [this, path, whole](const Result<QByteArrayList> &raw) {
        raw.ok() ? write(path, whole(jobsAsJson(*raw))) : say(raw.error().text());
    });
}

void Exporting::write(const QString &path, const TextPieces &text)
{
    say(writeFile(path, text));
}

void Exporting::writeBeside(FileWriter *writer)
{
    auto *progress = new QTimer(writer);
    progress->setInterval(kProgressMs);
    connect(progress, &QTimer::timeout, this, [this, writer] { showProgress(writer); });
    connect(writer, &FileWriter::ended, this, [this, writer, progress](const QString &problem) {
        progress->stop(); // it may be due already, and the writer is deleted only later
        m_strips.remove(u"export_"_s + writer->path());
        writer->deleteLater();
        say(problem);
    });
    progress->start();
    writer->start();
}

void Exporting::showProgress(FileWriter *writer)
{
    m_strips.show(
        u"export_"_s + writer->path(),
        {.text = tr("Writing %1: %2")
                     .arg(cellText(QFileInfo(writer->path()).fileName(), 100), bytes(writer->bytes())),
         .actionText = tr("Stop"),
         .action = [writer] { writer->cancel(); },
         .closable = false});
}

void Exporting::say(const QString &problem)
{
    m_strips.remove(u"export"_s);
    if (!problem.isEmpty())
        m_strips.show(u"export"_s, {.tone = StripMessage::Tone::Error, .text = problem});
}

} // namespace tuneboard
