// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format.h"

#include "app/api/plainline.h"

#include "app/api/utc.h"

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
constexpr int kToolTipLines = 60; // a name of line breaks does not cover the screen
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
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe007f) || (c >= 0xd800 && c <= 0xdfff) ||
           (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
}

QString escaped(char32_t c)
{
    return u"\\u{%1}"_s.arg(quint32(c), 0, 16);
}

enum class Lines { Joined, Kept };

// A character that is shown as it is and stands on its own: nearly all are.
bool isPlain(char16_t c)
{
    return (c >= 0x20 && c < 0x7f) || (c >= 0xa1 && c < 0x300 && c != 0xad);
}

/// Writes a text as it is shown. `limit` counts characters of the input and, in a viewer, begins again on
/// each line.
class Shower
{
public:
    Shower(QStringView text, qsizetype limit, Lines lines)
        : m_text(text)
        , m_limit(limit)
        , m_lines(lines)
    {
    }

    QString write()
    {
        m_out.reserve(m_lines == Lines::Kept ? m_text.size() + 8 : qMin(m_text.size(), m_limit) + 8);
        qsizetype i = 0;
        while (i < m_text.size() && !(m_isCut && m_lines == Lines::Joined)) {
            qsizetype end = i;
            while (end < m_text.size() && isPlain(m_text[end].unicode()))
                ++end;
            if (end > i) {
                writeRun(m_text.sliced(i, end - i));
                i = end;
            } else {
                i += writeOne(i);
            }
        }
        return std::move(m_out);
    }

private:
    void writeRun(QStringView run)
    {
        (void)m_marks.judge(U' ');
        const qsizetype room = m_limit - m_taken;
        m_taken += run.size();
        if (run.size() <= room)
            m_out += run;
        else if (!m_isCut)
            cut(run.first(qMax<qsizetype>(0, room)));
    }

    void cut(QStringView last)
    {
        m_out += last;
        m_out += u'…';
        m_isCut = true;
    }

    // Returns how many code units it took.
    qsizetype writeOne(qsizetype i)
    {
        char32_t c = m_text[i].unicode();
        qsizetype units = 1;
        if (m_text[i].isHighSurrogate() && i + 1 < m_text.size() && m_text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(m_text[i], m_text[i + 1]);
            units = 2;
        }
        const MarkRuns::Verdict verdict = m_marks.judge(c);
        if (c == U'\n' && m_lines == Lines::Kept) {
            m_out += u'\n';
            m_taken = 0;
            m_isCut = false;
            return units;
        }
        const bool isHalfBreak = c == U'\r' && i + 1 < m_text.size() && m_text[i + 1] == u'\n';
        if (isHalfBreak || m_isCut || verdict == MarkRuns::Verdict::Drop)
            return units;
        if (++m_taken > m_limit) {
            cut({});
            return units;
        }
        if (verdict == MarkRuns::Verdict::Cut)
            m_out += u'…';
        else if (c == U'\t' && m_lines == Lines::Kept)
            m_out += u'\t';
        else if (c == U'\n' || c == U'\r' || c == U'\t')
            m_out += u' ';
        else if (isDeceptive(c))
            m_out += escaped(c);
        else
            m_out += m_text.sliced(i, units);
        return units;
    }

    QStringView m_text;
    qsizetype m_limit;
    Lines m_lines;
    QString m_out;
    MarkRuns m_marks;
    qsizetype m_taken = 0;
    bool m_isCut = false;
};

QString visible(QStringView text, qsizetype limit, Lines lines)
{
    return Shower(text, limit, lines).write();
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
    const QDateTime utc = QDateTime::fromSecsSinceEpoch(secs, kUtc);
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
        std::all_of(text.begin(), text.end(), [](QChar c) { return isPlain(c.unicode()); }))
        return text;
    return visible(text, limit, Lines::Joined);
}

QString viewerText(const QString &text)
{
    const auto isShownAsItIs = [](QChar c) {
        return isPlain(c.unicode()) || c == u'\n' || c == u'\t';
    };
    if (text.size() <= kLineLimit && std::all_of(text.begin(), text.end(), isShownAsItIs))
        return text;
    return visible(text, kLineLimit, Lines::Kept);
}

QString toolTipText(const QString &text)
{
    QStringView some = QStringView(text).left(kToolTipLimit);
    qsizetype end = -1;
    for (int line = 0; line < kToolTipLines; ++line) {
        end = some.indexOf(u'\n', end + 1);
        if (end < 0)
            break;
    }
    if (end >= 0)
        some = some.first(end);
    QString shown = visible(some, kToolTipLimit, Lines::Kept);
    if (some.size() < text.size())
        shown += u'…';
    // In a tooltip of rich text blanks and lines would be joined otherwise.
    return "<p style='white-space:pre-wrap'>"_L1 + shown.toHtmlEscaped() + "</p>"_L1;
}

} // namespace tuneboard
