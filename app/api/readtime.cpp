// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readtime.h"

#include "app/api/readnumber.h"

#include <QDate>

#include <cmath>

namespace tuneboard {

namespace {

constexpr qint64 kLatest = 7258118400; // the year 2200: what is later stands for "never"
constexpr qint64 kDaySecs = 86400;

// Reads a text from its front to its end.
class Cursor
{
public:
    explicit Cursor(std::string_view text)
        : m_rest(text)
    {
    }

    [[nodiscard]] bool isAtEnd() const { return m_rest.empty(); }
    [[nodiscard]] bool isDigit() const
    {
        return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9';
    }
    /// Whether one of these characters came; it is passed then.
    bool take(std::string_view anyOf)
    {
        const bool isHere = !m_rest.empty() && anyOf.find(m_rest.front()) != anyOf.npos;
        if (isHere)
            m_rest.remove_prefix(1);
        return isHere;
    }
    bool takeWord(std::string_view word)
    {
        const bool isHere = m_rest.starts_with(word);
        if (isHere)
            m_rest.remove_prefix(word.size());
        return isHere;
    }
    /// Exactly so many digits; -1: others came.
    int number(int digits)
    {
        int value = 0;
        for (int i = 0; i < digits; ++i) {
            if (!isDigit())
                return -1;
            value = 10 * value + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        return value;
    }
    void skipDigits()
    {
        while (isDigit())
            m_rest.remove_prefix(1);
    }

private:
    std::string_view m_rest;
};

// Hours and minutes, as "02:30", "0230" or "02", in seconds; nullopt: something else.
std::optional<qint64> readOffset(Cursor &at)
{
    const int hours = at.number(2);
    const bool hasColon = at.take(":");
    const int minutes = hasColon || at.isDigit() ? at.number(2) : 0;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return std::nullopt;
    return qint64{hours} * 3600 + qint64{minutes} * 60;
}

// The seconds of the day; nullopt: something else.
std::optional<qint64> readClock(Cursor &at)
{
    const int hours = at.number(2);
    if (hours < 0 || hours > 23 || !at.take(":"))
        return std::nullopt;
    const int minutes = at.number(2);
    int seconds = 0;
    if (at.take(":")) {
        seconds = at.number(2);
        if (at.take(".,")) {
            if (!at.isDigit())
                return std::nullopt;
            at.skipDigits();
        }
    }
    if (minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60) // 60: a leap second
        return std::nullopt;
    return qint64{hours} * 3600 + qint64{minutes} * 60 + seconds;
}

std::optional<SentTime> readIso(std::string_view text)
{
    Cursor at(text);
    const int year = at.number(4);
    if (year < 0 || !at.take("-"))
        return std::nullopt;
    const int month = at.number(2);
    if (month < 0 || !at.take("-"))
        return std::nullopt;
    const QDate day(year, month, at.number(2));
    if (!day.isValid())
        return std::nullopt;
    SentTime time{QDate(1970, 1, 1).daysTo(day) * kDaySecs, TimeForm::IsoNoZone};
    if (at.isAtEnd())
        return time;
    if (!at.take("Tt "))
        return std::nullopt;
    const auto clock = readClock(at);
    if (!clock)
        return std::nullopt;
    time.secs += *clock;
    at.take(" ");
    if (at.isAtEnd())
        return time;
    time.form = TimeForm::Iso;
    if (at.take("Zz") || at.takeWord("UTC") || at.takeWord("GMT"))
        return at.isAtEnd() ? std::optional(time) : std::nullopt;
    const bool isEast = at.take("+");
    if (!isEast && !at.take("-") && !at.takeWord("\xE2\x88\x92")) // the minus sign
        return std::nullopt;
    const auto offset = readOffset(at);
    if (!offset || !at.isAtEnd())
        return std::nullopt;
    time.secs -= isEast ? *offset : -*offset;
    return time;
}

std::optional<SentTime> fromNumber(std::string_view text)
{
    static constexpr struct
    {
        qint64 beyond;
        qint64 divisor;
        TimeForm form;
    } units[] = {
        {100'000'000'000'000'000, 1'000'000'000, TimeForm::Nanoseconds},
        {100'000'000'000'000, 1'000'000, TimeForm::Microseconds},
        {100'000'000'000, 1'000, TimeForm::Milliseconds},
    };
    std::optional<qint64> whole = integerOf(text);
    if (!whole) {
        const std::optional<double> number = decimalOf(text);
        if (!number || std::abs(*number) > 9e18)
            return std::nullopt;
        whole = qint64(std::floor(*number));
    }
    for (const auto &unit : units) {
        if (*whole > unit.beyond)
            return SentTime{*whole / unit.divisor, unit.form};
    }
    return SentTime{*whole, TimeForm::Seconds};
}

std::string_view withoutBlanks(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    while (!text.empty() && blanks.find(text.front()) != blanks.npos)
        text.remove_prefix(1);
    while (!text.empty() && blanks.find(text.back()) != blanks.npos)
        text.remove_suffix(1);
    return text;
}

} // namespace

std::optional<SentTime> readTime(std::string_view text)
{
    text = withoutBlanks(text);
    const auto time = isJsonNumber(text) ? fromNumber(text) : readIso(text);
    return time && time->secs > 0 && time->secs < kLatest ? time : std::nullopt;
}

} // namespace tuneboard
