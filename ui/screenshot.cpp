// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/screenshot.h"

#include "app/repository/repository.h"
#include "ui/mainwindow.h"

#include <QPixmap>
#include <QSaveFile>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace tuneboard {

Screenshot::Screenshot(Options options, MainWindow &window, Repository &repository, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_window(window)
    , m_repository(repository)
{
}

void Screenshot::start()
{
    if (!m_options.size.isEmpty())
        m_window.resize(m_options.size);
    m_window.show();
    if (m_repository.isSettled())
        openReference();
    else
        connect(&m_repository, &Repository::settled, this, &Screenshot::openReference,
                Qt::SingleShotConnection);
}

void Screenshot::openReference()
{
    if (!m_options.reference)
        return draw();
    connect(&m_window, &MainWindow::referenceShown, this, &Screenshot::draw, Qt::SingleShotConnection);
    m_window.openReference(m_options.reference);
}

void Screenshot::draw()
{
    // Counts and charts are brought up to date by timers that run once the events are done.
    QTimer::singleShot(m_options.quietMs, this, &Screenshot::write);
}

void Screenshot::write()
{
    const QPixmap picture = m_window.grab();
    QSaveFile file(m_options.file);
    const bool written = file.open(QIODevice::WriteOnly) && picture.save(&file, "PNG") && file.commit();
    Q_EMIT done(written ? 0 : 1,
                written ? QString() : tr("%1 cannot be written: %2").arg(m_options.file, file.errorString()));
}

} // namespace tuneboard
