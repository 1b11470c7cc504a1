// SPDX-License-Identifier: GPL-3.0-or-later
// Running jobs in the window: their number in the title, notices, and the questions before a job is changed.
#include "tests/support/waiting.h"
#include "ui/following.h"

#include "app/demo/demoserver.h"
#include "app/models/jobsmodel.h"
#include "app/repository/repository.h"
#include "tests/support/folders.h"
#include "ui/actions.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/mainwindow.h"
#include "ui/openevents.h"
#include "ui/strip.h"

#include <QApplication>
#include <QDir>
#include <QFileOpenEvent>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

using tuneboard::test::kWaitMs;

/// Remembers what it was to show.
class FakeNotifier final : public Notifier
{
public:
    explicit FakeNotifier(QList<DesktopNotice> *shown)
        : m_shown(shown)
    {
    }
    void show(const DesktopNotice &notice) override { m_shown->append(notice); }

private:
    QList<DesktopNotice> *m_shown;
};

} // namespace

class TstFollowing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theTitleSaysHowManyRun();
    void aJobThatEndsIsToldOnce();
    void noticesCanBeSwitchedOff();
    void followingCanBePaused();
    void aJobIsPausedAndResumedAfterAQuestion();
    void cancellingIsNeverTheDefault();
    void aFailedActionIsSaidInAStrip();
    void anActionOnSeveralJobsHasOneMessage();
    void readOnlyAccountsOfferNothing();
    void systemsHandOverLinksAndFiles();

private:
    [[nodiscard]] QString running() const
    {
        const JobsModel *jobs = m_repository->jobs();
        for (int row = 0; row < jobs->rowCount(); ++row) {
            if (jobs->index(row, 0).data(JobsModel::StatusRole).toString() == u"running")
                return jobs->index(row, 0).data(JobsModel::IdRole).toString();
        }
        return {};
    }
    [[nodiscard]] JobKey key(const QString &id) const
    {
        return {m_repository->accounts().front().record.number, id};
    }
    [[nodiscard]] QString status(const QString &id) const
    {
        return m_repository->jobs()->indexOf(key(id).account, id).data(JobsModel::StatusRole).toString();
    }
    [[nodiscard]] QMessageBox *question() const
    {
        return m_window->findChild<QMessageBox *>(u"jobActionQuestion"_s);
    }
    void answer(QMessageBox *box, QMessageBox::ButtonRole role)
    {
        for (QAbstractButton *button : box->buttons()) {
            if (box->buttonRole(button) == role)
                return QTest::mouseClick(button, Qt::LeftButton);
        }
        QFAIL("no such button");
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Repository> m_repository;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Following> m_following;
    QList<DesktopNotice> m_shown;
    qint64 m_nowMs = 1'795'270'000'000;
};

void TstFollowing::init()
{
    m_shown.clear();
    m_nowMs = 1'795'270'000'000;
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<QSettings>(m_folder->filePath(u"settings.ini"_s), QSettings::IniFormat);
    const auto clock = [this] {
        return m_nowMs;
    };
    DemoServerOptions demo;
    demo.scenario.nowSecs = m_nowMs / 1000;
    demo.key = "sk-demo";
    demo.clockMs = clock;
    m_server = std::make_unique<DemoServer>(std::move(demo));
    QVERIFY(m_server->listen());
    Repository::Options options;
    options.archivePath = m_folder->filePath(u"archive.sqlite"_s);
    options.timing.baseMs = 5;
    options.clockMs = clock;
    options.follows = true;
    m_repository = std::make_unique<Repository>(std::move(options));
    AccountRecord record;
    record.uuid = QUuid(u"2b5ee5a0-6f0e-4c0e-9a51-0d1c5a3f8a11"_s);
    record.name = u"Work"_s;
    record.baseUrl = m_server->baseUrl().toString();
    record.dialect = u"compatible"_s;
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = m_server->baseUrl();
    endpoint.key = Secret("sk-demo");
    m_repository->addAccount(record, endpoint);
    m_window = std::make_unique<MainWindow>(*m_repository, *m_settings);
    m_window->setClock(clock);
    m_following = std::make_unique<Following>(*m_repository, *m_window, *m_settings,
                                              std::make_unique<FakeNotifier>(&m_shown));
    m_window->setFollowing(m_following.get());
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    m_repository->start();
    QTRY_VERIFY_WITH_TIMEOUT(m_repository->isSettled(), kWaitMs);
}

void TstFollowing::cleanup()
{
    m_following.reset();
    m_window.reset();
    m_repository.reset();
    m_server.reset();
}

void TstFollowing::theTitleSaysHowManyRun()
{
    QCOMPARE(m_repository->runningCount(), 1);
    QVERIFY(m_window->windowTitle().contains(u'1'));
    m_nowMs += 24 * 3'600'000LL; // all three have ended
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_window->windowTitle(), u"Tuneboard"_s, kWaitMs);
}

void TstFollowing::aJobThatEndsIsToldOnce()
{
    const QString id = running();
    m_nowMs += 24 * 3'600'000LL;
    m_repository->lookAgain();
    QTRY_COMPARE_WITH_TIMEOUT(m_shown.size(), 1, kWaitMs); // three of them, at once
    QVERIFY(m_shown.first().title.startsWith(u"3 "));
    m_repository->lookAgain();
    QTest::qWait(2500);
    QCOMPARE(m_shown.size(), 1);
    QCOMPARE(status(id), u"succeeded"_s);
}

void TstFollowing::noticesCanBeSwitchedOff()
{
    m_following->setTells(false);
    m_nowMs += 24 * 3'600'000LL;
    QSignalSpy due(m_repository.get(), &Repository::changesDue);
    m_repository->lookAgain();
    QVERIFY(due.wait(kWaitMs));
    QVERIFY(m_shown.isEmpty());
    QVERIFY(!m_settings->value(u"following/notices"_s).toBool());
}

void TstFollowing::followingCanBePaused()
{
    m_window->actions().pauseFollowing->trigger();
    QVERIFY(m_window->windowTitle() != u"Tuneboard"_s);
    QTest::qWait(50);
    const quint64 before = m_server->requestCount();
    m_repository->lookAgain();
    QTest::qWait(200);
    QCOMPARE(m_server->requestCount(), before);
}

void TstFollowing::aJobIsPausedAndResumedAfterAQuestion()
{
    const QString id = running();
    QVERIFY(m_window->jobsPage()->table()->selectJob(key(id)));
    const Actions &actions = m_window->actions();
    QVERIFY(actions.pauseJob->isEnabled() && actions.cancelJob->isEnabled());
    QVERIFY(!actions.resumeJob->isEnabled());
    actions.pauseJob->trigger();
    QVERIFY(question());
    const QString text = question()->informativeText();
    for (const QString &part : {id, u"Work"_s, m_server->baseUrl().authority()})
        QVERIFY2(text.contains(part), qPrintable(text));
    QCOMPARE(question()->textFormat(), Qt::PlainText);
    const auto *second = question()->findChild<QLabel *>(u"qt_msgbox_informativelabel"_s);
    QVERIFY(second);
    QCOMPARE(second->textFormat(), Qt::PlainText);
    QDir(test::buildPath({})).mkpath(u"screenshots"_s);
    question()->grab().save(test::buildPath(u"screenshots/question-pause.png"_s));
    answer(question(), QMessageBox::AcceptRole);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), u"paused"_s, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(!actions.pauseJob->isEnabled() && actions.resumeJob->isEnabled(), kWaitMs);
    QTest::qWait(2500);
    QVERIFY(m_shown.isEmpty()); // nobody is told what they did themselves
    QTRY_VERIFY(!question());
    actions.resumeJob->trigger();
    answer(question(), QMessageBox::AcceptRole);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), u"running"_s, kWaitMs);
}

void TstFollowing::cancellingIsNeverTheDefault()
{
    const QString id = running();
    QVERIFY(m_window->jobsPage()->table()->selectJob(key(id)));
    m_window->actions().cancelJob->trigger();
    QVERIFY(question());
    question()->grab().save(test::buildPath(u"screenshots/question-cancel.png"_s));
    QCOMPARE(question()->buttonRole(question()->defaultButton()), QMessageBox::RejectRole);
    QTest::keyClick(question(), Qt::Key_Escape);
    QTRY_VERIFY(!question());
    QTest::qWait(100);
    QCOMPARE(status(id), u"running"_s);
    m_window->actions().cancelJob->trigger();
    answer(question(), QMessageBox::AcceptRole);
    QTRY_COMPARE_WITH_TIMEOUT(status(id), u"cancelled"_s, kWaitMs);
}

void TstFollowing::aFailedActionIsSaidInAStrip()
{
    const QString id = running();
    QVERIFY(m_window->jobsPage()->table()->selectJob(key(id)));
    QTest::qWait(300); // the job's page has been read
    m_server->failNext(400, 20);
    m_window->actions().pauseJob->trigger();
    answer(question(), QMessageBox::AcceptRole);
    const auto *strips = m_window->findChild<Strips *>(u"strips"_s);
    QTRY_VERIFY_WITH_TIMEOUT(strips->texts().join(u'\n').contains(id), kWaitMs);
    QCOMPARE(status(id), u"running"_s);
}

void TstFollowing::anActionOnSeveralJobsHasOneMessage()
{
    QStringList going;
    const JobsModel *jobs = m_repository->jobs();
    for (int row = 0; row < jobs->rowCount(); ++row) {
        const QModelIndex index = jobs->index(row, 0);
        if (isPossible(JobAction::Cancel, statusOf(index.data(JobsModel::StatusRole).toString())))
            going += index.data(JobsModel::IdRole).toString();
    }
    QVERIFY(going.size() > 1);
    const auto *strips = m_window->findChild<Strips *>(u"strips"_s);
    const auto cancelAll = [&] {
        m_window->jobsPage()->table()->selectAll();
        m_window->actions().cancelJob->trigger();
        QVERIFY(question());
        answer(question(), QMessageBox::AcceptRole);
        QTRY_VERIFY(!question());
    };
    const auto ofActions = [&] {
        return strips->texts().filter(u"Cancel "_s);
    };
    QTest::qWait(300); // the job's page has been read
    m_server->failNext(400, int(going.size()));
    cancelAll();
    const QString failed = u"0 succeeded, %1 failed."_s.arg(going.size());
    QTRY_VERIFY2_WITH_TIMEOUT(ofActions().join(u'\n').contains(failed),
                              qPrintable(strips->texts().join(u'\n')), kWaitMs);
    QCOMPARE(ofActions().size(), 1);
    for (const QString &id : going)
        QVERIFY2(ofActions().first().contains(id), qPrintable(ofActions().first()));
    cancelAll();
    const QString done = u"%1 succeeded, 0 failed."_s.arg(going.size());
    QTRY_VERIFY2_WITH_TIMEOUT(ofActions().join(u'\n').contains(done), qPrintable(strips->texts().join(u'\n')),
                              kWaitMs);
    QCOMPARE(ofActions().size(), 2); // the failed one is still to be read
    for (const QString &id : going)
        QCOMPARE(status(id), u"cancelled"_s);
}

void TstFollowing::readOnlyAccountsOfferNothing()
{
    AccountOptions options;
    options.readOnly = true;
    m_repository->updateAccount(m_repository->accounts().front().record, options);
    QVERIFY(m_window->jobsPage()->table()->selectJob(key(running())));
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->actions().cancelJob->isEnabled(), kWaitMs);
    QVERIFY(!m_window->actions().pauseJob->isEnabled());
}

// As macOS does; a link and a file are read as what strangers wrote.
void TstFollowing::systemsHandOverLinksAndFiles()
{
    OpenEvents events;
    QSignalSpy opened(&events, &OpenEvents::opened);
    qApp->installEventFilter(&events);
    const auto send = [](const QUrl &url) {
        QFileOpenEvent event(url);
        QCoreApplication::sendEvent(qApp, &event);
    };
    send(QUrl(u"tuneboard://job/ftjob-Qm3xT8vLbW2kZr6NcD1yHs5A?tab=charts"_s));
    QCOMPARE(opened.size(), 1);
    auto reference = opened.takeFirst().first().value<Reference>();
    QCOMPARE(reference.id, u"ftjob-Qm3xT8vLbW2kZr6NcD1yHs5A"_s);
    QCOMPARE(reference.tab, u"charts"_s);
    const QString file = test::dataPath(u"jobs/supervised-succeeded.json"_s);
    send(QUrl::fromLocalFile(file));
    reference = opened.takeFirst().first().value<Reference>();
    QCOMPARE(reference.kind, Reference::Kind::Path);
    QCOMPARE(reference.path, file);
    send(QUrl(u"https://evil.example/job"_s));
    reference = opened.takeFirst().first().value<Reference>();
    QVERIFY(!reference && !reference.reason.isEmpty());
    qApp->removeEventFilter(&events);
}

QTEST_MAIN(TstFollowing)
#include "tst_following.moc"
