// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/settingsfile.h"

#include <QEvent>
#include <QFile>
#include <QSaveFile>

#include <algorithm>

namespace tuneboard {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Of an INI file that Qt has written: a line each, to its end.
qsizetype keysIn(const QByteArray &content)
{
    QByteArrayList lines = content.split('\n');
    lines.removeLast(); // behind the last end of a line, or cut
    return std::count_if(lines.begin(), lines.end(),
                         [](const QByteArray &line) { return line.contains('=') && !line.startsWith('['); });
}

// Of the file alone: not of those that the system has for all.
qsizetype keysOf(QSettings &settings)
{
    const bool falls = settings.fallbacksEnabled();
    settings.setFallbacksEnabled(false);
    const qsizetype keys = settings.allKeys().size();
    settings.setFallbacksEnabled(falls);
    return keys;
}

} // namespace

bool syncSettings(QSettings &settings)
{
    const QString path = settings.fileName();
    const QByteArray before = contentOf(path);
    settings.sync();
    if (settings.status() != QSettings::NoError || path.isEmpty() ||
        settings.format() != QSettings::IniFormat)
        return settings.status() == QSettings::NoError;
    const QByteArray now = contentOf(path);
    if (keysIn(now) >= keysOf(settings))
        return true;
    // The file that is gone has left room for itself.
    QSaveFile file(path);
    if (now != before && !before.isEmpty() && file.open(QIODevice::WriteOnly) &&
        file.write(before) == before.size() && file.flush())
        file.commit();
    return false;
}

SettingsFile::~SettingsFile()
{
    (void)syncSettings(*this);
}

bool SettingsFile::event(QEvent *event)
{
    if (event->type() != QEvent::UpdateRequest)
        return QSettings::event(event);
    (void)syncSettings(*this);
    return true;
}

} // namespace tuneboard
