// SPDX-License-Identifier: GPL-3.0-or-later
// Any tree of Nodes for a view.
#pragma once

#include "app/models/node.h"

#include <QAbstractItemModel>

#include <memory>

namespace tuneboard {

/// Two columns: what it is, and its value. A refresh with setRoot() keeps the indexes of what stayed, by
/// path.
class NodeModel : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Column { LabelColumn, ValueColumn, ColumnCount };
    enum Role {
        RawRole = Qt::UserRole + 1, ///< QString: the literal as received, whole
        PathRole,                   ///< QString: JSON pointer
        FormatRole,                 ///< int: Format
        KindRole,                   ///< int: Node::Kind
        IsStringRole,               ///< bool
        HelpRole,                   ///< QString: what the field means; plain text
    };

    explicit NodeModel(QObject *parent = nullptr);
    ~NodeModel() override;

    /// The children of `root` become the top level.
    void setRoot(Node root);
    void clear();
    /// The node behind an index, with all its children; the root for an invalid one. Only until the next
    /// setRoot().
    [[nodiscard]] Node node(const QModelIndex &index) const;
    /// The same with its children, but without theirs.
    [[nodiscard]] Node nodeAlone(const QModelIndex &index) const;
    [[nodiscard]] QModelIndex indexOfPath(const QString &path) const;

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Item;
    [[nodiscard]] Item *item(const QModelIndex &index) const;
    void merge(Item *item, std::vector<Node> children);
    void update(Item *item, Node &node);
    void build(Item *item, Node node);

    std::unique_ptr<Item> m_root;
};

} // namespace tuneboard
