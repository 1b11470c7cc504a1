// SPDX-License-Identifier: GPL-3.0-or-later
// The rail at the left: statuses, methods, base models and accounts with how many jobs each would show, and
// the saved views below them.
#pragma once

#include "app/models/jobtable.h"
#include "ui/jobs/raildelegate.h"

#include <QListWidget>
#include <QSet>
#include <QUuid>

#include <functional>

namespace tuneboard {

/// A saved view as the rail shows it.
struct RailView
{
    QUuid id;
    QString name;
    QString toolTip;      ///< what it shows, in lines
    int count = -1;       ///< jobs it would show; -1: not known
    bool isShown = false; ///< the list is as it says

    friend bool operator==(const RailView &, const RailView &) = default;
};

/// An open file as the rail shows it.
struct RailFile
{
    qint64 number = 0;
    QString name;
    QString toolTip;
    bool isShown = false;

    friend bool operator==(const RailFile &, const RailFile &) = default;
};

/// A click or Return chooses one value of its list (again: none), with Ctrl it adds or takes away. On a saved
/// view it asks for that one.
class Rail : public QListWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);
    ~Rail() override;

    /// Counts and choice as they are now; entries that stay are updated in place. `table` gives the accounts'
    /// names.
    void refresh(const JobTable &table, const FacetCounts &counts, const FacetChoice &choice);

    /// What is chosen by other means, until the next refresh().
    void setChoice(const FacetChoice &choice) { m_choice = choice; }
    /// In the order in which they are given.
    void setViews(const QList<RailView> &views);
    /// In the order in which they are given. `alone`: there is no account beside them.
    void setFiles(const QList<RailFile> &files, bool alone);
    /// Scrolls to it; nothing happens where it is not listed.
    void scrollToView(const QUuid &id);

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void choiceChanged(const tuneboard::FacetChoice &choice);
    void viewChosen(const QUuid &id);
    void viewRenameRequested(const QUuid &id);
    void viewDeleteRequested(const QUuid &id);
    /// `where`: in the screen's coordinates.
    void viewMenuRequested(const QUuid &id, const QPoint &where);
    void saveViewRequested();
    void fileChosen(qint64 number); ///< 0: the jobs of the accounts
    void fileCloseRequested(qint64 number);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry;
    [[nodiscard]] QList<Entry> facetEntries(const JobTable &table, const FacetCounts &counts,
                                            const FacetChoice &choice) const;
    using Values = QList<std::pair<QString, int>>; ///< of one list, with their counts
    [[nodiscard]] static Values statusValues(const FacetCounts &counts, const FacetChoice &choice);
    [[nodiscard]] static Values methodValues(const FacetCounts &counts, const FacetChoice &choice);
    [[nodiscard]] static Values modelValues(const FacetCounts &counts, const FacetChoice &choice);
    void addValues(QList<Entry> &list, const Values &values, int atFirst,
                   const std::function<Entry(const QString &key, int count)> &entryOf) const;
    void addFiles(QList<Entry> &list) const;
    void addViews(QList<Entry> &list) const;
    void place();
    static void fill(QListWidgetItem *item, const Entry &entry);
    [[nodiscard]] static QString spoken(const Entry &entry);
    void activate(QListWidgetItem *item, bool add);
    /// Null: the item is no view.
    [[nodiscard]] static QUuid viewOf(const QListWidgetItem *item);
    /// 0: the item is no open file.
    [[nodiscard]] static qint64 fileOf(const QListWidgetItem *item);

    QList<Entry> m_facets;
    QList<RailView> m_views;
    QList<RailFile> m_files;
    bool m_filesAlone = false;
    FacetChoice m_choice;
    QSet<RailKind> m_long; ///< lists for which "6 more…" was chosen
};

} // namespace tuneboard
