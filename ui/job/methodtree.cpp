// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/methodtree.h"

#include "app/api/job.h"
#include "app/api/terms.h"
#include "app/models/documenttree.h"
#include "app/models/formula.h"
#include "ui/job/valuepath.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MethodTree)
};

QString lastStep(const QString &path)
{
    return path.mid(path.lastIndexOf(u'/') + 1);
}

const Node *childAt(const Node &node, QStringView step)
{
    for (const Node &child : node.children) {
        if (child.kind != Node::Kind::Group && lastStep(child.path) == step)
            return &child;
    }
    return nullptr;
}

QString childText(const Node &node, QStringView step)
{
    const Node *child = childAt(node, step);
    return child && child->isString ? child->raw : QString();
}

// "Image, not fetched" for a block that holds one; empty: it is none.
QString mediaName(const Node &node)
{
    const QString type = childText(node, u"type");
    if (type == "input_image"_L1 || type == "output_image"_L1)
        return Words::tr("Image, not fetched");
    if (type == "input_audio"_L1 || type == "output_audio"_L1)
        return Words::tr("Audio, not fetched");
    return {};
}

class Arranger
{
public:
    explicit Arranger(MethodTree &tree)
        : m_tree(tree)
    {
    }

    // What `graders` holds moves up into its grader: one level less to open, the paths stay true.
    void arrange(Node &node)
    {
        Formed formed;
        if (node.kind == Node::Kind::Grader)
            formed = arrangeGrader(node);
        else if (const QString media = mediaName(node); !media.isEmpty())
            node.text = media;
        for (Node &child : node.children)
            arrange(child);
        if (node.kind == Node::Kind::Grader)
            weigh(node, formed); // which needs to know how far the children's scores reach
    }

private:
    // A grader's formula and what it may name.
    struct Formed
    {
        QString text;
        QString path; ///< of the formula; empty: there is none
        std::vector<QStringList> names;
        std::vector<QString> paths; ///< of the children
    };

    Formed arrangeGrader(Node &node)
    {
        Formed formed;
        std::vector<QStringList> &names = formed.names;
        std::vector<QString> &paths = formed.paths;
        std::vector<Node> children;
        const Node *formula = childAt(node, u"calculate_output");
        formed.text = formula ? formula->raw : QString();
        formed.path = formula ? formula->path : QString();
        for (Node &child : node.children) {
            const bool isGraders = lastStep(child.path) == "graders"_L1 && child.kind != Node::Kind::Group;
            if (isGraders && child.kind == Node::Kind::Grader) {
                child.label = childText(child, u"name");
                note(child, {}, names, paths);
                children.push_back(std::move(child));
            } else if (isGraders && holdsGraders(child)) {
                for (Node &grader : child.children) {
                    note(grader, keyOf(grader), names, paths);
                    children.push_back(std::move(grader));
                }
            } else {
                children.push_back(std::move(child));
            }
        }
        node.children = std::move(children);
        return formed;
    }

    void weigh(const Node &node, const Formed &formed)
    {
        if (formed.path.isEmpty()) {
            m_spans.insert(node.path, scoreSpan(childText(node, u"type"), rangeOf(node)));
            return;
        }
        std::vector<ScoreSpan> spans;
        for (const QString &path : formed.paths)
            spans.push_back(m_spans.value(path));
        const Formula read = readFormula(formed.text, formed.names);
        const std::vector<GraderShare> shares = graderShares(read, spans);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            if (shares[i].share > 0)
                m_tree.shares.insert(formed.paths[i], shares[i]);
        }
        m_spans.insert(node.path, scoreSpan(read, spans));
        m_tree.formulaNames.insert(formed.path, formed.names);
        m_tree.formulaShares.insert(formed.path, shares);
    }

    static std::optional<double> rangeOf(const Node &grader)
    {
        const Node *range = childAt(grader, u"range");
        if (!range || range->children.size() != 2)
            return std::nullopt;
        bool hasLow = false;
        bool hasHigh = false;
        const double low = range->children[0].raw.toDouble(&hasLow);
        const double high = range->children[1].raw.toDouble(&hasHigh);
        return hasLow && hasHigh ? std::optional(high - low) : std::nullopt;
    }

    static bool holdsGraders(const Node &node)
    {
        return std::any_of(node.children.begin(), node.children.end(),
                           [](const Node &child) { return child.kind == Node::Kind::Grader; });
    }

    // In an array the last step is a number, which no formula means as a name.
    static QString keyOf(const Node &grader)
    {
        QString key = lastStep(grader.path);
        bool isNumber = false;
        static_cast<void>(key.toUInt(&isNumber));
        return isNumber ? QString() : key.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
    }

    static void note(const Node &grader, const QString &key, std::vector<QStringList> &names,
                     std::vector<QString> &paths)
    {
        names.push_back({key, childText(grader, u"name")});
        paths.push_back(grader.path);
    }

    QHash<QString, ScoreSpan> m_spans; ///< by a grader's path
    MethodTree &m_tree;
};

QString sentenceFor(const Job &job, bool isEmpty)
{
    if (isEmpty)
        return Words::tr("The server sent neither a method nor hyperparameters for this job.");
    if (job.methodIsInferred())
        return Words::tr("The server names no method; supervised training is inferred. It has no grader.");
    const QString type = job.methodType();
    if (type == "supervised"_L1)
        return Words::tr("Supervised training learns from example answers; it has no grader.");
    if (type == "dpo"_L1)
        return Words::tr("DPO learns from pairs of a preferred and a rejected answer; it has no grader.");
    if (methodLabel(type) == type && !job.grader())
        return Words::tr(
            "A method that this version does not know; what the server sent of it is shown as it came.");
    return job.grader() ? QString() : Words::tr("The server sent no grader for this job.");
}

void arrange(MethodTree &tree)
{
    Arranger arranger(tree);
    for (Node &node : tree.root.children) {
        if (node.kind == Node::Kind::Grader)
            node.label = childText(node, u"name");
        arranger.arrange(node);
    }
}

} // namespace

MethodTree methodTree(const Value &value, const Job &job)
{
    MethodTree tree;
    tree.root.kind = Node::Kind::Object;
    Node whole = jobTree(value);
    std::vector<Node> first, middle, last;
    const QString type = job.methodType();
    for (Node &node : whole.children) {
        if (node.path == "/hyperparameters"_L1) {
            node.label = job.method ? Words::tr("Hyperparameters beside the method") : node.label;
            (job.method ? last : middle).push_back(std::move(node));
        }
    }
    for (Node &node : whole.children) {
        if (node.path != "/method"_L1)
            continue;
        if (node.children.empty()) {
            last.push_back(std::move(node));
            continue;
        }
        for (Node &part : node.children) {
            const QString step = lastStep(part.path);
            if (part.kind != Node::Kind::Group && step == type && !part.children.empty()) {
                for (Node &inner : part.children) {
                    const bool isGrader = lastStep(inner.path) == "grader"_L1;
                    (isGrader ? first : middle).push_back(std::move(inner));
                }
            } else {
                last.push_back(std::move(part));
            }
        }
    }
    // Branches of methods that the job does not use come last, the type before them.
    std::stable_partition(last.begin(), last.end(), [](const Node &node) { return !node.children.empty(); });
    std::stable_partition(last.begin(), last.end(), [](const Node &node) { return node.raw != "null"_L1; });
    for (std::vector<Node> *part : {&first, &middle, &last}) {
        for (Node &node : *part)
            tree.root.children.push_back(std::move(node));
    }
    arrange(tree);
    tree.sentence = sentenceFor(job, tree.root.children.empty());
    return tree;
}

MethodTree methodTree(const Document &document, const QString &sentence)
{
    MethodTree tree;
    Node whole = documentTree(document);
    if (whole.kind == Node::Kind::Grader) {
        tree.root.kind = Node::Kind::Object;
        tree.root.children.push_back(std::move(whole));
    } else {
        tree.root = std::move(whole);
    }
    arrange(tree);
    tree.sentence = sentence;
    return tree;
}

} // namespace tuneboard
