// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounts/extrasview.h"

#include "ui/accounts/keyfield.h"
#include "ui/format.h"
#include "ui/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

enum Column { NameColumn, ValueColumn, SecretColumn, RemoveColumn };

QLabel *headLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(smallFont(parent->font()));
    return label;
}

QString sentence(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text.isEmpty() || text.endsWith(u'.') ? text : text + u'.';
}

} // namespace

ExtrasView::ExtrasView(QWidget *parent)
    : QWidget(parent)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins({});
    box->setSpacing(8);
    makeTable(Kind::Parameter);
    makeTable(Kind::Header);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_parameters.add);
    buttons->addWidget(m_headers.add);
    buttons->addStretch();
    box->addLayout(buttons);
}

ExtrasView::~ExtrasView() = default;

void ExtrasView::makeTable(Kind kind)
{
    const bool isHeader = kind == Kind::Header;
    Table &made = table(kind);
    made.box = new QWidget(this);
    made.grid = new QGridLayout(made.box);
    made.grid->setContentsMargins({});
    made.grid->setHorizontalSpacing(8);
    made.grid->setVerticalSpacing(4);
    made.grid->setColumnStretch(NameColumn, 2);
    made.grid->setColumnStretch(ValueColumn, 3);
    made.grid->setColumnMinimumWidth(SecretColumn, QCheckBox(tr("Secret")).sizeHint().width());
    made.grid->addWidget(headLabel(isHeader ? tr("Header") : tr("Parameter"), made.box), 0, NameColumn);
    made.grid->addWidget(headLabel(tr("Value"), made.box), 0, ValueColumn);
    made.add = new QPushButton(isHeader ? tr("Add header") : tr("Add parameter"), this);
    made.add->setObjectName(isHeader ? u"addHeader"_s : u"addParameter"_s);
    made.add->setAutoDefault(false);
    connect(made.add, &QPushButton::clicked, this, [this, kind] {
        addRow(kind)->name->setFocus();
        Q_EMIT changed();
    });
    layout()->addWidget(made.box);
    made.box->hide();
}

ExtrasView::Row *ExtrasView::addRow(Kind kind)
{
    const bool isHeader = kind == Kind::Header;
    Table &to = table(kind);
    auto row = std::make_unique<Row>();
    row->kind = kind;
    row->name = new QLineEdit(to.box);
    row->value = new KeyField(to.box, KeyField::Blanks::Keep);
    row->value->setMasked(false);
    row->secret = isHeader ? new QCheckBox(tr("Secret"), to.box) : nullptr;
    row->remove = new QToolButton(to.box);
    row->remove->setAutoRaise(true);
    row->remove->setFocusPolicy(Qt::StrongFocus);
    row->note = new QLabel(to.box);
    row->note->setTextFormat(Qt::PlainText);
    row->note->setFont(smallFont(font()));
    row->note->setWordWrap(true);
    row->note->hide();
    row->name->setPlaceholderText(isHeader ? u"x-portkey-provider"_s : u"custom_llm_provider"_s);
    if (row->secret)
        row->secret->setToolTip(tr("The value is stored like the key, and shown nowhere"));

    const int line = to.lines;
    to.lines += 2;
    to.grid->addWidget(row->name, line, NameColumn);
    to.grid->addWidget(row->value, line, ValueColumn);
    if (row->secret)
        to.grid->addWidget(row->secret, line, SecretColumn);
    to.grid->addWidget(row->remove, line, RemoveColumn);
    to.grid->addWidget(row->note, line + 1, NameColumn, 1, RemoveColumn + 1);
    to.box->show();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{row->name, row->value, row->secret, row->remove}) {
        if (widget)
            widget->show(); // now, so that it can have the focus
    }

    // Tab goes through the rows in the order in which they are seen.
    const auto after = std::find_if(m_rows.begin(), m_rows.end(), [kind](const auto &other) {
        return other->kind == Kind::Header && kind == Kind::Parameter;
    });
    Row *added = m_rows.insert(after, std::move(row))->get();
    wire(added);
    nameRows();
    recolour();
    Q_EMIT heightChanged();
    return added;
}

void ExtrasView::wire(Row *row)
{
    connect(row->name, &QLineEdit::textChanged, this, [this, row] {
        followName(*row);
        showHint(*row);
        Q_EMIT changed();
    });
    connect(row->value, &QLineEdit::textChanged, this, [this, row] {
        showHint(*row);
        Q_EMIT changed();
    });
    connect(row->remove, &QToolButton::clicked, this, [this, row] { removeRow(row); });
    if (!row->secret)
        return;
    connect(row->secret, &QCheckBox::clicked, this, [row](bool secret) {
        row->isChosen = true;
        if (!secret)
            row->value->clear(); // what was hidden is not shown
    });
    connect(row->secret, &QCheckBox::toggled, this, [this, row] {
        followSecret(*row);
        showHint(*row);
        Q_EMIT changed();
    });
}

void ExtrasView::removeRow(Row *row)
{
    const auto it =
        std::find_if(m_rows.begin(), m_rows.end(), [row](const auto &one) { return one.get() == row; });
    const Kind kind = row->kind;
    const auto next = std::next(it);
    QWidget *focus = next != m_rows.end() && (*next)->kind == kind ? static_cast<QWidget *>((*next)->remove)
                                                                   : table(kind).add;
    focus->setFocus();
    // Later: this runs inside a signal of one of them.
    for (QWidget *widget :
         std::initializer_list<QWidget *>{row->name, row->value, row->secret, row->remove, row->note}) {
        if (!widget)
            continue;
        widget->disconnect(this);
        widget->setObjectName({});
        widget->hide();
        widget->deleteLater();
    }
    m_rows.erase(it);
    const bool any =
        std::any_of(m_rows.begin(), m_rows.end(), [kind](const auto &one) { return one->kind == kind; });
    table(kind).box->setVisible(any);
    nameRows();
    Q_EMIT heightChanged();
    Q_EMIT changed();
}

// What is read out, and where Tab goes.
void ExtrasView::nameRows()
{
    int numbers[] = {0, 0};
    QWidget *before = m_anchor;
    const auto chain = [&before](QWidget *widget) {
        if (before)
            QWidget::setTabOrder(before, widget);
        before = widget;
    };
    const auto nameAll = [&](Kind kind) {
        for (const auto &row : m_rows) {
            if (row->kind != kind)
                continue;
            const bool isHeader = kind == Kind::Header;
            const int number = ++numbers[int(kind)];
            const QString id = (isHeader ? u"header%1"_s : u"parameter%1"_s).arg(number);
            row->name->setObjectName(id + u"Name"_s);
            row->value->setObjectName(id + u"Value"_s);
            row->remove->setObjectName(id + u"Remove"_s);
            row->note->setObjectName(id + u"Note"_s);
            row->name->setAccessibleName(
                (isHeader ? tr("Name of header %1") : tr("Name of parameter %1")).arg(number));
            row->value->setAccessibleName(
                (isHeader ? tr("Value of header %1") : tr("Value of parameter %1")).arg(number));
            const QString remove =
                (isHeader ? tr("Remove header %1") : tr("Remove parameter %1")).arg(number);
            row->remove->setAccessibleName(remove);
            row->remove->setToolTip(remove);
            chain(row->name);
            chain(row->value);
            if (row->secret) {
                row->secret->setObjectName(id + u"Secret"_s);
                row->secret->setAccessibleName(tr("Header %1 is secret").arg(number));
                chain(row->secret);
            }
            chain(row->remove);
        }
    };
    nameAll(Kind::Parameter);
    nameAll(Kind::Header);
    chain(m_parameters.add);
    chain(m_headers.add);
}

void ExtrasView::followName(Row &row)
{
    if (!row.secret)
        return;
    const bool secret = looksSecret(row.name->text());
    // A value that is hidden stays hidden, whatever the name becomes.
    if (!row.isChosen && (secret || row.value->text().isEmpty()))
        row.secret->setChecked(secret);
    followStored(row);
}

void ExtrasView::followSecret(Row &row)
{
    row.value->setMasked(row.secret->isChecked());
    followStored(row);
}

void ExtrasView::followStored(const Row &row)
{
    const bool stored = isStored(row);
    row.value->setPlaceholderText(stored ? QString(8, QChar(0x2022)) : QString());
    row.value->setToolTip(stored ? tr("Unchanged. A new value replaces it.") : QString());
}

void ExtrasView::setStored(std::function<bool(const QString &)> isStored)
{
    m_isStored = std::move(isStored);
    for (const auto &row : m_rows)
        followStored(*row);
}

void ExtrasView::fill(const Profile &profile)
{
    for (const ExtraParameter &parameter : profile.parameters) {
        const Row *row = addRow(Kind::Parameter);
        row->name->setText(parameter.name);
        row->value->setText(parameter.value);
    }
    for (const ProfileHeader &header : profile.headers) {
        Row *row = addRow(Kind::Header);
        row->isChosen = true;
        row->secret->setChecked(header.isSecret);
        row->name->setText(header.name);
        row->value->setText(header.value);
    }
}

bool ExtrasView::isBlank(const Row &row)
{
    return row.name->text().trimmed().isEmpty() && row.value->text().isEmpty();
}

QList<ExtraParameter> ExtrasView::parameters() const
{
    QList<ExtraParameter> all;
    for (const auto &row : m_rows) {
        if (row->kind == Kind::Parameter && !isBlank(*row))
            all += {row->name->text().trimmed(), row->value->text()};
    }
    return all;
}

QList<ProfileHeader> ExtrasView::headers() const
{
    QList<ProfileHeader> all;
    for (const auto &row : m_rows) {
        if (row->kind != Kind::Header || isBlank(*row))
            continue;
        const bool secret = row->secret->isChecked();
        all += {row->name->text().trimmed(), secret ? QString() : row->value->text().trimmed(), secret};
    }
    return all;
}

SecretHeaders ExtrasView::secrets() const
{
    SecretHeaders all;
    for (const auto &row : m_rows) {
        if (const Secret value = row->secret ? enteredValue(*row) : Secret();
            !value.isEmpty() && row->secret->isChecked())
            all.insert(secretName(row->name->text().trimmed()), value);
    }
    return all;
}

int ExtrasView::count() const
{
    return int(parameters().size() + headers().size());
}

/// Whether a value of this secret header is stored, which a new one would replace.
bool ExtrasView::isStored(const Row &row) const
{
    return row.secret && row.secret->isChecked() && m_isStored && m_isStored(row.name->text().trimmed());
}

/// The value of a header that was entered, without what a paste brings along at its ends.
Secret ExtrasView::enteredValue(const Row &row)
{
    return Secret(row.value->text().trimmed().toUtf8());
}

/// `before`: the rows before it that are right; it is added to them if it is, too.
QString ExtrasView::problem(const Row &row, Extras &before) const
{
    Extras with = before;
    const QString name = row.name->text().trimmed();
    if (row.kind == Kind::Parameter) {
        with.parameters += {name, row.value->text()};
    } else {
        const Secret value = enteredValue(row);
        with.headers += {name, value.isEmpty() && isStored(row) ? Secret(QByteArrayLiteral("stored")) : value,
                         row.secret->isChecked()};
    }
    const QString wrong = extrasProblem(with);
    if (wrong.isEmpty())
        before = with;
    return wrong;
}

/// Whether the value is at fault, and not the name.
bool ExtrasView::isValueWrong(const Row &row) const
{
    const QString name = row.name->text().trimmed();
    if (row.kind == Kind::Parameter)
        return parameterProblem(name, {}).isEmpty() && !parameterProblem(name, row.value->text()).isEmpty();
    const Secret value = enteredValue(row);
    return headerNameProblem(name).isEmpty() && !(value.isEmpty() && isStored(row)) &&
           !headerValueProblem(name, value.reveal()).isEmpty();
}

QWidget *ExtrasView::check()
{
    Extras right;
    QWidget *first = nullptr;
    for (const auto &row : m_rows) {
        const QString wrong = isBlank(*row) ? QString() : problem(*row, right);
        if (wrong.isEmpty()) {
            showHint(*row);
            continue;
        }
        showNote(*row, sentence(wrong), true);
        if (!first)
            first = isValueWrong(*row) ? static_cast<QWidget *>(row->value) : row->name;
    }
    return first;
}

QWidget *ExtrasView::valueField(const QString &header) const
{
    const auto it = std::find_if(m_rows.begin(), m_rows.end(), [&header](const auto &row) {
        return row->kind == Kind::Header && isSameHeader(row->name->text().trimmed(), header);
    });
    return it == m_rows.end() ? nullptr : (*it)->value;
}

void ExtrasView::clear()
{
    for (const auto &row : m_rows)
        row->value->clear();
}

// While a row is changed it is not complained about.
void ExtrasView::showHint(const Row &row)
{
    const bool exposed = row.kind == Kind::Parameter && looksSecret(row.name->text());
    showNote(row,
             exposed
                 ? tr("A parameter is stored in the settings file, where it can be read. A secret belongs "
                      "in a header.")
                 : QString(),
             false);
}

void ExtrasView::showNote(const Row &row, const QString &text, bool isWrong)
{
    const bool same = row.note->text() == text && row.note->isHidden() == text.isEmpty();
    row.note->setText(cellText(text, 300));
    row.note->setProperty("wrong", isWrong);
    row.note->setHidden(text.isEmpty());
    for (QWidget *field : {static_cast<QWidget *>(row.name), static_cast<QWidget *>(row.value)})
        field->setAccessibleDescription(text);
    recolour();
    if (!same)
        Q_EMIT heightChanged();
}

void ExtrasView::recolour()
{
    const Colours &c = colours(palette());
    for (const auto &row : m_rows) {
        QPalette note = palette();
        note.setColor(QPalette::WindowText, row->note->property("wrong").toBool() ? c.bad : c.secondText);
        row->note->setPalette(note);
        row->remove->setIcon(tintedIcon(u"close"_s, c.secondText));
    }
    QPalette head = palette();
    head.setColor(QPalette::WindowText, c.secondText);
    for (const Table *one : {&m_parameters, &m_headers}) {
        for (int column : {int(NameColumn), int(ValueColumn)})
            one->grid->itemAtPosition(0, column)->widget()->setPalette(head);
    }
}

bool ExtrasView::event(QEvent *event)
{
    const bool done = QWidget::event(event);
    if (event->type() == QEvent::PaletteChange)
        recolour();
    return done;
}

} // namespace tuneboard
