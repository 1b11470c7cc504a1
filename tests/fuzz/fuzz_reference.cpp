// SPDX-License-Identifier: GPL-3.0-or-later
// References that people paste and links that the system hands over.
#include "app/api/request.h"
#include "app/link/ourlink.h"
#include "tests/fuzz/fuzz.h"

using namespace tuneboard;
using namespace tuneboard::fuzz;

namespace {

void requireSound(const Reference &reference)
{
    require(bool(reference) == reference.reason.isEmpty(), "no reference, and only that, has a reason");
    require(reference.id.isEmpty() || isPathPart(reference.id), "an id may be asked for");
    require(isOneLine(reference.account) && isOneLine(reference.path), "nothing in it is hidden");
    require(!reference.path.startsWith(u'-'), "a path is no option");
    require(!reference.path.startsWith(QLatin1StringView("//")), "a path is on this machine");
    require(reference.tab.isEmpty() || tabKey(reference.tab) == reference.tab,
            "the tab is one of the page's");
    require(reference.step.value_or(0) >= 0, "a step counts from 0");
}

void requireLink(const Reference &reference)
{
    const QString link = linkTo(reference);
    if (link.isEmpty())
        return;
    const Reference handed = Reference::parseLink(link);
    require(handed.kind == Reference::Kind::Link, "a link of ours is one");
    require(handed == Reference::parse(link), "a link says the same, pasted or handed over");
    require(handed.target == reference.target && handed.id == reference.id, "a link shows the same");
    require(handed.account == reference.account && handed.tab == reference.tab,
            "a link leads to the same place");
    if (reference.kind == Reference::Kind::Link)
        require(handed == reference, "a link of a link is the same");
}

} // namespace

int LLVMFuzzerTestOneInput(const uchar *data, std::size_t size)
{
    const QString text = QString::fromUtf8(bytesOf(data, size));
    const Reference typed = Reference::parse(text);
    const Reference handed = Reference::parseLink(text);
    const Reference opened = Reference::parseLocalPath(text);
    for (const Reference *reference : {&typed, &handed, &opened}) {
        requireSound(*reference);
        requireLink(*reference);
    }
    require(!handed || handed.kind == Reference::Kind::Link, "the handler of links takes links");
    require(!opened || opened.kind == Reference::Kind::Path, "the opener of files takes paths");
    require(!typed || !text.trimmed().startsWith(u'-'), "an option is no reference");
    return 0;
}
