// SPDX-License-Identifier: GPL-3.0-or-later
// 100 000 jobs in the program's own table, from an action to the painted frame, against QSortFilterProxyModel
// over a plain model with the same texts in a plain QTableView.
#include "app/api/readpage.h"
#include "app/models/jobsmodel.h"
#include "tests/support/bench.h"
#include "tests/support/benchwindow.h"
#include "tests/support/demopages.h"
#include "tests/support/windowprogram.h"
#include "ui/actions.h"
#include "ui/jobs/jobdelegate.h"
#include "ui/jobs/jobtableview.h"
#include "ui/theme.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QWheelEvent>

#include <array>
#include <limits>
#include <random>

using namespace Qt::StringLiterals;
using namespace tuneboard;
using bench::medianMs;
using bench::Paints;
using bench::report;

namespace {

constexpr int kJobs = 100'000;
constexpr double kFrameMs = 1000.0 / 60;
constexpr qint64 kAccount = 1;

/// What a row of the plain model holds: texts as shown, and what the filters ask for.
struct PlainRow
{
    std::vector<QVariant> cells;
    QString search;
    QString status;
    qint64 tokens = 0;
};

class PlainModel : public QAbstractTableModel
{
public:
    explicit PlainModel(const JobsModel &from)
    {
        const JobTable &table = from.table();
        rows.resize(std::size_t(from.rowCount()));
        for (int i = 0; i < from.rowCount(); ++i) {
            PlainRow &row = rows[std::size_t(i)];
            for (int column = 0; column < kJobColumnCount; ++column) {
                const QModelIndex index = from.index(i, column);
                const QVariant value = index.data(JobsModel::ValueRole);
                row.cells.push_back(value.userType() == QMetaType::QString ? index.data() : value);
                row.search += index.data().toString().toLower() + QChar(0x1f);
            }
            const JobRow job = table.row(from.index(i, 0).data(JobsModel::RowRole).toUInt());
            for (const QByteArrayView text : {job.model, job.errorCode, job.errorMessage})
                row.search += QString::fromUtf8(text).toLower() + QChar(0x1f);
            row.status = QString::fromUtf8(job.status);
            row.tokens = job.trainedTokens;
        }
    }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : kJobColumnCount;
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (role != Qt::DisplayRole)
            return {};
        return rows[std::size_t(index.row())].cells[std::size_t(index.column())];
    }

    std::vector<PlainRow> rows;
};

using Accepts = std::function<bool(const PlainRow &)>;

class PlainProxy : public QSortFilterProxyModel
{
public:
    explicit PlainProxy(PlainModel &model)
        : m_model(model)
    {
        setSourceModel(&model);
    }
    /// `whole`: everything is mapped anew with a reset, in place of the rows that come and go.
    void accept(Accepts accepts, bool whole)
    {
        m_accepts = std::move(accepts);
        whole ? invalidate() : invalidateFilter();
    }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &) const override
    {
        return !m_accepts || m_accepts(m_model.rows[std::size_t(row)]);
    }

private:
    PlainModel &m_model;
    Accepts m_accepts;
};

struct Words
{
    const char *text;
    Accepts accepts;
};

void show(QTableView &view)
{
    view.resize(1280, 800);
    view.show();
    view.activateWindow();
    for (int i = 0; i < 20; ++i)
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
}

/// Both views and what is painted in them.
struct Tables
{
    JobsModel &model;
    JobTableView &view;
    Paints paints;
    PlainProxy &proxy;
    QTableView &plainView;
    Paints plainPaints;
};

void filters(Tables &tables)
{
    const auto has = [](const QString &word) {
        return [word](const PlainRow &row) {
            return row.search.contains(word);
        };
    };
    const Words words[] = {
        {"support", has(u"support"_s)},
        {"4o-mini", has(u"4o-mini"_s)},
        {"ftjob-a", has(u"ftjob-a"_s)},
        {"nothinglikethis", has(u"nothinglikethis"_s)},
        {"status:failed",
         [](const PlainRow &row) {
             return row.status == "failed"_L1;
         }},
        {"tokens:>1M",
         [](const PlainRow &row) {
             return row.tokens > 1'000'000;
         }},
        {"support tokens:>1M -status:failed",
         [](const PlainRow &row) {
             return row.search.contains("support"_L1) && row.tokens > 1'000'000 && row.status != "failed"_L1;
         }},
    };
    for (const Words &word : words) {
        const JobFilter filter = parseFilter(QString::fromLatin1(word.text), bench::kNowSecs);
        const auto clear = [&] {
            tables.paints.until([&] { tables.model.setFilter({}); }, true);
        };
        const auto set = [&] {
            tables.paints.until([&] { tables.model.setFilter(filter); }, true);
        };
        const double on = medianMs(9, clear, set);
        const int left = tables.model.rowCount();
        const double off = medianMs(9, set, clear);
        clear();

        const auto plain = [&](bool whole, bool accept) {
            tables.plainPaints.until([&] { tables.proxy.accept(accept ? word.accepts : Accepts(), whole); },
                                     true);
        };
        plain(true, true);
        const int plainLeft = tables.proxy.rowCount();
        const double anew = medianMs(
            3, [&] { plain(true, false); }, [&] { plain(true, true); });
        // Once each: these take seconds.
        plain(true, false);
        QElapsedTimer timer;
        timer.start();
        plain(false, true);
        const double plainOn = double(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        plain(false, false);
        const double plainOff = double(timer.nsecsElapsed()) / 1e6;

        std::printf("filter \"%s\": %d of %d jobs are left (in the plain table %d)\n", word.text, left, kJobs,
                    plainLeft);
        const std::string name = std::string("filter ") + word.text;
        report(name + " to painted, to invalidateFilter()", on, plainOn, 50, true);
        report(name + " taken back, to invalidateFilter()", off, plainOff, 50, true);
        report(name + " to painted, to invalidate()", on, anew, 6, true);
        report(name + " to painted, to a frame", on, kFrameMs, 1, false);
        report(name + " taken back, to a frame", off, kFrameMs, 1, false);
    }
}

void sorts(Tables &tables)
{
    struct Sort
    {
        const char *name;
        JobColumn column;
    };
    for (const Sort &sort : {Sort{"by tokens", JobColumn::Tokens}, Sort{"by creation", JobColumn::Created},
                             Sort{"by name", JobColumn::Name}, Sort{"by model", JobColumn::BaseModel},
                             Sort{"by id", JobColumn::Id}}) {
        const int column = int(sort.column);
        const int other = int(sort.column == JobColumn::Tokens ? JobColumn::Created : JobColumn::Tokens);
        const auto by = [&](int which) {
            tables.paints.until([&] { tables.view.sortByColumn(which, Qt::AscendingOrder); }, true);
        };
        const auto plainBy = [&](int which) {
            tables.plainPaints.until([&] { tables.plainView.sortByColumn(which, Qt::AscendingOrder); }, true);
        };
        const double own = medianMs(
            9, [&] { by(other); }, [&] { by(column); });
        const double plain = medianMs(
            3, [&] { plainBy(other); }, [&] { plainBy(column); });
        const std::string name = std::string("sort ") + sort.name;
        report(name + " to painted, to QSortFilterProxyModel", own, plain, 50, true);
        report(name + " to painted, to a frame", own, kFrameMs, 1, false);
    }
    tables.view.sortByColumn(int(JobColumn::Created), Qt::DescendingOrder);
}

void frames(Tables &tables)
{
    QWidget *port = tables.view.viewport();
    const double whole = medianMs(50, [&] { tables.paints.until([] {}, true); });
    const double plainWhole = medianMs(50, [&] { tables.plainPaints.until([] {}, true); });
    report("whole table painted, to the plain table", whole, plainWhole, 1.5, false);

    const QPointF middle = port->rect().center();
    const double notch = medianMs(100, [&] {
        tables.paints.until([&] {
            QWheelEvent wheel(middle, port->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                              Qt::NoScrollPhase, false);
            QCoreApplication::sendEvent(port, &wheel);
        });
    });
    report("wheel notch to painted, to 1.5 ms", notch, 1.5, 1, false);
    std::mt19937 random(3);
    QScrollBar *bar = tables.view.verticalScrollBar();
    const double jump = medianMs(
        100, [&] { tables.paints.until([&] { bar->setValue(int(random() % unsigned(bar->maximum()))); }); });
    report("jump to painted, to 5 ms", jump, 5, 1, false);
    bar->setValue(0);
}

JobRows rowsOf(QByteArray page)
{
    Result<JobPage> read = readJobPage(std::move(page));
    JobRows rows = read ? std::move(read.value().jobs) : JobRows();
    for (JobRow &row : rows.rows)
        row.account = kAccount;
    return rows;
}

// The table without a view: made at once from what an archive holds, and page by page as a listing brings it.
void builds(const std::vector<QByteArray> &pages)
{
    constexpr std::size_t kChunkPages = 50;
    std::vector<JobRows> read;
    for (const QByteArray &page : pages)
        read.push_back(rowsOf(page));
    std::vector<JobRows> chunks; // their texts lie in `read`
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (i % kChunkPages == 0)
            chunks.emplace_back();
        chunks.back().rows.insert(chunks.back().rows.end(), read[i].rows.begin(), read[i].rows.end());
    }
    const auto textsOf = [](const JobRow &row) {
        return std::array{row.id,           row.suffix,       row.outputModel,    row.errorCode,
                          row.errorMessage, row.trainingFile, row.validationFile, row.metadata};
    };
    qsizetype bytes = 0;
    for (const JobRows &chunk : chunks) {
        for (const JobRow &row : chunk.rows) {
            for (const QByteArrayView text : textsOf(row))
                bytes += text.size();
        }
    }
    const double copied = medianMs(9, [&] {
        std::vector<JobRow> rows;
        rows.reserve(kJobs);
        QByteArray texts;
        texts.reserve(bytes);
        for (const JobRows &chunk : chunks) {
            for (const JobRow &row : chunk.rows) {
                rows.push_back(row);
                for (const QByteArrayView text : textsOf(row))
                    texts.append(text);
            }
        }
        bench::keep(rows.size() + std::size_t(texts.size()));
    });
    const double made = medianMs(9, [&] {
        JobTable table;
        table.reserve(kJobs);
        for (const JobRows &chunk : chunks)
            table.upsert(chunk);
        bench::keep(table.size());
    });
    report("table made of rows in chunks of 5000, to their bytes copied", made, copied, 3, false);

    // What a page waits for comes with the same page each time; each at its best leaves out whatever else
    // runs.
    std::vector<double> best(read.size(), std::numeric_limits<double>::max());
    for (int turn = 0; turn < 9; ++turn) {
        JobTable table;
        for (std::size_t i = 0; i < read.size(); ++i) {
            QElapsedTimer timer;
            timer.start();
            table.upsert(read[i]);
            best[i] = std::min(best[i], double(timer.nsecsElapsed()) / 1e6);
        }
    }
    report("slowest page of 100 rows taken by the table, to 0.5 ms",
           *std::max_element(best.begin(), best.end()), 0.5, 1, false);
}

// The page with the tokens of its first five finished jobs counted anew.
QByteArray changed(QByteArray page, int to)
{
    const QByteArray key = "\"trained_tokens\":";
    qsizetype at = 0;
    for (int i = 0; i < 5; ++i) {
        at = page.indexOf(key, at);
        if (at < 0)
            break;
        at += key.size();
        const qsizetype end = page.indexOf(',', at);
        page.replace(at, end - at, QByteArray::number(to + i));
    }
    return page;
}

void refreshes(Tables &tables, const QByteArray &first)
{
    int turn = 1000;
    QByteArray page;
    const auto next = [&] {
        page = changed(first, turn += 10);
    };
    const double whole =
        medianMs(50, next, [&] { tables.paints.until([&] { tables.model.upsert(rowsOf(page)); }); });
    report("refreshed page, 5 jobs changed, parsed, taken and painted, to 2 ms", whole, 2, 1, false);
    JobRows rows;
    const auto read = [&] {
        next();
        rows = rowsOf(page);
    };
    const double upsert = medianMs(50, read, [&] { tables.model.upsert(rows); });
    report("refreshed page, 5 jobs changed, taken by the model, to 1 ms", upsert, 1, 1, false);
    tables.model.upsert(rowsOf(first));
    rows = rowsOf(first);
    const double same = medianMs(50, [&] { tables.model.upsert(rows); });
    report("refreshed page, nothing changed, taken by the model, to 1 ms", same, 1, 1, false);
}

// In the real window, with everything selected: from a key to the moment when the next one is handled.
void selections(const std::vector<QByteArray> &pages)
{
    constexpr double kReactMs = 50;
    const test::WindowProgram program;
    program.window->resize(1280, 800);
    program.repository->start();
    AccountRecord record;
    record.name = u"Team"_s;
    record.baseUrl = u"http://127.0.0.1:9/v1"_s;
    record.uuid = QUuid::createUuid();
    program.repository->addWaitingAccount(record, {});
    const qint64 account = program.repository->accounts().front().record.number;
    for (const QByteArray &page : pages) {
        JobRows rows = rowsOf(page);
        for (JobRow &row : rows.rows)
            row.account = account;
        program.repository->jobs()->upsert(rows);
    }
    JobTableView *table = program.table();
    table->setFocus();
    const auto settle = [] {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    };
    settle();
    const auto untilNextKey = [&](const std::function<void()> &action) {
        action();
        QCoreApplication::processEvents();
        QTest::keyClick(table, Qt::Key_F24);
    };
    const double all = medianMs(
        9,
        [&] {
            table->clearSelection();
            settle();
        },
        [&] { untilNextKey([&] { QTest::keyClick(table, Qt::Key_A, Qt::ControlModifier); }); });
    std::printf("%d of %d rows are selected\n", table->selectedCount(), program.rows());
    report("all rows selected, to the next key, to 50 ms", all, kReactMs, 1, false);
    auto *menu = program.find<QMenu>(u"jobMenu"_s);
    const double opened = medianMs(9, settle, [&] {
        untilNextKey([&] {
            menu->popup({});
            QCoreApplication::processEvents();
            menu->close();
        });
    });
    report("menu opened with all rows selected, to the next key, to 50 ms", opened, kReactMs, 1, false);
    const auto copy = [&](QAction *action, const char *what) {
        const double copied = medianMs(9, settle, [&] { untilNextKey([&] { action->trigger(); }); });
        report(std::string(what) + " of all rows copied, to the next key, to 50 ms", copied, kReactMs, 1,
               false);
    };
    copy(program.window->actions().copyId, "ids");
    copy(program.window->actions().copyLink, "links");
    copy(program.window->actions().copyModel, "models");
}

} // namespace

int main(int argc, char *argv[])
{
    bench::needNoDisplay();
    QApplication app(argc, argv);
    applyTheme(app, ThemeMode::Light);

    std::vector<QByteArray> pages = bench::demoPages(kJobs);
    const double raw = double(bench::sizeOf(pages)) / 1e6;
    JobsModel model;
    JobTableView view(&model);
    view.delegate()->now = [] {
        return bench::kNowSecs;
    };
    show(view);
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &page : pages)
        model.upsert(rowsOf(page));
    std::printf("platform %s; %d jobs in %zu pages read and taken one by one in %.4g ms\n",
                qPrintable(QGuiApplication::platformName()), model.rowCount(), pages.size(),
                double(timer.nsecsElapsed()) / 1e6);
    report("memory of rows and search text, to the raw JSON", double(model.table().memoryUse()) / 1e6, raw,
           0.25, false, "MB");
    builds(pages);
    selections(pages);
    const QByteArray first = pages.front();
    pages = {};

    PlainModel plain(model);
    PlainProxy proxy(plain);
    QTableView plainView;
    plainView.setModel(&proxy);
    plainView.setSortingEnabled(true);
    plainView.verticalHeader()->hide();
    plainView.verticalHeader()->setDefaultSectionSize(view.verticalHeader()->defaultSectionSize());
    for (int i = 0; i < kJobColumnCount; ++i) {
        plainView.setColumnHidden(i, view.isColumnHidden(i));
        plainView.setColumnWidth(i, view.columnWidth(i));
    }
    show(plainView);
    plainView.sortByColumn(int(JobColumn::Created), Qt::DescendingOrder);

    Tables tables{model, view, Paints(view.viewport()), proxy, plainView, Paints(plainView.viewport())};
    frames(tables);
    refreshes(tables, first);
    sorts(tables);
    filters(tables);
    return 0;
}
