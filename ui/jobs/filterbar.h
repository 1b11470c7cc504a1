// SPDX-License-Identifier: GPL-3.0-or-later
// The filters that hold, one chip each; a click on a chip takes its filter away.
#pragma once

#include "app/models/jobtable.h"

#include <QWidget>

#include <functional>

namespace tuneboard {

/// One filter as people see it, and how the find text or the rail's choice looks without it.
struct FilterChip
{
    QString text = {};
    QString findText = {}; ///< the find text without this filter
    FacetChoice choice = {};
};

/// The chips of `filter`, which was read from `findText`.
[[nodiscard]] QList<FilterChip> filterChips(const JobFilter &filter, const QString &findText,
                                            const JobTable &table);
/// `findText` with `word` in it: a word of the same field (the part up to the colon) makes room for it.
[[nodiscard]] QString withWord(const QString &findText, const QString &word);
/// `text` without the characters in question, and without the blanks that this would double.
[[nodiscard]] QString withoutPart(const QString &text, qsizetype start, qsizetype length);

class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// Hidden while there is none.
    void setChips(const QList<FilterChip> &chips);

Q_SIGNALS:
    void changed(const QString &findText, const tuneboard::FacetChoice &choice);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<FilterChip> m_chips;
};

} // namespace tuneboard
