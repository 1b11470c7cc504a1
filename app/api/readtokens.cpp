// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/readtokens.h"

#include <limits>

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

TokenWalk TokenFinder::find(QByteArrayView text)
{
    if (text.isEmpty())
        return {};
    Q_ASSERT(text.data()[text.size()] == '\0');
    const auto size = std::size_t(text.size());
    if (m_parser.capacity() < size && m_parser.allocate(size))
        return {};
    // The stage by itself has no public name: this is how simdjson's own headers call it, which programs
    // compile.
    auto &stage = *m_parser.implementation;
    if (stage.stage1(reinterpret_cast<const std::uint8_t *>(text.data()), size,
                     simdjson::stage1_mode::regular))
        return {};
    const std::uint32_t *tokens = stage.structural_indexes.get();
    Q_ASSERT(tokens[stage.n_structural_indexes] == size && tokens[stage.n_structural_indexes + 1] == size);
    return {text.data(), tokens};
}

} // namespace tuneboard
