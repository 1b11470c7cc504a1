# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Wine for the scripts that run programs for Windows. Source it after common.sh.
# shellcheck disable=SC2154 # scratch is of common.sh

# Call once, after begin: a display and a Wine of our own in $scratch, both gone at the end. Exits 77 where Wine does
# not start.
start_wine() {
    start_display
    unset QT_QPA_PLATFORM # meant for this system's Qt
    export WINEPREFIX=$scratch/wine WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml,winemenubuilder.exe=' HOME=$scratch
    trap end_wine EXIT
    guarded timeout 120 wine wineboot -i >/dev/null 2>&1 || { say "SKIPPED: Wine does not start here"; exit 77; }
}

end_wine() {
    local server
    for server in wineserver wineserver-stable /usr/lib/wine/wineserver64 /usr/lib/wine/wineserver; do
        command -v "$server" >/dev/null && { "$server" -k >/dev/null 2>&1 || true; break; }
    done
    clean_up
}

# The path as programs for Windows see it.
winpath() { printf 'Z:%s' "${1//\//\\}"; }
