// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/copymodels.h"

#include "ui/format.h"
#include "ui/strip.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kShownName = 120; // characters of a copied name

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CopyModels)
};

// Empty: there is nothing to say.
QString whatWasCopied(const SelectedModels &models, ModelChoice choice)
{
    if (models.count == 0)
        return Words::tr("None of the selected jobs has an output model.");
    if (models.better == 0)
        return {};
    if (choice == ModelChoice::Final) {
        return models.count == 1
                   ? Words::tr("Copied the final model: %1").arg(cellText(models.names, kShownName))
                   : Words::tr("Copied final models: %1").arg(count(models.count));
    }
    if (models.count == 1)
        return Words::tr("Copied the best checkpoint: %1").arg(cellText(models.names, kShownName));
    if (models.better == models.count)
        return Words::tr("Copied best checkpoints: %1").arg(count(models.count));
    return Words::tr("Copied best checkpoints: %1, final models: %2")
        .arg(count(models.better), count(models.count - models.better));
}

} // namespace

void copyModels(const JobTableView &table, ModelChoice choice, Strips &strips)
{
    const SelectedModels models = table.selectedModels(choice);
    if (models.count > 0)
        QGuiApplication::clipboard()->setText(models.names);
    const QString text = whatWasCopied(models, choice);
    strips.remove(u"models"_s);
    if (!text.isEmpty())
        strips.show(u"models"_s, {.tone = StripMessage::Tone::Information, .text = text});
}

} // namespace tuneboard
