// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own texts in the user's language.
#pragma once

#include <QTranslator>

namespace tuneboard {

/// English has a file too, for its plurals; it serves every language that has none.
class Translation
{
public:
    Translation();

private:
    QTranslator m_translator;
};

} // namespace tuneboard
