#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/install-deps.sh installs and reports on two releases: Debian 12 and Debian 13, played by stand-ins for
# apt and dpkg. Nothing of this machine is asked or changed.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../../packaging/common.sh"
begin
script=$root/packaging/install-deps.sh
fail() { say "FAILED: $*" >&2; exit 1; }

# The stand-ins read and write these files, which stand for one machine.
export MACHINE=$scratch/machine # installed: names; lists/: apt's lists; calls: what apt-get was told; offline: no network
export RELEASE=$scratch/release # names that the release has
mkdir -- "$scratch/bin"
stand_in() { # NAME, its text from standard input
    { printf '#!/bin/bash\n'; cat; } >"$scratch/bin/$1"
    chmod +x -- "$scratch/bin/$1"
}
stand_in dpkg-query <<'SH'
sed 's/.*/installed\t&, /' "$MACHINE/installed"
SH
stand_in apt-config <<'SH'
echo "lists='$MACHINE/lists/'"
SH
stand_in apt-cache <<'SH'
cat "$MACHINE/installed" "$RELEASE"
SH
stand_in apt-get <<'SH'
echo "$*" >>"$MACHINE/calls"
lists=$MACHINE/lists
names=()
for word in "$@"; do
    case $word in
    Dir::State::lists=*) lists=${word#*=} ;;
    -* | *=* | *::* | install) ;;
    update) [[ ! -e $MACHINE/offline ]] && : >"$lists/mirror_Packages"; exit ;;
    *) names+=("$word") ;;
    esac
done
for name in "${names[@]}"; do
    grep -qxF -- "$name" "$RELEASE" || { echo "Unable to locate package $name"; exit 100; }
done
printf '%s\n' "${names[@]}" >>"$MACHINE/installed"
SH
stand_in sudo <<'SH'
[[ $1 != -n ]] || shift
exec "$@"
SH

only_12=(libqt6opengl6-dev clang-14 libclang-rt-14-dev clang-format-14 clang-tidy-14)
every_name=$(sed -n '/^run_packages=(/,/^say()/p' "$script" |
    sed "s/#.*//; s/^[a-z_]*=(//; s/[()'?]//g; /^say/d" | grep -oE '[^ |]+' | sort -u)
release() { # the names that it does not have
    printf '%s\n' "$@" | sed '/^$/d' | grep -vxF -f - <(echo "$every_name") >"$RELEASE"
}
bookworm() { release libqt6charts6-dev libqt6svg6-dev qt6-svg-plugins "$@"; }
trixie() { release libqt6charts6-dev libqt6svg6-dev "${only_12[@]}" "$@"; }
bare_machine() {
    rm -rf -- "$MACHINE"
    mkdir -p -- "$MACHINE/lists"
    : >"$MACHINE/installed"
    : >"$MACHINE/calls"
    [[ ${1:-} == 'without lists' ]] || : >"$MACHINE/lists/mirror_Packages"
}
run() { # ARGUMENTS: sets status and said
    status=0
    # Node.js counts where it is, package or not: nothing of this machine's is on the path.
    said=$(PATH=$scratch/bin:$scratch/tools "$script" "$@" 2>&1) || status=$?
}
mkdir -- "$scratch/tools"
for tool in bash cat env grep mkdir mktemp rm sed tail tr; do
    ln -s -- "$(command -v "$tool")" "$scratch/tools/$tool"
done
names() { # WANTED NAME …: whether they are among what was said
    local wanted=$1 name
    shift
    for name in "$@"; do
        if [[ " $said " == *" $name "* ]]; then
            [[ $wanted == yes ]] || fail "$name is named: $said"
        else
            [[ $wanted == no ]] || fail "$name is not named: $said"
        fi
    done
}
exits() { [[ $status == "$1" ]] || fail "exit code $status, not $1: $said"; }

only_13=(qt6-svg-plugins clang libclang-rt-dev)
for suite in bookworm trixie; do
    "$suite" ''
    for lists in '' 'without lists'; do
        bare_machine "$lists"
        run --check
        exits 1
        said=${said//$'\n'/ }
        names yes g++ qt6-base-dev qt6-charts-dev clazy lintian nsis
        [[ $said != *['|?']* ]] || fail "a row is named, not a package: $said"
        if [[ $suite == bookworm ]]; then
            names yes "${only_12[@]}"
            names no "${only_13[@]}"
        else
            names no "${only_12[@]}"
            names yes "${only_13[@]}"
        fi
        [[ ! -s $MACHINE/installed ]] || fail "--check installed something"
        [[ -z $lists || ! -e $MACHINE/lists/mirror_Packages ]] || fail "--check changed the machine's lists"
    done
    # The smaller scopes, and no package of a larger one.
    run --run --check
    names yes qt6-svg-dev
    names no lintian clazy
    run --package --check
    names yes lintian
    names no clazy

    run
    exits 0
    run --check
    exits 0
    [[ -z $said ]] || fail "all is installed, but: $said"
    # What the release does not have makes no second run ask a network.
    : >"$MACHINE/calls"
    run
    exits 0
    [[ ! -s $MACHINE/calls ]] || fail "a second run called apt-get: $(<"$MACHINE/calls")"
done
say "ok  names the packages that each release has; after the installation nothing is missing"

# No lists and no network: all that is not installed may be missing.
trixie ''
bare_machine 'without lists'
: >"$MACHINE/offline"
run --check
exits 1
said=${said//$'\n'/ }
names yes g++ libqt6opengl6-dev clang-14
say "ok  without lists of packages and without a network everything is named"

# An optional package that the release does not have is not missing, a needed one is.
bookworm nsis
bare_machine
run
exits 0
run --check
exits 0
bookworm ninja-build
bare_machine
run
exits 1
run --check
exits 1
names yes ninja-build
say "ok  an optional package that the release lacks is not missing, a needed one is"
