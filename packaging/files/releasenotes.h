// SPDX-License-Identifier: GPL-3.0-or-later
// Reads CHANGELOG.md, and writes it as software centres and Debian want it.
#pragma once

#include <QDate>
#include <QList>
#include <QString>
#include <QStringList>

namespace tuneboard::packaging {

struct Release
{
    QString version;
    QDate date;          ///< invalid: the heading has none, it is not out yet
    QString summary;     ///< the paragraph below the heading, without markup; may be empty
    QStringList changes; ///< without markup
};

/// The releases of a changelog, in its order. A heading is `## 1.2.3` or `## 1.2.3, 2026-11-26`.
[[nodiscard]] QList<Release> releasesIn(const QString &changelog);

/// `text` (XML) with @RELEASES@ replaced. A release without a date gets `today`.
[[nodiscard]] QString metainfo(const QString &text, const QList<Release> &releases, QDate today);

/// In Debian's form, dated at midnight. `maintainer`: "Name <address>".
[[nodiscard]] QString debianChangelog(const QList<Release> &releases, const QString &maintainer, QDate today);

} // namespace tuneboard::packaging
