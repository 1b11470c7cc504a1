// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/jobnotices.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tuneboard;

namespace {

JobChange change(const QString &id, const QString &before, const QString &status, qint64 account = 1)
{
    JobChange made;
    made.key = {account, id};
    made.name = id;
    made.before = before;
    made.status = status;
    return made;
}

} // namespace

class TstJobNotices : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_notices = std::make_unique<JobNotices>(1);
        m_told.clear();
        connect(m_notices.get(), &JobNotices::due, this, [this](const std::vector<JobChange> &changes) {
            QStringList line;
            for (const JobChange &one : changes)
                line.append(one.key.id + u' ' + one.status);
            m_told.append(line.join(u", "));
        });
    }

    void endsAreToldOnce();
    void severalAreOne();
    void onlyWhatCountsIsTold_data();
    void onlyWhatCountsIsTold();
    void whatTheUserDidIsNotTold();
    void aJobMayPauseTwice();

private:
    void wait() { QTest::qWait(30); }

    std::unique_ptr<JobNotices> m_notices;
    QStringList m_told;
};

void TstJobNotices::endsAreToldOnce()
{
    m_notices->add(change(u"a"_s, u"running"_s, u"succeeded"_s));
    QTRY_COMPARE(m_told, QStringList{u"a succeeded"_s});
    m_notices->add(change(u"a"_s, u"running"_s, u"succeeded"_s)); // from another answer on its way
    m_notices->add(change(u"a"_s, u"succeeded"_s, u"succeeded"_s));
    wait();
    QCOMPARE(m_told.size(), 1);
}

void TstJobNotices::severalAreOne()
{
    m_notices->add(change(u"a"_s, u"running"_s, u"succeeded"_s));
    m_notices->add(change(u"b"_s, u"running"_s, u"failed"_s));
    m_notices->add(change(u"c"_s, u"queued"_s, u"failed"_s));
    QTRY_COMPARE(m_told, QStringList{u"a succeeded, b failed, c failed"_s});
}

void TstJobNotices::onlyWhatCountsIsTold_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("new and ended") << QString() << u"succeeded"_s;
    QTest::newRow("began") << u"queued"_s << u"running"_s;
    QTest::newRow("cancelled") << u"running"_s << u"cancelled"_s;
    QTest::newRow("an end that turned into another") << u"failed"_s << u"succeeded"_s;
    QTest::newRow("resumed") << u"paused"_s << u"running"_s;
}

void TstJobNotices::onlyWhatCountsIsTold()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    m_notices->add(change(u"a"_s, before, after));
    wait();
    QCOMPARE(m_told, QStringList());
}

void TstJobNotices::whatTheUserDidIsNotTold()
{
    m_notices->expect({1, u"a"_s}, Status::Paused);
    m_notices->add(change(u"a"_s, u"running"_s, u"pausing"_s));
    m_notices->add(change(u"a"_s, u"pausing"_s, u"paused"_s));
    wait();
    QCOMPARE(m_told, QStringList());
    // The next one is the server's.
    m_notices->add(change(u"a"_s, u"paused"_s, u"running"_s));
    m_notices->add(change(u"a"_s, u"running"_s, u"paused"_s));
    QTRY_COMPARE(m_told, QStringList{u"a paused"_s});

    m_notices->expect({1, u"b"_s}, Status::Paused);
    m_notices->forget({1, u"b"_s});
    m_notices->add(change(u"b"_s, u"running"_s, u"paused"_s));
    QTRY_COMPARE(m_told.size(), 2);
}

void TstJobNotices::aJobMayPauseTwice()
{
    m_notices->add(change(u"a"_s, u"running"_s, u"paused"_s));
    QTRY_COMPARE(m_told.size(), 1);
    m_notices->add(change(u"a"_s, u"paused"_s, u"running"_s));
    m_notices->add(change(u"a"_s, u"running"_s, u"paused"_s));
    QTRY_COMPARE(m_told.size(), 2);
}

QTEST_GUILESS_MAIN(TstJobNotices)
#include "tst_jobnotices.moc"
