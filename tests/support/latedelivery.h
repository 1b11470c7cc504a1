// SPDX-License-Identifier: GPL-3.0-or-later
// Something happens between an answer and its delivery: for each delivery, one after the other.
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QPointer>

#include <functional>

namespace tuneboard::test {

/// While it lives, runs `meanwhile` once: just before the delivery with that number, counted from 1. A
/// delivery is a queued call to an object of the program, or the end of a timer of its own. One whose object
/// is gone afterwards is dropped.
class LateDelivery : public QObject
{
public:
    LateDelivery(int number, std::function<void()> meanwhile)
        : m_number(number)
        , m_meanwhile(std::move(meanwhile))
    {
        QCoreApplication::instance()->installEventFilter(this);
    }

    /// False: there were fewer deliveries.
    [[nodiscard]] bool hasHappened() const { return m_hasHappened; }

    bool eventFilter(QObject *receiver, QEvent *event) override
    {
        const bool isDelivery = event->type() == QEvent::MetaCall || event->type() == QEvent::Timer;
        if (m_hasHappened || !isDelivery || !isOurs(receiver) || ++m_count < m_number)
            return false;
        m_hasHappened = true;
        const QPointer<QObject> alive(receiver);
        m_meanwhile();
        return !alive;
    }

private:
    static bool isOurs(QObject *object)
    {
        for (QObject *each = object; each; each = each->parent()) {
            if (each->inherits("tuneboard::FaultServer"))
                return false;
        }
        return QByteArrayView(object->metaObject()->className()).startsWith("tuneboard::") ||
               (object->inherits("QTimer") && !object->parent());
    }

    int m_number;
    int m_count = 0;
    bool m_hasHappened = false;
    std::function<void()> m_meanwhile;
};

} // namespace tuneboard::test
