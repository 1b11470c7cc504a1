// SPDX-License-Identifier: GPL-3.0-or-later
// 100 000 events scroll: the painted frame against a plain table view on the same rows.
#include "support/bench.h"
#include "support/jobrecords.h"
#include "ui/job/eventstab.h"
#include "ui/job/recordview.h"

#include <QHeaderView>
#include <QScrollBar>

using namespace tuneboard;
using namespace tuneboard::test;
using namespace Qt::StringLiterals;

namespace {

// One frame at places all over the table, in ms.
double frameMs(QTableView &view)
{
    QScrollBar *bar = view.verticalScrollBar();
    int place = 0;
    return bench::medianMs(
        60,
        [&] {
            place = (place + 37) % 60;
            bar->setValue(int(qint64{bar->maximum()} * place / 60));
        },
        [&] { view.viewport()->repaint(); });
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication app(argc, argv);
    useTheme(false);
    const JobDetails job = jobFile(u"supervised-succeeded"_s);
    JobRecords records = emptyRecords(job);
    records.events = eventsOf(1, 100'000);
    EventsTab tab;
    tab.resize(1280, 700);
    tab.show();
    tab.setJob({&job, u"Demo"_s, u"h"_s, kNow, true, &records});
    settle();
    QTableView plain;
    plain.setModel(tab.model());
    plain.verticalHeader()->setDefaultSectionSize(tab.table()->rowHeight());
    plain.setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    plain.resize(tab.table()->size());
    plain.show();
    settle();
    const double floor = frameMs(plain);
    bench::report("events_scroll", frameMs(*tab.table()), floor, 3.0, false);
    return 0;
}
