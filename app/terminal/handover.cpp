// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/terminal/handover.h"

#include "app/terminal/commandline.h"
#include "app/terminal/extraoptions.h"
#include "app/terminal/output.h"
#include "app/terminal/run.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace tuneboard {

namespace {

// The other window runs in another folder.
QString absolute(const QString &path)
{
    return path.isEmpty() ? path : QFileInfo(path).absoluteFilePath();
}

// In the user's language, which needs an application; there is none yet, for most starts end without one.
void sayHung()
{
    int qtArgc = 1;
    char name[] = "tuneboard";
    char *argv[] = {name, nullptr};
    const QCoreApplication app(qtArgc, argv);
    QTranslator translator;
    installTranslation(translator);
    writeMessage(QCoreApplication::translate("RunAccount",
                                             "a window is open but does not answer; end it, then try again"));
}

} // namespace

QString accountScope(const CommandLine &line)
{
    if (!line.demo && !line.offline && line.account.isEmpty() && line.baseUrl.isEmpty() &&
        line.archive.isEmpty() && line.extras.isEmpty())
        return {};
    QStringList parts{line.demo ? u"demo"_s : QString(), line.offline ? u"offline"_s : QString(),
                      line.account, line.baseUrl, absolute(line.archive)};
    if (!line.extras.isEmpty())
        parts += extrasDigest(line.extras);
    return parts.join(u'\n');
}

std::optional<int> handOver(std::optional<Instance> &instance, const CommandLine &line)
{
    switch (instance.emplace(Instance::Options{}).claim(handoverOf(line))) {
    case Instance::Claim::First:
        return std::nullopt;
    case Instance::Claim::HandedOver:
        return 0;
    case Instance::Claim::Hung:
        sayHung();
        return 1;
    case Instance::Claim::Other:
    case Instance::Claim::Unavailable:
        break;
    }
    instance.reset();
    return std::nullopt;
}

Handover handoverOf(const CommandLine &line)
{
    Handover handover;
    handover.scope = accountScope(line);
    handover.origin = line.origin;
    handover.text = line.referenceText;
    if (line.origin == ReferenceOrigin::Typed && line.reference.kind == Reference::Kind::Path) {
        handover.origin = ReferenceOrigin::FileAssociation;
        handover.text = absolute(line.reference.path);
    }
    // What is longer is refused, cut or not: it opens no second window to say so.
    if (handover.origin != ReferenceOrigin::Typed)
        handover.text.truncate(Instance::kMaxTextChars);
    handover.activation = qgetenv("XDG_ACTIVATION_TOKEN");
    return handover;
}

} // namespace tuneboard
