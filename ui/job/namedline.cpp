// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/namedline.h"

#include "app/repository/jobrecords.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tuneboard {

std::optional<qint64> namedLine(QStringView message)
{
    // An example is a line: the files are JSON Lines.
    static const QRegularExpression naming(u"\\b(?:line|example)s?\\s+(\\d{1,12})\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = naming.match(message.left(4000).toString());
    const qint64 line = match.hasMatch() ? match.captured(1).toLongLong() : 0;
    return line > 0 ? std::optional(line) : std::nullopt;
}

QString readableTrainingFile(const JobRecords *records)
{
    if (!records)
        return {};
    for (const JobFile &file : records->files) {
        if (file.role == JobFile::Role::Training && file.content == JobFile::Content::Kept &&
            !file.path.isEmpty())
            return file.id;
    }
    return {};
}

} // namespace tuneboard
