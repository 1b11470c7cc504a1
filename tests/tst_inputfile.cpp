// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/inputfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#    include <sys/socket.h>
#    include <sys/stat.h>
#    include <sys/un.h>
#    include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

QString write(const QTemporaryDir &folder, const QString &name, const QByteArray &bytes)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(name));
    return file.fileName();
}

} // namespace

class TstInputFile : public QObject
{
    Q_OBJECT

private slots:
    void opensARegularFile();
    void refusesEverythingElse_data();
    void refusesEverythingElse();
    void refusesALinkWhereItIsTold();
    void readsNoMoreThanTheLimit_data();
    void readsNoMoreThanTheLimit();
    void readsAPipeToItsLimit();
    void knowsDeviceNames_data();
    void knowsDeviceNames();
};

void TstInputFile::opensARegularFile()
{
    const QTemporaryDir folder;
    const QString path = write(folder, u"a file"_s, "0123456789");
    QFile file;
    QCOMPARE(openRegularFile(file, path), QString());
    QCOMPARE(file.size(), 10);
    QVERIFY(!file.isSequential());
    QVERIFY(file.seek(5));
    QCOMPARE(file.read(2), QByteArray("56"));
    QVERIFY(file.map(0, 10));
}

void TstInputFile::refusesEverythingElse_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("says");
    QTest::newRow("folder") << u"folder"_s << u"folder"_s;
    QTest::newRow("missing") << u"missing"_s << QString();
    QTest::newRow("no name") << u"none"_s << QString();
    QTest::newRow("NUL in the name") << u"nul"_s << QString();
#ifdef Q_OS_UNIX
    QTest::newRow("pipe without a writer") << u"fifo"_s << u"pipe"_s;
    QTest::newRow("link to a pipe") << u"link to fifo"_s << u"pipe"_s;
    QTest::newRow("socket") << u"socket"_s << u"socket"_s;
    QTest::newRow("endless device") << u"/dev/zero"_s << u"device"_s;
    QTest::newRow("terminal") << u"/dev/tty"_s << u"device"_s;
    QTest::newRow("null device") << u"/dev/null"_s << u"device"_s;
    QTest::newRow("link without a target") << u"dangling"_s << QString();
#endif
}

void TstInputFile::refusesEverythingElse()
{
    QFETCH(QString, kind);
    QFETCH(QString, says);
    const QTemporaryDir folder;
    QString path = folder.filePath(u"x"_s);
    if (kind == u"folder")
        path = folder.path();
    else if (kind == u"none")
        path.clear();
    else if (kind == u"nul")
        path = write(folder, u"a"_s, "a") + QChar(u'\0') + u"b"_s;
#ifdef Q_OS_UNIX
    if (kind == u"fifo")
        QCOMPARE(mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    if (kind == u"link to fifo") {
        QCOMPARE(mkfifo(QFile::encodeName(folder.filePath(u"fifo"_s)).constData(), 0600), 0);
        QVERIFY(QFile::link(folder.filePath(u"fifo"_s), path));
    }
    if (kind == u"dangling")
        QVERIFY(QFile::link(folder.filePath(u"nowhere"_s), path));
    if (kind == u"socket") {
        sockaddr_un address = {};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, QFile::encodeName(path).constData(), sizeof address.sun_path);
        const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
        QCOMPARE(::bind(descriptor, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        ::close(descriptor);
    }
    if (kind.startsWith(u'/'))
        path = kind;
#endif
    QFile file;
    const QString problem = openRegularFile(file, path);
    QVERIFY(!problem.isEmpty());
    QVERIFY2(problem.contains(says), qPrintable(problem));
    QVERIFY(!file.isOpen());
}

void TstInputFile::refusesALinkWhereItIsTold()
{
#ifdef Q_OS_UNIX
    const QTemporaryDir folder;
    const QString path = write(folder, u"a"_s, "a");
    const QString link = folder.filePath(u"link"_s);
    QVERIFY(QFile::link(path, link));
    QFile file;
    QCOMPARE(openRegularFile(file, link), QString());
    QFile other;
    QVERIFY(!openRegularFile(other, link, SymLinks::Refuse).isEmpty());
    QVERIFY(!other.isOpen());
    QCOMPARE(openRegularFile(other, path, SymLinks::Refuse), QString());
#endif
}

void TstInputFile::readsNoMoreThanTheLimit_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("isRead");
    QTest::newRow("empty") << 0 << true;
    QTest::newRow("one byte") << 1 << true;
    QTest::newRow("one less") << 99'999 << true;
    QTest::newRow("the limit") << 100'000 << true;
    QTest::newRow("one more") << 100'001 << false;
    QTest::newRow("far more") << 900'000 << false;
}

void TstInputFile::readsNoMoreThanTheLimit()
{
    QFETCH(int, size);
    QFETCH(bool, isRead);
    const QTemporaryDir folder;
    const QByteArray bytes(size, 'x');
    QFile file;
    QCOMPARE(openRegularFile(file, write(folder, u"a"_s, bytes)), QString());
    const auto read = readAtMost(file, 100'000);
    QCOMPARE(read.has_value(), isRead);
    if (isRead)
        QCOMPARE(*read, bytes);
    else
        QCOMPARE(file.pos(), 0); // refused by its size
    QCOMPARE(file.error(), QFileDevice::NoError);
}

void TstInputFile::readsAPipeToItsLimit()
{
#ifdef Q_OS_UNIX
    for (const auto &[size, isRead] : {std::pair{0, true}, {1000, true}, {1001, false}, {5000, false}}) {
        int ends[2] = {-1, -1};
        QCOMPARE(pipe(ends), 0);
        const QByteArray bytes(size, 'x');
        QCOMPARE(::write(ends[1], bytes.constData(), std::size_t(size)), ssize_t(size));
        ::close(ends[1]);
        QFile file;
        QVERIFY(file.open(ends[0], QIODevice::ReadOnly, QFileDevice::AutoCloseHandle));
        const auto read = readAtMost(file, 1000);
        QCOMPARE(read.has_value(), isRead);
        QVERIFY(!isRead || *read == bytes);
    }
#endif
}

void TstInputFile::knowsDeviceNames_data()
{
    QTest::addColumn<bool>("isDevice");
    for (const char *name : {"con", "NUL", "Aux", "prn", "COM1", "lpt9", "com0", "nul.txt", "CON.tar.gz",
                             "con ", "COM1:", "conin$", "CONOUT$", "com\xC2\xB2"})
        QTest::newRow(name) << true;
    for (const char *name : {"", "console", "com", "com10", "lpt", "xcon", "nu", "a.con", "job.json", "comx"})
        QTest::newRow(name) << false;
}

void TstInputFile::knowsDeviceNames()
{
    QFETCH(bool, isDevice);
    QCOMPARE(isDeviceName(QString::fromUtf8(QTest::currentDataTag())), isDevice);
}

QTEST_GUILESS_MAIN(TstInputFile)
#include "tst_inputfile.moc"
