// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savefile.h"

#include "ui/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SaveFile)
};

QString failure(const QString &path, const QString &reason)
{
    return Words::tr("%1 could not be written: %2").arg(cellText(QFileInfo(path).fileName(), 100), reason);
}

} // namespace

QString safeFileName(const QString &name)
{
    static const QString kMeaningful = u"/\\<>:\"|?*"_s;
    static const std::array kDevices = {u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    QString safe;
    for (const QChar c : name.left(120)) {
        const bool isOdd = kMeaningful.contains(c) || c.category() == QChar::Other_Control ||
                           c.category() == QChar::Other_Format || c.category() == QChar::Other_Surrogate;
        safe += isOdd ? u'_' : c;
    }
    while (safe.endsWith(u'.') || safe.endsWith(u' '))
        safe.chop(1);
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe.remove(0, 1);
    const QString stem = safe.section(u'.', 0, 0).toLower();
    const bool isDevice = std::find(kDevices.begin(), kDevices.end(), stem) != kDevices.end() ||
                          (stem.size() == 4 && (stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1)) &&
                           stem.back().isDigit());
    if (isDevice)
        safe.prepend(u'_');
    return safe.isEmpty() ? u"tuneboard"_s : safe;
}

QString writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.flush() ||
        !file.commit()) // which does not look at what is in its buffer
        return failure(path, file.errorString());
    return {};
}

QString copyFile(const QString &from, const QString &to)
{
    constexpr qint64 kPiece = qint64{1} * 1024 * 1024;
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return Words::tr("The file could not be read: %1").arg(source.errorString());
    QSaveFile file(to);
    if (!file.open(QIODevice::WriteOnly))
        return failure(to, file.errorString());
    while (!source.atEnd()) {
        const QByteArray piece = source.read(kPiece);
        if (piece.isEmpty() && source.error() != QFileDevice::NoError)
            return Words::tr("The file could not be read: %1").arg(source.errorString());
        if (file.write(piece) != piece.size())
            return failure(to, file.errorString());
    }
    return file.flush() && file.commit() ? QString() : failure(to, file.errorString());
}

void askWhereToSave(QWidget *parent, const QString &title, const QString &name, const QStringList &filters,
                    const std::function<void(const QString &path)> &done)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters(filters);
    const auto endingOf = [](const QString &filter) {
        return filter.section(u"*."_s, 1, 1).section(u')', 0, 0);
    };
    dialog->setDefaultSuffix(endingOf(filters.value(0)));
    dialog->selectFile(safeFileName(name) + u'.' + endingOf(filters.value(0)));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, endingOf](const QString &filter) {
        dialog->setDefaultSuffix(endingOf(filter));
        const QString chosen = dialog->selectedFiles().value(0);
        if (!chosen.isEmpty())
            dialog->selectFile(QFileInfo(chosen).completeBaseName() + u'.' + endingOf(filter));
    });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [done](const QString &path) {
        if (!path.isEmpty())
            done(path);
    });
    dialog->open();
}

} // namespace tuneboard
