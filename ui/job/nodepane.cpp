// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/nodepane.h"

#include "app/models/formula.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

/// The formula of a multi grader: names of children underlined, mistakes marked.
class FormulaHighlighter : public LineHighlighter
{
public:
    explicit FormulaHighlighter(std::vector<QStringList> names)
        : m_names(std::move(names))
    {
    }

    void highlight(const QString &line, int, const QPalette &palette,
                   QList<QTextLayout::FormatRange> *formats, int *next) const override
    {
        *next = 0;
        // A formula this long is not read by its colours.
        if (!formats || line.size() > 20000)
            return;
        const Colours &look = colours(palette);
        for (const FormulaToken &token : readFormula(line, m_names).tokens) {
            QTextCharFormat format;
            if (!token.problem.isEmpty()) {
                format.setForeground(look.bad);
                format.setUnderlineColor(look.bad);
                format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            } else if (token.kind == FormulaToken::Kind::Name) {
                format.setForeground(look.active);
                format.setFontUnderline(true);
            } else if (token.kind == FormulaToken::Kind::Number) {
                format.setForeground(look.waiting);
            } else if (token.kind != FormulaToken::Kind::Function) {
                format.setForeground(look.secondText);
            }
            formats->append({int(token.start), int(token.length), format});
        }
    }

private:
    std::vector<QStringList> m_names;
};

std::unique_ptr<LineHighlighter> highlighterFor(const NodeContent &content)
{
    switch (content.form) {
    case NodeContent::Form::Python:
        return std::make_unique<PythonHighlighter>();
    case NodeContent::Form::Json:
        return std::make_unique<JsonHighlighter>();
    case NodeContent::Form::Formula:
        return std::make_unique<FormulaHighlighter>(content.names);
    case NodeContent::Form::Text:
        break;
    }
    return std::make_unique<TemplateHighlighter>();
}

} // namespace

NodePane::NodePane(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_copy(new QToolButton(this))
    , m_copyJson(new QToolButton(this))
    , m_showAll(new QToolButton(this))
    , m_view(new CodeView(this))
    , m_note(new QPlainTextEdit(this))
{
    setObjectName(u"nodePane"_s);
    m_title->setObjectName(u"nodePaneTitle"_s);
    m_subtitle->setObjectName(u"nodePaneSubtitle"_s);
    for (QLabel *label : {m_title, m_subtitle})
        label->setTextFormat(Qt::PlainText);
    QFont bold = m_title->font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_view->setObjectName(u"nodePaneText"_s);
    m_view->setAccessibleName(tr("The selected part, whole"));
    const auto setUp = [](QToolButton *button, const QString &name, const QString &text,
                          const QString &help) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(help);
        button->setToolTip(help);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    };
    setUp(m_copy, u"nodePaneCopy"_s, tr("Copy"), tr("Copy the selected part as text"));
    setUp(m_copyJson, u"nodePaneCopyJson"_s, tr("Copy JSON"), tr("Copy the selected part as JSON"));
    setUp(m_showAll, u"nodePaneShowAll"_s, tr("Show all"), tr("Show lines over 100 000 characters whole"));
    m_note->setObjectName(u"nodePaneNote"_s);
    m_note->setAccessibleName(tr("What is to be said of the selected part"));
    m_note->setReadOnly(true);
    m_note->setFrameShape(QFrame::NoFrame);
    m_note->setTabChangesFocus(true);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto *head = new QHBoxLayout;
    head->setContentsMargins(10, 4, 8, 2);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_subtitle, 1);
    head->addWidget(m_showAll);
    head->addWidget(m_copy);
    head->addWidget(m_copyJson);
    auto *body = new QHBoxLayout;
    body->setContentsMargins(6, 0, 0, 0);
    body->addWidget(m_view);
    auto *below = new QHBoxLayout;
    below->setContentsMargins(6, 0, 8, 4);
    below->addWidget(m_note);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(head);
    column->addLayout(body, 1);
    column->addLayout(below);
    column->addStretch(0);

    connect(m_copy, &QToolButton::clicked, this, &NodePane::copyTextRequested);
    connect(m_copyJson, &QToolButton::clicked, this, &NodePane::copyJsonRequested);
    connect(m_showAll, &QToolButton::clicked, m_view, &CodeView::showAll);
    connect(m_view, &CodeView::clampedChanged, this, [this] { m_showAll->setVisible(m_view->isClamped()); });
    clear();
    applyLook();
}

void NodePane::show(const NodeContent &content)
{
    if (!m_isEmpty && content == m_content)
        return;
    const bool sameLook = !m_isEmpty && content.form == m_content.form && content.names == m_content.names;
    m_content = content;
    m_isEmpty = false;
    m_title->setText(cellText(content.title, 80));
    m_subtitle->setText(cellText(content.subtitle, 120));
    m_subtitle->setMinimumWidth(0);
    const bool isCode = content.form == NodeContent::Form::Python || content.form == NodeContent::Form::Json;
    m_view->setLineWrapMode(isCode ? QPlainTextEdit::NoWrap : QPlainTextEdit::WidgetWidth);
    m_view->setLineNumbersShown(isCode);
    m_view->setFoldable(content.form == NodeContent::Form::Json);
    if (!sameLook)
        m_view->setHighlighter(highlighterFor(content));
    m_view->setText(content.text);
    m_showAll->setVisible(m_view->isClamped());
    m_note->setVisible(!content.note.isEmpty());
    m_note->setPlainText(viewerText(content.note));
    const int lines = std::min(8, m_note->blockCount() + 1);
    m_note->setFixedHeight(m_note->fontMetrics().lineSpacing() * lines + 10);
    fitFormula();
    m_view->setVisible(true);
    m_copy->setEnabled(true);
    m_copyJson->setEnabled(true);
}

void NodePane::clear()
{
    m_isEmpty = true;
    m_title->setText({});
    m_subtitle->setText({});
    m_view->setText({});
    m_view->setVisible(false);
    m_note->setVisible(false);
    m_showAll->setVisible(false);
    m_copy->setEnabled(false);
    m_copyJson->setEnabled(false);
}

// A formula is a line or two, and what is to be said of it stands right below.
void NodePane::fitFormula()
{
    const bool isFormula = !m_isEmpty && m_content.form == NodeContent::Form::Formula;
    auto *column = static_cast<QVBoxLayout *>(layout());
    column->setStretch(1, isFormula ? 0 : 1);
    column->setStretch(3, isFormula ? 1 : 0);
    const QFontMetrics metrics(m_view->font());
    const qsizetype perLine = std::max(10, (width() - 30) / std::max(1, metrics.averageCharWidth()));
    const int lines =
        int(std::min<qsizetype>(6, m_content.text.size() / perLine + 1 + m_content.text.count(u'\n')));
    const int height = metrics.lineSpacing() * lines + 14;
    m_view->setMinimumHeight(isFormula ? height : 0);
    m_view->setMaximumHeight(isFormula ? height : QWIDGETSIZE_MAX);
}

void NodePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitFormula();
}

QString NodePane::note() const
{
    return m_note->isHidden() ? QString() : m_note->toPlainText();
}

void NodePane::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void NodePane::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_subtitle, look.secondText);
    setTextColour(m_note, look.secondText);
    m_copy->setIcon(tintedIcon(u"copy"_s, look.secondText));
    m_copyJson->setIcon(tintedIcon(u"copy"_s, look.secondText));
}

} // namespace tuneboard
