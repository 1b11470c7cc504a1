#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Linux packages in a bare Debian and tries them where users have them: in another one.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/linux/verify.sh [--suite bookworm|trixie]

Makes a bare Debian 12 (bookworm, the default) or 13 (trixie) twice, with debootstrap in a temporary folder. In the
first one package.sh builds the packages from this checkout. In the second one the tar.gz runs without any Qt; the DEB
is installed with its dependencies, started, found by xdg-open, and removed. Pictures: build/verify/SUITE. Needs root;
exits 77 without it or without debootstrap.
TEXT
}

suite=bookworm
while (($# > 0)); do
    case $1 in
    --suite) suite=${2:-}; shift ;;
    --suite=*) suite=${1#*=} ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
    shift || break
done
case $suite in
bookworm | trixie) ;;
*) usage >&2; exit 2 ;;
esac
if ((EUID != 0)); then say "SKIPPED: verify.sh needs root, for chroot"; exit 77; fi
for tool in debootstrap unshare; do
    command -v "$tool" >/dev/null || { say "SKIPPED: $tool is not installed (packaging/install-deps.sh)"; exit 77; }
done

begin
step() { say "== $* (after ${SECONDS} s)"; }
log=$root/build/logs/verify-$suite.log
pictures=$root/build/verify/$suite

proxies=()
for variable in http_proxy https_proxy no_proxy; do
    [[ -z ${!variable:-} ]] || proxies+=("$variable=${!variable}")
done
# in_debian FOLDER COMMAND …: in that Debian, with processes and mounts of its own: what is started there ends with it.
in_debian() {
    local debian=$1
    shift
    guarded env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "${proxies[@]}" \
        unshare --mount --pid --fork --kill-child --mount-proc="$debian/proc" chroot "$debian" "$@"
}

step "making a bare Debian, $suite"
bare=$scratch/bare
# This machine's own mirror if it is a Debian, with what it needs to be reached; else the one that debootstrap knows.
# shellcheck disable=SC2016  # apt-get fills these in
mirror=$(apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^Debian //p' | head -n 1)
include=()
[[ $mirror != https:* ]] || include=(--include=ca-certificates)
logged "$log" debootstrap --variant=minbase "${include[@]}" "$suite" "$bare" ${mirror:+"$mirror"}
for file in /etc/resolv.conf /etc/hosts /etc/apt/auth.conf /etc/apt/auth.conf.d; do
    [[ ! -e $file ]] || cp -rL -- "$file" "$bare$(dirname -- "$file")/"
done
# Of apt's settings only how it reaches the mirror: whole files of apt.conf.d belong to packages, and dpkg stops to ask
# where the other release has another version of one.
apt-config dump 2>/dev/null | grep -E '^Acquire::(http|https|Retries)\b' >"$bare/etc/apt/apt.conf.d/90mirror" || true
cp -a -- "$bare" "$scratch/builder"

step "building the packages there"
builder=$scratch/builder
mkdir -- "$builder/source" "$bare/verify"
tar -C "$root" --exclude=./build --exclude=./.git --exclude=node_modules -c . | tar -C "$builder/source" -x
in_debian "$builder" /source/packaging/linux/package.sh
cp -- "$builder"/source/build/package/packages/*.{deb,tar.gz} "$root/packaging/linux/verify-inside.sh" "$bare/verify/"

step "trying them in the other one"
status=0
in_debian "$bare" /bin/bash /verify/verify-inside.sh /verify || status=$?
rm -rf -- "$pictures"
mkdir -p -- "$pictures"
cp -- "$bare"/verify/*.png "$pictures/" 2>/dev/null || true
((status == 0)) || exit "$status"
say "Pictures: build/verify/$suite"
step "verified"
