// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/contentfetch.h"

#include "app/api/readcontent.h"
#include "app/archive/contentfolder.h"

#include <QFile>
#include <QSaveFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

ApiError errorOf(ApiError::Kind kind, const QString &message)
{
    ApiError error;
    error.kind = kind;
    error.message = message;
    return error;
}

struct Decoded
{
    bool wasBase64 = false;
    QString problem; ///< empty: the text is there
};

// From what came to the text beside it. The one goes, also when the other cannot be had.
Decoded decodeFile(const QString &from, const QString &to)
{
    Decoded decoded;
    {
        QFile source(from);
        if (!source.open(QIODevice::ReadOnly)) {
            decoded.problem = source.errorString();
            return decoded;
        }
        const uchar *bytes = source.size() > 0 ? source.map(0, source.size()) : nullptr;
        const QByteArrayView content(bytes, bytes ? source.size() : 0);
        if (!bytes && source.size() > 0)
            decoded.problem = source.errorString();
        decoded.wasBase64 = isBase64Text(content);
        QSaveFile target(to);
        const bool whole = decoded.problem.isEmpty() && target.open(QIODevice::WriteOnly) &&
                           target.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                           readContent(content, decoded.wasBase64,
                                       [&](QByteArrayView piece) {
                                           return target.write(piece.data(), piece.size()) == piece.size();
                                       }) &&
                           target.flush() && target.commit();
        if (!whole && decoded.problem.isEmpty())
            decoded.problem = target.errorString();
    }
    QFile::remove(from);
    return decoded;
}

} // namespace

ContentFetch::ContentFetch(ApiClient &client, const RecordsDesk &desk, qint64 account, const QString &fileId,
                           Unkept unkept, QObject *parent)
    : QObject(parent)
    , m_client(&client)
    , m_desk(desk)
    , m_unkept(std::move(unkept))
    , m_account(account)
    , m_id(fileId)
    , m_name(contentName(account, fileId))
{
}

ContentFetch::~ContentFetch()
{
    if (m_owns)
        QFile::remove(m_part);
}

void ContentFetch::start()
{
    m_desk.ask(
        this,
        [](ArchiveSession &session) {
            return session.run(
                [](Archive &a) { return ArchiveResult<QString>(a.records().contentFolder()); });
        },
        [this](const ArchiveResult<QString> &found) {
            const auto *known = std::get_if<QString>(&found);
            QString folder = known ? *known : QString();
            if (folder.isEmpty()) {
                // An archive in memory, or a folder that cannot be written: until the program ends.
                if (!*m_desk.temporary)
                    m_desk.temporary->emplace();
                folder = (*m_desk.temporary)->path();
            }
            download(folder);
        });
}

void ContentFetch::cancel()
{
    m_cancelled = true;
    if (m_call)
        m_call->cancel();
}

void ContentFetch::download(const QString &folder)
{
    if (m_cancelled || !m_client)
        return end(errorOf(ApiError::Kind::Cancelled, {}));
    m_path = folder + u'/' + m_name;
    // The same file may be fetched twice at once: by a click and by the loader, or by two processes.
    m_part = m_path + u'.' + QUuid::createUuid().toString(QUuid::Id128) + u".part"_s;
    m_owns = true;
    ApiClient::Download download;
    download.request = Request::get({u"files"_s, m_id, u"content"_s});
    download.file = m_part;
    m_call = m_client->download(
        std::move(download), this, [this](qint64 received, qint64) { Q_EMIT progress(received); },
        [this](const Result<Reply> &reply) {
            if (reply)
                return decode();
            if (reply.error().kind == ApiError::Kind::NotFound)
                keep(StoredFile::Content::Gone, false);
            else if (reply.error().kind == ApiError::Kind::TooLarge)
                keep(StoredFile::Content::TooLarge, false);
            end(reply.error());
        });
}

void ContentFetch::decode()
{
    m_owns = false;
    m_desk.compute(
        this, [from = m_part, to = m_path] { return decodeFile(from, to); },
        [this](const Decoded &decoded) {
            if (!decoded.problem.isEmpty())
                return end(errorOf(ApiError::Kind::Disk, decoded.problem));
            keep(StoredFile::Content::Kept, decoded.wasBase64);
            end({});
        });
}

void ContentFetch::keep(StoredFile::Content content, bool wasBase64)
{
    m_file.content = content;
    m_file.wasBase64 = wasBase64;
    m_file.path = content == StoredFile::Content::Kept ? m_path : QString();
    if (m_account <= 0)
        return;
    const QString name = content == StoredFile::Content::Kept ? m_name : QString();
    m_desk.keep(m_unkept, [account = m_account, id = m_id, content, name, wasBase64,
                           path = m_file.path](Archive &archive) {
        auto kept = archive.records().keepContent(account, id, content, name, wasBase64);
        const auto *error = std::get_if<ArchiveError>(&kept);
        if (error && error->kind == ArchiveError::Kind::Unknown)
            QFile::remove(path); // the account was removed meanwhile, and its files with it
        return kept;
    });
}

void ContentFetch::end(std::optional<ApiError> error)
{
    if (std::exchange(m_ended, true))
        return;
    Q_EMIT finished({m_file, std::move(error)});
}

} // namespace tuneboard
