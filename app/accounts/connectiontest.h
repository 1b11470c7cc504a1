// SPDX-License-Identifier: GPL-3.0-or-later
// Asks an account's server what its key may do, without keeping anything of it.
#pragma once

#include "app/api/apiclient.h"

#include <QObject>

#include <optional>

namespace tuneboard {

/// What came of one question.
struct ConnectionPart
{
    enum class Kind { Jobs, Models, Files };
    Kind kind = Kind::Jobs;
    bool isAsked = false;               ///< the answer has come
    std::optional<ApiError> error = {}; ///< why not; nullopt: it is allowed

    /// What was asked for: "list fine-tuning jobs".
    [[nodiscard]] QString label() const;
};

/// Three small GET requests at once: jobs, models, files. Ends with exactly one finished(), unless it is
/// deleted before, which ends its requests too.
class ConnectionTest : public QObject
{
    Q_OBJECT

public:
    ConnectionTest(const Endpoint &endpoint, const Timing &timing, QObject *parent = nullptr);
    ~ConnectionTest() override;

    void start();

    [[nodiscard]] QString host() const { return m_client.host(); }
    /// What the server called the owner of the key; empty: it did not say.
    [[nodiscard]] QString organization() const { return m_organization; }
    [[nodiscard]] const QList<ConnectionPart> &parts() const { return m_parts; }
    [[nodiscard]] int answered() const;
    /// What made every question fail alike (no connection, a refused key); nullopt: at least one was
    /// allowed, or they failed in different ways.
    [[nodiscard]] std::optional<ApiError> failure() const;

Q_SIGNALS:
    void progressed(); ///< one more answer
    void finished();

private:
    void ask(qsizetype part);
    void take(qsizetype part, const Result<Reply> &reply);

    std::shared_ptr<CoolDown> m_coolDown;
    ApiClient m_client;
    QList<ConnectionPart> m_parts;
    QString m_organization;
};

} // namespace tuneboard
