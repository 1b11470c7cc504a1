// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/repository/exportmanifest.h"

#include "app/api/readjson.h"
#include "app/api/utc.h"
#include "app/repository/exportfolder.h"

#include <QDateTime>
#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// Members of an object, one after the other.
class JsonObject
{
public:
    JsonObject &text(const char *key, const QString &value)
    {
        Value string;
        string.kind = Value::Kind::String;
        string.text = value;
        return raw(key, toJson(string).toUtf8());
    }
    JsonObject &integer(const char *key, qint64 value) { return raw(key, QByteArray::number(value)); }
    JsonObject &flag(const char *key, bool value) { return raw(key, value ? "true" : "false"); }
    JsonObject &raw(const char *key, const QByteArray &json)
    {
        m_bytes += (m_bytes.isEmpty() ? "\"" : ", \"") + QByteArray(key) + "\": " + json;
        return *this;
    }
    [[nodiscard]] QByteArray bytes() const { return '{' + m_bytes + '}'; }

private:
    QByteArray m_bytes;
};

QByteArray jsonArray(const QByteArrayList &elements)
{
    return elements.isEmpty() ? QByteArray("[]") : "[\n    " + elements.join(",\n    ") + "\n  ]";
}

QString timeText(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, kUtc).toString(Qt::ISODate);
}

// An address may have been written with a password, or with a key behind its question mark.
QString addressOf(const AccountRecord &account)
{
    return QUrl(account.baseUrl).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

// An array of the manifest, an element a line.
template<class List, class ToJson>
bool appendArray(ExportFolder &folder, const List &list, const ToJson &toJson)
{
    bool isFirst = true;
    for (const auto &element : list) {
        if (!folder.append((std::exchange(isFirst, false) ? "[\n    " : ",\n    ") + toJson(element)))
            return false;
    }
    return folder.append(isFirst ? "[]" : "\n  ]");
}

QByteArray countsJson(const ExportCounts &counts)
{
    return JsonObject()
        .integer("jobs", counts.jobs)
        .integer("events", counts.events)
        .integer("checkpoints", counts.checkpoints)
        .integer("file_objects", counts.files)
        .integer("file_contents", counts.contents)
        .integer("incomplete_jobs", counts.incomplete)
        .bytes();
}

QByteArray accountJson(const AccountRecord &account)
{
    return JsonObject()
        .integer("number", account.number)
        .text("uuid", account.uuid.toString(QUuid::WithoutBraces))
        .text("name", account.name)
        .text("base_url", addressOf(account))
        .text("dialect", account.dialect)
        .text("organization", account.organization)
        .text("project", account.project)
        .bytes();
}

QByteArray jobJson(const ExportedJob &job)
{
    return JsonObject()
        .integer("account", job.key.account)
        .text("id", job.key.id)
        .text("folder", job.folder)
        .flag("is_complete", job.isComplete)
        .bytes();
}

QByteArray fileJson(const ExportFolder::File &file)
{
    return JsonObject()
        .text("path", file.path)
        .integer("bytes", file.bytes)
        .text("sha256", QString::fromLatin1(file.sha256))
        .bytes();
}

} // namespace

QByteArray keptJson(const StoredJob &job, const DetailsState &state)
{
    QByteArrayList history;
    for (const StatusChange &change : job.history)
        history += JsonObject().integer("at", change.at.secs).text("status", change.status).bytes();
    return JsonObject()
               .integer("first_seen_ms", job.firstSeenMs)
               .integer("last_seen_ms", job.lastSeenMs)
               .flag("events_complete", state.eventsComplete)
               .flag("checkpoints_complete", state.checkpointsComplete)
               .raw("status_history", jsonArray(history))
               .bytes() +
           '\n';
}

bool writeExportManifest(ExportFolder &folder, const ExportScope &scope, const ExportCounts &counts,
                         const std::vector<AccountRecord> &accounts, const std::vector<ExportedJob> &jobs)
{
    const std::vector<ExportFolder::File> &files = folder.files(); // the manifest is not among them
    return folder.beginFile(u"manifest.json"_s) &&
           folder.append("{\n  \"format\": \"tuneboard-export\",\n  \"format_version\": 1,\n  "
                         "\"program_version\": \"" +
                         scope.programVersion.toUtf8() + "\",\n  \"exported_at\": \"" +
                         timeText(scope.nowMs).toUtf8() + "\",\n  \"counts\": " + countsJson(counts) +
                         ",\n  \"accounts\": ") &&
           appendArray(folder, accounts, accountJson) && folder.append(",\n  \"jobs\": ") &&
           appendArray(folder, jobs, jobJson) && folder.append(",\n  \"files\": ") &&
           appendArray(folder, files, fileJson) && folder.append("\n}\n") && folder.endFile();
}

} // namespace tuneboard
