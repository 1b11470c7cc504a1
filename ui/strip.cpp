// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/strip.h"

#include "ui/format.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kLongestText = 600; // characters; the rest is in the tooltip

class StripRow final : public QWidget
{
public:
    StripRow(StripMessage::Tone tone, QWidget *parent)
        : QWidget(parent)
        , m_tone(tone)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = colours(palette());
        QPainter painter(this);
        painter.fillRect(rect(), c.panel);
        const QColor mark = m_tone == StripMessage::Tone::Error     ? c.bad
                            : m_tone == StripMessage::Tone::Warning ? c.waiting
                                                                    : c.active;
        QColor ground = mark;
        ground.setAlphaF(0.06F);
        painter.fillRect(rect(), ground);
        painter.fillRect(QRect(0, 0, 3, height()), mark);
        painter.fillRect(QRect(0, height() - 1, width(), 1), c.line);
        const int line = fontMetrics().height();
        const QString icon = m_tone == StripMessage::Tone::Error     ? u"error"_s
                             : m_tone == StripMessage::Tone::Warning ? u"warning"_s
                                                                     : u"info"_s;
        tintedIcon(icon, mark).paint(&painter, QRect(14, (height() - line) / 2, line, line));
    }

private:
    StripMessage::Tone m_tone;
};

} // namespace

Strips::Strips(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(u"strips"_s);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins({});
    box->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QWidget *Strips::build(const QString &key, const StripMessage &message)
{
    auto *row = new StripRow(message.tone, this);
    row->setObjectName(u"strip_"_s + key);
    auto *box = new QHBoxLayout(row);
    box->setContentsMargins(14 + row->fontMetrics().height() + 8, 4, 8, 5);
    box->setSpacing(8);
    auto *label = new QLabel(row);
    label->setObjectName(u"stripText"_s);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    box->addWidget(label, 1);
    const auto button = [&](const QString &name, const QString &text) {
        auto *made = new QPushButton(text, row);
        made->setObjectName(name);
        made->setAccessibleName(text);
        made->setAutoDefault(false);
        box->addWidget(made);
        return made;
    };
    if (!message.requestId.isEmpty()) {
        auto *copy = button(u"stripCopyRequestId"_s, tr("Copy request id"));
        copy->setToolTip(toolTipText(message.requestId));
        connect(copy, &QPushButton::clicked, row,
                [id = message.requestId] { QGuiApplication::clipboard()->setText(id); });
    }
    if (message.action && !message.actionText.isEmpty()) {
        auto *act = button(u"stripAction"_s, message.actionText);
        // The action may remove this strip: it runs once the click is over.
        connect(
            act, &QPushButton::clicked, this,
            [this, key] {
                if (const auto action = m_strips.value(key).message.action)
                    action();
            },
            Qt::QueuedConnection);
    }
    for (const auto &[text, run] : message.choices) {
        QString caption = cellText(text, 40);
        auto *choice = button(u"stripChoice"_s, caption.replace(u'&', "&&"_L1));
        connect(choice, &QPushButton::clicked, this, run, Qt::QueuedConnection);
    }
    if (message.closable) {
        auto *close = new QToolButton(row);
        close->setObjectName(u"stripClose"_s);
        close->setAccessibleName(tr("Close this message"));
        close->setToolTip(tr("Close"));
        close->setAutoRaise(true);
        close->setIcon(tintedIcon(u"close"_s, colours(palette()).secondText));
        connect(close, &QToolButton::clicked, this, [this, key] { this->close(key); });
        box->addWidget(close);
    }
    showText(row, message);
    return row;
}

void Strips::showText(QWidget *row, const StripMessage &message)
{
    row->setAccessibleName(cellText(message.text, kLongestText));
    auto *label = row->findChild<QLabel *>(u"stripText"_s);
    label->setText(cellText(message.text.simplified(), kLongestText));
    label->setToolTip(message.text.size() > kLongestText ? toolTipText(message.text) : QString());
}

void Strips::show(const QString &key, const StripMessage &message)
{
    Strip &strip = m_strips[key];
    const bool known = !strip.message.text.isEmpty();
    if (known && strip.message.sameAs(message))
        return;
    StripMessage withOldText = message;
    withOldText.text = strip.message.text;
    if (known && strip.widget && strip.message.sameAs(withOldText) && message.choices.empty() &&
        strip.message.closable == message.closable) {
        // Progress: the buttons stay, with the focus and under the pointer.
        strip.message = message;
        showText(strip.widget, message);
        return;
    }
    if (strip.widget) {
        strip.widget->hide();
        strip.widget->deleteLater();
    }
    strip.message = message;
    strip.widget = build(key, message);
    layout()->addWidget(strip.widget);
}

void Strips::remove(const QString &key)
{
    const Strip strip = m_strips.take(key);
    if (strip.widget) {
        strip.widget->hide();
        strip.widget->deleteLater();
    }
}

void Strips::close(const QString &key)
{
    const auto it = m_strips.find(key);
    if (it == m_strips.end() || !it->widget)
        return;
    it->widget->hide();
    it->widget->deleteLater();
    it->widget = nullptr;
}

QStringList Strips::texts() const
{
    QStringList all;
    for (const Strip &strip : m_strips) {
        if (strip.widget)
            all.append(strip.message.text);
    }
    return all;
}

} // namespace tuneboard
