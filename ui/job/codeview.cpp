// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/codeview.h"

#include "ui/format.h"
#include "ui/job/elsewhere.h"
#include "ui/theme.h"

#include <QContextMenuEvent>
#include <QFontDatabase>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextDocumentLayout>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTextBlock>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The most hits that are highlighted. All hits are counted, and can be reached with "next".
constexpr std::size_t kMaxMarkedHits = 500;

// QTextDocument needs a few µs for each line. Inserting this many characters and lines at a time keeps the
// window responsive.
constexpr qsizetype kPiece = 100'000;
constexpr int kPieceLines = 2500;
// A text with more characters is prepared on another thread.
constexpr qsizetype kPreparedElsewhere = 2'000'000;
// The highlighter's state before a line is computed from at most this many lines above it. The first of them
// is treated like the first line of the text.
constexpr int kMaxStateLines = 2000;

bool hasLongLine(const QString &text, qsizetype limit)
{
    qsizetype start = 0;
    while (start < text.size()) {
        qsizetype end = text.indexOf(u'\n', start);
        if (end < 0)
            end = text.size();
        if (end - start > limit)
            return true;
        start = end + 1;
    }
    return false;
}

// The text with the escapes of viewerText(), without cutting long lines.
QString wholeText(const QString &text, qsizetype limit)
{
    QString out;
    out.reserve(text.size());
    const auto lines = QStringView(text).split(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (i > 0)
            out += u'\n';
        QStringView rest = lines[i];
        while (rest.size() > limit) {
            // Do not split a surrogate pair.
            const qsizetype piece = rest[limit - 1].isHighSurrogate() ? limit - 1 : limit;
            out += viewerText(rest.first(piece).toString());
            rest = rest.sliced(piece);
        }
        out += viewerText(rest.toString());
    }
    return out;
}

// For each line, the last line of the object or array that begins there; -1 if none does.
std::vector<int> foldEnds(const QString &shown, int lines)
{
    std::vector<int> ends(std::size_t(lines), -1);
    std::vector<int> open;
    int line = 0;
    qsizetype start = 0;
    while (start <= shown.size() && line < lines) {
        qsizetype end = shown.indexOf(u'\n', start);
        if (end < 0)
            end = shown.size();
        // Pretty-printed JSON: an opening bracket ends its line, a closing one begins its line.
        const QStringView text = QStringView(shown).sliced(start, end - start).trimmed();
        if (!open.empty() && (text.startsWith(u'}') || text.startsWith(u']'))) {
            ends[std::size_t(open.back())] = line;
            open.pop_back();
        }
        if (text.endsWith(u'{') || text.endsWith(u'['))
            open.push_back(line);
        start = end + 1;
        ++line;
    }
    return ends;
}

// The value for userState() of a block: the highlighter's state at its end, and whether it is coloured.
int packed(int state, bool coloured)
{
    return state * 2 + (coloured ? 1 : 0);
}

} // namespace

class CodeView::Gutter : public QWidget
{
public:
    explicit Gutter(CodeView *view)
        : QWidget(view)
        , m_view(view)
    {
        setObjectName(u"codeViewGutter"_s);
        setAccessibleName(CodeView::tr("Line numbers"));
    }

protected:
    void paintEvent(QPaintEvent *event) override { m_view->paintGutter(event); }
    void mousePressEvent(QMouseEvent *event) override { m_view->pressGutter(event->position().toPoint()); }
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }

private:
    CodeView *m_view;
};

CodeView::CodeView(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPointSizeF(font().pointSizeF());
    if (font().pixelSize() > 0)
        mono.setPixelSize(font().pixelSize());
    setFont(mono);
    setTabStopDistance(4 * QFontMetricsF(mono).horizontalAdvance(u' '));
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_more, &QTimer::timeout, this, [this] { insertPiece(kPiece); });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int dy) {
        if (dy)
            m_gutter->scroll(0, dy);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    layoutGutter();
}

CodeView::~CodeView() = default;

void CodeView::setText(const QString &text, bool keep)
{
    if (text == m_text)
        return;
    const bool isNewer = keep && !m_text.isEmpty();
    m_text = text;
    if (isNewer)
        return display(true);
    m_showsAll = false;
    display();
}

CodeView::Place CodeView::place() const
{
    const QTextCursor cursor = textCursor();
    Place now;
    now.shown = m_shown;
    now.folded = m_folded;
    now.line = cursor.blockNumber();
    now.anchorOffset = cursor.anchor() - cursor.block().position();
    now.offset = cursor.positionInBlock();
    now.top = firstVisibleBlock().blockNumber();
    now.x = horizontalScrollBar()->value();
    return now;
}

// Scrolls to the lines that were in view before, and sets cursor and folds as they were.
void CodeView::restore(const Place &before)
{
    const auto oldLines = QStringView(before.shown).split(u'\n');
    const auto lines = QStringView(m_shown).split(u'\n');
    const qsizetype common = std::min(lines.size(), oldLines.size());
    qsizetype head = 0;
    while (head < common && lines[head] == oldLines[head])
        ++head;
    qsizetype tail = 0;
    while (tail < common - head && lines[lines.size() - 1 - tail] == oldLines[oldLines.size() - 1 - tail])
        ++tail;
    // Lines before the change keep their number, lines after it move with the end of the text.
    const auto moved = [&](int line) {
        const bool isBehind = line >= oldLines.size() - tail;
        return int(std::clamp<qsizetype>(isBehind ? line + lines.size() - oldLines.size() : line, 0,
                                         lines.size() - 1));
    };
    for (std::size_t line = 0; line < before.folded.size(); ++line) {
        if (before.folded[line] && canFold(moved(int(line))))
            m_folded[std::size_t(moved(int(line)))] = true;
    }
    applyFolds();
    const int needed =
        std::max(moved(before.line), moved(before.top)) + viewport()->height() / fontMetrics().lineSpacing();
    while (blockCount() <= needed && m_inserted < m_shown.size())
        insertPiece(kPiece);
    const QTextBlock block = document()->findBlockByNumber(moved(before.line));
    const auto inside = [&](int at) {
        return block.position() + std::clamp(at, 0, block.length() - 1);
    };
    QTextCursor cursor(document());
    cursor.setPosition(inside(before.anchorOffset));
    cursor.setPosition(inside(before.offset), QTextCursor::KeepAnchor);
    setTextCursor(cursor);
    // The scroll bar counts visible lines only.
    int top = 0;
    const int topLine = moved(before.top);
    for (QTextBlock above = document()->firstBlock(); above.isValid() && above.blockNumber() < topLine;
         above = above.next())
        top += above.isVisible() ? std::max(1, above.lineCount()) : 0;
    verticalScrollBar()->setValue(top);
    horizontalScrollBar()->setValue(before.x);
}

void CodeView::showAll()
{
    if (!isClamped())
        return;
    setLineWrapMode(QPlainTextEdit::NoWrap);
    m_showsAll = true;
    display();
}

CodeView::Prepared CodeView::prepared(const QString &text, bool whole, bool foldable)
{
    Prepared made;
    made.isClamped = hasLongLine(text, kLineLimit);
    made.shown = whole ? wholeText(text, kLineLimit) : viewerText(text);
    // QPlainTextEdit does the same with its text, so that searches find what is shown.
    made.shown.replace(QChar(QChar::Nbsp), QChar(u' '));
    made.lines = int(made.shown.count(u'\n')) + 1;
    if (foldable)
        made.foldEnd = foldEnds(made.shown, made.lines);
    return made;
}

void CodeView::display(bool keepsPlace)
{
    const quint64 ticket = ++m_ticket;
    m_isPreparing = m_text.size() > kPreparedElsewhere;
    if (!m_isPreparing)
        return showPrepared(prepared(m_text, m_showsAll, m_foldable), keepsPlace);
    if (!keepsPlace)
        showPrepared({});
    computeElsewhere(
        this,
        [text = m_text, all = m_showsAll, foldable = m_foldable] { return prepared(text, all, foldable); },
        [this, ticket, keepsPlace](Prepared text) {
            if (ticket != m_ticket)
                return;
            m_isPreparing = false;
            showPrepared(std::move(text), keepsPlace);
        });
}

// The place is taken now and not earlier: the user may have scrolled while the text was prepared.
void CodeView::showPrepared(Prepared text, bool keepsPlace)
{
    if (!keepsPlace)
        return showPrepared(std::move(text));
    const Place before = place();
    showPrepared(std::move(text));
    restore(before);
}

void CodeView::showPrepared(Prepared text)
{
    m_more.stop();
    m_clamped = text.isClamped;
    m_shown = std::move(text.shown);
    m_lines = text.lines;
    m_inserted = 0;
    clear();
    insertPiece(kPiece);
    setFolds(std::move(text.foldEnd));
    layoutGutter();
    search(m_needle);
    colourVisible();
    Q_EMIT clampedChanged();
}

// Inserts the next lines of the text into the document. A timer inserts the rest.
void CodeView::insertPiece(qsizetype size)
{
    qsizetype end = m_inserted;
    for (int line = 0; line < kPieceLines && end < m_shown.size() && end - m_inserted < size; ++line) {
        const qsizetype next = m_shown.indexOf(u'\n', end);
        end = next < 0 ? m_shown.size() : next + 1;
    }
    const QStringView piece = QStringView(m_shown).sliced(m_inserted, end - m_inserted);
    const bool isFirst = m_inserted == 0;
    m_inserted = end;
    if (isFirst) {
        setPlainText(piece.toString());
    } else {
        QTextCursor last(document());
        last.movePosition(QTextCursor::End);
        last.insertText(piece.toString());
        if (std::find(m_folded.begin(), m_folded.end(), true) != m_folded.end())
            applyFolds();
    }
    if (m_inserted < m_shown.size())
        m_more.start();
}

void CodeView::insertUpTo(qsizetype position)
{
    while (m_inserted < std::min(position, m_shown.size()))
        insertPiece(kPiece);
}

void CodeView::setHighlighter(std::unique_ptr<LineHighlighter> highlighter)
{
    m_highlighter = std::move(highlighter);
    for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next()) {
        if (block.userState() >= 0) {
            block.setUserState(-1);
            block.layout()->clearFormats();
        }
    }
    document()->markContentsDirty(0, document()->characterCount());
    colourVisible();
}

void CodeView::setLineNumbersShown(bool shown)
{
    m_lineNumbers = shown;
    layoutGutter();
}

void CodeView::setFoldable(bool foldable)
{
    if (foldable == m_foldable)
        return;
    unfoldAll();
    m_foldable = foldable;
    setFolds(foldable ? foldEnds(m_shown, m_lines) : std::vector<int>());
    layoutGutter();
}

// Searching

int CodeView::search(const QString &needle)
{
    m_needle = needle;
    m_hits.clear();
    if (!needle.isEmpty()) {
        qsizetype at = m_shown.indexOf(needle, 0, Qt::CaseInsensitive);
        while (at >= 0) {
            m_hits.push_back(at);
            at = m_shown.indexOf(needle, at + needle.size(), Qt::CaseInsensitive);
        }
    }
    markHits();
    return int(m_hits.size());
}

int CodeView::findNext(bool backward)
{
    if (m_hits.empty())
        return 0;
    const QTextCursor here = textCursor();
    std::size_t found = 0;
    if (backward) {
        const auto it = std::lower_bound(m_hits.begin(), m_hits.end(), qsizetype(here.selectionStart()));
        found = it == m_hits.begin() ? m_hits.size() - 1 : std::size_t(it - m_hits.begin()) - 1;
    } else {
        const qsizetype from = here.hasSelection() ? here.selectionStart() + 1 : here.position();
        const auto it = std::lower_bound(m_hits.begin(), m_hits.end(), from);
        found = it == m_hits.end() ? 0 : std::size_t(it - m_hits.begin());
    }
    insertUpTo(m_hits[found] + m_needle.size());
    QTextCursor cursor(document());
    cursor.setPosition(int(m_hits[found]));
    cursor.setPosition(int(m_hits[found] + m_needle.size()), QTextCursor::KeepAnchor);
    revealLine(cursor.block().blockNumber());
    setTextCursor(cursor);
    ensureCursorVisible();
    markHits();
    return int(found) + 1;
}

void CodeView::markHits()
{
    QList<QTextEdit::ExtraSelection> marks;
    if (!m_hits.empty()) {
        QColor ground = colours(palette()).waiting;
        ground.setAlpha(isDark(palette()) ? 90 : 60);
        // Skip hits in hidden blocks: they are not on the screen, and computing their position is slow.
        const int lines = viewport()->height() / std::max(1, fontMetrics().lineSpacing()) + 2;
        QTextBlock block = firstVisibleBlock();
        for (int line = 0; line < lines && block.isValid(); block = block.next()) {
            if (!block.isVisible())
                continue;
            ++line;
            const qsizetype end = block.position() + block.length();
            for (auto it = std::lower_bound(m_hits.begin(), m_hits.end(), qsizetype(block.position()));
                 it != m_hits.end() && *it < end && std::size_t(marks.size()) < kMaxMarkedHits; ++it) {
                QTextEdit::ExtraSelection mark;
                mark.cursor = QTextCursor(document());
                mark.cursor.setPosition(int(*it));
                mark.cursor.setPosition(int(std::min<qsizetype>(*it + m_needle.size(), end - 1)),
                                        QTextCursor::KeepAnchor);
                mark.format.setBackground(ground);
                marks.append(mark);
            }
        }
    }
    setExtraSelections(marks);
}

// Folding

void CodeView::setFolds(std::vector<int> ends)
{
    m_foldEnd = std::move(ends);
    m_folded.assign(m_foldEnd.size(), false);
}

bool CodeView::canFold(int line) const
{
    return line >= 0 && std::size_t(line) < m_foldEnd.size() && m_foldEnd[std::size_t(line)] > line + 1;
}

bool CodeView::isFolded(int line) const
{
    return canFold(line) && m_folded[std::size_t(line)];
}

bool CodeView::toggleFold(int line)
{
    if (!canFold(line))
        return false;
    m_folded[std::size_t(line)] = !m_folded[std::size_t(line)];
    applyFolds();
    return true;
}

void CodeView::foldAll()
{
    // The outermost object stays open, else the whole text would be "{ … }".
    for (int line = 1; line < int(m_foldEnd.size()); ++line)
        m_folded[std::size_t(line)] = canFold(line);
    applyFolds();
}

void CodeView::unfoldAll()
{
    std::fill(m_folded.begin(), m_folded.end(), false);
    applyFolds();
}

void CodeView::applyFolds()
{
    int hiddenUpTo = -1; // lines before this one are inside a fold
    QTextBlock block = document()->firstBlock();
    for (int line = 0; block.isValid(); ++line, block = block.next()) {
        const bool visible = line >= hiddenUpTo;
        if (block.isVisible() != visible) {
            block.setVisible(visible);
            block.setLineCount(visible ? std::max(1, block.layout()->lineCount()) : 0);
        }
        if (visible && std::size_t(line) < m_folded.size() && m_folded[std::size_t(line)])
            hiddenUpTo = m_foldEnd[std::size_t(line)] + 1;
    }
    QTextCursor cursor = textCursor();
    if (!cursor.block().isVisible()) {
        QTextBlock above = cursor.block();
        while (above.isValid() && !above.isVisible())
            above = above.previous();
        cursor.setPosition(above.position());
        setTextCursor(cursor);
    }
    auto *documentLayout = qobject_cast<QPlainTextDocumentLayout *>(document()->documentLayout());
    Q_EMIT documentLayout->documentSizeChanged(documentLayout->documentSize());
    documentLayout->requestUpdate();
    viewport()->update();
    m_gutter->update();
    colourVisible();
}

void CodeView::revealLine(int line)
{
    bool changed = false;
    for (int above = 0; above < line && std::size_t(above) < m_folded.size(); ++above) {
        if (m_folded[std::size_t(above)] && m_foldEnd[std::size_t(above)] >= line) {
            m_folded[std::size_t(above)] = false;
            changed = true;
        }
    }
    if (changed)
        applyFolds();
}

// Colours

QTextBlock CodeView::blockAt(int y) const
{
    QTextBlock block = firstVisibleBlock();
    qreal top = block.isValid() ? blockBoundingGeometry(block).translated(contentOffset()).top() : 0;
    QTextBlock last = block;
    while (block.isValid()) {
        if (block.isVisible()) {
            last = block;
            top += blockBoundingRect(block).height();
            if (top > y)
                break;
        }
        block = block.next();
    }
    return last;
}

void CodeView::colourVisible()
{
    if (m_colouring || !m_highlighter)
        return markHits();
    const QScopedValueRollback guard(m_colouring, true);
    const int lines = viewport()->height() / std::max(1, fontMetrics().lineSpacing()) + 2;
    QTextBlock block = firstVisibleBlock();
    for (int i = 0; i < lines && block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        ++i;
        if (block.userState() < 0 || block.userState() % 2 == 0)
            colour(block);
    }
    markHits();
}

void CodeView::colour(const QTextBlock &target)
{
    int state = 0;
    if (m_highlighter->hasState()) {
        // Start after the last line above whose state is known.
        QTextBlock from = target;
        int above = 0;
        while (above < kMaxStateLines && from.previous().isValid() && from.previous().userState() < 0) {
            from = from.previous();
            ++above;
        }
        if (from.previous().isValid() && from.previous().userState() >= 0)
            state = from.previous().userState() / 2;
        for (; from != target; from = from.next()) {
            m_highlighter->highlight(from.text(), state, palette(), nullptr, &state);
            from.setUserState(packed(state, false));
        }
    }
    QList<QTextLayout::FormatRange> formats;
    m_highlighter->highlight(target.text(), state, palette(), &formats, &state);
    QTextBlock block = target;
    block.setUserState(packed(state, true));
    block.layout()->setFormats(formats);
    document()->markContentsDirty(block.position(), block.length());
}

// The gutter

int CodeView::gutterWidth() const
{
    if (!m_lineNumbers)
        return 0;
    const int digits = int(QString::number(std::max(99, m_lines)).size());
    const QFontMetrics metrics(font());
    return metrics.horizontalAdvance(u'9') * digits + 16 + (m_foldable ? metrics.height() : 0);
}

void CodeView::layoutGutter()
{
    const int width = gutterWidth();
    setViewportMargins(width, 0, 0, 0);
    m_gutter->setVisible(width > 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(inside.left(), inside.top(), width, inside.height());
}

void CodeView::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    const Colours &look = colours(palette());
    painter.fillRect(event->rect(), look.panel);
    painter.setPen(look.line);
    painter.drawLine(m_gutter->width() - 1, event->rect().top(), m_gutter->width() - 1,
                     event->rect().bottom());
    painter.setFont(font());
    painter.setRenderHint(QPainter::Antialiasing);
    const int height = fontMetrics().height();
    const int foldWidth = m_foldable ? height : 0;
    const int here = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    for (; block.isValid() && top <= event->rect().bottom(); block = block.next()) {
        if (!block.isVisible())
            continue;
        const int line = block.blockNumber();
        painter.setPen(line == here && hasFocus() ? look.text : look.secondText);
        painter.drawText(QRectF(0, top, m_gutter->width() - 8 - foldWidth, height), Qt::AlignRight,
                         QString::number(line + 1));
        if (canFold(line)) {
            const QPointF centre(m_gutter->width() - 6 - foldWidth / 2.0, top + height / 2.0);
            const qreal r = height / 5.0;
            QPainterPath arrow;
            if (isFolded(line)) {
                arrow.moveTo(centre + QPointF(-r * 0.6, -r));
                arrow.lineTo(centre + QPointF(r * 0.8, 0));
                arrow.lineTo(centre + QPointF(-r * 0.6, r));
            } else {
                arrow.moveTo(centre + QPointF(-r, -r * 0.6));
                arrow.lineTo(centre + QPointF(r, -r * 0.6));
                arrow.lineTo(centre + QPointF(0, r * 0.8));
            }
            arrow.closeSubpath();
            painter.fillPath(arrow, look.secondText);
        }
        top += blockBoundingRect(block).height();
    }
}

void CodeView::pressGutter(const QPoint &at)
{
    const QTextBlock block = blockAt(at.y());
    if (block.isValid())
        toggleFold(block.blockNumber());
}

// Events

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    layoutGutter();
    colourVisible();
}

void CodeView::showEvent(QShowEvent *event)
{
    QPlainTextEdit::showEvent(event);
    colourVisible();
}

void CodeView::scrollContentsBy(int dx, int dy)
{
    QPlainTextEdit::scrollContentsBy(dx, dy);
    colourVisible();
}

void CodeView::paintEvent(QPaintEvent *event)
{
    QPlainTextEdit::paintEvent(event);
    if (m_foldEnd.empty())
        return;
    QPainter painter(viewport());
    painter.setPen(colours(palette()).secondText);
    painter.setFont(font());
    const int lines = viewport()->height() / std::max(1, fontMetrics().lineSpacing()) + 2;
    QTextBlock block = firstVisibleBlock();
    for (int i = 0; i < lines && block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        ++i;
        if (!isFolded(block.blockNumber()))
            continue;
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        if (place.top() > event->rect().bottom())
            break;
        const int line = block.blockNumber();
        const qreal end = block.layout()->lineCount() > 0 ? block.layout()->lineAt(0).naturalTextWidth() : 0;
        const int last = m_foldEnd[std::size_t(line)];
        const QString close = document()->findBlockByNumber(last).text().trimmed();
        const QString rest = u" … %1  %2"_s.arg(close, tr("%n line(s)", nullptr, last - line - 1));
        painter.drawText(QPointF(place.left() + end + 4, place.top() + fontMetrics().ascent()), rest);
    }
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_highlighter && !m_colouring) {
        for (QTextBlock block = document()->firstBlock(); block.isValid(); block = block.next())
            block.setUserState(-1);
        colourVisible();
        m_gutter->update();
    }
}

void CodeView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::SelectAll) || event->matches(QKeySequence::MoveToEndOfDocument) ||
        event->matches(QKeySequence::SelectEndOfDocument))
        insertUpTo(m_shown.size());
    const bool fold = event->key() == Qt::Key_BracketLeft;
    if (m_foldable && event->modifiers() == Qt::ControlModifier &&
        (fold || event->key() == Qt::Key_BracketRight)) {
        const int line = textCursor().blockNumber();
        if (canFold(line) && isFolded(line) != fold)
            toggleFold(line);
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void CodeView::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    QAction *copyAction = menu.addAction(tr("Copy"), QKeySequence::Copy, this, &QPlainTextEdit::copy);
    copyAction->setEnabled(textCursor().hasSelection());
    menu.addAction(tr("Select all"), QKeySequence::SelectAll, this, [this] {
        insertUpTo(m_shown.size());
        selectAll();
    });
    if (m_foldable) {
        const int line = event->reason() == QContextMenuEvent::Mouse ? blockAt(event->pos().y()).blockNumber()
                                                                     : textCursor().blockNumber();
        menu.addSeparator();
        QAction *fold = menu.addAction(isFolded(line) ? tr("Unfold") : tr("Fold"), this,
                                       [this, line] { toggleFold(line); });
        fold->setEnabled(canFold(line));
        menu.addAction(tr("Fold all"), this, &CodeView::foldAll);
        menu.addAction(tr("Unfold all"), this, &CodeView::unfoldAll);
    }
    menu.exec(event->globalPos());
}

} // namespace tuneboard
