// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/rawtab.h"

#include "app/repository/repository.h"
#include "ui/job/codeview.h"
#include "ui/job/elsewhere.h"
#include "ui/job/findbar.h"
#include "ui/job/textcolour.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kWrittenElsewhere = 500'000; // bytes

} // namespace

RawTab::RawTab(QWidget *parent)
    : JobTab(parent)
    , m_view(new CodeView(this))
    , m_find(new FindBar(u"rawFind"_s, tr("Search in the text"), this))
    , m_foldAll(new QToolButton(this))
    , m_unfoldAll(new QToolButton(this))
    , m_copy(new QToolButton(this))
    , m_copyReceived(new QToolButton(this))
    , m_note(new QLabel(this))
    , m_showAll(new QToolButton(this))
{
    setObjectName(u"rawTab"_s);
    m_view->setObjectName(u"rawText"_s);
    m_view->setAccessibleName(tr("The answer of the server"));
    m_note->setObjectName(u"rawNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
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
    setUp(m_foldAll, u"rawFoldAll"_s, tr("Fold all"), tr("Fold all objects and arrays"));
    setUp(m_unfoldAll, u"rawUnfoldAll"_s, tr("Unfold all"), tr("Unfold all objects and arrays"));
    setUp(m_copy, u"rawCopy"_s, tr("Copy"), tr("Copy everything, as written here"));
    setUp(m_copyReceived, u"rawCopyReceived"_s, tr("As received"), tr("Copy everything, as it was received"));
    setUp(m_showAll, u"rawShowAll"_s, tr("Show all"), tr("Show lines over 100 000 characters whole"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 6, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_find, 1);
    for (QToolButton *button : {m_foldAll, m_unfoldAll, m_copy, m_copyReceived})
        bar->addWidget(button);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(14, 0, 8, 0);
    strip->addWidget(m_note, 1);
    strip->addWidget(m_showAll);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(bar);
    column->addLayout(strip);
    column->addWidget(m_view, 1);

    connect(m_find, &FindBar::textChanged, this, &RawTab::search);
    connect(m_find, &FindBar::nextRequested, this, [this] { findNext(); });
    connect(m_find, &FindBar::previousRequested, this, [this] { findNext(true); });
    connect(m_foldAll, &QToolButton::clicked, m_view, &CodeView::foldAll);
    connect(m_unfoldAll, &QToolButton::clicked, m_view, &CodeView::unfoldAll);
    connect(m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_pretty); });
    connect(m_copyReceived, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QString::fromUtf8(m_raw)); });
    connect(m_showAll, &QToolButton::clicked, m_view, &CodeView::showAll);
    connect(m_view, &CodeView::clampedChanged, this, [this] {
        const bool isClamped = m_view->isClamped();
        m_showAll->setVisible(isClamped);
        m_note->setVisible(isClamped || (!m_isJson && !m_isFile));
        m_note->setText(m_isJson || m_isFile
                            ? tr("Lines over 100 000 characters are cut in view; a copy has them whole.")
                            : tr("Shown as it was received, because it cannot be read."));
        search(); // a long text comes from another thread, and may be in view only now
    });
    const auto key = [this](const QKeySequence &sequence) {
        return new QShortcut(sequence, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    };
    connect(key(QKeySequence(Qt::Key_F3)), &QShortcut::activated, this, [this] { findNext(); });
    connect(key(QKeySequence(Qt::SHIFT | Qt::Key_F3)), &QShortcut::activated, this,
            [this] { findNext(true); });
    connect(key(QKeySequence::Find), &QShortcut::activated, m_find, &FindBar::focusField);
    m_view->setHighlighter(std::make_unique<JsonHighlighter>());
    m_view->setFoldable(true);
    m_showAll->hide();
    m_note->hide();
    applyLook();
}

void RawTab::setJob(const JobView &view)
{
    const QByteArray &raw = view.details->raw;
    if (m_isSet && raw == m_raw)
        return;
    m_isSet = true;
    m_raw = raw;
    m_isJson = view.details->value.isContainer();
    m_isFile = view.details->isOfFile && !view.details->problem;
    m_view->setAccessibleName(view.details->isOfFile ? tr("The text of the file")
                                                     : tr("The answer of the server"));
    m_view->setFoldable(m_isJson);
    m_foldAll->setEnabled(m_isJson);
    m_unfoldAll->setEnabled(m_isJson);
    const bool keep = !view.isOther;
    const auto written = [isJson = m_isJson](const JobDetails &details) {
        return isJson ? toJson(details.value) : QString::fromUtf8(details.raw);
    };
    if (raw.size() < kWrittenElsewhere || !view.owner)
        return setText(written(*view.details), keep);
    // Megabytes are written on another thread.
    m_copy->setEnabled(false);
    if (!keep)
        m_view->setText({});
    computeElsewhere(
        this, [details = view.owner, written] { return written(*details); },
        [this, raw, keep](const QString &pretty) {
            if (raw.constData() == m_raw.constData())
                setText(pretty, keep);
        });
}

void RawTab::setText(const QString &pretty, bool keep)
{
    m_pretty = pretty;
    m_copy->setEnabled(true);
    m_view->setText(m_pretty, keep);
    search();
}

void RawTab::search()
{
    m_hits = m_view->search(m_find->text());
    m_find->setHits(0, m_hits);
}

void RawTab::findNext(bool backward)
{
    m_find->setHits(m_view->findNext(backward), m_hits);
}

void RawTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void RawTab::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_note, look.waiting);
    m_copy->setIcon(tintedIcon(u"copy"_s, look.secondText));
    m_copyReceived->setIcon(tintedIcon(u"copy"_s, look.secondText));
}

} // namespace tuneboard
