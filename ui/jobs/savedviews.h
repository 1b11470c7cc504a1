// SPDX-License-Identifier: GPL-3.0-or-later
// The saved views: what the rail lists and marks, and what is done with them.
#pragma once

#include "app/models/savedview.h"
#include "app/repository/repository.h"
#include "ui/jobs/liststate.h"

#include <QHash>
#include <QObject>
#include <QTimer>

class QMenu;
class QSettings;

namespace tuneboard {

class Actions;
class JobsPage;
class Strips;

/// They are the user's, not an account's, and are written as soon as they change.
class SavedViews : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it. Reads the views; what cannot be read is said in a strip.
    SavedViews(Repository &repository, JobsPage &page, const Actions &actions, Strips &strips,
               QSettings &settings);

    /// One entry for each view, the shown ones checked.
    void fillMenu(QMenu *menu);
    /// Counts anew, a few milliseconds at a time.
    void recount();

private:
    [[nodiscard]] const SavedView *find(const QUuid &id) const;
    void askName();
    void save(SavedView view, const QString &name);
    void apply(const QUuid &id);
    void rename(const QUuid &id);
    void update(const QUuid &id);
    void remove(const QUuid &id);
    void put(const SavedView &view);
    void undo(SavedView before);
    void offerUndo(const SavedView &before, const QString &text);
    void showMenu(const QUuid &id, const QPoint &where);
    void sayUnwritten(bool written);
    void countSome();
    void showInRail();

    Repository &m_repository;
    JobsPage &m_page;
    ListState m_list;
    Strips &m_strips;
    QSettings &m_settings;
    QList<SavedView> m_views; ///< sorted
    QHash<QUuid, int> m_counts;
    QList<QUuid> m_uncounted; ///< in turn
    QTimer m_counting;
    QTimer m_marking;
};

} // namespace tuneboard
