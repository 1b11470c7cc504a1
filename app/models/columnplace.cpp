// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/columnplace.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

ColumnPlaces shownOf(const ColumnPlaces &places)
{
    ColumnPlaces shown;
    std::copy_if(places.begin(), places.end(), std::back_inserter(shown),
                 [](const ColumnPlace &place) { return place.shown; });
    if (!shown.isEmpty())
        shown.last().width = 0;
    return shown;
}

} // namespace

QString columnText(const ColumnPlace &place)
{
    return u"%1:%2:%3"_s.arg(place.key).arg(place.width).arg(place.shown ? 1 : 0);
}

std::optional<ColumnPlace> readColumn(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() != 3 || parts[0].isEmpty() || (parts[2] != "0"_L1 && parts[2] != "1"_L1))
        return std::nullopt;
    bool isNumber = false;
    const int width = parts[1].toInt(&isNumber);
    if (!isNumber || width < 0)
        return std::nullopt;
    return ColumnPlace{parts[0], width, parts[2] == "1"_L1};
}

QStringList columnTexts(const ColumnPlaces &places)
{
    QStringList texts;
    std::transform(places.begin(), places.end(), std::back_inserter(texts), &columnText);
    return texts;
}

ColumnPlaces readColumns(const QStringList &texts)
{
    ColumnPlaces places;
    for (const QString &text : texts) {
        if (const auto place = readColumn(text))
            places.append(*place);
    }
    return places;
}

bool looksSame(const ColumnPlaces &a, const ColumnPlaces &b)
{
    // Columns that fit themselves to the window are not those that only happen to be as wide now.
    if (a.isEmpty() != b.isEmpty())
        return false;
    const ColumnPlaces left = shownOf(a);
    const ColumnPlaces right = shownOf(b);
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](const ColumnPlace &one, const ColumnPlace &other) {
                          const bool isAny = one.width == 0 || other.width == 0;
                          return one.key == other.key && (isAny || one.width == other.width);
                      });
}

} // namespace tuneboard
