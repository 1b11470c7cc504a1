// SPDX-License-Identifier: GPL-3.0-or-later
// A language in which every text of the program is another one.
#pragma once

#include <QTranslator>

namespace tuneboard::test {

class OtherTongue : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char *, const char *source, const char *, int) const override
    {
        return QLatin1Char('~') + QString::fromUtf8(source);
    }
};

} // namespace tuneboard::test
