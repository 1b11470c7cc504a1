// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/showcommand.h"

#include "app/api/job.h"
#include "app/api/plainline.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/api/terms.h"
#include "app/link/ourlink.h"
#include "app/models/inputfile.h"
#include "app/models/jobsexport.h"
#include "app/repository/exportreading.h"
#include "app/terminal/commandline.h"
#include "app/terminal/interruption.h"
#include "app/terminal/jobfinder.h"
#include "app/terminal/output.h"
#include "app/terminal/progressline.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QLocale>

#include <cstdio>
#include <optional>
#include <variant>

#ifdef Q_OS_WIN
#    include <fcntl.h>
#    include <io.h>
#endif

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Kind = Document::Kind;
using Bytes = std::variant<QByteArray, Failure>;

constexpr int kInterrupted = 130; // as shells have it for SIGINT
constexpr qint64 kMaxInputBytes = 256LL * 1024 * 1024;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShowCommand)
};

Bytes readAll(QFile &file, const QString &name)
{
    std::optional<QByteArray> bytes = readAtMost(file, kMaxInputBytes);
    if (bytes)
        return *std::move(bytes);
    if (file.error() == QFileDevice::NoError)
        return Failure{1, Words::tr("%1 is larger than 256 MB, which is not read").arg(name)};
    return Failure{1, Words::tr("%1 cannot be read: %2").arg(name, plainLine(file.errorString()))};
}

Bytes readInput(const CommandLine &line)
{
    if (line.standardInput) {
#ifdef Q_OS_WIN
        _setmode(_fileno(stdin), _O_BINARY);
#endif
        QFile file;
        if (!file.open(stdin, QIODevice::ReadOnly))
            return Failure{1, Words::tr("Standard input cannot be read.")};
        return readAll(file, Words::tr("Standard input"));
    }
    QFile file;
    if (const QString problem = openRegularFile(file, line.reference.path); !problem.isEmpty())
        return Failure{1, Words::tr("%1 cannot be opened: %2").arg(line.reference.path, plainLine(problem))};
    return readAll(file, line.reference.path);
}

// The one job of a list, as it was received.
Bytes jobOfList(const QByteArray &received, const QString &id)
{
    const QByteArray bytes = linesAsArray(readText(received).bytes);
    const QByteArray wanted = id.toUtf8();
    if (const auto row = readJobRow(bytes); row && row->rows.front().id == wanted)
        return bytes;
    const auto page = readJobPage(bytes);
    if (!page)
        return Failure{1, Words::tr("--id: this is no list of jobs")};
    for (const JobRow &row : page->jobs.rows) {
        if (row.id == wanted)
            return row.raw.toByteArray();
    }
    return Failure{1, Words::tr("--id: the list has no job %1").arg(id)};
}

// Our link to what the document is; empty: there is none.
QString linkToDocument(const Document &document)
{
    if (document.kind == Kind::Job) {
        const QString job = readJob(document.value).id;
        return job.isEmpty() ? QString() : jobLink(job);
    }
    const QString id = document.value.string(u"id");
    if (document.kind != Kind::Checkpoint)
        return {};
    const QString name = document.value.string(u"fine_tuned_model_checkpoint");
    return checkpointLink(id.isEmpty() ? name : id);
}

int printAll(const QByteArray &bytes)
{
    bool gone = false;
    if (writeOutput(bytes, &gone))
        return 0;
    if (!gone)
        writeMessage(Words::tr("The output could not be written whole; is the disk full?"));
    return 1;
}

int printLink(const QString &link)
{
    if (!link.isEmpty())
        return printAll(link.toUtf8() + '\n');
    writeMessage(Words::tr("--link: there is no link to this"));
    return 1;
}

// A list without elements may be one of anything.
bool isEmptyList(const Value &value)
{
    if (const Value *elements = listElements(value))
        return elements->children.empty();
    const Value *data = value.find(u"data");
    return (value.string(u"object") == "list"_L1 || value.find(u"has_more")) && (!data || data->isNull());
}

// Why a text is shown although nothing is known of it, in a sentence; empty: it is known.
QString whyUnknown(const Document &document, bool isRaw)
{
    if (document.kind == Kind::Json && !isEmptyList(document.value))
        return Words::tr("This is JSON, but of no kind that Tuneboard knows.");
    if (document.kind != Kind::Text)
        return {};
    if (document.problem.isEmpty()) {
        return isRaw
                   ? Words::tr("This is not a JSON object, a JSON list or a result table.")
                   : Words::tr(
                         "This is not a JSON object, a JSON list or a result table, so it is shown as text.");
    }
    return (isRaw ? Words::tr("This cannot be read as JSON: %1")
                  : Words::tr("This cannot be read as JSON, so it is shown as text: %1"))
        .arg(plainLine(document.problem));
}

// `isJob`: that the bytes are a job is known from where they come.
int printBytes(const CommandLine &line, const QByteArray &bytes, bool isJob = false)
{
    const Document document = readDocument(bytes);
    if (line.link)
        return printLink(linkToDocument(document));
    const bool isRaw = line.format == CommandLine::Format::Json;
    const bool isKnown = isJob && document.kind != Kind::Text;
    const QString problem = isKnown ? QString() : whyUnknown(document, isRaw);
    if (!problem.isEmpty())
        writeMessage(problem);
    if (isRaw) {
        const int code = printAll(bytes);
        return code == 0 && !problem.isEmpty() ? 1 : code;
    }
    if (!document.note.isEmpty())
        writeRemark(document.note);
    if (document.wasBase64)
        writeRemark(Words::tr("Decoded from base64."));
    const int code = printAll(documentAsText(document).toUtf8());
    return code == 0 && !problem.isEmpty() ? 1 : code;
}

int fail(const Failure &failure)
{
    writeMessage(failure.text);
    return failure.exitCode;
}

int showInput(const CommandLine &line)
{
    Bytes bytes = readInput(line);
    if (const auto *read = std::get_if<QByteArray>(&bytes); read && !line.jobId.isEmpty())
        bytes = jobOfList(*read, line.jobId);
    if (const auto *failure = std::get_if<Failure>(&bytes))
        return fail(*failure);
    // A byte order mark and blanks are nothing; a longer text need not be decoded for that.
    if (const QByteArray start = std::get<QByteArray>(bytes).trimmed();
        start.size() <= 8 && readText(start).bytes.trimmed().isEmpty()) {
        return fail({1, line.standardInput ? Words::tr("Standard input is empty.")
                                           : Words::tr("%1 is empty.").arg(line.reference.path)});
    }
    return printBytes(line, std::get<QByteArray>(bytes), !line.jobId.isEmpty());
}

void sayWhatIsWrong(const ExportedJobs &exported, const ExportCheck &check)
{
    if (exported.page.rejected > 0)
        writeMessage(Words::tr("%1 jobs of the export could not be read. The first problem: %2")
                         .arg(exported.page.rejected)
                         .arg(exported.page.firstReject));
    for (const QString &problem : check.problems)
        writeMessage(problem);
    if (const qint64 more = check.wrong - check.problems.size(); more > 0)
        writeMessage(Words::tr("%1 more files are missing or were changed.").arg(more));
}

// The jobs of a folder that `export` wrote, and what is no longer as it was written.
int showExport(const CommandLine &line, const QString &manifest)
{
    const Interruption interruption;
    ProgressLine progress(stderr, messageWidth());
    const auto say = [&progress](const QString &text) {
        progress.show([&text] { return text; });
        return !Interruption::hasCome();
    };
    const auto end = [&progress](const ApiError &error) {
        progress.clear();
        if (error.kind == ApiError::Kind::Cancelled)
            return kInterrupted;
        return fail({1, error.message});
    };
    const auto exported = readExportedJobs(manifest, [&say](qint64 done, qint64 all) {
        return say(
            all > 0 ? Words::tr("Read: %1 of %2 jobs").arg(QLocale().toString(done), QLocale().toString(all))
                    : Words::tr("Reading the manifest…"));
    });
    if (!exported.ok())
        return end(exported.error());
    const auto check = checkExport(manifest, {}, [&say](qint64 done, qint64) {
        return say(Words::tr("Checked %1 files").arg(QLocale().toString(done)));
    });
    if (!check.ok())
        return end(check.error());
    progress.clear();
    QByteArrayList raw;
    for (const JobRow &row : exported->page.jobs.rows)
        raw += QByteArray::fromRawData(row.raw.data(), row.raw.size());
    Bytes bytes = jobsAsJson(raw);
    if (!line.jobId.isEmpty())
        bytes = jobOfList(std::get<QByteArray>(bytes), line.jobId);
    if (const auto *failure = std::get_if<Failure>(&bytes))
        return fail(*failure);
    const int code = printBytes(line, std::get<QByteArray>(bytes), true);
    sayWhatIsWrong(*exported, *check);
    return code;
}

void sayAge(const FoundObject &found)
{
    const QString when = QDateTime::fromMSecsSinceEpoch(found.lastSeenMs).toString(u"yyyy-MM-dd HH:mm"_s);
    writeRemark(
        Words::tr("As it was at %1, from the archive (account %2).").arg(when, plainLine(found.account, 80)));
}

int showObject(const CommandLine &line, const Timing &timing)
{
    const Interruption interruption;
    const RunAccount account(line);
    const auto result = findObject(line.reference, account, line.offline, timing);
    if (const auto *failure = std::get_if<Failure>(&result))
        return fail(*failure);
    const auto &found = std::get<FoundObject>(result);
    if (!found.note.isEmpty())
        writeMessage(plainLine(found.note));
    const int code = printBytes(line, found.raw, true);
    if (code == 0 && found.lastSeenMs > 0)
        sayAge(found);
    return code;
}

} // namespace

int runShow(const CommandLine &line, const Timing &timing)
{
    const bool isPath = !line.standardInput && line.reference.kind == Reference::Kind::Path;
    if (const QString manifest = isPath ? exportManifestAt(line.reference.path) : QString();
        !manifest.isEmpty() && manifest != line.reference.path)
        return showExport(line, manifest);
    if (line.standardInput || isPath)
        return showInput(line);
    if (!line.jobId.isEmpty()) {
        writeMessage(Words::tr("--id chooses a job of a file"));
        return 2;
    }
    if (line.link) // a link needs no more than the name of what it shows
        return printLink(linkTo(line.reference));
    return showObject(line, timing);
}

} // namespace tuneboard
