// SPDX-License-Identifier: GPL-3.0-or-later
// Which member of an answer is the list: the only place that knows.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tuneboard {

/// Gets the members of an object, one after the other, and chooses the list among them: `data`, else
/// another usual name, else the only array of objects with ids.
class ListChoice
{
public:
    enum class Kind : quint8 {
        Null,
        Array,        ///< of anything, or empty
        ArrayWithIds, ///< its first element is an object with an id
        Other,
    };

    /// Whether a list of this name is one without a look at its elements.
    [[nodiscard]] static bool isUsualName(QByteArrayView name);
    void add(QByteArrayView name, Kind kind);

    /// The name of the list. Null: none of the members is one.
    [[nodiscard]] QByteArray name() const;
    /// The server sent null in the place of that list.
    [[nodiscard]] bool isNull() const { return m_isNull && m_countWithIds != 1; }
    [[nodiscard]] bool isObject() const { return m_isObject; } ///< it has an id or a status of its own

private:
    QByteArray m_usual;
    int m_rank = -1; ///< of m_usual; -1: none yet
    bool m_isNull = false;
    QByteArray m_withIds;
    int m_countWithIds = 0;
    bool m_isObject = false; ///< the object has an id or a status of its own
};

} // namespace tuneboard
