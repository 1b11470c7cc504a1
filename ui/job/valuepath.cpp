// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/valuepath.h"

using namespace Qt::StringLiterals;

namespace tuneboard {

const Value *valueAt(const Value &root, QStringView pointer)
{
    const Value *value = &root;
    while (value && !pointer.isEmpty()) {
        if (pointer.front() != u'/')
            return nullptr;
        pointer = pointer.sliced(1);
        const qsizetype slash = pointer.indexOf(u'/');
        QString step = (slash < 0 ? pointer : pointer.first(slash)).toString();
        pointer = slash < 0 ? QStringView() : pointer.sliced(slash);
        step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
        if (value->isArray()) {
            bool ok = false;
            const auto index = step.toULongLong(&ok);
            value = ok && index < value->children.size() ? &value->children[index] : nullptr;
        } else {
            value = value->find(step);
        }
    }
    return value;
}

} // namespace tuneboard
