// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/ids.h"
#include "app/link/ourlink.h"
#include "app/link/reference.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;
using Kind = Reference::Kind;

Q_DECLARE_METATYPE(tuneboard::Reference::Kind)

class TstReference : public QObject
{
    Q_OBJECT

private slots:
    void kinds_data();
    void kinds();
    void wrappings_data();
    void wrappings();
    void ourLinks();
    void refusedLinks_data();
    void refusedLinks();
    void unknownParametersAreIgnored();
    void longLinks();
    void theReasonDoesNotRepeatTheLink();
    void providerPages_data();
    void providerPages();
    void paths_data();
    void paths();
    void linkHandlerTakesLinksOnly_data();
    void linkHandlerTakesLinksOnly();
    void fileAssociationTakesLocalPathsOnly_data();
    void fileAssociationTakesLocalPathsOnly();
    void ownLinksComeBack_data();
    void ownLinksComeBack();
    void noLinkForWhatIsNoId();
    void mutations();
};

namespace {

// What must hold of every answer, whatever was asked.
bool isSound(const Reference &r)
{
    const auto plainId = [&r] {
        return !r.id.isEmpty() && r.id.size() <= 256 && r.id != u"."_s && r.id != u".."_s &&
               std::all_of(r.id.begin(), r.id.end(), [](QChar c) {
                   return c.unicode() < 128 && (c.isLetterOrNumber() || u":._-"_s.contains(c));
               });
    };
    switch (r.kind) {
    case Kind::None:
        return !r.reason.isEmpty() && r.id.isEmpty() && r.path.isEmpty() && r.target == Kind::None &&
               r.account.isEmpty() && r.tab.isEmpty() && !r.step;
    case Kind::Path:
        return !r.path.isEmpty() && r.id.isEmpty() && !r.path.startsWith(u'-') &&
               !r.path.startsWith("//"_L1) && !r.path.startsWith("\\\\"_L1) && r.target == Kind::Path;
    case Kind::Link:
        return isOpaqueId(r.id) &&
               (r.target == Kind::Job || r.target == Kind::Model || r.target == Kind::Checkpoint) &&
               (r.tab.isEmpty() || tabKey(r.tab) == r.tab) && r.step.value_or(0) >= 0;
    case Kind::ProviderPage:
        return plainId() && (r.target == Kind::Job || r.target == Kind::File);
    case Kind::Job:
    case Kind::Model:
    case Kind::Checkpoint:
    case Kind::File:
    case Kind::Event:
        break;
    }
    return plainId() && r.target == r.kind && r.reason.isEmpty();
}

} // namespace

void TstReference::kinds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Kind>("kind");
    const auto row = [](const char *text, Kind kind) {
        QTest::newRow(text) << QString::fromUtf8(text) << kind;
    };
    row("ftjob-AF1WoRqd3aJAHsqc9NY7iL8F", Kind::Job);
    row("ftjob-72a2792ef7d24ba7b82c7fe4a37e379f", Kind::Job);
    row("ft-AF1WoRqd3aJAHsqc9NY7iL8F", Kind::Job);
    row("ft:gpt-4o-mini-2024-07-18:acme:drone:A1b2C3d4", Kind::Model);
    row("ft:gpt-3.5-turbo-0125:personal::A1b2C3d4", Kind::Model);
    row("gpt-4o-mini-2024-07-18.ft-0e208cf33a6a466994aff31a08aba678", Kind::Model);
    row("gpt-4o-mini-2024-07-18.ft-0e208cf33a6a466994aff31a08aba678-my-suffix", Kind::Model);
    row("ft:gpt-4o-mini-2024-07-18:acme:drone:A1b2C3d4:ckpt-step-120", Kind::Checkpoint);
    row("gpt-4o-mini-2024-07-18.ft-0e208cf33a6a466994aff31a08aba678:ckpt-step-80", Kind::Checkpoint);
    row("ftckpt_qtZ5Gyk4BLq1SfLFWp3RtO3P", Kind::Checkpoint);
    row("ftchkpt-c4e06fe8c8f44ab3b3fdc7d9a5c6a3e5", Kind::Checkpoint);
    row("file-abc123", Kind::File);
    row("ftevent-ddTJfwuMVpfLXseO0Am0Gqjm", Kind::Event);
    row("tuneboard://job/ftjob-abc", Kind::Link);
    row("https://platform.openai.com/finetune/ftjob-abc", Kind::ProviderPage);
    row("job.json", Kind::Path);
    row("file-abc123.csv", Kind::Path);
    row("ftjob-abc.json", Kind::Path);
    row("", Kind::None);
    row("   ", Kind::None);
    row("-", Kind::None);
    row("-platformpluginpath", Kind::None);
    row("--style=x", Kind::None);
    row("  -ftjob-abc", Kind::None);
    row("ftjob-", Kind::None);
    row("ftjob", Kind::None);
    row("ft-", Kind::None);
    row("ft:", Kind::None);
    row("ft:gpt", Kind::None);
    row("file-", Kind::None);
    row("gpt-4o-mini", Kind::None);
    row("gpt-4o.ft-xyz", Kind::None);
    row("ft:gpt:a:b:c:ckpt-step-", Kind::None);
    row("ft:gpt:a:b:c:ckpt-step-99999999999999999999", Kind::None);
    row("ftjob-abc ftjob-def", Kind::None);
    row("ftjob-../../etc/passwd", Kind::None);
    row("ftjob-abc\ndef", Kind::None);
    row("ftjob-\xE2\x80\xAE"
        "abc",
        Kind::None);
    row("hello world", Kind::None);
    row("http://platform.openai.com/finetune/ftjob-abc", Kind::None);
}

void TstReference::kinds()
{
    QFETCH(QString, text);
    QFETCH(Kind, kind);
    const Reference reference = Reference::parse(text);
    QCOMPARE(reference.kind, kind);
    QVERIFY(isSound(reference));
    if (kind != Kind::None && kind != Kind::Link && kind != Kind::ProviderPage && kind != Kind::Path)
        QCOMPARE(reference.id, text);
    if (text.contains(":ckpt-step-120"_L1))
        QCOMPARE(reference.step, std::optional<qint64>(120));
}

void TstReference::wrappings_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *text, const char *id = "ftjob-abc") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(id);
    };
    row("  ftjob-abc\n");
    row("\xEF\xBB\xBF"
        "ftjob-abc\xE2\x80\x8B");
    row("\"ftjob-abc\"");
    row("'ftjob-abc',");
    row("<ftjob-abc>");
    row("`ftjob-abc`");
    row("(ftjob-abc).");
    row("**ftjob-abc**");
    row("“ftjob-abc”");
    row("«ftjob-abc»");
    row("ftjob-abc?!");
    row("<tuneboard://job/ftjob-abc>");
    row("(see tuneboard://job/ftjob-abc)", "");
    row("tuneboard://job/ftjob-abc.");
    row("TUNEBOARD://JOB/ftjob-abc");
    row("tuneboard://job/ftjob%2Dabc");
    row("tuneboard%3A%2F%2Fjob%2Fftjob-abc");
    row("ftjob%2Dabc");
    row("%22ftjob-abc%22");
    row("ft%3Agpt-4o%3Aacme%3A%3AXyz", "ft:gpt-4o:acme::Xyz");
    row("ftjob%2", "");
    row("ftjob-%FF", "");
    row("ftjob-%E2%80%AEabc", "");
    row("%2Dstyle", "");
}

void TstReference::wrappings()
{
    QFETCH(QString, text);
    QFETCH(QString, id);
    const Reference reference = Reference::parse(text);
    QCOMPARE(reference.id, id);
    QCOMPARE(bool(reference), !id.isEmpty());
    QVERIFY(isSound(reference));
}

void TstReference::ourLinks()
{
    Reference link =
        Reference::parse(u"tuneboard://job/ftjob-abc?account=Acme%20%26%20S%C3%B6hne&tab=charts&step=120");
    QCOMPARE(link.kind, Kind::Link);
    QCOMPARE(link.target, Kind::Job);
    QCOMPARE(link.id, u"ftjob-abc"_s);
    QCOMPARE(link.account, u"Acme & Söhne"_s);
    QCOMPARE(link.tab, u"charts"_s);
    QCOMPARE(link.step, std::optional<qint64>(120));
    link = Reference::parse(u"tuneboard://model/ft:gpt-4o:acme::Xyz?account=Acme");
    QCOMPARE(link.target, Kind::Model);
    QCOMPARE(link.id, u"ft:gpt-4o:acme::Xyz"_s);
    QCOMPARE(link.account, u"Acme"_s);
    link = Reference::parse(u"tuneboard://checkpoint/ft:gpt-4o:acme::Xyz:ckpt-step-7");
    QCOMPARE(link.target, Kind::Checkpoint);
    QCOMPARE(link.step, std::optional<qint64>(7));
    link = Reference::parse(u"tuneboard://checkpoint/ftckpt_abc");
    QCOMPARE(link.id, u"ftckpt_abc"_s);
}

void TstReference::refusedLinks_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *text) {
        QTest::newRow(text) << QString::fromUtf8(text);
    };
    row("tuneboard:");
    row("tuneboard:job/ftjob-abc");
    row("tuneboard:/job/ftjob-abc");
    row("tuneboard:///job/ftjob-abc");
    row("tuneboard://");
    row("tuneboard://job");
    row("tuneboard://job/");
    row("tuneboard://job/ftjob-abc/");
    row("tuneboard://job/ftjob-abc/cancel");
    row("tuneboard://cancel/ftjob-abc");
    row("tuneboard://settings/theme");
    row("tuneboard://evil.example/ftjob-abc");
    row("tuneboard://user@job/ftjob-abc");
    row("tuneboard://job:80/ftjob-abc");
    row("tuneboard://job/..");
    row("tuneboard://job/a%2F..%2Fb");
    row("tuneboard://job/ftjob/abc");
    row("tuneboard://job/ftjob-abc%00");
    row("tuneboard://job/ftjob-a%0Ab");
    row("tuneboard://job/ftjob-a%E2%80%AEb");
    row("tuneboard://job/ftjob-a%2");
    row("tuneboard://job/ftjob-a%FF");
    row("tuneboard://job/ftjob-abc#events");
    row("tuneboard://job/ftjob-abc?tab");
    row("tuneboard://job/ftjob-abc?tab=");
    row("tuneboard://job/ftjob-abc?=charts");
    row("tuneboard://job/ftjob-abc?tab=charts&");
    row("tuneboard://job/ftjob-abc?tab=nowhere");
    row("tuneboard://job/ftjob-abc?tab=charts&tab=raw");
    row("tuneboard://job/ftjob-abc?step=-1");
    row("tuneboard://job/ftjob-abc?step=1e3");
    row("tuneboard://job/ftjob-abc?step=%2B1");
    row("tuneboard://job/ftjob-abc?step=99999999999999999999");
    row("tuneboard://job/ftjob-abc?account=a%0Ab");
    row("tuneboard://job/ftjob-abc?account=a#events");
    row("tuneboard://job/ftjob-abc?account=a%E2%81%A6b");
    row("tuneboard://model/ft:a:b::c?tab=charts");
    row("tuneboard://model/ft:a:b::c?step=1");
    row("tuneboard://job/ftjob-abc --style x");
    row("tuneboard://job/ftjob-abc\" --base-url http://evil.example \"");
}

void TstReference::refusedLinks()
{
    QFETCH(QString, text);
    for (const Reference &reference : {Reference::parse(text), Reference::parseLink(text)}) {
        QCOMPARE(reference.kind, Kind::None);
        QVERIFY(isSound(reference));
    }
}

// Of a later version, or of somebody who tries what a link can do: it shows the job and does nothing else.
void TstReference::unknownParametersAreIgnored()
{
    const Reference plain = Reference::parseLink(u"tuneboard://job/ftjob-abc");
    for (const char *more :
         {"host=evil.example", "key=sk-1", "base_url=http://evil.example", "Account=a", "x=%2F"})
        QCOMPARE(Reference::parseLink(u"tuneboard://job/ftjob-abc?"_s + QLatin1StringView(more)), plain);
}

void TstReference::longLinks()
{
    const QString start = u"tuneboard://job/ftjob-abc?account="_s;
    QVERIFY(Reference::parse(start + QString(200, u'a')));
    QVERIFY(!Reference::parse(start + QString(201, u'a')));
    // Over the whole limit, each part by itself could be meant.
    const Reference huge = Reference::parse(start + QString(8192, u'a'));
    QVERIFY(huge.reason.contains("8 KB"_L1));
    QVERIFY(Reference::parse(QString(10'000'000, u'a')).reason.contains("too long"_L1));
    QVERIFY(!Reference::parse(u"ftjob-"_s + QString(251, u'a')));
    QVERIFY(Reference::parse(u"ftjob-"_s + QString(250, u'a')));
}

void TstReference::theReasonDoesNotRepeatTheLink()
{
    for (const char *text : {"tuneboard://job/SECRETWORD?tab=x", "tuneboard://SECRETWORD/a",
                             "tuneboard://job/SECRETWORD%2F..%2Fx", "tuneboard://job/a?=SECRETWORD",
                             "tuneboard://job/a?tab=SECRETWORD", "tuneboard://job/a?step=SECRETWORD",
                             "tuneboard://job/a/SECRETWORD", "https://SECRETWORD.example/ftjob-a",
                             "SECRETWORD %zz", "file://SECRETWORD/x.json"}) {
        const Reference reference = Reference::parse(QString::fromUtf8(text));
        QVERIFY(!reference);
        QVERIFY(!reference.reason.contains("SECRETWORD"_L1, Qt::CaseInsensitive));
    }
}

void TstReference::providerPages_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *text, const char *id = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(id);
    };
    row("https://platform.openai.com/finetune/ftjob-abc", "ftjob-abc");
    row("https://platform.openai.com/finetune/ftjob-abc?filter=all", "ftjob-abc");
    row("HTTPS://PLATFORM.OPENAI.COM/finetune/ftjob-abc/", "ftjob-abc");
    row("<https://platform.openai.com/finetune/ftjob-abc>.", "ftjob-abc");
    row("https://platform.openai.com/storage/files/file-abc", "file-abc");
    row("https://oai.azure.com/portal/0a1b/finetuning/ftjob-72a2792ef7d24ba7b82c7fe4a37e379f?tid=1",
        "ftjob-72a2792ef7d24ba7b82c7fe4a37e379f");
    row("https://ai.azure.com/resource/models?path=%2Ffinetune%2Fftjob-abc&wsid=%2Fsubscriptions%2F1",
        "ftjob-abc");
    row("https://platform.openai.com/finetune");
    row("https://platform.openai.com/finetune/ftjob-abc/ftjob-def");
    row("https://platform.openai.com.evil.example/finetune/ftjob-abc");
    row("https://evil.example/platform.openai.com/finetune/ftjob-abc");
    row("https://user@platform.openai.com/finetune/ftjob-abc");
    row("https://platform.openai.com:444/finetune/ftjob-abc");
}

void TstReference::providerPages()
{
    QFETCH(QString, text);
    QFETCH(QString, id);
    const Reference reference = Reference::parse(text);
    QCOMPARE(reference.id, id);
    QCOMPARE(reference.kind, id.isEmpty() ? Kind::None : Kind::ProviderPage);
    QVERIFY(isSound(reference));
}

void TstReference::paths_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *text, const QString &path) {
        QTest::newRow(text) << QString::fromUtf8(text) << path;
    };
    row("job.json", u"job.json"_s);
    row(" \"my job (1).JSON\" ", u"my job (1).JSON"_s);
    row("results.csv,", u"results.csv"_s);
    row("100%.json", u"100%.json"_s);
    row("/var/tmp/jobs", u"/var/tmp/jobs"_s);
    row("./jobs", u"./jobs"_s);
    row("~/jobs.json", QDir::homePath() + u"/jobs.json"_s);
    row("file:///tmp/a%20b.json", u"/tmp/a b.json"_s);
    row("file://localhost/tmp/a.json", u"/tmp/a.json"_s);
    row("C:\\Users\\Jörg\\job.json", u"C:\\Users\\Jörg\\job.json"_s);
    row("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB.json",
        QString::fromUtf8("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB.json"));
    row("\\\\server\\share\\job.json", {});
    row("//server/share/job.json", {});
    row("\\\\?\\C:\\job.json", {});
    row("file://server/share/job.json", {});
    row("file:////server/share/job.json", {});
    row("file:///tmp/a%0Ab.json", {});
    row("evil\xE2\x80\xAE.json", {});
    row("a\nb.json", {});
}

void TstReference::paths()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    const Reference reference = Reference::parse(text);
    QCOMPARE(reference.path, path);
    QCOMPARE(reference.kind, path.isEmpty() ? Kind::None : Kind::Path);
    QVERIFY(isSound(reference));
}

void TstReference::linkHandlerTakesLinksOnly_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"ftjob-abc", "job.json", "/etc/passwd", "file:///tmp/a.json", "", " tuneboard://job/ftjob-abc",
          "\"tuneboard://job/ftjob-abc\"", "https://platform.openai.com/finetune/ftjob-abc", "-", "--version",
          "-platformpluginpath", "tuneboard%3A//job/ftjob-abc"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TstReference::linkHandlerTakesLinksOnly()
{
    QFETCH(QString, text);
    QVERIFY(!Reference::parseLink(text));
    QVERIFY(isSound(Reference::parseLink(text)));
    QCOMPARE(Reference::parseLink(u"tuneboard://job/ftjob-abc").id, u"ftjob-abc"_s);
}

void TstReference::fileAssociationTakesLocalPathsOnly_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *text, const char *path = "") {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(path);
    };
    row("/tmp/a job.json", "/tmp/a job.json");
    row("/tmp/'quoted'.json,", "/tmp/'quoted'.json,");
    row("file:///tmp/a%20job.json", "/tmp/a job.json");
    row("job", "job");
    row("\\\\server\\share\\job.json");
    row("//server/share/job.json");
    row("\\/server/share/job.json");
    row("file://server/job.json");
    row("\\\\.\\pipe\\x");
    row("tuneboard://job/ftjob-abc");
    row("https://platform.openai.com/finetune/ftjob-abc");
    row("smb://server/job.json");
    row("-style");
    row("--version");
    row("");
    row("a\tb.json");
}

void TstReference::fileAssociationTakesLocalPathsOnly()
{
    QFETCH(QString, text);
    QFETCH(QString, path);
    const Reference reference = Reference::parseLocalPath(text);
    QCOMPARE(reference.path, path);
    QCOMPARE(reference.kind, path.isEmpty() ? Kind::None : Kind::Path);
    QVERIFY(isSound(reference));
}

void TstReference::ownLinksComeBack_data()
{
    QTest::addColumn<QString>("account");
    for (const char *account :
         {"", "Acme", "Acme Inc.", "A & B = C?#%/", "Söhne GmbH (EU)", "日本語", "it's \"so\""})
        QTest::newRow(account) << QString::fromUtf8(account);
}

void TstReference::ownLinksComeBack()
{
    QFETCH(QString, account);
    for (const QString &tab : {QString(), u"overview"_s, u"charts"_s, u"method"_s, u"events"_s,
                               u"checkpoints"_s, u"files"_s, u"raw"_s}) {
        const QString text = jobLink(u"ftjob-abc"_s, account, tab, 9007199254740993);
        for (const Reference &link :
             {Reference::parse(text), Reference::parse(u'<' + text + u">."_s), Reference::parseLink(text)}) {
            QCOMPARE(link.kind, Kind::Link);
            QCOMPARE(link.target, Kind::Job);
            QCOMPARE(link.id, u"ftjob-abc"_s);
            QCOMPARE(link.account, account);
            QCOMPARE(link.tab, tab);
            QCOMPARE(link.step, std::optional<qint64>(9007199254740993));
            QCOMPARE(linkTo(link), text);
        }
    }
    QCOMPARE(jobLink(u"ftjob-abc"_s), u"tuneboard://job/ftjob-abc"_s);
    // In a sentence the question mark is the sentence's; from the link handler it is a part.
    QVERIFY(Reference::parse(u"tuneboard://job/ftjob-abc?"));
    QVERIFY(!Reference::parseLink(u"tuneboard://job/ftjob-abc?"));
    for (const QString &odd : {u"weird."_s, u"weird:"_s, u"weird_"_s})
        QCOMPARE(Reference::parse(jobLink(odd)).id, odd);
    QCOMPARE(Reference::parse(modelLink(u"ft:a:b::c"_s, account)).account, account);
    QCOMPARE(Reference::parse(checkpointLink(u"ftckpt_a"_s, account)).target, Kind::Checkpoint);
}

void TstReference::noLinkForWhatIsNoId()
{
    for (const QString &id : {QString(), u"."_s, u".."_s, u"a/../b"_s, u" a"_s, u"a\n"_s, QString(1025, u'a'),
                              QString(513, u'ü')})
        QVERIFY(jobLink(id).isEmpty());
    QVERIFY(jobLink(u"ftjob-a"_s, {}, u"nowhere"_s).isEmpty());
    QVERIFY(jobLink(u"ftjob-a"_s, {}, {}, -1).isEmpty());
    QVERIFY(jobLink(u"ftjob-a"_s, u"a\nb"_s).isEmpty());
    QVERIFY(linkTo(Reference::parse(u"file-abc")).isEmpty());
    QVERIFY(linkTo(Reference::parse(u"job.json")).isEmpty());
    QVERIFY(linkTo(Reference::parse(u"hello")).isEmpty());
}

// No crash, the same answer twice, and only sound ones.
void TstReference::mutations()
{
    const QStringList seeds{u"tuneboard://job/ftjob-abc?account=Acme%20Inc&tab=charts&step=120"_s,
                            u"tuneboard://checkpoint/ft:gpt-4o:acme::Xyz:ckpt-step-7"_s,
                            u"https://platform.openai.com/finetune/ftjob-abc?filter=all"_s,
                            u"https://ai.azure.com/x?path=%2Fftjob-abc"_s,
                            u"ft:gpt-4o-mini-2024-07-18:acme:drone:A1b2C3d4:ckpt-step-120"_s,
                            u"gpt-4o.ft-0e208cf33a6a466994aff31a08aba678-s"_s,
                            u"file:///tmp/a%20b.json"_s,
                            u"\"C:\\Users\\x\\job.json\""_s,
                            u"<ftjob-AF1WoRqd3aJAHsqc9NY7iL8F>."_s};
    const QString odd = u"-:/?#&=%.<>\"'`\\@ \t\n\0\u202E\u2066\u200B\uFEFFüa0_~"_s;
    QRandomGenerator random(20261123);
    const auto oddChar = [&]() -> QChar {
        return random.bounded(8) == 0 ? QChar(ushort(random.bounded(0x10000)))
                                      : odd.at(random.bounded(odd.size()));
    };
    int understood = 0;
    for (int run = 0; run < 100'000; ++run) {
        QString text = seeds.at(random.bounded(seeds.size()));
        for (int change = random.bounded(1, 6); change > 0; --change) {
            const qsizetype at = random.bounded(text.size() + 1);
            switch (random.bounded(5)) {
            case 0:
                text.insert(at, oddChar());
                break;
            case 1:
                text.remove(at, random.bounded(1, 5));
                break;
            case 2:
                if (at < text.size())
                    text[at] = oddChar();
                break;
            case 3:
                text.insert(at, text.mid(random.bounded(text.size() + 1), random.bounded(12)));
                break;
            case 4:
                text.insert(at, u'%' + QString::number(random.bounded(256), 16));
                break;
            }
        }
        for (const auto parse : {&Reference::parse, &Reference::parseLink, &Reference::parseLocalPath}) {
            const Reference reference = parse(text);
            QVERIFY2(isSound(reference), qPrintable(text));
            QVERIFY(reference == parse(text));
            understood += reference ? 1 : 0;
        }
    }
    QVERIFY(understood > 10'000); // the mutations reach both sides
}

QTEST_GUILESS_MAIN(TstReference)
#include "tst_reference.moc"
