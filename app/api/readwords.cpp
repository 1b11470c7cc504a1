// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readwords.h"

#include <QString> // makes a QAnyStringView of a QLatin1StringView

#include <algorithm>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

bool isAnyOf(QAnyStringView text, std::initializer_list<QLatin1StringView> words)
{
    return std::any_of(words.begin(), words.end(), [text](QLatin1StringView word) {
        return QAnyStringView::compare(text, word, Qt::CaseInsensitive) == 0;
    });
}

} // namespace

bool isNoText(QAnyStringView text)
{
    return text.isEmpty() || isAnyOf(text, {"None"_L1, "null"_L1, "undefined"_L1});
}

bool isNoError(QAnyStringView code)
{
    return isNoText(code) || isAnyOf(code, {"0"_L1, "200"_L1, "OK"_L1});
}

} // namespace tuneboard
