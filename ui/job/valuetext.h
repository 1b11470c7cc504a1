// SPDX-License-Identifier: GPL-3.0-or-later
// A selectable plain text that is as high as it must be and breaks anywhere.
#pragma once

#include <QTextEdit>

namespace tuneboard {

/// A QLabel cannot break a long id and guesses rich text; this is a QTextEdit that only ever gets plain text.
class ValueText : public QTextEdit
{
    Q_OBJECT

public:
    /// A run of characters of one look.
    struct Part
    {
        QString text;
        QColor colour;
        bool isLink = false;
        bool isElided = false; ///< on one line; what does not fit gives way in its middle
        bool isAside = false;  ///< goes first, and whole
    };

    explicit ValueText(QWidget *parent = nullptr);

    void setParts(const std::vector<Part> &parts);
    /// What Ctrl+C copies while nothing is selected.
    /// What is copied while nothing is selected. Empty: wholeRequested() comes instead.
    void setWhole(const QString &whole) { m_whole = whole; }

    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void linkActivated();
    void wholeRequested(); ///< the user copies, and there is no whole text

protected:
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void fill();

    std::vector<Part> m_parts;
    QString m_text; ///< as shown
    QString m_whole;
    bool m_hasLink = false;
    bool m_isElided = false;
    int m_filledWidth = -1; ///< of the elided text that is shown
    mutable int m_measuredWidth = -1;
    mutable int m_measuredHeight = 0;
};

} // namespace tuneboard
