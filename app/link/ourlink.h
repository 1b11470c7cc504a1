// SPDX-License-Identifier: GPL-3.0-or-later
// tuneboard: links. Whoever writes one may be hostile: they are read by hand and strictly.
#pragma once

#include "app/link/reference.h"

namespace tuneboard {

/// Longest text, in bytes of UTF-8, that is taken for a link.
inline constexpr qsizetype kMaxLinkBytes = 8192;

/// Whether it has to be read as such a link, and as nothing else.
[[nodiscard]] bool isOurLink(QStringView text);
/// `text` is one of which that is true.
[[nodiscard]] Reference parseOurLink(QStringView text);

/// The key of the job page's tab that `tab=` means by this word; empty: none.
[[nodiscard]] QString tabKey(const QString &word);

/// `tuneboard://job/<id>[?account=…&tab=…&step=…]`; empty parameters are left out. Empty: the id cannot stand
/// in a link (see parse), or there is no such tab, or the step is negative.
[[nodiscard]] QString jobLink(const QString &id, const QString &account = {}, const QString &tab = {},
                              std::optional<qint64> step = {});
/// The same for a model's name and a checkpoint's id or name.
[[nodiscard]] QString modelLink(const QString &name, const QString &account = {});
[[nodiscard]] QString checkpointLink(const QString &id, const QString &account = {});
/// Our link to what `reference` shows; empty: no link can show it (files, events, paths).
[[nodiscard]] QString linkTo(const Reference &reference);

} // namespace tuneboard
