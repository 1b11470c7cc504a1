// SPDX-License-Identifier: GPL-3.0-or-later
// Finds the job that a link or a pasted name means, among several accounts, and asks in a strip where it has
// to.
#pragma once

#include "app/link/reference.h"
#include "app/repository/repository.h"

#include <QObject>

namespace tuneboard {

class Strips;

/// First this machine, over all accounts. Then the server: of the only account at once, of several after a
/// question. A server cannot be asked who made a model or a checkpoint: there the first listing is waited
/// for. A job that several have is a choice. Each find() makes the one before it void.
class ReferenceFinder : public QObject
{
    Q_OBJECT

public:
    ReferenceFinder(Repository &repository, Strips &strips, QObject *parent);

    /// The reference is to a job, a model or a checkpoint. An unknown account in it is ignored, with a note.
    void find(const Reference &reference);
    /// With a demo account alone, a job that it does not have waits for an account.
    void setDemo(bool demo) { m_demo = demo; }
    /// Whether keys are still to come: the servers are asked once they are here.
    void setAwaitsKeys(bool awaits);
    /// What waits for an account; nullopt: nothing.
    [[nodiscard]] std::optional<Reference> pending() const;

Q_SIGNALS:
    void found(const tuneboard::JobKey &key, const tuneboard::Reference &reference);
    void ended(); ///< a strip says why nothing was found, or asks
    void addAccountRequested();

private:
    void locate();
    void takeLocated(std::vector<JobKey> keys);
    void missMaker();
    void askServers();
    void lookUp(const QList<qint64> &accounts);
    void choose(std::vector<JobKey> keys);
    void waitForAccount();
    [[nodiscard]] QString nameOf(qint64 account) const;
    [[nodiscard]] QList<qint64> askable() const;
    [[nodiscard]] bool isKnown(const QString &account) const;

    Repository &m_repository;
    Strips &m_strips;
    Reference m_reference; ///< that was looked for last
    QString m_account;     ///< to look in; empty: any
    int m_turn = 0;        ///< counts find(): late answers are of an earlier one
    bool m_demo = false;
    bool m_waits = false;
    bool m_awaitsKeys = false;
    bool m_asksLater = false; ///< askServers() waits for the keys
};

} // namespace tuneboard
