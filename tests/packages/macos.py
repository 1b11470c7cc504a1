#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the bundle's Info.plist and entitlements, as CMake would fill them in: macos.py SOURCES VERSION."""
import pathlib
import plistlib
import re
import sys

sources, version = pathlib.Path(sys.argv[1]), sys.argv[2]
macos = sources / "packaging/macos"
package = (sources / "packaging/cmake/TuneboardPackage.cmake").read_text(encoding="utf-8")
app_id = re.search(r"set\(TUNEBOARD_APP_ID (\S+)\)", package).group(1)

text = (macos / "Info.plist.in").read_text(encoding="utf-8")
text = text.replace("@TUNEBOARD_APP_ID@", app_id).replace("@PROJECT_VERSION@", version)
project = (sources / "CMakeLists.txt").read_text(encoding="utf-8")
oldest = re.search(r"set\(CMAKE_OSX_DEPLOYMENT_TARGET (\S+) CACHE", project).group(1)
text = text.replace("@CMAKE_OSX_DEPLOYMENT_TARGET@", oldest)
assert "@" not in text, "a placeholder that nothing fills in"
info = plistlib.loads(text.encode())

assert info["CFBundleIdentifier"] == app_id and re.fullmatch(r"[A-Za-z0-9.-]+", app_id)
assert info["CFBundleExecutable"] == "tuneboard"
assert info["CFBundlePackageType"] == "APPL"
assert info["CFBundleVersion"] == info["CFBundleShortVersionString"] == version
assert info["NSHighResolutionCapable"] is True
assert re.fullmatch(r"\d+\.\d+", info["LSMinimumSystemVersion"])
assert info["LSApplicationCategoryType"] == "public.app-category.developer-tools"
assert set(info["CFBundleLocalizations"]) == {"en", "de"}

(link,) = info["CFBundleURLTypes"]
assert link["CFBundleURLSchemes"] == ["tuneboard"] and link["CFBundleTypeRole"] == "Viewer"
(document,) = info["CFBundleDocumentTypes"]
assert document["LSItemContentTypes"] == ["public.json"]
assert document["LSHandlerRank"] == "Alternate", "it must not make itself the default for JSON"

icon = (macos / info["CFBundleIconFile"]).read_bytes()
assert icon[:4] == b"icns" and int.from_bytes(icon[4:8], "big") == len(icon)

entitlements = plistlib.loads((macos / "tuneboard.entitlements").read_bytes())
assert entitlements and not any(entitlements.values()), "the hardened runtime has an exception"
print("ok  Info.plist, icon and entitlements")
