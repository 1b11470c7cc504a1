// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/reference.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>
#include <QStringDecoder>
#include <QStringList>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Kind = Reference::Kind;

constexpr qsizetype kMaxPathChars = 4096;
constexpr qsizetype kMaxIdChars = 256;
constexpr qsizetype kMaxAccountChars = 200;
constexpr auto kScheme = "tuneboard:"_L1;

constexpr std::array tabs{"overview"_L1,    "charts"_L1, "grader"_L1, "events"_L1,
                          "checkpoints"_L1, "files"_L1,  "raw"_L1};

// Pages that are known to name a job; the id is looked for in any of their parts.
constexpr std::array providerHosts{"platform.openai.com"_L1, "ai.azure.com"_L1, "oai.azure.com"_L1,
                                   "portal.azure.com"_L1};

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

Reference none(const QString &reason)
{
    Reference reference;
    reference.reason = reason;
    return reference;
}

Reference found(Kind kind, QStringView id)
{
    Reference reference;
    reference.kind = kind;
    reference.target = kind;
    reference.id = id.toString();
    return reference;
}

bool isAsciiLetterOrDigit(QChar c)
{
    const ushort u = c.unicode();
    return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z');
}

bool isDigits(QStringView text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// The characters of every id and name that may stand in a path of the API, as decided for all of them.
bool isName(QStringView text)
{
    return !text.isEmpty() && text.size() <= kMaxIdChars && text != u"." && text != u".." &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return isAsciiLetterOrDigit(c) || c == u':' || c == u'.' || c == u'_' || c == u'-';
           });
}

bool isPlainId(QStringView text, QLatin1StringView prefix)
{
    if (!text.startsWith(prefix) || text.size() == prefix.size() || text.size() > kMaxIdChars)
        return false;
    const QStringView rest = text.sliced(prefix.size());
    return isAsciiLetterOrDigit(rest.front()) && std::all_of(rest.begin(), rest.end(), [](QChar c) {
               return isAsciiLetterOrDigit(c) || c == u'_' || c == u'-';
           });
}

// Whether somebody could hide with it what a text really says.
bool isHidden(char32_t c, bool zeroWidthToo)
{
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Other_Surrogate:
        return true;
    case QChar::Other_Format: // zero-width joiners stand in ordinary file names (emoji)
        return zeroWidthToo || (c != 0x200C && c != 0x200D);
    default: // the other 20-odd categories are visible
        return false;
    }
}

bool hasHidden(QStringView text, bool zeroWidthToo = true)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text.at(i).unicode();
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text.at(i + 1).isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
            ++i;
        }
        if (isHidden(c, zeroWidthToo))
            return true;
    }
    return false;
}

Reference hidden()
{
    return none(Words::tr("it holds control characters or characters that hide what it says"));
}

// Resolves %XX once. nullopt: a broken escape, or bytes that are no UTF-8.
std::optional<QString> percentDecoded(QStringView text)
{
    if (!text.contains(u'%'))
        return text.toString();
    const QByteArray in = text.toUtf8();
    const auto digit = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    QByteArray out;
    for (qsizetype i = 0; i < in.size(); ++i) {
        if (in.at(i) != '%') {
            out += in.at(i);
            continue;
        }
        if (i + 2 >= in.size() || digit(in.at(i + 1)) < 0 || digit(in.at(i + 2)) < 0)
            return {};
        out += char(digit(in.at(i + 1)) * 16 + digit(in.at(i + 2)));
        i += 2;
    }
    QStringDecoder decode(QStringDecoder::Utf8);
    QString result = decode.decode(out);
    if (decode.hasError())
        return {};
    return result;
}

// "…:ckpt-step-N": where the name before it ends, and N.
struct StepName
{
    QStringView model;
    qint64 step = 0;
};
std::optional<StepName> stepName(QStringView text)
{
    constexpr auto mark = ":ckpt-step-"_L1;
    const qsizetype at = text.lastIndexOf(mark);
    if (at <= 0 || !isDigits(text.sliced(at + mark.size())))
        return {};
    bool ok = false;
    const qint64 step = text.sliced(at + mark.size()).toLongLong(&ok);
    return ok ? std::optional(StepName{text.first(at), step}) : std::nullopt;
}

// ft:base:org:suffix:id, where the later parts may be missing or empty.
bool isOpenAiModel(QStringView text)
{
    if (!text.startsWith("ft:"_L1) || !isName(text))
        return false;
    const QStringView rest = text.sliced(3);
    return !rest.startsWith(u':') && rest.contains(u':') && rest.count(u':') <= 3 &&
           !rest.contains(":ckpt-step-"_L1);
}

// base.ft-<hex>[-suffix]
bool isAzureModel(QStringView text)
{
    const qsizetype at = text.indexOf(".ft-"_L1);
    if (at <= 0 || !isName(text) || text.contains(u':'))
        return false;
    const QStringView rest = text.sliced(at + 4);
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    const auto end = std::find_if_not(rest.begin(), rest.end(), isHex);
    return end - rest.begin() >= 8 && (end == rest.end() || *end == u'-');
}

Reference parseId(QStringView text)
{
    if (isPlainId(text, "ftckpt_"_L1) || isPlainId(text, "ftchkpt-"_L1))
        return found(Kind::Checkpoint, text);
    if (isPlainId(text, "ftjob-"_L1) || isPlainId(text, "ft-"_L1))
        return found(Kind::Job, text);
    if (isPlainId(text, "ftevent-"_L1))
        return found(Kind::Event, text);
    if (isPlainId(text, "file-"_L1))
        return found(Kind::File, text);
    if (const auto name = stepName(text); name && (isOpenAiModel(name->model) || isAzureModel(name->model))) {
        Reference reference = found(Kind::Checkpoint, text);
        reference.step = name->step;
        return reference;
    }
    if (isOpenAiModel(text) || isAzureModel(text))
        return found(Kind::Model, text);
    return {};
}

// One parameter of our link goes into its member. Returns what is wrong with it; empty: nothing.
QString readParameter(const QString &name, const QString &value, Reference &reference)
{
    if (name == "account"_L1) {
        if (value.size() > kMaxAccountChars)
            return Words::tr("the name of its account is too long");
        reference.account = value;
        return {};
    }
    if (name != "tab"_L1 && name != "step"_L1)
        return Words::tr("it holds a parameter that links do not have");
    if (reference.target != Kind::Job)
        return Words::tr("only a link to a job may name a tab or a step");
    if (name == "tab"_L1) {
        if (!linkTabs().contains(value))
            return Words::tr("the job page has no such tab");
        reference.tab = value;
        return {};
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
        const auto value = percentDecoded(part.sliced(equals + 1));
        if (!value)
            return Words::tr("its percent-encoding is broken");
        if (hasHidden(*value))
            return hidden().reason;
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

// `text` begins with our scheme. Read by hand and strictly: QUrl repairs what has to be refused.
Reference parseOurLink(QStringView text)
{
    if (text.toUtf8().size() > kMaxLinkBytes)
        return none(Words::tr("the link is longer than 2 KB"));
    if (hasHidden(text))
        return hidden();
    QStringView rest = text.sliced(kScheme.size());
    if (!rest.startsWith("//"_L1))
        return none(
            Words::tr("a link begins with tuneboard://job/, tuneboard://model/ or tuneboard://checkpoint/"));
    rest = rest.sliced(2);
    if (rest.contains(u'#'))
        return none(Words::tr("it holds a part that links do not have"));
    const qsizetype question = rest.indexOf(u'?');
    const QStringView path = question < 0 ? rest : rest.first(question);
    const QList<QStringView> parts = path.split(u'/');
    const auto place = std::find_if(places.begin(), places.end(), [&](const LinkPlace &p) {
        return parts.first().compare(p.word, Qt::CaseInsensitive) == 0;
    });
    if (place == places.end())
        return none(
            Words::tr("a link begins with tuneboard://job/, tuneboard://model/ or tuneboard://checkpoint/"));
    if (parts.size() != 2)
        return none(Words::tr("it holds a part that links do not have"));
    const auto id = percentDecoded(parts.at(1));
    if (!id)
        return none(Words::tr("its percent-encoding is broken"));
    if (hasHidden(*id))
        return hidden();
    if (!isName(*id))
        return none(Words::tr("what it names cannot be an id"));
    Reference reference = found(Kind::Link, *id);
    reference.target = place->target;
    if (const auto name = stepName(*id); name && place->target == Kind::Checkpoint)
        reference.step = name->step;
    if (question >= 0) {
        if (const QString problem = readParameters(rest.sliced(question + 1), reference); !problem.isEmpty())
            return none(problem);
    }
    return reference;
}

// https://platform.openai.com/finetune/ftjob-…, Azure's portal: the one job (else file) that it names.
Reference parseWebAddress(QStringView text)
{
    const QUrl url(text.toString(), QUrl::StrictMode);
    const bool known = std::any_of(providerHosts.begin(), providerHosts.end(), [&](QLatin1StringView host) {
        return url.host().compare(host, Qt::CaseInsensitive) == 0;
    });
    if (!url.isValid() || url.scheme() != "https"_L1 || !known || !url.userInfo().isEmpty() ||
        url.port() != -1)
        return none(Words::tr("it is not the address of a known provider's page"));
    QSet<QString> jobs;
    QSet<QString> files;
    for (QString part : text.toString().split(u'/')) {
        const auto decoded = percentDecoded(part);
        // A portal packs whole paths into a parameter, so the decoded text is taken apart again.
        for (QChar &c : part = decoded.value_or(part)) {
            if (u"?&=#;,/"_s.contains(c))
                c = u' ';
        }
        for (const QString &word : part.split(u' ', Qt::SkipEmptyParts)) {
            const Reference inside = parseId(word);
            if (inside.kind == Kind::Job)
                jobs.insert(word);
            else if (inside.kind == Kind::File)
                files.insert(word);
        }
    }
    const QSet<QString> &ids = jobs.isEmpty() ? files : jobs;
    if (ids.size() != 1)
        return none(ids.isEmpty() ? Words::tr("the page's address names no job")
                                  : Words::tr("it names several jobs"));
    Reference reference = found(Kind::ProviderPage, *ids.begin());
    reference.target = jobs.isEmpty() ? Kind::File : Kind::Job;
    return reference;
}

bool hasDataSuffix(QStringView text)
{
    constexpr std::array suffixes{".json"_L1, ".jsonl"_L1, ".csv"_L1};
    return std::any_of(suffixes.begin(), suffixes.end(), [text](QLatin1StringView suffix) {
        return text.size() > suffix.size() && text.endsWith(suffix, Qt::CaseInsensitive);
    });
}

bool hasDrive(QStringView text)
{
    return text.size() > 2 && text.at(1) == u':' && (text.at(2) == u'\\' || text.at(2) == u'/') &&
           isAsciiLetterOrDigit(text.at(0)) && !text.at(0).isDigit();
}

bool looksLikePath(QStringView text)
{
    return hasDataSuffix(text) || text.startsWith(u'/') || text.startsWith("./"_L1) ||
           text.startsWith("../"_L1) || text.startsWith("~/"_L1) || text.startsWith(".\\"_L1) ||
           text.startsWith("..\\"_L1) || text.startsWith("\\\\"_L1) || hasDrive(text);
}

bool startsWithWord(QStringView text, QLatin1StringView word)
{
    return text.startsWith(word, Qt::CaseInsensitive);
}

Reference localPath(QStringView text)
{
    if (text.size() > kMaxPathChars)
        return none(Words::tr("the path is too long"));
    QString path = text.toString();
    if (startsWithWord(text, "file:"_L1)) {
        const QUrl url(path, QUrl::StrictMode);
        const bool here = url.host().isEmpty() || url.host() == "localhost"_L1;
        if (!url.isValid() || !here || !url.userInfo().isEmpty() || url.port() != -1 || url.hasQuery() ||
            url.hasFragment())
            return none(Words::tr("it is not the path of a file on this machine"));
        path = QUrl::fromEncoded("file://" + url.path(QUrl::FullyEncoded).toUtf8()).toLocalFile();
    } else if (text.startsWith("~/"_L1)) {
        path = QDir::homePath() + path.mid(1);
    }
    if (path.isEmpty())
        return none(Words::tr("it is empty"));
    if (hasHidden(path, false))
        return hidden();
    QString slashes = path;
    slashes.replace(u'\\', u'/');
    if (slashes.startsWith("//"_L1) || slashes.startsWith("/?\?/"_L1))
        return none(Words::tr("it is the path of another machine or of a device, which is not opened"));
    if (path.startsWith(u'-'))
        return none(Words::tr("it begins with a hyphen, as options do"));
    Reference reference;
    reference.kind = Kind::Path;
    reference.target = Kind::Path;
    reference.path = path;
    return reference;
}

bool isBlank(QChar c)
{
    return c.isSpace() || c == QChar(0x200B) || c == QChar(0xFEFF);
}

QStringView withoutBlanks(QStringView text)
{
    while (!text.isEmpty() && isBlank(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isBlank(text.back()))
        text.chop(1);
    return text;
}

// Takes off what stands around a reference in a sentence, a mail or a program text.
QStringView withoutWrapping(QStringView text)
{
    static const QString opening = u"\"'`<([{*“”„‘’‚«»‹›"_s;
    static const QString closing = u"\"'`>)]}“”‘’«»‹›.,;:!?…*"_s;
    text = withoutBlanks(text);
    while (!text.isEmpty() && (opening.contains(text.front()) || isBlank(text.front())))
        text = text.sliced(1);
    while (!text.isEmpty() && (closing.contains(text.back()) || isBlank(text.back())))
        text.chop(1);
    return text;
}

// One pair of quotes or brackets around the whole, as file managers put around paths.
QStringView withoutPair(QStringView text)
{
    constexpr std::array<std::pair<char16_t, char16_t>, 3> pairs{
        {{u'"', u'"'}, {u'\'', u'\''}, {u'<', u'>'}}};
    for (const auto &[open, close] : pairs) {
        if (text.size() > 2 && text.front() == open && text.back() == close)
            return withoutBlanks(text.sliced(1, text.size() - 2));
    }
    return text;
}

// Without blanks and wrapping, and percent-decoded as a whole where that is what made it unreadable.
Reference parseBare(QStringView text)
{
    if (startsWithWord(text, kScheme))
        return parseOurLink(text);
    if (startsWithWord(text, "https://"_L1) || startsWithWord(text, "http://"_L1))
        return text.size() > kMaxPathChars ? none(Words::tr("it is too long")) : parseWebAddress(text);
    if (Reference reference = parseId(text))
        return reference;
    return {};
}

} // namespace

Reference Reference::parse(QStringView text)
{
    if (text.size() > 3 * kMaxPathChars)
        return none(Words::tr("it is too long"));
    const QStringView whole = withoutBlanks(text);
    if (whole.isEmpty())
        return none(Words::tr("it is empty"));
    if (whole.startsWith(u'-'))
        return none(Words::tr("it begins with a hyphen, as options do"));
    const QStringView bare = withoutWrapping(whole);
    if (startsWithWord(bare, kScheme))
        return parseOurLink(bare);
    const QStringView paired = withoutPair(whole);
    if (startsWithWord(paired, "file:"_L1))
        return localPath(paired);
    const bool isAddress = startsWithWord(bare, "http:"_L1) || startsWithWord(bare, "https:"_L1);
    if (!isAddress && (looksLikePath(paired) || looksLikePath(bare)))
        return localPath(looksLikePath(paired) ? paired : bare);
    if (hasHidden(bare))
        return hidden();
    Reference reference = parseBare(bare);
    if (reference || !reference.reason.isEmpty())
        return reference;
    if (bare.contains(u'%')) {
        const auto decoded = percentDecoded(bare);
        if (!decoded)
            return none(Words::tr("its percent-encoding is broken"));
        const QStringView again = withoutWrapping(*decoded);
        if (hasHidden(again))
            return hidden();
        reference = again.startsWith(u'-') ? none(Words::tr("it begins with a hyphen, as options do"))
                                           : parseBare(again);
        if (reference || !reference.reason.isEmpty())
            return reference;
    }
    return none(
        Words::tr("it is no id of a job, model, checkpoint, file or event, no link, and no path of a JSON or "
                  "CSV file"));
}

Reference Reference::parseLink(QStringView text)
{
    if (!startsWithWord(text, kScheme))
        return none(Words::tr("only links that begin with tuneboard: are taken here"));
    return parseOurLink(text);
}

Reference Reference::parseLocalPath(QStringView text)
{
    const bool otherAddress = text.contains("://"_L1) && !startsWithWord(text, "file:"_L1);
    if (otherAddress || startsWithWord(text, kScheme))
        return none(Words::tr("only paths of files on this machine are taken here"));
    return localPath(text);
}

QStringList linkTabs()
{
    return {tabs.begin(), tabs.end()};
}

namespace {
// A full stop too: at the end of a sentence it would be taken for the sentence's.
QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text, {}, "."));
}

QString encodedEnd(const QString &id)
{
    return id.chopped(1) + (isAsciiLetterOrDigit(id.back()) ? id.right(1) : encoded(id.right(1)));
}

QString link(Kind target, const QString &id, const QString &account, const QString &tab,
             std::optional<qint64> step)
{
    const auto place = std::find_if(places.begin(), places.end(),
                                    [target](const LinkPlace &p) { return p.target == target; });
    if (place == places.end() || !isName(id) || (!tab.isEmpty() && !linkTabs().contains(tab)) ||
        step.value_or(0) < 0 || hasHidden(account) || account.size() > kMaxAccountChars)
        return {};
    QStringList parameters;
    if (!account.isEmpty())
        parameters += "account="_L1 + encoded(account);
    if (!tab.isEmpty())
        parameters += "tab="_L1 + tab;
    if (step)
        parameters += "step="_L1 + QString::number(*step);
    QString text = kScheme + "//"_L1 + place->word + u'/' + encodedEnd(id);
    if (!parameters.isEmpty())
        text += u'?' + parameters.join(u'&');
    return text;
}
} // namespace

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

QString modelOf(const Reference &reference)
{
    if (reference.target == Kind::Model)
        return reference.id;
    const auto name = stepName(reference.id);
    return reference.target == Kind::Checkpoint && name ? name->model.toString() : QString();
}

Reference parseReference(ReferenceOrigin origin, QStringView text)
{
    switch (origin) {
    case ReferenceOrigin::Typed:
        return Reference::parse(text);
    case ReferenceOrigin::LinkHandler:
        return Reference::parseLink(text);
    case ReferenceOrigin::FileAssociation:
        return Reference::parseLocalPath(text);
    }
    return {};
}

} // namespace tuneboard
