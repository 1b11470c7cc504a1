// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs of tests/data/jobs as the job page gets them, and pictures of widgets.
#pragma once

#include "app/api/readjson.h"
#include "app/repository/repository.h"
#include "tests/support/folders.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QPixmap>
#include <QTest>
#include <QWidget>

namespace tuneboard::test {

/// 21 Nov 2025, 11:00:00 UTC: the clock of all pictures.
inline constexpr qint64 kNow = 1763722800;

inline JobDetails detailsOf(const QByteArray &raw)
{
    JobDetails details;
    details.raw = raw;
    if (auto read = readJson(raw))
        details.value = std::move(read).value();
    details.job = readJob(details.value);
    details.key = {1, details.job.id};
    details.firstSeenMs = (kNow - 7200) * 1000;
    details.lastSeenMs = (kNow - 120) * 1000;
    details.history = {{Timestamp{kNow - 7200}, QStringLiteral("validating_files")},
                       {Timestamp{kNow - 7000}, QStringLiteral("queued")},
                       {Timestamp{kNow - 5400}, details.job.status}};
    return details;
}

inline JobDetails jobFile(const QString &name)
{
    QFile file(dataPath(QStringLiteral("jobs/%1.json")).arg(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no job %s", qPrintable(file.fileName()));
    return detailsOf(file.readAll());
}

inline const QStringList &jobNames()
{
    static const QStringList names = QDir(dataPath(QStringLiteral("jobs")))
                                         .entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)
                                         .replaceInStrings(QStringLiteral(".json"), QString());
    return names;
}

inline void useTheme(bool dark)
{
    applyTheme(*static_cast<QApplication *>(QCoreApplication::instance()),
               dark ? ThemeMode::Dark : ThemeMode::Light);
}

/// Saves what the widget looks like under the build folder, for people.
inline bool savePicture(QWidget &widget, const QString &name)
{
    const QString folder = buildPath(QStringLiteral("screenshots"));
    return QDir().mkpath(folder) && widget.grab().save(folder + u'/' + name + QStringLiteral(".png"));
}

/// Lets timers of no length and what they ask for run.
inline void settle()
{
    for (int i = 0; i < 4; ++i) {
        QCoreApplication::processEvents();
        QTest::qWait(1);
    }
}

inline void showAt(QWidget &widget, int width, int height)
{
    widget.resize(width, height);
    widget.show();
    // Without a window manager nobody else makes it the active one, and keys go to the active one only.
    widget.activateWindow();
    if (!QTest::qWaitForWindowActive(&widget))
        qFatal("the window did not open");
    settle();
}

} // namespace tuneboard::test
