// SPDX-License-Identifier: GPL-3.0-or-later
#include "packaging/files/helpfiles.h"
#include "packaging/files/iconfiles.h"
#include "packaging/files/releasenotes.h"

#include "tests/support/folders.h"

#include <QFile>
#include <QTest>

#include <cstdlib>

using namespace tuneboard;
using namespace tuneboard::packaging;
using namespace Qt::StringLiterals;

class TstPackageFiles : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionIsEverywhere();
    void textForRoff();
    void releases();
    void ourChangelogIsRead();
    void metainfoHoldsNoMarkup();
    void debianDates();
    void aKeptIconIsTheDrawing_data();
    void aKeptIconIsTheDrawing();
    void brokenIcons();
};

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(tuneboard::test::sourcePath(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QList<CommandHelp> someCommands()
{
    CommandHelp window{CommandLine::Mode::Window, {}, u"[REF]"_s, u"Opens the window."_s, {}, {}};
    CommandHelp list{CommandLine::Mode::List,    u"list"_s, {},
                     u"It's a list: of jobs."_s, {},        {u"Exit codes: 0."_s}};
    list.options += {u"--format"_s, u"text|json"_s, u"text [or] \"JSON\"; `x`"_s};
    list.options += {u"--out"_s, u"FILE"_s, u".starts with a dot\\"_s};
    return {window, list};
}

} // namespace

void TstPackageFiles::everyOptionIsEverywhere()
{
    const QList<CommandHelp> commands = commandHelp();
    const QString manual = manualPage(commands, u"1.2.3"_s, QDate(2026, 11, 26));
    const QString bash = bashCompletion(commands);
    const QString zsh = zshCompletion(commands);
    const QString fish = fishCompletion(commands);
    QVERIFY(manual.startsWith(".TH TUNEBOARD 1 \"2026-11-26\" \"Tuneboard 1.2.3\""_L1));
    for (const CommandHelp &command : commands) {
        for (const QString &text : {bash, zsh, fish})
            QVERIFY2(text.contains(command.word), qPrintable(command.word));
        for (const OptionHelp &option : command.options) {
            const QString escaped = QString(option.name).replace(u'-', "\\-"_L1);
            QVERIFY2(manual.contains("\\fB"_L1 + escaped + "\\fR"_L1), qPrintable(option.name));
            QVERIFY2(bash.contains(option.name), qPrintable(option.name));
            QVERIFY2(zsh.contains(option.name + (option.value.isEmpty() ? u"["_s : u"=["_s)),
                     qPrintable(option.name));
            QVERIFY2(fish.contains(" -l "_L1 + option.name.mid(2) + u' '), qPrintable(option.name));
        }
    }
}

void TstPackageFiles::textForRoff()
{
    const QString manual = manualPage(someCommands(), u"1"_s, {});
    QVERIFY(manual.contains("text [or] \\(dqJSON\\(dq; \\(gax\\(ga"_L1));
    QVERIFY(manual.contains("\n\\&.starts with a dot\\e\n"_L1));
    QVERIFY(manual.contains(".SS list\n"_L1));
    QVERIFY(bashCompletion(someCommands())
                .contains("list:--format) mapfile -t COMPREPLY < <(compgen -W \"text json\""_L1));
    QVERIFY(bashCompletion(someCommands()).contains("list:--out) mapfile -t COMPREPLY < <(compgen -f"_L1));
    QVERIFY(zshCompletion(someCommands()).contains("'list:It'\\''s a list'"_L1));
    QVERIFY(
        zshCompletion(someCommands()).contains("'--format=[text \\[or\\] \"JSON\"]:value:(text json)'"_L1));
    QVERIFY(fishCompletion(someCommands()).contains("-l format -x -a 'text json'"_L1));
}

void TstPackageFiles::releases()
{
    const QList<Release> list =
        releasesIn(u"# Changes\n\nWhat a user notices.\n\n- not a change\n\n## 1.10.0\n\nNew. It "
                   "goes\non.\n\n- **Bold** and `code <x>`\n  goes on\n- [link](https://x.y)\n\n"
                   "## 1.9.0, 2026-01-02\n\n- one\n## 1.8.0 (2025-12-31)\n## soon\n"_s);
    QCOMPARE(list.size(), 3);
    QCOMPARE(list[0].version, u"1.10.0"_s);
    QVERIFY(!list[0].date.isValid());
    QCOMPARE(list[0].summary, u"New. It goes on."_s);
    QCOMPARE(list[0].changes, QStringList({u"Bold and code <x> goes on"_s, u"link"_s}));
    QCOMPARE(list[1].date, QDate(2026, 1, 2));
    QCOMPARE(list[1].changes, QStringList(u"one"_s));
    QCOMPARE(list[2].date, QDate(2025, 12, 31));
    QVERIFY(releasesIn({}).isEmpty());
    QVERIFY(releasesIn(u"- a\n"_s).isEmpty());
}

void TstPackageFiles::ourChangelogIsRead()
{
    const QList<Release> list = releasesIn(QString::fromUtf8(contentOf(u"CHANGELOG.md"_s)));
    QVERIFY(!list.isEmpty());
    for (const Release &release : list)
        QVERIFY2(!release.changes.isEmpty(), qPrintable(release.version));
}

void TstPackageFiles::metainfoHoldsNoMarkup()
{
    const Release release{u"1.0"_s, {}, u"a & b"_s, {u"x < y"_s}};
    QCOMPARE(metainfo(u"<r>\n@RELEASES@\n</r>\n"_s, {release}, QDate(2026, 11, 26)),
             u"<r>\n    <release version=\"1.0\" date=\"2026-11-26\">\n      <description>\n"
             "        <p>a &amp; b</p>\n        <ul>\n          <li>x &lt; y</li>\n        </ul>\n"
             "      </description>\n    </release>\n</r>\n"_s);
}

void TstPackageFiles::debianDates()
{
    const QList<Release> list{{u"1.1"_s, {}, u"News."_s, {QString(u"word "_s).repeated(30)}},
                              {u"1.0"_s, QDate(2026, 3, 1), {}, {u"First."_s}}};
    const QString text = debianChangelog(list, u"A B <a@b>"_s, QDate(2026, 11, 26));
    QVERIFY(text.startsWith("tuneboard (1.1-1) unstable; urgency=medium\n\n  * News.\n  * word"_L1));
    QVERIFY(text.contains("\n -- A B <a@b>  Thu, 26 Nov 2026 00:00:00 +0000\n\ntuneboard (1.0-1)"_L1));
    QVERIFY(text.endsWith(" -- A B <a@b>  Sun, 01 Mar 2026 00:00:00 +0000\n"_L1));
    for (const QString &line : text.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TstPackageFiles::aKeptIconIsTheDrawing_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QList<int>>("sizes");
    QTest::newRow("Windows") << u"packaging/windows/tuneboard.ico"_s << QList<int>{16, 32, 48, 256};
    QTest::newRow("macOS") << u"packaging/macos/tuneboard.icns"_s << QList<int>{16, 32, 128, 256, 512, 1024};
}

// Drawn anew they may differ in an edge, by the version of Qt; a changed drawing differs everywhere.
void TstPackageFiles::aKeptIconIsTheDrawing()
{
    QFETCH(QString, path);
    QFETCH(QList<int>, sizes);
    const QByteArray svg = contentOf(u"resources/icons/tuneboard.svg"_s);
    QList<int> seen;
    const QMap<QByteArray, QImage> pictures = picturesIn(contentOf(path));
    for (const QImage &picture : pictures) {
        QVERIFY(!picture.isNull() && picture.width() == picture.height());
        seen += picture.width();
        const QImage kept = picture.convertToFormat(QImage::Format_ARGB32);
        const QImage drawn = drawIcon(svg, kept.width());
        qint64 difference = 0;
        for (int y = 0; y < kept.height(); ++y) {
            for (int x = 0; x < kept.width(); ++x) {
                const QRgb a = kept.pixel(x, y);
                const QRgb b = drawn.pixel(x, y);
                difference += std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b)) +
                              std::abs(qBlue(a) - qBlue(b)) + std::abs(qAlpha(a) - qAlpha(b));
            }
        }
        // On average two steps of 255 a channel.
        QVERIFY2(difference <= qint64{8} * kept.width() * kept.height(),
                 "draw it anew: cmake --build --preset dev --target update_icons");
    }
    for (const int size : sizes)
        QVERIFY2(seen.contains(size), qPrintable(QString::number(size)));
}

void TstPackageFiles::brokenIcons()
{
    QVERIFY(drawIcon("<svg", 16).isNull());
    QVERIFY(icoFile("no picture").isEmpty());
    QVERIFY(icnsFile({}).isEmpty());
    QVERIFY(picturesIn({}).isEmpty());
    QVERIFY(picturesIn("icns\xff\xff\xff\xff"
                       "ic07\xff\xff\xff\xff")
                .isEmpty());
    QVERIFY(picturesIn(QByteArray("\0\0\1\0\xff\xff", 6)).isEmpty());
}

QTEST_GUILESS_MAIN(TstPackageFiles)
#include "tst_packagefiles.moc"
