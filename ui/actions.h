// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that can be done in the window, once: name, key and text for screen readers. Menus, the key help
// and the window share them.
#pragma once

#include <QAction>
#include <QList>

class QActionGroup;

namespace tuneboard {

class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget *window);

    // File
    QAction *refresh;
    QAction *openFile;
    QAction *openReference;
    QAction *stopLoading;
    QAction *pauseFollowing;
    QAction *pauseDetails;
    QAction *addAccount;
    QAction *manageAccounts;
    QAction *exportTable;
    QAction *settings;
    QAction *quit;
    // View
    QAction *find;
    QAction *clearFilters;
    QAction *saveView;
    QAction *themeSystem;
    QAction *themeLight;
    QAction *themeDark;
    QAction *pageBelow;
    QAction *pageBeside;
    QAction *showRail;
    QAction *showChart;
    // Job
    QAction *open;
    QAction *close;
    QAction *copyId;
    QAction *copyLink;
    QAction *copyModel;      ///< the best checkpoint; the final model if no best checkpoint is known
    QAction *copyFinalModel; ///< shown if the best checkpoint is not the final model
    QAction *cancelJob;
    QAction *pauseJob;
    QAction *resumeJob;
    QAction *back;
    QAction *forward;
    QList<QAction *> tabs; ///< data(): the key of the tab
    // Help
    QAction *keys;
    QAction *copyDiagnostics;
    QAction *about;

    /// In the table only: a letter typed elsewhere is a letter.
    QAction *filter;

    /// What has a key, in the order of the menus.
    [[nodiscard]] const QList<QAction *> &all() const { return m_all; }
    /// Ties the keys that act only in the list to it.
    void attachToTable(QWidget *table);
    /// "Ctrl+C", as this system writes it; all of them where there are several.
    [[nodiscard]] QString keyText(const QAction *action) const;

private:
    QAction *add(const QString &name, const QString &text, const QList<QKeySequence> &keys = {});

    QWidget *m_window;
    QList<QAction *> m_all;
    QActionGroup *m_themes;
    QActionGroup *m_places;
};

} // namespace tuneboard
