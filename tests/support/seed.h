// SPDX-License-Identifier: GPL-3.0-or-later
// The seed of a test that draws at random: another one in each run, told, and given back by TUNEBOARD_SEED to
// see the same draws again.
#pragma once

#include <QRandomGenerator>
#include <QtGlobal>

namespace tuneboard::test {

inline quint32 drawSeed()
{
    bool isGiven = false;
    const quint32 given = qEnvironmentVariable("TUNEBOARD_SEED").toUInt(&isGiven);
    const quint32 seed = isGiven ? given : QRandomGenerator::system()->generate();
    qInfo("TUNEBOARD_SEED=%u", seed);
    return seed;
}

} // namespace tuneboard::test
