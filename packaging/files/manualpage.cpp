// SPDX-License-Identifier: GPL-3.0-or-later
#include "packaging/files/helpfiles.h"

using namespace Qt::StringLiterals;

namespace tuneboard::packaging {

namespace {

// Text as roff shows it unchanged: hyphens stay hyphens, and no line begins with a request.
QString roff(const QString &text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'\\':
            out += "\\e"_L1;
            break;
        case u'-':
            out += "\\-"_L1;
            break;
        case u'“':
            out += "\\(lq"_L1;
            break;
        case u'”':
            out += "\\(rq"_L1;
            break;
        case u'"':
            out += "\\(dq"_L1;
            break;
        case u'`':
            out += "\\(ga"_L1;
            break;
        default:
            out += c;
        }
    }
    if (out.startsWith(u'.') || out.startsWith(u'\''))
        out.prepend("\\&"_L1);
    return out;
}

QString invocation(const CommandHelp &command)
{
    QString line = "\\fBtuneboard\\fR"_L1;
    if (!command.word.isEmpty())
        line += " \\fB"_L1 + roff(command.word) + "\\fR"_L1;
    line += " [\\fIOPTIONS\\fR]"_L1;
    if (!command.usage.isEmpty())
        line += u' ' + roff(command.usage);
    return line;
}

QString optionRows(const QList<OptionHelp> &options)
{
    QString out;
    for (const OptionHelp &option : options) {
        out += ".TP\n\\fB"_L1 + roff(option.name) + "\\fR"_L1;
        if (!option.value.isEmpty())
            out += " \\fI"_L1 + roff(option.value) + "\\fR"_L1;
        out += u'\n' + roff(option.help) + u'\n';
    }
    return out;
}

// What no option says: where things lie. The README has the table of all systems.
constexpr auto filesSection = R"(.SH FILES
.TP
.I ~/.local/share/tuneboard/archive.sqlite
every job ever seen (\fBXDG_DATA_HOME\fR is respected)
.TP
.I ~/.config/tuneboard/tuneboard.ini
layout, theme and accounts, without their keys (\fBXDG_CONFIG_HOME\fR is respected)
)"_L1;

} // namespace

QString manualPage(const QList<CommandHelp> &commands, const QString &version, QDate date)
{
    QString out = ".TH TUNEBOARD 1 \"%1\" \"Tuneboard %2\" \"User Commands\"\n"_L1.arg(
        date.toString(Qt::ISODate), version);
    out += ".SH NAME\ntuneboard \\- dashboard for language\\-model fine\\-tuning jobs\n.SH SYNOPSIS\n"_L1;
    for (const CommandHelp &command : commands)
        out += (command.word.isEmpty() ? QString() : u".br\n"_s) + invocation(command) + u'\n';

    QStringList notes;
    QString sections;
    for (const CommandHelp &command : commands) {
        for (const QString &note : command.notes) {
            if (!notes.contains(note))
                notes += note;
        }
        if (command.word.isEmpty()) {
            out += ".SH DESCRIPTION\n"_L1 + roff(command.help) + "\n.SH OPTIONS\n"_L1 +
                   optionRows(command.options);
        } else {
            sections += ".SS "_L1 + roff(command.word) + u'\n' + roff(command.help) + u'\n' +
                        optionRows(command.options);
        }
    }
    out += ".SH COMMANDS\n"_L1 + sections + ".SH NOTES\n"_L1;
    for (const QString &note : notes)
        out += ".PP\n"_L1 + roff(note) + u'\n';
    return out + filesSection;
}

} // namespace tuneboard::packaging
