// SPDX-License-Identifier: GPL-3.0-or-later
// Writes JSON in the order in which it is told, as servers do (QJsonObject sorts its keys, and knows only
// doubles).
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace tuneboard::demo {

class JsonWriter
{
public:
    // Appends to `out`, which must stay alive.
    explicit JsonWriter(QByteArray *out)
        : m_out(out)
    {
    }

    JsonWriter &beginObject();
    JsonWriter &endObject();
    JsonWriter &beginArray();
    JsonWriter &endArray();
    JsonWriter &key(QByteArrayView name);

    JsonWriter &text(QByteArrayView utf8);
    // Empty is written as null.
    JsonWriter &textOrNull(QByteArrayView utf8);
    JsonWriter &whole(qint64 number);
    // The shortest text that reads back as the same double: 2 for 2.0.
    JsonWriter &real(double number);
    // The same with a decimal point in any case: 2.0 for 2.0.
    JsonWriter &pointed(double number);
    JsonWriter &flag(bool value);
    JsonWriter &null();
    // JSON that is there already.
    JsonWriter &raw(QByteArrayView json);

    JsonWriter &text(QByteArrayView name, QByteArrayView utf8) { return key(name).text(utf8); }
    JsonWriter &textOrNull(QByteArrayView name, QByteArrayView utf8) { return key(name).textOrNull(utf8); }
    JsonWriter &whole(QByteArrayView name, qint64 number) { return key(name).whole(number); }
    JsonWriter &real(QByteArrayView name, double number) { return key(name).real(number); }
    JsonWriter &pointed(QByteArrayView name, double number) { return key(name).pointed(number); }
    JsonWriter &flag(QByteArrayView name, bool value) { return key(name).flag(value); }
    JsonWriter &null(QByteArrayView name) { return key(name).null(); }
    JsonWriter &raw(QByteArrayView name, QByteArrayView json) { return key(name).raw(json); }

private:
    void separate();

    QByteArray *m_out;
};

// The shortest text that reads back as the same double.
void appendReal(QByteArray *out, double number);

// At most `digits` digits behind the point, without trailing zeros: 0.4516 for 0.45160.
void appendRounded(QByteArray *out, double number, int digits);

} // namespace tuneboard::demo
