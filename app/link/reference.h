// SPDX-License-Identifier: GPL-3.0-or-later
// What a text that was pasted, typed or clicked means: a job, a model, a file, our own link, or nothing.
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>

namespace tuneboard {

/// What a text refers to. Nothing is looked up: neither the disk nor a server is asked. A reference only ever
/// says what to show; it carries no host, no key, no setting and no action.
struct Reference
{
    enum class Kind {
        None,         ///< no reference; `reason` says why
        Job,          ///< `id`: ftjob-…, ft-…
        Model,        ///< `id`: ft:base:org:suffix:id, base.ft-hex[-suffix]
        Checkpoint,   ///< `id`: a model's name with :ckpt-step-N, ftckpt_…, ftchkpt-…
        File,         ///< `id`: file-…
        Event,        ///< `id`: ftevent-…
        Link,         ///< our own link: `target` and `id` say what it shows
        ProviderPage, ///< a page of a provider's site: `target` and `id` say what it is about
        Path,         ///< `path`: a JSON or CSV file on this machine
    };

    Kind kind = Kind::None;
    Kind target = Kind::None; ///< what is to be shown: for Link and ProviderPage what is inside, else `kind`
    QString id;               ///< decoded; empty for None and Path
    QString path;             ///< local, as the system writes it; empty unless `kind` is Path
    QString account;          ///< name of the account to look in (Link only); empty: any
    QString tab;              ///< the job page's tab (Link only), see tabKey(); empty: not said
    std::optional<qint64> step; ///< training step (Link to a job; checkpoint names that end in a step)
    /// The text has no known form. With kind None, it may be another server's id. The terminal also sets this
    /// with kind Job: look the id up in the archive only.
    bool isUnknown = false;
    QString reason; ///< for None and where isUnknown: why, in a sentence that does not repeat the text; else
                    ///< empty

    explicit operator bool() const { return kind != Kind::None; }
    friend bool operator==(const Reference &, const Reference &) = default;

    /// Any text that a person pastes or types. Blanks, quotes, brackets, punctuation and percent-encoding
    /// around and in it are taken off. Text that begins with `-` is an option and never a reference.
    [[nodiscard]] static Reference parse(QStringView text);
    /// What the system hands to the handler of our links: hostile. Only `tuneboard:` URLs are taken.
    [[nodiscard]] static Reference parseLink(QStringView text);
    /// What the system hands over to open: a local path or a file: URL. Paths to other machines (UNC) and to
    /// devices are refused: opening one would send the user's name and password hash to its host.
    [[nodiscard]] static Reference parseLocalPath(QStringView text);
};

/// Who wrote a reference. What a link or a file manager hands over is hostile.
enum class ReferenceOrigin { Typed, LinkHandler, FileAssociation };
/// Reads the text by the rules for its origin: parse(), parseLink() or parseLocalPath().
[[nodiscard]] Reference parseReference(ReferenceOrigin origin, QStringView text);

/// The model whose job is meant by a reference to a model, or to a checkpoint that is named after its model
/// and step; empty: the reference is to something else, or to a checkpoint's id.
[[nodiscard]] QString modelOf(const Reference &reference);

} // namespace tuneboard
