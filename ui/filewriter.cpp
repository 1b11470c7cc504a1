// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filewriter.h"

#include "ui/savefile.h"

namespace tuneboard {

FileWriter::FileWriter(const QString &path, TextPieces text, QObject *parent)
    : QObject(parent)
    , m_path(path)
    , m_text(std::move(text))
{
    m_pool.setMaxThreadCount(1);
}

FileWriter::~FileWriter()
{
    m_isStopped = true;
    m_pool.waitForDone(); // nothing is posted to this afterwards
}

void FileWriter::start()
{
    m_pool.start([this] {
        const QString problem = writeFile(m_path, m_text, [this](qint64 bytes) {
            m_bytes = bytes;
            return !m_isStopped;
        });
        QMetaObject::invokeMethod(
            this, [this, problem] { Q_EMIT ended(problem); }, Qt::QueuedConnection);
    });
}

} // namespace tuneboard
