// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/listchoice.h"

#include <algorithm>
#include <array>

namespace tuneboard {

namespace {

// Best first. Servers that answer with a list of models call it `models`.
constexpr std::array<QByteArrayView, 7> kNames{"data",   "jobs",        "items", "runs",
                                               "events", "checkpoints", "models"};

constexpr int kMainNames = 4; // the others are also lists of a job

int rankOf(QByteArrayView name)
{
    const auto *it = std::find(kNames.begin(), kNames.end(), name);
    return it == kNames.end() ? -1 : int(it - kNames.begin());
}

} // namespace

bool ListChoice::isUsualName(QByteArrayView name)
{
    return rankOf(name) >= 0;
}

void ListChoice::add(QByteArrayView name, Kind kind)
{
    if (name == "id" || name == "status")
        m_isObject = m_isObject || kind == Kind::Other;
    if (kind == Kind::Other)
        return;
    if (const int rank = rankOf(name); rank >= 0) {
        // An array under a lesser name says more than a null.
        const bool isBetter = m_rank < 0 || (m_isNull != (kind == Kind::Null) ? m_isNull : rank <= m_rank);
        if (isBetter) {
            m_rank = rank;
            m_usual = name.toByteArray();
            m_isNull = kind == Kind::Null;
        }
    } else if (kind == Kind::ArrayWithIds) {
        m_withIds = name.toByteArray();
        ++m_countWithIds;
    }
}

QByteArray ListChoice::name() const
{
    const bool hasUsual = m_rank >= 0 && (m_rank < kMainNames || !m_isObject);
    if (hasUsual && !(m_isNull && m_countWithIds == 1))
        return m_usual;
    return m_countWithIds == 1 && !m_isObject ? m_withIds : QByteArray();
}

} // namespace tuneboard
