// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keyhelp.h"

#include "ui/actions.h"
#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

class Lines final : public QWidget
{
public:
    explicit Lines(QWidget *parent)
        : QWidget(parent)
        , m_grid(new QGridLayout(this))
    {
        m_grid->setContentsMargins(0, 0, 0, 0);
        m_grid->setHorizontalSpacing(20);
        m_grid->setVerticalSpacing(6);
        m_grid->setColumnStretch(1, 1);
    }

    void title(const QString &text)
    {
        auto *label = new QLabel(text, this);
        label->setFont(boldFont(font()));
        if (m_row > 0)
            m_grid->setRowMinimumHeight(m_row++, 8);
        m_grid->addWidget(label, m_row++, 0, 1, 2);
    }

    void line(const QString &left, const QString &right)
    {
        auto *key = new QLabel(left, this);
        QPalette strong = palette();
        strong.setColor(QPalette::WindowText, colours(strong).active);
        key->setPalette(strong);
        key->setTextFormat(Qt::PlainText);
        auto *what = new QLabel(right, this);
        what->setTextFormat(Qt::PlainText);
        what->setWordWrap(true);
        m_grid->addWidget(key, m_row, 0, Qt::AlignTop);
        m_grid->addWidget(what, m_row++, 1, Qt::AlignTop);
    }

    void fill() { m_grid->setRowStretch(m_row, 1); }

private:
    QGridLayout *m_grid;
    int m_row = 0;
};

} // namespace

KeyHelp::KeyHelp(const Actions &actions, QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"keyHelpDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys and words"));
    auto *keys = new Lines(this);
    keys->title(tr("Keys"));
    for (const QAction *action : actions.all()) {
        const QString key = actions.keyText(action);
        if (key.isEmpty())
            continue;
        QString text = action->text();
        // Menus mark a letter with an ampersand and write a real one twice.
        text.replace("&&"_L1, "\x01"_L1).remove(u'&').replace(u'\x01', u'&');
        keys->line(key, text);
    }
    keys->fill();

    auto *words = new Lines(this);
    words->title(tr("Words of the find box"));
    words->line(u"support bot"_s, tr("both words, anywhere in a job's texts"));
    words->line(u"status:failed,cancelled"_s, tr("one of these"));
    words->line(u"method:dpo"_s, tr("trained by that method"));
    words->line(u"model:gpt-4o"_s, tr("a base model that begins so"));
    words->line(u"account:work"_s, tr("of an account with that in its name"));
    words->line(u"tokens:>1M"_s, tr("more than a million trained tokens"));
    words->line(u"tokens:1M..5M"_s, tr("from one to five million"));
    words->line(u"created:<7d"_s, tr("in the last seven days; also h, w, y"));
    words->line(u"created:2026-10-01..2026-10-21"_s, tr("on these days"));
    words->line(u"meta.team:search"_s, tr("metadata \"team\" contains that"));
    words->line(u"-status:failed"_s, tr("a minus turns a word around"));
    words->line(u"\"two words\""_s, tr("quotes keep blanks"));
    words->title(tr("Filters at the left"));
    words->line(tr("Click, Return"), tr("that one alone; again: all"));
    words->line(tr("Ctrl with it"), tr("adds it or takes it away"));
    words->line(tr("F2, Delete on a saved view"), tr("renames it, deletes it"));
    words->fill();

    auto *content = new QWidget(this);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(20, 20, 20, 12);
    columns->setSpacing(36);
    columns->addWidget(keys, 1);
    columns->addWidget(words, 1);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(content);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(20, 0, 20, 16);
    row->addWidget(buttons);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins({});
    box->addWidget(area, 1);
    box->addLayout(row);
    resize(fontMetrics().averageCharWidth() * 130, fontMetrics().height() * 42);
}

} // namespace tuneboard
