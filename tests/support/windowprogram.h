// SPDX-License-Identifier: GPL-3.0-or-later
// The real main window with settings and an archive of its own, on the demo server or any other on loopback.
#pragma once

#include "app/demo/demoserver.h"
#include "app/repository/repository.h"
#include "tests/support/folders.h"
#include "tests/support/waiting.h"
#include "ui/jobs/findbox.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/rail.h"
#include "ui/mainwindow.h"
#include "ui/strip.h"

#include <QDir>
#include <QLabel>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace tuneboard::test {

using namespace Qt::StringLiterals;

inline constexpr qint64 kNowMs = 1'795'270'000'000; // 21 Nov 2026

/// One program: settings, an archive, a repository, and its window.
struct WindowProgram
{
    QTemporaryDir folder;
    std::unique_ptr<DemoServer> server;
    std::unique_ptr<Repository> repository;
    std::unique_ptr<QSettings> settings;
    std::unique_ptr<MainWindow> window;

    explicit WindowProgram(QSize size = {1280, 800})
    {
        settings = std::make_unique<QSettings>(folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
        Repository::Options options;
        options.archivePath = folder.filePath(u"archive.sqlite"_s);
        options.archiveBusyMs = 100;
        options.archiveRetryMs = 200;
        options.timing.baseMs = 5;
        options.timing.maxMs = 20;
        options.clockMs = [] {
            return kNowMs;
        };
        repository = std::make_unique<Repository>(std::move(options));
        openWindow(size);
    }

    void openWindow(QSize size)
    {
        window = std::make_unique<MainWindow>(*repository, *settings);
        window->setClock([] { return kNowMs; });
        window->resize(size);
        window->show();
        window->activateWindow();
    }

    void addAccount(const QUrl &url, const QString &name, const QByteArray &key)
    {
        AccountRecord record;
        record.name = name;
        record.baseUrl = url.toString();
        record.dialect = u"compatible"_s;
        Endpoint endpoint;
        endpoint.dialect = DialectKind::Compatible;
        endpoint.baseUrl = url;
        endpoint.key = Secret(key);
        repository->addAccount(record, endpoint);
    }

    void addDemo(const QString &name = u"Demo"_s)
    {
        DemoServerOptions options;
        options.scenario.nowSecs = kNowMs / 1000;
        options.key = "sk-demo";
        options.clockMs = [] {
            return kNowMs;
        };
        server = std::make_unique<DemoServer>(std::move(options));
        QVERIFY(server->listen());
        addAccount(server->baseUrl(), name, "sk-demo");
    }

    [[nodiscard]] bool start() const
    {
        QSignalSpy settled(repository.get(), &Repository::settled);
        repository->start();
        const bool ended = repository->isSettled() || settled.wait(kWaitMs);
        QTest::qWait(50);
        return ended;
    }

    template<class T>
    [[nodiscard]] T *find(const QString &name) const
    {
        return window->findChild<T *>(name);
    }
    [[nodiscard]] JobTableView *table() const { return find<JobTableView>(u"jobTable"_s); }
    [[nodiscard]] FindBox *findBox() const { return find<FindBox>(u"findBox"_s); }
    [[nodiscard]] Rail *rail() const { return find<Rail>(u"rail"_s); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString text(const QString &name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] QStringList strips() const { return find<Strips>(u"strips"_s)->texts(); }

    /// Opens the first job that these words find, and waits until its page has come from the server.
    [[nodiscard]] bool openFirst(const QString &words) const
    {
        findBox()->setText(words);
        if (rows() == 0)
            return false;
        QSignalSpy filled(window->jobsPage(), &JobsPage::jobPageFilled);
        table()->setFocus();
        table()->setCurrentIndex(table()->model()->index(0, 1));
        QTest::keyClick(table(), Qt::Key_Return);
        return filled.wait(kWaitMs);
    }

    /// The picture of the window as it is, below build/…/screenshots.
    void save(const QString &name) const
    {
        QTest::qWait(150);
        QDir(test::buildPath({})).mkpath(u"screenshots"_s);
        QVERIFY(window->grab().save(test::buildPath(u"screenshots/%1.png"_s.arg(name))));
    }
};

inline int railRow(const Rail *rail, const QString &text)
{
    for (int i = 0; i < rail->count(); ++i) {
        if (rail->item(i)->text() == text)
            return i;
    }
    return -1;
}

inline void clickRail(Rail *rail, const QString &text, Qt::KeyboardModifiers modifiers = {})
{
    const int row = railRow(rail, text);
    QVERIFY2(row >= 0, qPrintable(text));
    QTest::mouseClick(rail->viewport(), Qt::LeftButton, modifiers,
                      rail->visualItemRect(rail->item(row)).center());
}

} // namespace tuneboard::test
