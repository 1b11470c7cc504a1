// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/translation.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tuneboard {

Translation::Translation()
{
    if (m_translator.load(QLocale(), u"tuneboard"_s, u"_"_s, u":/i18n"_s) ||
        m_translator.load(u":/i18n/tuneboard_en.qm"_s))
        QCoreApplication::installTranslator(&m_translator);
}

} // namespace tuneboard
