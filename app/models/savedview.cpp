// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/models/savedview.h"

#include "app/api/plainline.h"
#include "app/api/terms.h"
#include "app/models/settingsfile.h"

#include <QCollator>
#include <QCoreApplication>
#include <QSettings>

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SavedView)
};

constexpr auto kGroup = "views"_L1;

QString groupOf(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

/// The values of one group, in which the settings stand, and the first one that is damaged.
class Values
{
public:
    explicit Values(QSettings &settings)
        : m_settings(settings)
    {
    }

    [[nodiscard]] QStringList list(QLatin1StringView key)
    {
        const QVariant value = m_settings.value(QString(key));
        const bool isText = value.typeId() == QMetaType::QString || value.typeId() == QMetaType::QStringList;
        if (m_settings.contains(QString(key)) && !isText && m_damaged.isEmpty())
            m_damaged = key;
        return value.toStringList();
    }
    /// A comma that somebody wrote without quotes makes a list of a text.
    [[nodiscard]] QString text(QLatin1StringView key) { return list(key).join(", "_L1); }
    [[nodiscard]] bool flag(QLatin1StringView key, bool otherwise)
    {
        const QString word = text(key);
        if (!word.isEmpty() && word != "true"_L1 && word != "false"_L1 && m_damaged.isEmpty())
            m_damaged = key;
        return word.isEmpty() ? otherwise : word == "true"_L1;
    }
    [[nodiscard]] const QString &damaged() const { return m_damaged; }

private:
    QSettings &m_settings;
    QString m_damaged;
};

QString accountText(const ViewAccount &account)
{
    return (account.uuid.isNull() ? QString() : groupOf(account.uuid)) + u':' + account.name;
}

QList<ViewAccount> readAccounts(const QStringList &texts)
{
    QList<ViewAccount> accounts;
    for (const QString &text : texts) {
        const qsizetype colon = text.indexOf(u':');
        if (colon >= 0)
            accounts.append({QUuid(text.left(colon)), text.mid(colon + 1)});
    }
    return accounts;
}

SavedView readGroup(Values &values, const QUuid &id)
{
    SavedView view{id, viewName(values.text("name"_L1))};
    view.findText = values.text("find"_L1);
    // Version 0.1 stored the words of the server.
    for (const QString &word : values.list("statuses"_L1)) {
        if (const QString key = statusKey(statusOf(word), word); !view.statuses.contains(key))
            view.statuses.append(key);
    }
    view.methods = values.list("methods"_L1);
    view.models = values.list("models"_L1);
    view.accounts = readAccounts(values.list("accounts"_L1));
    if (const QString sort = values.text("sort"_L1); !sort.isEmpty())
        view.sort = sort;
    view.descending = values.flag("descending"_L1, true);
    view.columns = readColumns(values.list("columns"_L1));
    return view;
}

// Both halves of a character beyond 16 bits stay, or neither.
QString cutName(const QString &name, qsizetype most)
{
    const bool splits = most < name.size() && name[most].isLowSurrogate();
    return name.left(splits ? most - 1 : most).trimmed();
}

} // namespace

QString viewName(const QString &name)
{
    return cutName(name.simplified(), kLongestViewName);
}

const SavedView *viewNamed(const QString &name, const QList<SavedView> &views, const QUuid &except)
{
    const auto it = std::find_if(views.begin(), views.end(), [&](const SavedView &view) {
        return view.id != except && view.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    return it == views.end() ? nullptr : std::to_address(it);
}

QString freeViewName(const QString &wish, const QList<SavedView> &views)
{
    const QString whole = wish.simplified();
    QString name = cutName(whole, kLongestViewName);
    for (int number = 2; viewNamed(name, views); ++number) {
        const QString end = u' ' + QString::number(number);
        name = cutName(whole, kLongestViewName - end.size()) + end;
    }
    return name;
}

void sortViews(QList<SavedView> &views)
{
    QCollator order;
    order.setCaseSensitivity(Qt::CaseInsensitive);
    order.setNumericMode(true);
    std::sort(views.begin(), views.end(), [&order](const SavedView &a, const SavedView &b) {
        const int names = order.compare(a.name, b.name);
        return names != 0 ? names < 0 : a.id < b.id;
    });
}

QList<SavedView> readViews(QSettings &settings, QStringList *problems)
{
    QList<SavedView> views;
    settings.beginGroup(kGroup);
    for (const QString &group : settings.childGroups()) {
        settings.beginGroup(group);
        Values values(settings);
        SavedView view = readGroup(values, QUuid(group));
        settings.endGroup();
        QString why;
        if (view.id.isNull() || groupOf(view.id) != group)
            why = Words::tr("Its id is not a UUID.");
        else if (!values.damaged().isEmpty())
            why = Words::tr("The value “%1” is damaged.").arg(values.damaged());
        else if (view.name.isEmpty())
            why = Words::tr("It has no name.");
        if (why.isEmpty())
            views.append(std::move(view));
        else if (problems)
            *problems += Words::tr("The saved view “%1” in the settings file cannot be read: %2")
                             .arg(plainLine(view.name.isEmpty() ? group : view.name, 80), why);
    }
    settings.endGroup();
    sortViews(views);
    return views;
}

bool writeView(const QSettings &settings, const SavedView &view)
{
    QSettings file(settings.fileName(), settings.format()); // a status of this writing alone
    QStringList accounts;
    std::transform(view.accounts.begin(), view.accounts.end(), std::back_inserter(accounts), &accountText);
    file.beginGroup(kGroup);
    file.beginGroup(groupOf(view.id));
    file.setValue(u"name"_s, view.name);
    file.setValue(u"sort"_s, view.sort);
    file.setValue(u"descending"_s, view.descending ? u"true"_s : u"false"_s);
    const std::pair<QString, QStringList> lists[] = {
        {u"find"_s, view.findText.isEmpty() ? QStringList() : QStringList{view.findText}},
        {u"statuses"_s, view.statuses},
        {u"methods"_s, view.methods},
        {u"models"_s, view.models},
        {u"accounts"_s, accounts},
        {u"columns"_s, columnTexts(view.columns)},
    };
    for (const auto &[key, list] : lists) {
        if (list.isEmpty()) // the file would have a word for nothing
            file.remove(key);
        else
            file.setValue(key, list);
    }
    file.endGroup();
    file.endGroup();
    return syncSettings(file);
}

bool removeView(const QSettings &settings, const QUuid &id)
{
    QSettings file(settings.fileName(), settings.format());
    file.beginGroup(kGroup);
    file.remove(groupOf(id));
    file.endGroup();
    return syncSettings(file);
}

} // namespace tuneboard
