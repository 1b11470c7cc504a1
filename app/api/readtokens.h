// SPDX-License-Identifier: GPL-3.0-or-later
// JSON token by token: simdjson's first stage finds where they begin, the rest is a walk. Included by
// read*.cpp only.
#pragma once

#include "app/api/readjsontext.h"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>

namespace tuneboard {

/// A member's name with the quote that ends it, in words of eight bytes that are compared at once: most of a
/// page is keys. All is public, so that it can be a template's argument.
struct MemberName
{
    static constexpr std::size_t kWords = 4;
    static_assert(8 * kWords <= std::size_t(kReadSlackBytes));

    std::array<quint64, kWords> text{};
    std::array<quint64, kWords> mask{};
    std::size_t words;

    template<std::size_t Size>
    consteval MemberName(const char (&name)[Size]) // NOLINT(google-explicit-constructor): tables read better
        : words((Size + 7) / 8)
    {
        static_assert(Size <= 8 * kWords); // the quote takes the place of the end
        std::array<char, 8 * kWords> name8{};
        std::array<char, 8 * kWords> mask8{};
        for (std::size_t i = 0; i < Size; ++i) {
            name8[i] = i + 1 < Size ? name[i] : '"';
            mask8[i] = '\xFF';
        }
        text = std::bit_cast<std::array<quint64, kWords>>(name8);
        mask = std::bit_cast<std::array<quint64, kWords>>(mask8);
    }

    /// The same for a name of a table.
    static constexpr MemberName of(std::string_view name)
    {
        MemberName made("");
        made.words = (name.size() + 8) / 8;
        std::array<char, 8 * kWords> name8{};
        std::array<char, 8 * kWords> mask8{};
        for (std::size_t i = 0; i <= name.size(); ++i) {
            name8.at(i) = i < name.size() ? name[i] : '"';
            mask8.at(i) = '\xFF';
        }
        made.text = std::bit_cast<std::array<quint64, kWords>>(name8);
        made.mask = std::bit_cast<std::array<quint64, kWords>>(mask8);
        return made;
    }

    friend bool operator==(const MemberName &, const MemberName &) = default;

    /// `key`: where it stands in the text, with at least 32 bytes behind its first quote that can be read.
    [[nodiscard]] Q_ALWAYS_INLINE bool isAt(const char *key) const
    {
        for (std::size_t i = 0; i < words; ++i) {
            quint64 word = 0;
            std::memcpy(&word, key + 1 + 8 * i, sizeof word);
            if ((word & mask[i]) != text[i])
                return false;
        }
        return true;
    }
};

/// A place in the tokens of one text: brackets, braces, colons, commas, strings and scalars. As cheap as a
/// pointer: what walks on gives the place behind. Where something else stands than has to, that is nowhere,
/// from where no way leads on; so only the last place of a walk has to be asked. What behind() passes over is
/// counted through, not checked.
class TokenWalk
{
public:
    /// Nowhere.
    TokenWalk() = default;

    /// Behind the last token; never when nowhere.
    [[nodiscard]] bool isAtEnd() const { return m_at[0] == m_at[1]; }
    [[nodiscard]] bool isNowhere() const { return m_at == kNowhere; }
    /// The first character of the token here; 0: there is none.
    [[nodiscard]] char kind() const { return *here(); }
    /// Where the token here begins.
    [[nodiscard]] const char *here() const { return m_text + *m_at; }
    /// The token here, as it stands in the text: of an object or array its first character.
    [[nodiscard]] std::string_view token() const { return trimmed({here(), std::size_t(m_at[1] - m_at[0])}); }
    /// From `start` to the end of the token before this one, which is a bracket or brace: so a nested value.
    [[nodiscard]] std::string_view nestedSince(TokenWalk start) const
    {
        return {start.here(), std::size_t(m_at[-1] - *start.m_at) + 1};
    }

    /// Behind the string or scalar here, which has to be one.
    [[nodiscard]] TokenWalk next() const { return {m_text, m_at + 1}; }
    /// Behind the value here, whatever it is.
    [[nodiscard]] Q_ALWAYS_INLINE TokenWalk behind() const
    {
        switch (kind()) {
        case '{':
        case '[':
            return behindNested(*this);
        case '}':
        case ']':
        case ':':
        case ',':
        case '\0':
            return {};
        default:
            return next();
        }
    }

    /// Behind the array here. take(element) for each; it gives the place behind it.
    template<class Take>
    [[nodiscard]] TokenWalk elements(const Take &take) const
    {
        if (kind() != '[')
            return {};
        TokenWalk at = next();
        if (at.kind() == ']')
            return at.next();
        for (;;) {
            at = take(at);
            const char kind = at.kind();
            if (kind == ']')
                return at.next();
            if (kind != ',')
                return {};
            at = at.next();
        }
    }
    /// Behind the object here. take(key, value) for each member; it gives the place behind the value.
    template<class Take>
    [[nodiscard]] TokenWalk members(const Take &take) const;

private:
    friend class TokenFinder;

    TokenWalk(const char *text, const std::uint32_t *at)
        : m_text(text)
        , m_at(at)
    {
    }

    // Of a copy: an address would keep every walk out of the registers.
    [[nodiscard]] static TokenWalk behindNested(TokenWalk at);

    static constexpr std::uint32_t kNowhere[] = {0, 1};

    const char *m_text = "";
    const std::uint32_t *m_at = kNowhere; ///< offsets in the text; at the end, twice its size
};

/// The members of one object, one after the other.
class MemberWalk
{
public:
    Q_ALWAYS_INLINE explicit MemberWalk(TokenWalk object)
    {
        if (object.kind() != '{')
            return;
        m_at = object.next();
        if (m_at.kind() == '}')
            m_at = m_at.next();
        else
            meetKey();
    }

    /// Whether there is a member here.
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    /// With its quotes.
    [[nodiscard]] TokenWalk key() const { return m_at; }
    [[nodiscard]] TokenWalk value() const { return m_at.next().next(); }
    /// On to the next member, from the place behind the value.
    Q_ALWAYS_INLINE void pass(TokenWalk behindValue)
    {
        const char kind = behindValue.kind();
        m_isOpen = false;
        m_at = kind == ',' || kind == '}' ? behindValue.next() : TokenWalk();
        if (kind == ',')
            meetKey();
    }
    /// Behind the object, once there are no more.
    [[nodiscard]] TokenWalk end() const { return m_at; }

private:
    Q_ALWAYS_INLINE void meetKey()
    {
        m_isOpen = m_at.kind() == '"' && m_at.next().kind() == ':';
        if (!m_isOpen)
            m_at = {};
    }

    TokenWalk m_at;
    bool m_isOpen = false;
};

template<class Take>
TokenWalk TokenWalk::members(const Take &take) const
{
    MemberWalk member(*this);
    while (member.isOpen())
        member.pass(take(member.key(), member.value()));
    return member.end();
}

/// Finds the tokens. Cheap to make: its buffers, which are large, are taken from earlier finders and given
/// back at the end. A finder belongs to one thread; any number of threads may have one.
class TokenFinder
{
public:
    TokenFinder();
    ~TokenFinder();
    Q_DISABLE_COPY_MOVE(TokenFinder)

    /// The first token of `text`, behind which a zero has to be; good until the next call. Nowhere: nothing
    /// but blanks, no UTF-8, a string without an end or with a control character, more than four million
    /// tokens, or more than 4 GB.
    [[nodiscard]] TokenWalk find(QByteArrayView text);
    /// The same for a text that may be followed by anything: the tokens are those of a copy.
    [[nodiscard]] TokenWalk findInCopy(QByteArrayView text);

private:
    struct Buffers
    {
        simdjson::dom::parser parser;
        std::string copy;
    };
    struct Pool;
    [[nodiscard]] static Pool &pool();

    std::unique_ptr<Buffers> m_buffers;
};

} // namespace tuneboard
