// SPDX-License-Identifier: GPL-3.0-or-later
#include "packaging/files/helpfiles.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tuneboard::packaging {

namespace {

constexpr auto header = "# SPDX-License-Identifier: GPL-3.0-or-later\n"_L1;

// The beginning of a help text, as much as fits beside an option.
QString brief(const QString &help)
{
    static const QRegularExpression end(u"[.;:,]( |$)|\\("_s);
    const qsizetype at = help.indexOf(end);
    return (at > 0 ? help.first(at) : help).trimmed();
}

QString inSingleQuotes(QString text)
{
    return u'\'' + text.replace(u'\'', "'\\''"_L1) + u'\'';
}

QStringList choices(const OptionHelp &option)
{
    return option.value.contains(u'|') ? option.value.split(u'|') : QStringList();
}

QStringList wordsOf(const QList<CommandHelp> &commands)
{
    QStringList words;
    for (const CommandHelp &command : commands) {
        if (!command.word.isEmpty())
            words += command.word;
    }
    return words;
}

bool takesFile(const CommandHelp &command)
{
    return command.usage.contains("REF"_L1);
}

// The values of the option that stands before the cursor; one case for all commands.
QString bashValues(const QList<CommandHelp> &commands)
{
    QStringList rows;
    for (const CommandHelp &command : commands) {
        for (const OptionHelp &option : command.options) {
            if (option.value.isEmpty())
                continue;
            QString answer = u"COMPREPLY=()"_s;
            if (option.value == "FILE"_L1)
                answer = u"mapfile -t COMPREPLY < <(compgen -f -- \"$current\")"_s;
            else if (const QStringList words = choices(option); !words.isEmpty())
                answer =
                    "mapfile -t COMPREPLY < <(compgen -W \"%1\" -- \"$current\")"_L1.arg(words.join(u' '));
            const QString row = "    %1:%2) %3; return ;;\n"_L1.arg(command.word, option.name, answer);
            if (!rows.contains(row))
                rows += row;
        }
    }
    return rows.join(QString());
}

QString zshSpec(const OptionHelp &option)
{
    QString help = brief(option.help);
    help.replace(QRegularExpression(u"([\\[\\]:\\\\])"_s), u"\\\\1"_s);
    QString spec = (option.repeats ? u"*"_s : QString()) + option.name; // else it is offered once
    if (option.value.isEmpty())
        return inSingleQuotes(spec + u'[' + help + u']');
    spec +=
        "=["_L1 + help + "]:"_L1 + (choices(option).isEmpty() ? option.value.toLower() : u"value"_s) + u':';
    if (option.value == "FILE"_L1)
        spec += "_files"_L1;
    else if (const QStringList words = choices(option); !words.isEmpty())
        spec += u'(' + words.join(u' ') + u')';
    return inSingleQuotes(spec);
}

QString zshArguments(const CommandHelp &command, const QString &indent)
{
    QString out = indent + "_arguments"_L1;
    for (const OptionHelp &option : command.options)
        out += " \\\n"_L1 + indent + "    "_L1 + zshSpec(option);
    if (takesFile(command))
        out += " \\\n"_L1 + indent + "    '*:reference:_files -g \"*.(json|csv)(-.)\"'"_L1;
    return out + u'\n';
}

} // namespace

QString bashCompletion(const QList<CommandHelp> &commands)
{
    QString out = header + "# Completion of tuneboard for bash.\n"_L1 + R"(_tuneboard()
{
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command='' files=no options='' word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in
)"_L1 + "        %1) command=$word; break ;;\n"_L1.arg(wordsOf(commands).join(u'|')) +
                  R"(        esac
    done
    case $command:$previous in
)"_L1 + bashValues(commands) +
                  "    esac\n    case $command in\n"_L1;
    for (const CommandHelp &command : commands) {
        QStringList names;
        for (const OptionHelp &option : command.options)
            names += option.name;
        if (command.word.isEmpty())
            names = wordsOf(commands) + names;
        out += "    %1) options=\"%2\"%3 ;;\n"_L1.arg(command.word.isEmpty() ? u"''"_s : command.word,
                                                      names.join(u' '),
                                                      takesFile(command) ? u" files=yes"_s : QString());
    }
    return out + R"(    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$current")
    if [[ $files == yes && $current != -* ]]; then
        mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -o filenames -F _tuneboard tuneboard
)"_L1;
}

QString zshCompletion(const QList<CommandHelp> &commands)
{
    QString out = "#compdef tuneboard\n"_L1 + header +
                  "# Completion of tuneboard for zsh.\n_tuneboard() {\n"_L1 +
                  "    local word\n    for word in ${words[2,CURRENT-1]}; do\n        case $word in\n"_L1;
    QString window;
    for (const CommandHelp &command : commands) {
        if (command.word.isEmpty()) {
            window = zshArguments(command, u"    "_s);
            continue;
        }
        out += "        (%1)\n"_L1.arg(command.word);
        out += "            shift words; (( CURRENT-- ))\n"_L1 + zshArguments(command, u"            "_s) +
               "            return ;;\n"_L1;
    }
    out += "        esac\n    done\n    if [[ $PREFIX != -* ]]; then\n        local -a commands=(\n"_L1;
    for (const CommandHelp &command : commands) {
        if (!command.word.isEmpty())
            out += "            "_L1 + inSingleQuotes(command.word + u':' + brief(command.help)) + u'\n';
    }
    return out + "        )\n        _describe command commands\n    fi\n"_L1 + window +
           "}\n_tuneboard \"$@\"\n"_L1;
}

QString fishCompletion(const QList<CommandHelp> &commands)
{
    QString out = header + "# Completion of tuneboard for fish.\n"_L1;
    const QString words = wordsOf(commands).join(u' ');
    const QString none = "-n 'not __fish_seen_subcommand_from %1'"_L1.arg(words);
    for (const CommandHelp &command : commands) {
        if (!command.word.isEmpty())
            out += "complete -c tuneboard %1 -a %2 -d %3\n"_L1.arg(none, command.word,
                                                                   inSingleQuotes(brief(command.help)));
        const QString where =
            command.word.isEmpty() ? none : "-n '__fish_seen_subcommand_from %1'"_L1.arg(command.word);
        if (!takesFile(command))
            out += "complete -c tuneboard %1 -f\n"_L1.arg(where);
        for (const OptionHelp &option : command.options) {
            out += "complete -c tuneboard %1 -l %2"_L1.arg(where, option.name.mid(2));
            if (const QStringList list = choices(option); !list.isEmpty())
                out += " -x -a '%1'"_L1.arg(list.join(u' '));
            else if (option.value == "FILE"_L1)
                out += " -r -F"_L1;
            else if (!option.value.isEmpty())
                out += " -x"_L1;
            out += " -d "_L1 + inSingleQuotes(brief(option.help)) + u'\n';
        }
    }
    return out;
}

} // namespace tuneboard::packaging
