// SPDX-License-Identifier: GPL-3.0-or-later
// What makes the list what it is, under a name: filter, sort and columns, and how the settings keep them.
#pragma once

#include "app/models/columnplace.h"

#include <QUuid>

class QSettings;

namespace tuneboard {

/// An account that a view is narrowed to. Numbers are the archive's own, so they are not kept.
struct ViewAccount
{
    QUuid uuid;   ///< null: not known; then the name counts
    QString name; ///< as it was when the view was saved

    friend bool operator==(const ViewAccount &, const ViewAccount &) = default;
};

struct SavedView
{
    QUuid id;
    QString name;                     ///< on one line, never empty
    QString findText = {};            ///< the find box's words, wrong ones too
    QStringList statuses = {};        ///< the rail's choices; empty: all
    QStringList methods = {};         ///< empty: all
    QStringList models = {};          ///< empty: all
    QList<ViewAccount> accounts = {}; ///< empty: all
    QString sort =
        QStringLiteral("created_at"); ///< JobsModel::columnKey(); the word of another version stays
    bool descending = true;
    ColumnPlaces columns = {}; ///< empty: as at first, fitted to the window

    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// Characters of a view's name.
inline constexpr int kLongestViewName = 80;

/// `name` on one line, without blanks around it, not too long; empty: it is none.
[[nodiscard]] QString viewName(const QString &name);
/// `wish`, with a number behind it if one of `views` has that name.
[[nodiscard]] QString freeViewName(const QString &wish, const QList<SavedView> &views);
/// The view of that name, whatever its case, but not the one with the id `except`; nullptr: there is none.
[[nodiscard]] const SavedView *viewNamed(const QString &name, const QList<SavedView> &views,
                                         const QUuid &except = {});
/// By name as people sort, then by id.
void sortViews(QList<SavedView> &views);

/// The views in the group `views`, one group each, named by its UUID; sorted. One without a name, with a
/// damaged value or with an id that is none is left out, and `problems` says so, a sentence each.
[[nodiscard]] QList<SavedView> readViews(QSettings &settings, QStringList *problems = nullptr);
/// Writes this view and leaves every other as it stands, and so what another version keeps beside it. False:
/// the settings could not be written.
[[nodiscard]] bool writeView(const QSettings &settings, const SavedView &view);
/// False: the settings could not be written.
[[nodiscard]] bool removeView(const QSettings &settings, const QUuid &id);

} // namespace tuneboard
