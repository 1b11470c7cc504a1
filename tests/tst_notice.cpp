// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/notice.h"
#ifdef TUNEBOARD_HAS_DBUS
#    include "ui/noticebus.h"

#    include <QDBusConnection>
#    include <QDBusMessage>
#    include <QDBusVirtualObject>
#endif

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

JobChange change(const QString &name, const QString &status, const QString &cause = {})
{
    JobChange made;
    made.key = {1, u"ftjob-"_s + name};
    made.name = name;
    made.accountName = u"Work"_s;
    made.before = u"running"_s;
    made.status = status;
    made.cause = cause;
    return made;
}

#ifdef TUNEBOARD_HAS_DBUS
/// The service as a desktop has it, on the session bus of the tests.
class Service final : public QDBusVirtualObject
{
public:
    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.member() == "GetCapabilities"_L1) {
            const QStringList capabilities =
                readsMarkup ? QStringList{u"body"_s, u"body-markup"_s} : QStringList{u"body"_s};
            ++asked;
            return bus.send(message.createReply(capabilities));
        }
        if (message.member() != "Notify"_L1)
            return false;
        received.append(message.arguments());
        return bus.send(message.createReply(uint(40 + received.size())));
    }

    bool readsMarkup = true;
    int asked = 0;
    QList<QVariantList> received;
};
#endif

} // namespace

class TstNotice : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneJobIsNamed();
    void severalAreOneMessage();
    void theSessionsServiceShowsIt();
};

void TstNotice::oneJobIsNamed()
{
    const DesktopNotice good = noticeOf({change(u"support-triage"_s, u"succeeded"_s)});
    QCOMPARE(good.title, u"support-triage succeeded"_s);
    QCOMPARE(good.text, u"Work"_s);
    QCOMPARE(good.job.id, u"ftjob-support-triage"_s);
    const DesktopNotice bad = noticeOf({change(u"x"_s, u"failed"_s, u"Line 17\u202e: <b>role</b>"_s)});
    QCOMPARE(bad.title, u"x failed"_s);
    QVERIFY(bad.text.startsWith(u"Line 17"));
    QVERIFY(!bad.text.contains(u'\u202e')); // shown as an escape
    QCOMPARE(noticeOf({change(u"x"_s, u"paused"_s)}).title, u"x was paused by the server"_s);
}

void TstNotice::severalAreOneMessage()
{
    std::vector<JobChange> changes;
    for (int i = 0; i < 6; ++i)
        changes.push_back(change(u"job-%1"_s.arg(i), i == 5 ? u"failed"_s : u"succeeded"_s));
    const DesktopNotice notice = noticeOf(changes);
    QVERIFY(notice.title.startsWith(u"6 "));
    const QStringList lines = notice.text.split(u'\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.first(), u"job-5 failed"_s); // the newest first
    QCOMPARE(notice.job.id, u"ftjob-job-5"_s);
}

void TstNotice::theSessionsServiceShowsIt()
{
#ifdef TUNEBOARD_HAS_DBUS
    if (!BusNotifier::isAvailable())
        QSKIP("There is no session bus");
    QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"service"_s);
    Service service;
    QVERIFY(bus.registerVirtualObject(u"/org/freedesktop/Notifications"_s, &service));
    if (!bus.registerService(u"org.freedesktop.Notifications"_s))
        QSKIP("Another program shows the messages of this session");

    const auto notifier = Notifier::ofDesktop();
    QTRY_COMPARE(service.asked, 1);
    notifier->show(noticeOf({change(u"<i>a</i> & b"_s, u"failed"_s, u"x < y"_s)}));
    QTRY_COMPARE(service.received.size(), 1);
    const QVariantList &arguments = service.received.first();
    QCOMPARE(arguments.size(), 8);
    QCOMPARE(arguments.at(3).toString(), u"<i>a</i> & b failed"_s); // a title is plain by the specification
    QCOMPARE(arguments.at(4).toString(), u"x &lt; y\nWork"_s);

    QSignalSpy clicked(notifier.get(), &Notifier::clicked);
    const auto tell = [&](const QString &name, const QVariantList &values) {
        QDBusMessage signal = QDBusMessage::createSignal(u"/org/freedesktop/Notifications"_s,
                                                         u"org.freedesktop.Notifications"_s, name);
        signal.setArguments(values);
        QVERIFY(bus.send(signal));
    };
    QTest::qWait(50);                                  // the notice's number is on its way
    tell(u"ActionInvoked"_s, {uint(7), u"default"_s}); // another program's
    tell(u"ActivationToken"_s, {uint(41), u"token-1"_s});
    tell(u"ActionInvoked"_s, {uint(41), u"default"_s});
    QTRY_COMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first().at(0).value<JobKey>().id, u"ftjob-<i>a</i> & b"_s);
    QCOMPARE(clicked.first().at(1).toByteArray(), QByteArray("token-1"));
    tell(u"NotificationClosed"_s, {uint(41), uint(2)});
    tell(u"ActionInvoked"_s, {uint(41), u"default"_s});
    QTest::qWait(50);
    QCOMPARE(clicked.size(), 1);
    QDBusConnection::disconnectFromBus(u"service"_s);
#else
    QSKIP("This build has no D-Bus");
#endif
}

QTEST_MAIN(TstNotice)
#include "tst_notice.moc"
