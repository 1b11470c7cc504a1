// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a file for a table view.
#pragma once

#include "app/models/textpieces.h"
#include "app/repository/filepreview.h"

#include <QAbstractTableModel>
#include <QCache>

namespace tuneboard {

class PreviewModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        MarkRole = Qt::UserRole + 1, ///< bool: the row that is pointed at
        WholeRole,                   ///< QString: the cell as it came, whole
    };

    explicit PreviewModel(QObject *parent = nullptr);

    /// Returns why the file cannot be read; empty: it can.
    [[nodiscard]] QString open(const QString &path, FilePreview::Kind kind);
    void close();
    [[nodiscard]] const FilePreview &file() const { return *m_file; }

    /// Row from 0; -1: none.
    void setMarked(int row);
    [[nodiscard]] int marked() const { return m_marked; }
    /// Rows so far whose number of cells is not the header's, among those that were looked at.
    [[nodiscard]] bool isRagged() const { return m_isRagged; }
    /// As read, all that were found so far: cells that a spreadsheet would run are made harmless.
    [[nodiscard]] TextPieces csv() const;
    [[nodiscard]] QByteArray toCsv() const { return wholeText(csv()); }
    /// An array with an object a row, of lines the lines. Its keys are the same in every language.
    [[nodiscard]] TextPieces json() const;
    [[nodiscard]] QByteArray toJson() const { return wholeText(json()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void grown();

private:
    void grow();
    [[nodiscard]] const QStringList &cells(int row) const;

    FilePreview *m_file = nullptr;
    mutable QCache<int, QStringList> m_cache;
    int m_rows = 0;
    int m_columns = 0;
    int m_marked = -1;
    std::vector<bool> m_isNumeric; ///< by column
    bool m_isRagged = false;
};

} // namespace tuneboard
