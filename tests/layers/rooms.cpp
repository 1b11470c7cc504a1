// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/rooms.h"

#include <QDirIterator>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tuneboard::layers {

namespace {

// The table. What a row does not name, that room may not include; the C++ library is open to all, what only
// some systems have (unistd.h, windows.h, …) to all inside an #ifdef. A line with an empty first cell goes on
// with the row above. The first row whose files fit counts.
//
// A new file needs no change here, but in app/api: there each file is a value, reads bytes (read*), or makes
// requests, and has its name in one of the three rows.
//
// Qt modules have their names, and Core is split in three:
//   Core     values: QString, QList, QDateTime, …
//   Json     QJson*, QCbor*
//   Objects  what has an identity or touches the system: QObject, QTimer, QThread, QFile, item models, …
constexpr auto table = R"(
room          | files                      | may include                       | Qt                          | other
--------------|----------------------------|-----------------------------------|-----------------------------|---------
main          | app/main app/maincli       | all                               | all                         | all
process       | app/process                | process                           | Core                        |
              | app/mingwthreads           |                                   |                             |
--------------|----------------------------|-----------------------------------|-----------------------------|---------
api-values    | app/api/result             | api-values                        | Core                        |
              | app/api/secret             |                                   |                             |
              | app/api/value              |                                   |                             |
              | app/api/field              |                                   |                             |
              | app/api/document           |                                   |                             |
              | app/api/job                |                                   |                             |
              | app/api/jobrow             |                                   |                             |
              | app/api/jobsummary         |                                   |                             |
              | app/api/method             |                                   |                             |
              | app/api/grader             |                                   |                             |
              | app/api/event              |                                   |                             |
              | app/api/checkpoint         |                                   |                             |
              | app/api/file               |                                   |                             |
              | app/api/terms              |                                   |                             |
              | app/api/textstore          |                                   |                             |
              | app/api/rawobject          |                                   |                             |
              | app/api/plainline          |                                   |                             |
              | app/api/certificate        |                                   |                             |
              | app/api/retry              |                                   |                             |
              | app/api/extras             |                                   |                             |
              | app/api/utc                |                                   |                             |
              | app/api/jobaliases         |                                   |                             |
              | app/api/listchoice         |                                   |                             |
              | app/api/readdecimal        |                                   |                             |
              | app/api/readnumber         |                                   |                             |
              | app/api/readtime           |                                   |                             |
              | app/api/errorwords         |                                   |                             |
              | app/api/readwords          |                                   |                             |
api-read      | app/api/read*              | api-values api-read               | Core Json                   | simdjson
api-requests  | app/api/call               | api-values api-read api-requests  | Core Objects Network        | zlib
              | app/api/apiclient          |                                   |                             |
              | app/api/dialect            |                                   |                             |
              | app/api/cooldown           |                                   |                             |
              | app/api/request            |                                   |                             |
              | app/api/oncedevice         |                                   |                             |
              | app/api/answerbody         |                                   |                             |
              | app/api/gunzip             |                                   |                             |
              | app/api/http*              |                                   |                             |
--------------|----------------------------|-----------------------------------|-----------------------------|---------
archive       | app/archive/*              | api-values api-read archive       | Core Objects                | sqlite
models        | app/models/*               | api-values models                 | Core Objects                |
repository    | app/repository/*           | api-values api-read api-requests  | Core Objects                |
              |                            | archive models repository         | QNetworkInformation         |
--------------|----------------------------|-----------------------------------|-----------------------------|---------
link-instance | app/link/instance*         | process link link-instance        | Core Objects Network        |
link          | app/link/*                 | api-values api-read api-requests  | Core Objects                |
              |                            | archive models repository         |                             |
              |                            | link link-instance                |                             |
accounts      | app/accounts/*             | api-values api-read api-requests  | Core Objects Network        | keychain
              |                            | archive models repository         |                             |
              |                            | accounts                          |                             |
demo          | app/demo/*                 | api-values api-read api-requests  | Core Objects Json           |
              |                            | archive models repository demo    | Network                     |
terminal      | app/terminal/*             | api-values api-read api-requests  | Core Objects Json           |
              |                            | archive models repository         |                             |
              |                            | link link-instance accounts demo  |                             |
              |                            | terminal                          |                             |
--------------|----------------------------|-----------------------------------|-----------------------------|---------
ui-charts     | ui/charts/*                | api-values models repository      | Core Objects Gui Widgets    |
              |                            | accounts link                     | Svg Charts                  |
              |                            | ui ui-charts ui-desktop           |                             |
ui-desktop    | ui/notice* ui/systemtheme* | api-values models repository      | Core Objects Gui Widgets    | fontconfig
              | ui/fonts*                  | accounts link                     | Svg DBus                    |
              |                            | ui ui-charts ui-desktop           |                             |
ui            | ui/*                       | api-values models repository      | Core Objects Gui Widgets    |
              |                            | accounts link link-instance       | Svg                         |
              |                            | ui ui-charts ui-desktop           |                             |
)"_L1;

QList<Room> readTable()
{
    QList<Room> rows;
    bool inHead = true;
    for (const QString &line : QString(table).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList cells = line.split(u'|');
        // The head ends with the first line of dashes.
        if (line.startsWith(u'-') || inHead) {
            inHead = inHead && !line.startsWith(u'-');
            continue;
        }
        if (cells.size() != 5)
            qFatal("tests/layers/rooms.cpp: not five cells: %s", qPrintable(line));
        const auto cell = [&cells](int column) {
            return cells.at(column).split(u' ', Qt::SkipEmptyParts);
        };
        const QString name = cells.first().trimmed();
        if (!name.isEmpty())
            rows.append({name, {}, {}, {}, {}});
        rows.last().files += cell(1);
        rows.last().rooms += cell(2);
        rows.last().qt += cell(3);
        rows.last().libraries += cell(4);
    }
    return rows;
}

} // namespace

const QList<Room> &rooms()
{
    static const QList<Room> rows = readTable();
    return rows;
}

bool fits(const QStringList &cell, QStringView name)
{
    return std::any_of(cell.begin(), cell.end(), [name](const QString &word) {
        return word == "all"_L1 ||
               (word.endsWith(u'*') ? name.startsWith(QStringView(word).chopped(1)) : name == word);
    });
}

const Room *roomOf(const QString &path)
{
    const qsizetype dot = path.lastIndexOf(u'.');
    const QString stem = dot > path.lastIndexOf(u'/') ? path.first(dot) : path;
    const auto row = std::find_if(rooms().begin(), rooms().end(),
                                  [&stem](const Room &room) { return fits(room.files, stem); });
    return row == rooms().end() ? nullptr : std::to_address(row);
}

QStringList projectFiles(const QString &sourceFolder)
{
    const QDir root(sourceFolder);
    QStringList files;
    for (const QString &folder : {u"app"_s, u"ui"_s}) {
        QDirIterator walk(root.filePath(folder), {u"*.h"_s, u"*.cpp"_s, u"*.mm"_s}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext())
            files.append(root.relativeFilePath(walk.next()));
    }
    files.sort();
    return files;
}

} // namespace tuneboard::layers
