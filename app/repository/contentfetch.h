// SPDX-License-Identifier: GPL-3.0-or-later
// Fetches the content of one file onto the disk, decodes it there, and tells the archive.
#pragma once

#include "app/api/apiclient.h"
#include "app/archive/archiverecords.h"
#include "app/repository/recordsdesk.h"

#include <QObject>
#include <QPointer>

namespace tuneboard {

class ContentFetch : public QObject
{
    Q_OBJECT

public:
    struct Outcome
    {
        StoredFile file;               ///< its content and path
        std::optional<ApiError> error; ///< nullopt: kept
    };

    /// Without `client` it ends as Cancelled. `unkept`: told where the archive does not take what it should
    /// know of it.
    ContentFetch(ApiClient &client, const RecordsDesk &desk, qint64 account, const QString &fileId,
                 Unkept unkept, QObject *parent);
    ~ContentFetch() override;

    void start();
    /// finished() comes with Cancelled; nothing of the content is kept.
    void cancel();

Q_SIGNALS:
    void progress(qint64 received);
    /// Exactly once.
    void finished(const tuneboard::ContentFetch::Outcome &outcome);

private:
    void download(const QString &folder);
    void decode();
    void keep(StoredFile::Content content, bool wasBase64);
    void end(std::optional<ApiError> error);

    QPointer<ApiClient> m_client;
    RecordsDesk m_desk;
    Unkept m_unkept;
    QPointer<Call> m_call;
    qint64 m_account;
    QString m_id;
    QString m_name;
    QString m_path;      ///< of the decoded text
    QString m_part;      ///< the file that this download alone writes; empty: not begun
    bool m_owns = false; ///< `m_part` is to be removed here, not by the thread that decodes it
    StoredFile m_file;
    bool m_cancelled = false;
    bool m_ended = false;
};

} // namespace tuneboard
