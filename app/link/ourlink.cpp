// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/ourlink.h"

#include "app/link/ids.h"

#include <QCoreApplication>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Kind = Reference::Kind;

constexpr qsizetype kMaxAccountChars = 200;
constexpr auto kScheme = "tuneboard:"_L1;

// A tab's key, and further words for it in links: the same key for a tab's own word.
struct TabWord
{
    QLatin1StringView word;
    QLatin1StringView key;
};
constexpr std::array tabWords{
    TabWord{"overview"_L1, "overview"_L1}, TabWord{"charts"_L1, "charts"_L1},
    TabWord{"method"_L1, "method"_L1},     TabWord{"grader"_L1, "method"_L1},
    TabWord{"graders"_L1, "method"_L1},    TabWord{"events"_L1, "events"_L1},
    TabWord{"files"_L1, "files"_L1},       TabWord{"checkpoints"_L1, "checkpoints"_L1},
    TabWord{"raw"_L1, "raw"_L1},
};

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

// One parameter of our link goes into its member. Returns what is wrong with it; empty: nothing.
QString readParameter(const QString &name, const QString &value, Reference &reference)
{
    if (name == "account"_L1) {
        if (value.size() > kMaxAccountChars)
            return Words::tr("the name of its account is too long");
        reference.account = value;
        return {};
    }
    if (reference.target != Kind::Job)
        return Words::tr("only a link to a job may name a tab or a step");
    if (name == "tab"_L1) {
        reference.tab = tabKey(value);
        return reference.tab.isEmpty() ? Words::tr("the job page has no such tab") : QString();
    }
    bool ok = false;
    const qint64 step = value.toLongLong(&ok);
    if (!ok || !isDigits(value))
        return Words::tr("its step is not a number");
    reference.step = step;
    return {};
}

QString readParameters(QStringView query, Reference &reference)
{
    QSet<QString> seen;
    for (const QStringView part : query.split(u'&')) {
        const qsizetype equals = part.indexOf(u'=');
        if (equals <= 0 || equals + 1 == part.size())
            return Words::tr("it holds an empty parameter");
        const QString name = part.first(equals).toString();
        if (name != "account"_L1 && name != "tab"_L1 && name != "step"_L1)
            continue; // of a later version
        const auto value = percentDecoded(part.sliced(equals + 1));
        if (!value)
            return Words::tr("its percent-encoding is broken");
        if (hasHidden(*value))
            return hiddenReference().reason;
        if (seen.contains(name))
            return Words::tr("it holds a parameter twice");
        seen.insert(name);
        if (QString problem = readParameter(name, *value, reference); !problem.isEmpty())
            return problem;
    }
    return {};
}

struct LinkPlace
{
    QLatin1StringView word;
    Kind target;
};
constexpr std::array places{LinkPlace{"job"_L1, Kind::Job}, LinkPlace{"model"_L1, Kind::Model},
                            LinkPlace{"checkpoint"_L1, Kind::Checkpoint}};

// A full stop too: at the end of a sentence it would be taken for the sentence's.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, {}, "."));
}

// An id as one part of a path. Colons are read more easily as they are; the last character is encoded unless
// it is a letter or a digit, for the same reason as the full stop.
QString encodedId(const QString &id)
{
    const auto plain = [](const QString &text) {
        return QString::fromLatin1(QUrl::toPercentEncoding(text, ":"));
    };
    const QChar last = id.back();
    if (isAsciiLetterOrDigit(last) || last.unicode() > 0x7F)
        return plain(id);
    return plain(id.chopped(1)) + u"%%1"_s.arg(uint(last.unicode()), 2, 16, QLatin1Char('0')).toUpper();
}

QString link(Kind target, const QString &id, const QString &account, const QString &tab,
             std::optional<qint64> step)
{
    const auto place = std::find_if(places.begin(), places.end(),
                                    [target](const LinkPlace &p) { return p.target == target; });
    if (place == places.end() || !isOpaqueId(id) || (!tab.isEmpty() && tabKey(tab).isEmpty()) ||
        step.value_or(0) < 0 || hasHidden(account) || account.size() > kMaxAccountChars)
        return {};
    QStringList parameters;
    if (!account.isEmpty())
        parameters += "account="_L1 + encoded(account);
    if (!tab.isEmpty())
        parameters += "tab="_L1 + tabKey(tab);
    if (step)
        parameters += "step="_L1 + QString::number(*step);
    QString text = kScheme + "//"_L1 + place->word + u'/' + encodedId(id);
    if (!parameters.isEmpty())
        text += u'?' + parameters.join(u'&');
    return text;
}

} // namespace

bool isOurLink(QStringView text)
{
    return text.startsWith(kScheme, Qt::CaseInsensitive);
}

// QUrl would repair what has to be refused.
Reference parseOurLink(QStringView text)
{
    if (text.toUtf8().size() > kMaxLinkBytes)
        return noReference(Words::tr("the link is longer than 8 KB"));
    if (hasHidden(text))
        return hiddenReference();
    QStringView rest = text.sliced(kScheme.size());
    if (!rest.startsWith("//"_L1))
        return noReference(
            Words::tr("a link begins with tuneboard://job/, tuneboard://model/ or tuneboard://checkpoint/"));
    rest = rest.sliced(2);
    const auto isLoose = [](QChar c) {
        return c.isSpace() || u"\"<>\\^`{|}"_s.contains(c);
    };
    const QStringView named = rest.first(rest.contains(u'?') ? rest.indexOf(u'?') : rest.size());
    if (std::any_of(named.begin(), named.end(), isLoose))
        return noReference(Words::tr("it holds characters that a link has to encode"));
    if (rest.contains(u'#'))
        return noReference(Words::tr("it holds a part that links do not have"));
    const qsizetype question = rest.indexOf(u'?');
    const QStringView path = question < 0 ? rest : rest.first(question);
    const QList<QStringView> parts = path.split(u'/');
    const auto place = std::find_if(places.begin(), places.end(), [&](const LinkPlace &p) {
        return parts.first().compare(p.word, Qt::CaseInsensitive) == 0;
    });
    if (place == places.end())
        return noReference(
            Words::tr("a link begins with tuneboard://job/, tuneboard://model/ or tuneboard://checkpoint/"));
    if (parts.size() != 2)
        return noReference(Words::tr("it holds a part that links do not have"));
    const auto id = percentDecoded(parts.at(1));
    if (!id)
        return noReference(Words::tr("its percent-encoding is broken"));
    if (hasHidden(*id))
        return hiddenReference();
    if (!isOpaqueId(*id))
        return noReference(Words::tr("what it names cannot be an id"));
    Reference reference = referenceTo(Kind::Link, *id);
    reference.target = place->target;
    if (const auto name = stepName(*id); name && place->target == Kind::Checkpoint)
        reference.step = name->step;
    if (question >= 0) {
        if (const QString problem = readParameters(rest.sliced(question + 1), reference); !problem.isEmpty())
            return noReference(problem);
    }
    return reference;
}

QString tabKey(const QString &word)
{
    const auto it = std::find_if(tabWords.begin(), tabWords.end(),
                                 [&word](const TabWord &tab) { return tab.word == word; });
    return it == tabWords.end() ? QString() : QString(it->key);
}

QString jobLink(const QString &id, const QString &account, const QString &tab, std::optional<qint64> step)
{
    return link(Kind::Job, id, account, tab, step);
}

QString modelLink(const QString &name, const QString &account)
{
    return link(Kind::Model, name, account, {}, {});
}

QString checkpointLink(const QString &id, const QString &account)
{
    return link(Kind::Checkpoint, id, account, {}, {});
}

QString linkTo(const Reference &reference)
{
    const bool isJob = reference.target == Kind::Job;
    return link(reference.target, reference.id, reference.account, isJob ? reference.tab : QString(),
                isJob ? reference.step : std::nullopt);
}

} // namespace tuneboard
