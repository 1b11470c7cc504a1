// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/accounthelp.h"

#include "ui/theme.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tuneboard {

AccountHelp::AccountHelp(QWidget *parent)
    : QDialog(parent)
{
    setObjectName(u"accountHelp"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Add an account"));
    auto *title = new QLabel(tr("Start Tuneboard with your key in the environment"), this);
    title->setFont(titleFont(font()));
    auto *text = new QLabel(
        tr("The account is kept in the archive under its address; the key is not. It is sent to that "
           "host alone."),
        this);
    text->setWordWrap(true);
    auto *lines = new QPlainTextEdit(this);
    lines->setObjectName(u"accountHelpLines"_s);
    lines->setAccessibleName(tr("Lines for a terminal"));
    lines->setReadOnly(true);
    lines->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    lines->setPlainText(u"export OPENAI_API_KEY=…\n"
                        "tuneboard\n"
                        "\n"
                        "# "_s +
                        tr("Another server that speaks the same API:") +
                        u"\n"
                        "tuneboard --base-url https://host.example/v1\n"_s);
    lines->setFixedHeight(lines->fontMetrics().lineSpacing() * 7);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(20, 20, 20, 16);
    box->setSpacing(12);
    box->addWidget(title);
    box->addWidget(text);
    box->addWidget(lines);
    box->addStretch();
    box->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 76, sizeHint().height());
}

} // namespace tuneboard
