// SPDX-License-Identifier: GPL-3.0-or-later
// The row type of the tables that drive reading, the tree, search and export: one row per field of an object.
#pragma once

#include "app/api/readtime.h"
#include "app/api/value.h"

#include <QStringList>

#include <span>
#include <vector>

namespace tuneboard {

/// How the text of a field is shown; the literal is always kept beside it.
enum class Format : quint8 {
    Plain,
    Time,     ///< seconds since 1970, UTC
    Count,    ///< an integer with thousands separators (tokens, seed)
    Bytes,    ///< a size in bytes
    Model,    ///< a model's name
    File,     ///< a file id
    Template, ///< text with {{…}} references
    Source,   ///< program text
    Formula,  ///< calculate_output of a multi grader
};

struct Schema;

/// One field of an object: the row is all that reading and showing need to know of it.
struct FieldRow
{
    const char *key;   ///< the JSON key
    const char *label; ///< in English, for tr() in the context "Field"
    const char *help;  ///< what it means, in our own words; for a tooltip
    Format format = Format::Plain;
    const Schema *(*schema)(const Value &) = nullptr; ///< the table of the objects inside; nullptr: none
    void (*read)(const Value &, void *) = nullptr; ///< stores the value into its member; nullptr: shown only
};

/// Another name of a field.
struct FieldAlias
{
    const char *name;
    const char *key; ///< of the field's row
};

/// The fields of one kind of object, in the order in which people see them.
struct Schema
{
    const char *name; ///< in English, for tr(): what the object is
    std::span<const FieldRow> rows;
    std::span<const FieldAlias> aliases = {};

    /// By its key or by an alias.
    [[nodiscard]] const FieldRow *find(QStringView key) const;
};

/// A time in seconds since 1970, UTC. 0 means none: servers write 0 and null for "not known".
struct Timestamp
{
    qint64 secs = 0;
    explicit operator bool() const { return secs != 0; }
    friend bool operator==(Timestamp, Timestamp) = default;
};

/// The time that a value says; nullopt: none.
[[nodiscard]] std::optional<SentTime> sentTime(const Value &value);

// How a received value becomes a member. A value of another type leaves the member as it is (the tree shows
// it all the same): one odd field must not cost the object.
void assign(const Value &from, QString &to);
void assign(const Value &from, std::optional<qint64> &to);
void assign(const Value &from, std::optional<double> &to);
void assign(const Value &from, std::optional<bool> &to);
void assign(const Value &from, Timestamp &to);   ///< in every form of readTime()
void assign(const Value &from, QStringList &to); ///< texts, one text, or objects with an id
void assign(const Value &from, Value &to);

namespace detail {
template<class T, class M>
T ownerOf(M T::*);
}

/// A row whose value goes into the member `M`, as in `field<&Job::status>("status", …)`.
template<auto M>
constexpr FieldRow field(const char *key, const char *label, const char *help, Format format = Format::Plain,
                         const Schema *(*schema)(const Value &) = nullptr)
{
    using Owner = decltype(detail::ownerOf(M));
    return {key, label, help, format, schema, [](const Value &value, void *object) {
                assign(value, static_cast<Owner *>(object)->*M);
            }};
}

/// The row of each member of the object `from`; nullptr: none, or the member is an alias of a field that the
/// object has under its own name, with something in it. Empty: `from` is not an object.
[[nodiscard]] std::vector<const FieldRow *> usedRows(const Value &from, const Schema &schema);

/// Reads every known member of the object `from` into `to`; anything but an object leaves `to` untouched.
template<class T>
void readFields(const Value &from, T &to, const Schema &schema)
{
    const std::vector<const FieldRow *> rows = usedRows(from, schema);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i] && rows[i]->read)
            rows[i]->read(from.children[i], &to);
    }
}

} // namespace tuneboard
