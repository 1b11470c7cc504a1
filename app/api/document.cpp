// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/document.h"

namespace tuneboard {

const Value *listElements(const Value &value)
{
    if (value.isArray())
        return &value;
    const Value *data = value.find(u"data");
    return data && data->isArray() && !value.find(u"id") ? data : nullptr;
}

} // namespace tuneboard
