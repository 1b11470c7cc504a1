// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/errorwords.h"

#include "app/api/plainline.h"
#include "app/api/readwords.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

/// A text as it is, a number as written; anything else, and "None", as nothing.
QString scalar(const Value *value)
{
    const bool isText = value && (value->isString() || value->isNumber());
    return isText && !isNoText(value->text) ? value->text : QString();
}

ErrorWords wordsOf(const Value &value, int depth = 0);

/// FastAPI's {"loc": ["query", "page"], "msg": "Field required"}: "query.page: Field required".
QString located(const Value &element)
{
    QString message = scalar(element.find(u"msg"));
    if (message.isEmpty())
        message = scalar(element.find(u"message"));
    QStringList path;
    if (const Value *place = element.find(u"loc")) {
        for (const Value &step : place->children)
            path += step.text;
    }
    return message.isEmpty() || path.isEmpty() ? message : path.join(u'.') + ": "_L1 + message;
}

/// Of a list of errors: the texts of all, the code of the first.
ErrorWords fromList(const Value &list, int depth)
{
    constexpr qsizetype most = 5; // the first few say what is wrong
    ErrorWords words;
    QStringList messages;
    for (const Value &element : list.children) {
        ErrorWords one = wordsOf(element, depth);
        if (const QString text = located(element); !text.isEmpty())
            one.message = text;
        if (words.code.isEmpty())
            words.code = one.code;
        if (!one.message.isEmpty() && messages.size() < most)
            messages += one.message;
    }
    words.message = messages.join("; "_L1);
    return words;
}

/// The first text under an unknown name: {"name": ["too long"]} becomes "name: too long".
QString anyText(const Value &object, int depth)
{
    static constexpr std::array kNoWords{u"object", u"id",         u"code",       u"type", u"param",
                                         u"status", u"statusCode", u"request_id", u"time", u"success"};
    for (const Value &member : object.children) {
        const bool isWord = std::none_of(kNoWords.begin(), kNoWords.end(),
                                         [&member](const char16_t *name) { return member.key == name; });
        if (!isWord || !(member.isContainer() || member.isString()))
            continue;
        const QString text = wordsOf(member, depth + 1).message;
        if (!text.isEmpty())
            return member.isArray() ? member.key + ": "_L1 + text : text;
    }
    return {};
}

/// What an error's text, list or object says, wherever in it that stands.
ErrorWords wordsOf(const Value &value, int depth)
{
    constexpr int deepest = 8;
    ErrorWords words;
    if (depth > deepest)
        return words;
    if (value.isArray())
        return fromList(value, depth + 1);
    if (!value.isObject()) {
        words.message = scalar(&value);
        return words;
    }
    words.code = scalar(value.find(u"code"));
    words.type = scalar(value.find(u"type"));
    words.param = scalar(value.find(u"param"));
    if (words.code.isEmpty())
        words.code = scalar(value.find(u"statusCode"));
    for (const char16_t *name :
         {u"message", u"error", u"detail", u"errors", u"msg", u"error_message", u"reason", u"title"}) {
        const Value *inside = value.find(name);
        if (!inside || inside->isNull())
            continue;
        const ErrorWords found = wordsOf(*inside, depth + 1);
        const auto fill = [](QString &to, const QString &from) {
            if (to.isEmpty())
                to = from;
        };
        fill(words.message, found.message);
        // The inner object knows better what went wrong than the envelope around it.
        if (!found.code.isEmpty() && inside->isContainer())
            words.code = found.code;
        if (!found.type.isEmpty() && inside->isContainer())
            words.type = found.type;
        fill(words.param, found.param);
    }
    if (words.message.isEmpty() && !value.children.empty() && words.code.isEmpty())
        words.message = located(value);
    if (words.message.isEmpty())
        words.message = anyText(value, depth);
    return words;
}

} // namespace

ErrorWords errorWords(const Value &error)
{
    return wordsOf(error);
}

QString errorText(const Value &error)
{
    return plainLine(wordsOf(error).message, 2000);
}

} // namespace tuneboard
