// SPDX-License-Identifier: GPL-3.0-or-later
// The floor of bench_start, a program that links nothing but Widgets: an empty QMainWindow, or with "table"
// one with a table of 100 rows. Writes a line when its first frame is painted, and ends.
#include "tests/support/benchwindow.h"

#include <QMainWindow>
#include <QStandardItemModel>
#include <QTableView>

#include <cstdio>
#include <cstring>

int main(int argc, char *argv[])
{
    tuneboard::bench::needNoDisplay();
    const bool withTable = argc > 1 && std::strcmp(argv[1], "table") == 0;
    const QApplication app(argc, argv);
    QMainWindow window;
    window.resize(1280, 800);
    QStandardItemModel model;
    QWidget *watched = &window;
    if (withTable) {
        model.setRowCount(100);
        model.setColumnCount(8);
        for (int row = 0; row < 100; ++row) {
            for (int column = 0; column < 8; ++column)
                model.setItem(row, column, new QStandardItem(QString::number(row * 8 + column)));
        }
        auto *table = new QTableView;
        table->setModel(&model);
        window.setCentralWidget(table);
        watched = table->viewport();
    }
    tuneboard::bench::FirstPaint painted(
        watched, [] { return true; },
        [] {
            std::puts("painted");
            std::fflush(stdout);
            QCoreApplication::quit();
        });
    window.show();
    return QApplication::exec();
}
