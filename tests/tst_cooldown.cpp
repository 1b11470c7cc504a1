// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/cooldown.h"

#include <QSignalSpy>
#include <QTest>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

template<class T>
concept Printable = requires(QDebug d, const T &t)
{
    d << t;
};

static_assert(!std::equality_comparable<Secret>);
static_assert(!Printable<Secret>);

} // namespace

class TestCoolDown : public QObject
{
    Q_OBJECT
private slots:
    void credentialsAndHostsAreApart();
    void aShorterWaitDoesNotShorten();
    void beginAndEndAreTold();
    void theEndIsToldOnlyWhenTheClockSaysSo();
    void credentialCannotBeTurnedBack();
    void secretKeepsItsOwnBytes();
};

void TestCoolDown::credentialsAndHostsAreApart()
{
    qint64 now = 1000;
    CoolDown cool([&now] { return now; });
    cool.coolCredential(u"a:443"_s, 1, 500);
    QCOMPARE(cool.remainingMs(u"a:443"_s, 1), 500);
    QCOMPARE(cool.remainingMs(u"a:443"_s, 2), 0);
    QCOMPARE(cool.remainingMs(u"b:443"_s, 1), 0);
    QCOMPARE(cool.remainingMs(u"a:443"_s), 500);

    cool.coolHost(u"a:443"_s, 200);
    QCOMPARE(cool.remainingMs(u"a:443"_s, 1), 500);
    QCOMPARE(cool.remainingMs(u"a:443"_s, 2), 200);
    now += 200;
    QCOMPARE(cool.remainingMs(u"a:443"_s, 2), 0);
    QCOMPARE(cool.remainingMs(u"a:443"_s, 1), 300);
    now += 300;
    QCOMPARE(cool.remainingMs(u"a:443"_s, 1), 0);
    now += 300;
    QCOMPARE(cool.remainingMs(u"a:443"_s), 0);
}

void TestCoolDown::aShorterWaitDoesNotShorten()
{
    qint64 now = 0;
    CoolDown cool([&now] { return now; });
    const QSignalSpy changed(&cool, &CoolDown::changed);
    cool.coolHost(u"a"_s, 500);
    cool.coolHost(u"a"_s, 100);
    cool.coolHost(u"a"_s, 0);
    cool.coolHost(u"a"_s, -7);
    QCOMPARE(cool.remainingMs(u"a"_s, 1), 500);
    QCOMPARE(changed.size(), 1);
    cool.coolHost(u"a"_s, 501);
    QCOMPARE(changed.size(), 2);
}

void TestCoolDown::beginAndEndAreTold()
{
    CoolDown cool;
    QSignalSpy changed(&cool, &CoolDown::changed);
    cool.coolHost(u"a"_s, 20);
    cool.coolCredential(u"b"_s, 7, 40);
    QCOMPARE(changed.size(), 2);
    QTRY_COMPARE(changed.size(), 4);
    QCOMPARE(changed.at(2).at(0).toString(), u"a"_s);
    QCOMPARE(changed.at(3).at(0).toString(), u"b"_s);
    QCOMPARE(cool.remainingMs(u"a"_s), 0);
    QCOMPARE(cool.remainingMs(u"b"_s), 0);
}

void TestCoolDown::theEndIsToldOnlyWhenTheClockSaysSo()
{
    qint64 now = 0;
    CoolDown cool([&now] { return now; });
    const QSignalSpy changed(&cool, &CoolDown::changed);
    cool.coolHost(u"a"_s, 5);
    QTest::qWait(30); // the clock stands still
    QCOMPARE(changed.size(), 1);
    now = 5;
    QTRY_COMPARE(changed.size(), 2);
}

void TestCoolDown::credentialCannotBeTurnedBack()
{
    const CoolDown one;
    const CoolDown other;
    const Secret key("sk-marker");
    QCOMPARE(one.credentialOf(key), one.credentialOf(Secret("sk-marker")));
    QVERIFY(one.credentialOf(key) != one.credentialOf(Secret("sk-other")));
    QVERIFY(one.credentialOf(key) != other.credentialOf(key)); // salted: no table of known keys helps
    QVERIFY(one.credentialOf(Secret()) != one.credentialOf(key));
}

void TestCoolDown::secretKeepsItsOwnBytes()
{
    QByteArray kept = QByteArrayLiteral("sk-") + "marker";
    {
        const Secret secret(kept);
        const Secret copy = secret; // NOLINT: the copy is what is tested
        QCOMPARE(copy.reveal(), "sk-marker");
        QVERIFY(!secret.isEmpty());
    }
    QCOMPARE(kept, "sk-marker"); // the caller's own copy is not wiped under its hands

    QByteArray out;
    {
        const Secret secret(QByteArrayLiteral("sk-") + "two");
        out = secret.reveal();
    }
    QCOMPARE(out, "sk-two");

    Secret moved(QByteArrayLiteral("a") + "b");
    Secret target;
    QVERIFY(target.isEmpty());
    target = std::move(moved);
    QCOMPARE(target.reveal(), "ab");
    target = Secret();
    QVERIFY(target.isEmpty());
    QCOMPARE(target.reveal(), QByteArray());
}

QTEST_GUILESS_MAIN(TestCoolDown)
#include "tst_cooldown.moc"
