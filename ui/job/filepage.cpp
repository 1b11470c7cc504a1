// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/filepage.h"

#include "app/repository/jobrecords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

using Kind = Document::Kind;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FilePage)
};

bool isGrader(Kind kind)
{
    return kind == Kind::Grader || kind == Kind::GraderList;
}

} // namespace

QStringList fittingTabs(const FilePage &page, const JobRecords *records)
{
    const bool isDrawn = records && records->metrics && !records->metrics->series.empty();
    const QStringList charts = isDrawn ? QStringList{u"charts"_s} : QStringList();
    switch (page.kind) {
    case Kind::Event:
    case Kind::EventList:
        return QStringList{u"events"_s} + charts + QStringList{u"raw"_s};
    case Kind::Checkpoint:
    case Kind::CheckpointList:
        return QStringList{u"checkpoints"_s} + charts + QStringList{u"raw"_s};
    case Kind::Table:
        return {u"charts"_s, u"files"_s, u"raw"_s};
    case Kind::Grader:
    case Kind::GraderList:
    case Kind::File:
    case Kind::FileList:
    case Kind::Error:
    case Kind::Recording:
    case Kind::Json:
        if (page.hasTree)
            return {u"method"_s, u"raw"_s};
        break;
    case Kind::Job:
    case Kind::JobList:
    case Kind::Text:
        break;
    }
    return {u"raw"_s};
}

QString fileTabLabel(Kind kind, const QString &key)
{
    if (key == "method"_L1 && !isGrader(kind))
        return Words::tr("Content");
    if (key == "files"_L1)
        return Words::tr("Table");
    return {};
}

QString fileLine(const FilePage &page)
{
    const QString line = Words::tr("read-only");
    return page.note.isEmpty() ? line : line + u" · "_s + page.note;
}

} // namespace tuneboard
