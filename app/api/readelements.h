// SPDX-License-Identifier: GPL-3.0-or-later
// Takes a large JSON text apart while it is read: only one element is in memory at a time.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

namespace tuneboard {

/// Finds where the elements of a text's lists begin and end: of an array at the top (`list` is empty), or of
/// the arrays that are members of an object at the top (`list` is the member's name as written). Other
/// members of that object come as one element with `isMember`. The elements themselves are not looked at:
/// they need not be JSON.
class ElementReader
{
public:
    struct Element
    {
        QByteArrayView list; ///< name of the member; empty for an array at the top
        QByteArrayView json; ///< without blanks around it; valid during the call
        bool isMember = false;
    };
    /// False ends the reading.
    using Take = std::function<bool(const Element &)>;

    /// A longer element ends the reading.
    ElementReader(qsizetype maxElementBytes, Take take);

    /// The next bytes of the text. False: nothing more is read, see isStopped() and isTooLong(); neither: it
    /// is not a JSON object or array.
    [[nodiscard]] bool add(QByteArrayView piece);
    /// The object or the array at the top has ended, and nothing followed it.
    [[nodiscard]] bool isWhole() const { return m_place == Place::End; }
    [[nodiscard]] bool isStopped() const { return m_isStopped; }
    [[nodiscard]] bool isTooLong() const { return m_isTooLong; }

private:
    enum class Place : quint8 { Start, Key, Colon, Value, Member, Elements, End, Failed };

    [[nodiscard]] bool read(char c);
    [[nodiscard]] bool readOutside(char c);
    [[nodiscard]] bool readInside(char c);
    bool emitElement(bool isMember);
    bool fail();

    qsizetype m_maxBytes;
    Take m_take;
    QByteArray m_key;
    QByteArray m_element;
    Place m_place = Place::Start;
    int m_depth = 0; ///< open brackets inside of the element
    bool m_isTopList = false;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_isStopped = false;
    bool m_isTooLong = false;
};

} // namespace tuneboard
