// SPDX-License-Identifier: GPL-3.0-or-later
// What a server's certificate says of itself, for a person who has to decide whether it is the right one.
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

namespace tuneboard {

struct CertificateFacts
{
    QString subject;      ///< whom it is for, as it says itself; empty: not said
    QString issuer;       ///< who vouches for it
    QStringList names;    ///< hosts that it is valid for
    QDateTime from;       ///< UTC; invalid: not said
    QDateTime until;      ///< UTC; invalid: not said
    QString sha256;       ///< fingerprint: pairs of hex digits with colons
    QStringList problems; ///< what is wrong with it, in the words of the system

    /// No certificate came at all.
    [[nodiscard]] bool isEmpty() const { return sha256.isEmpty(); }
    /// One fact a line, each with its label; every text on one harmless line.
    [[nodiscard]] QStringList lines() const;

    friend bool operator==(const CertificateFacts &, const CertificateFacts &) = default;
};

} // namespace tuneboard
