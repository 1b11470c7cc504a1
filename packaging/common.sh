# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What run.sh, test.sh and lint.sh share. Source it; it starts nothing by itself.

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
scratch=''
started=()
current=''

say() { printf '%s\n' "$*"; }

# Asks a process, or a group if the id is negative, to end; after 5 s it is made to.
stop() {
    local tries
    kill -TERM -- "$1" 2>/dev/null || return 0
    for ((tries = 0; tries < 50; ++tries)); do
        kill -0 -- "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL -- "$1" 2>/dev/null || true
}

# Ends every process that this script started, by its id, and removes the temporary folder.
clean_up() {
    local pid
    trap '' INT TERM HUP
    # Its own process group: the program and whatever it started.
    [[ -z $current ]] || stop "-$current"
    for pid in "${started[@]}"; do
        stop "$pid"
    done
    [[ -z $scratch ]] || rm -rf -- "$scratch"
    trap - INT TERM HUP EXIT
}

# Call once: a private temporary folder in $scratch, and an end that leaves nothing behind.
begin() {
    # The shorter the better: paths of local sockets may have 107 bytes.
    scratch=$(mktemp -d "${TMPDIR:-/tmp}/tuneboard.XXXXXX")
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    trap 'exit 129' HUP
}

# Runs a command in a process group of its own, so that an interruption of this script reaches all of it,
# and so that it does not start with SIGINT ignored, as background jobs of scripts do.
guarded() {
    local status=0
    set -m
    "$@" </dev/null &
    current=$!
    set +m
    wait "$current" || status=$?
    current=''
    return $status
}

# into FILE COMMAND …: all that the command prints goes to the file.
into() {
    local file=$1
    shift
    "$@" >"$file" 2>&1
}

# logged FILE COMMAND …: guarded, with the output in a file; its end is shown if the command fails.
logged() {
    local log=$1 status=0
    shift
    mkdir -p -- "$(dirname -- "$log")"
    guarded into "$log" "$@" || status=$?
    if ((status != 0)); then
        # What failed may stand far above the end when several jobs ran; command lines tell nothing here.
        grep -A4 -E '^FAILED:|[^a-z]error:|CMake Error|undefined reference' -- "$log" | cut -c1-400 |
            grep -v -E '^[^ ]*/(cmake|ccache|c\+\+) ' | head -n 80 >&2 ||
            tail -n 30 -- "$log" >&2
        say "… all of it: $log" >&2
    fi
    return $status
}

# build PRESET [TARGET]: configures and builds, as many jobs at a time as there are cores.
build() {
    local preset=$1 log="$root/build/logs/$1.log"
    logged "$log" cmake -S "$root" --preset "$preset" || return 1
    logged "$log" cmake --build "$root/build/$preset" --parallel "$(cores)" ${2:+--target "$2"}
}

cores() { getconf _NPROCESSORS_ONLN 2>/dev/null || say 2; }

# Reads one line that a process writes to a file, waiting up to 15 s for it.
await_line() {
    local file=$1 tries
    for ((tries = 0; tries < 150; ++tries)); do
        [[ -s $file ]] && { head -n 1 -- "$file"; return 0; }
        sleep 0.1
    done
    return 1
}

# A virtual display of our own: sets DISPLAY. Xvfb itself picks a free number.
start_display() {
    command -v Xvfb >/dev/null || { say "Xvfb is not installed (packaging/install-deps.sh)" >&2; return 1; }
    local number
    Xvfb -displayfd 3 -screen 0 1920x1200x24 -dpi 96 -nolisten tcp -noreset \
        3>"$scratch/display" >"$scratch/xvfb.log" 2>&1 </dev/null &
    started+=($!)
    if ! number=$(await_line "$scratch/display"); then
        say "Xvfb did not start:" >&2
        cat -- "$scratch/xvfb.log" >&2
        return 1
    fi
    export DISPLAY=":$number" QT_QPA_PLATFORM=xcb
    unset WAYLAND_DISPLAY XAUTHORITY
}

# A session bus of our own, which starts no services: what the desktop of the machine offers changes nothing.
start_bus() {
    command -v dbus-daemon >/dev/null || { say "dbus-daemon is not installed (packaging/install-deps.sh)" >&2; return 1; }
    local address
    cat >"$scratch/bus.conf" <<XML
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=$scratch</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
XML
    dbus-daemon --config-file="$scratch/bus.conf" --nofork --nopidfile --print-address=3 \
        3>"$scratch/bus" >"$scratch/bus.log" 2>&1 </dev/null &
    started+=($!)
    if ! address=$(await_line "$scratch/bus"); then
        say "dbus-daemon did not start:" >&2
        cat -- "$scratch/bus.log" >&2
        return 1
    fi
    export DBUS_SESSION_BUS_ADDRESS=$address
}

# The fonts of the pictures are the same on every machine.
use_our_fonts() {
    export FONTCONFIG_FILE=$root/packaging/fonts.conf
}
