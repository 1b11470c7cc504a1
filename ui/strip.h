// SPDX-License-Identifier: GPL-3.0-or-later
// Messages above the list, one line each: what happened, whose, what next. Never a modal box.
#pragma once

#include <QHash>
#include <QWidget>

#include <functional>
#include <utility>

namespace tuneboard {

struct StripMessage
{
    enum class Tone { Information, Warning, Error };
    Tone tone = Tone::Information;
    QString text = {};                 ///< may hold a server's words; shown as plain text
    QString requestId = {};            ///< to copy; empty: none
    QString actionText = {};           ///< a button, where something can help; empty: none
    std::function<void()> action = {}; ///< runs in the strips' thread while they live
    QList<std::pair<QString, std::function<void()>>> choices = {}; ///< more buttons, in order
    bool closable = true;

    /// Whether it says the same to a reader.
    [[nodiscard]] bool sameAs(const StripMessage &other) const
    {
        return tone == other.tone && text == other.text && requestId == other.requestId &&
               actionText == other.actionText && choiceTexts() == other.choiceTexts();
    }
    [[nodiscard]] QStringList choiceTexts() const
    {
        QStringList texts;
        for (const auto &choice : choices)
            texts += choice.first;
        return texts;
    }
};

class Strips : public QWidget
{
    Q_OBJECT

public:
    explicit Strips(QWidget *parent = nullptr);

    /// Shows or replaces the message under `key`. One that was closed stays closed until it says something
    /// else.
    void show(const QString &key, const StripMessage &message);
    void remove(const QString &key);
    [[nodiscard]] QStringList texts() const;

private:
    struct Strip
    {
        StripMessage message;
        QWidget *widget = nullptr; ///< nullptr: closed by the user
    };
    [[nodiscard]] QWidget *build(const QString &key, const StripMessage &message);
    static void showText(QWidget *row, const StripMessage &message);
    void close(const QString &key);

    QHash<QString, Strip> m_strips;
};

} // namespace tuneboard
