// SPDX-License-Identifier: GPL-3.0-or-later
// A read-only pane for texts of many lines: line numbers, colours, search, folding.
#pragma once

#include "ui/job/linehighlighter.h"

#include <QPlainTextEdit>
#include <QTimer>

#include <functional>
#include <memory>

namespace tuneboard {

/// Shows a text as plain text, clamped and escaped for the eye; copying the whole is its owner's business.
/// Only the lines on the screen are coloured, so that megabytes open at once.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit CodeView(QWidget *parent = nullptr);
    ~CodeView() override;

    /// The same text again changes nothing. Another one starts again, unless `keep`: then it is a newer state
    /// of the same text, and scroll position, cursor and folds stay with the lines that stayed. Of a long
    /// text the beginning is there at once and the rest comes from the event loop; a very long one comes from
    /// there whole.
    void setText(const QString &text, bool keep = false);
    /// Whether the text that was set is in the document whole.
    [[nodiscard]] bool isComplete() const { return !m_isPreparing && m_inserted == m_shown.size(); }
    /// Lines beyond this many characters were cut in view.
    static constexpr qsizetype kLineLimit = 100000;
    [[nodiscard]] bool isClamped() const { return m_clamped && !m_showsAll; }
    /// Shows every line whole; wrapping is turned off, since a long line that wraps takes minutes.
    void showAll();

    void setHighlighter(std::unique_ptr<LineHighlighter> highlighter);
    void setLineNumbersShown(bool shown);
    /// Objects and arrays of pretty-printed JSON can be folded.
    void setFoldable(bool foldable);

    /// Where the text stands that is searched for, ignoring case. Empty: no search. Returns the hits.
    int search(const QString &needle);
    /// Selects the next hit after the cursor, or the one before, around the ends; unfolds what hides it.
    /// Returns its number from 1, 0: none.
    int findNext(bool backward = false);

    void foldAll();
    void unfoldAll();
    /// Folds or unfolds what begins in that line (from 0). False: nothing begins there.
    bool toggleFold(int line);
    [[nodiscard]] bool isFolded(int line) const;
    [[nodiscard]] bool canFold(int line) const;

    [[nodiscard]] int gutterWidth() const;

Q_SIGNALS:
    void clampedChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    class Gutter;
    /// A text as it is shown; made of any text on any thread.
    struct Prepared
    {
        QString shown;
        std::vector<int> foldEnd;
        bool isClamped = false;
        int lines = 1;
    };

    [[nodiscard]] static Prepared prepared(const QString &text, bool whole, bool foldable);
    void display(bool keepsPlace = false);
    void showPrepared(Prepared text);
    void showPrepared(Prepared text, bool keepsPlace);
    struct Place
    {
        QString shown;
        std::vector<bool> folded;
        int line = 0; ///< of the cursor; its place in it, and that of the selection's other end
        int anchorOffset = 0;
        int offset = 0;
        int top = 0; ///< the first line in view
        int x = 0;
    };
    [[nodiscard]] Place place() const;
    void restore(const Place &before);
    void insertPiece(qsizetype size);
    void insertUpTo(qsizetype position);
    void setFolds(std::vector<int> ends);
    void applyFolds();
    void revealLine(int line);
    void layoutGutter();
    void colourVisible();
    void colour(const QTextBlock &block);
    void markHits();
    void paintGutter(QPaintEvent *event);
    void pressGutter(const QPoint &at);
    [[nodiscard]] QTextBlock blockAt(int y) const;

    std::unique_ptr<LineHighlighter> m_highlighter;
    Gutter *m_gutter = nullptr;
    QString m_text;           ///< as given
    QString m_shown;          ///< as in the document, for searching
    qsizetype m_inserted = 0; ///< characters of m_shown that are in the document
    int m_lines = 1;          ///< of m_shown
    QTimer m_more;            ///< inserts the rest
    quint64 m_ticket = 0;     ///< of the text that is being prepared
    bool m_isPreparing = false;
    std::vector<int> m_foldEnd; ///< by line: the last line of what begins there; -1: nothing does
    std::vector<bool> m_folded; ///< by line
    std::vector<qsizetype> m_hits;
    QString m_needle;
    bool m_lineNumbers = true;
    bool m_foldable = false;
    bool m_clamped = false;
    bool m_showsAll = false;
    bool m_colouring = false;
};

} // namespace tuneboard
