// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/csvtext.h"

#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

QByteArray csvText(const QString &text)
{
    static const QString running = u"=+-@\t\r\n＝＋－＠"_s;
    QString cell = text;
    if (!cell.isEmpty() && running.contains(cell.front()))
        cell.prepend(u'\'');
    if (cell.contains(u'"') || cell.contains(u',') || cell.contains(u'\n') || cell.contains(u'\r') ||
        cell.startsWith(u' ') || cell.endsWith(u' '))
        cell = u'"' + cell.replace(u'"', "\"\""_L1) + u'"';
    return cell.toUtf8();
}

QByteArray csvNumber(double number)
{
    return std::isfinite(number) ? QByteArray::number(number, 'g', QLocale::FloatingPointShortest)
                                 : QByteArray();
}

} // namespace tuneboard
