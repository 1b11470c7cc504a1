// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/gradernames.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace tuneboard {

QString percent(double share)
{
    const double hundredths = share * 100;
    const bool isWhole = std::abs(hundredths - std::round(hundredths)) < 0.05;
    return QCoreApplication::translate("Grader", "%1 %")
        .arg(QLocale().toString(hundredths, 'f', isWhole ? 0 : 1));
}

QString shareText(const GraderShare &share)
{
    if (share.isRangeSent)
        return percent(share.share);
    return QCoreApplication::translate("Grader", "%1 (range not sent)").arg(percent(share.share));
}

} // namespace tuneboard
