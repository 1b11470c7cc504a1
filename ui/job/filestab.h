// SPDX-License-Identifier: GPL-3.0-or-later
// The tab of the files: what the job names, and the rows of the selected one.
#pragma once

#include "ui/job/jobtab.h"

class QLabel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tuneboard {

class CodeView;
class FilesModel;
class PreviewModel;
class RecordView;
struct JobFile;

class FilesTab : public JobTab
{
    Q_OBJECT

public:
    explicit FilesTab(QWidget *parent = nullptr);

    void setJob(const JobView &view) override;
    void showFileLine(const QString &fileId, qint64 line) override;
    [[nodiscard]] std::optional<TableExport> tableExport() const override;

    [[nodiscard]] FilesModel *files() const { return m_files; }
    [[nodiscard]] PreviewModel *preview() const { return m_preview; }

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    class FileDelegate;
    class RowDelegate;

    void build();
    [[nodiscard]] const JobFile *current() const;
    void showCurrent();
    void updatePreview(bool isOther);
    void updateNote();
    void showWhole();
    void goToLine();
    void locate();
    void saveAs();
    void openFolder();
    void say(const QString &problem);
    void fitTable();
    void applyLook();

    FilesModel *m_files = nullptr;
    PreviewModel *m_preview = nullptr;
    RecordView *m_table = nullptr;
    RecordView *m_rows = nullptr;
    CodeView *m_whole = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_split = nullptr;
    QToolButton *m_locate = nullptr;
    QToolButton *m_forget = nullptr;
    QToolButton *m_download = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_folder = nullptr;
    QToolButton *m_copyId = nullptr;
    QLabel *m_problem = nullptr;
    QLabel *m_note = nullptr;
    QLabel *m_blank = nullptr;
    QString m_currentId;
    QString m_shownPath; ///< what the preview reads; empty: nothing
    QString m_lineOf;    ///< the file of which a line is to be shown
    qint64 m_line = 0;   ///< from 1; 0: none
    bool m_isFitted = false;
    bool m_hasJob = false;
    int m_jobsShown = 0; ///< counts them: whether a dialog was opened for the one that is shown
};

} // namespace tuneboard
