// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fonts.h"

#ifdef TUNEBOARD_HAS_FONTCONFIG
#    include <fontconfig/fontconfig.h>
#endif

namespace tuneboard {

std::future<void> readFontsAhead()
{
#ifdef TUNEBOARD_HAS_FONTCONFIG
    // Qt's own call finds it done, or does it too where this one is late; it tells whether it failed.
    return std::async(std::launch::async, [] { FcInit(); });
#else
    return {};
#endif
}

} // namespace tuneboard
