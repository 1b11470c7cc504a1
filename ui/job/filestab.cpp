// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/job/filestab.h"

#include "app/repository/recordvalue.h"
#include "app/repository/repository.h"
#include "ui/filewriter.h"
#include "ui/format.h"
#include "ui/job/codeview.h"
#include "ui/job/filesmodel.h"
#include "ui/job/previewmodel.h"
#include "ui/job/recordview.h"
#include "ui/job/textcolour.h"
#include "ui/savefile.h"
#include "ui/theme.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kSideBySide = 860;
// A cell longer than this is read in the pane, not in its column.
constexpr qsizetype kLongCell = 200;
constexpr qsizetype kManyColumns = 50; // beyond what one sees at a glance

bool isKept(const JobFile &file)
{
    return file.content == JobFile::Content::Kept && !file.path.isEmpty();
}

} // namespace

class FilesTab::FileDelegate : public RecordDelegate
{
public:
    using RecordDelegate::RecordDelegate;

    [[nodiscard]] RecordCell cell(const QModelIndex &index, const QPalette &palette) const override
    {
        RecordCell cell = RecordDelegate::cell(index, palette);
        const JobFile &file = static_cast<const FilesModel *>(index.model())->file(index.row());
        const Colours &look = colours(palette);
        if (index.column() == FilesModel::RoleColumn) {
            cell.icon = file.role == JobFile::Role::Result ? u"table"_s : u"file"_s;
            cell.colour = look.secondText;
        } else if (index.column() == FilesModel::StateColumn) {
            const bool isBad = file.content == JobFile::Content::Failed;
            const bool isOdd = file.content == JobFile::Content::TooLarge || file.error.has_value();
            cell.colour = isBad ? look.bad : isOdd ? look.waiting : look.secondText;
            cell.icon = isBad                                       ? u"error"_s
                        : isOdd                                     ? u"warning"_s
                        : file.content == JobFile::Content::Loading ? u"hourglass"_s
                        : file.content == JobFile::Content::Kept    ? u"check"_s
                                                                    : u"dash"_s;
        }
        return cell;
    }

    [[nodiscard]] QString help(const QModelIndex &index) const override
    {
        const JobFile &file = static_cast<const FilesModel *>(index.model())->file(index.row());
        return index.column() == FilesModel::NameColumn ? file.id : QString();
    }
};

class FilesTab::RowDelegate : public RecordDelegate
{
public:
    using RecordDelegate::RecordDelegate;

    [[nodiscard]] RecordCell cell(const QModelIndex &index, const QPalette &palette) const override
    {
        RecordCell cell = RecordDelegate::cell(index, palette);
        const bool isLine =
            static_cast<const PreviewModel *>(index.model())->file().kind() == FilePreview::Kind::Lines;
        cell.isMono = isLine;
        if (isLine && index.data(PreviewModel::MarkRole).toBool()) {
            cell.icon = u"warning"_s;
            cell.colour = colours(palette).waiting;
        }
        return cell;
    }

    [[nodiscard]] QColor ground(const QModelIndex &index, const QPalette &palette) const override
    {
        return index.data(PreviewModel::MarkRole).toBool() ? colours(palette).hover : QColor();
    }
};

FilesTab::FilesTab(QWidget *parent)
    : JobTab(parent)
    , m_files(new FilesModel(this))
    , m_preview(new PreviewModel(this))
    , m_table(new RecordView(this))
    , m_rows(new RecordView(this))
    , m_whole(new CodeView(this))
    , m_stack(new QStackedWidget(this))
    , m_split(new QSplitter(Qt::Horizontal, this))
    , m_locate(new QToolButton(this))
    , m_forget(new QToolButton(this))
    , m_download(new QToolButton(this))
    , m_save(new QToolButton(this))
    , m_folder(new QToolButton(this))
    , m_copyId(new QToolButton(this))
    , m_problem(new QLabel(this))
    , m_note(new QLabel(this))
    , m_blank(new QLabel(this))
{
    setObjectName(u"filesTab"_s);
    build();
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &FilesTab::showCurrent);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentChanged, this, &FilesTab::showWhole);
    connect(m_preview, &PreviewModel::grown, this, [this] {
        if (!m_isFitted && m_preview->rowCount() > 0) {
            m_isFitted = true;
            const bool isLines = m_preview->file().kind() == FilePreview::Kind::Lines;
            m_rows->horizontalHeader()->setStretchLastSection(isLines);
            m_rows->fitColumns(28);
        }
        updateNote();
        goToLine();
    });
    connect(m_table, &RecordView::copyRequested, this, [this] {
        if (const JobFile *file = current())
            QGuiApplication::clipboard()->setText(file->id);
    });
    connect(m_rows, &RecordView::copyRequested, this, [this] {
        QStringList lines;
        for (const int row : m_rows->selectedRowNumbers())
            lines << QString::fromUtf8(m_preview->file().bytes(row));
        if (!lines.isEmpty())
            QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    });
    connect(m_locate, &QToolButton::clicked, this, &FilesTab::locate);
    connect(m_forget, &QToolButton::clicked, this, [this] {
        if (const JobFile *file = current())
            Q_EMIT fileLocated(file->id, {});
    });
    connect(m_download, &QToolButton::clicked, this, [this] {
        if (const JobFile *file = current())
            Q_EMIT fileDownloadRequested(file->id);
    });
    connect(m_save, &QToolButton::clicked, this, &FilesTab::saveAs);
    connect(m_folder, &QToolButton::clicked, this, &FilesTab::openFolder);
    connect(m_copyId, &QToolButton::clicked, this, [this] {
        if (const JobFile *file = current())
            QGuiApplication::clipboard()->setText(file->id);
    });
    showCurrent();
    applyLook();
}

void FilesTab::build()
{
    m_table->setObjectName(u"filesTable"_s);
    m_table->setAccessibleName(tr("Files of the job"));
    m_table->horizontalHeader()->setObjectName(u"filesHeader"_s);
    m_table->horizontalHeader()->setAccessibleName(tr("Columns of the files"));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new FileDelegate(m_table));
    m_table->setModel(m_files);
    m_rows->setObjectName(u"previewTable"_s);
    m_rows->setAccessibleName(tr("Rows of the file"));
    m_rows->horizontalHeader()->setObjectName(u"previewHeader"_s);
    m_rows->horizontalHeader()->setAccessibleName(tr("Columns of the file"));
    m_rows->verticalHeader()->show();
    m_rows->verticalHeader()->setAccessibleName(tr("Numbers of the rows"));
    m_rows->verticalHeader()->setHighlightSections(false);
    m_rows->verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_rows->horizontalHeader()->setStretchLastSection(false);
    m_rows->setItemDelegate(new RowDelegate(m_rows));
    m_rows->setModel(m_preview);
    m_whole->setObjectName(u"previewWhole"_s);
    m_whole->setAccessibleName(tr("The selected part of the file, whole"));
    m_whole->setFrameShape(QFrame::NoFrame);
    m_whole->setFoldable(true);
    m_whole->setHighlighter(std::make_unique<JsonHighlighter>());
    for (const auto &[label, name] :
         {std::pair(m_problem, u"filesProblem"_s), std::pair(m_note, u"filesNote"_s),
          std::pair(m_blank, u"filesBlank"_s)}) {
        label->setObjectName(name);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    m_blank->setAlignment(Qt::AlignCenter);
    m_problem->setContentsMargins(14, 2, 14, 2);
    m_problem->hide();
    const auto setUp = [](QToolButton *button, const QString &name, const QString &text,
                          const QString &help) {
        button->setObjectName(name);
        button->setText(text);
        button->setAccessibleName(help);
        button->setToolTip(help);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
    };
    setUp(m_locate, u"fileLocate"_s, tr("Locate file…"), tr("Show where your own copy of the file is"));
    setUp(m_forget, u"fileForget"_s, tr("Forget your file"), tr("Do not use your own copy any more"));
    setUp(m_download, u"fileDownload"_s, tr("Download"), tr("Fetch the file from the server"));
    setUp(m_save, u"fileSave"_s, tr("Save as…"), tr("Save the file's text"));
    setUp(m_folder, u"fileFolder"_s, tr("Open folder"), tr("Open the folder in which the file lies"));
    setUp(m_copyId, u"fileCopyId"_s, tr("Copy id"), tr("Copy the file's id"));

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(14, 4, 8, 4);
    bar->setSpacing(4);
    bar->addWidget(m_note, 1);
    for (QToolButton *button : {m_locate, m_forget, m_download, m_save, m_folder, m_copyId})
        bar->addWidget(button);
    m_split->setObjectName(u"filesSplit"_s);
    m_split->setChildrenCollapsible(false);
    m_split->setHandleWidth(1);
    m_split->addWidget(m_rows);
    m_split->addWidget(m_whole);
    m_split->setStretchFactor(0, 3);
    m_split->setStretchFactor(1, 2);
    m_stack->addWidget(m_split);
    m_stack->addWidget(m_blank);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table);
    column->addLayout(bar);
    column->addWidget(m_problem);
    column->addWidget(m_stack, 1);
}

void FilesTab::setJob(const JobView &view)
{
    const JobRecords *records = view.records;
    if (view.isOther) {
        m_currentId.clear();
        m_lineOf.clear();
        m_line = 0;
        m_problem->hide();
    }
    m_hasJob = true;
    m_jobsShown += view.isOther ? 1 : 0;
    m_files->setFiles(records ? records->files : QList<JobFile>());
    int row = m_files->rowOf(m_currentId);
    // What one wants to look at first: results, else the first file.
    for (int i = m_files->rowCount() - 1; row < 0 && i >= 0; --i) {
        if (isKept(m_files->file(i)))
            row = i;
    }
    if (row < 0 && m_files->rowCount() > 0)
        row = 0;
    fitTable();
    if (row >= 0 && m_table->currentIndex().row() != row)
        m_table->selectRow(row);
    showCurrent();
}

// The table is as high as its rows: two to four files need no room for more.
void FilesTab::fitTable()
{
    const int rows = std::clamp(m_files->rowCount(), 1, 6);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + rows * m_table->rowHeight() +
                            2);
    if (m_files->rowCount() > 0)
        m_table->fitColumns(44);
}

const JobFile *FilesTab::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_files->file(index.row()) : nullptr;
}

void FilesTab::showCurrent()
{
    const JobFile *file = current();
    const bool isOther = file ? file->id != m_currentId : !m_currentId.isEmpty();
    m_currentId = file ? file->id : QString();
    const bool kept = file && isKept(*file);
    const bool isData =
        file && (file->role == JobFile::Role::Training || file->role == JobFile::Role::Validation);
    const bool isLoading = file && file->content == JobFile::Content::Loading;
    m_locate->setVisible(isData && !kept);
    m_forget->setVisible(isData && kept && file->isLocated);
    m_download->setVisible(file && !kept && file->content != JobFile::Content::TooLarge);
    m_download->setEnabled(!isLoading);
    m_save->setVisible(kept);
    m_folder->setVisible(kept);
    m_copyId->setVisible(file != nullptr);
    updatePreview(isOther);
}

void FilesTab::updatePreview(bool isOther)
{
    const JobFile *file = current();
    const QString path = file && isKept(*file) ? file->path : QString();
    if (path != m_shownPath || (isOther && !path.isEmpty())) {
        m_shownPath = path;
        m_isFitted = false;
        m_preview->close();
        m_whole->setText({});
        if (!path.isEmpty()) {
            const QString problem =
                m_preview->open(path, file->role == JobFile::Role::Result ? FilePreview::Kind::Csv
                                                                          : FilePreview::Kind::Lines);
            if (!problem.isEmpty()) {
                m_shownPath.clear();
                say(tr("The file cannot be read: %1").arg(problem));
            }
        }
    }
    QString blank;
    if (!file) {
        blank = m_hasJob ? tr("No files are known of this job.") : QString();
    } else if (m_shownPath.isEmpty() && file->role == JobFile::Role::Checkpoint &&
               file->content == JobFile::Content::NotAsked) {
        blank = tr("The files of checkpoints are fetched only when you download them.");
    } else if (m_shownPath.isEmpty()) {
        blank = file->content == JobFile::Content::NotAsked && file->role != JobFile::Role::Result
                    ? tr("Training data is fetched only when you ask for it. Locate your own copy, or "
                         "download it, to see its lines here.")
                    : FilesModel::stateText(*file);
    } else if (m_preview->file().size() == 0) {
        blank = tr("The file is empty.");
    }
    m_blank->setText(cellText(blank, 2000));
    m_stack->setCurrentIndex(blank.isEmpty() ? 0 : 1);
    updateNote();
    showWhole();
    goToLine();
}

void FilesTab::updateNote()
{
    const JobFile *file = current();
    const FilePreview &rows = m_preview->file();
    QStringList parts;
    if (file && !m_shownPath.isEmpty()) {
        const bool isCsv = rows.kind() == FilePreview::Kind::Csv;
        const QString found = count(rows.rows());
        if (rows.isCapped())
            parts << tr("The first %1 rows are shown, the file has more").arg(found);
        else if (!rows.isComplete())
            parts << tr("%1 rows so far").arg(found);
        else if (isCsv && rows.rows() == 0 && rows.size() > 0)
            parts << tr("A header and no rows");
        else
            parts << (isCsv ? tr("%n row(s)", nullptr, int(rows.rows()))
                            : tr("%n line(s)", nullptr, int(rows.rows())));
        if (isCsv && rows.header().size() > kManyColumns)
            parts << tr("%1 columns").arg(count(rows.header().size()));
        if (isCsv && m_preview->isRagged())
            parts << tr("not all rows have as many cells as the header");
        if (rows.hasNul())
            parts << tr("it holds NUL bytes");
        if (file->wasBase64)
            parts << tr("decoded from base64");
        if (file->isLocated && file->object && file->object->bytes && *file->object->bytes != rows.size())
            parts << tr("your file is not as large as the server's");
    }
    m_note->setText(parts.join(u" · "_s));
}

void FilesTab::showWhole()
{
    const QModelIndex index = m_rows->currentIndex();
    const bool isLine = m_preview->file().kind() == FilePreview::Kind::Lines;
    const QString cell = index.isValid() ? index.data(PreviewModel::WholeRole).toString() : QString();
    const bool isWanted = isLine ? m_preview->rowCount() > 0 : cell.size() > kLongCell;
    m_whole->setVisible(isWanted);
    if (!isWanted)
        return;
    const std::optional<Value> value = isLine && index.isValid() ? recordValue(cell.toUtf8()) : std::nullopt;
    m_whole->setFoldable(value.has_value());
    m_whole->setText(value ? toJson(*value) : cell);
}

void FilesTab::showFileLine(const QString &fileId, qint64 line)
{
    m_lineOf = fileId;
    m_line = line;
    if (const int row = m_files->rowOf(fileId); row >= 0)
        m_table->selectRow(row);
    goToLine();
}

void FilesTab::goToLine()
{
    if (m_line <= 0 || m_lineOf != m_currentId || m_shownPath.isEmpty())
        return;
    const bool isCsv = m_preview->file().kind() == FilePreview::Kind::Csv;
    const qint64 row = isCsv ? m_line - 2 : m_line - 1;
    if (row >= m_preview->rowCount()) {
        if (m_preview->file().isComplete()) {
            say(tr("The file has no line %1.").arg(count(m_line)));
            m_line = 0;
        }
        return;
    }
    m_line = 0;
    if (row < 0)
        return;
    m_preview->setMarked(int(row));
    const QModelIndex index = m_preview->index(int(row), 0);
    m_rows->setCurrentIndex(index);
    m_rows->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

std::optional<TableExport> FilesTab::tableExport() const
{
    const JobFile *file = current();
    if (!file || m_preview->rowCount() == 0)
        return std::nullopt;
    return TableExport{QFileInfo(FilesModel::nameOf(*file)).completeBaseName(), m_preview->rowCount(),
                       m_preview->csv(), m_preview->json()};
}

// Buttons

void FilesTab::say(const QString &problem)
{
    m_problem->setText(cellText(problem, 2000));
    m_problem->setVisible(!problem.isEmpty());
}

void FilesTab::locate()
{
    const JobFile *file = current();
    if (!file)
        return;
    auto *dialog = new QFileDialog(this, tr("Locate %1").arg(cellText(FilesModel::nameOf(*file), 80)));
    dialog->setObjectName(u"locateDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Training data (*.jsonl *.json *.txt)"), tr("All files (*)")});
    const QString name = FilesModel::nameOf(*file);
    connect(
        dialog, &QFileDialog::fileSelected, this,
        [this, id = file->id, name, job = m_jobsShown](const QString &path) {
            if (job != m_jobsShown)
                return say(
                    tr("Your choice for %1 was not used, because the page shows another job now.").arg(name));
            say({});
            Q_EMIT fileLocated(id, path);
        });
    dialog->open();
}

void FilesTab::saveAs()
{
    const JobFile *file = current();
    if (!file || !isKept(*file))
        return;
    const QString filter = file->role == JobFile::Role::Result       ? tr("Table (*.csv)")
                           : file->role == JobFile::Role::Checkpoint ? tr("All files (*)")
                                                                     : tr("JSON Lines (*.jsonl)");
    const QFileInfo info(FilesModel::nameOf(*file));
    const QString name = file->role == JobFile::Role::Checkpoint ? info.fileName() : info.completeBaseName();
    askWhereToSave(this, tr("Save the file"), name, {filter}, [this, from = file->path](const QString &to) {
        auto *writer = new FileWriter(to, piecesOfFile(from), this);
        // An error names the file; success is silent, for another message may be shown.
        connect(writer, &FileWriter::ended, this, [this](const QString &problem) {
            if (!problem.isEmpty())
                say(problem);
        });
        connect(writer, &FileWriter::ended, writer, &QObject::deleteLater);
        writer->start();
    });
}

void FilesTab::openFolder()
{
    const JobFile *file = current();
    if (file && !QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file->path).absolutePath())))
        say(tr("The folder could not be opened: %1").arg(QFileInfo(file->path).absolutePath()));
}

// Look

void FilesTab::resizeEvent(QResizeEvent *event)
{
    JobTab::resizeEvent(event);
    const auto direction = width() >= kSideBySide ? Qt::Horizontal : Qt::Vertical;
    if (m_split->orientation() != direction)
        m_split->setOrientation(direction);
    const auto style = width() >= 760 ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly;
    for (QToolButton *button : {m_save, m_folder, m_copyId})
        button->setToolButtonStyle(style);
}

void FilesTab::changeEvent(QEvent *event)
{
    JobTab::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        applyLook();
}

void FilesTab::applyLook()
{
    const Colours &look = colours(palette());
    setTextColour(m_note, look.secondText);
    setTextColour(m_blank, look.secondText);
    setTextColour(m_problem, look.bad);
    const auto icon = [&look](QToolButton *button, const QString &name) {
        button->setIcon(tintedIcon(name, look.secondText));
    };
    icon(m_locate, u"search"_s);
    icon(m_forget, u"close"_s);
    icon(m_download, u"download"_s);
    icon(m_save, u"export"_s);
    icon(m_folder, u"external"_s);
    icon(m_copyId, u"copy"_s);
}

} // namespace tuneboard
