// SPDX-License-Identifier: GPL-3.0-or-later
// The archive and the settings of version 0.1 open with every column, every raw byte and every key unchanged.
// The files were written by that version and cannot be made again; a change of the schema extends this test.
#include "app/accounts/profile.h"
#include "app/archive/archiverecords.h"
#include "app/models/savedview.h"
#include "tests/support/sessionprogram.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QStandardPaths>

#include <sqlite3.h>

#include <memory>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

/// The unpacked content of a .xz file; empty if it could not be unpacked.
QByteArray unpacked(const QString &path)
{
    QProcess xz;
    xz.start(u"xz"_s, {u"-dc"_s, path});
    return xz.waitForFinished(kWaitMs) && xz.exitCode() == 0 ? xz.readAllStandardOutput() : QByteArray();
}

QString quoted(QString name)
{
    return u'"' + name.replace(u'"', u"\"\""_s) + u'"';
}

/// One value as the list writes it: its type, then the number, the text, or the length and SHA-256 of a blob.
QString cellText(sqlite3_stmt *row, int column)
{
    const auto bytes = [&] {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(row, column));
        return QByteArray(data, sqlite3_column_bytes(row, column));
    };
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return u"int %1"_s.arg(sqlite3_column_int64(row, column));
    case SQLITE_FLOAT:
        return u"real "_s + QString::asprintf("%.17g", sqlite3_column_double(row, column));
    case SQLITE_TEXT:
        return u"text "_s + QString::fromUtf8(bytes());
    case SQLITE_BLOB: {
        const QByteArray blob = bytes();
        return u"blob %1 %2"_s.arg(blob.size())
            .arg(QString::fromLatin1(QCryptographicHash::hash(blob, QCryptographicHash::Sha256).toHex()));
    }
    default:
        return u"null"_s;
    }
}

QString cellText(const QJsonArray &row)
{
    QStringList cells;
    for (const QJsonValue &cell : row)
        cells += cell.toString();
    return cells.join(u" | "_s);
}

/// The rows of a table in the list's order; only the columns that the list names, as a later schema has more.
QStringList rowsOf(const QString &path, const QString &table, const QStringList &columns)
{
    sqlite3 *db = nullptr;
    sqlite3_stmt *statement = nullptr;
    QStringList names;
    for (const QString &column : columns)
        names += quoted(column);
    const QByteArray sql =
        u"SELECT %1 FROM %2 ORDER BY %1"_s.arg(names.join(u", "_s), quoted(table)).toUtf8();
    QStringList rows;
    if (sqlite3_open_v2(path.toUtf8().constData(), &db, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.constData(), -1, &statement, nullptr) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            QStringList cells;
            for (int column = 0; column < sqlite3_column_count(statement); ++column)
                cells += cellText(statement, column);
            rows += cells.join(u" | "_s);
        }
    } else {
        rows += QString::fromUtf8(sqlite3_errmsg(db));
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return rows;
}

struct ListedTable
{
    QString name;
    QStringList columns;
    QStringList rows;
};

/// What the archive held when version 0.1 had closed it.
std::vector<ListedTable> listedTables(const QByteArray &list)
{
    std::vector<ListedTable> tables;
    for (const QByteArray &line : list.split('\n')) {
        const QJsonDocument json = QJsonDocument::fromJson(line);
        if (json.isObject()) {
            ListedTable table{json.object().value("table"_L1).toString(), {}, {}};
            for (const QJsonValue &column : json.object().value("columns"_L1).toArray())
                table.columns += column.toString();
            tables.push_back(table);
        } else if (json.isArray()) {
            tables.back().rows += cellText(json.array());
        }
    }
    return tables;
}

void compareTables(const QString &path, const std::vector<ListedTable> &tables)
{
    for (const ListedTable &table : tables) {
        const QStringList rows = rowsOf(path, table.name, table.columns);
        for (qsizetype i = 0; i < std::min(rows.size(), table.rows.size()); ++i)
            QCOMPARE(rows.at(i), table.rows.at(i));
        QVERIFY2(rows.size() == table.rows.size(), qPrintable(table.name));
    }
}

/// Every key of a settings file with its value, as the list writes it.
QStringList keysOf(const QString &path)
{
    const QSettings settings(path, QSettings::IniFormat);
    QStringList lines;
    for (const QString &key : settings.allKeys()) {
        const QVariant value = settings.value(key);
        QString text = value.toString();
        if (value.typeId() == QMetaType::QByteArray)
            text = QString::fromLatin1(value.toByteArray().toBase64());
        else if (value.typeId() == QMetaType::QStringList)
            text = value.toStringList().join(u'\n');
        const QByteArray json = QJsonDocument(QJsonArray{key, text}).toJson(QJsonDocument::Compact);
        lines += QString::fromUtf8(json);
    }
    lines.sort();
    return lines;
}

QStringList linesOf(const QByteArray &text)
{
    QStringList lines = QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts);
    lines.sort();
    return lines;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TstUpgrade : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void everyColumnAndByteIsUnchanged();
    void theArchiveReadsWhatTheFileHolds();
    void aFileThatCannotBeWrittenIsReadAsItIs();
    void everyResultFileIsUnchanged();
    void everySettingIsUnchanged();
    void theWindowShowsAllAndChangesNothing();
    void computesFlagsInTheBackgroundAfterAnUpdate();

private:
    [[nodiscard]] QString archive() const { return m_folder->filePath(u"archive.sqlite"_s); }
    [[nodiscard]] QString settings() const { return m_folder->filePath(u"settings.ini"_s); }

    QByteArray m_archive;
    std::vector<ListedTable> m_tables;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstUpgrade::initTestCase()
{
    if (QStandardPaths::findExecutable(u"xz"_s).isEmpty())
        QSKIP("xz is not installed");
    m_archive = unpacked(dataPath(u"archive-0.1.sqlite.xz"_s));
    QVERIFY(!m_archive.isEmpty());
    m_tables = listedTables(unpacked(dataPath(u"archive-0.1.list.xz"_s)));
    QCOMPARE(m_tables.size(), std::size_t(16));
}

/// A copy of both files for each test.
void TstUpgrade::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(archive());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(m_archive), m_archive.size());
    QVERIFY(QFile::copy(dataPath(u"settings-0.1.ini"_s), settings()));
    QVERIFY(QFile::setPermissions(settings(), QFile::ReadOwner | QFile::WriteOwner));
}

void TstUpgrade::everyColumnAndByteIsUnchanged()
{
    compareTables(archive(), m_tables);
    QVERIFY(std::holds_alternative<std::unique_ptr<Archive>>(
        Archive::open({archive()}))); // migrates where the schema is newer
    compareTables(archive(), m_tables);
}

void TstUpgrade::theArchiveReadsWhatTheFileHolds()
{
    const auto opened = std::get<std::unique_ptr<Archive>>(Archive::open({archive()}));
    QVERIFY(!opened->check());
    QCOMPARE(std::get<std::vector<AccountRecord>>(opened->accounts()).size(), std::size_t(2));
    const auto newest = std::get<JobRows>(opened->newest(1000));
    int jobs = 0;
    for (const JobRow &row : newest.rows) {
        const auto stored =
            std::get<std::optional<StoredJob>>(opened->job({row.account, QString::fromUtf8(row.id)}));
        QVERIFY(stored);
        QVERIFY(!stored->history.empty());
        QCOMPARE(QJsonDocument::fromJson(stored->raw).object().value("id"_L1).toString().toUtf8(), row.id);
        ++jobs;
    }
    QCOMPARE(jobs, 40);
}

void TstUpgrade::aFileThatCannotBeWrittenIsReadAsItIs()
{
    Archive::Options options{archive()};
    options.readOnly = true;
    const auto opened = std::get<std::unique_ptr<Archive>>(Archive::open(options));
    QCOMPARE(std::get<JobRows>(opened->newest(1000)).rows.size(), std::size_t(40));
    QCOMPARE(std::get<ListOrder>(opened->records().listOrder(1, ListKind::Jobs)), ListOrder::Unknown);
    compareTables(archive(), m_tables);
}

void TstUpgrade::everyResultFileIsUnchanged()
{
    QCOMPARE(QProcess::execute(
                 u"tar"_s, {u"-xJf"_s, dataPath(u"archive-0.1.files.tar.xz"_s), u"-C"_s, m_folder->path()}),
             0);
    QHash<QString, QByteArray> listed;
    for (const QString &line : linesOf(contentOf(dataPath(u"archive-0.1.files.sha256"_s))))
        listed.insert(line.mid(66), line.left(64).toLatin1());
    QCOMPARE(listed.size(), 25);

    const auto opened = std::get<std::unique_ptr<Archive>>(Archive::open({archive()}));
    for (const QString &row : rowsOf(archive(), u"contents"_s, {u"account"_s, u"file"_s})) {
        const QStringList cells = row.split(u" | "_s);
        const auto stored =
            std::get<StoredFile>(opened->records().file(cells.at(0).mid(4).toLongLong(), cells.at(1).mid(5)));
        const QByteArray bytes = contentOf(stored.path);
        QVERIFY2(!bytes.isEmpty(), qPrintable(stored.path));
        QCOMPARE(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(),
                 listed.value(QFileInfo(stored.path).fileName()));
    }
}

void TstUpgrade::everySettingIsUnchanged()
{
    const QStringList listed = linesOf(contentOf(dataPath(u"settings-0.1.list"_s)));
    QVERIFY(listed.size() > 30);
    QCOMPARE(keysOf(settings()), listed);

    QSettings file(settings(), QSettings::IniFormat);
    QStringList problems;
    const std::vector<Profile> profiles = readProfiles(file, &problems);
    const QList<SavedView> views = readViews(file, &problems);
    QCOMPARE(problems, QStringList());
    QCOMPARE(profiles.size(), std::size_t(2));
    QCOMPARE(views.size(), 3);
    // Writing back what was read changes no key.
    QVERIFY(writeProfiles(file, profiles));
    for (const SavedView &view : views)
        QVERIFY(writeView(file, view));
    file.sync();
    QCOMPARE(keysOf(settings()), listed);
}

void TstUpgrade::theWindowShowsAllAndChangesNothing()
{
    const auto unlocked = [](const QStringList &keys) {
        QStringList rest;
        std::copy_if(keys.begin(), keys.end(), std::back_inserter(rest),
                     [](const QString &key) { return !key.startsWith(u"[\"window/"_s); });
        return rest;
    };
    const QStringList before = unlocked(keysOf(settings()));
    Program program;
    program.settings = std::make_unique<QSettings>(settings(), QSettings::IniFormat);
    program.options.archivePath = archive();
    program.options.offline = true;
    QVERIFY(program.run());
    QCOMPARE(program.rows(), 40);
    const QStringList rail = program.railTexts();
    for (const QString &view : {u"Failed this quarter"_s, u"Größte Läufe"_s, u"Odd, \"quoted\" = view"_s})
        QVERIFY2(rail.contains(view), qPrintable(rail.join(u'\n')));
    program.window().close();
    program.session.reset();
    program.settings->sync();
    // Columns that are new since then come after the others.
    QStringList after = unlocked(keysOf(settings()));
    for (QString &key : after)
        key.remove(QRegularExpression(u"\\\\nbest_step:[0-9]+:0\\\\nflags:[0-9]+:0"_s));
    QCOMPARE(after, before);
    compareTables(archive(), m_tables);
}

// Version 0.1 had no flags. Nothing is requested for them, and no other column changes.
void TstUpgrade::computesFlagsInTheBackgroundAfterAnUpdate()
{
    QCOMPARE(QProcess::execute(
                 u"tar"_s, {u"-xJf"_s, dataPath(u"archive-0.1.files.tar.xz"_s), u"-C"_s, m_folder->path()}),
             0);
    const auto outdated = [this] {
        const auto opened = std::get<std::unique_ptr<Archive>>(Archive::open({archive()}));
        return std::get<std::vector<JobKey>>(opened->records().outdatedFlags()).size();
    };
    QVERIFY(outdated() > 10);
    Program program;
    program.settings = std::make_unique<QSettings>(settings(), QSettings::IniFormat);
    program.options.archivePath = archive();
    program.options.offline = true;
    program.options.backfillPerMinute = 30;
    QVERIFY(program.run());
    QVERIFY(QTest::qWaitFor([&] { return outdated() == 0; }, kWaitMs));
    const int all = program.rows();
    program.find<QLineEdit>(u"findBox"_s)->setText(u"is:diverged,overfit,dropped"_s);
    QVERIFY(QTest::qWaitFor([&] { return program.rows() > 0 && program.rows() < all; }, kWaitMs));
    program.window().close();
    program.session.reset();
    compareTables(archive(), m_tables);
}

QTEST_MAIN(TstUpgrade)
#include "tst_upgrade.moc"
