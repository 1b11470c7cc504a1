// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"

#include <QActionGroup>
#include <QShortcut>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// In the list; with Alt and an arrow everywhere.
constexpr Qt::Key kBackKey = Qt::Key_BracketLeft;
constexpr Qt::Key kForwardKey = Qt::Key_BracketRight;

} // namespace

Actions::Actions(QWidget *window)
    : QObject(window)
    , m_window(window)
    , m_themes(new QActionGroup(this))
    , m_places(new QActionGroup(this))
{
    refresh = add(u"refresh"_s, tr("&Refresh"), {Qt::Key_F5, QKeySequence(Qt::CTRL | Qt::Key_R)});
    stopLoading = add(u"stopLoading"_s, tr("Stop &loading the list"));
    stopLoading->setEnabled(false);
    openFile = add(u"openFile"_s, tr("Open &file…"), {QKeySequence(Qt::CTRL | Qt::Key_O)});
    openReference = add(u"openReference"_s, tr("&Open id or link from the clipboard"),
                        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_V)});
    pauseFollowing = add(u"pauseFollowing"_s, tr("Pause follo&wing running jobs"));
    pauseFollowing->setCheckable(true);
    pauseDetails = add(u"pauseDetails"_s, tr("&Pause reading details of all jobs"));
    pauseDetails->setCheckable(true);
    exportTable = add(u"exportTable"_s, tr("&Export…"), {QKeySequence(Qt::CTRL | Qt::Key_E)});
    addAccount = add(u"addAccount"_s, tr("&Add an account…"));
    manageAccounts =
        add(u"manageAccounts"_s, tr("A&ccounts…"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_A)});
    settings = add(u"settings"_s, tr("&Settings…"), {QKeySequence(Qt::CTRL | Qt::Key_Comma)});
    quit = add(u"quit"_s, tr("&Quit"), {QKeySequence(Qt::CTRL | Qt::Key_Q)});
    settings->setMenuRole(QAction::PreferencesRole);
    quit->setMenuRole(QAction::QuitRole);

    find = add(u"find"_s, tr("&Find"), {QKeySequence(Qt::CTRL | Qt::Key_K)});
    filter = add(u"filter"_s, tr("Filter the list"), {Qt::Key_Slash});
    clearFilters =
        add(u"clearAllFilters"_s, tr("&Clear all filters"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_K)});
    saveView = add(u"saveView"_s, tr("Sa&ve view…"), {QKeySequence(Qt::CTRL | Qt::Key_S)});
    themeSystem = add(u"themeSystem"_s, tr("&System"));
    themeLight = add(u"themeLight"_s, tr("&Light"));
    themeDark = add(u"themeDark"_s, tr("&Dark"));
    pageBelow = add(u"pageBelow"_s, tr("Job page &below the list"));
    pageBeside = add(u"pageBeside"_s, tr("Job page b&eside the list"));
    showRail = add(u"showRail"_s, tr("F&ilters at the left"), {QKeySequence(Qt::CTRL | Qt::Key_B)});
    showChart = add(u"showChart"_s, tr("T&rained tokens"), {QKeySequence(Qt::CTRL | Qt::Key_T)});
    for (QAction *action : {themeSystem, themeLight, themeDark})
        m_themes->addAction(action)->setCheckable(true);
    for (QAction *action : {pageBelow, pageBeside})
        m_places->addAction(action)->setCheckable(true);
    showRail->setCheckable(true);
    showChart->setCheckable(true);

    open = add(u"openJob"_s, tr("&Open"), {Qt::Key_Return});
    close = add(u"closeJob"_s, tr("Close the &job page"), {Qt::Key_Escape});
    copyId = add(u"copyId"_s, tr("&Copy id"), {QKeySequence(Qt::CTRL | Qt::Key_C)});
    copyLink = add(u"copyLink"_s, tr("Copy &link"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)});
    copyModel = add(u"copyModel"_s, tr("Copy &model name"), {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)});
    copyFinalModel = add(u"copyFinalModel"_s, tr("Copy fin&al model name"));
    cancelJob = add(u"cancelJob"_s, tr("Ca&ncel…"));
    pauseJob = add(u"pauseJob"_s, tr("&Pause…"));
    resumeJob = add(u"resumeJob"_s, tr("&Resume…"));
    back = add(u"back"_s, tr("&Back"), {QKeySequence(Qt::ALT | Qt::Key_Left)});
    forward = add(u"forward"_s, tr("&Forward"), {QKeySequence(Qt::ALT | Qt::Key_Right)});
    const std::pair<QString, QString> pages[] = {
        {u"overview"_s, tr("Overview")},
        {u"charts"_s, tr("Charts")},
        {u"method"_s, tr("Method & graders")},
        {u"events"_s, tr("Events")},
        {u"checkpoints"_s, tr("Checkpoints")},
        {u"files"_s, tr("Files")},
        {u"raw"_s, tr("Raw")},
    };
    int number = 0;
    for (const auto &[key, label] : pages) {
        // An ampersand in a menu marks the letter after it.
        QString text = label;
        QAction *tab = add(u"tab_"_s + key, text.replace(u'&', "&&"_L1),
                           {QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + number++))});
        tab->setData(key);
        tabs.append(tab);
    }

    keys = add(u"keyHelp"_s, tr("&Keys and words"), {Qt::Key_F1});
    copyDiagnostics = add(u"copyDiagnostics"_s, tr("Copy &diagnostics"));
    about = add(u"about"_s, tr("&About Tuneboard"));
    about->setMenuRole(QAction::AboutRole);

    for (QAction *action : {open, copyId, copyLink, filter})
        action->setShortcutContext(Qt::WidgetShortcut);
    // Fields have uses of their own for Esc: the page of the jobs takes what they leave, as a key.
    close->setShortcutContext(Qt::WidgetShortcut);
    m_window->removeAction(close);
}

QAction *Actions::add(const QString &name, const QString &text, const QList<QKeySequence> &sequences)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(sequences);
    action->setMenuRole(QAction::NoRole);
    m_window->addAction(action);
    m_all.append(action);
    return action;
}

void Actions::attachToTable(QWidget *table)
{
    for (QAction *action : {open, copyId, copyLink, filter})
        table->addAction(action);
    for (const auto &[action, key] : {std::pair(back, kBackKey), std::pair(forward, kForwardKey)}) {
        auto *shortcut = new QShortcut(QKeySequence(key), table, nullptr, nullptr, Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, action, &QAction::trigger);
    }
}

QString Actions::keyText(const QAction *action) const
{
    QStringList texts;
    if (action == back || action == forward)
        texts.append(
            QKeySequence(action == back ? kBackKey : kForwardKey).toString(QKeySequence::NativeText));
    for (const QKeySequence &sequence : action->shortcuts())
        texts.append(sequence.toString(QKeySequence::NativeText));
    return texts.join(u"  "_s);
}

} // namespace tuneboard
