// SPDX-License-Identifier: GPL-3.0-or-later
#include "packaging/files/releasenotes.h"

#include "app/api/utc.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tuneboard::packaging {

namespace {

QString withoutMarkup(QString text)
{
    static const QRegularExpression link(u"\\[([^\\]]*)\\]\\([^)]*\\)"_s);
    return text.replace(link, u"\\1"_s).remove("**"_L1).remove(u'`').simplified();
}

QString wrapped(const QString &text, const QString &first, const QString &rest)
{
    constexpr qsizetype width = 78;
    QString out;
    QString row = first;
    bool empty = true;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!empty && row.size() + 1 + word.size() > width) {
            out += row + u'\n';
            row = rest;
            empty = true;
        }
        row += (empty ? QString() : u" "_s) + word;
        empty = false;
    }
    return out + row + u'\n';
}

} // namespace

QList<Release> releasesIn(const QString &changelog)
{
    static const QRegularExpression heading(
        u"^## ([0-9][^\\s,]*)(?:,? \\(?([0-9]{4}-[0-9]{2}-[0-9]{2})\\)?)?\\s*$"_s);
    QList<Release> releases;
    // Where the lines that follow belong; nothing above the first heading counts.
    QString *open = nullptr;
    for (const QString &line : changelog.split(u'\n')) {
        if (const auto match = heading.match(line); match.hasMatch()) {
            releases += Release{match.captured(1), QDate::fromString(match.captured(2), Qt::ISODate), {}, {}};
            open = nullptr;
        } else if (releases.isEmpty()) {
            continue;
        } else if (line.startsWith("- "_L1)) {
            releases.last().changes += line.mid(2);
            open = &releases.last().changes.last();
        } else if (line.trimmed().isEmpty()) {
            open = nullptr;
        } else if (open) {
            *open += u' ' + line.trimmed();
        } else if (releases.constLast().changes.isEmpty()) {
            releases.last().summary = line.trimmed();
            open = &releases.last().summary;
        }
    }
    for (Release &release : releases) {
        release.summary = withoutMarkup(release.summary);
        for (QString &change : release.changes)
            change = withoutMarkup(change);
    }
    return releases;
}

QString metainfo(const QString &text, const QList<Release> &releases, QDate today)
{
    QString xml;
    for (const Release &release : releases) {
        xml += "    <release version=\"%1\" date=\"%2\">\n      <description>\n"_L1.arg(
            release.version.toHtmlEscaped(),
            (release.date.isValid() ? release.date : today).toString(Qt::ISODate));
        if (!release.summary.isEmpty())
            xml += "        <p>"_L1 + release.summary.toHtmlEscaped() + "</p>\n"_L1;
        if (!release.changes.isEmpty()) {
            xml += "        <ul>\n"_L1;
            for (const QString &change : release.changes)
                xml += "          <li>"_L1 + change.toHtmlEscaped() + "</li>\n"_L1;
            xml += "        </ul>\n"_L1;
        }
        xml += "      </description>\n    </release>\n"_L1;
    }
    return QString(text).replace("@RELEASES@\n"_L1, xml);
}

QString debianChangelog(const QList<Release> &releases, const QString &maintainer, QDate today)
{
    QStringList entries;
    for (const Release &release : releases) {
        QString entry = "tuneboard (%1-1) unstable; urgency=medium\n\n"_L1.arg(release.version);
        for (const QString &change : QStringList(release.summary) + release.changes) {
            if (!change.isEmpty())
                entry += wrapped(change, u"  * "_s, u"    "_s);
        }
        const QDateTime at = (release.date.isValid() ? release.date : today).startOfDay(kUtc);
        entries += entry + "\n -- %1  %2 +0000\n"_L1.arg(
                               maintainer, QLocale::c().toString(at, u"ddd, dd MMM yyyy HH:mm:ss"_s));
    }
    return entries.join(u'\n');
}

} // namespace tuneboard::packaging
