// SPDX-License-Identifier: GPL-3.0-or-later
// What the demo's jobs are about: names, teams and a few lines of training data for each subject.
#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <span>

namespace tuneboard::demo {

enum class Method : quint8 { Supervised, Dpo, Reinforcement };

struct Example
{
    const char *user;
    const char *assistant;
    // Preference data only: the answer that was not preferred.
    const char *worse;
};

struct Topic
{
    const char *suffix;
    const char *team;
    Method method;
    const char *system;
    Example examples[2];
};

std::span<const Topic> topics();

// One line of a training or validation file, without its line end. The same topic, method and `line % 2` give
// lines of the same size, so that the size of a file is known without writing it.
QByteArray trainingLine(const Topic &topic, Method method, qint64 line);

} // namespace tuneboard::demo
