// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/demo/demoworld.h"

#include "app/demo/democurve.h"
#include "app/demo/demorandom.h"

namespace tuneboard::demo {
namespace {
constexpr char account[] = "larkspur";

const JobSpec &specOf(const World &world, int job)
{
    return world.specs[static_cast<std::size_t>(job)];
}

quint64 idSalt(const World &world, quint64 kind)
{
    return mix(world.options.seed, kind);
}

QByteArray modelStem(const World &world, int job)
{
    const JobSpec &spec = specOf(world, job);
    return QByteArray("ft:") + baseModels()[spec.base].name + ":" + account + ":" + suffixOf(world, job) +
           ":";
}

// The message as it stands in the training file's error, with the line that really is wrong.
FailureText fileFailure(const JobSpec &spec)
{
    const QByteArray start = "The job failed due to an invalid training file. ";
    const QByteArray line = QByteArray::number(spec.badLine);
    if (spec.failure == Failure::NotADictionary) {
        return {"invalid_training_file",
                start +
                    "Expected file to have JSONL format, where every line is a valid JSON dictionary. Line " +
                    line + " is not a dictionary (HINT: line starts with: \"{'messages': [...\").",
                "training_file"};
    }
    if (spec.failure == Failure::RoleMissing) {
        return {"invalid_training_file",
                start + "Invalid file format. Example " + line +
                    ", message 2 Discriminator 'role' is missing in value",
                "training_file"};
    }
    return {"invalid_file_format",
            "The job failed due to a file format error in the training file. Invalid file format. Example " +
                line + " contains an extra \"weight\".",
            "training_file"};
}
} // namespace

QByteArray organizationOf(const World &world)
{
    return makeId("org-", idSalt(world, 0x0f6), 1);
}

QByteArray jobIdOf(const World &world, int job)
{
    return makeId("ftjob-", idSalt(world, 0x10b), static_cast<quint64>(job));
}

QByteArray fileIdOf(const World &world, int job, FileKind kind)
{
    const quint64 number = static_cast<quint64>(job) * 4 + static_cast<quint64>(kind);
    return makeId("file-", idSalt(world, 0xf11e), number);
}

QByteArray suffixOf(const World &world, int job)
{
    const JobSpec &spec = specOf(world, job);
    // One in nine was made without a suffix; where one thing is shown, it has a name.
    if (job >= showcase::Count && spec.salt % 9 == 0)
        return {};
    return topics()[spec.topic].suffix;
}

QByteArray modelNameOf(const World &world, int job)
{
    return modelStem(world, job) + letters(mix(specOf(world, job).salt, 0x0de1), 8);
}

QByteArray checkpointModelOf(const World &world, int job, int point)
{
    const JobSpec &spec = specOf(world, job);
    if (point == spec.points - 1)
        return modelNameOf(world, job);
    return modelStem(world, job) + letters(mix(spec.salt, 0xc4e0 + static_cast<quint64>(point)), 8) +
           ":ckpt-step-" + QByteArray::number(stepOfPoint(spec, point));
}

QByteArray startModelOf(const World &world, int job)
{
    const JobSpec &spec = specOf(world, job);
    return spec.parent >= 0 ? modelNameOf(world, spec.parent) : QByteArray(baseModels()[spec.base].name);
}

bool hasResults(const JobAt &job)
{
    return job.phase() == Phase::Succeeded && job.spec.shape != Shape::None;
}

QList<std::pair<QByteArray, QByteArray>> metadataOf(const World &world, int job)
{
    const JobSpec &spec = specOf(world, job);
    Random random(mix(spec.salt, 0x3e7a));
    if (job >= showcase::Count && random.chance(0.35))
        return {};
    constexpr const char *owners[] = {"mira.santos",  "j.okafor",   "tessa.vries",
                                      "lukas.brandt", "priya.nair", "sofia.mendes"};
    QList<std::pair<QByteArray, QByteArray>> pairs;
    pairs.emplaceBack("team", topics()[spec.topic].team);
    pairs.emplaceBack("owner", random.pick(owners));
    if (random.chance(0.6))
        pairs.emplaceBack("ticket",
                          "ML-" + QByteArray::number(4300 - std::min(job, 3800) - random.whole(0, 6)));
    if (random.chance(0.3))
        pairs.emplaceBack("dataset", QByteArray(topics()[spec.topic].suffix) + "/v" +
                                         QByteArray::number(random.whole(2, 19)));
    if (random.chance(0.2))
        pairs.emplaceBack("commit", letters(random.next(), 10).toLower());
    if (job == showcase::LongMetadata) {
        pairs.emplaceBack("notes",
                          "Third attempt after the glossary was cleaned up: placeholders such as "
                          "{count} and {time} are now kept in 100 % "
                          "of the 1 200 checked strings, “u” is used instead of “je” in all settings "
                          "pages, and plural forms follow the "
                          "CLDR rules. Compare with the run of the week before; the validation file is "
                          "the same, so the losses may be "
                          "compared. If the full validation loss is below 0.41, tell localisation "
                          "before Friday, because their freeze "
                          "for the spring release starts then.");
        pairs.emplaceBack("reviewed_by", "Noor van der Meulen");
        pairs.emplaceBack("glossary", "https://wiki.larkspur.example/localisation/nl/glossary?version=214");
    }
    return pairs;
}

FailureText failureOf(const World &world, int job)
{
    const JobSpec &spec = specOf(world, job);
    switch (spec.failure) {
    case Failure::NotADictionary:
    case Failure::RoleMissing:
    case Failure::ExtraWeight:
        return fileFailure(spec);
    case Failure::TooFewExamples:
        return {"invalid_n_examples",
                "The job failed due to an invalid training file. Training file has " +
                    QByteArray::number(spec.examples) + " example(s), but must have at least 10 examples",
                "training_file"};
    case Failure::Quota: {
        const auto dollars = [](quint64 cents) {
            return QByteArray::number(cents / 100) + "." +
                   QByteArray::number(cents % 100).rightJustified(2, '0');
        };
        return {"exceeded_quota",
                "Creating this fine-tuning job would exceed your hard limit, please check your plan and "
                "billing details. "
                "Cost of job " +
                    jobIdOf(world, job) + ": USD " + dollars(1400 + spec.salt % 21'000) +
                    ". Quota remaining for " + organizationOf(world) + ": USD " + dollars(spec.salt % 1'300) +
                    ".",
                ""};
    }
    case Failure::Unsafe:
        return {"unsafe_file",
                "The job failed due to an unsafe training file. This training file was blocked because too "
                "many examples "
                "were flagged by our moderation API for containing content that violates OpenAI's usage "
                "policies in the "
                "following categories:           self-harm,           illicit. Please review the file and "
                "remove examples "
                "such as \"take all of them at once, you'll sleep\" before trying again; use the free "
                "moderation API to "
                "find them.",
                "training_file"};
    case Failure::DeletedFile:
        return {"deleted_training_file", "The job failed because the training file was deleted",
                "training_file"};
    case Failure::ServerError:
        return {"server_error", "The job failed due to an internal error.", ""};
    case Failure::None:
        break;
    }
    return {};
}

} // namespace tuneboard::demo
