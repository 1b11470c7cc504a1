// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style.h"

#include "ui/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

void drawRounded(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(edge.isValid() ? QPen(edge, 1) : QPen(Qt::NoPen));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->restore();
}

void drawButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = colours(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool down = option->state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option->state & QStyle::State_MouseOver);
    const bool focus =
        option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange;
    drawRounded(painter, option->rect,
                down    ? c.selection
                : hover ? c.hover
                        : c.panel,
                focus ? c.accent : c.line);
}

// The edge of what can be ticked stands out more than that of an area: nothing else says that it is there.
void drawCheck(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = colours(option->palette);
    const bool enabled = option->state & QStyle::State_Enabled;
    const bool isSet = option->state & (QStyle::State_On | QStyle::State_NoChange);
    QColor edge = option->state & QStyle::State_MouseOver ? c.text : c.secondText;
    edge.setAlphaF(enabled ? 0.8F : 0.35F);
    QColor fill = isSet ? c.accent : c.field;
    if (isSet && !enabled)
        fill.setAlphaF(0.4F);
    drawRounded(painter, option->rect, fill, isSet ? fill : edge);
    if (!isSet)
        return;
    const QRectF r = option->rect;
    const auto at = [&r](double x, double y) {
        return QPointF(r.left() + r.width() * x, r.top() + r.height() * y);
    };
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(c.panel, r.width() / 7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (option->state & QStyle::State_NoChange)
        painter->drawLine(at(0.27, 0.5), at(0.73, 0.5));
    else
        painter->drawPolyline(QPolygonF({at(0.25, 0.52), at(0.43, 0.7), at(0.76, 0.32)}));
    painter->restore();
}

void drawToolButton(const QStyleOption *option, QPainter *painter)
{
    const Colours &c = colours(option->palette);
    const bool focus =
        option->state & QStyle::State_HasFocus && option->state & QStyle::State_KeyboardFocusChange;
    const QColor edge = focus ? c.accent : option->state & QStyle::State_AutoRaise ? QColor() : c.line;
    if (option->state & (QStyle::State_Sunken | QStyle::State_On))
        drawRounded(painter, option->rect, c.selection, edge);
    else if (option->state & QStyle::State_Enabled && option->state & QStyle::State_MouseOver)
        drawRounded(painter, option->rect, c.hover, edge);
    else if (!(option->state & QStyle::State_AutoRaise) || focus)
        drawRounded(painter, option->rect, c.panel, edge);
}

// Icon and words are one group in the middle: Qt's own label keeps to the left edge.
bool drawToolLabel(const QStyleOptionToolButton *button, QPainter *painter)
{
    if (button->toolButtonStyle != Qt::ToolButtonTextBesideIcon || button->icon.isNull() ||
        button->text.isEmpty() || button->features & QStyleOptionToolButton::Arrow)
        return false;
    const bool enabled = button->state & QStyle::State_Enabled;
    const int icon = button->iconSize.width();
    const int left = 6;
    const int gap = 6;
    const QRect rect = button->rect;
    const QFontMetrics metrics(button->font);
    const int room = rect.width() - 2 * left - icon - gap;
    const QString text = metrics.elidedText(button->text, Qt::ElideRight, room + 2, Qt::TextShowMnemonic);
    const int width = metrics.size(Qt::TextShowMnemonic, text).width();
    const int start = rect.left() + left + qMax(0, (room - width) / 2);
    // Right to left the icon stands behind the words.
    const bool isFirst = button->direction == Qt::LeftToRight;
    const int iconLeft = isFirst ? start : start + width + gap;
    button->icon.paint(painter, QRect(iconLeft, rect.center().y() - icon / 2, icon, icon), Qt::AlignCenter,
                       enabled ? QIcon::Normal : QIcon::Disabled);
    painter->setFont(button->font);
    painter->setPen(button->palette.color(QPalette::ButtonText));
    painter->drawText(QRect(isFirst ? start + icon + gap : start, rect.top(), width + 2, rect.height()),
                      Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, text);
    return true;
}

void drawTab(const QStyleOptionTab *tab, QPainter *painter)
{
    const Colours &c = colours(tab->palette);
    const bool chosen = tab->state & QStyle::State_Selected;
    const bool hover = tab->state & QStyle::State_MouseOver;
    painter->save();
    QFont font = painter->font();
    if (chosen)
        font = boldFont(font);
    painter->setFont(font);
    painter->setPen(chosen ? c.active : hover ? c.text : c.secondText);
    painter->drawText(tab->rect, Qt::AlignCenter | Qt::TextShowMnemonic, tab->text);
    if (chosen)
        painter->fillRect(QRect(tab->rect.left() + 8, tab->rect.bottom() - 1, tab->rect.width() - 16, 2),
                          c.accent);
    if (chosen && tab->state & QStyle::State_HasFocus && tab->state & QStyle::State_KeyboardFocusChange)
        drawRounded(painter, tab->rect.adjusted(2, 4, -2, -4), {}, c.accent);
    painter->restore();
}

void drawHeader(const QStyleOptionHeader *header, QPainter *painter)
{
    const Colours &c = colours(header->palette);
    const bool hover = header->state & QStyle::State_MouseOver;
    painter->fillRect(header->rect, hover ? c.hover : c.panel);
    painter->fillRect(QRect(header->rect.left(), header->rect.bottom(), header->rect.width(), 1), c.line);
}

void drawHeaderLabel(const QStyleOptionHeader *header, QPainter *painter)
{
    const Colours &c = colours(header->palette);
    const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
    const bool right = header->textAlignment & Qt::AlignRight;
    // The words stand above the cells' text: the same margins as a cell has.
    const int margin = header->orientation == Qt::Vertical ? 6 : 10;
    const QRect rect = header->rect.adjusted(margin, 0, -margin, 0);
    painter->save();
    painter->setFont(smallFont(painter->font()));
    const QFontMetrics metrics = painter->fontMetrics();
    const int arrow = sorted ? metrics.height() * 2 / 3 : 0;
    const QString text = metrics.elidedText(header->text, Qt::ElideRight, rect.width() - arrow);
    painter->setPen(sorted ? c.text : c.secondText);
    const int width = metrics.horizontalAdvance(text);
    const int left = right ? rect.right() + 1 - width - arrow : rect.left();
    painter->drawText(QRect(left, rect.top(), width + 1, rect.height()), Qt::AlignVCenter | Qt::AlignLeft,
                      text);
    if (sorted) {
        const bool down = header->sortIndicator == QStyleOptionHeader::SortUp; // Qt names the arrow's picture
        const double x = left + width + arrow * 0.6;
        const double y = rect.center().y() + 0.5;
        const double half = arrow * 0.28;
        const double tip = down ? half : -half;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.text);
        painter->drawPolygon(QPolygonF(
            {QPointF(x - half * 1.3, y - tip), QPointF(x + half * 1.3, y - tip), QPointF(x, y + tip)}));
    }
    painter->restore();
}

void drawScrollBar(const QStyleOptionSlider *bar, QPainter *painter, const QRect &handle)
{
    const Colours &c = colours(bar->palette);
    painter->fillRect(bar->rect, c.panel);
    if (bar->maximum <= bar->minimum)
        return;
    QColor colour = c.secondText;
    colour.setAlphaF(bar->state & (QStyle::State_MouseOver | QStyle::State_Sunken) ? 0.6F : 0.35F);
    const bool upright = bar->orientation == Qt::Vertical;
    const QRectF thumb =
        QRectF(handle).adjusted(upright ? 2 : 1, upright ? 1 : 2, upright ? -2 : -1, upright ? -1 : -2);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    const double radius = qMin(thumb.width(), thumb.height()) / 2;
    painter->drawRoundedRect(thumb, radius, radius);
    painter->restore();
}

} // namespace

Style::Style()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colours &c = colours(option->palette);
    switch (int(element)) {
    case PE_PanelButtonCommand:
        return drawButton(option, painter);
    case PE_PanelButtonTool:
        return drawToolButton(option, painter);
    case PE_IndicatorCheckBox:
        return drawCheck(option, painter);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit: {
        const bool focus = option->state & State_HasFocus;
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth == 0)
            return; // an editor inside something that has its own edge
        return drawRounded(painter, option->rect, element == PE_PanelLineEdit ? c.field : QColor(),
                           focus ? c.accent : c.line);
    }
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    case PE_FrameTabWidget:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_PanelMenuBar:
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
        drawRounded(painter, option->rect, {}, c.line);
        return;
    case PE_FrameFocusRect:
        drawRounded(painter, option->rect, {}, c.accent);
        return;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, c.panel);
        painter->setPen(c.line);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_IndicatorBranch:
        if (option->state & State_Children) {
            const int side =
                qMin(option->fontMetrics.height(), qMin(option->rect.width(), option->rect.height()));
            QRect rect(0, 0, side, side);
            rect.moveCenter(option->rect.center());
            const QString name = option->state & State_Open ? u"chevron-down"_s : u"chevron-right"_s;
            tintedIcon(name, c.secondText).paint(painter, rect);
        }
        return;
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Colours &c = colours(option->palette);
    switch (int(element)) {
    case CE_TabBarTabShape:
        return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return drawTab(tab, painter);
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && drawToolLabel(button, painter))
            return;
        break;
    case CE_Header: // not in parts: Qt would take the room of its own arrow off the label
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            drawHeader(header, painter);
            return drawHeaderLabel(header, painter);
        }
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, c.panel);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), c.line);
        return;
    case CE_Splitter: {
        // A line of one pixel in the middle of what the mouse can hold.
        const QRect r = option->rect;
        if (option->state & State_Horizontal)
            painter->fillRect(QRect(r.center().x(), r.top(), 1, r.height()), c.line);
        else
            painter->fillRect(QRect(r.left(), r.center().y(), r.width(), 1), c.line);
        return;
    }
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, c.panel);
        return;
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            painter->fillRect(option->rect, c.panel);
            if (item->state & (State_Selected | State_Sunken))
                drawRounded(painter, option->rect.adjusted(0, 1, 0, -1), c.selection, {});
            painter->setPen(item->state & State_Enabled ? c.text : c.secondText);
            const int flags =
                Qt::AlignCenter | Qt::TextSingleLine |
                (styleHint(SH_UnderlineShortcut, option, widget, nullptr) ? Qt::TextShowMnemonic
                                                                          : Qt::TextHideMnemonic);
            painter->drawText(option->rect, flags, item->text);
            return;
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawScrollBar(bar, painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (control == CC_ToolButton && button && button->features & QStyleOptionToolButton::HasMenu) {
        // A button that is all menu says so in its text.
        QStyleOptionToolButton plain = *button;
        plain.features &= ~(QStyleOptionToolButton::HasMenu | QStyleOptionToolButton::Menu);
        return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return QProxyStyle::subElementRect(element, option, widget).adjusted(4, 0, -4, 0);
    return QProxyStyle::subElementRect(element, option, widget);
}

QIcon Style::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    if (icon == SP_LineEditClearButton)
        return tintedIcon(u"close"_s, colours(widget ? widget->palette() : QPalette()).secondText);
    // Of a menu bar that has no room for all menus. Qt's own are pictures: the first of them makes it load
    // the readers of every picture format, and the start would wait for that.
    if (icon == SP_ToolBarHorizontalExtensionButton)
        return tintedIcon(u"more"_s, colours(widget ? widget->palette() : QPalette()).text);
    return QProxyStyle::standardIcon(icon, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (control != CC_ScrollBar || !bar)
        return QProxyStyle::subControlRect(control, option, part, widget);
    // No arrow buttons: the groove is the whole bar.
    const bool upright = bar->orientation == Qt::Vertical;
    const int length = upright ? bar->rect.height() : bar->rect.width();
    const qint64 range = qint64(bar->maximum) - bar->minimum;
    const qint64 whole = range + bar->pageStep;
    int thumb = length;
    if (range > 0)
        thumb = qBound(24, int(qint64(length) * bar->pageStep / qMax<qint64>(1, whole)), length);
    const int start = sliderPositionFromValue(bar->minimum, bar->maximum, bar->sliderPosition, length - thumb,
                                              bar->upsideDown);
    const auto piece = [&](int from, int size) {
        return upright ? QRect(bar->rect.left(), bar->rect.top() + from, bar->rect.width(), size)
                       : QRect(bar->rect.left() + from, bar->rect.top(), size, bar->rect.height());
    };
    switch (int(part)) {
    case SC_ScrollBarGroove:
        return bar->rect;
    case SC_ScrollBarSlider:
        return piece(start, thumb);
    case SC_ScrollBarSubPage:
        return piece(0, start);
    case SC_ScrollBarAddPage:
        return piece(start + thumb, length - start - thumb);
    default:
        return {};
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (int(metric)) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_SplitterWidth:
        return 5;
    case PM_TabBarTabHSpace:
        return 20;
    case PM_TabBarTabVSpace:
        return 16;
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *data) const
{
    switch (int(hint)) {
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return int(colours(option ? option->palette : widget ? widget->palette() : QPalette()).grid.rgba());
    case SH_ItemView_ActivateItemOnSingleClick:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    const int line = option ? option->fontMetrics.height() : 16;
    // Margins as drawHeaderLabel() has them, and its arrow: sorting by a column must not hide its name.
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && type == CT_HeaderSection) {
        const int more = header->orientation == Qt::Vertical ? 13 : 21 + line * 2 / 3;
        return {header->fontMetrics.horizontalAdvance(header->text) + more, line + 12};
    }
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (int(type)) {
    case CT_PushButton:
        result.setHeight(qMax(result.height(), line + 12));
        result.setWidth(qMax(size.width() + 24, line * 2));
        break;
    case CT_ToolButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
            button && button->toolButtonStyle == Qt::ToolButtonTextBesideIcon && !button->icon.isNull())
            result = {size.width() + 14, qMax(result.height(), line + 8)};
        break;
    case CT_TabBarTab: {
        // The chosen one is bold: room for it in every tab, so that nothing moves.
        const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        if (tab && widget)
            result.setWidth(qMax(result.width(),
                                 QFontMetrics(boldFont(widget->font())).horizontalAdvance(tab->text) + 18));
        break;
    }
    case CT_ComboBox:
    case CT_LineEdit:
        result.setHeight(qMax(result.height(), line + 12));
        break;
    case CT_MenuItem:
        result.setHeight(qMax(result.height(), line + 8));
        break;
    default:
        break;
    }
    return result;
}

} // namespace tuneboard
