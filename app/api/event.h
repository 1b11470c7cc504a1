// SPDX-License-Identifier: GPL-3.0-or-later
// What a server reports of a running job.
#pragma once

#include "app/api/field.h"

#include <QByteArray>

namespace tuneboard {

struct Event
{
    QString id;
    Timestamp createdAt;
    QString level; ///< info, warn, error; an unknown word is kept
    QString type;  ///< message, metrics, moderation_checks; empty: not said
    QString message;
    Value data; ///< an object, `{}`, `[]`, null or absent (then null)
};

/// An event as the table shows it; its `data` is read from the raw bytes when it is asked for.
struct EventRow
{
    QString id;
    Timestamp createdAt;
    QString level;              ///< info, warn, error; an unknown word is kept
    QString type;               ///< message, metrics, moderation_checks; empty: not said
    QString message;            ///< whole
    std::optional<double> step; ///< of the training, where its data or its message says one
    QByteArray raw;             ///< the event as received
};

/// A level or type as the program compares it: the known word in lower case, whatever its case; another word
/// as it is.
[[nodiscard]] QString eventWord(const QString &sent);

[[nodiscard]] const Schema &eventSchema();
[[nodiscard]] Event readEvent(const Value &value);

} // namespace tuneboard
