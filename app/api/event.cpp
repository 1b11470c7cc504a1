// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/event.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace tuneboard {

const Schema &eventSchema()
{
    using E = Event;
    static constexpr FieldRow rows[] = {
        field<&E::createdAt>("created_at", QT_TRANSLATE_NOOP("Field", "Time"),
                             QT_TRANSLATE_NOOP("Field", "When it happened."), Format::Time),
        field<&E::level>("level", QT_TRANSLATE_NOOP("Field", "Level"),
                         QT_TRANSLATE_NOOP("Field", "How serious it is.")),
        field<&E::type>("type", QT_TRANSLATE_NOOP("Field", "Type"),
                        QT_TRANSLATE_NOOP("Field", "What kind of event it is.")),
        field<&E::message>("message", QT_TRANSLATE_NOOP("Field", "Message"),
                           QT_TRANSLATE_NOOP("Field", "What the server says.")),
        field<&E::data>("data", QT_TRANSLATE_NOOP("Field", "Data"),
                        QT_TRANSLATE_NOOP("Field", "Metrics or results that belong to it.")),
        field<&E::id>("id", QT_TRANSLATE_NOOP("Field", "Event"),
                      QT_TRANSLATE_NOOP("Field", "The event's id at its server.")),
        {"object", QT_TRANSLATE_NOOP("Field", "Object"),
         QT_TRANSLATE_NOOP("Field", "The kind of object, as the server names it.")},
    };
    static constexpr Schema schema{QT_TRANSLATE_NOOP("Schema", "Event"), rows};
    return schema;
}

QString eventWord(const QString &sent)
{
    struct Known
    {
        QLatin1StringView sent;
        QString word;
    };
    // One string each: nearly every event has them.
    static const Known known[] = {
        {"info"_L1, u"info"_s},       {"information"_L1, u"info"_s},
        {"warn"_L1, u"warn"_s},       {"warning"_L1, u"warn"_s},
        {"error"_L1, u"error"_s},     {"message"_L1, u"message"_s},
        {"metrics"_L1, u"metrics"_s}, {"moderation_checks"_L1, u"moderation_checks"_s},
    };
    for (const Known &one : known) {
        if (sent.compare(one.sent, Qt::CaseInsensitive) == 0)
            return one.word;
    }
    return sent;
}

Event readEvent(const Value &value)
{
    Event event;
    readFields(value, event, eventSchema());
    event.level = eventWord(event.level);
    event.type = eventWord(event.type);
    return event;
}

} // namespace tuneboard
