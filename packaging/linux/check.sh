#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Packs a build and looks at what came out, without installing anything: check.sh BUILD_FOLDER. Exits 77 where a tool
# is missing.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

build=${1:?a build folder}
for tool in cpack lintian dpkg-deb rpm rpmbuild desktop-file-validate appstreamcli man xmllint; do
    command -v "$tool" >/dev/null || { say "SKIPPED: $tool is not installed (packaging/install-deps.sh)"; exit 77; }
done
begin
log=$scratch/log
fail() { say "FAILED: $*" >&2; tail -n 20 -- "$log" >&2 2>/dev/null || true; exit 1; }
quietly() { "$@" >"$log" 2>&1 </dev/null || fail "$*"; }
# A program's complaints are the failure, whatever its exit code.
silently() { "$@" >"$log" 2>&1 </dev/null || fail "$*"; [[ ! -s $log ]] || fail "$*"; }

rm -rf -- "$build/packages"
for generator in DEB RPM TGZ; do
    (cd -- "$build" && quietly cpack -G "$generator")
done
deb=$(echo "$build"/packages/*.deb)
rpm=$(echo "$build"/packages/*.rpm)
tar=$(echo "$build"/packages/*.tar.gz)
for file in "$deb" "$rpm" "$tar"; do
    [[ -s $file ]] || fail "no package $file"
    [[ $(cut -d' ' -f1 <"$file.sha256") == $(sha256sum <"$file" | cut -d' ' -f1) ]] || fail "the checksum of $file"
    say "ok  $(basename -- "$file"), $(($(stat -c %s -- "$file") / 1024)) KB"
done

# --- DEB
silently lintian --allow-root --fail-on error --suppress-tags initial-upload-closes-no-bugs "$deb"
installed=$scratch/installed
dpkg-deb -x "$deb" "$installed"
depends=$(dpkg-deb -f "$deb" Depends)
for package in libqt6core6 libqt6widgets6 libqt6charts6 libqt6svg6 libsqlite3-0; do
    [[ $depends == *$package* ]] || fail "the DEB does not depend on $package: $depends"
done
[[ $(dpkg-deb -I "$deb" | grep -cE ' (pre|post)(inst|rm) ') == 0 ]] || fail "the DEB has scripts"
! readelf -d "$installed/usr/bin/tuneboard" | grep -qE 'RPATH|RUNPATH' || fail "the DEB's program has a library path"
share=$installed/usr/share
silently desktop-file-validate "$share"/applications/*.desktop
grep -qx 'MimeType=x-scheme-handler/tuneboard;' "$share/applications/tuneboard.desktop" || fail "no scheme"
grep -qx 'Exec=tuneboard --link -- %u' "$share/applications/tuneboard.desktop" || fail "no command for links"
quietly appstreamcli validate --no-net "$share"/metainfo/*.metainfo.xml
quietly xmllint --noout --nonet "$share"/metainfo/*.metainfo.xml
for size in 16x16 22x22 24x24 32x32 48x48 64x64 128x128 256x256 512x512; do
    file -b "$share/icons/hicolor/$size/apps/tuneboard.png" | grep -q "PNG image data, ${size/x/ x }," || fail "icon $size"
done
cmp -s "$share/icons/hicolor/scalable/apps/tuneboard.svg" "$root/resources/icons/tuneboard.svg" || fail "no SVG icon"
LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$share/man/man1/tuneboard.1.gz" 2>"$log" >/dev/null
[[ ! -s $log ]] || fail "man --warnings"
say "ok  DEB: lintian, desktop files, metainfo, icons, manual page"

# --- completions: the shells read them, and bash's answers.
silently bash -n "$share/bash-completion/completions/tuneboard"
if command -v zsh >/dev/null; then silently zsh -n "$share/zsh/vendor-completions/_tuneboard"; fi
if command -v fish >/dev/null; then silently fish -n "$share/fish/vendor_completions.d/tuneboard.fish"; fi
mkdir -- "$scratch/empty"
answer() {
    # In a folder of its own, since names of files are answers too.
    # shellcheck disable=SC2016  # expanded by the inner shell
    env -C "$scratch/empty" bash -c 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tuneboard; printf "%s " "${COMPREPLY[@]}"' \
        bash "$share/bash-completion/completions/tuneboard" tuneboard "$@"
}
[[ $(answer li) == 'list ' ]] || fail "completion of a command: $(answer li)"
[[ $(answer list --form) == '--format ' ]] || fail "completion of an option: $(answer list --form)"
[[ $(answer list --format j) == 'json ' ]] || fail "completion of a value: $(answer list --format j)"
say "ok  completions"

# --- RPM
payload=$(rpm -qpl "$rpm" 2>"$log")
for path in /usr/bin/tuneboard /usr/share/applications/tuneboard.desktop /usr/share/man/man1/tuneboard.1.gz \
    /usr/share/icons/hicolor/48x48/apps/tuneboard.png /usr/share/zsh/site-functions/_tuneboard; do
    grep -qxF -- "$path" <<<"$payload" || fail "the RPM lacks $path"
done
# Folders of others are not its own, and nothing lies outside of /usr.
! grep -qxE '/usr|/usr/(bin|share|lib)|/usr/share/(applications|icons|icons/hicolor|man|man/man1|metainfo)' <<<"$payload" ||
    fail "the RPM owns folders of the system"
! grep -qvE '^/usr/(bin|share)/' <<<"$payload" || fail "the RPM has files elsewhere: $(grep -vE '^/usr/(bin|share)/' <<<"$payload")"
[[ -z $(rpm -qp --scripts "$rpm" 2>>"$log") ]] || fail "the RPM has scripts"
rpm -qp --requires "$rpm" 2>>"$log" | grep -q 'libQt6Widgets.so.6()(64bit)' || fail "the RPM asks for no Qt"
[[ $(rpm -qp --qf '%{LICENSE} %{VENDOR}' "$rpm" 2>>"$log") == 'GPL-3.0-or-later The Tuneboard authors' ]] || fail "RPM header"
say "ok  RPM: payload, dependencies, no scripts"

# --- tar.gz, in a folder with a blank and an umlaut, with nothing in the environment
portable="$scratch/Ein Ördner"
mkdir -- "$portable"
tar xzf "$tar" -C "$portable"
program=$(echo "$portable"/tuneboard-*/bin/tuneboard)
[[ $(readelf -d "$program" | sed -n 's/.*Library rpath: //p') == "[\$ORIGIN/../lib]" ]] || fail "the tar.gz's library path"
[[ $(cd / && env -i "$program" --version) == Tuneboard\ * ]] || fail "the tar.gz does not start"
guarded into "$log" env -i "$program" list --demo || fail "the tar.gz lists nothing"
guarded into "$log" env -i QT_QPA_PLATFORM=offscreen "$program" --demo --screenshot "$portable/bild.png" ||
    fail "the tar.gz has no window"
[[ -s $portable/bild.png ]] || fail "no picture"
# Its Qt is its own, and no library of it looks for others elsewhere.
elsewhere=$(find "$portable"/tuneboard-*/{lib,plugins} -name '*.so*' -exec readelf -d {} + | grep -E 'R(UN)?PATH' || true)
[[ -z $elsewhere ]] || fail "libraries of the tar.gz have search paths of their own: $elsewhere"
foreign=$(env -i ldd "$program" | grep -i 'libqt\|libicu\|libsqlite' | grep -vF "$portable" || true)
[[ -z $foreign ]] || fail "the tar.gz loads $foreign"
say "ok  tar.gz: runs from any folder with an empty environment, with its own Qt"
