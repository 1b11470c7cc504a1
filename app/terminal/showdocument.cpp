// SPDX-License-Identifier: GPL-3.0-or-later
// How `show` prints a document; see showcommand.h.
#include "app/api/readcsv.h"
#include "app/api/readerror.h"
#include "app/models/documenttree.h"
#include "app/terminal/output.h"
#include "app/terminal/showcommand.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ShowCommand)
};

// A kept body does not say what its status was; its own words do, as far as they go.
int statusFromWords(const Value &body)
{
    const Value *error = body.find(u"error");
    const Value &words = error && error->isObject() ? *error : body;
    for (const auto name : {"code"_L1, "status"_L1, "statusCode"_L1, "type"_L1}) {
        const Value *word = words.find(QString(name));
        const int status = word ? word->text.toInt() : 0;
        if (status >= 400 && status <= 599)
            return status;
    }
    struct Known
    {
        QLatin1StringView word;
        int status;
    };
    static constexpr std::array known{
        Known{"invalid_api_key"_L1, 401},
        Known{"authentication_error"_L1, 401},
        Known{"permission"_L1, 403},
        Known{"unsupported_country"_L1, 403},
        Known{"not_found"_L1, 404},
        Known{"rate_limit"_L1, 429},
        Known{"insufficient_quota"_L1, 429},
        Known{"service_unavailable"_L1, 503},
        Known{"unavailable"_L1, 503},
        Known{"server_error"_L1, 500},
        Known{"gateway"_L1, 502},
        Known{"missing scopes"_L1, 401},
        Known{"incorrect api key"_L1, 401},
    };
    const QString said =
        words.string(u"code") + u' ' + words.string(u"type") + u' ' + words.string(u"message");
    for (const Known &row : known) {
        if (said.contains(row.word, Qt::CaseInsensitive))
            return row.status;
    }
    return 400;
}

// Headers are kept as an object, or as a list of pairs.
RawHeaders headersOf(const Value *kept)
{
    RawHeaders headers;
    if (!kept)
        return headers;
    for (const Value &header : kept->children) {
        if (kept->isObject())
            headers += {header.key.toUtf8(), header.isArray() && !header.children.empty()
                                                 ? header.children.front().text.toUtf8()
                                                 : header.text.toUtf8()};
        else if (header.isArray() && header.children.size() == 2)
            headers += {header.children[0].text.toUtf8(), header.children[1].text.toUtf8()};
    }
    return headers;
}

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

QString errorSentence(const Document &document)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (document.kind == Document::Kind::Error)
        return readError(statusFromWords(document.value), toJson(document.value).toUtf8(), {}, now).line();
    if (document.kind != Document::Kind::Recording)
        return {};
    const Value *inner = document.value.find(u"response");
    const Value *response = inner ? inner : &document.value;
    const Value *body = response ? response->find(u"body") : nullptr;
    const Value *status = response ? response->find(u"status") : nullptr;
    const qint64 code = status ? status->toInteger().value_or(status->text.toInt()) : 0;
    if (code < 300 || code > 599)
        return {};
    QByteArray bytes;
    if (body)
        bytes = body->isString() ? body->text.toUtf8() : toJson(*body).toUtf8();
    ApiError error = readError(int(code), bytes, headersOf(response->find(u"headers")), now);
    if (const Value *request = document.value.find(u"request"))
        error.host = QUrl(request->string(u"url")).host();
    return error.line();
}

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
