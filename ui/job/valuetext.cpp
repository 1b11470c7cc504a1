// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/valuetext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTextBlock>
#include <QTextLayout>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tuneboard {

ValueText::ValueText(QWidget *parent)
    : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(0);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    viewport()->setAutoFillBackground(false);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void ValueText::setParts(const std::vector<Part> &parts)
{
    m_parts = parts;
    m_hasLink = std::any_of(parts.begin(), parts.end(), [](const Part &part) { return part.isLink; });
    m_isElided = std::any_of(parts.begin(), parts.end(), [](const Part &part) { return part.isElided; });
    setLineWrapMode(m_isElided ? NoWrap : WidgetWidth);
    fill();
    viewport()->setMouseTracking(m_hasLink);
    updateGeometry();
}

void ValueText::fill()
{
    std::vector<Part> shown = m_parts;
    if (m_isElided) {
        m_filledWidth = viewport()->width();
        const QFontMetrics metrics(font());
        int all = 0;
        for (const Part &part : shown)
            all += metrics.horizontalAdvance(part.text);
        if (all > m_filledWidth - 2)
            shown.erase(
                std::remove_if(shown.begin(), shown.end(), [](const Part &part) { return part.isAside; }),
                shown.end());
        int others = 0;
        for (const Part &part : shown)
            others += part.isElided ? 0 : metrics.horizontalAdvance(part.text);
        // What stands behind gives way before the value does.
        const int least = metrics.averageCharWidth() * 12;
        for (Part &part : shown) {
            if (part.isElided)
                part.text = metrics.elidedText(part.text, Qt::ElideMiddle,
                                               std::max(least, m_filledWidth - others - 2));
        }
        int room = m_filledWidth - 2;
        for (Part &part : shown) {
            if (!part.isElided)
                part.text = metrics.elidedText(part.text, Qt::ElideRight, std::max(0, room));
            room -= metrics.horizontalAdvance(part.text);
        }
    }
    QString text;
    for (const Part &part : shown)
        text += part.text;
    m_text = text;
    m_measuredWidth = -1;
    clear();
    QTextCursor cursor(document());
    for (const Part &part : shown) {
        QTextCharFormat format;
        format.setForeground(part.colour);
        format.setAnchor(part.isLink);
        format.setFontUnderline(part.isLink);
        if (part.isLink)
            format.setAnchorHref(u"link"_s);
        cursor.insertText(part.text, format);
    }
    moveCursor(QTextCursor::Start);
}

void ValueText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    if (m_isElided && viewport()->width() != m_filledWidth)
        fill();
}

int ValueText::heightForWidth(int width) const
{
    if (m_isElided)
        return fontMetrics().height() + 1;
    if (width == m_measuredWidth)
        return m_measuredHeight;
    qreal height = 0;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    for (const QStringView paragraph : QStringView(m_text).split(u'\n')) {
        QTextLayout layout(paragraph.toString(), font());
        layout.setTextOption(option);
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLeadingIncluded(true);
            line.setLineWidth(std::max(1, width));
            height += line.height();
        }
        layout.endLayout();
    }
    m_measuredWidth = width;
    m_measuredHeight = int(std::ceil(height)) + 1;
    return m_measuredHeight;
}

QSize ValueText::sizeHint() const
{
    const int width = fontMetrics().averageCharWidth() * 30;
    return {width, fontMetrics().height() + 1};
}

QSize ValueText::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 8, fontMetrics().height() + 1};
}

void ValueText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // the page scrolls, not the value
}

void ValueText::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && !textCursor().hasSelection()) {
        if (m_whole.isEmpty())
            Q_EMIT wholeRequested();
        else
            QGuiApplication::clipboard()->setText(m_whole);
        return;
    }
    if (m_hasLink && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT linkActivated();
        return;
    }
    const bool scrolls = event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown;
    if (scrolls)
        return event->ignore();
    QTextEdit::keyPressEvent(event);
}

void ValueText::mouseMoveEvent(QMouseEvent *event)
{
    QTextEdit::mouseMoveEvent(event);
    if (m_hasLink) {
        const bool over = !anchorAt(event->position().toPoint()).isEmpty();
        viewport()->setCursor(over ? Qt::PointingHandCursor : Qt::IBeamCursor);
    }
}

void ValueText::mouseReleaseEvent(QMouseEvent *event)
{
    QTextEdit::mouseReleaseEvent(event);
    if (m_hasLink && event->button() == Qt::LeftButton && !textCursor().hasSelection() &&
        !anchorAt(event->position().toPoint()).isEmpty())
        Q_EMIT linkActivated();
}

void ValueText::contextMenuEvent(QContextMenuEvent *event)
{
    event->ignore(); // the row has one menu for its label and its value
}

} // namespace tuneboard
