// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/csvtext.h"

#include <QLocale>
#include <QString>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// Digits with one sign, point and exponent: nothing in it can be run.
bool isNumber(QStringView text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.' || c == u'e' || c == u'E';
    });
    bool ok = false;
    (void)QLocale::c().toDouble(text, &ok);
    return plain && ok;
}

} // namespace

QByteArray csvText(QStringView text)
{
    static constexpr QStringView kRunning = u"=+-@\t\r\n＝＋－＠";
    QString cell = text.toString();
    if (!text.isEmpty() && kRunning.contains(text.front()))
        cell.prepend(u'\'');
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r') ||
        cell.startsWith(u' ') || cell.endsWith(u' '))
        cell = u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
    return cell.toUtf8();
}

QByteArray csvCell(QStringView cell)
{
    return isNumber(cell) ? cell.toUtf8() : csvText(cell);
}

QByteArray csvNumber(double number)
{
    return std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                                 : QByteArray();
}

void CsvWriter::put(const QByteArray &cell)
{
    if (!m_isFirst)
        m_bytes += ',';
    m_bytes += cell;
    m_isFirst = false;
}

void CsvWriter::endRecord()
{
    m_bytes += "\r\n";
    m_isFirst = true;
}

} // namespace tuneboard
