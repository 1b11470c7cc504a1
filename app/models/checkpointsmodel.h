// SPDX-License-Identifier: GPL-3.0-or-later
// The checkpoints of one job for a table view.
#pragma once

#include "app/api/checkpoint.h"
#include "app/models/metricterms.h"
#include "app/models/recordsmodel.h"
#include "app/models/steprange.h"
#include "app/models/textpieces.h"

#include <memory>

namespace tuneboard {

class CheckpointsModel : public RecordsModel
{
    Q_OBJECT

public:
    /// The metrics stand between Epoch and the last two.
    enum class Kind : quint8 { Mark, Step, Epoch, Metric, Model, Created };
    using Checkpoints = std::shared_ptr<const std::vector<Checkpoint>>;

    /// Of Model columns: QString, the link to the checkpoint is made of it.
    enum CheckpointRole { ModelRole = UserRecordsRole };

    explicit CheckpointsModel(QObject *parent = nullptr);

    /// `epochOf` says the epoch of a step, nullopt: not known; may be empty. `best`: the position of the best
    /// one. Metrics' columns come and go one by one.
    void setCheckpoints(Checkpoints checkpoints, const std::function<std::optional<double>(double)> &epochOf,
                        std::optional<std::size_t> best);
    void setSteps(const std::optional<StepRange> &steps);

    [[nodiscard]] const Checkpoint &checkpoint(int row) const { return (*m_checkpoints)[position(row)]; }
    [[nodiscard]] std::size_t total() const { return m_checkpoints->size(); }
    [[nodiscard]] Kind kind(int column) const;
    /// How many metrics there are beyond those that have columns.
    [[nodiscard]] int leftOut() const { return m_leftOut; }
    /// The step of a checkpoint, from its own field, else from its metrics; nullopt: it says none.
    [[nodiscard]] static std::optional<double> stepOf(const Checkpoint &checkpoint);

    /// What is shown, in its order; columns under the API's names.
    [[nodiscard]] TextPieces csv() const;
    [[nodiscard]] QByteArray toCsv() const { return wholeText(csv()); }
    [[nodiscard]] TextPieces json() const;
    [[nodiscard]] QByteArray toJson() const { return wholeText(json()); }
    [[nodiscard]] QString toText(const QList<int> &rows) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    [[nodiscard]] std::size_t sourceSize() const override { return m_checkpoints->size(); }
    [[nodiscard]] bool accepts(std::size_t position) const override;
    [[nodiscard]] QVariant sortValue(std::size_t position, int column) const override;
    [[nodiscard]] const QString &idAt(std::size_t position) const override;

private:
    struct Column
    {
        QString key; ///< as received
        MetricName name;
    };
    void setColumns(const Checkpoints &checkpoints);
    [[nodiscard]] static QVariant metricOf(const Checkpoint &checkpoint, const Column &metric);
    [[nodiscard]] static Value objectOf(const Checkpoint &checkpoint);

    Checkpoints m_checkpoints;
    std::vector<std::optional<double>> m_epochs; ///< by position
    std::optional<std::size_t> m_best;
    std::optional<StepRange> m_steps;
    std::vector<Column> m_metrics;
    int m_leftOut = 0;
};

} // namespace tuneboard
