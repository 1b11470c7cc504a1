// SPDX-License-Identifier: GPL-3.0-or-later
// A file of settings that a full disk does not empty.
#pragma once

#include <QSettings>

namespace tuneboard {

/// Writes what has changed, and reads what other processes have written. False: it is not in the file, which
/// is then what it was before, as far as there is room for that. Instead of QSettings::sync(), which puts the
/// new file in the place of the old one without asking whether its last 16 KB, mostly all of it, were
/// written.
[[nodiscard]] bool syncSettings(QSettings &settings);

/// Settings that are written like that also when they are written by themselves: a while after a change, and
/// at the end.
class SettingsFile final : public QSettings
{
public:
    using QSettings::QSettings;
    ~SettingsFile() override;
    Q_DISABLE_COPY_MOVE(SettingsFile)

protected:
    bool event(QEvent *event) override;
};

} // namespace tuneboard
