// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobactions.h"

#include "app/api/terms.h"
#include "app/models/jobsmodel.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/informativetext.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/strip.h"

#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

#include <array>
#include <memory>
#include <utility>
#include <vector>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kNamesShown = 8;
constexpr int kNameLength = 60;
constexpr int kErrorLength = 120; // where several errors are shown together
constexpr std::array kAll{JobAction::Cancel, JobAction::Pause, JobAction::Resume};

QAction *actionOf(const Actions &actions, JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return actions.cancelJob;
    case JobAction::Pause:
        return actions.pauseJob;
    case JobAction::Resume:
        return actions.resumeJob;
    }
    return nullptr;
}

QString verb(JobAction action, int count)
{
    switch (action) {
    case JobAction::Cancel:
        return JobActions::tr("Cancel %n job(s)", nullptr, count);
    case JobAction::Pause:
        return JobActions::tr("Pause %n job(s)", nullptr, count);
    case JobAction::Resume:
        return JobActions::tr("Resume %n job(s)", nullptr, count);
    }
    return {};
}

// Why a chosen action does nothing.
QString refusal(JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return JobActions::tr("None of the selected jobs can be cancelled.");
    case JobAction::Pause:
        return JobActions::tr("None of the selected jobs can be paused.");
    case JobAction::Resume:
        return JobActions::tr("None of the selected jobs can be resumed.");
    }
    return {};
}

QString consequence(JobAction action)
{
    switch (action) {
    case JobAction::Cancel:
        return JobActions::tr(
            "Training stops for good and cannot be taken up again. No output model is made; "
            "checkpoints that exist may stay. Tokens that were trained may be charged.");
    case JobAction::Pause:
        return JobActions::tr("Training stops and can be resumed later. The server may make a checkpoint of "
                              "the model as it is now.");
    case JobAction::Resume:
        return JobActions::tr("Training goes on from where it was paused, and costs tokens again.");
    }
    return {};
}

} // namespace

JobActions::JobActions(Repository &repository, JobsPage &page, const Actions &actions, Strips &strips)
    : QObject(&page)
    , m_repository(repository)
    , m_page(page)
    , m_actions(actions)
    , m_strips(strips)
{
    for (const JobAction action : kAll)
        connect(actionOf(m_actions, action), &QAction::triggered, this, [this, action] { ask(action); });
    connect(&m_page, &JobsPage::countsChanged, this, &JobActions::update);
    connect(&m_page, &JobsPage::openedChanged, this, &JobActions::update);
    connect(m_repository.jobs(), &JobsModel::contentChanged, this, &JobActions::update);
    update();
}

bool JobActions::allows(JobAction action, quint32 number) const
{
    const JobTable &table = m_repository.jobs()->table();
    const AccountState *account = m_repository.account(table.account(number));
    return account && account->askable && !account->options.readOnly &&
           isPossible(action, table.row(number).state());
}

qint64 JobActions::openRow() const
{
    const std::optional<JobKey> open = m_page.openedJob();
    return open ? m_repository.jobs()->table().find(open->account, open->id.toUtf8()) : -1;
}

QList<JobKey> JobActions::candidates(JobAction action) const
{
    QList<JobKey> jobs;
    const JobTable &table = m_repository.jobs()->table();
    const auto add = [&](quint32 number) {
        if (allows(action, number))
            jobs.append({table.account(number), QString::fromUtf8(table.id(number))});
        return true;
    };
    if (m_page.table()->selectedCount() > 0)
        m_page.table()->visitSelected(add);
    else if (const qint64 row = openRow(); row >= 0)
        add(quint32(row));
    return jobs;
}

bool JobActions::isOffered(JobAction action) const
{
    if (m_page.table()->selectedCount() > 0)
        return m_page.table()->maySelect([&](quint32 number) { return allows(action, number); });
    const qint64 row = openRow();
    return row >= 0 && allows(action, quint32(row));
}

void JobActions::update()
{
    for (const JobAction action : kAll)
        actionOf(m_actions, action)->setEnabled(isOffered(action));
}

QString JobActions::nameOf(const JobKey &key) const
{
    const JobTable &table = m_repository.jobs()->table();
    const qint64 row = table.find(key.account, key.id.toUtf8());
    const QString name = row < 0 ? key.id : QString::fromUtf8(table.name(quint32(row)));
    return name == key.id ? cellText(name, kNameLength)
                          : u"%1 (%2)"_s.arg(cellText(name, kNameLength), key.id);
}

QString JobActions::accountOf(const JobKey &key) const
{
    const AccountState *account = m_repository.account(key.account);
    return cellText(account ? account->record.name : QString(), kNameLength);
}

QString JobActions::question(JobAction action, const QList<JobKey> &jobs) const
{
    QStringList lines;
    for (const JobKey &key : jobs.first(qMin(jobs.size(), qsizetype(kNamesShown)))) {
        const AccountState *account = m_repository.account(key.account);
        const AccountRecord record = account ? account->record : AccountRecord();
        lines.append(u"• %1\n   %2 · %3"_s.arg(nameOf(key), cellText(record.name, kNameLength),
                                               QUrl(record.baseUrl).authority()));
    }
    if (jobs.size() > kNamesShown)
        lines.append(tr("… and %n more", nullptr, int(jobs.size()) - kNamesShown));
    return lines.join(u'\n') + u"\n\n"_s + consequence(action);
}

void JobActions::ask(JobAction action)
{
    const QList<JobKey> jobs = candidates(action);
    m_strips.remove(u"noJobAllows"_s);
    if (jobs.isEmpty())
        return m_strips.show(u"noJobAllows"_s,
                             {.tone = StripMessage::Tone::Information, .text = refusal(action)});
    auto *box = new QMessageBox(m_page.window());
    box->setObjectName(u"jobActionQuestion"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(action == JobAction::Cancel ? QMessageBox::Warning : QMessageBox::Question);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(verb(action, int(jobs.size())));
    box->setText(tr("%1?").arg(verb(action, int(jobs.size()))));
    setInformativeText(*box, question(action, jobs));
    QPushButton *yes = box->addButton(verb(action, int(jobs.size())), QMessageBox::AcceptRole);
    QPushButton *no = box->addButton(tr("Leave as it is"), QMessageBox::RejectRole);
    box->setEscapeButton(no);
    // Return ends a job only where that was chosen on purpose.
    box->setDefaultButton(action == JobAction::Cancel ? no : yes);
    connect(box, &QMessageBox::buttonClicked, this, [this, action, jobs, yes](QAbstractButton *button) {
        if (button == yes)
            run(action, jobs);
    });
    box->open();
}

void JobActions::run(JobAction action, const QList<JobKey> &jobs)
{
    if (jobs.size() > 1)
        return runSeveral(action, jobs);
    for (const JobKey &key : jobs) {
        m_repository.act(key, action, this,
                         [this, action, key](const Result<QString> &status) { finish(action, key, status); });
    }
}

struct JobActions::Several
{
    JobAction action = JobAction::Cancel;
    QString strip;
    int total = 0;
    int succeeded = 0;
    std::vector<std::pair<JobKey, ApiError>> failed;

    [[nodiscard]] int left() const { return total - succeeded - int(failed.size()); }
};

void JobActions::runSeveral(JobAction action, const QList<JobKey> &jobs)
{
    const auto several = std::make_shared<Several>();
    several->action = action;
    several->strip = u"actions_%1"_s.arg(++m_several);
    several->total = int(jobs.size());
    showSeveral(*several);
    for (const JobKey &key : jobs) {
        m_repository.act(key, action, this, [this, several, key](const Result<QString> &status) {
            if (status)
                ++several->succeeded;
            else
                several->failed.emplace_back(key, status.error());
            showSeveral(*several);
        });
    }
}

void JobActions::showSeveral(const Several &several)
{
    const auto failures = qsizetype(several.failed.size());
    const QString counts = several.left() > 0 ? tr("%1: %2 succeeded, %3 failed, %4 in progress.")
                                              : tr("%1: %2 succeeded, %3 failed.");
    QString text = counts.arg(verb(several.action, several.total), count(several.succeeded), count(failures));
    if (several.left() > 0)
        text = text.arg(count(several.left()));
    QList<JobKey> retried;
    StripMessage message;
    for (qsizetype i = 0; i < failures; ++i) {
        const auto &[key, error] = several.failed[std::size_t(i)];
        if (error.worthRetrying())
            retried.append(key);
        if (i < kNamesShown)
            text += u' ' + tr("%1 on %2 failed: %3")
                               .arg(nameOf(key), accountOf(key), cellText(error.text(), kErrorLength));
        if (message.requestId.isEmpty())
            message.requestId = error.requestId;
    }
    if (failures > kNamesShown)
        text += u' ' + tr("… and %n more", nullptr, int(failures) - kNamesShown);
    message.tone = failures > 0 ? StripMessage::Tone::Error : StripMessage::Tone::Information;
    message.text = text;
    // As for one job: a request whose outcome is unknown is never sent again by a button.
    if (!retried.isEmpty() && several.left() == 0) {
        message.actionText = tr("Try again");
        message.action = [this, action = several.action, retried, strip = several.strip] {
            m_strips.remove(strip);
            run(action, retried);
        };
    }
    m_strips.show(several.strip, message);
}

void JobActions::finish(JobAction action, const JobKey &key, const Result<QString> &status)
{
    const QString strip = u"action_%1_%2"_s.arg(key.account).arg(key.id);
    const QString whose = accountOf(key);
    if (status) {
        m_strips.show(strip, {.tone = StripMessage::Tone::Information,
                              .text = tr("%1 on %2: now %3.").arg(nameOf(key), whose, statusLabel(*status))});
        return;
    }
    const ApiError &error = status.error();
    StripMessage message{
        .tone = StripMessage::Tone::Error,
        .text = tr("%1 on %2: %3 failed. %4").arg(nameOf(key), whose, verb(action, 1), error.text()),
        .requestId = error.requestId};
    // A request whose outcome is unknown is never sent again by a button.
    if (error.worthRetrying()) {
        message.actionText = tr("Try again");
        message.action = [this, action, key] {
            run(action, {key});
        };
    }
    m_strips.show(strip, message);
}

} // namespace tuneboard
