// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/link/ids.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <algorithm>

namespace tuneboard {
using namespace Qt::StringLiterals;

namespace {

using Kind = Reference::Kind;

constexpr qsizetype kMaxIdChars = 256;

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

} // namespace

Reference noReference(const QString &reason)
{
    Reference reference;
    reference.reason = reason;
    return reference;
}

Reference referenceTo(Kind kind, QStringView id)
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

bool isName(QStringView text)
{
    return !text.isEmpty() && text.size() <= kMaxIdChars && text != u"." && text != u".." &&
           std::all_of(text.begin(), text.end(), [](QChar c) {
               return isAsciiLetterOrDigit(c) || c == u':' || c == u'.' || c == u'_' || c == u'-';
           });
}

bool isOpaqueId(QStringView text)
{
    constexpr qsizetype mostBytes = 1024;
    if (text.isEmpty() || text.size() > mostBytes || text.toUtf8().size() > mostBytes || hasHidden(text) ||
        text.front().isSpace() || text.back().isSpace())
        return false;
    const auto segments = text.split(u'/');
    return std::none_of(segments.begin(), segments.end(),
                        [](QStringView segment) { return segment == u"." || segment == u".."; });
}

bool hasHidden(QStringView text, bool zeroWidthToo)
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

Reference hiddenReference()
{
    return noReference(QCoreApplication::translate(
        "Reference", "it holds control characters or characters that hide what it says"));
}

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

Reference parseId(QStringView text)
{
    if (isPlainId(text, "ftckpt_"_L1) || isPlainId(text, "ftchkpt-"_L1))
        return referenceTo(Kind::Checkpoint, text);
    if (isPlainId(text, "ftjob-"_L1) || isPlainId(text, "ft-"_L1))
        return referenceTo(Kind::Job, text);
    if (isPlainId(text, "ftevent-"_L1))
        return referenceTo(Kind::Event, text);
    if (isPlainId(text, "file-"_L1))
        return referenceTo(Kind::File, text);
    if (const auto name = stepName(text); name && (isOpenAiModel(name->model) || isAzureModel(name->model))) {
        Reference reference = referenceTo(Kind::Checkpoint, text);
        reference.step = name->step;
        return reference;
    }
    if (isOpenAiModel(text) || isAzureModel(text))
        return referenceTo(Kind::Model, text);
    return {};
}

} // namespace tuneboard
