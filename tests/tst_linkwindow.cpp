// SPDX-License-Identifier: GPL-3.0-or-later
// What links and files do to a running window, as another start hands them over: jobs, models, checkpoints,
// files, and what strangers write.
#include "app/link/instance.h"
#include "app/link/ourlink.h"
#include "app/models/jobsmodel.h"
#include "tests/support/hostilelinks.h"
#include "tests/support/seed.h"
#include "tests/support/sessionprogram.h"
#include "ui/job/checkpointstab.h"
#include "ui/job/jobpane.h"
#include "ui/job/recordview.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobspage.h"

#include <QApplication>
#include <QDesktopServices>
#include <QNetworkProxyFactory>
#include <QSignalSpy>
#include <QThread>

#include <array>

#ifdef Q_OS_UNIX
#    include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

QByteArray made(const QByteArray &model)
{
    return R"(,"fine_tuned_model":")" + model + '"';
}

FaultServer::Handler listing(const QByteArrayList &jobs)
{
    return [jobs](const FaultRequest &request) {
        return request.path().endsWith("/jobs")
                   ? FaultAnswer::json(200, page(jobs))
                   : FaultAnswer::json(404, R"({"error":{"message":"Could not find it"}})");
    };
}

/// The window's side of a second start, as main() ties it.
struct Mailbox
{
    QTemporaryDir folder;
    Instance instance{{folder.path(), 20'000}};
    int received = 0;

    explicit Mailbox(const Program &program)
    {
        QVERIFY(instance.claim({}) == Instance::Claim::First);
        QVERIFY(instance.listen({}));
        QObject::connect(&instance, &Instance::received, program.session.get(),
                         [this, &program](const Reference &reference, bool asked, const QByteArray &token) {
                             ++received;
                             program.window().bringForward(token);
                             if (asked)
                                 program.window().openReference(reference);
                         });
    }
    /// Other starts, one after another; false: one of them was not taken.
    [[nodiscard]] bool send(const QList<Handover> &handovers)
    {
        const int before = received;
        QList<Instance::Claim> claims;
        const std::unique_ptr<QThread> thread(QThread::create([&] {
            for (const Handover &handover : handovers)
                claims += Instance({folder.path(), 20'000}).claim(handover);
        }));
        QSignalSpy ended(thread.get(), &QThread::finished);
        thread->start();
        const bool ends = thread->isFinished() || ended.wait(120'000);
        thread->wait();
        return ends && claims.count(Instance::Claim::HandedOver) == handovers.size() &&
               QTest::qWaitFor([&] { return received == before + int(handovers.size()); }, kWaitMs);
    }
    [[nodiscard]] bool send(ReferenceOrigin origin, const QString &text)
    {
        Handover handover;
        handover.origin = origin;
        handover.text = text;
        return send({handover});
    }
};

} // namespace

class TstLinkWindow : public QObject
{
    Q_OBJECT

private slots:
    void aModelOpensTheJobThatMadeIt();
    void aModelWaitsForTheFirstListing_data();
    void aModelWaitsForTheFirstListing();
    void aModelOfTwoAccountsIsAChoice();
    void aCheckpointOpensItsJobAndStep();
    void aStartWithoutALinkBringsTheWindowForward();
    void filesAreShown();
    void whatIsNoFileIsSaid();
    void hostileLinks();
};

void TstLinkWindow::aModelOpensTheJobThatMadeIt()
{
    FaultServer server;
    server.always(listing({jobJson("ftjob-a", 1, made("ft:gpt-4o:acme::A1")), jobJson("ftjob-b")}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    const JobsPage *jobs = program.window().jobsPage();
    for (const QString &text :
         {u"ft:gpt-4o:acme::A1"_s, modelLink(u"ft:gpt-4o:acme::A1"_s), u"ft:gpt-4o:acme::A1:ckpt-step-8"_s}) {
        program.window().openReference(u"ftjob-b"_s);
        QTRY_VERIFY_WITH_TIMEOUT(jobs->openedJob() && jobs->openedJob()->id == u"ftjob-b", kWaitMs);
        program.window().openReference(text);
        QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, u"ftjob-a"_s, kWaitMs);
    }
    // Typed, it is opened by Return, and makes room.
    auto *find = program.find<FindBox>(u"findBox"_s);
    program.window().openReference(u"ftjob-b"_s);
    QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, u"ftjob-b"_s, kWaitMs);
    find->setFocus();
    QTest::keyClicks(find, u"ft:gpt-4o:acme::A1"_s);
    QTest::keyClick(find, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, u"ftjob-a"_s, kWaitMs);
    QCOMPARE(find->text(), QString());
    const qsizetype before = server.requests().size();
    program.window().openReference(u"ft:gpt-4o:acme::None"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"There is no job of ft:gpt-4o:acme::None"_s), kWaitMs);
    QVERIFY(program.says(u"the archive"_s) && program.says(u"Work"_s));
    for (const FaultRequest &request :
         server.requests().sliced(before)) // of the first listing's afterthoughts
        QVERIFY2(!request.target.contains("acme"), request.target.constData());
    QCOMPARE(jobs->openedJob()->id, u"ftjob-a"_s);
    program.save(u"no-maker"_s);
}

// The first run of all: nothing is archived, and the list cannot be asked for before the keychain is open.
void TstLinkWindow::aModelWaitsForTheFirstListing_data()
{
    QTest::addColumn<QString>("model");
    QTest::addColumn<bool>("isThere");
    QTest::newRow("found") << u"ft:gpt-4o:acme::A1"_s << true;
    QTest::newRow("missed") << u"ft:gpt-4o:acme::None"_s << false;
}

void TstLinkWindow::aModelWaitsForTheFirstListing()
{
    QFETCH(QString, model);
    QFETCH(bool, isThere);
    FaultServer server;
    server.always(listing({jobJson("ftjob-a", 1, made("ft:gpt-4o:acme::A1"))}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    program.keychain->mode = FakeKeychain::Mode::Locked;
    program.start();
    program.window().openReference(modelLink(model));
    const QString looking = u"Looking for the job of "_s + model;
    QTRY_VERIFY_WITH_TIMEOUT(program.says(looking), kWaitMs);
    QVERIFY(!program.window().jobsPage()->openedJob());
    program.keychain->unlock();
    if (isThere)
        QTRY_VERIFY_WITH_TIMEOUT(program.window().jobsPage()->openedJob(), kWaitMs);
    else
        QTRY_VERIFY_WITH_TIMEOUT(program.says(u"There is no job of "_s + model), kWaitMs);
    QVERIFY(!program.says(looking));
}

void TstLinkWindow::aModelOfTwoAccountsIsAChoice()
{
    FaultServer one;
    FaultServer two;
    one.always(listing({jobJson("ftjob-a", 1, made("ft:gpt-4o:acme::A1"))}));
    two.always(listing({jobJson("ftjob-a", 1, made("ft:gpt-4o:acme::A1"))}));
    Program program;
    program.have({profileAt(one.url(u"/v1"_s), u"Work"_s, 0), profileAt(two.url(u"/v1"_s), u"Lab"_s, 1)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    const JobsPage *jobs = program.window().jobsPage();
    program.window().openReference(u"ft:gpt-4o:acme::A1"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"Which one is meant?"_s), kWaitMs);
    QVERIFY(!jobs->openedJob());
    QVERIFY(program.press(u"Lab"_s));
    QTRY_VERIFY_WITH_TIMEOUT(jobs->openedJob(), kWaitMs);
    const qint64 lab = jobs->openedJob()->account;
    QCOMPARE(program.repository().account(lab)->record.name, u"Lab"_s);
    program.window().openReference(modelLink(u"ft:gpt-4o:acme::A1"_s, u"Work"_s));
    QTRY_VERIFY_WITH_TIMEOUT(jobs->openedJob()->account != lab, kWaitMs);
}

void TstLinkWindow::aCheckpointOpensItsJobAndStep()
{
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    program.find<FindBox>(u"findBox"_s)->setText(u"status:succeeded method:supervised"_s);
    QVERIFY(program.rows() > 1);
    const JobsPage *jobs = program.window().jobsPage();
    const auto *tab = program.find<CheckpointsTab>(u"checkpointsTab"_s);
    const auto idAt = [&](int row) {
        return program.table()->model()->index(row, 0).data(JobsModel::IdRole).toString();
    };
    const QString id = idAt(0);
    program.window().openReference(jobLink(id, {}, u"checkpoints"_s));
    QTRY_VERIFY_WITH_TIMEOUT(tab->model()->rowCount() > 1, kWaitMs);
    QCOMPARE(jobs->jobPage()->currentTab(), u"checkpoints"_s);
    const int row = tab->model()->rowCount() - 2; // neither the first nor the last one
    const Checkpoint checkpoint = tab->model()->checkpoint(row);
    const qint64 step = qint64(*CheckpointsModel::stepOf(checkpoint));
    QVERIFY(!tab->table()->selectedRowNumbers().contains(row));
    for (const QString &text : {checkpointLink(checkpoint.id), checkpointLink(checkpoint.model),
                                checkpoint.model, checkpoint.id, jobLink(id, {}, {}, step)}) {
        program.window().openReference(jobLink(idAt(1), {}, u"overview"_s));
        QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, idAt(1), kWaitMs);
        program.window().openReference(text);
        QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, id, kWaitMs);
        QTRY_COMPARE_WITH_TIMEOUT(tab->table()->selectedRowNumbers().size(), 1, kWaitMs);
        QCOMPARE(jobs->jobPage()->currentTab(), u"checkpoints"_s);
        QCOMPARE(tab->model()->checkpoint(tab->table()->selectedRowNumbers().first()).id, checkpoint.id);
    }
    program.save(u"checkpoint-link"_s);
    // As the base model of another job it leads to its job too: the archive knows whose checkpoint it is.
    program.window().openReference(jobLink(idAt(1), {}, u"overview"_s));
    QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, idAt(1), kWaitMs);
    Q_EMIT jobs->jobPage()->openModelRequested(checkpoint.model);
    QTRY_COMPARE_WITH_TIMEOUT(jobs->openedJob()->id, id, kWaitMs);
    // A tab that the link names stays in front.
    program.window().openReference(jobLink(id, {}, u"events"_s, step));
    QTRY_COMPARE_WITH_TIMEOUT(jobs->jobPage()->currentTab(), u"events"_s, kWaitMs);
    program.window().openReference(u"tuneboard://checkpoint/ftckpt_none"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u"ftckpt_none"_s), kWaitMs);
}

void TstLinkWindow::aStartWithoutALinkBringsTheWindowForward()
{
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    Mailbox mailbox(program);
    program.window().showMinimized();
    QVERIFY(program.window().isMinimized());
    QVERIFY(mailbox.send({Handover{}}));
    QVERIFY(!program.window().isMinimized() && program.window().isVisible());
    QVERIFY(!program.window().jobsPage()->openedJob());
}

// A job, a list, an exported archive: the folder, or its manifest.
void TstLinkWindow::filesAreShown()
{
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    Mailbox mailbox(program);
    const auto opens = [&](const QString &path) -> QString {
        program.window().jobsPage()->closeJob();
        if (!mailbox.send(ReferenceOrigin::FileAssociation, path) ||
            !QTest::qWaitFor([&] { return program.window().jobsPage()->openedJob().has_value(); }, kWaitMs))
            return program.strips().join(u'\n');
        return program.window().jobsPage()->openedJob()->id;
    };
    const QByteArray job = jobJson("ftjob-kept");
    const QString folder = program.folder.filePath(u"Jörgs Jobs #1 100%"_s);
    QVERIFY(QDir().mkpath(folder + u"/jobs/ftjob-kept"_s));
    const auto write = [&folder](const QString &name, const QByteArray &bytes) {
        QFile file(folder + u'/' + name);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName()
                                                                                    : QString();
    };
    QCOMPARE(opens(write(u"job.json"_s, jobJson("ftjob-one"))), u"ftjob-one"_s);
    QCOMPARE(opens(write(u"list.json"_s, page({jobJson("ftjob-two"), jobJson("ftjob-three")}))),
             u"ftjob-two"_s);
    QVERIFY(!write(u"jobs/ftjob-kept/job.json"_s, job).isEmpty());
    const QString manifest = write(
        u"manifest.json"_s,
        R"({"format":"tuneboard-export","version":1,"jobs":[{"id":"ftjob-kept","folder":"jobs/ftjob-kept"}]})");
    QCOMPARE(opens(manifest), u"ftjob-kept"_s);
    QCOMPARE(opens(folder), u"ftjob-kept"_s);
    QCOMPARE(opens(QUrl::fromLocalFile(folder + u"/job.json"_s).toString(QUrl::FullyEncoded)),
             u"ftjob-one"_s);
}

void TstLinkWindow::whatIsNoFileIsSaid()
{
    Program program;
    program.useDemo();
    QVERIFY(program.run());
    Mailbox mailbox(program);
    QStringList paths{u"/nowhere/at-all.json"_s,        program.folder.path(),
                      u"//evil.example/share/a.json"_s, u"\\\\evil.example\\share\\a.json"_s,
                      u"file://evil.example/a.json"_s,  u"https://evil.example/a.json"_s,
                      u"-stylesheet=/tmp/a"_s};
#ifdef Q_OS_UNIX
    const QString pipe = program.folder.filePath(u"pipe.json"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    paths << pipe << u"/dev/zero"_s << u"/dev/stdin"_s; // none of which ends
#endif
    auto *strips = program.find<Strips>(u"strips"_s);
    for (const QString &path : paths) {
        strips->remove(u"reference"_s);
        const qsizetype before = program.strips().size();
        QVERIFY(mailbox.send(ReferenceOrigin::FileAssociation, path));
        QTRY_VERIFY2_WITH_TIMEOUT(program.strips().size() == before + 1, qPrintable(path), kWaitMs);
        QVERIFY(!program.window().jobsPage()->openedJob());
    }
    QVERIFY(!program.says(u"evil"_s));
}

namespace {

/// Notes every host that anything asks the way to.
class NotedHosts final : public QNetworkProxyFactory
{
public:
    explicit NotedHosts(QStringList &hosts)
        : m_hosts(hosts)
    {
    }
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        m_hosts += query.peerHostName();
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    }

private:
    QStringList &m_hosts;
};

/// In the place of browser and file manager.
class Opened : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> urls;
    Opened()
    {
        for (const char *scheme : kSchemes)
            QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "open");
    }
    ~Opened() override
    {
        for (const char *scheme : kSchemes)
            QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
    }
    Q_DISABLE_COPY_MOVE(Opened)

public slots:
    void open(const QUrl &url) { urls += url; }

private:
    static constexpr std::array kSchemes{"http", "https", "file", "data", "javascript", "smb", "tuneboard"};
};

QMap<QString, QVariant> contents(const QSettings &settings)
{
    QMap<QString, QVariant> all;
    for (const QString &key : settings.allKeys())
        all.insert(key, settings.value(key));
    return all;
}

} // namespace

// Nothing crashes, no host but the account's is asked, nothing is changed: not there and not here.
void TstLinkWindow::hostileLinks()
{
    QStringList hosts;
    QNetworkProxyFactory::setApplicationProxyFactory(new NotedHosts(hosts));
    const Opened opened;
    FaultServer server;
    FaultServer other;
    // Whoever asked a host that is not this machine would come by here.
    for (const char *variable : {"http_proxy", "https_proxy"})
        qputenv(variable, other.url().toEncoded());
    server.always(having({"ftjob-a", "ftjob-b"}));
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), u"Work"_s, 0)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    Mailbox mailbox(program);
    const auto settings = contents(*program.settings);

    HostileLinks links({u"ftjob-a"_s, u"ftjob-b"_s}, u"127.0.0.1:%1"_s.arg(other.port()), test::drawSeed());
    QList<Handover> handovers;
    int shown = 0;
    for (int i = 0; i < 500; ++i) {
        Handover handover;
        handover.origin = ReferenceOrigin(i % 3); // the same text pasted, clicked and opened as a file
        handover.text = links.next().left(Instance::kMaxTextChars);
        handovers += handover;
        shown += parseReference(handover.origin, handover.text) ? 1 : 0;
    }
    QVERIFY(mailbox.send(handovers));
    QVERIFY(shown > 20); // some of them mean something still
    QVERIFY(program.settle());
    // It lives, and shows what is asked for next.
    QVERIFY(mailbox.send(ReferenceOrigin::LinkHandler, u"tuneboard://job/ftjob-b"_s));
    const JobsPage *jobs = program.window().jobsPage();
    QTRY_VERIFY_WITH_TIMEOUT(jobs->openedJob() && jobs->openedJob()->id == u"ftjob-b", kWaitMs);
    QVERIFY(program.settle());

    QCOMPARE(other.connections(), 0);
    hosts.removeDuplicates();
    hosts.removeAll(u"127.0.0.1"_s);
    QVERIFY2(hosts.isEmpty(), qPrintable(hosts.join(u' ')));
    QVERIFY(opened.urls.isEmpty());
    for (const FaultRequest &request : server.requests()) {
        QCOMPARE(request.method, QByteArray("GET"));
        QCOMPARE(request.header("host"), "127.0.0.1:" + QByteArray::number(server.port()));
        QCOMPARE(request.header("authorization"), QByteArray("Bearer sk-MARKER"));
        // Dots inside of a part of the path are an id's.
        QVERIFY2(request.path().startsWith("/v1/") && !request.path().split('/').contains(".."),
                 request.target.constData());
    }
    QCOMPARE(contents(*program.settings), settings);
    QCOMPARE(program.accounts().profiles().size(), std::size_t(1));
    QCOMPARE(program.keychain->items.size(), 1);
    QVERIFY(!QApplication::activeModalWidget());
    QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
    for (const char *variable : {"http_proxy", "https_proxy"})
        qunsetenv(variable);
}

QTEST_MAIN(TstLinkWindow)
#include "tst_linkwindow.moc"
