// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/checkpointfiles.h"

#include "ui/format.h"
#include "ui/job/filesmodel.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMostButtons = 4; // the Files tab has all of them

} // namespace

CheckpointFiles::CheckpointFiles(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_row(new QHBoxLayout(this))
{
    setObjectName(u"checkpointFiles"_s);
    m_label->setObjectName(u"checkpointFilesLabel"_s);
    m_label->setTextFormat(Qt::PlainText);
    m_row->setContentsMargins(14, 4, 8, 4);
    m_row->setSpacing(4);
    m_row->addWidget(m_label);
    m_row->addStretch(1);
    hide();
}

void CheckpointFiles::clear()
{
    m_state.clear();
    hide();
}

void CheckpointFiles::setFiles(const Checkpoint &checkpoint, const QList<JobFile> &files, bool canFetch)
{
    if (files.empty())
        return clear();
    QStringList state{checkpoint.id, canFetch ? u"+"_s : u"-"_s};
    for (const JobFile &file : files)
        state += {file.id, FilesModel::stateText(file)};
    setVisible(true);
    if (state == m_state)
        return;
    m_state = state;
    const QString step = checkpoint.stepNumber ? count(*checkpoint.stepNumber) : QString();
    const int more = int(files.size() - std::min(files.size(), kMostButtons));
    QString text = step.isEmpty() ? tr("Files of the checkpoint:") : tr("Files of step %1:").arg(step);
    if (more > 0)
        text = step.isEmpty() ? tr("Files of the checkpoint (%n more on the Files tab):", nullptr, more)
                              : tr("Files of step %1 (%n more on the Files tab):", nullptr, more).arg(step);
    m_label->setText(text);
    const QList<QWidget *> before = std::exchange(m_shown, {});
    for (QWidget *widget : before)
        widget->deleteLater(); // this may run inside a click on it
    for (qsizetype i = 0; i < std::min(files.size(), kMostButtons); ++i)
        addButton(files[i], canFetch);
}

void CheckpointFiles::addButton(const JobFile &file, bool canFetch)
{
    const bool isHere = file.content == JobFile::Content::Kept;
    const QString name = cellText(FilesModel::nameOf(file), 40);
    auto *button = new QToolButton(this);
    button->setObjectName(u"checkpointFile"_s);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(tintedIcon(isHere ? u"file"_s : u"download"_s, colours(palette()).secondText));
    button->setText(isHere ? tr("Show %1").arg(name) : tr("Download %1").arg(name));
    button->setAccessibleName(button->text());
    button->setEnabled(isHere || (canFetch && file.content != JobFile::Content::Loading));
    button->setToolTip(toolTipText(
        canFetch ? FilesModel::stateText(file)
                 : tr("Only the job's server has this file. It cannot be downloaded from here.")));
    connect(button, &QToolButton::clicked, this, [this, id = file.id, isHere] {
        isHere ? Q_EMIT showRequested(id) : Q_EMIT downloadRequested(id);
    });
    m_row->insertWidget(m_row->count() - 1, button);
    button->show();
    m_shown.append(button);
}

} // namespace tuneboard
