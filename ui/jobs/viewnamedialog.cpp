// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/viewnamedialog.h"

#include "ui/format.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

ViewNameDialog::ViewNameDialog(const QList<SavedView> &views, const QString &name, const QUuid &renamed,
                               QWidget *parent)
    : QDialog(parent)
    , m_views(views)
    , m_renamed(renamed)
    , m_name(new QLineEdit(name, this))
    , m_note(new QLabel(this))
{
    setObjectName(u"viewNameDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(renamed.isNull() ? tr("Save view") : tr("Rename view"));
    auto *label = new QLabel(tr("&Name"), this);
    label->setBuddy(m_name);
    m_name->setObjectName(u"viewName"_s);
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setMaxLength(kLongestViewName);
    m_name->selectAll();
    m_note->setObjectName(u"viewNameNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    // Two lines from the start: a long name in the note does not make the dialog jump.
    m_note->setMinimumHeight(m_note->fontMetrics().lineSpacing() * 2);
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_yes = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_yes->setObjectName(u"viewNameYes"_s);
    m_yes->setDefault(true);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT named(viewName(m_name->text()));
        accept();
    });
    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::check);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(20, 20, 20, 16);
    box->setSpacing(8);
    box->addWidget(label);
    box->addWidget(m_name);
    box->addWidget(m_note);
    box->addStretch();
    box->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 64, sizeHint().height());
    check();
}

void ViewNameDialog::check()
{
    const QString name = viewName(m_name->text());
    const SavedView *other = viewNamed(name, m_views, m_renamed);
    const bool isNew = m_renamed.isNull();
    QString note = isNew ? tr("It keeps the filter, the sort and the columns.") : QString();
    if (other && isNew)
        note = tr("There is a view “%1” already. Replace it?").arg(cellText(other->name));
    else if (other)
        note = tr("There is another view “%1”.").arg(cellText(other->name));
    m_note->setText(note);
    m_name->setAccessibleDescription(note);
    m_yes->setText(!isNew ? tr("Rename") : other ? tr("Replace") : tr("Save"));
    m_yes->setEnabled(!name.isEmpty() && (isNew || !other));
}

} // namespace tuneboard
