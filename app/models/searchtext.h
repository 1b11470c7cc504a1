// SPDX-License-Identifier: GPL-3.0-or-later
// The one lower-case text of all rows that the find box looks through.
#pragma once

#include <QByteArrayView>
#include <QString>

#include <string>
#include <vector>

namespace tuneboard {

/// Appends `text` in lower case, as UTF-8.
void appendLowerCase(QByteArrayView text, std::string &out);

/// A buffer of UTF-8 in lower case, one slice a row. A changed row gets a new slice at the end; the buffer is
/// packed when half of it is stale.
class SearchText
{
public:
    /// Sets the slice of `row`; rows come in ascending order the first time.
    void set(quint32 row, std::string_view text);
    [[nodiscard]] std::string_view slice(quint32 row) const;
    /// Sets `hits[row]` to 1 for each row whose slice holds `needle` (lower case, not empty); one pass.
    void find(std::string_view needle, std::vector<quint8> &hits) const;
    [[nodiscard]] std::size_t bytes() const
    {
        return m_text.capacity() + m_slices.capacity() * sizeof(Slice);
    }

private:
    struct Slice
    {
        quint32 offset = 0;
        quint32 length = 0;
    };
    void pack();

    std::string m_text;
    std::vector<Slice> m_slices; ///< by row
    std::vector<quint32>
        m_rows; ///< rows in the order of their slices in the buffer; stale ones are not listed
    std::size_t m_stale = 0;
};

} // namespace tuneboard
