// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segments.h"

#include "ui/theme.h"

#include <QAbstractButton>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace tuneboard {

namespace {

class Segment final : public QAbstractButton
{
public:
    Segment(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {QFontMetrics(boldFont(font())).horizontalAdvance(text()) + 20, fontMetrics().height() + 7};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Colours &c = colours(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(hasFocus() ? QPen(c.accent) : QPen(Qt::NoPen));
        painter.setBrush(isChecked() && isEnabled()    ? c.selection
                         : underMouse() && isEnabled() ? c.hover
                                                       : QColor(Qt::transparent));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 3, 3);
        painter.setFont(isChecked() ? boldFont(font()) : font());
        QColor ink = isChecked() ? c.active : c.secondText;
        if (!isEnabled())
            ink.setAlpha(110);
        painter.setPen(ink);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

Segments::Segments(QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setFont(smallFont(font()));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    connect(m_group, &QButtonGroup::idClicked, this, &Segments::chosen);
}

QAbstractButton *Segments::addSegment(const QString &text, const QString &spoken)
{
    auto *button = new Segment(text, this);
    button->setAccessibleName(spoken);
    layout()->addWidget(button);
    m_group->addButton(button, int(m_group->buttons().size()));
    return button;
}

void Segments::setCurrent(int index)
{
    if (QAbstractButton *button = m_group->button(index))
        button->setChecked(true);
}

int Segments::current() const
{
    return m_group->checkedId();
}

QAbstractButton *Segments::segment(int index) const
{
    return m_group->button(index);
}

void Segments::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(colours(palette()).line);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace tuneboard
