// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/layers/includes.h"
#include "tests/layers/rooms.h"
#include "tests/support/folders.h"

#include <QFile>
#include <QTest>

#include <span>

using namespace Qt::StringLiterals;
using namespace tuneboard::layers;

class TstLayers : public QObject
{
    Q_OBJECT

private slots:
    void everyFileKeepsToItsRoom();
    void aBreachIsSeen_data();
    void aBreachIsSeen();
    void everyRowHasABreach();
    void whatIsAllowedPasses_data();
    void whatIsAllowedPasses();
    void anUnclassifiedFileIsSeen_data();
    void anUnclassifiedFileIsSeen();
    void aRowNamesOnlyRows();
};

namespace {

// Stand-ins for one file of each room.
QSet<QString> someFiles()
{
    return {
        u"app/main.cpp"_s,
        u"app/api/job.h"_s,
        u"app/api/readjob.h"_s,
        u"app/api/call.h"_s,
        u"app/archive/archive.h"_s,
        u"app/models/jobtable.h"_s,
        u"app/repository/repository.h"_s,
        u"app/link/reference.h"_s,
        u"app/link/instance.h"_s,
        u"app/accounts/profile.h"_s,
        u"app/demo/scenario.h"_s,
        u"app/terminal/list.h"_s,
        u"ui/mainwindow.h"_s,
        u"ui/theme.h"_s,
        u"ui/charts/line.h"_s,
        u"ui/jobs/jobspage.h"_s,
    };
}

struct Case
{
    QLatin1StringView path;
    QLatin1StringView include; ///< as it stands in the line
};

constexpr Case breachesToSee[] = {
    {"app/process.cpp"_L1, "<QTimer>"_L1},
    {"app/api/job.h"_L1, "<QObject>"_L1},
    {"app/api/job.h"_L1, "<QNetworkReply>"_L1},
    {"app/api/job.h"_L1, "<QJsonObject>"_L1},
    {"app/api/job.h"_L1, "<QtCore/QJsonObject>"_L1},
    {"app/api/job.cpp"_L1, "<simdjson.h>"_L1},
    {"app/api/job.cpp"_L1, "\"app/api/readjob.h\""_L1},
    {"app/api/job.cpp"_L1, "\"call.h\""_L1},
    {"app/api/readjob.cpp"_L1, "<QNetworkAccessManager>"_L1},
    {"app/api/readjob.cpp"_L1, "\"app/archive/archive.h\""_L1},
    {"app/api/call.cpp"_L1, "\"app/models/jobtable.h\""_L1},
    {"app/api/call.cpp"_L1, "\"app/archive/archive.h\""_L1},
    {"app/api/call.cpp"_L1, "<simdjson.h>"_L1},
    {"app/api/call.cpp"_L1, "<QWidget>"_L1},
    {"app/archive/archive.cpp"_L1, "<QTcpSocket>"_L1},
    {"app/archive/archive.cpp"_L1, "\"app/models/jobtable.h\""_L1},
    {"app/archive/archive.cpp"_L1, "<QSqlDatabase>"_L1},
    {"app/models/jobtable.cpp"_L1, "\"app/api/call.h\""_L1},
    {"app/models/jobtable.cpp"_L1, "\"app/archive/archive.h\""_L1},
    {"app/models/jobtable.cpp"_L1, "<QColor>"_L1},
    {"app/models/jobtable.cpp"_L1, "<sqlite3.h>"_L1},
    {"app/repository/repository.cpp"_L1, "<QWidget>"_L1},
    {"app/repository/repository.cpp"_L1, "<QNetworkReply>"_L1},
    {"app/repository/repository.cpp"_L1, "<SQLiteCpp/Database.h>"_L1},
    {"app/link/reference.cpp"_L1, "<QLocalSocket>"_L1},
    {"app/link/instance.cpp"_L1, "<QApplication>"_L1},
    {"app/accounts/profile.cpp"_L1, "<QMessageBox>"_L1},
    {"app/accounts/profile.cpp"_L1, "\"ui/mainwindow.h\""_L1},
    {"app/demo/scenario.cpp"_L1, "<QWidget>"_L1},
    {"app/demo/scenario.cpp"_L1, "\"app/terminal/list.h\""_L1},
    {"app/terminal/list.cpp"_L1, "<QTcpServer>"_L1},
    {"app/terminal/list.cpp"_L1, "\"ui/mainwindow.h\""_L1},
    {"app/terminal/list.cpp"_L1, "<QIcon>"_L1},
    {"ui/mainwindow.cpp"_L1, "<QNetworkAccessManager>"_L1},
    {"ui/mainwindow.cpp"_L1, "<QChart>"_L1},
    {"ui/mainwindow.cpp"_L1, "<QDBusConnection>"_L1},
    {"ui/mainwindow.cpp"_L1, "\"app/archive/archive.h\""_L1},
    {"ui/jobs/jobspage.cpp"_L1, "<QJsonDocument>"_L1},
    {"ui/jobs/jobspage.cpp"_L1, "<sqlite3.h>"_L1},
    {"ui/jobs/jobspage.cpp"_L1, "<QtCharts/QChartView>"_L1},
    {"ui/jobs/jobspage.cpp"_L1, "\"app/api/call.h\""_L1},
    {"ui/charts/line.cpp"_L1, "<QNetworkReply>"_L1},
    {"ui/charts/line.cpp"_L1, "<QDBusMessage>"_L1},
    {"ui/systemtheme.cpp"_L1, "<QChart>"_L1},
    {"ui/theme.cpp"_L1, "\"app/demo/scenario.h\""_L1},
    {"ui/theme.cpp"_L1, "<fontconfig/fontconfig.h>"_L1},
    // On every system, or inside an #ifdef.
    {"app/main.cpp"_L1, "<unistd.h>"_L1},
    {"app/archive/archive.cpp"_L1, "<sys/stat.h>"_L1},
    {"app/link/instance.cpp"_L1, "<signal.h>"_L1},
    {"ui/mainwindow.cpp"_L1, "<windows.h>"_L1},
    // Known to nobody.
    {"app/main.cpp"_L1, "<boost/any.hpp>"_L1},
    {"app/models/jobtable.cpp"_L1, "\"app/models/lost.h\""_L1},
};

constexpr Case includesToPass[] = {
    {"app/main.cpp"_L1, "<QChart>"_L1},
    {"app/main.cpp"_L1, "\"app/demo/scenario.h\""_L1},
    {"app/api/job.h"_L1, "<QString>"_L1},
    {"app/api/job.h"_L1, "<QtCore/QDateTime>"_L1},
    {"app/api/job.h"_L1, "<cstdint>"_L1},
    {"app/api/job.cpp"_L1, "<QCoreApplication>"_L1},
    {"app/api/readjob.cpp"_L1, "<simdjson.h>"_L1},
    {"app/api/readjob.cpp"_L1, "<QJsonDocument>"_L1},
    {"app/api/call.h"_L1, "<QNetworkReply>"_L1},
    {"app/api/call.h"_L1, "\"app/api/readjob.h\""_L1},
    {"app/archive/archive.cpp"_L1, "<SQLiteCpp/Database.h>"_L1},
    {"app/models/jobtable.h"_L1, "<QAbstractTableModel>"_L1},
    {"app/models/jobtable.cpp"_L1, "\"app/api/job.h\""_L1},
    {"app/repository/repository.cpp"_L1, "<QNetworkInformation>"_L1},
    {"app/repository/repository.cpp"_L1, "\"app/archive/archive.h\""_L1},
    {"app/link/instance.cpp"_L1, "<QLocalServer>"_L1},
    {"app/link/reference.cpp"_L1, "<QUrl>"_L1},
    {"app/accounts/profile.cpp"_L1, "<qt6keychain/keychain.h>"_L1},
    {"app/demo/httpserver.cpp"_L1, "<QTcpServer>"_L1},
    {"app/terminal/list.cpp"_L1, "\"app/accounts/profile.h\""_L1},
    {"app/terminal/list.cpp"_L1, "<csignal>"_L1},
    {"ui/mainwindow.cpp"_L1, "<QMainWindow>"_L1},
    {"ui/mainwindow.cpp"_L1, "\"ui/jobs/jobspage.h\""_L1},
    {"ui/mainwindow.cpp"_L1, "\"mainwindow.moc\""_L1},
    {"ui/jobs/jobspage.cpp"_L1, "\"app/models/jobtable.h\""_L1},
    {"ui/charts/line.cpp"_L1, "<QChartView>"_L1},
    {"ui/systemtheme.cpp"_L1, "<QDBusInterface>"_L1},
    {"ui/fonts.cpp"_L1, "<fontconfig/fontconfig.h>"_L1},
};

QString lineFor(const Case &entry)
{
    return "#pragma once\n#include %1\n"_L1.arg(entry.include);
}

void addRows(std::span<const Case> cases)
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("text");
    for (const Case &entry : cases) {
        QTest::addRow("%s %s", entry.path.latin1(), entry.include.latin1())
            << QString(entry.path) << lineFor(entry);
    }
}

} // namespace

void TstLayers::everyFileKeepsToItsRoom()
{
    const QString root = tuneboard::test::sourcePath({});
    const QStringList paths = projectFiles(root);
    QVERIFY(paths.contains(u"app/main.cpp"_s));
    const QSet<QString> files(paths.begin(), paths.end());
    QStringList found;
    for (const QString &path : paths) {
        QFile file(root + u'/' + path);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(path));
        found += breaches(path, QString::fromUtf8(file.readAll()), files);
    }
    QVERIFY2(found.isEmpty(), qPrintable(u'\n' + found.join(u'\n')));
}

void TstLayers::aBreachIsSeen_data()
{
    addRows(breachesToSee);
}

void TstLayers::aBreachIsSeen()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    const QStringList found = breaches(path, text, someFiles());
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(path + ":2: "_L1), qPrintable(found.first()));
}

void TstLayers::everyRowHasABreach()
{
    QSet<QString> seen;
    for (const Case &entry : breachesToSee)
        seen.insert(roomOf(QString(entry.path))->name);
    for (const Room &room : rooms())
        QVERIFY2(seen.contains(room.name), qPrintable(room.name));
}

void TstLayers::whatIsAllowedPasses_data()
{
    addRows(includesToPass);
    const QString path = u"app/archive/archive.cpp"_s;
    QTest::newRow("inside #ifdef") << path << u"#ifdef Q_OS_UNIX\n#include <unistd.h>\n#endif\n"_s;
    QTest::newRow("in the #else")
        << path << u"#if defined(Q_OS_WIN)\n#include <windows.h>\n#else\n#include <sys/stat.h>\n#endif\n"_s;
    QTest::newRow("indented") << path << u"#ifdef Q_OS_UNIX\n#    include <fcntl.h>\n#endif\n"_s;
    QTest::newRow("if it is there") << path
                                    << u"#if __has_include(<sys/mman.h>)\n#include <sys/mman.h>\n#endif\n"_s;
    QTest::newRow("in a comment") << path << u"// #include <QWidget>\n"_s;
}

void TstLayers::whatIsAllowedPasses()
{
    QFETCH(QString, path);
    QFETCH(QString, text);
    QCOMPARE(breaches(path, text, someFiles()), QStringList());
}

void TstLayers::anUnclassifiedFileIsSeen_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("a file of app/api in none of its three rows") << u"app/api/helper.h"_s;
    QTest::newRow("a new room") << u"app/misc/helper.h"_s;
    QTest::newRow("beside main") << u"app/helper.cpp"_s;
}

void TstLayers::anUnclassifiedFileIsSeen()
{
    QFETCH(QString, path);
    const QStringList found = breaches(path, {}, someFiles());
    QCOMPARE(found.size(), 1);
    QVERIFY2(found.first().startsWith(path), qPrintable(found.first()));
    // A header guard is no question about the platform, and closing it ends nothing else.
    QCOMPARE(breaches(u"app/main.cpp"_s, u"#ifndef X_H\n#include <poll.h>\n#endif\n"_s, someFiles()).size(),
             1);
    QCOMPARE(
        breaches(u"app/main.cpp"_s, u"#ifdef Q_OS_UNIX\n#endif\n#include <poll.h>\n"_s, someFiles()).size(),
        1);
}

void TstLayers::aRowNamesOnlyRows()
{
    QSet<QString> names;
    for (const Room &room : rooms()) {
        QVERIFY2(!names.contains(room.name), qPrintable(room.name));
        names.insert(room.name);
    }
    for (const Room &room : rooms()) {
        if (room.rooms.contains(u"all"_s))
            continue;
        for (const QString &name : room.rooms)
            QVERIFY2(names.contains(name), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TstLayers)
#include "tst_layers.moc"
