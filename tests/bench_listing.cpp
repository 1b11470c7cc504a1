// SPDX-License-Identifier: GPL-3.0-or-later
// Listing 100 000 jobs over loopback HTTP, page after page, into the model; and the whole repository, which
// keeps them in the archive too. Against libcurl, which throws the pages away, and against the official npm
// client. The server is another process that sends pages which were made before: it is the same for all, and
// quick.
#include "app/models/jobsmodel.h"
#include "app/repository/listing.h"
#include "app/repository/repository.h"
#include "tests/support/bench.h"
#include "tests/support/demopages.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#ifdef Q_OS_UNIX
#    include <ctime>
#endif
#ifdef TUNEBOARD_HAS_CURL
#    include <curl/curl.h>
#endif

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::report;

namespace {

constexpr int kJobs = 100'000;
constexpr int kRuns = 5;

/// The pages as answers, by the cursor that asks for them.
class PageServer : public QObject
{
public:
    PageServer()
    {
        QByteArray after;
        for (const QByteArray &page : bench::demoPages(kJobs)) {
            m_answers.insert(after, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                                        QByteArray::number(page.size()) + "\r\n\r\n" + page);
            after = lastId(page);
        }
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
                connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(socket); });
                connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
            }
        });
    }

    [[nodiscard]] bool listen() { return m_server.listen(QHostAddress::LocalHost); }
    [[nodiscard]] quint16 port() const { return m_server.serverPort(); }

    static QByteArray lastId(const QByteArray &page)
    {
        const qsizetype at = page.lastIndexOf(R"("id":"ftjob-)");
        return at < 0 ? QByteArray() : page.mid(at + 6, page.indexOf('"', at + 6) - at - 6);
    }

private:
    // Requests have no body and are not sent before the last one's answer has come.
    void answer(QTcpSocket *socket)
    {
        const QByteArray request = socket->peek(16384);
        const qsizetype end = request.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        socket->skip(end + 4);
        const qsizetype at = request.indexOf("after=");
        const QByteArray target = request.left(request.indexOf(" HTTP/"));
        QByteArray after;
        if (at >= 0 && at < target.size())
            after = target.sliced(at + 6).split('&').first();
        const auto found = m_answers.constFind(after);
        socket->write(found != m_answers.cend()
                          ? *found
                          : QByteArray("HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}"));
    }

    QTcpServer m_server;
    QHash<QByteArray, QByteArray> m_answers;
};

int serve(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    PageServer server;
    if (!server.listen())
        return 1;
    std::printf("%d\n", int(server.port()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}

/// What this thread has worked so far, in ms, without the time in which the system let others work.
double workedMs()
{
#ifdef Q_OS_UNIX
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
#else
    return 0;
#endif
}

/// How late a tick of the event loop comes, and how long the thread worked before it, in ms.
class Ticks
{
public:
    Ticks()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.callOnTimeout(&m_timer, [this] {
            m_late.push_back(double(m_clock.nsecsElapsed()) / 1e6 - kEveryMs);
            m_clock.start();
            const double worked = workedMs();
            m_longest = std::max(m_longest, worked - m_worked);
            m_worked = worked;
        });
        m_clock.start();
        m_timer.start(kEveryMs);
    }
    void print(const char *what)
    {
        std::sort(m_late.begin(), m_late.end());
        std::printf(
            "%s: a tick of 1 ms is late by %.2f ms at most, %.2f ms in 99 of 100 (aim 2 ms); the thread "
            "worked %.2f ms between two ticks at most\n",
            what, quantile(1), quantile(0.99), m_longest);
    }

private:
    [[nodiscard]] double quantile(double share) const
    {
        if (m_late.empty())
            return 0;
        return m_late[std::min(m_late.size() - 1, std::size_t(share * double(m_late.size())))];
    }

    static constexpr int kEveryMs = 1;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_late;
    double m_worked = workedMs();
    double m_longest = 0;
};

Endpoint endpointOn(const QUrl &url)
{
    Endpoint endpoint;
    endpoint.dialect = DialectKind::Compatible;
    endpoint.baseUrl = url;
    endpoint.key = Secret(QByteArray("sk-bench"));
    return endpoint;
}

double toTheModel(const QUrl &url)
{
    ApiClient client(endpointOn(url), std::make_shared<CoolDown>());
    JobsModel model;
    Listing listing(client, bench::kPageJobs, nullptr);
    QEventLoop loop;
    QObject::connect(&listing, &Listing::pageReceived, &model,
                     [&](const JobRows &rows, bool) { model.upsert(rows); });
    QObject::connect(&listing, &Listing::finished, &loop,
                     [&](const std::optional<ApiError> &error, const QString &note) {
                         if (error || !note.isEmpty())
                             qFatal("%s", qPrintable(error ? error->message : note));
                         loop.quit();
                     });
    Ticks ticks;
    QElapsedTimer clock;
    clock.start();
    QTimer::singleShot(0, &listing, &Listing::start);
    loop.exec();
    const double time = double(clock.nsecsElapsed()) / 1e6;
    if (model.rowCount() != kJobs)
        qFatal("%d jobs came", model.rowCount());
    ticks.print("to the model");
    return time;
}

double toTheArchive(const QUrl &url)
{
    const QTemporaryDir folder;
    Repository::Options options;
    options.archivePath = folder.filePath(u"archive.sqlite"_s);
    options.clockMs = &QDateTime::currentMSecsSinceEpoch;
    Repository repository(std::move(options));
    AccountRecord record;
    record.name = u"Bench"_s;
    record.baseUrl = url.toString();
    record.dialect = u"compatible"_s;
    repository.addAccount(record, endpointOn(url));
    QEventLoop loop;
    QObject::connect(&repository, &Repository::settled, &loop, &QEventLoop::quit, Qt::QueuedConnection);
    Ticks ticks;
    QElapsedTimer clock;
    clock.start();
    repository.start();
    loop.exec();
    const double time = double(clock.nsecsElapsed()) / 1e6;
    if (repository.jobs()->rowCount() != kJobs)
        qFatal("%d jobs came", repository.jobs()->rowCount());
    ticks.print("to the model and the archive");
    return time;
}

double median(std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

#ifdef TUNEBOARD_HAS_CURL
std::size_t append(char *data, std::size_t size, std::size_t count, void *to)
{
    static_cast<QByteArray *>(to)->append(data, qsizetype(size) * qsizetype(count));
    return size * count;
}

// What has to be done at least: the chain of pages, each of which says where the next one begins.
double byCurl(const QUrl &url)
{
    CURL *curl = curl_easy_init();
    QByteArray page;
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &page);
    QElapsedTimer clock;
    clock.start();
    QByteArray after;
    int pages = 0;
    do {
        page.resize(0);
        const QByteArray address = url.toEncoded() + "/fine_tuning/jobs?limit=100" +
                                   (after.isEmpty() ? QByteArray() : "&after=" + after);
        curl_easy_setopt(curl, CURLOPT_URL, address.constData());
        if (curl_easy_perform(curl) != CURLE_OK)
            qFatal("libcurl failed");
        after = PageServer::lastId(page);
        ++pages;
    } while (!page.endsWith(R"("has_more":false})"));
    const double time = double(clock.nsecsElapsed()) / 1e6;
    curl_easy_cleanup(curl);
    if (pages != kJobs / bench::kPageJobs)
        qFatal("%d pages came", pages);
    return time;
}
#endif

// nullopt: it is not installed. Its own start is not counted.
std::optional<double> byNpm(const QUrl &url)
{
    const QString folder = QStringLiteral(TUNEBOARD_CONTRACT_FOLDER);
    const QString node = QStandardPaths::findExecutable(u"node"_s);
    if (node.isEmpty() || !QFileInfo::exists(folder + u"/node_modules/openai"_s))
        return std::nullopt;
    QProcess client;
    client.setWorkingDirectory(folder);
    client.start(node, {u"--input-type=module"_s, u"-e"_s, uR"(
import OpenAI from 'openai';
const client = new OpenAI({ apiKey: 'sk-bench', baseURL: '%1' });
const start = performance.now();
const jobs = [];
for await (const job of client.fineTuning.jobs.list({ limit: 100 })) jobs.push(job);
console.log(jobs.length, performance.now() - start);
)"_s.arg(url.toString())});
    client.waitForFinished(-1);
    const QByteArray said = client.readAllStandardOutput().trimmed();
    if (!said.startsWith(QByteArray::number(kJobs) + ' '))
        qFatal("The npm client failed: %s", client.readAllStandardError().constData());
    return said.split(' ').last().toDouble();
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && QByteArrayView(argv[1]) == "--serve")
        return serve(argc, argv);
    const QCoreApplication app(argc, argv);
    QProcess server;
    server.start(QCoreApplication::applicationFilePath(), {u"--serve"_s});
    if (!server.waitForReadyRead(60'000))
        qFatal("The server did not start");
    const QUrl url(u"http://127.0.0.1:%1/v1"_s.arg(server.readLine().trimmed().toInt()));

    // In turns: where the machine's pace changes, it changes for all.
    std::vector<double> toModel;
    std::vector<double> toArchive;
    std::vector<double> floors;
    for (int run = 0; run < kRuns; ++run) {
        toModel.push_back(toTheModel(url));
        toArchive.push_back(toTheArchive(url));
#ifdef TUNEBOARD_HAS_CURL
        floors.push_back(byCurl(url));
#endif
    }
    const double own = median(std::move(toModel));
#ifdef TUNEBOARD_HAS_CURL
    report("listing 100 000 jobs to the model, to libcurl", own, median(std::move(floors)), 5, false);
#else
    std::printf("skipped: libcurl was not found when this was built\n");
#endif
    if (const std::optional<double> npm = byNpm(url))
        report("listing 100 000 jobs to the model, to the npm client", own, *npm, 0.25, false);
    else
        std::printf("skipped: the npm client is not installed (ctest -R contract_setup)\n");
    report("the same with the archive, to the model alone", median(std::move(toArchive)), own, 3, false);
    server.kill();
    server.waitForFinished();
    return 0;
}
