// SPDX-License-Identifier: GPL-3.0-or-later
// One job object to its lean row, on top of simdjson. Included by read*.cpp only.
#pragma once

#include "app/api/jobrow.h"
#include "app/api/readjsontext.h"

#include <array>
#include <bit>
#include <cstring>
#include <deque>
#include <optional>
#include <span>
#include <variant>

namespace tuneboard {

/// What the rows of one page point into.
struct RowStorage
{
    explicit RowStorage(QByteArray bytes)
        : text(std::move(bytes))
    {
    }

    PaddedText text;
    std::deque<std::string> unescaped; // a deque: its strings never move
};

/// A member's name with the quote that ends it, in words of eight bytes that are compared at once: most of a
/// page is keys.
class MemberName
{
public:
    template<std::size_t Size>
    consteval MemberName(const char (&name)[Size]) // NOLINT(google-explicit-constructor): tables read better
        : m_count((Size + 7) / 8)
    {
        static_assert(Size <= 8 * kWords); // the quote takes the place of the end
        std::array<char, 8 * kWords> text{};
        std::array<char, 8 * kWords> mask{};
        for (std::size_t i = 0; i < Size; ++i) {
            text[i] = i + 1 < Size ? name[i] : '"';
            mask[i] = '\xFF';
        }
        m_text = std::bit_cast<std::array<quint64, kWords>>(text);
        m_mask = std::bit_cast<std::array<quint64, kWords>>(mask);
    }

    /// `key`: behind the first quote, with at least 32 bytes that can be read.
    [[nodiscard]] bool isAt(const char *key) const
    {
        for (std::size_t i = 0; i < m_count; ++i) {
            quint64 word = 0;
            std::memcpy(&word, key + 8 * i, sizeof word);
            if ((word & m_mask[i]) != m_text[i])
                return false;
        }
        return true;
    }

private:
    static constexpr std::size_t kWords = 4;
    static_assert(8 * kWords <= simdjson::SIMDJSON_PADDING);

    std::array<quint64, kWords> m_text{};
    std::array<quint64, kWords> m_mask{};
    std::size_t m_count;
};

/// Reads the columns of one job; make a new one for each.
class RowReader
{
public:
    explicit RowReader(RowStorage &storage)
        : m_storage(storage)
    {
    }

    // Leaves the iterator behind the object; `row.raw` is the caller's business.
    simdjson::error_code readJob(simdjson::ondemand::object &object, JobRow &row);

private:
    using ReadObject = simdjson::error_code (RowReader::*)(simdjson::ondemand::object &, JobRow &);
    using Target = std::variant<std::monostate, QByteArrayView JobRow::*, qint64 JobRow::*, double JobRow::*,
                                ReadObject>;
    // One row per JSON key, in the order in which servers send them. Without a target: no column shows it.
    struct RowField
    {
        MemberName key;
        Target target = {};
    };

    simdjson::error_code readFields(simdjson::ondemand::object &object, JobRow &row,
                                    std::span<const RowField> fields);
    simdjson::error_code store(simdjson::ondemand::value value, const Target &target, JobRow &row);
    simdjson::error_code readError(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readTopHyperparameters(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readHyperparameters(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readMethod(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readBranch(simdjson::ondemand::object &object, JobRow &row);
    simdjson::error_code readMetadata(simdjson::ondemand::object &object, JobRow &row);

    std::optional<QByteArrayView> textOf(simdjson::ondemand::value value);
    static double numberOf(simdjson::ondemand::value value);
    static qint64 integerOf(simdjson::ondemand::value value);

    RowStorage &m_storage;
    bool m_methodSeen = false;
};

} // namespace tuneboard
