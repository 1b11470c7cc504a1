// SPDX-License-Identifier: GPL-3.0-or-later
// The facets at the left: statuses, methods, base models and accounts with how many jobs each would show.
#pragma once

#include "app/models/jobtable.h"

#include <QListWidget>

namespace tuneboard {

/// A click or Return chooses one value of its list (again: none), with Ctrl it adds or takes away.
class Rail : public QListWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    /// Counts and choice as they are now; entries that stay are updated in place. `table` gives the accounts'
    /// names.
    void refresh(const JobTable &table, const FacetCounts &counts, const FacetChoice &choice);

    /// What is chosen by other means, until the next refresh().
    void setChoice(const FacetChoice &choice) { m_choice = choice; }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void choiceChanged(const tuneboard::FacetChoice &choice);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    struct Entry;
    [[nodiscard]] QList<Entry> entries(const JobTable &table, const FacetCounts &counts,
                                       const FacetChoice &choice) const;
    void addModels(QList<Entry> &list, const FacetCounts &counts, const FacetChoice &choice) const;
    void activate(QListWidgetItem *item, bool add);

    FacetChoice m_choice;
    bool m_allModels = false; ///< "6 more…" was asked for
};

} // namespace tuneboard
