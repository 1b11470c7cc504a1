// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/documenttree.h"

#include "app/api/checkpoint.h"
#include "app/api/event.h"
#include "app/api/file.h"
#include "app/api/job.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = Document::Kind;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Document)
};

const Schema *errorOf(const Value &)
{
    return &jobErrorSchema();
}

const Schema &errorBodySchema()
{
    static constexpr FieldRow rows[] = {
        {"error", QT_TRANSLATE_NOOP("Field", "Error"),
         QT_TRANSLATE_NOOP("Field", "What the server refused, and why."), Format::Plain, &errorOf},
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Error"), rows};
    return schema;
}

const Schema *schemaOf(Kind kind, const Value &value)
{
    switch (kind) {
    case Kind::Job:
    case Kind::JobList:
        return &jobSchema();
    case Kind::Event:
    case Kind::EventList:
        return &eventSchema();
    case Kind::Checkpoint:
    case Kind::CheckpointList:
        return &checkpointSchema();
    case Kind::File:
    case Kind::FileList:
        return &fileSchema();
    case Kind::Error:
        return value.find(u"error") ? &errorBodySchema() : &jobErrorSchema();
    case Kind::Grader:
    case Kind::GraderList:
    case Kind::Recording:
    case Kind::Json:
    case Kind::Table:
    case Kind::Text:
        break;
    }
    return nullptr;
}

QString elementLabel(Kind kind, const Value &element, std::size_t index)
{
    QString label;
    if (kind == Kind::JobList)
        label = readJob(element).name();
    else if (kind == Kind::EventList)
        label = element.string(u"message");
    else if (kind == Kind::CheckpointList)
        label = element.string(u"id");
    else if (kind == Kind::FileList)
        label = element.string(u"filename");
    return label.isEmpty() ? QString::number(index + 1) : label;
}

// The list object's own members (object, has_more …) stay visible beside its elements.
Node listTree(const Document &document)
{
    const Value *elements = listElements(document.value);
    Node root = buildTree(document.value, nullptr, documentLabel(document.kind));
    Node *holder = &root;
    for (const QString &step : listPath(document.value)) {
        const QString path = holder->path + u'/' + step;
        // Of two members of one name the last one counts, as listElements() has it.
        const auto child = std::find_if(holder->children.rbegin(), holder->children.rend(),
                                        [&path](const Node &node) { return node.path == path; });
        if (child != holder->children.rend())
            holder = &*child;
    }
    holder->children.clear();
    for (std::size_t i = 0; i < elements->children.size(); ++i) {
        const Value &element = elements->children[i];
        const QString path = holder->path + u'/' + QString::number(i);
        Node node = document.kind == Kind::GraderList
                        ? graderTree(element, path)
                        : buildTree(element, schemaOf(document.kind, element), {}, path);
        node.label = elementLabel(document.kind, element, i);
        holder->children.push_back(std::move(node));
    }
    return root;
}

Node tableTree(const Document &document)
{
    Node root;
    root.kind = Node::Kind::Object;
    root.label = documentLabel(document.kind);
    if (document.wasBase64)
        root.text = Words::tr("decoded from base64");
    const CsvTable &table = document.table;
    for (std::size_t number = 0; number < table.records.size(); ++number) {
        Node record;
        record.kind = Node::Kind::Object;
        record.label = QString::number(number + 1);
        record.path = u'/' + record.label;
        const QStringList &cells = table.records[number];
        for (qsizetype i = 0; i < cells.size(); ++i) {
            Node cell;
            cell.label = i < table.columns.size() ? table.columns[i] : Words::tr("column %1").arg(i + 1);
            cell.raw = cells[i];
            cell.text = cell.raw;
            cell.path = record.path + u'/' + QString::number(i);
            record.children.push_back(std::move(cell));
        }
        root.children.push_back(std::move(record));
    }
    return root;
}

} // namespace

QString documentLabel(Kind kind)
{
    switch (kind) {
    case Kind::Job:
        return Words::tr("Job");
    case Kind::JobList:
        return Words::tr("Jobs");
    case Kind::Event:
        return Words::tr("Event");
    case Kind::EventList:
        return Words::tr("Events");
    case Kind::Checkpoint:
        return Words::tr("Checkpoint");
    case Kind::CheckpointList:
        return Words::tr("Checkpoints");
    case Kind::File:
        return Words::tr("File");
    case Kind::FileList:
        return Words::tr("Files");
    case Kind::Grader:
        return Words::tr("Grader");
    case Kind::GraderList:
        return Words::tr("Graders");
    case Kind::Error:
        return Words::tr("Error");
    case Kind::Recording:
        return Words::tr("Recorded answer");
    case Kind::Json:
        return Words::tr("JSON");
    case Kind::Table:
        return Words::tr("Result table");
    case Kind::Text:
        break;
    }
    return Words::tr("Text");
}

Node documentTree(const Document &document)
{
    switch (document.kind) {
    case Kind::Job:
        return jobTree(document.value);
    case Kind::Grader:
        return graderTree(document.value);
    case Kind::JobList:
    case Kind::EventList:
    case Kind::CheckpointList:
    case Kind::FileList:
    case Kind::GraderList:
        return listTree(document);
    case Kind::Table:
        return tableTree(document);
    case Kind::Text: {
        Node node;
        node.label = documentLabel(document.kind);
        node.raw = QString::fromUtf8(document.text);
        node.text = document.problem;
        return node;
    }
    case Kind::Event:
    case Kind::Checkpoint:
    case Kind::File:
    case Kind::Error:
    case Kind::Recording:
    case Kind::Json:
        break;
    }
    return buildTree(document.value, schemaOf(document.kind, document.value), documentLabel(document.kind));
}

} // namespace tuneboard
