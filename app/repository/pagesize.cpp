// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/pagesize.h"

#include "app/api/call.h"

#include <algorithm>
#include <utility>

namespace tuneboard {

PageSize::PageSize(int objects, QObject *parent)
    : QObject(parent)
    , m_objects(objects)
{
}

void PageSize::watch(Call &call)
{
    m_hasBegun = m_isTooSlow = false;
    connect(&call, &Call::progress, this, [this] { m_hasBegun = true; });
    connect(&call, &Call::retrying, this, [this, &call](int, qint64, const ApiError &why) {
        look(why);
        if (m_isTooSlow)
            call.cancel();
        m_hasBegun = false;
    });
    connect(&call, &Call::finished, this, [this](const Result<Reply> &result) {
        if (!result)
            look(result.error());
    });
}

void PageSize::look(const ApiError &error)
{
    if (error.kind == ApiError::Kind::Timeout && m_hasBegun && m_objects > kSmallest)
        m_isTooSlow = true;
}

bool PageSize::hasShrunk()
{
    if (!std::exchange(m_isTooSlow, false))
        return false;
    m_objects = std::max(kSmallest, m_objects / 4);
    return true;
}

} // namespace tuneboard
