// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/reference.h"

#include "app/link/ids.h"
#include "app/link/ourlink.h"

#include <QCoreApplication>
#include <QDir>
#include <QSet>
#include <QUrl>

#include <algorithm>
#include <array>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Kind = Reference::Kind;

constexpr qsizetype kMaxPathChars = 4096;

// Pages that are known to name a job; the id is looked for in any of their parts.
constexpr std::array providerHosts{"platform.openai.com"_L1, "ai.azure.com"_L1, "oai.azure.com"_L1,
                                   "portal.azure.com"_L1};

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

// https://platform.openai.com/finetune/ftjob-…, Azure's portal: the one job (else file) that it names.
Reference parseWebAddress(QStringView text)
{
    const QUrl url(text.toString(), QUrl::StrictMode);
    const bool known = std::any_of(providerHosts.begin(), providerHosts.end(), [&](QLatin1StringView host) {
        return url.host().compare(host, Qt::CaseInsensitive) == 0;
    });
    if (!url.isValid() || url.scheme() != "https"_L1 || !known || !url.userInfo().isEmpty() ||
        url.port() != -1)
        return noReference(Words::tr("it is not the address of a known provider's page"));
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
        return noReference(ids.isEmpty() ? Words::tr("the page's address names no job")
                                         : Words::tr("it names several jobs"));
    Reference reference = referenceTo(Kind::ProviderPage, *ids.begin());
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
        return noReference(Words::tr("the path is too long"));
    QString path = text.toString();
    if (startsWithWord(text, "file:"_L1)) {
        const QUrl url(path, QUrl::StrictMode);
        const bool here = url.host().isEmpty() || url.host() == "localhost"_L1;
        if (!url.isValid() || !here || !url.userInfo().isEmpty() || url.port() != -1 || url.hasQuery() ||
            url.hasFragment())
            return noReference(Words::tr("it is not the path of a file on this machine"));
        path = QUrl::fromEncoded("file://" + url.path(QUrl::FullyEncoded).toUtf8()).toLocalFile();
    } else if (text.startsWith("~/"_L1)) {
        path = QDir::homePath() + path.mid(1);
    }
    if (path.isEmpty())
        return noReference(Words::tr("it is empty"));
    if (hasHidden(path, false))
        return hiddenReference();
    QString slashes = path;
    slashes.replace(u'\\', u'/');
    if (slashes.startsWith("//"_L1) || slashes.startsWith("/?\?/"_L1))
        return noReference(
            Words::tr("it is the path of another machine or of a device, which is not opened"));
    if (path.startsWith(u'-'))
        return noReference(Words::tr("it begins with a hyphen, as options do"));
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
    if (isOurLink(text))
        return parseOurLink(text);
    if (startsWithWord(text, "https://"_L1) || startsWithWord(text, "http://"_L1))
        return text.size() > kMaxPathChars ? noReference(Words::tr("it is too long")) : parseWebAddress(text);
    if (Reference reference = parseId(text))
        return reference;
    return {};
}

} // namespace

Reference Reference::parse(QStringView text)
{
    if (text.size() > 3 * kMaxPathChars)
        return noReference(Words::tr("it is too long"));
    const QStringView whole = withoutBlanks(text);
    if (whole.isEmpty())
        return noReference(Words::tr("it is empty"));
    if (whole.startsWith(u'-'))
        return noReference(Words::tr("it begins with a hyphen, as options do"));
    const QStringView bare = withoutWrapping(whole);
    if (isOurLink(bare))
        return parseOurLink(bare);
    const QStringView paired = withoutPair(whole);
    if (startsWithWord(paired, "file:"_L1))
        return localPath(paired);
    const bool isAddress = startsWithWord(bare, "http:"_L1) || startsWithWord(bare, "https:"_L1);
    if (!isAddress && (looksLikePath(paired) || looksLikePath(bare)))
        return localPath(looksLikePath(paired) ? paired : bare);
    if (hasHidden(bare))
        return hiddenReference();
    Reference reference = parseBare(bare);
    if (reference || !reference.reason.isEmpty())
        return reference;
    if (bare.contains(u'%')) {
        const auto decoded = percentDecoded(bare);
        if (!decoded) {
            reference = noReference(Words::tr("its percent-encoding is broken"));
            reference.isUnknown = true;
            return reference;
        }
        const QStringView again = withoutWrapping(*decoded);
        if (hasHidden(again))
            return hiddenReference();
        reference = again.startsWith(u'-') ? noReference(Words::tr("it begins with a hyphen, as options do"))
                                           : parseBare(again);
        if (reference || !reference.reason.isEmpty())
            return reference;
    }
    reference = noReference(
        Words::tr("it is not the id of a job, model, checkpoint, file or event, not a link, and not the path "
                  "of a JSON or CSV file"));
    reference.isUnknown = true;
    return reference;
}

Reference Reference::parseLink(QStringView text)
{
    if (!isOurLink(text))
        return noReference(Words::tr("only links that begin with tuneboard: are taken here"));
    return parseOurLink(text);
}

Reference Reference::parseLocalPath(QStringView text)
{
    const bool otherAddress = text.contains("://"_L1) && !startsWithWord(text, "file:"_L1);
    if (otherAddress || isOurLink(text))
        return noReference(Words::tr("only paths of files on this machine are taken here"));
    return localPath(text);
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
