// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readtokens.h"

#include <limits>
#include <mutex>
#include <utility>
#include <vector>

namespace tuneboard {

namespace {

// What a token's first character does to the depth; the end of the text ends every walk.
constexpr auto depthChanges = [] {
    std::array<int, 256> changes{};
    changes['{'] = changes['['] = 1;
    changes['}'] = changes[']'] = -1;
    changes['\0'] = std::numeric_limits<int>::min();
    return changes;
}();

// What the places of the tokens may take is four bytes each: a long text of nothing but tokens is refused.
constexpr qsizetype kLongBytes = qsizetype{1024} * 1024;
constexpr qsizetype kMostTokens = 4'000'000;

bool hasTooManyTokens(QByteArrayView text)
{
    qsizetype tokens = 0;
    for (qsizetype i = 0; i < text.size() && tokens <= kMostTokens; ++i) {
        switch (text[i]) {
        case '"':
            for (++i; i < text.size() && text[i] != '"'; ++i)
                i += text[i] == '\\' ? 1 : 0;
            ++tokens;
            break;
        case '{':
        case '}':
        case '[':
        case ']':
        case ':':
        case ',':
            ++tokens;
            break;
        default:
            break;
        }
    }
    return tokens > kMostTokens;
}

} // namespace

TokenWalk TokenWalk::behindNested(TokenWalk at)
{
    int depth = 0;
    do {
        depth += depthChanges[static_cast<unsigned char>(at.kind())];
        at = at.next();
    } while (depth > 0);
    return depth == 0 ? at : TokenWalk();
}

// Buffers that no finder has at the moment. They are not thread_local: a destructor of such an object runs on
// freed memory where MinGW compiled it.
struct TokenFinder::Pool
{
    std::mutex mutex;
    std::vector<std::unique_ptr<Buffers>> free;
};

TokenFinder::Pool &TokenFinder::pool()
{
    static Pool pool;
    return pool;
}

TokenFinder::TokenFinder()
{
    Pool &shared = pool();
    {
        const std::lock_guard lock(shared.mutex);
        if (!shared.free.empty()) {
            m_buffers = std::move(shared.free.back());
            shared.free.pop_back();
        }
    }
    if (!m_buffers)
        m_buffers = std::make_unique<Buffers>();
}

TokenFinder::~TokenFinder()
{
    Pool &shared = pool();
    const std::lock_guard lock(shared.mutex);
    shared.free.push_back(std::move(m_buffers));
}

TokenWalk TokenFinder::findInCopy(QByteArrayView text)
{
    std::string &copy = m_buffers->copy;
    copy.assign(text.data(), std::size_t(text.size()));
    copy.reserve(copy.size() + std::size_t(kReadSlackBytes));
    return find(viewOf(copy));
}

TokenWalk TokenFinder::find(QByteArrayView text)
{
    simdjson::dom::parser &parser = m_buffers->parser;
    if (text.isEmpty())
        return {};
    Q_ASSERT(text.data()[text.size()] == '\0');
    if (text.size() > kLongBytes && hasTooManyTokens(text))
        return {};
    const auto size = std::size_t(text.size());
    if (parser.capacity() < size && parser.allocate(size))
        return {};
    // The stage by itself has no public name: this is how simdjson's own headers call it, which programs
    // compile.
    auto &stage = *parser.implementation;
    if (stage.stage1(reinterpret_cast<const std::uint8_t *>(text.data()), size,
                     simdjson::stage1_mode::regular))
        return {};
    const std::uint32_t *tokens = stage.structural_indexes.get();
    Q_ASSERT(tokens[stage.n_structural_indexes] == size && tokens[stage.n_structural_indexes + 1] == size);
    return {text.data(), tokens};
}

} // namespace tuneboard
