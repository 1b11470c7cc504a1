#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Compiles sources for Windows as far as that goes without Qt for Windows: compile.sh BUILD_FOLDER [FILE …].
# mingw-w64 reads them with this machine's Qt headers, in which Q_OS_WIN is then defined; nothing is linked. Without
# files, those that ask for the system, and those with a QUuid, which is made from more things there. BUILD_FOLDER has
# what moc made. Exits 77 where the compiler is missing.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

build=${1:?a build folder}
shift
compiler=x86_64-w64-mingw32-g++-posix
command -v "$compiler" >/dev/null || { say "SKIPPED: $compiler is not installed (packaging/install-deps.sh)"; exit 77; }
cd -- "$root"
begin

# The headers of the libraries alone: what else lies beside them is this system's.
headers=$(pkg-config --variable=includedir sqlite3 2>/dev/null || true)
headers=${headers:-/usr/include}
mkdir -- "$scratch/include"
for header in simdjson.h sqlite3.h SQLiteCpp qt6keychain; do
    [[ ! -e $headers/$header ]] || ln -s -- "$headers/$header" "$scratch/include/"
done
qt=$(sed -n 's/^Qt6Core_DIR:PATH=//p' "$build/CMakeCache.txt")
qt=$(echo "${qt%/lib/*}/include/"*/qt6)
[[ -d $qt/QtCore ]] || { say "SKIPPED: no headers of Qt in $qt"; exit 77; }
# Since Qt 6.5 the headers of other systems are not installed. This one has nothing but names of handles.
if [[ ! -e $qt/QtGui/qwindowdefs_win.h ]]; then
    mkdir -- "$scratch/include/QtGui"
    for handle in HINSTANCE HDC HWND HFONT HPEN HBRUSH HBITMAP HICON HPALETTE HRGN HMONITOR; do
        say "struct ${handle}__; typedef ${handle}__ *$handle;"
    done >"$scratch/include/QtGui/qwindowdefs_win.h"
fi
flags=(-std=c++20 -fsyntax-only -Wall -Wextra -Werror -DUNICODE -D_UNICODE '-DTUNEBOARD_VERSION="0"'
    -DQT_NO_CAST_FROM_ASCII -DQT_NO_CAST_TO_ASCII "-I$root")
for folder in "$qt" "$scratch/include" "$qt"/Qt*; do flags+=(-isystem "$folder"); done
for folder in "$build"/*/*_autogen/include; do flags+=("-I$folder"); done

files=("$@")
if ((${#files[@]} == 0)); then
    mapfile -t files < <(grep -lE 'Q_OS_WIN|_WIN32|QUuid|uuid = ' -r app ui --include='*.cpp' | sort)
fi
failed=0
for file in "${files[@]}"; do
    guarded "$compiler" "${flags[@]}" "$file" || { say "FAILED: $file"; failed=1; }
done
((failed == 0)) || exit 1
say "ok  ${#files[@]} files compile for Windows"
