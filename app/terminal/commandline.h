// SPDX-License-Identifier: GPL-3.0-or-later
// What the program was asked to do: the arguments, read and checked once, before anything is built.
#pragma once

#include "app/api/extras.h"
#include "app/link/reference.h"

#include <QSize>
#include <QStringList>

namespace tuneboard {

struct CommandLine
{
    enum class Mode {
        Window,
        List,
        Show,
        Watch,
        Export,
        DemoServer, ///< `demoServerArguments` go to runDemoServer()
        Help,       ///< `text` goes to standard output
        Version,    ///< `text` goes to standard output
        Error,      ///< wrong use: `text` is one line for standard error; exit code 2
    };
    enum class Format { Text, Json, Csv };
    using Origin = ReferenceOrigin;

    Mode mode = Mode::Window;
    QString text; ///< for Help, Version and Error

    // Common to all but the demo server. Empty: not given.
    bool demo = false;
    bool offline = false; ///< no request at all
    QString account;
    QString baseUrl;
    QString archive;
    Extras extras;        ///< of --query, --header and --header-env
    QStringList warnings; ///< for standard error; the command goes on

    // list
    QString status; ///< words of the server, separated by commas
    QString filter; ///< find words

    // list and export
    bool all = false; ///< no limit on what is read; export without a reference: every job

    // list and show
    Format format = Format::Text;

    // show
    bool standardInput = false; ///< the reference is `-`
    bool link = false;          ///< print our link instead
    QString jobId;              ///< the one job of a list to print; empty: all

    // watch
    bool exitStatus = false; ///< the exit code says how the job ended

    // export
    QString folder;

    /// For show, watch, export and window; kind None: none given, or (LinkHandler, FileAssociation) refused
    /// for `reason`, which the window then shows.
    Reference reference;
    Origin origin = Origin::Typed;
    QString referenceText; ///< as it was given; empty: none was

    // window
    QString screenshot; ///< PNG to write; empty: none
    QSize size;         ///< invalid: not given
    QString theme;      ///< "light" or "dark"; empty: not given

    QStringList demoServerArguments;
};

/// `arguments`: without the program's name. Options may stand before and after the word of the command;
/// `--name value` and `--name=value` are the same. Behind `--` nothing is a command or an option. Looks at
/// the disk only to see whether a reference that means nothing else is a file.
[[nodiscard]] CommandLine parseCommandLine(const QStringList &arguments);

/// One option of a command, as help, manual page and completions show it.
struct OptionHelp
{
    QString name;  ///< with its hyphens
    QString value; ///< "FILE"; empty: the option stands alone
    QString help;
    bool repeats = false; ///< it can be given several times
};

/// One command with its options: what help, manual page and completions are made from.
struct CommandHelp
{
    CommandLine::Mode mode;
    QString word;  ///< empty for the window
    QString usage; ///< without the program's name and the options: "REF"
    QString help;
    QList<OptionHelp> options;
    QStringList notes; ///< paragraphs below the options
};
[[nodiscard]] QList<CommandHelp> commandHelp();

/// The help of one command, or (Window) of the whole program, wrapped at 80 columns.
[[nodiscard]] QString helpText(CommandLine::Mode mode);

} // namespace tuneboard
