// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/filecontent.h"

#include "app/api/readdocument.h"
#include "app/api/readdocumenterror.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/models/documenttree.h"
#include "app/models/inputfile.h"
#include "app/repository/embeddedrecords.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = Document::Kind;

constexpr qint64 kMaxFileBytes = 256LL * 1024 * 1024;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FileContent)
};

ApiError cancelled()
{
    ApiError error;
    error.kind = ApiError::Kind::Cancelled;
    return error;
}

ApiError diskError(const QString &text)
{
    ApiError error;
    error.kind = ApiError::Kind::Disk;
    error.message = text;
    return error;
}

Result<QByteArray> readBytes(const QString &path, const QString &name, const std::function<bool()> &isWanted)
{
    if (QFileInfo(path).isDir())
        return diskError(
            Words::tr("%1 is a folder that Tuneboard did not export: it has no manifest.json.").arg(name));
    QFile file;
    if (const QString problem = openRegularFile(file, path); !problem.isEmpty())
        return diskError(Words::tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(path), problem));
    std::optional<QByteArray> bytes = readAtMost(file, kMaxFileBytes, isWanted);
    if (!isWanted())
        return cancelled();
    if (bytes)
        return *std::move(bytes);
    if (file.error() == QFileDevice::NoError)
        return diskError(Words::tr("%1 is larger than 256 MB, which is not opened.").arg(name));
    return diskError(Words::tr("%1 cannot be read: %2.").arg(name, file.errorString()));
}

Result<PlainText> readPlain(const QString &path, const QString &name, const std::function<bool()> &isWanted)
{
    Result<QByteArray> bytes = readBytes(path, name, isWanted);
    if (!bytes)
        return bytes.error();
    PlainText plain = readText(std::move(bytes).value());
    if (plain.bytes.trimmed().isEmpty())
        return ApiError::malformed(Words::tr("%1 is empty.").arg(name));
    return plain;
}

// The jobs of a list, if its first object is one. Large lists are read without a tree of their values.
std::optional<JobPage> jobsOf(QByteArray text)
{
    Result<JobPage> page = readJobPage(std::move(text));
    if (!page || page->jobs.rows.empty())
        return std::nullopt;
    const Result<Value> first = readJson(page->jobs.rows.front().raw);
    if (!first || documentKind(*first) != Kind::Job)
        return std::nullopt;
    return std::move(page).value();
}

// Why a text cannot be opened.
ApiError unknownText(const Document &document, const QString &name)
{
    if (!document.problem.isEmpty())
        return ApiError::malformed(Words::tr("%1 is damaged or cut off: %2").arg(name, document.problem));
    if (document.text.contains('\0') || !document.note.isEmpty())
        return ApiError::malformed(Words::tr("%1 is not a text file.").arg(name));
    return ApiError::malformed(
        Words::tr("%1 is a text, but neither a JSON object or list nor a table of results.").arg(name));
}

EventChunk chunkOf(std::vector<EventRow> events)
{
    return std::make_shared<const std::vector<EventRow>>(std::move(events));
}

Value listOf(const Value &value)
{
    Value list;
    list.kind = Value::Kind::Array;
    list.children.push_back(value);
    return list;
}

/// Turns a document into what the page shows of it.
class PageBuilder
{
public:
    PageBuilder(FileContent &content, const QString &path, const QDir &scratch)
        : m_content(content)
        , m_path(path)
        , m_scratch(scratch)
    {
    }

    void build(Document document)
    {
        FilePage page;
        page.kind = document.kind;
        page.title = m_content.title;
        page.sentence = errorSentence(document);
        if (document.wasBase64)
            m_content.note = Words::tr("Decoded from base64.");
        page.note = m_content.note;
        KeptRecords &records = m_content.records;
        records.outline.emplace();
        records.state.eventsComplete = true;
        records.state.checkpointsComplete = true;
        records.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
        takeRecords(document);
        m_content.page = std::make_shared<const FilePage>(std::move(page));
        m_content.value = std::move(document.value);
    }

private:
    void takeRecords(const Document &document)
    {
        KeptRecords &records = m_content.records;
        const Value *elements = listElements(document.value);
        const Value own = elements ? Value() : listOf(document.value);
        const Value &list = elements ? *elements : own;
        if (document.kind == Kind::Event || document.kind == Kind::EventList)
            records.events[1] = {chunkOf(eventsOfList(list))};
        if (document.kind == Kind::Checkpoint || document.kind == Kind::CheckpointList)
            records.checkpoints = std::make_shared<const std::vector<Checkpoint>>(checkpointsOfList(list));
        if (document.kind == Kind::Table)
            takeTable(document);
    }

    void takeTable(const Document &document)
    {
        JobFile file;
        file.role = JobFile::Role::Result;
        file.id = m_content.name;
        file.object.emplace();
        file.object->id = m_content.name;
        file.object->filename = m_content.name;
        file.object->bytes = document.text.size();
        file.wasBase64 = document.wasBase64;
        const bool isAsStored =
            document.text == m_content.text && QFileInfo(m_path).size() == document.text.size();
        file.path = isAsStored ? m_path : written(document.text);
        file.content = file.path.isEmpty() ? JobFile::Content::Failed : JobFile::Content::Kept;
        m_content.records.outline->files.emplace_back(file.role, file.id);
        m_content.records.files.push_back(std::move(file));
        m_content.text = document.text;
    }

    // Charts and the table read files.
    QString written(const QByteArray &text) const
    {
        QTemporaryFile file(m_scratch.filePath(u"table-XXXXXX.csv"_s));
        file.setAutoRemove(false);
        if (!file.open() || file.write(text) != text.size() || !file.flush())
            return {};
        return file.fileName();
    }

    FileContent &m_content;
    const QString &m_path;
    const QDir &m_scratch;
};

Result<FileContent> readExport(const QString &manifest, const ReadProgress &progress)
{
    Result<ExportedJobs> jobs = readExportedJobs(manifest, progress);
    if (!jobs)
        return jobs.error();
    FileContent content;
    content.name = QFileInfo(jobs->root).fileName();
    if (jobs->page.jobs.rows.empty())
        return ApiError::malformed(Words::tr("%1 holds no jobs.").arg(content.name));
    content.title = Words::tr("Read-only copy of %1").arg(content.name);
    content.jobs = std::move(jobs).value();
    return content;
}

void setTitle(FileContent &content, Kind kind)
{
    content.title = Words::tr("%1, %2", "kind and name of a file").arg(documentLabel(kind), content.name);
}

} // namespace

Result<FileContent> readFileContent(const QString &path, const QDir &scratch, const ReadProgress &progress,
                                    const std::function<bool()> &isWanted)
{
    if (const QString manifest = exportManifestAt(path); !manifest.isEmpty())
        return readExport(manifest, progress);
    FileContent content;
    content.name = QFileInfo(path).fileName();
    Result<PlainText> plain = readPlain(path, content.name, isWanted);
    if (!plain)
        return plain.error();
    content.note = plain->note;
    // Given away, so that a long list is in memory once. Anything else is short enough to be read again.
    if (std::optional<JobPage> page = jobsOf(linesAsArray(std::exchange(plain.value().bytes, {})))) {
        setTitle(content, Kind::JobList);
        content.jobs.emplace().page = *std::move(page);
        return content;
    }
    plain = readPlain(path, content.name, isWanted);
    if (!plain)
        return plain.error();
    content.text = plain->bytes;
    const QByteArray text = linesAsArray(content.text);
    Document document = readDocument(text);
    document.note = content.note;
    setTitle(content, document.kind);
    // A job that is nested too deep for a tree has its row and its text all the same.
    if (document.kind == Kind::Job || !document.problem.isEmpty()) {
        if (Result<JobRows> row = readJobRow(text)) {
            setTitle(content, Kind::Job);
            content.jobs.emplace().page.jobs = std::move(row).value();
            return content;
        }
    }
    if (document.kind == Kind::Text)
        return unknownText(document, content.name);
    if (document.kind == Kind::Job) {
        document.kind = Kind::Json; // what creates a job has no id yet
        setTitle(content, document.kind);
    }
    PageBuilder builder(content, path, scratch);
    builder.build(std::move(document));
    return content;
}

} // namespace tuneboard
