#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Tries the packages of a folder, as root on a bare Debian that is used for nothing else: verify-inside.sh FOLDER.
# The DEB and the tar.gz are in that folder, and the pictures go there.
set -euo pipefail
cd -- "${1:?the folder of the packages}"
here=$PWD
say() { printf '%s\n' "$*"; }
fail() { say "FAILED: $*" >&2; tail -n 15 "$here/log" >&2 2>/dev/null || true; exit 1; }
quietly() { "$@" >"$here/log" 2>&1 </dev/null || fail "$*"; }
export DEBIAN_FRONTEND=noninteractive
job=ftjob-d9hWEuojwQhP3doL2qWovcU4 # of the demo account, always there

quietly apt-get -qq update
# What every desktop has, and no Qt.
quietly apt-get -qq install -y --no-install-recommends \
    procps xvfb x11-utils scrot fonts-dejavu-core dbus xdg-utils libglib2.0-bin shared-mime-info desktop-file-utils \
    libgl1 libegl1 libopengl0 libice6 libsm6 libx11-xcb1 libfontconfig1 libfreetype6
! dpkg -l 'libqt*' 2>/dev/null | grep -q '^ii' || fail "there is a Qt before the program came"

# A user whose folder has a blank and other letters.
home='/home/Jörg Müller'
useradd --create-home --home-dir "$home" --shell /bin/bash tester
mkdir -m 700 /run/tester && chown tester: /run/tester
Xvfb :7 -screen 0 1600x1100x24 -nolisten tcp >"$here/xvfb.log" 2>&1 &
for ((tries = 0; tries < 100; ++tries)); do [[ -S /tmp/.X11-unix/X7 ]] && break; sleep 0.1; done
session=(env -i HOME="$home" USER=tester LANG=C.UTF-8 PATH=/usr/bin:/bin DISPLAY=:7 XDG_RUNTIME_DIR=/run/tester)
as_user() { runuser -u tester -- "${session[@]}" timeout 180 "$@"; }
is_picture() {
    [[ $(head -c 8 -- "$1" | od -An -tx1) == ' 89 50 4e 47 0d 0a 1a 0a' && $(stat -c %s -- "$1") -gt 50000 ]] ||
        fail "$1 is no picture of a window"
}

# --- the folder that carries its Qt
portable="$home/Mein Ördner mit Lücke"
as_user mkdir "$portable"
as_user tar xzf "$here"/*.tar.gz -C "$portable"
program=$(echo "$portable"/tuneboard-*/bin/tuneboard)
# Nothing in the environment at all.
[[ $(cd / && runuser -u tester -- env -i "$program" --version) == Tuneboard\ * ]] || fail "the tar.gz does not start"
runuser -u tester -- env -i "$program" list --demo >"$here/log" 2>&1 || fail "the tar.gz lists nothing"
grep -q '^240 jobs' "$here/log" || fail "the tar.gz lists something else"
runuser -u tester -- env -i DISPLAY=:7 "$program" --demo --screenshot "$portable/fenster.png" --size 1280x860 "$job" \
    >"$here/log" 2>&1 || fail "the tar.gz has no window"
cp -- "$portable/fenster.png" "$here/portable.png"
is_picture "$here/portable.png"
# Every library that it loads is its own or one that was left to the system on purpose.
! ldd "$program" | grep -q 'not found' || fail "the tar.gz lacks libraries: $(ldd "$program" | grep 'not found')"
rm -rf -- "$portable"
say "ok  tar.gz: runs without a Qt, without an environment, from a folder with a blank and an umlaut"

# --- the package
before=$SECONDS
quietly apt-get -qq install -y --no-install-recommends "$here"/*.deb
say "ok  DEB: installed with its dependencies ($((SECONDS - before)) s)"
[[ $(dpkg-query -W -f '${Status}' tuneboard) == 'install ok installed' ]] || fail "not installed"
dpkg -L tuneboard | while read -r path; do [[ -e $path ]] || exit 1; done || fail "a file is missing"
! ldd /usr/bin/tuneboard | grep -q 'not found' || fail "libraries are missing"
as_user tuneboard --demo --screenshot "$home/bild.png" --size 1280x860 "$job" >"$here/log" 2>&1 ||
    fail "it does not start"
cp -- "$home/bild.png" "$here/installed.png"
is_picture "$here/installed.png"
say "ok  DEB: starts on the demo account and makes its picture"

[[ $(as_user xdg-mime query default x-scheme-handler/tuneboard) == tuneboard.desktop ]] ||
    fail "xdg-mime does not name it for the scheme"
as_user gio mime x-scheme-handler/tuneboard >"$here/log" 2>&1 || fail "gio"
grep -q 'tuneboard\.desktop$' "$here/log" || fail "gio does not name it for the scheme"
as_user gio mime application/json >"$here/log" 2>&1 || true
grep -q 'tuneboard-open\.desktop' "$here/log" || fail "gio does not offer it for JSON files"
say "ok  xdg-mime and gio name it for links, gio offers it for JSON files"

# --- a link, in a session
processes() { pgrep -u tester -x tuneboard || true; }
windows() {
    local list
    list=$(as_user xwininfo -root -tree 2>/dev/null) || true
    grep -c '("tuneboard" "tuneboard")\|("tuneboard" "Tuneboard")\|"Tuneboard": (' <<<"$list" || true
}
await() { # COUNT: so many processes with a window
    for ((tries = 0; tries < 150; ++tries)); do
        (($(processes | wc -l) == $1 && $(windows) >= 1)) && return 0
        sleep 0.2
    done
    return 1
}
link() { as_user dbus-run-session -- xdg-open "tuneboard://job/$1" >>"$here/link.log" 2>&1 & }
link "$job"
await 1 || fail "xdg-open opens no window ($(processes | wc -l) processes, $(windows) windows)"
tr '\0' ' ' <"/proc/$(processes)/cmdline" >"$here/log"
grep -q -- "--link -- tuneboard://job/$job " "$here/log" || fail "the link does not arrive"
sleep 3
as_user scrot --overwrite "$home/link.png" && cp -- "$home/link.png" "$here/link.png"
is_picture "$here/link.png"
first=$(processes)
link ftjob-SKP1XRvMdSpVj2poVFlSmPPH
sleep 4
await 1 || fail "a second link opened a second window"
[[ $(processes) == "$first" ]] || fail "the running window went away for a second link"
as_user scrot --overwrite "$home/second.png" && cp -- "$home/second.png" "$here/second.png"
! cmp -s "$here/link.png" "$here/second.png" || fail "the running window did not follow the second link"
say "ok  xdg-open opens a job, and a second one in the same window"
processes | xargs -r kill
for ((tries = 0; tries < 50; ++tries)); do [[ -z $(processes) ]] && break; sleep 0.1; done

# --- removal
as_user tuneboard list --demo >/dev/null 2>&1
mkdir -p "$home/.local/share/tuneboard" && echo archive >"$home/.local/share/tuneboard/archive.sqlite"
mapfile -t files < <(dpkg -L tuneboard)
quietly apt-get -qq purge -y tuneboard
for path in "${files[@]}"; do
    [[ ! -f $path ]] || fail "left: $path"
done
left=$(find / -xdev \( -path /proc -o -path "$here" -o -path "$home" -o -path /tmp -o -path /var/cache/apt \
    -o -path /var/log \) -prune \
    -o -iname '*tuneboard*' -print)
[[ -z $left ]] || fail "left: $left"
! grep -rqs tuneboard /usr/share/applications /usr/share/icons /usr/share/mime /etc /var/lib/dpkg/info ||
    fail "named still: $(grep -rls tuneboard /usr/share/applications /usr/share/icons /usr/share/mime /etc)"
! dpkg-query -W tuneboard >/dev/null 2>&1 || fail "dpkg still knows it"
[[ -s $home/.local/share/tuneboard/archive.sqlite ]] || fail "removal took the user's archive"
say "ok  removed; the user's archive is all that is left"
