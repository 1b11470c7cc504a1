// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;
constexpr qint64 kDay = 24 * kHour;
constexpr qsizetype kToolTipLimit = 4000;
constexpr qsizetype kLineLimit = 100000;

QString translated(const char *text)
{
    return QCoreApplication::translate("Format", text);
}

QString shortDate(const QDate &date)
{
    return QLocale().toString(date, u"d MMM yyyy"_s);
}

// Characters that would change how the text around them reads, or cannot be seen at all.
bool isDeceptive(char32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || c == 0x61c || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xd800 && c <= 0xdfff);
}

QString escaped(char32_t c)
{
    return u"\\u{%1}"_s.arg(quint32(c), 0, 16);
}

enum class Lines { Joined, Kept };

// `limit` counts characters of the input and, in a viewer, starts anew on each line.
QString visible(QStringView text, qsizetype limit, Lines lines)
{
    QString out;
    out.reserve(qMin(text.size(), limit) + 8);
    qsizetype taken = 0;
    bool cut = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            ++i;
        }
        if (c == U'\n' && lines == Lines::Kept) {
            out += u'\n';
            taken = 0;
            cut = false;
            continue;
        }
        if (c == U'\r' && i + 1 < text.size() && text[i + 1] == u'\n')
            continue;
        if (cut)
            continue;
        if (++taken > limit) {
            out += u'…';
            cut = true;
            if (lines == Lines::Joined)
                break;
            continue;
        }
        if (c == U'\t' && lines == Lines::Kept)
            out += u'\t';
        else if (c == U'\n' || c == U'\r' || c == U'\t')
            out += u' ';
        else if (isDeceptive(c))
            out += escaped(c);
        else
            out += QString::fromUcs4(&c, 1);
    }
    return out;
}

} // namespace

QString relativeTime(qint64 then, qint64 now)
{
    const qint64 age = now - then;
    if (age > -kMinute && age < kMinute)
        return translated(QT_TRANSLATE_NOOP("Format", "just now"));
    if (age < 0)
        return translated(QT_TRANSLATE_NOOP("Format", "in %1")).arg(duration(-age));
    if (age < kHour)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 min ago")).arg(age / kMinute);
    if (age < kDay)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 h ago")).arg(age / kHour);
    const QDate day = QDateTime::fromSecsSinceEpoch(then).date();
    const qint64 days = qMax<qint64>(1, day.daysTo(QDateTime::fromSecsSinceEpoch(now).date()));
    if (days == 1)
        return translated(QT_TRANSLATE_NOOP("Format", "Yesterday"));
    if (days <= 30)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 days ago")).arg(days);
    return shortDate(day);
}

QString localTime(qint64 secs)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(secs), u"d MMM yyyy, HH:mm:ss"_s);
}

QString bothTimes(qint64 secs)
{
    const QDateTime utc = QDateTime::fromSecsSinceEpoch(secs, Qt::UTC);
    return localTime(secs) + u'\n' + QLocale().toString(utc, u"d MMM yyyy, HH:mm:ss"_s) + " UTC"_L1;
}

QString duration(qint64 secs)
{
    secs = qMax<qint64>(0, secs);
    if (secs < kMinute)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 s")).arg(secs);
    if (secs < kHour)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 min")).arg(secs / kMinute);
    if (secs < kDay) {
        const qint64 minutes = secs % kHour / kMinute;
        if (minutes == 0)
            return translated(QT_TRANSLATE_NOOP("Format", "%1 h")).arg(secs / kHour);
        return translated(QT_TRANSLATE_NOOP("Format", "%1 h %2 min"))
            .arg(secs / kHour)
            .arg(minutes, 2, 10, QLatin1Char('0'));
    }
    const qint64 hours = secs % kDay / kHour;
    if (hours == 0)
        return translated(QT_TRANSLATE_NOOP("Format", "%1 d")).arg(secs / kDay);
    return translated(QT_TRANSLATE_NOOP("Format", "%1 d %2 h")).arg(secs / kDay).arg(hours);
}

QString count(qint64 number)
{
    QLocale locale;
    // The C locale (bare systems, tests) groups nothing: a number of seven digits is read wrongly then.
    if (locale.language() == QLocale::C) {
        locale = QLocale(QLocale::English, QLocale::UnitedStates);
        return locale.toString(number).replace(u',', QChar(0x202f));
    }
    return locale.toString(number);
}

QString shortCount(double number)
{
    static constexpr struct
    {
        double from;
        char16_t unit;
    } kUnits[] = {{1e12, u'T'}, {1e9, u'G'}, {1e6, u'M'}, {1e3, u'k'}};
    for (const auto &step : kUnits) {
        // 999 960 would be written 1000.0 k
        if (std::abs(number) >= step.from * 0.99995) {
            return QLocale().toString(number / step.from, 'f', 1) + QChar(0xa0) + QChar(step.unit);
        }
    }
    return QLocale().toString(number, 'f', number == std::floor(number) ? 0 : 1);
}

QString metric(double number)
{
    if (!std::isfinite(number))
        return u"—"_s;
    if (number == 0)
        return u"0"_s;
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const int exponent = int(std::floor(std::log10(std::abs(number))));
    if (exponent < -6 || exponent > 9)
        return locale.toString(number, 'e', 3);
    QString text = locale.toString(number, 'f', qMax(0, 3 - exponent));
    const QString point = locale.decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

QString bytes(qint64 size)
{
    return QLocale().formattedDataSize(size, 1, QLocale::DataSizeSIFormat);
}

QString cellText(const QString &text, qsizetype limit)
{
    // Nearly all texts are shown as they are: a table asks for hundreds of them in a frame.
    if (text.size() <= limit &&
        std::none_of(text.begin(), text.end(), [](QChar c) { return isDeceptive(c.unicode()); }))
        return text;
    return visible(text, limit, Lines::Joined);
}

QString viewerText(const QString &text)
{
    return visible(text, kLineLimit, Lines::Kept);
}

QString toolTipText(const QString &text)
{
    QString shown = visible(QStringView(text).left(kToolTipLimit), kToolTipLimit, Lines::Kept);
    if (text.size() > kToolTipLimit)
        shown += u'…';
    // In a tooltip of rich text blanks and lines would be joined otherwise.
    return "<p style='white-space:pre-wrap'>"_L1 + shown.toHtmlEscaped() + "</p>"_L1;
}

} // namespace tuneboard
