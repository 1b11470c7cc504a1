#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tests the Windows installer under Wine, built around a stand-in for the program: installs, follows links, upgrades,
# removes. If there is a build for Windows, also starts and closes the program itself. Exits 77 where a tool is missing.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"
# shellcheck source=packaging/windows/wine.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/wine.sh"

for tool in x86_64-w64-mingw32-g++-posix makensis wine Xvfb ninja; do
    command -v "$tool" >/dev/null || { say "SKIPPED: $tool is not installed (packaging/install-deps.sh)"; exit 77; }
done
begin
sources=$root/packaging/windows
log=$scratch/log
fail() { say "FAILED: $*" >&2; tail -n 20 -- "$log" >&2 2>/dev/null || true; exit 1; }

# installer VERSION OPTION…: its path in $built. One build folder, since only the
# version changes.
installer() {
    local version=$1 folder=$scratch/standin
    shift
    {
        cmake -G Ninja -S "$sources/standin" -B "$folder" -DCMAKE_TOOLCHAIN_FILE="$sources/mingw-w64.cmake" \
            -DCMAKE_BUILD_TYPE=MinSizeRel -DSTANDIN_VERSION="$version" "$@" &&
            cmake --build "$folder" && (cd -- "$folder" && cpack -G NSIS)
    } >"$log" 2>&1 </dev/null || fail "the installer of $version cannot be built"
    built=$folder/packages/tuneboard-$version-windows-x86_64.exe
    [[ -s $built ]] || fail "no $built"
}
installer 0.1.0 -DSTANDIN_WITH_OLD_FILE=ON
old=$built
installer 0.2.0 -DSTANDIN_WITH_OLD_FILE=OFF
new=$built
standin=$scratch/standin
(cd -- "$(dirname -- "$new")" && sha256sum --quiet -c -- ./*.sha256) || fail "the checksum beside the installer"
say "ok  installers of two versions built, with checksums"

# What the .exe says about itself. The texts in it are UTF-16.
program=$standin/tuneboard.exe
texts=$(LC_ALL=C.UTF-8 strings -e l -- "$program")
{ grep -qx 0.2.0 <<<"$texts" && grep -qx Tuneboard <<<"$texts"; } || fail "no version in $program"
for word in PerMonitorV2 '<longPathAware' '<activeCodePage' 'level="asInvoker"'; do
    grep -q -- "$word" "$program" || fail "no $word in the manifest"
done
LC_ALL=C grep -q $'\x89PNG' "$program" || fail "no icon in $program"
say "ok  version, icon and manifest are in the program"

# Imports: nothing is missing, and a library taken away is missed.
shipped=$scratch/shipped
DESTDIR='' cmake --install "$standin" --prefix "$shipped" >"$log" 2>&1
imports() { cmake -DTUNEBOARD_FOLDER="$shipped" -DTUNEBOARD_OBJDUMP=x86_64-w64-mingw32-objdump "$@" \
    -P "$sources/imports.cmake" >"$log" 2>&1; }
imports || fail "imports"
mkdir -- "$scratch/away"
mv -- "$shipped/libwinpthread-1.dll" "$scratch/away"
! imports || fail "a missing library was not missed"
grep -q 'libwinpthread-1.dll (wanted by' "$log" || fail "the missing library was not named"
{ imports -DTUNEBOARD_SEARCH="$scratch/away" && [[ -s $shipped/libwinpthread-1.dll ]]; } || fail "the library was not fetched"
say "ok  imports walked, a missing library is named and fetched"

start_wine
windows() { guarded timeout 120 wine "$@" >"$log" 2>&1; }

# A thread ends with the destructor of a thread_local object. Without the program's workaround the object is freed first.
for program in threadend threadend-early; do
    windows "$(winpath "$standin/$program.exe")" || fail "$program: a thread_local object is freed before its destructor runs"
done
if windows "$(winpath "$standin/threadend-plain.exe")"; then
    say "ok  thread_local objects are destroyed before they are freed, by this compiler also without the workaround"
else
    say "ok  thread_local objects are destroyed before they are freed"
fi

drive=$WINEPREFIX/drive_c
home=$(find "$drive/users" -mindepth 1 -maxdepth 1 -type d ! -name Public | head -n 1)
folder=$home/AppData/Local/Programs/Tuneboard
data=$home/AppData/Roaming/tuneboard
# The registry as text, with the lines of one key; nothing if it is not there.
key() {
    rm -f -- "$scratch/key.reg"
    windows reg export "$1" "$(winpath "$scratch/key.reg")" /y || return 1
    iconv -f UTF-16 -t UTF-8 -- "$scratch/key.reg" | tr -d '\r'
}
has() { grep -qF -- "$2" <<<"$1" || fail "not in the registry: $2 (there: $1)"; }
apps='HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\Tuneboard'
scheme='HKCU\Software\Classes\tuneboard'

installed() {
    local version=$1 where=$2 found file
    for file in tuneboard.exe tuneboard-cli.exe uninstall.exe libstdc++-6.dll libgcc_s_seh-1.dll libwinpthread-1.dll; do
        [[ -s $where/$file ]] || fail "$file is not installed"
    done
    [[ -n $(find "$home" -path '*Start Menu*' -name Tuneboard.lnk) ]] || fail "no entry in the start menu"
    found=$(key "$apps") || fail "not in the list of apps"
    has "$found" "\"DisplayVersion\"=\"$version\""
    has "$found" '"DisplayName"="Tuneboard"'
    has "$found" '"Publisher"="The Tuneboard authors"'
    has "$found" 'tuneboard.exe"'
    has "$found" '"QuietUninstallString"='
    found=$(key "$scheme") || fail "no link scheme"
    has "$found" '"URL Protocol"=""'
    has "$found" 'tuneboard.exe\" --link -- \"%1\""'
    found=$(key 'HKCU\Software\Classes\.json') || fail "not among what opens JSON"
    has "$found" '"Tuneboard.json"=""'
    grep -q '^@=' <<<"$found" && fail "made itself the default for JSON"
    return 0
}

# followed LINK: what the program then gets, one argument a line.
# The command is started as Windows starts it: Wine's own ShellExecute (8.0) does not look at a user's classes.
export TUNEBOARD_STANDIN='C:\arguments.txt'
followed() {
    rm -f -- "$drive/arguments.txt"
    printf '%s' "$1" >"$drive/link.txt"
    windows "$(winpath "$standin/launch.exe")" 'C:\link.txt' || fail "the link's command did not run: $1"
    cat -- "$drive/arguments.txt"
}
hostile() {
    local got
    got=$(followed "$1")
    # Whatever it holds, it is text behind the hyphens; there no option has an effect.
    [[ $(head -n 2 <<<"$got") == $'--link\n--' ]] || fail "a link broke out: $1 became $got"
}

windows "$(winpath "$old")" /S || fail "the old version does not install"
installed 0.1.0 "$folder"
[[ -s $folder/platforms/old.dll ]] || fail "the old version lacks its file"
[[ $(followed 'tuneboard://job/ftjob-abc?tab=charts') == $'--link\n--\ntuneboard://job/ftjob-abc?tab=charts' ]] ||
    fail "a link does not arrive: $(cat -- "$drive/arguments.txt")"
hostile 'tuneboard://job/a b" --base-url http://evil.example "'
hostile 'tuneboard://x" -platformpluginpath \\evil\share "'
hostile 'tuneboard://x\" --demo \"'
hostile 'tuneboard://x\\" --demo'
hostile '" --open -- C:\secret.json'
hostile '-stylesheet'
hostile ''
hostile 'tuneboard://job/ä%1%PATH%&calc.exe|^"'
say "ok  installed for the user; links arrive as one argument, hostile ones stay behind the hyphens"

mkdir -p -- "$data"
printf archive >"$data/archive.sqlite"
# While it runs, nothing is changed.
TUNEBOARD_STANDIN='C:\running.txt' TUNEBOARD_STANDIN_WAIT=1 wine "$folder/tuneboard.exe" >/dev/null 2>&1 &
started+=($!)
for ((tries = 0; tries < 100; ++tries)); do [[ -e $drive/running.txt ]] && break; sleep 0.1; done
! windows "$(winpath "$new")" /S || fail "upgraded a running program"
installed 0.1.0 "$folder"
rm -- "$drive/running.txt"
wait "${started[-1]}" || true
windows "$(winpath "$new")" /S || fail "the new version does not install"
installed 0.2.0 "$folder"
[[ ! -e $folder/platforms ]] || fail "a file of the old version is still there"
[[ -s $data/archive.sqlite ]] || fail "the upgrade took the archive"
say "ok  upgraded; refused while the program runs"

removed() {
    [[ ! -e $1 ]] || fail "left: $(find "$1")"
    [[ -z $(find "$home" -path '*Start Menu*' -name Tuneboard.lnk) ]] || fail "left in the start menu"
    local name
    for name in "$apps" "$scheme" 'HKCU\Software\Classes\Tuneboard.json' 'HKCU\Software\Classes\.json'; do
        ! key "$name" >/dev/null || fail "left in the registry: $name"
    done
}
# A command line as it is written here, without a shell's quotes.
as_written() {
    printf '%s' "$1" >"$drive/line.txt"
    windows "$(winpath "$standin/launch.exe")" --line 'C:\line.txt'
}
# The uninstaller goes on in a copy of itself; _?= keeps it where it lies, so that its end can be waited for.
uninstall() {
    local where=$1
    shift
    as_written "\"$(winpath_c "$where")\\uninstall.exe\" /S $* _?=$(winpath_c "$where")" || fail "does not uninstall"
    rm -f -- "$where/uninstall.exe"
    rmdir -- "$where" 2>/dev/null || true
}
winpath_c() { local path=${1#"$drive"}; printf 'C:%s' "${path//\//\\}"; }
printf note >"$folder/my notes.txt"
uninstall "$folder"
[[ $(ls -- "$folder") == 'my notes.txt' ]] || fail "took or left more than its own: $(ls -- "$folder")"
rm -r -- "$folder"
removed "$folder"
[[ -s $data/archive.sqlite ]] || fail "removing took the archive"
say "ok  removed, with the archive and what is not its own left alone"

# A folder with blanks and other letters, then everything gone, as asked for.
other="$drive/users/Jörg Müller/Programme (x)/Tuneboard"
as_written "$(winpath "$new") /S /D=$(winpath_c "$other")" || fail "does not install into $other"
installed 0.2.0 "$other"
[[ $(followed 'tuneboard://job/ftjob-abc') == $'--link\n--\ntuneboard://job/ftjob-abc' ]] || fail "a link from $other"
uninstall "$other" /RemoveData
removed "$other"
[[ ! -e $data ]] || fail "the archive was to go"
say "ok  another folder, and the archive removed when asked for"

# The program itself. TUNEBOARD_WINDOWS_FOLDER: where it is installed, or a build folder.
program=${TUNEBOARD_WINDOWS_FOLDER:-$root/build/windows}
if [[ -e $program/tuneboard.exe ]]; then
    guarded "$sources/start-stop.sh" "$program" 5 || fail "the program does not end after it was closed"
else
    say "SKIP   : start-stop.sh, no program for Windows in build/windows or TUNEBOARD_WINDOWS_FOLDER"
fi
