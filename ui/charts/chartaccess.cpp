// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartaccess.h"

#include "ui/charts/chartview.h"
#include "ui/charts/metricchart.h"

#include <QAccessibleWidget>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Chart)
};

/// The value is the step under the cursor, so that assistive tools can move it as a slider; the text of the
/// value and the description are the reading.
class ChartAccess final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit ChartAccess(MetricChart *chart)
        : QAccessibleWidget(chart, QAccessible::Chart)
    {
    }

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        MetricChart &chart = this->chart();
        if (kind == QAccessible::Value)
            return chart.spoken();
        if (kind != QAccessible::Description)
            return QAccessibleWidget::text(kind);
        const QString spoken = chart.spoken();
        return spoken.isEmpty()
                   ? Words::tr("Arrow keys move the cursor, plus and minus zoom, Space selects steps, "
                               "T shows the values as a table.")
                   : spoken;
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    [[nodiscard]] QVariant currentValue() const override
    {
        const std::optional<double> cursor = chart().view().cursor();
        return cursor ? QVariant(*cursor) : QVariant();
    }
    void setCurrentValue(const QVariant &value) override { chart().view().setCursor(value.toDouble()); }
    [[nodiscard]] QVariant minimumValue() const override { return chart().view().whole().low; }
    [[nodiscard]] QVariant maximumValue() const override { return chart().view().whole().high; }
    [[nodiscard]] QVariant minimumStepSize() const override { return {}; }

private:
    [[nodiscard]] MetricChart &chart() const { return *static_cast<MetricChart *>(widget()); }
};

QAccessibleInterface *makeAccess(const QString &className, QObject *object)
{
    if (className != "tuneboard::MetricChart"_L1)
        return nullptr;
    auto *chart = qobject_cast<MetricChart *>(object);
    return chart ? new ChartAccess(chart) : nullptr;
}

} // namespace

void installChartAccess()
{
    // Qt takes the same factory only once.
    QAccessible::installFactory(makeAccess);
}

void announceReading(MetricChart &chart)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent value(&chart, chart.spoken());
    QAccessible::updateAccessibility(&value);
    QAccessibleEvent description(&chart, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&description);
}

} // namespace tuneboard
