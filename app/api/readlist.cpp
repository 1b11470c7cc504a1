// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readlist.h"

#include <QCoreApplication>

namespace tuneboard {

void ListEnvelope::rejectKind(int index)
{
    reject(QCoreApplication::translate("readList", "element %1 is no object").arg(index));
}

ApiError notJson(QByteArrayView bytes)
{
    return notThat(bytes, QString::fromLatin1(simdjson::error_message(simdjson::TAPE_ERROR)));
}

ApiError notThat(QByteArrayView bytes, const QString &why)
{
    const QString notEven = whyNotJson(bytes);
    return ApiError::malformed(notEven.isEmpty() ? why : notEven);
}

} // namespace tuneboard
