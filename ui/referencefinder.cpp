// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/referencefinder.h"

#include "app/models/jobsmodel.h"
#include "ui/format.h"
#include "ui/strip.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr std::size_t kMaxChoices = 4; // buttons beside one sentence

const QString &stripKey()
{
    static const QString key = u"reference"_s;
    return key;
}

bool isJob(const Reference &reference)
{
    return reference.target == Reference::Kind::Job;
}

} // namespace

ReferenceFinder::ReferenceFinder(Repository &repository, Strips &strips, QObject *parent)
    : QObject(parent)
    , m_repository(repository)
    , m_strips(strips)
{
}

QString ReferenceFinder::nameOf(qint64 account) const
{
    return m_repository.jobs()->table().accountName(account);
}

QList<qint64> ReferenceFinder::askable() const
{
    QList<qint64> numbers;
    for (const AccountState &state : m_repository.accounts()) {
        if (state.askable && state.record.number != 0)
            numbers.append(state.record.number);
    }
    return numbers;
}

bool ReferenceFinder::isKnown(const QString &account) const
{
    const auto states = m_repository.accounts();
    return std::any_of(states.begin(), states.end(), [&account](const AccountState &state) {
        return state.record.name.compare(account, Qt::CaseInsensitive) == 0;
    });
}

void ReferenceFinder::setAwaitsKeys(bool awaits)
{
    m_awaitsKeys = awaits;
    if (!awaits && std::exchange(m_asksLater, false))
        askServers();
}

void ReferenceFinder::find(const Reference &reference)
{
    m_reference = reference;
    m_account = reference.account;
    m_waits = false;
    m_asksLater = false;
    ++m_turn;
    m_strips.remove(stripKey());
    m_strips.remove(u"referenceNote"_s);
    if (!m_account.isEmpty() && !m_demo && !isKnown(m_account)) {
        m_strips.show(u"referenceNote"_s,
                      {.text = tr("The link names an account that is not known here, which was ignored.")});
        m_account.clear();
    }
    locate();
}

std::optional<Reference> ReferenceFinder::pending() const
{
    return m_waits ? std::optional(m_reference) : std::nullopt;
}

void ReferenceFinder::locate()
{
    auto take = [this, turn = m_turn](const std::vector<JobKey> &keys) {
        if (turn == m_turn)
            takeLocated(keys);
    };
    if (isJob(m_reference))
        m_repository.locate(m_reference.id, this, std::move(take));
    else
        m_repository.locateMakers(m_reference.id, modelOf(m_reference), this, std::move(take));
}

void ReferenceFinder::takeLocated(std::vector<JobKey> keys)
{
    if (!m_account.isEmpty() && keys.size() > 1) {
        const auto isNamed = [this](const JobKey &key) {
            return nameOf(key.account).compare(m_account, Qt::CaseInsensitive) == 0;
        };
        if (const auto named = std::find_if(keys.begin(), keys.end(), isNamed); named != keys.end())
            keys = {*named};
    }
    if (!keys.empty())
        return choose(std::move(keys));
    isJob(m_reference) ? askServers() : missMaker();
}

void ReferenceFinder::missMaker()
{
    if (!m_repository.isSettled()) {
        connect(
            &m_repository, &Repository::settled, this,
            [this, turn = m_turn] {
                if (turn == m_turn)
                    locate();
            },
            Qt::SingleShotConnection);
        // A locked keychain or a long list can take minutes.
        m_strips.show(stripKey(), {.text = tr("Looking for the job of %1. The answer comes once the list of "
                                              "jobs is read.")
                                               .arg(m_reference.id)});
        return;
    }
    if (m_demo)
        return waitForAccount();
    QStringList looked{tr("the archive")};
    for (const AccountState &state : m_repository.accounts())
        looked += tr("the jobs of %1").arg(cellText(state.record.name, 60));
    m_strips.show(stripKey(), {.tone = StripMessage::Tone::Warning,
                               .text = tr("There is no job of %1. Looked in %2; a server cannot be asked for "
                                          "the job behind a model or a checkpoint.")
                                           .arg(m_reference.id, QLocale().createSeparatedList(looked))});
    Q_EMIT ended();
}

void ReferenceFinder::askServers()
{
    if (m_awaitsKeys) {
        m_asksLater = true;
        return;
    }
    QList<qint64> accounts = askable();
    if (!m_account.isEmpty()) {
        const auto isOther = [this](qint64 number) {
            return nameOf(number).compare(m_account, Qt::CaseInsensitive) != 0;
        };
        const qsizetype named = std::count_if(accounts.begin(), accounts.end(), std::not_fn(isOther));
        if (named > 0)
            accounts.removeIf(isOther);
    }
    if (accounts.size() < 2)
        return lookUp(accounts);
    QStringList names;
    for (const qint64 account : accounts)
        names += cellText(nameOf(account), 60);
    m_strips.show(
        stripKey(),
        {.text =
             tr("%1 is not kept here. Look in %2?").arg(m_reference.id, QLocale().createSeparatedList(names)),
         .actionText = tr("Look there"),
         .action = [this, accounts, turn = m_turn] {
             if (turn == m_turn)
                 lookUp(accounts);
         }});
    Q_EMIT ended();
}

void ReferenceFinder::lookUp(const QList<qint64> &accounts)
{
    m_repository.lookUp(m_reference.id, accounts, this,
                        [this, turn = m_turn](const Result<std::vector<JobKey>> &keys) {
                            if (turn != m_turn)
                                return;
                            if (keys)
                                return choose(*keys);
                            if (m_demo)
                                return waitForAccount();
                            StripMessage message{.tone = StripMessage::Tone::Warning,
                                                 .text = keys.error().text(),
                                                 .requestId = keys.error().requestId};
                            if (keys.error().worthRetrying()) {
                                message.actionText = tr("Retry");
                                message.action = [this] {
                                    find(m_reference);
                                };
                            }
                            m_strips.show(stripKey(), message);
                            Q_EMIT ended();
                        });
}

void ReferenceFinder::choose(std::vector<JobKey> keys)
{
    if (keys.size() == 1) {
        m_strips.remove(stripKey());
        Q_EMIT found(keys.front(), m_reference);
        return;
    }
    StripMessage message{.text = tr("%1 is in several accounts. Which one is meant?").arg(m_reference.id)};
    keys.resize(std::min(keys.size(), kMaxChoices));
    for (const JobKey &key : keys) {
        message.choices.append({nameOf(key.account), [this, key, turn = m_turn] {
                                    m_strips.remove(stripKey());
                                    if (turn == m_turn)
                                        Q_EMIT found(key, m_reference);
                                }});
    }
    m_strips.show(stripKey(), message);
    Q_EMIT ended();
}

void ReferenceFinder::waitForAccount()
{
    m_waits = true;
    m_strips.show(stripKey(), {.text = tr("Add an account to see %1.").arg(m_reference.id),
                               .actionText = tr("Add an account"),
                               .action = [this] { Q_EMIT addAccountRequested(); },
                               .closable = false});
    Q_EMIT ended();
}

} // namespace tuneboard
