// SPDX-License-Identifier: GPL-3.0-or-later
// A job whose every text is markup: it is shown as it is written, and nothing of it is read as rich text.
#include "tests/support/jobdetails.h"
#include "ui/format.h"
#include "ui/job/jobpane.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>
#include <QTextEdit>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using namespace tuneboard::test;

namespace {

/// 277 bytes of these freeze a label that reads rich text for 20 s.
QByteArray nestedTables()
{
    QByteArray text;
    for (int i = 0; i < 30; ++i)
        text += "<table><td>";
    return text;
}

JobDetails hostileJob(const QByteArray &text)
{
    const QByteArray word = '"' + text + '"';
    return detailsOf(R"({"object":"fine_tuning.job","id":"ftjob-hostile","status":)" + word + R"(,"model":)" +
                     word + R"(,"fine_tuned_model":)" + word + R"(,"user_provided_suffix":)" + word +
                     R"(,"created_at":1763700000,"finished_at":1763710000,"error":{"code":)" + word +
                     R"(,"message":)" + word + R"(,"param":)" + word + R"(},"training_file":)" + word +
                     R"(,"organization_id":)" + word + R"(,"metadata":{"key":)" + word +
                     R"(},"hyperparameters":{"n_epochs":)" + word + R"(},"unknown":)" + word +
                     R"(,"integrations":[{"type":"wandb","wandb":{"project":)" + word + "}}]}");
}

} // namespace

class tst_HostileText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void markupIsPlainText_data();
    void markupIsPlainText();
};

void tst_HostileText::markupIsPlainText_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("mark");
    QTest::newRow("an image of this machine") << QByteArray("<img src='file:///etc/passwd'>") << u"<img"_s;
    QTest::newRow("nested tables") << nestedTables() << u"<table"_s;
    QTest::newRow("a link") << QByteArray("<a href='http://example.com'>go</a>") << u"<a "_s;
}

void tst_HostileText::markupIsPlainText()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, mark);
    JobPane page;
    page.setNow(kNow);
    showAt(page, 1200, 900);
    page.showJob(hostileJob(text), QString::fromUtf8(text), u"127.0.0.1:1"_s);
    settle();
    auto *tabs = page.findChild<QTabBar *>(u"jobTabs"_s);
    QVERIFY(tabs);
    int seen = 0;
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        settle();
        for (const QWidget *widget : page.findChildren<QWidget *>()) {
            const auto *label = qobject_cast<const QLabel *>(widget);
            if (label && !label->text().isEmpty()) // whatever it says now: names come from servers too
                QVERIFY2(label->textFormat() == Qt::PlainText,
                         qPrintable(label->objectName() + u": "_s + label->text().left(60)));
            if (label && label->text().contains(mark))
                ++seen;
            if (const auto *edit = qobject_cast<const QTextEdit *>(widget);
                edit && edit->toPlainText().contains(mark))
                ++seen; // shown as written: as rich text it would not be
            QVERIFY2(!widget->toolTip().contains(mark), qPrintable(widget->objectName()));
        }
    }
    QVERIFY(seen >= 3);
}

QTEST_MAIN(tst_HostileText)
#include "tst_hostiletext.moc"
