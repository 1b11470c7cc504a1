// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/savedviews.h"

#include "app/models/jobsmodel.h"
#include "ui/actions.h"
#include "ui/format.h"
#include "ui/jobs/jobspage.h"
#include "ui/jobs/jobtableview.h"
#include "ui/jobs/rail.h"
#include "ui/jobs/viewnamedialog.h"
#include "ui/strip.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

constexpr int kCountDelayMs = 200; // a listing brings its jobs in many pages
constexpr int kCountSliceMs = 8;   // of one turn of the event loop

QString stripOf(const QUuid &id)
{
    return u"view_"_s + id.toString(QUuid::WithoutBraces);
}

// A menu takes an ampersand for the mark of a key.
QString menuText(const QString &text)
{
    return cellText(text).replace(u'&', "&&"_L1);
}

} // namespace

SavedViews::SavedViews(Repository &repository, JobsPage &page, const Actions &actions, Strips &strips,
                       QSettings &settings)
    : QObject(&page)
    , m_repository(repository)
    , m_page(page)
    , m_list(repository, page)
    , m_strips(strips)
    , m_settings(settings)
{
    QStringList problems;
    m_views = readViews(m_settings, &problems);
    for (qsizetype i = 0; i < problems.size(); ++i)
        m_strips.show(u"views_%1"_s.arg(i), {.tone = StripMessage::Tone::Warning, .text = problems[i]});
    m_marking.setSingleShot(true);
    m_counting.setSingleShot(true);
    connect(&m_marking, &QTimer::timeout, this, &SavedViews::showInRail);
    connect(&m_counting, &QTimer::timeout, this, &SavedViews::countSome);
    const auto mark = [this] {
        m_marking.start(0);
    };
    connect(&m_page, &JobsPage::filterChanged, this, mark);
    connect(m_page.table(), &JobTableView::arrangementChanged, this, mark);
    connect(&m_repository, &Repository::accountsChanged, this, mark);
    connect(&m_repository, &Repository::accountsChanged, this, &SavedViews::recount);
    connect(m_repository.jobs(), &JobsModel::jobsChanged, this, &SavedViews::recount);
    Rail *rail = m_page.rail();
    connect(rail, &Rail::viewChosen, this, &SavedViews::apply);
    connect(rail, &Rail::viewRenameRequested, this, &SavedViews::rename);
    connect(rail, &Rail::viewDeleteRequested, this, &SavedViews::remove);
    connect(rail, &Rail::viewMenuRequested, this, &SavedViews::showMenu);
    // The dialog comes once the click is over.
    connect(rail, &Rail::saveViewRequested, this, &SavedViews::askName, Qt::QueuedConnection);
    connect(actions.saveView, &QAction::triggered, this, &SavedViews::askName);
    recount();
    showInRail();
}

const SavedView *SavedViews::find(const QUuid &id) const
{
    const auto it =
        std::find_if(m_views.begin(), m_views.end(), [&id](const SavedView &view) { return view.id == id; });
    return it == m_views.end() ? nullptr : std::to_address(it);
}

void SavedViews::apply(const QUuid &id)
{
    const SavedView *view = find(id);
    if (!view)
        return;
    m_page.showFile(0); // a view is one of the accounts' list
    const QStringList missing = m_list.show(*view);
    m_strips.remove(u"view_missing"_s); // also one that was closed: it is said once more
    if (!missing.isEmpty()) {
        m_strips.show(u"view_missing"_s, {.tone = StripMessage::Tone::Warning,
                                          .text = tr("The view “%1” cannot be shown as it was saved. %2")
                                                      .arg(cellText(view->name), missing.join(u' '))});
    }
}

void SavedViews::askName()
{
    const QString name = freeViewName(m_list.suggestedName(), m_views);
    auto *dialog = new ViewNameDialog(m_views, name, {}, m_page.window());
    // A link may change the list while the dialog is open.
    connect(dialog, &ViewNameDialog::named, this,
            [this, view = m_list.current()](const QString &given) { save(view, given); });
    dialog->open();
}

void SavedViews::save(SavedView view, const QString &name)
{
    const SavedView *known = viewNamed(name, m_views);
    const std::optional<SavedView> before = known ? std::optional(*known) : std::nullopt;
    view.id = before ? before->id : QUuid::createUuid();
    view.name = name;
    put(view);
    if (before)
        offerUndo(*before, tr("The view “%1” is replaced.").arg(cellText(before->name)));
    m_page.rail()->scrollToView(view.id);
}

void SavedViews::rename(const QUuid &id)
{
    const SavedView *view = find(id);
    if (!view)
        return;
    auto *dialog = new ViewNameDialog(m_views, view->name, id, m_page.window());
    connect(dialog, &ViewNameDialog::named, this, [this, id](const QString &name) {
        const SavedView *known = find(id);
        if (!known)
            return;
        SavedView named = *known;
        named.name = name;
        m_strips.remove(stripOf(id));
        put(named);
        m_page.rail()->scrollToView(id);
    });
    dialog->open();
}

void SavedViews::update(const QUuid &id)
{
    const SavedView *known = find(id);
    if (!known)
        return;
    const SavedView before = *known;
    SavedView view = m_list.current();
    view.id = id;
    view.name = before.name;
    put(view);
    offerUndo(before, tr("The view “%1” keeps what is shown now.").arg(cellText(before.name)));
}

void SavedViews::remove(const QUuid &id)
{
    const SavedView *known = find(id);
    if (!known)
        return;
    const SavedView before = *known;
    m_views.removeIf([&id](const SavedView &view) { return view.id == id; });
    m_counts.remove(id);
    sayUnwritten(removeView(m_settings, id));
    showInRail();
    offerUndo(before, tr("The view “%1” is deleted.").arg(cellText(before.name)));
}

void SavedViews::put(const SavedView &view)
{
    m_views.removeIf([&view](const SavedView &known) { return known.id == view.id; });
    m_views.append(view);
    sortViews(m_views);
    // Columns that were only moved become the user's own, and so stay as wide as the view says.
    if (m_list.isShown(view) && !view.columns.isEmpty())
        m_list.showColumns(view);
    sayUnwritten(writeView(m_settings, view));
    m_counts.remove(view.id);
    recount();
    showInRail();
}

void SavedViews::undo(SavedView before)
{
    m_strips.remove(stripOf(before.id));
    if (viewNamed(before.name, m_views, before.id))
        before.name = freeViewName(before.name, m_views);
    put(before);
    m_page.rail()->scrollToView(before.id);
}

void SavedViews::offerUndo(const SavedView &before, const QString &text)
{
    m_strips.remove(stripOf(before.id));
    m_strips.show(stripOf(before.id), {.text = text, .actionText = tr("Undo"), .action = [this, before] {
                                           undo(before);
                                       }});
}

void SavedViews::sayUnwritten(bool written)
{
    if (written)
        return m_strips.remove(u"views_unwritten"_s);
    m_strips.show(
        u"views_unwritten"_s,
        {.tone = StripMessage::Tone::Error,
         .text = tr("The settings file cannot be written. The saved views are as you see them until "
                    "Tuneboard ends.")});
}

void SavedViews::fillMenu(QMenu *menu)
{
    for (const SavedView &view : m_views) {
        QAction *entry = menu->addAction(menuText(view.name));
        entry->setObjectName(u"showView"_s);
        entry->setCheckable(true);
        entry->setChecked(m_list.isShown(view));
        connect(entry, &QAction::triggered, this, [this, id = view.id] { apply(id); });
    }
    if (m_views.isEmpty())
        menu->addAction(tr("None yet"))->setEnabled(false);
}

void SavedViews::showMenu(const QUuid &id, const QPoint &where)
{
    const SavedView *view = find(id);
    if (!view)
        return;
    auto *menu = new QMenu(m_page.rail());
    menu->setObjectName(u"viewContextMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString &name, const QString &text, const QKeySequence &key, auto run) {
        // The key is the rail's own; here it is only named.
        QAction *entry =
            menu->addAction(key.isEmpty() ? text : text + u'\t' + key.toString(QKeySequence::NativeText));
        entry->setObjectName(name);
        connect(entry, &QAction::triggered, this, [this, id, run] { (this->*run)(id); });
        return entry;
    };
    add(u"applyView"_s, tr("&Show"), Qt::Key_Return, &SavedViews::apply);
    add(u"updateView"_s, tr("&Update to what is shown"), {}, &SavedViews::update)
        ->setEnabled(!m_list.isShown(*view));
    menu->addSeparator();
    add(u"renameView"_s, tr("&Rename…"), Qt::Key_F2, &SavedViews::rename);
    add(u"deleteView"_s, tr("&Delete"), Qt::Key_Delete, &SavedViews::remove);
    menu->popup(where);
}

void SavedViews::recount()
{
    for (const SavedView &view : m_views) {
        if (!m_uncounted.contains(view.id))
            m_uncounted.append(view.id);
    }
    if (!m_uncounted.isEmpty() && !m_counting.isActive())
        m_counting.start(kCountDelayMs);
}

void SavedViews::countSome()
{
    QElapsedTimer slice;
    slice.start();
    while (!m_uncounted.isEmpty() && slice.elapsed() < kCountSliceMs) {
        const SavedView *view = find(m_uncounted.takeFirst());
        if (!view)
            continue;
        if (const std::optional<int> jobs = m_list.countOf(*view))
            m_counts.insert(view->id, *jobs);
        else
            m_counts.remove(view->id);
    }
    if (!m_uncounted.isEmpty())
        m_counting.start(0);
    showInRail();
}

void SavedViews::showInRail()
{
    QList<RailView> shown;
    for (const SavedView &view : m_views)
        shown.append(
            {view.id, view.name, m_list.describe(view), m_counts.value(view.id, -1), m_list.isShown(view)});
    m_page.rail()->setViews(shown);
}

} // namespace tuneboard
