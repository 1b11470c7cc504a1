// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/certificate.h"

#include "app/api/plainline.h"

#include <QCoreApplication>
#include <QLocale>

namespace tuneboard {

using namespace Qt::StringLiterals;

namespace {

// The context of this file's texts, where lupdate sees it.
struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Certificate)
};

QString day(const QDateTime &time)
{
    return QLocale().toString(time.toUTC(), u"d MMM yyyy, HH:mm"_s) + u" UTC"_s;
}

} // namespace

QStringList CertificateFacts::lines() const
{
    QStringList all;
    const auto add = [&all](const QString &label, const QString &text) {
        if (!text.isEmpty())
            all += label.arg(plainLine(text, 300));
    };
    for (const QString &problem : problems)
        add(Words::tr("Wrong with it: %1"), problem);
    add(Words::tr("Issued to: %1"), subject);
    add(Words::tr("Issued by: %1"), issuer);
    add(Words::tr("For the hosts: %1"), names.join(", "_L1));
    if (from.isValid())
        add(Words::tr("Valid from: %1"), day(from));
    if (until.isValid())
        add(Words::tr("Valid until: %1"), day(until));
    add(Words::tr("SHA-256: %1"), sha256);
    return all;
}

} // namespace tuneboard
