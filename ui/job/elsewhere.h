// SPDX-License-Identifier: GPL-3.0-or-later
// Work whose length a server decides, done on another thread.
#pragma once

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <memory>
#include <type_traits>
#include <utility>

namespace tuneboard {

/// Runs `compute` on the pool, then `use` with its result on this thread, unless `context` has gone by then.
template<class Compute, class Use>
void computeElsewhere(QObject *context, Compute compute, Use use)
{
    using Result = std::invoke_result_t<Compute>;
    // QFuture::then() of Qt 6.4 ends the program if its context goes first.
    QThreadPool::globalInstance()->start([home = QCoreApplication::instance(),
                                          context = QPointer<QObject>(context), compute = std::move(compute),
                                          use = std::move(use)] {
        auto result = std::make_shared<Result>(compute());
        QMetaObject::invokeMethod(
            home,
            [context, use, result] {
                if (context)
                    use(std::move(*result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace tuneboard
