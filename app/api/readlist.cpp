// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readlist.h"

#include <QCoreApplication>

namespace tuneboard {

void ListEnvelope::rejectKind(int index)
{
    reject(QCoreApplication::translate("readList", "element %1 is no object").arg(index));
}

ApiError notJson(QByteArrayView bytes, simdjson::error_code error)
{
    const QString why = whyNotJson(bytes);
    return ApiError::malformed(!why.isEmpty() ? why : QString::fromLatin1(simdjson::error_message(error)));
}

} // namespace tuneboard
