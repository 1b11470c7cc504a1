// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/savefile.h"

#include "app/models/inputfile.h"
#include "ui/format.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSaveFile>

#include <filesystem>

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

// The reason why the file at `path` cannot be replaced; empty if it can be, or if it does not exist.
QString whyNotReplaced(const QFileInfo &path)
{
    if (path.isSymLink() || !path.exists()) // the link itself is replaced, not its target
        return {};
    if (path.isDir())
        return Words::tr("it is a folder");
    if (!path.isFile())
        return Words::tr("it is not a file");
    return path.isWritable() ? QString() : Words::tr("the file is read-only");
}

// QSaveFile follows symbolic links, and in a folder that others can write to, the link may belong to another
// user. So the text is written to a temporary file, and renaming that file replaces the link.
QString replaceFile(const QString &path, const std::function<QString(QFileDevice &)> &write)
{
    const QFileInfo target(path);
    if (const QString reason = whyNotReplaced(target); !reason.isEmpty())
        return failure(path, reason);
    const QString number = QString::number(QRandomGenerator::system()->generate64(), 36);
    QSaveFile file(target.absolutePath() + "/.tuneboard-"_L1 + number);
    if (!file.open(QIODevice::WriteOnly))
        return failure(path, file.errorString());
    if (const QString reason = write(file); !reason.isEmpty())
        return failure(path, reason);
    if (target.exists() && !target.isSymLink())
        file.setPermissions(target.permissions());
    if (!file.flush() || !file.commit()) // commit() does not report errors of its buffered writes
        return failure(path, file.errorString());
    std::error_code error;
    std::filesystem::rename(QFileInfo(file.fileName()).filesystemFilePath(),
                            QFileInfo(target.absoluteFilePath()).filesystemFilePath(), error);
    if (!error)
        return {};
    QFile::remove(file.fileName());
    return failure(path, qt_error_string(error.value()));
}

} // namespace

QString safeFileName(const QString &name)
{
    static const QString kMeaningful = u"/\\<>:\"|?*"_s;
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
    if (isDeviceName(safe))
        safe.prepend(u'_');
    return safe.isEmpty() ? u"tuneboard"_s : safe;
}

QString writeFile(const QString &path, const TextPieces &text, const std::function<bool(qint64)> &goesOn)
{
    qint64 bytes = 0;
    bool isStopped = false;
    const QString problem = replaceFile(path, [&](QFileDevice &file) {
        bool isWritten = true;
        const QString reason = text([&](const QByteArray &piece) {
            isWritten = isWritten && file.write(piece) == piece.size();
            bytes += piece.size();
            isStopped = isStopped || (goesOn && !goesOn(bytes));
            return isWritten && !isStopped;
        });
        if (isStopped)
            return u"stopped"_s; // never shown
        return isWritten ? reason : file.errorString();
    });
    return isStopped ? QString() : problem;
}

QString writeFile(const QString &path, const QByteArray &bytes)
{
    return writeFile(path, [&bytes](const TakePiece &take) {
        take(bytes);
        return QString();
    });
}

QString copyFile(const QString &from, const QString &to)
{
    return writeFile(to, piecesOfFile(from));
}

TextPieces piecesOfFile(const QString &path)
{
    return [path](const TakePiece &take) {
        QFile source;
        if (const QString problem = openRegularFile(source, path); !problem.isEmpty())
            return Words::tr("The file could not be read: %1").arg(problem);
        while (true) {
            const QByteArray piece = source.read(kPieceBytes);
            if (piece.isEmpty() && source.error() != QFileDevice::NoError)
                return Words::tr("The file could not be read: %1").arg(source.errorString());
            if (piece.isEmpty() || !take(piece))
                return QString();
        }
    };
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
    const auto withEnding = [endingOf](const QString &base, const QString &filter) {
        return endingOf(filter).isEmpty() ? base : base + u'.' + endingOf(filter);
    };
    dialog->setDefaultSuffix(endingOf(filters.value(0)));
    dialog->selectFile(withEnding(safeFileName(name), filters.value(0)));
    QObject::connect(dialog, &QFileDialog::filterSelected, dialog,
                     [dialog, endingOf, withEnding](const QString &filter) {
                         dialog->setDefaultSuffix(endingOf(filter));
                         const QString chosen = dialog->selectedFiles().value(0);
                         if (!chosen.isEmpty() && !endingOf(filter).isEmpty())
                             dialog->selectFile(withEnding(QFileInfo(chosen).completeBaseName(), filter));
                     });
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [done](const QString &path) {
        if (!path.isEmpty())
            done(path);
    });
    dialog->open();
}

} // namespace tuneboard
