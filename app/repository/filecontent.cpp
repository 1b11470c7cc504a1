// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/filecontent.h"

#include "app/api/readdocument.h"
#include "app/api/readdocumenterror.h"
#include "app/api/readelements.h"
#include "app/api/readjson.h"
#include "app/api/readpage.h"
#include "app/api/readtext.h"
#include "app/models/documenttree.h"
#include "app/models/inputfile.h"
#include "app/repository/embeddedrecords.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = Document::Kind;

constexpr qint64 kMaxFileBytes = 256LL * 1024 * 1024;
constexpr qint64 kMaxTreeValues = 50'000;            // the window makes an item of each
constexpr qsizetype kMaxRawBytes = 32 * 1024 * 1024; // as many as an answer may have
constexpr qsizetype kPieceBytes = 1024 * 1024;       // read between two calls of isWanted()
constexpr qsizetype kMaxElementBytes = 32 * 1024 * 1024;

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
        return diskError(
            Words::tr("%1 is larger than 256 MB. Tuneboard does not open files of this size.").arg(name));
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
        return ApiError::malformed(Words::tr("%1 cannot be read: %2").arg(name, document.problem));
    if (document.text.contains('\0') || !document.note.isEmpty())
        return ApiError::malformed(Words::tr("%1 is not a text file.").arg(name));
    return ApiError::malformed(Words::tr("%1 is a text file without a JSON object, a JSON list or a result "
                                         "table. Tuneboard cannot show it.")
                                   .arg(name));
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

void addNote(QString &note, const QString &sentence)
{
    note += (note.isEmpty() ? QString() : u" "_s) + sentence;
}

/// Reads a list of events or checkpoints that is too long to be one value, element by element.
class LongList
{
public:
    /// False: it is neither, or not whole, or it is no longer wanted.
    [[nodiscard]] bool read(QByteArrayView text, const std::function<bool()> &isWanted)
    {
        ElementReader reader(kMaxElementBytes,
                             [this](const ElementReader::Element &element) { return take(element); });
        for (qsizetype at = 0; at < text.size(); at += kPieceBytes) {
            if (!isWanted() || !reader.add(text.sliced(at, std::min(kPieceBytes, text.size() - at))))
                return false;
        }
        return reader.isWhole() && m_kind.has_value();
    }
    [[nodiscard]] Kind kind() const { return *m_kind; }
    /// Elements that could not be read.
    [[nodiscard]] int rejected() const { return m_rejected; }
    /// Why the first of them could not be read.
    [[nodiscard]] const QString &firstReject() const { return m_firstReject; }

    ListedEvents events;
    ListedCheckpoints checkpoints;

private:
    bool take(const ElementReader::Element &element)
    {
        if (element.isMember || (m_kind && element.list != m_list))
            return true;
        const Result<Value> value = readJson(element.json);
        if (!value) {
            if (m_rejected++ == 0)
                m_firstReject = value.error().message;
            return true;
        }
        if (!m_kind) {
            const Kind kind = documentKind(*value);
            if (kind != Kind::Event && kind != Kind::Checkpoint)
                return false;
            m_kind = kind == Kind::Event ? Kind::EventList : Kind::CheckpointList;
            m_list = element.list.toByteArray();
        }
        *m_kind == Kind::EventList ? events.add(*value) : checkpoints.add(*value);
        return true;
    }

    std::optional<Kind> m_kind;
    QByteArray m_list; ///< the name of the list whose elements they are
    int m_rejected = 0;
    QString m_firstReject;
};

/// Turns a document into what the page shows of it.
class PageBuilder
{
public:
    PageBuilder(FileContent &content, const QString &path, const QString &scratch)
        : m_content(content)
        , m_path(path)
        , m_scratch(scratch)
    {
    }

    void build(Document document, LongList *list = nullptr)
    {
        FilePage page;
        page.hasTree = document.value.isContainer();
        page.kind = document.kind;
        page.title = m_content.title;
        page.sentence = errorSentence(document);
        if (document.wasBase64)
            addNote(m_content.note, Words::tr("Decoded from base64."));
        if (m_content.text.size() > kMaxRawBytes) {
            m_content.text.truncate(
                std::max<qsizetype>(m_content.text.lastIndexOf('\n', kMaxRawBytes) + 1, 1));
            addNote(m_content.note,
                    Words::tr("The Raw tab shows only the first %1 MB.").arg(kMaxRawBytes >> 20));
        }
        page.note = m_content.note;
        KeptRecords &records = m_content.records;
        records.outline.emplace();
        records.state.eventsComplete = true;
        records.state.checkpointsComplete = true;
        records.checkpoints = std::make_shared<const std::vector<Checkpoint>>();
        if (list)
            takeList(*list);
        else
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

    void takeList(LongList &list)
    {
        KeptRecords &records = m_content.records;
        if (list.kind() == Kind::EventList)
            records.events[1] = {chunkOf(list.events.take())};
        else
            records.checkpoints = std::make_shared<const std::vector<Checkpoint>>(list.checkpoints.take());
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
        if (file.path.isEmpty())
            file.error = diskError(Words::tr("The decoded table could not be written to a temporary file."));
        m_content.records.outline->files.emplace_back(file.role, file.id);
        m_content.records.files.push_back(std::move(file));
        if (!isAsStored)
            m_content.text = document.text.first(std::min(kMaxRawBytes, document.text.size()));
    }

    // Charts and the table read files. Empty: it could not be written.
    QString written(const QByteArray &text) const
    {
        if (m_scratch.isEmpty())
            return {};
        QTemporaryFile file(QDir(m_scratch).filePath(u"table-XXXXXX.csv"_s));
        file.setAutoRemove(false);
        if (!file.open())
            return {};
        m_content.table = std::make_shared<const OwnedFile>(file.fileName());
        return file.write(text) == text.size() && file.flush() ? file.fileName() : QString();
    }

    FileContent &m_content;
    const QString &m_path;
    const QString &m_scratch;
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

OwnedFile::~OwnedFile()
{
    QFile::remove(m_path);
}

Result<FileContent> readFileContent(const QString &path, const QString &scratch, const ReadProgress &progress,
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
    // Given away, so that a long list is in memory once. Anything else is read again.
    QByteArray list = std::exchange(plain.value().bytes, {});
    list = linesAsArray(list);
    if (std::optional<JobPage> page = jobsOf(std::move(list))) {
        setTitle(content, Kind::JobList);
        content.jobs.emplace().page = *std::move(page);
        return content;
    }
    plain = readPlain(path, content.name, isWanted);
    if (!plain)
        return plain.error();
    content.text = std::exchange(plain.value().bytes, {});
    const QByteArray text = linesAsArray(content.text);
    Document document = readDocument(text, {kMaxTreeValues, false});
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
    PageBuilder builder(content, path, scratch);
    if (document.isTooBig) {
        document.text.clear();
        LongList longList;
        const bool isList = longList.read(text, isWanted);
        if (!isWanted())
            return cancelled();
        document.kind = isList ? longList.kind() : Kind::Json;
        if (isList && longList.rejected() > 0)
            addNote(content.note,
                    Words::tr("%n object(s) could not be read. The first: %1", nullptr, longList.rejected())
                        .arg(longList.firstReject()));
        else if (!isList)
            addNote(content.note, document.problem);
        setTitle(content, document.kind);
        builder.build(std::move(document), isList ? &longList : nullptr);
        return content;
    }
    if (document.kind == Kind::Text)
        return unknownText(document, content.name);
    if (document.kind == Kind::Job) {
        document.kind = Kind::Json; // what creates a job has no id yet
        setTitle(content, document.kind);
    }
    builder.build(std::move(document));
    return content;
}

} // namespace tuneboard
