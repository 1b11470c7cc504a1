// SPDX-License-Identifier: GPL-3.0-or-later
// How `show` prints a document; see showcommand.h.
#include "app/api/readcsv.h"
#include "app/api/readdocumenterror.h"
#include "app/models/documenttree.h"
#include "app/terminal/output.h"
#include "app/terminal/showcommand.h"

#include <QCoreApplication>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShowCommand)
};

// Labels stay on their lines; values may have several. Nothing hidden is left.
void makeVisible(Node &node)
{
    node.label = visibleText(node.label, Lines::Escape);
    node.text = visibleText(node.text);
    node.raw = visibleText(node.raw);
    for (Node &child : node.children)
        makeVisible(child);
}

bool isNumber(const QString &text)
{
    bool ok = false;
    (void)text.toDouble(&ok);
    return ok;
}

QString tableAsText(const QByteArray &text)
{
    CsvReader reader(text);
    std::vector<QByteArrayView> cells;
    std::vector<QStringList> rows;
    qsizetype width = 0;
    while (reader.next(cells)) {
        QStringList row;
        for (const QByteArrayView cell : cells)
            row += visibleText(QString::fromUtf8(cell), Lines::Escape);
        width = std::max(width, row.size());
        rows.push_back(std::move(row));
    }
    if (rows.empty())
        return {};
    std::vector<TextColumn> columns;
    for (qsizetype i = 0; i < width; ++i) {
        const QString name = rows.front().value(i, Words::tr("column %1").arg(i + 1));
        const bool numbers = std::all_of(rows.begin() + 1, rows.end(), [i](const QStringList &row) {
            return row.value(i).isEmpty() || isNumber(row.value(i));
        });
        columns.push_back({name, numbers, 0, 0});
    }
    rows.erase(rows.begin());
    return alignedText(std::move(columns), std::move(rows), 0);
}

QString treeAsText(const Document &document)
{
    Node tree = documentTree(document);
    makeVisible(tree);
    return treeText(tree);
}

} // namespace

QString documentAsText(const Document &document)
{
    switch (document.kind) {
    case Document::Kind::Table:
        return tableAsText(document.text);
    case Document::Kind::Text: {
        QString text = visibleText(QString::fromUtf8(document.text));
        if (!text.isEmpty() && !text.endsWith(u'\n'))
            text += u'\n';
        return text;
    }
    case Document::Kind::Error:
    case Document::Kind::Recording: {
        const QString sentence = errorSentence(document);
        return (sentence.isEmpty() ? QString() : visibleText(sentence, Lines::Escape) + "\n\n"_L1) +
               treeAsText(document);
    }
    case Document::Kind::Job:
    case Document::Kind::JobList:
    case Document::Kind::Event:
    case Document::Kind::EventList:
    case Document::Kind::Checkpoint:
    case Document::Kind::CheckpointList:
    case Document::Kind::File:
    case Document::Kind::FileList:
    case Document::Kind::Grader:
    case Document::Kind::GraderList:
    case Document::Kind::Json:
        break;
    }
    return treeAsText(document);
}

} // namespace tuneboard
