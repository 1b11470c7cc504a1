// SPDX-License-Identifier: GPL-3.0-or-later
// A keychain for tests: works, is missing, refuses, or stays locked until it is told otherwise.
#pragma once

#include "app/accounts/secretstore.h"

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPointer>

#include <memory>
#include <vector>

namespace tuneboard {

class FakeKeychain final : public SecretStore
{
public:
    enum class Mode { Works, Missing, Refuses, Locked };

    /// What outlives the store, so that a test can look into it, and a second run can find it.
    struct State
    {
        Mode mode = Mode::Works;
        QHash<QString, QByteArray> items;
        std::vector<std::function<void()>> waiting; ///< calls that a locked keychain holds back
        int reads = 0;

        void unlock()
        {
            mode = Mode::Works;
            for (const auto &call : std::exchange(waiting, {}))
                call();
        }
    };

    explicit FakeKeychain(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }

    void read(const QString &item, QObject *context, Read done) override
    {
        ++m_state->reads;
        answer(context, [state = m_state, item, done = std::move(done)](Outcome outcome) {
            if (outcome != Outcome::Done)
                return done(outcome, {});
            const bool known = state->items.contains(item);
            done(known ? Outcome::Done : Outcome::NotFound, Secret(QByteArray(state->items.value(item))));
        });
    }
    void write(const QString &item, const Secret &key, QObject *context, Written done) override
    {
        answer(context, [state = m_state, item, key, done = std::move(done)](Outcome outcome) {
            if (outcome == Outcome::Done)
                state->items.insert(item, key.reveal());
            done(outcome);
        });
    }
    void erase(const QString &item, QObject *context, Written done) override
    {
        answer(context, [state = m_state, item, done = std::move(done)](Outcome outcome) {
            if (outcome == Outcome::Done)
                state->items.remove(item);
            done(outcome);
        });
    }

private:
    void answer(QObject *context, std::function<void(Outcome)> call)
    {
        auto later = [state = m_state, context = QPointer<QObject>(context), call = std::move(call)] {
            if (!context)
                return;
            QMetaObject::invokeMethod(
                context.data(),
                [state, call] {
                    call(state->mode == Mode::Missing   ? Outcome::NoService
                         : state->mode == Mode::Refuses ? Outcome::Refused
                                                        : Outcome::Done);
                },
                Qt::QueuedConnection);
        };
        if (m_state->mode == Mode::Locked)
            m_state->waiting.emplace_back(std::move(later));
        else
            later();
    }

    std::shared_ptr<State> m_state;
};

} // namespace tuneboard
