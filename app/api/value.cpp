// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/value.h"

#include "app/api/readnumber.h"

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr qsizetype kMaxNumberChars = 2000; // a longer text is worth no look

} // namespace

const Value *Value::find(QStringView name) const
{
    if (kind != Kind::Object)
        return nullptr;
    for (auto it = children.rbegin(); it != children.rend(); ++it) {
        if (it->key == name)
            return &*it;
    }
    return nullptr;
}

QString Value::string(QStringView name) const
{
    const Value *member = find(name);
    return member && member->isString() ? member->text : QString();
}

std::optional<qint64> Value::toInteger() const
{
    if (kind != Kind::Number && kind != Kind::String)
        return std::nullopt;
    return text.size() <= kMaxNumberChars ? integerOf(text.trimmed().toStdString()) : std::nullopt;
}

std::optional<double> Value::toDouble() const
{
    if (kind != Kind::Number && kind != Kind::String)
        return std::nullopt;
    return text.size() <= kMaxNumberChars ? sentNumber(text.trimmed().toStdString()) : std::nullopt;
}

std::optional<bool> Value::toBool() const
{
    return kind == Kind::Bool ? std::optional(text == "true"_L1) : std::nullopt;
}

QString Value::literal() const
{
    if (!isContainer())
        return text;
    if (!children.empty())
        return {};
    return isObject() ? u"{}"_s : u"[]"_s;
}

namespace {

void appendQuoted(QString &out, const QString &text)
{
    out += u'"';
    for (const QChar c : text) {
        switch (c.unicode()) {
        case u'"':
            out += "\\\""_L1;
            break;
        case u'\\':
            out += "\\\\"_L1;
            break;
        case u'\n':
            out += "\\n"_L1;
            break;
        case u'\r':
            out += "\\r"_L1;
            break;
        case u'\t':
            out += "\\t"_L1;
            break;
        default:
            if (c.unicode() < 0x20)
                out += u"\\u%1"_s.arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
            else
                out += c;
        }
    }
    out += u'"';
}

void appendJson(QString &out, const Value &value, int indent, int depth)
{
    if (value.kind == Value::Kind::String) {
        appendQuoted(out, value.text);
        return;
    }
    if (!value.isContainer() || value.children.empty()) {
        out += value.literal();
        return;
    }
    const auto newLine = [&](int level) {
        if (indent >= 0)
            out += u'\n' + QString(qsizetype(indent) * level, u' ');
    };
    out += value.isObject() ? u'{' : u'[';
    bool first = true;
    for (const Value &child : value.children) {
        if (!first)
            out += u',';
        first = false;
        newLine(depth + 1);
        if (value.isObject()) {
            appendQuoted(out, child.key);
            out += indent >= 0 ? ": "_L1 : ":"_L1;
        }
        appendJson(out, child, indent, depth + 1);
    }
    newLine(depth);
    out += value.isObject() ? u'}' : u']';
}

} // namespace

QString toJson(const Value &value, int indent)
{
    QString out;
    appendJson(out, value, indent, 0);
    return out;
}

} // namespace tuneboard
