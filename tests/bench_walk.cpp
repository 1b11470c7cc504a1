// SPDX-License-Identifier: GPL-3.0-or-later
// Opening a job of 200 000 events for the first time: all pages from its server into the archive, the rows
// and the metrics. Against the same pages asked for one after the other and thrown away.
#include "app/demo/demoserver.h"
#include "app/demo/jobspec.h"
#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "tests/support/bench.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTemporaryDir>
#include <QThread>
#include <QUrlQuery>

using namespace tuneboard;
using namespace Qt::StringLiterals;

namespace {

// The demo's server on a thread of its own, as the program has it.
class Host
{
public:
    Host()
    {
        m_server = new DemoServer(DemoServerOptions{});
        m_job = QString::fromLatin1(m_server->scenario().jobId(demo::showcase::ManyPoints));
        m_server->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_server, &QObject::deleteLater);
        m_thread.start();
        QMetaObject::invokeMethod(
            m_server,
            [this] {
                QString error;
                if (!m_server->listen(&error))
                    qFatal("%s", qPrintable(error));
            },
            Qt::BlockingQueuedConnection);
    }
    ~Host()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Host)

    [[nodiscard]] QUrl url() const { return m_server->baseUrl(); }
    [[nodiscard]] QByteArray key() const { return m_server->key(); }
    [[nodiscard]] const QString &job() const { return m_job; }

private:
    QThread m_thread;
    DemoServer *m_server = nullptr; // lives on the thread
    QString m_job;
};

QByteArray pageOf(QNetworkAccessManager &network, const Host &host, const QByteArray &after)
{
    QUrl url(host.url().toString() + u"/fine_tuning/jobs/%1/events"_s.arg(host.job()));
    QUrlQuery query({{u"limit"_s, u"100"_s}});
    if (!after.isEmpty())
        query.addQueryItem(u"after"_s, QString::fromLatin1(after));
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + host.key());
    QNetworkReply *reply = network.get(request);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    reply->deleteLater();
    return reply->readAll();
}

// What has to be done at least: the chain of pages, each of which says where the next one begins.
qint64 walkBare(const Host &host)
{
    QNetworkAccessManager network;
    QByteArray after;
    qint64 bytes = 0;
    while (true) {
        const QByteArray page = pageOf(network, host, after);
        bytes += page.size();
        const qsizetype id = page.lastIndexOf(R"("id":"ftevent-)");
        if (id < 0 || page.endsWith(R"("has_more":false})"))
            return bytes;
        after = page.mid(id + 6, page.indexOf('"', id + 6) - id - 6);
    }
}

std::unique_ptr<Repository> repositoryOn(const Host &host, const QString &archive)
{
    Repository::Options options;
    options.archivePath = archive;
    options.backfillPerMinute = 0;
    options.clockMs = &QDateTime::currentMSecsSinceEpoch;
    auto repository = std::make_unique<Repository>(std::move(options));
    AccountRecord record;
    record.name = u"Demo"_s;
    record.baseUrl = host.url().toString();
    record.dialect = u"compatible"_s;
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = host.url();
    endpoint.key = Secret(host.key());
    repository->addAccount(record, endpoint);
    return repository;
}

struct Opened
{
    qint64 events = 0;
    int snapshots = 0;
    double wholeMs = 0;   ///< until the last event was there
    double metricsMs = 0; ///< until the metrics of all of them were
};

// From opening the job to the snapshot that says that all is there.
Opened openWhole(const Host &host, const QString &archive)
{
    const auto repository = repositoryOn(host, archive);
    QEventLoop loop;
    QObject::connect(repository.get(), &Repository::settled, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    repository->start();
    loop.exec();
    Opened opened;
    QElapsedTimer clock;
    QObject::connect(repository.get(), &Repository::recordsChanged, &loop, [&](const JobRecords &now) {
        ++opened.snapshots;
        opened.events = std::ssize(*now.events);
        const bool isWhole =
            now.eventsState.isComplete && !now.eventsState.isLoading && opened.events >= 200'000;
        if (isWhole && opened.wholeMs == 0)
            opened.wholeMs = double(clock.nsecsElapsed()) / 1e6;
        if (isWhole && now.metrics && now.metrics->lastStep == 200'000) {
            const auto loss = now.metrics->find(u"train_loss");
            if (loss && loss->points.size() == 200'000) {
                opened.metricsMs = double(clock.nsecsElapsed()) / 1e6;
                loop.quit();
            }
        }
    });
    clock.start();
    repository->open({repository->accounts().front().record.number, host.job()});
    loop.exec();
    return opened;
}

// Of the process so far, in MB; 0 where the system does not say.
double peakMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toDouble() / 1024;
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const Host host;
    const QTemporaryDir folder;
    QElapsedTimer clock;
    clock.start();
    const qint64 bytes = walkBare(host);
    const double floor = double(clock.nsecsElapsed()) / 1e6;
    const double before = peakMemory();
    const Opened opened = openWhole(host, folder.filePath(u"archive.sqlite"_s));
    std::printf("%lld events, %.1f MB, %d snapshots, %.0f events/s; peak memory %.0f MB, %.0f MB before\n",
                static_cast<long long>(opened.events), double(bytes) / 1e6, opened.snapshots,
                double(opened.events) / opened.wholeMs * 1000, peakMemory(), before);
    bench::report("walk_events", opened.wholeMs, floor, 2, false);
    bench::report("walk_metrics", opened.metricsMs, floor, 3, false);
    return 0;
}
