#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Starts the program for Windows under Wine and closes it: start-stop.sh FOLDER [COUNT].
# FOLDER is an installed program, or a build folder, which is then installed into a temporary folder. COUNT times (20)
# the demo account's window is closed as a user does, and COUNT times a picture is saved. Each process has to end
# within 2 s. Exits 77 where a tool is missing.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=packaging/windows/wine.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/wine.sh"

folder=${1:?a folder with tuneboard.exe}
count=${2:-20}
compiler=x86_64-w64-mingw32-g++-posix
for tool in "$compiler" wine Xvfb; do
    command -v "$tool" >/dev/null || { say "SKIPPED: $tool is not installed (packaging/install-deps.sh)"; exit 77; }
done
begin
fail() { say "FAILED: $*" >&2; exit 1; }

if [[ -e $folder/CMakeCache.txt ]]; then
    DESTDIR='' cmake --install "$folder" --prefix "$scratch/program" >"$scratch/log" 2>&1 ||
        { cat -- "$scratch/log" >&2; fail "$folder cannot be installed"; }
    folder=$scratch/program
fi
folder=$(cd -- "$folder" && pwd)
[[ -s $folder/tuneboard.exe ]] || fail "no tuneboard.exe in $folder"
"$compiler" -std=c++20 -O1 -municode -static -o "$scratch/startstop.exe" \
    "$root/packaging/windows/startstop.cpp" || fail "startstop.cpp does not compile"

start_wine
# Without a window manager, Wine would wait 2 s for it each time that a window goes.
guarded timeout 120 wine reg add 'HKCU\Software\Wine\X11 Driver' /v Managed /d N /f >/dev/null 2>&1 ||
    fail "Wine's registry cannot be written"
# rounds NAME [PICTURE]
rounds() {
    local name=$1 status=0
    shift
    say "$name:"
    # The time that all runs may need together, with starts that take long.
    guarded timeout $((60 + count * 90)) wine "$(winpath "$scratch/startstop.exe")" \
        "$(winpath "$folder/tuneboard.exe")" "$count" "$@" || status=$?
    return $status
}
status=0
rounds "windows that are closed" || status=1
rounds "pictures that are saved" "$(winpath "$scratch/picture.png")" || status=1
((status == 0)) || fail "a process did not end"
say "ok  $count of $count windows and $count of $count pictures: each process ended within 2 s"
