// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/commandline.h"

#include "app/link/ids.h"
#include "app/terminal/extraoptions.h"
#include "app/terminal/output.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <iterator>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Mode = CommandLine::Mode;

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

enum Commands : unsigned {
    InWindow = 1,
    InList = 2,
    InShow = 4,
    InDemoServer = 8,
    InWatch = 16,
    InExport = 32
};
constexpr unsigned inAll = InWindow | InList | InShow | InWatch | InExport | InDemoServer;
constexpr unsigned inAccount = InWindow | InList | InShow | InWatch | InExport;

struct CommandTerm
{
    Mode mode;
    unsigned bit;
    QLatin1StringView word; ///< empty: the window, which has none
    QLatin1StringView usage;
    const char *help;
};

constexpr std::array commands{
    CommandTerm{
        Mode::Window,
        InWindow,
        {},
        "[REF]"_L1,
        QT_TRANSLATE_NOOP("CommandLine",
                          "Opens the window, at REF if one is given: the id of a job, model, checkpoint "
                          "or file, a link, the path of a JSON or CSV file, or a folder that export "
                          "wrote.")},
    CommandTerm{Mode::List,
                InList,
                "list"_L1,
                {},
                QT_TRANSLATE_NOOP("CommandLine", "Lists the jobs of one account.")},
    CommandTerm{
        Mode::Show, InShow, "show"_L1, "REF"_L1,
        QT_TRANSLATE_NOOP("CommandLine",
                          "Shows a job, or what a file holds. REF is a job's id, a link, the path of a "
                          "JSON or CSV file or of a folder that export wrote, or - for standard input.")},
    CommandTerm{Mode::Watch, InWatch, "watch"_L1, "REF"_L1,
                QT_TRANSLATE_NOOP("CommandLine",
                                  "Follows one job to its end, with a line that says how far it is. REF is a "
                                  "job's id, a link, or the name of its model.")},
    CommandTerm{
        Mode::Export, InExport, "export"_L1, "REF DIR"_L1,
        QT_TRANSLATE_NOOP("CommandLine",
                          "Writes one job, or with --all every job of the archive, with events, checkpoints "
                          "and files into the folder DIR, which must be new or empty. `tuneboard DIR` shows "
                          "it again, anywhere and without a key.")},
    CommandTerm{
        Mode::DemoServer,
        InDemoServer,
        "demo-server"_L1,
        {},
        QT_TRANSLATE_NOOP("CommandLine",
                          "Serves the demo account over HTTP on this machine until it is interrupted. The "
                          "first line it prints is the base URL, the second the key.")},
};

enum class Id {
    Demo,
    Account,
    BaseUrl,
    Query,
    Header,
    HeaderEnv,
    Archive,
    Offline,
    Status,
    Filter,
    Format,
    Job,
    JobId,
    Link,
    ExitStatus,
    All,
    Open,
    Screenshot,
    Size,
    Theme,
    Port,
    Jobs,
    Speed,
    Key,
    Seed,
    Strict,
    Help,
    Version,
};

struct OptionTerm
{
    Id id;
    QLatin1StringView name;  ///< without its hyphens
    QLatin1StringView value; ///< empty: the option stands alone
    unsigned commands;
    const char *help;
    bool repeats = false; ///< each time adds to the others; else the last one counts
};

// One name may stand here twice, with another meaning for another command.
constexpr std::array options{
    OptionTerm{Id::Status, "status"_L1, "STATUS"_L1, InList,
               QT_TRANSLATE_NOOP("CommandLine", "only jobs in this status; several are separated by commas")},
    OptionTerm{
        Id::Filter, "filter"_L1, "WORDS"_L1, InList,
        QT_TRANSLATE_NOOP("CommandLine",
                          "only jobs that the find words fit, as in the window: \"method:dpo tokens:>1M "
                          "-status:failed\"")},
    OptionTerm{Id::Format, "format"_L1, "text|json|csv"_L1, InList,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "text (as it is otherwise), the jobs as the server sent them in "
                                 "one JSON list, or CSV with all columns")},
    OptionTerm{Id::Format, "format"_L1, "text|json"_L1, InShow,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "text (as it is otherwise), or the bytes exactly as they were received")},
    OptionTerm{Id::Job, "id"_L1, "JOB"_L1, InShow,
               QT_TRANSLATE_NOOP("CommandLine", "only this job of a file that holds a list of jobs")},
    OptionTerm{Id::JobId, "job"_L1, "ID"_L1, InShow | InWatch | InExport | InWindow,
               QT_TRANSLATE_NOOP("CommandLine", "the job with this id, instead of REF")},
    OptionTerm{Id::Link,
               "link"_L1,
               {},
               InShow,
               QT_TRANSLATE_NOOP("CommandLine", "print the tuneboard: link to it instead")},
    OptionTerm{
        Id::ExitStatus,
        "exit-status"_L1,
        {},
        InWatch,
        QT_TRANSLATE_NOOP("CommandLine",
                          "say by the exit code how the job ended: 0 succeeded, 3 cancelled, 4 failed")},
    OptionTerm{
        Id::All,
        "all"_L1,
        {},
        InList,
        QT_TRANSLATE_NOOP("CommandLine",
                          "all jobs, however many: without it a listing stops after 200,000 new ones")},
    OptionTerm{Id::All,
               "all"_L1,
               {},
               InExport,
               QT_TRANSLATE_NOOP(
                   "CommandLine",
                   "every job of the archive, or of the account that is named; no request. With REF: all "
                   "events and checkpoints of that job, however many")},
    OptionTerm{Id::Screenshot, "screenshot"_L1, "FILE"_L1, InWindow,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "write the window as a PNG once the first listing has ended, and exit")},
    OptionTerm{Id::Size, "size"_L1, "WxH"_L1, InWindow,
               QT_TRANSLATE_NOOP("CommandLine", "the window's size in pixels")},
    OptionTerm{Id::Theme, "theme"_L1, "light|dark"_L1, InWindow,
               QT_TRANSLATE_NOOP("CommandLine", "the theme of this run")},
    OptionTerm{
        Id::Link,
        "link"_L1,
        {},
        InWindow,
        QT_TRANSLATE_NOOP("CommandLine",
                          "for the system's link handler: `--link -- URL` takes only a tuneboard: link")},
    OptionTerm{Id::Open,
               "open"_L1,
               {},
               InWindow,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "for file managers: `--open -- PATH` takes only a file of this machine")},
    OptionTerm{Id::Demo,
               "demo"_L1,
               {},
               inAccount,
               QT_TRANSLATE_NOOP("CommandLine", "the built-in demo account, which leaves nothing behind")},
    OptionTerm{Id::Account, "account"_L1, "NAME"_L1, inAccount,
               QT_TRANSLATE_NOOP("CommandLine", "the account of that name")},
    OptionTerm{
        Id::BaseUrl, "base-url"_L1, "URL"_L1, inAccount,
        QT_TRANSLATE_NOOP("CommandLine",
                          "an account for this run at that address. The key in OPENAI_API_KEY is sent to "
                          "its host. What comes is archived under the URL; from this machine only with "
                          "--archive")},
    OptionTerm{Id::Query, "query"_L1, "NAME=VALUE"_L1, inAccount,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "a query parameter that a gateway needs with every request, not "
                                 "percent-encoded; can be given several times"),
               true},
    OptionTerm{
        Id::Header, "header"_L1, "NAME=VALUE"_L1, inAccount,
        QT_TRANSLATE_NOOP("CommandLine",
                          "a header that a gateway needs with every request; can be given several times"),
        true},
    OptionTerm{Id::HeaderEnv, "header-env"_L1, "NAME=VARIABLE"_L1, inAccount,
               QT_TRANSLATE_NOOP("CommandLine",
                                 "the same with the value of an environment variable: a secret that other "
                                 "processes must not see"),
               true},
    OptionTerm{Id::Archive, "archive"_L1, "FILE"_L1, inAccount,
               QT_TRANSLATE_NOOP("CommandLine", "another archive than the user's; made if it is not there")},
    OptionTerm{Id::Offline,
               "offline"_L1,
               {},
               inAccount & ~unsigned(InWatch),
               QT_TRANSLATE_NOOP("CommandLine", "only what the archive has; no request at all")},
    OptionTerm{Id::Port, "port"_L1, "N"_L1, InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "the port; a free one otherwise")},
    OptionTerm{Id::Jobs, "jobs"_L1, "N"_L1, InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "how many jobs there are; 240 otherwise")},
    OptionTerm{Id::Speed, "speed"_L1, "X"_L1, InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "how fast the running jobs run; 60 otherwise")},
    OptionTerm{Id::Key, "key"_L1, "KEY"_L1, InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "the key that clients have to send; a random one otherwise")},
    OptionTerm{Id::Seed, "seed"_L1, "N"_L1, InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "which world; the same number gives the same jobs")},
    OptionTerm{Id::Strict,
               "strict"_L1,
               {},
               InDemoServer,
               QT_TRANSLATE_NOOP("CommandLine", "answer only what the API's official document allows")},
    OptionTerm{Id::Help, "help"_L1, {}, inAll, QT_TRANSLATE_NOOP("CommandLine", "show this help")},
    OptionTerm{Id::Version,
               "version"_L1,
               {},
               InWindow,
               QT_TRANSLATE_NOOP("CommandLine", "show the program's version")},
};

const CommandTerm &commandOf(Mode mode)
{
    const auto it = std::find_if(commands.begin(), commands.end(),
                                 [mode](const CommandTerm &command) { return command.mode == mode; });
    return it == commands.end() ? commands.front() : *it;
}

const OptionTerm *optionOf(QStringView name, unsigned in = inAll)
{
    const auto it = std::find_if(options.begin(), options.end(), [=](const OptionTerm &option) {
        return (option.commands & in) != 0 && option.name == name;
    });
    return it == options.end() ? nullptr : &*it;
}

// An argument in a message: on one line, no longer than a message may be, nothing hidden in it.
QString quoted(const QString &argument)
{
    QString shown = visibleText(argument, Lines::Escape);
    if (shown.size() > 60)
        shown = shown.first(59) + u'…';
    return u'“' + shown + u'”';
}

CommandLine wrongUse(const QString &what)
{
    CommandLine line;
    line.mode = Mode::Error;
    line.text = what;
    return line;
}

// A job by its id as it is.
Reference jobReference(const QString &id)
{
    if (!isOpaqueId(id))
        return noReference(
            Words::tr("an id has up to 1024 bytes, no control characters and no blanks around it"));
    return referenceTo(Reference::Kind::Job, id);
}

// The arguments, told apart; nothing is checked but what belongs together.
struct Parts
{
    struct Option
    {
        QString name; ///< without its hyphens
        QString value;
        bool hasValue = false;
    };
    QList<Option> options;
    QStringList others;
    qsizetype literal = 0; ///< so many of `others`, counted from the end, stood behind `--`
    bool ended = false;    ///< there was a `--`
    bool asksHelp = false;
    bool asksVersion = false;
    QStringList behindDemoServer;
    Mode mode = Mode::Window;
    QString problem;
};

// Reads the option at `arguments[at]`; returns how many arguments it took.
qsizetype readOption(const QStringList &arguments, qsizetype at, Parts &parts)
{
    Parts::Option option;
    option.name = arguments.at(at).mid(2);
    if (const qsizetype equals = option.name.indexOf(u'='); equals >= 0) {
        option.value = option.name.mid(equals + 1);
        option.name.truncate(equals);
        option.hasValue = true;
        parts.options += option;
        return 1;
    }
    // Whether a value follows is the same for every command that has an option of this name but --link.
    const OptionTerm *term = optionOf(option.name);
    if (!term || term->value.isEmpty()) {
        parts.options += option;
        return 1;
    }
    const QString next = arguments.value(at + 1);
    const bool isOption = next.startsWith("--"_L1) && optionOf(QStringView(next).mid(2));
    if (at + 1 >= arguments.size() || next == "--"_L1 || isOption) {
        parts.problem = QCoreApplication::translate("CommandLine", "--%1 needs a value (%2)")
                            .arg(option.name, QString(term->value));
        return 1;
    }
    option.value = next;
    option.hasValue = true;
    parts.options += option;
    return 2;
}

Parts splitUp(const QStringList &arguments)
{
    Parts parts;
    bool commandKnown = false;
    for (qsizetype i = 0; i < arguments.size() && parts.problem.isEmpty();) {
        const QString &argument = arguments.at(i);
        if (argument == "--"_L1) {
            parts.others += arguments.mid(i + 1);
            parts.literal = arguments.size() - i - 1;
            parts.ended = true;
            break;
        }
        if (argument == "--help"_L1 || argument == "-h"_L1) {
            parts.asksHelp = true;
            ++i;
        } else if (argument == "--version"_L1 || argument == "-v"_L1) {
            parts.asksVersion = true;
            ++i;
        } else if (argument.startsWith("--"_L1)) {
            i += readOption(arguments, i, parts);
        } else if (argument.startsWith(u'-') && argument.size() > 1) {
            parts.problem = Words::tr("unknown option %1").arg(quoted(argument));
        } else {
            const auto command = std::find_if(commands.begin(), commands.end(), [&](const CommandTerm &c) {
                return !c.word.isEmpty() && c.word == argument;
            });
            if (commandKnown || command == commands.end() || !parts.others.isEmpty()) {
                parts.others += argument;
            } else {
                parts.mode = command->mode;
                commandKnown = true;
                if (parts.mode == Mode::DemoServer) {
                    parts.behindDemoServer = arguments.mid(i + 1);
                    parts.asksHelp = parts.asksHelp || parts.behindDemoServer.contains("--help"_L1) ||
                                     parts.behindDemoServer.contains("-h"_L1);
                    break;
                }
            }
            ++i;
        }
    }
    return parts;
}

QString readSize(const QString &text, QSize &size)
{
    static const QRegularExpression shape(u"^([0-9]{1,5})x([0-9]{1,5})$"_s);
    const auto match = shape.match(text);
    const QSize read(match.captured(1).toInt(), match.captured(2).toInt());
    if (!match.hasMatch() || std::min(read.width(), read.height()) < 100 ||
        std::max(read.width(), read.height()) > 10000)
        return Words::tr("--size: %1 is no size from 100x100 to 10000x10000").arg(quoted(text));
    size = read;
    return {};
}

QString readFormat(const QString &text, CommandLine &line)
{
    if (text == "text"_L1)
        line.format = CommandLine::Format::Text;
    else if (text == "json"_L1)
        line.format = CommandLine::Format::Json;
    else if (text == "csv"_L1 && line.mode == Mode::List)
        line.format = CommandLine::Format::Csv;
    else
        return Words::tr("--format: %1 is none of %2")
            .arg(quoted(text), line.mode == Mode::List ? u"text, json, csv"_s : u"text, json"_s);
    return {};
}

// Puts one option where it belongs. Returns what is wrong with it; empty: nothing.
QString apply(const OptionTerm &term, const QString &value, CommandLine &line, bool &opens)
{
    switch (term.id) {
    case Id::Demo:
        line.demo = true;
        break;
    case Id::Account:
        line.account = value;
        break;
    case Id::BaseUrl:
        line.baseUrl = value;
        break;
    case Id::Query:
        return addQueryOption(value, line.extras, line.warnings);
    case Id::Header:
        return addHeaderOption(value, line.extras, line.warnings);
    case Id::HeaderEnv:
        return addHeaderEnvOption(value, line.extras);
    case Id::Archive:
        line.archive = value;
        break;
    case Id::Offline:
        line.offline = true;
        break;
    case Id::Status:
        line.status = value;
        if (value.split(u',', Qt::SkipEmptyParts).join(QString()).trimmed().isEmpty())
            return Words::tr("--status: %1 names no status").arg(quoted(value));
        break;
    case Id::Filter:
        line.filter = value;
        break;
    case Id::Format:
        return readFormat(value, line);
    case Id::Job:
        line.jobId = value;
        break;
    case Id::JobId:
        line.reference = jobReference(value);
        line.referenceText = value;
        return line.reference ? QString() : Words::tr("--job: %1").arg(line.reference.reason);
    case Id::Link:
        line.link = true;
        break;
    case Id::ExitStatus:
        line.exitStatus = true;
        break;
    case Id::All:
        line.all = true;
        break;
    case Id::Open:
        opens = true;
        break;
    case Id::Screenshot:
        line.screenshot = value;
        break;
    case Id::Size:
        return readSize(value, line.size);
    case Id::Theme:
        if (value != "light"_L1 && value != "dark"_L1)
            return Words::tr("--theme: %1 is neither light nor dark").arg(quoted(value));
        line.theme = value;
        break;
    case Id::Port:
    case Id::Jobs:
    case Id::Speed:
    case Id::Key:
    case Id::Seed:
    case Id::Strict:
    case Id::Help:
    case Id::Version:
        break; // read where they stand
    }
    return {};
}

QString applyAll(const Parts &parts, CommandLine &line, bool &opens)
{
    const CommandTerm &command = commandOf(parts.mode);
    for (const Parts::Option &option : parts.options) {
        const OptionTerm *term = optionOf(option.name, command.bit);
        if (!term) {
            return optionOf(option.name) && !command.word.isEmpty()
                       ? Words::tr("%1 has no option --%2").arg(QString(command.word), option.name)
                   : optionOf(option.name)
                       ? Words::tr("--%1 belongs to a command (see --help)").arg(option.name)
                       : Words::tr("unknown option %1").arg(quoted("--"_L1 + option.name));
        }
        if (term->value.isEmpty() && option.hasValue)
            return Words::tr("--%1 takes no value").arg(option.name);
        if (!term->value.isEmpty() && option.value.isEmpty())
            return Words::tr("--%1 needs a value (%2)").arg(option.name, QString(term->value));
        if (QString problem = apply(*term, option.value, line, opens); !problem.isEmpty())
            return problem;
    }
    if (line.demo && !line.archive.isEmpty())
        return Words::tr("--archive: the demo account has a temporary archive of its own");
    return {};
}

// What the link handler or a file manager hands over. Nothing of it is repeated in a message.
CommandLine readHanded(const Parts &parts, CommandLine line, bool opens)
{
    const QString option = opens ? u"--open"_s : u"--link"_s;
    if (!opens && parts.ended && parts.others.isEmpty()) {
        line.link = false; // started from a menu, which has the handler's command and no link
        return line;
    }
    if ((opens && line.link) || parts.others.size() != 1 || parts.literal != 1)
        return wrongUse(Words::tr("%1 takes exactly one argument, behind “--”").arg(option));
    line.link = false;
    line.origin = opens ? CommandLine::Origin::FileAssociation : CommandLine::Origin::LinkHandler;
    line.referenceText = parts.others.constFirst();
    line.reference = parseReference(line.origin, line.referenceText);
    return line;
}

// Whether a word that means nothing else is worth looking for: a mistyped command or file name is not. --job
// takes every id.
bool looksLikeId(const QString &word)
{
    static const QRegularExpression suffix(u"\\.[A-Za-z]{1,5}$"_s);
    const auto isMark = [](QChar c) {
        return c.isDigit() || u"-_/:%"_s.contains(c);
    };
    const bool hasBlank = std::any_of(word.begin(), word.end(), [](QChar c) { return c.isSpace(); });
    return !hasBlank && std::any_of(word.begin(), word.end(), isMark) &&
           (word.contains(u':') || !word.contains(suffix));
}

// A file, or a folder that `export` wrote.
bool isSomethingToShow(const QString &path)
{
    if (path.contains(QChar(u'\0')))
        return false;
    return QFileInfo(path).isFile() || QFileInfo(path + "/manifest.json"_L1).isFile();
}

CommandLine readReference(const QString &argument, CommandLine line)
{
    if (line.reference)
        return wrongUse(
            Words::tr("--job names the job already: %1 is one argument too many").arg(quoted(argument)));
    line.referenceText = argument;
    if (!argument.startsWith(u'-') && isSomethingToShow(argument)) {
        line.reference.kind = line.reference.target = Reference::Kind::Path;
        line.reference.path = argument;
        return line;
    }
    line.reference = Reference::parse(argument);
    // Some servers' ids look like nothing in particular.
    if (!line.reference && line.reference.isUnknown && looksLikeId(argument))
        line.reference = jobReference(argument);
    // The word may be the id of a job in the archive. It is not sent to a server.
    const bool mayBeKept = line.mode != Mode::Window && line.reference.isUnknown && isOpaqueId(argument);
    if (!line.reference && mayBeKept) {
        const QString reason = line.reference.reason;
        line.reference = jobReference(argument);
        line.reference.isUnknown = true;
        line.reference.reason = reason;
    }
    // A refused link is not repeated: it may hold what misleads the reader.
    const bool isLink = argument.trimmed().startsWith("tuneboard:"_L1, Qt::CaseInsensitive);
    if (!line.reference)
        return wrongUse(Words::tr("%1 is not a valid reference: %2")
                            .arg(isLink ? Words::tr("this link") : quoted(argument), line.reference.reason));
    return line;
}

CommandLine readExport(const Parts &parts, CommandLine line)
{
    const bool isNamed = bool(line.reference); // by --job
    const bool hasReference = !isNamed && (!line.all || parts.others.size() > 1);
    const qsizetype wanted = hasReference ? 2 : 1;
    if (parts.others.size() > wanted)
        return wrongUse(Words::tr("one argument too many: %1").arg(quoted(parts.others.at(wanted))));
    if (parts.others.size() < wanted || parts.others.constLast().isEmpty())
        return wrongUse(Words::tr("export needs a job's id or a link, and a folder; or --all and a folder"));
    line.folder = parts.others.constLast();
    const Reference folder = Reference::parse(line.folder);
    if (!hasReference && !isNamed && folder && folder.kind != Reference::Kind::Path &&
        !QFileInfo::exists(line.folder))
        return wrongUse(Words::tr("export %1 needs a folder too").arg(quoted(line.folder)));
    return hasReference ? readReference(parts.others.constFirst(), line) : line;
}

CommandLine readTyped(const Parts &parts, CommandLine line)
{
    const CommandTerm &command = commandOf(line.mode);
    if (line.mode == Mode::Export)
        return readExport(parts, line);
    if (line.mode == Mode::List && !parts.others.isEmpty())
        return wrongUse(Words::tr("list takes no argument %1").arg(quoted(parts.others.constFirst())));
    if (parts.others.size() > 1)
        return wrongUse(Words::tr("one argument too many: %1").arg(quoted(parts.others.at(1))));
    if (parts.others.isEmpty() && !line.reference) {
        if (line.mode == Mode::Show)
            return wrongUse(Words::tr("%1 needs a job's id, a link, a file, or - for standard input")
                                .arg(QString(command.word)));
        if (line.mode == Mode::Watch)
            return wrongUse(Words::tr("%1 needs a job's id or a link").arg(QString(command.word)));
        return line;
    }
    if (parts.others.isEmpty())
        return line;
    const QString &argument = parts.others.constFirst();
    if (argument != "-"_L1)
        return readReference(argument, line);
    if (line.reference)
        return wrongUse(
            Words::tr("--job names the job already: %1 is one argument too many").arg(quoted(argument)));
    if (line.mode != Mode::Show)
        return wrongUse(Words::tr("“-” is standard input for show alone"));
    line.standardInput = true;
    return line;
}

QString wrapped(const QString &text, qsizetype indent, qsizetype width)
{
    QString out;
    qsizetype at = indent;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (at > indent && at + 1 + word.size() > width) {
            out += u'\n' + QString(indent, u' ');
            at = indent;
        } else if (at > indent) {
            out += u' ';
            ++at;
        }
        out += word;
        at += word.size();
    }
    return out;
}

QString usageLine(const CommandHelp &command)
{
    QStringList words{u"tuneboard"_s};
    if (!command.word.isEmpty())
        words += command.word;
    words += u"[OPTIONS]"_s;
    if (!command.usage.isEmpty())
        words += command.usage;
    return words.join(u' ');
}

QStringList notesOf(Mode mode)
{
    if (mode == Mode::DemoServer)
        return {};
    QStringList notes{
        Words::tr(
            "Which account is meant, in this order: --demo, --base-url, --account, the environment, the only "
            "account that is set up."),
        Words::tr(
            "Environment, as the official clients read it: OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_ORG_ID, "
            "OPENAI_PROJECT_ID.")};
    notes += Words::tr(
        "--query, --header and --header-env go to the host of the account and to no other. They are added to "
        "those that the account has itself; the same name replaces it.");
    if (mode == Mode::Watch)
        notes += Words::tr(
            "Exit codes: 0 the job has ended, 1 it could not be followed, 2 wrong use, 130 interrupted; with "
            "--exit-status 3 the job was cancelled, 4 it failed. Messages go to standard error.");
    else if (mode != Mode::Window)
        notes += Words::tr("Exit codes: 0 done, 1 failed, 2 wrong use. Messages go to standard error.");
    return notes;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    const Parts parts = splitUp(arguments);
    CommandLine line;
    line.mode = parts.mode;
    if (!parts.problem.isEmpty())
        return wrongUse(parts.problem);
    if (parts.asksHelp || parts.asksVersion) {
        line.mode = parts.asksHelp ? Mode::Help : Mode::Version;
        line.text = parts.asksHelp ? helpText(parts.mode) : u"Tuneboard " TUNEBOARD_VERSION "\n"_s;
        return line;
    }
    bool opens = false;
    if (const QString problem = applyAll(parts, line, opens); !problem.isEmpty())
        return wrongUse(problem);
    if (parts.mode == Mode::DemoServer) {
        if (!parts.options.isEmpty())
            return wrongUse(Words::tr("the options of demo-server stand behind it"));
        line.demoServerArguments = parts.behindDemoServer;
        return line;
    }
    if (parts.mode == Mode::Window && (line.link || opens))
        return readHanded(parts, line, opens);
    return readTyped(parts, line);
}

QList<CommandHelp> commandHelp()
{
    QList<CommandHelp> list;
    for (const CommandTerm &command : commands) {
        CommandHelp help{command.mode, command.word,         command.usage, Words::tr(command.help),
                         {},           notesOf(command.mode)};
        for (const OptionTerm &option : options) {
            if ((option.commands & command.bit) != 0)
                help.options += {"--"_L1 + option.name, option.value, Words::tr(option.help), option.repeats};
        }
        list += help;
    }
    return list;
}

QString helpText(Mode mode)
{
    constexpr qsizetype width = 80;
    constexpr qsizetype indent = 26;
    const QList<CommandHelp> all = commandHelp();
    const auto command =
        std::find_if(all.begin(), all.end(), [mode](const CommandHelp &c) { return c.mode == mode; });
    if (command == all.end())
        return {};
    QString out = Words::tr("Usage:") + u' ' + usageLine(*command) + "\n\n"_L1 +
                  wrapped(command->help, 0, width) + u'\n';
    if (mode == Mode::Window) {
        out += u'\n' + Words::tr("Commands:") + u'\n';
        for (const CommandHelp &other : all) {
            if (!other.word.isEmpty())
                out += "  "_L1 + other.word.leftJustified(indent - 2) + wrapped(other.help, indent, width) +
                       u'\n';
        }
        out += wrapped(Words::tr("“tuneboard COMMAND --help” has more."), 0, width) + u'\n';
    }
    out += u'\n' + Words::tr("Options:") + u'\n';
    for (const OptionHelp &option : command->options) {
        const QString name =
            "  "_L1 + option.name + (option.value.isEmpty() ? QString() : u' ' + option.value);
        out += name.size() + 2 > indent ? name + u'\n' + QString(indent, u' ') : name.leftJustified(indent);
        out += wrapped(option.help, indent, width) + u'\n';
    }
    for (const QString &note : command->notes)
        out += u'\n' + wrapped(note, 0, width) + u'\n';
    return out;
}

} // namespace tuneboard
