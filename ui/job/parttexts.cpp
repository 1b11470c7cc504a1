// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/parttexts.h"

#include "app/repository/jobrecords.h"
#include "app/repository/repository.h"
#include "ui/job/jobtab.h"

#include <QCoreApplication>

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(PartTexts)
};

enum class State : quint8 { Loading, OfFile, NotOffered, Failed, None, NotRequested };

State stateOf(const JobView &view, PartState JobRecords::*part)
{
    const PartState state = view.records ? view.records->*part : PartState();
    if (state.isLoading)
        return State::Loading;
    if (view.details->isOfFile)
        return State::OfFile;
    if (isNotOffered(state))
        return State::NotOffered;
    if (state.error)
        return State::Failed;
    return state.isComplete ? State::None : State::NotRequested;
}

} // namespace

QString noEventsText(const JobView &view)
{
    switch (stateOf(view, &JobRecords::eventsState)) {
    case State::Loading:
        return Words::tr("Reading the events…");
    case State::OfFile:
        return Words::tr("The file contains no events for this job.");
    case State::NotOffered:
        return Words::tr("The server does not offer events.");
    case State::Failed:
        return Words::tr("The events could not be read.");
    case State::None:
        return Words::tr("The server has no events for this job.");
    case State::NotRequested:
        break;
    }
    return Words::tr("The events have not been requested yet.");
}

QString noCheckpointsText(const JobView &view)
{
    switch (stateOf(view, &JobRecords::checkpointsState)) {
    case State::Loading:
        return Words::tr("Reading the checkpoints…");
    case State::OfFile:
        return Words::tr("The file contains no checkpoints for this job.");
    case State::NotOffered:
        return Words::tr("The server does not offer checkpoints.");
    case State::Failed:
        return Words::tr("The checkpoints could not be read.");
    case State::None:
        return Words::tr("The server has no checkpoints for this job.");
    case State::NotRequested:
        break;
    }
    return Words::tr("The checkpoints have not been requested yet.");
}

} // namespace tuneboard
