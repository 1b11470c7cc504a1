// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/node.h"

#include "app/api/grader.h"
#include "app/api/job.h"
#include "app/api/terms.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Node)
};

QString fieldText(const char *text)
{
    return QCoreApplication::translate("Field", text);
}

// A step of a JSON pointer (RFC 6901).
QString pointerStep(QString key)
{
    return u'/' + key.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1);
}

bool isMediaBlock(const Value &value)
{
    const QString type = value.string(u"type");
    return type == "input_image"_L1 || type == "input_audio"_L1 || type == "output_image"_L1 ||
           type == "output_audio"_L1;
}

// What a closed object is called, from the words inside it.
QString summary(const Value &value)
{
    if (value.isArray())
        return QCoreApplication::translate("Node", "%n element(s)", nullptr, int(value.children.size()));
    for (const auto name : {"role"_L1, "name"_L1, "type"_L1}) {
        if (const QString text = value.string(QString(name)); !text.isEmpty())
            return text;
    }
    return {};
}

class TreeBuilder
{
public:
    Node build(const Value &value, const Schema *schema, Node node) const
    {
        node.isString = value.isString();
        if (!value.isContainer() || value.children.empty()) {
            node.raw = value.literal();
            node.text = formatValue(node.format, value);
            return node;
        }
        node.kind = Node::Kind::Object;
        node.text = summary(value);
        if (value.isArray())
            addElements(value, schema, node);
        else if (schema)
            addMembers(value, *schema, node);
        else
            addUnknown(value, node);
        return node;
    }

    // An object or array of objects whose table depends on what it is.
    Node buildField(const Value &value, const FieldRow &row, const QString &path) const
    {
        Node node;
        node.label = fieldText(row.label);
        node.help = fieldText(row.help);
        node.format = row.format;
        node.path = path;
        if (!row.schema)
            return build(value, nullptr, std::move(node));
        if (row.schema == &graderSchema)
            return buildGraders(value, std::move(node));
        if (!value.isArray())
            return build(value, row.schema(value), std::move(node));
        node.kind = Node::Kind::Object;
        node.text = summary(value);
        if (value.children.empty())
            return build(value, nullptr, std::move(node));
        for (std::size_t i = 0; i < value.children.size(); ++i) {
            const Value &element = value.children[i];
            node.children.push_back(build(element, row.schema(element), elementNode(element, i, path)));
        }
        return node;
    }

    // One grader, an array of them, or an object keyed by name: told apart as assign() does.
    Node buildGraders(const Value &value, Node node) const
    {
        const Value *type = value.find(u"type");
        const bool isOne = value.isObject() && (!type || type->isString()) && (type || !holdsObjects(value));
        if (isOne && !value.children.empty())
            return buildGrader(value, std::move(node));
        if (!value.isContainer() || value.children.empty())
            return build(value, nullptr, std::move(node));
        node.kind = Node::Kind::Object;
        node.text = QCoreApplication::translate("Node", "%n grader(s)", nullptr, int(value.children.size()));
        for (std::size_t i = 0; i < value.children.size(); ++i) {
            const Value &child = value.children[i];
            Node childNode;
            childNode.path =
                node.path + (value.isArray() ? u'/' + QString::number(i) : pointerStep(child.key));
            childNode.label = value.isArray() ? child.string(u"name") : child.key;
            if (childNode.label.isEmpty())
                childNode.label = QString::number(i + 1);
            node.children.push_back(child.isObject() ? buildGrader(child, std::move(childNode))
                                                     : build(child, nullptr, std::move(childNode)));
        }
        return node;
    }

    Node buildGrader(const Value &grader, Node node) const
    {
        Node built = build(grader, graderSchema(grader), std::move(node));
        const QString type = grader.string(u"type");
        if (built.kind == Node::Kind::Object)
            built.kind = Node::Kind::Grader;
        built.text = graderLabel(type);
        if (const GraderTerm *term = graderTerm(type))
            built.help = QCoreApplication::translate("Grader", term->help);
        return built;
    }

private:
    static bool holdsObjects(const Value &value)
    {
        return !value.children.empty() && std::all_of(value.children.begin(), value.children.end(),
                                                      [](const Value &child) { return child.isObject(); });
    }

    static Node elementNode(const Value &element, std::size_t index, const QString &path)
    {
        Node node;
        node.label = QString::number(index + 1);
        node.path = path + u'/' + QString::number(index);
        if (isMediaBlock(element))
            node.help = Words::tr("Named here, never fetched.");
        return node;
    }

    void addElements(const Value &value, const Schema *schema, Node &node) const
    {
        for (std::size_t i = 0; i < value.children.size(); ++i) {
            Node child = elementNode(value.children[i], i, node.path);
            child.format = node.format;
            node.children.push_back(build(value.children[i], schema, std::move(child)));
        }
    }

    void addMembers(const Value &value, const Schema &schema, Node &node) const
    {
        // Members in the order of the table; those of one row in the order received.
        std::vector<std::pair<const FieldRow *, const Value *>> known;
        std::vector<const Value *> unknown;
        for (const Value &member : value.children) {
            if (const FieldRow *row = schema.find(member.key))
                known.emplace_back(row, &member);
            else
                unknown.push_back(&member);
        }
        std::stable_sort(known.begin(), known.end(),
                         [](const auto &a, const auto &b) { return a.first < b.first; });
        for (const auto &[row, member] : known)
            node.children.push_back(buildField(*member, *row, node.path + pointerStep(member->key)));
        Node others;
        others.kind = Node::Kind::Group;
        others.label = Words::tr("Other fields");
        others.help = Words::tr("What the server sent beyond the fields known here, as it was received.");
        for (const Value *member : unknown)
            others.children.push_back(unknownMember(*member, node));
        if (!others.children.empty())
            node.children.push_back(std::move(others));
    }

    void addUnknown(const Value &value, Node &node) const
    {
        for (const Value &member : value.children)
            node.children.push_back(unknownMember(member, node));
    }

    Node unknownMember(const Value &member, const Node &parent) const
    {
        Node child;
        child.label = member.key;
        child.path = parent.path + pointerStep(member.key);
        child.format = parent.format == Format::Template ? Format::Template : Format::Plain;
        return build(member, nullptr, std::move(child));
    }
};

void appendText(QString &out, const Node &node, int depth)
{
    out += QString(qsizetype(2) * depth, u' ') + node.label;
    const QString indent = u'\n' + QString(qsizetype(2) * depth + 4, u' ');
    if (node.raw.contains(u'\n')) {
        QString lines = node.raw;
        out += indent + lines.replace(u'\n', indent);
    } else if (!node.text.isEmpty() || !node.raw.isEmpty()) {
        const qsizetype width = 30 - qsizetype(2) * depth;
        out += QString(std::max<qsizetype>(2, width - node.label.size()), u' ');
        out += node.text;
        if (!node.raw.isEmpty() && node.raw != node.text)
            out += " ("_L1 + node.raw + u')';
    }
    out += u'\n';
    for (const Node &child : node.children)
        appendText(out, child, depth + 1);
}

} // namespace

QString formatValue(Format format, const Value &value)
{
    if (value.isContainer())
        return value.isObject() ? Words::tr("none") : Words::tr("empty");
    if (value.isNull())
        return Words::tr("none");
    switch (format) {
    case Format::Time:
        if (const auto time = sentTime(value))
            return QDateTime::fromSecsSinceEpoch(time->secs).toString(u"d MMM yyyy, HH:mm:ss"_s);
        if (value.text.trimmed().isEmpty() || value.toDouble() == 0.0)
            return Words::tr("not reported");
        break;
    case Format::Count:
        if (const auto number = value.toInteger())
            return QLocale().toString(*number);
        break;
    case Format::Bytes:
        if (const auto number = value.toInteger())
            return QLocale().formattedDataSize(*number, 1, QLocale::DataSizeSIFormat);
        break;
    case Format::Plain:
    case Format::Model:
    case Format::File:
    case Format::Template:
    case Format::Source:
    case Format::Formula:
        break;
    }
    return value.text;
}

Node buildTree(const Value &value, const Schema *schema, const QString &label, const QString &path)
{
    Node node;
    node.path = path;
    node.label = label;
    return TreeBuilder().build(value, schema, std::move(node));
}

Node jobTree(const Value &job)
{
    const Job known = readJob(job);
    Node node = buildTree(job, &jobSchema(), known.name());
    if (node.kind == Node::Kind::Object)
        node.text = statusLabel(known.state(), known.status);
    return node;
}

Node graderTree(const Value &grader, const QString &path)
{
    Node node;
    node.label = Words::tr("Grader");
    node.path = path;
    return TreeBuilder().buildGraders(grader, std::move(node));
}

QString treeText(const Node &node)
{
    QString out;
    appendText(out, node, 0);
    return out;
}

} // namespace tuneboard
