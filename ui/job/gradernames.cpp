// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/gradernames.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace tuneboard {

std::vector<QStringList> graderNames(const Grader &multi)
{
    std::vector<QStringList> names;
    names.reserve(multi.graders.size());
    for (const Grader &child : multi.graders)
        names.push_back({child.key, child.name});
    return names;
}

QString percent(double share)
{
    const double hundredths = share * 100;
    const bool isWhole = std::abs(hundredths - std::round(hundredths)) < 0.05;
    return QCoreApplication::translate("Grader", "%1 %")
        .arg(QLocale().toString(hundredths, 'f', isWhole ? 0 : 1));
}

} // namespace tuneboard
