// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/nodemodel.h"

#include <algorithm>

namespace tuneboard {

struct NodeModel::Item
{
    Node node; ///< without its children: they are items of their own
    Item *parent = nullptr;
    std::vector<std::unique_ptr<Item>> children;
    int row = 0; ///< among its siblings: views ask for it all the time

    void number(std::size_t from)
    {
        for (std::size_t i = from; i < children.size(); ++i)
            children[i]->row = int(i);
    }
};

namespace {

bool samePlace(const Node &a, const Node &b)
{
    return a.path == b.path && a.kind == b.kind && a.label == b.label;
}

} // namespace

NodeModel::NodeModel(QObject *parent)
    : QAbstractItemModel(parent)
    , m_root(std::make_unique<Item>())
{
}

NodeModel::~NodeModel() = default;

void NodeModel::setRoot(Node root)
{
    std::vector<Node> children = std::move(root.children);
    root.children.clear();
    m_root->node = std::move(root);
    merge(m_root.get(), std::move(children));
}

void NodeModel::clear()
{
    setRoot({});
}

// Keeps what stands at the same place at both ends and replaces what is between: fields come and go in the
// middle.
void NodeModel::merge(Item *item, std::vector<Node> children)
{
    const auto &old = item->children;
    std::size_t head = 0;
    while (head < old.size() && head < children.size() && samePlace(old[head]->node, children[head]))
        ++head;
    std::size_t tail = 0;
    while (tail < old.size() - head && tail < children.size() - head &&
           samePlace(old[old.size() - 1 - tail]->node, children[children.size() - 1 - tail]))
        ++tail;

    const QModelIndex parent = item == m_root.get() ? QModelIndex() : createIndex(item->row, 0, item);
    if (const std::size_t gone = old.size() - head - tail) {
        beginRemoveRows(parent, int(head), int(head + gone - 1));
        const auto first = item->children.begin() + std::ptrdiff_t(head);
        item->children.erase(first, first + std::ptrdiff_t(gone));
        item->number(head);
        endRemoveRows();
    }
    if (const std::size_t fresh = children.size() - head - tail) {
        beginInsertRows(parent, int(head), int(head + fresh - 1));
        std::vector<std::unique_ptr<Item>> items;
        items.reserve(fresh);
        for (std::size_t i = head; i < head + fresh; ++i) {
            Item *added = items.emplace_back(std::make_unique<Item>()).get();
            added->parent = item;
            build(added, std::move(children[i]));
        }
        item->children.insert(item->children.begin() + std::ptrdiff_t(head),
                              std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
        item->number(head);
        endInsertRows();
    }
    for (std::size_t i = 0; i < head; ++i)
        update(item->children[i].get(), children[i]);
    for (std::size_t i = children.size() - tail; i < children.size(); ++i)
        update(item->children[i].get(), children[i]);
}

void NodeModel::build(Item *item, Node node)
{
    std::vector<Node> children = std::move(node.children);
    node.children.clear();
    item->node = std::move(node);
    item->children.reserve(children.size());
    for (Node &child : children) {
        Item *added = item->children.emplace_back(std::make_unique<Item>()).get();
        added->parent = item;
        added->row = int(item->children.size()) - 1;
        build(added, std::move(child));
    }
}

void NodeModel::update(Item *item, Node &node)
{
    std::vector<Node> children = std::move(node.children);
    node.children.clear();
    const Node &old = item->node;
    const bool changed = old.text != node.text || old.raw != node.raw || old.format != node.format ||
                         old.help != node.help || old.isString != node.isString;
    if (changed) {
        item->node = std::move(node);
        const int row = item->row;
        Q_EMIT dataChanged(createIndex(row, 0, item), createIndex(row, ColumnCount - 1, item));
    }
    merge(item, std::move(children));
}

NodeModel::Item *NodeModel::item(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Item *>(index.internalPointer()) : m_root.get();
}

Node NodeModel::node(const QModelIndex &index) const
{
    const auto copy = [](const auto &self, const Item *from) -> Node {
        Node node = from->node;
        node.children.reserve(from->children.size());
        for (const auto &child : from->children)
            node.children.push_back(self(self, child.get()));
        return node;
    };
    return copy(copy, item(index));
}

Node NodeModel::nodeAlone(const QModelIndex &index) const
{
    const Item *from = item(index);
    Node node = from->node;
    node.children.reserve(from->children.size());
    for (const auto &child : from->children)
        node.children.push_back(child->node);
    return node;
}

QModelIndex NodeModel::indexOfPath(const QString &path) const
{
    const auto search = [&](const auto &self, const QModelIndex &parent) -> QModelIndex {
        for (int row = 0; row < rowCount(parent); ++row) {
            const QModelIndex child = index(row, 0, parent);
            const Node &node = item(child)->node;
            if (node.path == path && node.kind != Node::Kind::Group)
                return child;
            // Groups have no path of their own; below any other node all paths begin with its own.
            if (node.kind == Node::Kind::Group || path.startsWith(node.path + u'/')) {
                if (const QModelIndex found = self(self, child); found.isValid())
                    return found;
            }
        }
        return {};
    };
    return search(search, {});
}

QModelIndex NodeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (column < 0 || column >= ColumnCount || row < 0 || parent.column() > 0)
        return {};
    const auto &children = item(parent)->children;
    if (std::size_t(row) >= children.size())
        return {};
    return createIndex(row, column, children[std::size_t(row)].get());
}

QModelIndex NodeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    Item *above = item(child)->parent;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int NodeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(item(parent)->children.size());
}

int NodeModel::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant NodeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = item(index)->node;
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == LabelColumn ? node.label : node.text;
    case RawRole:
        return node.raw;
    case PathRole:
        return node.path;
    case FormatRole:
        return int(node.format);
    case KindRole:
        return int(node.kind);
    case IsStringRole:
        return node.isString;
    case HelpRole:
        return node.help;
    default:
        return {};
    }
}

QVariant NodeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == LabelColumn ? tr("Field") : tr("Value");
}

} // namespace tuneboard
