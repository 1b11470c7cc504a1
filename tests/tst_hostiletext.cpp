// SPDX-License-Identifier: GPL-3.0-or-later
// A job whose every text is markup, and a server whose every answer is: they are shown as they are written,
// and nothing of them is read as rich text.
#include "tests/support/jobdetails.h"
#include "tests/support/sessionprogram.h"
#include "ui/accountstrips.h"
#include "ui/actions.h"
#include "ui/charts/tokenchart.h"
#include "ui/format.h"
#include "ui/job/jobpane.h"

#include <QLabel>
#include <QMessageBox>
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
    void theWindowReadsNoMarkup();
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

void tst_HostileText::theWindowReadsNoMarkup()
{
    const QByteArray markup = "<img src='file:///etc/passwd'>";
    const QString mark = u"<img"_s;
    FaultServer server;
    bool refuses = false;
    server.always([&](const FaultRequest &request) {
        if (refuses)
            return FaultAnswer::json(403, R"({"error":{"message":")" + markup + R"("}})")
                .header("x-request-id", markup);
        const QByteArray method = R"(,"method":{"type":")" + markup + "\"}";
        return request.path().endsWith("/jobs")
                   ? FaultAnswer::json(200, page({jobJson("ftjob-a", 1000, method), jobJson("ftjob-b")}))
                   : FaultAnswer::json(404, R"({"error":{"message":")" + markup + R"("}})");
    });
    Program program;
    program.have({profileAt(server.url(u"/v1"_s), QString::fromUtf8(markup), 0)});
    QVERIFY(program.run());
    QTRY_COMPARE_WITH_TIMEOUT(program.rows(), 2, kWaitMs);
    QSet<QString> seen; // the labels that show it
    QString read;       // those that would read it
    const auto look = [&] {
        for (const QWidget *widget : program.window().findChildren<QWidget *>()) {
            const auto *label = qobject_cast<const QLabel *>(widget);
            if (label && label->text().contains(mark)) {
                seen.insert(label->objectName());
                if (label->textFormat() != Qt::PlainText)
                    read += label->objectName() + u": "_s + label->text() + u'\n';
            }
            if (widget->toolTip().contains(mark))
                read += u"tooltip of "_s + widget->objectName() + u'\n';
        }
    };
    // The one label of rich text escapes what is not its own.
    TokenChart *chart = nullptr;
    QTRY_VERIFY((chart = program.find<TokenChart>(u"tokenChart"_s)));
    bool escaped = false;
    for (int bucket = 0; bucket < chart->bucketCount(); ++bucket) {
        Q_EMIT chart->hovered(bucket);
        escaped = escaped || program.find<QLabel>(u"tokenTotal"_s)->text().contains(u"&lt;img"_s);
        look();
    }
    QVERIFY(escaped);
    program.window().openReference(u"ftjob-a"_s);
    QTRY_VERIFY_WITH_TIMEOUT(program.find<QLabel>(u"jobFailureText"_s), kWaitMs);
    QTest::qWait(100);
    look();
    refuses = true;
    program.window().actions().refresh->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(program.says(u": "_s + QString::fromUtf8(markup)), kWaitMs);
    program.window().actions().addAccount->trigger();
    auto *dialog = program.find<QDialog>(u"profileDialog"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(u"profileUrl"_s)->setText(server.url(u"/v1"_s).toString());
    dialog->findChild<QLineEdit *>(u"profileKey"_s)->setText(u"sk-other"_s);
    dialog->findChild<QPushButton *>(u"testConnection"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(dialog->findChild<QLabel *>(u"testFailure"_s), kWaitMs);
    look();
    dialog->close();
    CertificateFacts certificate;
    certificate.subject = QString::fromUtf8(markup);
    auto *strips = program.find<AccountStrips>({});
    QVERIFY(strips);
    Q_EMIT strips->certificateRequested(QString::fromUtf8(markup), certificate);
    auto *box = program.find<QMessageBox>(u"certificateDialog"_s);
    QVERIFY(box && box->informativeText().contains(mark));
    look();
    box->close();
    QVERIFY2(read.isEmpty(), qPrintable(read));
    for (const QString &name : {u"stripText"_s, u"testFailure"_s, u"testRequestId"_s, u"jobFailureText"_s})
        QVERIFY2(seen.contains(name), qPrintable(QStringList(seen.begin(), seen.end()).join(u' ')));
}

QTEST_MAIN(tst_HostileText)
#include "tst_hostiletext.moc"
