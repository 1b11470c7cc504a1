// SPDX-License-Identifier: GPL-3.0-or-later
// Paints the lines of a method tree: graders with their share, templates and formulas with their marks.
#pragma once

#include "app/models/gradershares.h"
#include "ui/job/graderevidence.h"

#include <QHash>
#include <QStyledItemDelegate>

#include <vector>

namespace tuneboard {

class NodeDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    /// By path, as in MethodTree.
    void setShares(QHash<QString, GraderShare> shares) { m_shares = std::move(shares); }
    void setFormulaNames(QHash<QString, std::vector<QStringList>> names) { m_names = std::move(names); }
    void setFormulaShares(QHash<QString, std::vector<GraderShare>> shares)
    {
        m_formulaShares = std::move(shares);
    }
    void setEvidence(QHash<QString, GraderEvidence> evidence) { m_evidence = std::move(evidence); }
    [[nodiscard]] const QHash<QString, GraderEvidence> &evidence() const { return m_evidence; }
    [[nodiscard]] GraderShare share(const QString &path) const { return m_shares.value(path); }
    [[nodiscard]] std::vector<QStringList> formulaNames(const QString &path) const
    {
        return m_names.value(path);
    }

    [[nodiscard]] std::vector<GraderShare> formulaShares(const QString &path) const
    {
        return m_formulaShares.value(path);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintGrader(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintEvidence(QPainter *painter, const QStyleOptionViewItem &option, const GraderEvidence &evidence,
                       int left) const;
    void paintValue(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    QHash<QString, GraderShare> m_shares;
    QHash<QString, GraderEvidence> m_evidence;
    QHash<QString, std::vector<QStringList>> m_names;
    QHash<QString, std::vector<GraderShare>> m_formulaShares;
};

} // namespace tuneboard
