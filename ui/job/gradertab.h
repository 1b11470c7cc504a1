// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of the method: its graders as a tree, and the selected part whole beside it.
#pragma once

#include "app/api/value.h"
#include "ui/job/jobtab.h"

#include <QPersistentModelIndex>

#include <vector>

class QLabel;
class QSplitter;
class QTreeView;

namespace tuneboard {

class FindBar;
class NodeDelegate;
class NodeModel;
class NodePane;
struct JobMetrics;
struct Node;

class GraderTab : public JobTab
{
    Q_OBJECT

public:
    explicit GraderTab(QWidget *parent = nullptr);
    ~GraderTab() override;

    void setJob(const JobView &view) override;

    void expandAll();
    void collapseAll();
    /// Selects the next hit of the search, or the one before, around the ends.
    void findNext(bool backward = false);
    [[nodiscard]] NodeModel *model() const { return m_model; }
    [[nodiscard]] NodePane *pane() const { return m_pane; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Arranged;
    void arrange();
    void showTree(Arranged arranged);
    void applyLook();
    void expandGraders(const QModelIndex &parent);
    void spanGraders(const QModelIndex &parent);
    void fitColumns();
    void search();
    void showCurrent();
    void openMenu(const QPoint &at);
    void copyValue();
    void copyText();
    void copyJson();
    void expandBelow(const QModelIndex &index, bool expand);
    [[nodiscard]] QModelIndex current() const;
    [[nodiscard]] QString jsonOf(const Node &node) const;

    NodeModel *m_model = nullptr;
    NodeDelegate *m_delegate = nullptr;
    QTreeView *m_tree = nullptr;
    NodePane *m_pane = nullptr;
    FindBar *m_find = nullptr;
    QLabel *m_sentence = nullptr;
    QSplitter *m_split = nullptr;
    std::shared_ptr<const JobDetails> m_details; ///< the whole job: paths of the nodes point into it
    std::shared_ptr<const JobMetrics> m_metrics; ///< that the tree was made with
    quint64 m_ticket = 0;                        ///< of the job: a tree that was made for another is dropped
    bool m_isArranging = false;                  ///< another thread makes a tree
    bool m_isOutdated = false;                   ///< and job or metrics have changed since it began
    bool m_isOther = false;                      ///< it is the first one of its job
    std::vector<QPersistentModelIndex> m_hits;
    int m_hit = 0; ///< from 1; 0: none
};

} // namespace tuneboard
