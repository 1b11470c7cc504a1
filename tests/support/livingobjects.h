// SPDX-License-Identifier: GPL-3.0-or-later
// Which QObjects are alive, from the hooks that Qt has for looking into programs (qhooks_p.h).
#pragma once

#include <QMutex>
#include <QObject>
#include <QSet>

QT_BEGIN_NAMESPACE
extern quintptr Q_CORE_EXPORT qtHookData[];
QT_END_NAMESPACE

namespace tuneboard::test {

/// Knows what is made while it lives; one at a time. Its functions are called while no other thread makes or
/// ends objects.
class LivingObjects
{
public:
    LivingObjects()
    {
        qtHookData[kAdded] = reinterpret_cast<quintptr>(&added);
        qtHookData[kRemoved] = reinterpret_cast<quintptr>(&removed);
    }
    ~LivingObjects() { qtHookData[kAdded] = qtHookData[kRemoved] = 0; }
    Q_DISABLE_COPY_MOVE(LivingObjects)

    /// How many of a class or what inherits it.
    [[nodiscard]] int count(const char *name) const
    {
        return countIf([name](const QObject *object) { return object->inherits(name); });
    }
    /// Those of Qt's sockets are left out: a network manager keeps its connections for a while.
    [[nodiscard]] int timers() const
    {
        return countIf([](const QObject *object) {
            return object->inherits("QTimer") &&
                   !(object->parent() && object->parent()->inherits("QAbstractSocket"));
        });
    }

private:
    static constexpr int kAdded = 3;
    static constexpr int kRemoved = 4;

    template<class Is>
    int countIf(const Is &is) const
    {
        const QMutexLocker lock(&mutex());
        int count = 0;
        for (const QObject *object : std::as_const(objects()))
            count += is(object) ? 1 : 0;
        return count;
    }
    // Never destroyed: objects go until the very end of the program.
    static QMutex &mutex()
    {
        static auto &mutex = *new QMutex;
        return mutex;
    }
    static QSet<QObject *> &objects()
    {
        static auto &objects = *new QSet<QObject *>;
        return objects;
    }
    static void added(QObject *object)
    {
        const QMutexLocker lock(&mutex());
        objects().insert(object);
    }
    static void removed(QObject *object)
    {
        const QMutexLocker lock(&mutex());
        objects().remove(object);
    }
};

} // namespace tuneboard::test
