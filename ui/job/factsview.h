// SPDX-License-Identifier: GPL-3.0-or-later
// A column of labelled values, each of which can be selected and copied.
#pragma once

#include "app/api/terms.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

class QVBoxLayout;

namespace tuneboard {

/// One row of a FactsView.
struct Fact
{
    enum class Kind : quint8 {
        Value,   ///< label and value
        Heading, ///< begins a group
        Gap,     ///< a bit of room
        Note,    ///< a sentence over the whole width
    };

    QString key; ///< names the row in its view, stays the same over refreshes
    Kind kind = Kind::Value;
    QString label;
    QString help;   ///< for a tooltip; plain text
    QString before; ///< second text before the value ("auto →")
    QString value;  ///< may hold anything; shown as plain text, cut where it is very long
    QString after;  ///< second text behind the value (a unit, a reason)
    QString copy;   ///< what is copied; empty: the value
    QString icon;   ///< before the value; empty: none
    std::optional<Tone> tone;
    int indent = 0;
    bool isMono = false;
    bool isStrong = false; ///< the label carries the weight
    bool isDim = false;    ///< the value is second text
    bool isLink = false;   ///< the value can be clicked
    bool isElided = false; ///< on one line: a long value gives way in its middle, the tooltip has it whole
    /// On one line, and what stands behind the value is left out where it does not fit: another row or the
    /// tooltip says it as well.
    bool isAside = false;
    bool canCopy = true;
    bool isCut = false; ///< the value is a beginning only: copying requests the rest, see wholeRequested()

    friend bool operator==(const Fact &, const Fact &) = default;
};

class FactsView : public QWidget
{
    Q_OBJECT

public:
    explicit FactsView(QWidget *parent = nullptr);

    /// Rows with the same key are kept and changed only where they differ. Of many new ones the first are
    /// there at once, the others as soon as the event loop has time for them.
    void setFacts(const std::vector<Fact> &facts);
    [[nodiscard]] const std::vector<Fact> &facts() const { return m_facts; }
    /// The shown rows as text, `label: before value after` a line.
    [[nodiscard]] QString text() const;
    /// The width of the labels' column, in pixels: what the longest label wants, or what was set.
    [[nodiscard]] int labelWidth() const { return m_labelWidth > 0 ? m_labelWidth : m_ownLabelWidth; }
    /// So wide, so that views below each other stand on one line; longer labels are elided. 0: as the own
    /// labels.
    void setLabelWidth(int width);
    [[nodiscard]] int ownLabelWidth() const { return m_ownLabelWidth; }

Q_SIGNALS:
    /// A link was clicked; `key` is its row's.
    void linkActivated(const QString &key, const QString &value);
    /// The row is cut, and the user wants to copy all of its value.
    void wholeRequested(const QString &key);

private:
    class Row;

    void measureLabels();
    void makeRows(int most);
    void dropSpare();

    std::vector<Fact> m_facts;
    std::vector<Row *> m_rows;     ///< of the first facts; the others have none yet
    QHash<QString, Row *> m_spare; ///< by key: of the facts before, until theirs are made
    QTimer m_more;                 ///< makes the rows that are missing
    QVBoxLayout *m_layout = nullptr;
    int m_labelWidth = 0;
    int m_ownLabelWidth = 0;
};

} // namespace tuneboard
