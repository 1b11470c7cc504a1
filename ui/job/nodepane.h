// SPDX-License-Identifier: GPL-3.0-or-later
// The pane beside the method tree: the selected node, whole.
#pragma once

#include "app/models/node.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QToolButton;

namespace tuneboard {

class CodeView;

/// What the pane shows of a node.
struct NodeContent
{
    enum class Form : quint8 { Text, Python, Json, Formula };

    QString title;
    QString subtitle; ///< a type, a share; empty: none
    QString text;
    Form form = Form::Text;
    std::vector<QStringList> names; ///< for a formula: the children's
    QString note;                   ///< below the text; empty: none

    friend bool operator==(const NodeContent &, const NodeContent &) = default;
};

class NodePane : public QWidget
{
    Q_OBJECT

public:
    explicit NodePane(QWidget *parent = nullptr);

    /// The same content again changes nothing.
    void show(const NodeContent &content);
    void clear();
    [[nodiscard]] CodeView *view() const { return m_view; }
    [[nodiscard]] QString note() const;

Q_SIGNALS:
    void copyTextRequested();
    void copyJsonRequested();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void applyLook();
    void fitFormula();

    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_copyJson = nullptr;
    QToolButton *m_showAll = nullptr;
    CodeView *m_view = nullptr;
    QPlainTextEdit *m_note = nullptr;
    NodeContent m_content;
    bool m_isEmpty = true;
};

} // namespace tuneboard
