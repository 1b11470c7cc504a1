// SPDX-License-Identifier: GPL-3.0-or-later
// How many objects to ask for at a time: fewer on a line that is too slow for more.
#pragma once

#include "app/api/result.h"

#include <QObject>

namespace tuneboard {

class Call;

/// A page that begins to come and does not end within the deadline would never end, however often it is asked
/// for. Such a call is ended here, and the next page is a quarter as long.
class PageSize : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSmallest = 10;

    /// `objects`: of the first page.
    explicit PageSize(int objects, QObject *parent = nullptr);

    [[nodiscard]] int objects() const { return m_objects; }
    /// Of every call that asks for a page, before it is sent.
    void watch(Call &call);
    /// With the call's result: true if it is to be asked for again, with fewer objects().
    [[nodiscard]] bool hasShrunk();
    /// The user ends the call: it is not asked for again.
    void cancel() { m_isTooSlow = false; }

private:
    void look(const ApiError &error);

    int m_objects;
    bool m_hasBegun = false;  ///< some of the answer under way has come
    bool m_isTooSlow = false; ///< it takes longer than its deadline
};

} // namespace tuneboard
