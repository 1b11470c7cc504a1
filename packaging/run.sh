#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds Tuneboard and opens its window on the built-in demo account.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/run.sh [arguments of tuneboard]

Installs what is missing, builds the release, and opens the window on the built-in demo account. The
arguments go to the program; with --base-url or --account among them it is that account instead.

Without a display the same window is drawn into a PNG; its path is printed, then the job list as text.
TEXT
}

if [[ ${1:-} == -h || ${1:-} == --help ]]; then
    usage
    exit 0
fi

begin
"$root/packaging/install-deps.sh" --run
program=$root/build/release/tuneboard
[[ $(uname) == Darwin ]] && program=$root/build/release/tuneboard.app/Contents/MacOS/tuneboard
[[ -x $program ]] || say "Building (the first time takes some minutes) …" >&2
build release tuneboard

# Which arguments name an account, and which ones are for a terminal rather than a window.
account=()
window=yes
picture=no
previous=''
for argument in "$@"; do
    case $argument in
    --) break ;;
    --demo | --base-url=* | --account=*) account+=("$argument") ;;
    --version | -v) window=no ;;
    --screenshot | --screenshot=*) picture=yes ;;
    esac
    case $previous in
    --base-url | --account) account+=("$previous" "$argument") ;;
    esac
    previous=$argument
done
named=${#account[@]}
arguments=("$@")
case ${1:-} in
demo-server) window=no ;;
list | show | export | watch)
    window=no
    ((named > 0)) || arguments=("$1" --demo "${@:2}")
    ;;
*) ((named > 0)) || arguments=(--demo "$@") ;;
esac

display=yes
[[ $(uname) == Linux && -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]] && display=no
if [[ $window == no || ($display == yes && $picture == no) ]]; then
    clean_up
    exec "$program" "${arguments[@]}"
fi

# Nobody sees a window here, or only a picture of it is wanted.
if [[ $display == no ]]; then
    start_display
    use_our_fonts
fi
if [[ -z ${XDG_RUNTIME_DIR:-} ]]; then
    mkdir -m 700 -- "$scratch/runtime"
    export XDG_RUNTIME_DIR=$scratch/runtime
fi
if [[ $picture == yes ]]; then
    guarded "$program" "${arguments[@]}"
    exit 0
fi
file=$root/build/tuneboard.png
rm -f -- "$file"
guarded timeout 120 "$program" --screenshot "$file" "${arguments[@]}"
[[ -s $file ]] || { say "The program wrote no picture to $file" >&2; exit 1; }
say "There is no display here, so this is the window as a picture:"
say "$file"
say ''
if ((named > 0)); then
    guarded "$program" list "${account[@]}"
else
    guarded "$program" list --demo
fi
