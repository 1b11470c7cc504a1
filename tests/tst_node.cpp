// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readcsv.h"
#include "app/api/readdocument.h"
#include "app/api/readjson.h"
#include "app/api/readtext.h"
#include "app/models/documenttree.h"
#include "app/models/nodemodel.h"
#include "tests/support/folders.h"

#include <QAbstractItemModelTester>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using Leaves = QMultiMap<QString, QString>;

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Qt's own JSON reader, as the second opinion: path and value of every leaf.
void collectQt(const QJsonValue &value, const QString &path, Leaves &out)
{
    if (value.isObject() && !value.toObject().isEmpty()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            QString key = it.key();
            collectQt(it.value(), path + u'/' + key.replace(u'~', "~0"_L1).replace(u'/', "~1"_L1), out);
        }
    } else if (value.isArray() && !value.toArray().isEmpty()) {
        for (int i = 0; i < value.toArray().size(); ++i)
            collectQt(value.toArray().at(i), path + u'/' + QString::number(i), out);
    } else if (value.isString()) {
        out.insert(path, value.toString());
    } else {
        const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
        out.insert(path, QString::fromUtf8(array.mid(1, array.size() - 2)));
    }
}

void collectTree(const Node &node, Leaves &out)
{
    if (node.kind == Node::Kind::Leaf || (node.children.empty() && !node.raw.isEmpty()))
        out.insert(node.path, node.raw);
    for (const Node &child : node.children)
        collectTree(child, out);
}

// Numbers may be spelt otherwise by Qt's writer: 2.0 and 2, 1e-5 and 1e-05.
bool sameLiteral(const QString &a, const QString &b)
{
    if (a == b)
        return true;
    bool okA = false;
    bool okB = false;
    const double x = a.toDouble(&okA);
    const double y = b.toDouble(&okB);
    return okA && okB && x == y;
}

QStringList sampleFiles()
{
    QStringList files;
    for (const QString &folder : {test::dataPath({}), test::samplesPath()}) {
        QDirIterator it(folder, {u"*.json"_s, u"*.csv"_s, u"*.txt"_s}, QDir::Files,
                        QDirIterator::Subdirectories);
        while (it.hasNext())
            files.append(it.next());
    }
    files.sort();
    return files;
}

Node treeOf(const QByteArray &json)
{
    return documentTree(readDocument(json));
}

const Node *child(const Node &node, const QString &label)
{
    for (const Node &candidate : node.children) {
        if (candidate.label == label)
            return &candidate;
    }
    return nullptr;
}

} // namespace

class tst_Node : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLeafOfEverySampleOnce_data();
    void everyLeafOfEverySampleOnce();
    void tableRowsDriveOrderAndLabels();
    void unknownFieldsAreGrouped();
    void gradersInAllThreeForms();
    void deepGraders();
    void kindsAreTold_data();
    void kindsAreTold();
    void textHasEveryLeaf();
    void modelFollowsTheTree();
    void modelKeepsIndexesOverARefresh();
    void modelRowsFollowTheirSiblings();
};

void tst_Node::everyLeafOfEverySampleOnce_data()
{
    QTest::addColumn<QString>("path");
    for (const QString &path : sampleFiles())
        QTest::newRow(qPrintable(path.section(u'/', -2))) << path;
}

void tst_Node::everyLeafOfEverySampleOnce()
{
    QFETCH(QString, path);
    const QByteArray bytes = readAll(path);
    const Document document = readDocument(bytes);
    const Node tree = documentTree(document);
    Leaves shown;
    collectTree(tree, shown);

    if (document.kind == Document::Kind::Table) {
        const QList<QByteArray> lines = readResultText(bytes).text.split('\n');
        qsizetype cells = 0;
        for (qsizetype i = 1; i < lines.size(); ++i) {
            if (lines[i].trimmed().isEmpty())
                continue;
            QByteArray line = lines[i];
            if (line.endsWith('\r'))
                line.chop(1);
            const QList<QByteArray> row = line.split(','); // no sample quotes its cells
            for (qsizetype k = 0; k < row.size(); ++k, ++cells)
                QCOMPARE(shown.value(u"/%1/%2"_s.arg(i).arg(k)), QString::fromUtf8(row[k]));
        }
        QCOMPARE(shown.size(), cells);
        return;
    }
    if (document.kind == Document::Kind::Text) {
        QCOMPARE(tree.raw, QString::fromUtf8(bytes));
        return;
    }
    const QByteArray text = linesAsArray(readText(bytes).bytes);
    const auto qt = QJsonDocument::fromJson(text);
    if (qt.isNull() && text.contains("NaN")) // which Qt does not read
        return;
    QVERIFY(!qt.isNull());
    Leaves expected;
    collectQt(qt.isArray() ? QJsonValue(qt.array()) : QJsonValue(qt.object()), {}, expected);
    QCOMPARE(shown.keys(), expected.keys());
    for (auto it = expected.begin(); it != expected.end(); ++it)
        QVERIFY2(sameLiteral(shown.value(it.key()), it.value()), qPrintable(it.key()));
}

void tst_Node::tableRowsDriveOrderAndLabels()
{
    const Node tree = treeOf(R"({"object":"fine_tuning.job","trained_tokens":1234567,"id":"ftjob-1",
        "created_at":1700000000,"status":"running","estimated_finish":0,"user_provided_suffix":"my-suffix"})");
    QCOMPARE(tree.label, u"my-suffix"_s);
    QCOMPARE(tree.text, u"Running"_s);
    QStringList labels;
    for (const Node &node : tree.children)
        labels.append(node.label);
    QCOMPARE(labels, (QStringList{u"Status"_s, u"Job"_s, u"Object"_s, u"Created"_s, u"Estimated finish"_s,
                                  u"Suffix"_s, u"Trained tokens"_s}));
    QCOMPARE(child(tree, u"Trained tokens"_s)->text, u"1,234,567"_s);
    QCOMPARE(child(tree, u"Trained tokens"_s)->raw, u"1234567"_s);
    QCOMPARE(child(tree, u"Created"_s)->text, u"14 Nov 2023, 22:13:20"_s);
    QCOMPARE(child(tree, u"Estimated finish"_s)->text, u"not reported"_s);
    QCOMPARE(child(tree, u"Estimated finish"_s)->raw, u"0"_s);
    QVERIFY(!child(tree, u"Created"_s)->help.isEmpty());
}

void tst_Node::unknownFieldsAreGrouped()
{
    const Node tree =
        treeOf(R"({"object":"fine_tuning.job","id":"ftjob-1","internal_x":{"a":[1,"two"]},"eval_id":null,
        "eval_id":3,"error":{"code":"c","hint":"h"}})");
    const Node *others = child(tree, u"Other fields"_s);
    QVERIFY(others);
    QCOMPARE(others->kind, Node::Kind::Group);
    QCOMPARE(others->children.size(), 3u); // a repeated key is kept twice
    QCOMPARE(others->children[0].label, u"internal_x"_s);
    QCOMPARE(others->children[0].children[0].children[1].path, u"/internal_x/a/1"_s);
    const Node *inner = child(*child(tree, u"Error"_s), u"Other fields"_s);
    QVERIFY(inner);
    QCOMPARE(inner->children[0].raw, u"h"_s);
}

void tst_Node::gradersInAllThreeForms()
{
    const QByteArray check =
        R"({"type":"string_check","name":"exact","input":"{{item.a}}","operation":"eq","reference":"b"})";
    const auto multi = [&](const QByteArray &graders) {
        return treeOf(R"({"type":"multi","calculate_output":"exact","graders":)" + graders + "}");
    };
    for (const QByteArray &graders : {"[" + check + "]", "{\"exact\":" + check + "}"}) {
        const Node tree = multi(graders);
        QCOMPARE(tree.kind, Node::Kind::Grader);
        QCOMPARE(tree.text, u"Multi"_s);
        const Node *list = child(tree, u"Graders"_s);
        QVERIFY(list);
        QCOMPARE(list->children.size(), 1u);
        QCOMPARE(list->children[0].label, u"exact"_s);
        QCOMPARE(list->children[0].text, u"String check"_s);
        QCOMPARE(child(list->children[0], u"Input"_s)->format, Format::Template);
    }
    const Node *alone = nullptr;
    const Node tree = multi(check);
    alone = child(tree, u"Graders"_s);
    QCOMPARE(alone->kind, Node::Kind::Grader);
    QCOMPARE(alone->text, u"String check"_s);
}

void tst_Node::deepGraders()
{
    QByteArray grader = R"({"type":"string_check","name":"leaf","operation":"eq"})";
    for (int i = 0; i < 200; ++i)
        grader = R"({"type":"multi","calculate_output":"a","graders":{"a":)" + grader + "}}";
    const Node tree = treeOf(grader);
    int depth = 0;
    for (const Node *node = &tree; node; ++depth) {
        const Node *list = child(*node, u"Graders"_s);
        node = list ? &list->children[0] : nullptr;
    }
    QCOMPARE(depth, 201);
}

void tst_Node::kindsAreTold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<Document::Kind>("kind");
    using Kind = Document::Kind;
    QTest::newRow("job") << QByteArray(R"({"id":"ftjob-1"})") << Kind::Job;
    QTest::newRow("list") << QByteArray(R"({"object":"list","data":[{"id":"ft-1"}]})") << Kind::JobList;
    QTest::newRow("events") << QByteArray(R"([{"object":"fine_tuning.job.event"}])") << Kind::EventList;
    QTest::newRow("checkpoint") << QByteArray(R"({"id":"ftchkpt-1"})") << Kind::Checkpoint;
    QTest::newRow("file") << QByteArray(R"({"object":"file"})") << Kind::File;
    QTest::newRow("grader") << QByteArray(R"({"type":"python"})") << Kind::Grader;
    QTest::newRow("error") << QByteArray(R"({"error":{"message":"m"}})") << Kind::Error;
    QTest::newRow("inner error") << QByteArray(R"({"message":"m","type":"t","param":null,"code":null})")
                                 << Kind::Error;
    QTest::newRow("recording") << QByteArray(R"({"response":{"status":400,"body":{}}})") << Kind::Recording;
    QTest::newRow("other") << QByteArray(R"({"a":1})") << Kind::Json;
    QTest::newRow("csv") << QByteArray("step,train_loss\n1,0.5\n") << Kind::Table;
    QTest::newRow("base64") << QByteArray("step,train_loss\n1,0.5\n").toBase64() << Kind::Table;
    QTest::newRow("text") << QByteArray("a sentence, with a comma\nand another") << Kind::Text;
    QTest::newRow("cut") << QByteArray("{\"id\":\"ftjob-1\"") << Kind::Text;
    QTest::newRow("empty") << QByteArray() << Kind::Text;
}

void tst_Node::kindsAreTold()
{
    QFETCH(QByteArray, text);
    QTEST(readDocument(text).kind, "kind");
}

void tst_Node::textHasEveryLeaf()
{
    for (const QString &path : sampleFiles()) {
        const Node tree = documentTree(readDocument(readAll(path)));
        const QString text = treeText(tree);
        Leaves leaves;
        collectTree(tree, leaves);
        for (const QString &leaf : std::as_const(leaves)) {
            for (const QString &line : leaf.split(u'\n'))
                QVERIFY2(text.contains(line), qPrintable(path + u": "_s + line));
        }
    }
}

void tst_Node::modelFollowsTheTree()
{
    NodeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (const QString &path : sampleFiles().first(std::min<qsizetype>(25, sampleFiles().size()))) {
        const Node tree = documentTree(readDocument(readAll(path)));
        model.setRoot(tree);
        QCOMPARE(model.rowCount(), int(tree.children.size()));
        Leaves leaves;
        collectTree(tree, leaves);
        if (leaves.size() > 2000)
            continue;
        for (auto it = leaves.begin(); it != leaves.end(); ++it) {
            if (it.key().isEmpty())
                continue;
            const QModelIndex index = model.indexOfPath(it.key());
            QVERIFY2(index.isValid(), qPrintable(it.key()));
            QVERIFY(leaves.values(it.key()).contains(index.data(NodeModel::RawRole).toString()));
        }
    }
    model.clear();
    QCOMPARE(model.rowCount(), 0);
}

void tst_Node::modelKeepsIndexesOverARefresh()
{
    NodeModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRoot(treeOf(R"({"id":"ftjob-1","status":"queued","error":{"code":"a"},"metadata":{"k":"v"}})"));
    QPersistentModelIndex metadata = model.indexOfPath(u"/metadata/k"_s);
    QPersistentModelIndex status = model.indexOfPath(u"/status"_s);
    QSignalSpy changed(&model, &NodeModel::dataChanged);
    QSignalSpy inserted(&model, &NodeModel::rowsInserted);
    QSignalSpy removed(&model, &NodeModel::rowsRemoved);
    QSignalSpy reset(&model, &NodeModel::modelReset);
    model.setRoot(treeOf(R"({"id":"ftjob-1","status":"queued","error":{"code":"a"},"metadata":{"k":"v"}})"));
    QCOMPARE(changed.count() + inserted.count() + removed.count() + reset.count(), 0);
    model.setRoot(treeOf(
        R"({"id":"ftjob-1","status":"running","error":{},"created_at":5,"metadata":{"k":"v","l":"w"}})"));
    QCOMPARE(reset.count(), 0);
    QVERIFY(metadata.isValid());
    QCOMPARE(metadata.data(NodeModel::RawRole).toString(), u"v"_s);
    QCOMPARE(status.data().toString(), u"Status"_s);
    QCOMPARE(status.data(NodeModel::RawRole).toString(), u"running"_s);
    QVERIFY(model.indexOfPath(u"/created_at"_s).isValid());
    QVERIFY(model.indexOfPath(u"/metadata/l"_s).isValid());
}

// Rows are stored, not searched for: they have to follow what comes and goes before them.
void tst_Node::modelRowsFollowTheirSiblings()
{
    NodeModel model;
    const auto check = [&](int rows) {
        const QModelIndex metadata = model.indexOfPath(u"/metadata"_s);
        QCOMPARE(model.rowCount(metadata), rows);
        for (int row = 0; row < rows; ++row) {
            const QModelIndex child = model.index(row, 0, metadata);
            for (int below = 0; below < model.rowCount(child); ++below)
                QCOMPARE(model.parent(model.index(below, 0, child)).row(), row);
        }
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex top = model.index(row, 0);
            for (int below = 0; below < model.rowCount(top); ++below)
                QCOMPARE(model.parent(model.index(below, 0, top)).row(), row);
        }
    };
    model.setRoot(treeOf(R"({"id":"j","metadata":{"a":{"x":1},"b":{"x":1},"c":{"x":1},"d":{"x":1}}})"));
    check(4);
    model.setRoot(treeOf(R"({"id":"j","error":{"code":"e"},"metadata":{"a":{"x":1},"d":{"x":1}}})"));
    check(2);
    model.setRoot(treeOf(R"({"metadata":{"a":{"x":1},"e":{"x":1},"f":{"x":1,"y":2},"d":{"x":2}}})"));
    check(4);
    model.setRoot(treeOf(R"({"metadata":{"d":{"x":2}}})"));
    check(1);
}

QTEST_GUILESS_MAIN(tst_Node)
#include "tst_node.moc"
