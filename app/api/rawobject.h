// SPDX-License-Identifier: GPL-3.0-or-later
// An object of the API as it came: its id, and the bytes that are kept.
#pragma once

#include <QByteArray>
#include <QString>

namespace tuneboard {

struct RawObject
{
    QString id;
    QByteArray raw; ///< as received, without blanks around it
};

} // namespace tuneboard
