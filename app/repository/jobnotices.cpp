// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/jobnotices.h"

#include "app/api/terms.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

bool isTold(const QString &raw)
{
    const Status status = statusOf(raw);
    return status == Status::Succeeded || status == Status::Failed || status == Status::Paused;
}

} // namespace

JobNotices::JobNotices(int gatherMs, QObject *parent)
    : QObject(parent)
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(gatherMs);
    connect(&m_gather, &QTimer::timeout, this, [this] { Q_EMIT due(std::exchange(m_changes, {})); });
}

void JobNotices::add(const JobChange &change)
{
    const Key key(change.key.account, change.key.id);
    const Status status = statusOf(change.status);
    if (change.status == change.before)
        return;
    const auto expected = m_expected.constFind(key);
    const bool isOwn = expected != m_expected.cend() && *expected == status;
    if (isOwn || isTerminal(change.status))
        m_expected.remove(key);
    // A job's later change counts, an earlier one that was not told yet does not any more.
    m_changes.erase(std::remove_if(m_changes.begin(), m_changes.end(),
                                   [&](const JobChange &earlier) { return earlier.key == change.key; }),
                    m_changes.end());
    const bool isKnown = !change.before.isEmpty() && !isTerminal(change.before);
    if (isOwn || !isKnown || !isTold(change.status) || m_told.value(key) == change.status) {
        if (!isTold(change.status))
            m_told.remove(key); // a job that goes on may pause once more
        if (m_changes.empty())
            m_gather.stop();
        return;
    }
    m_told.insert(key, change.status);
    m_changes.push_back(change);
    if (!m_gather.isActive())
        m_gather.start();
}

void JobNotices::expect(const JobKey &key, Status status)
{
    m_expected.insert({key.account, key.id}, status);
}

void JobNotices::forget(const JobKey &key)
{
    m_expected.remove({key.account, key.id});
}

} // namespace tuneboard
