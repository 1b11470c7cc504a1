#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Linux packages and tries them where users have them: the DEB and the tar.gz in a fresh Debian 12.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/linux/verify.sh [PRESET]

Builds the packages of a preset (release if none is named), looks at them with check.sh, then makes a fresh Debian 12
with debootstrap in a temporary folder, from this machine's mirror. There the tar.gz runs without any Qt; the DEB is
installed, started, found by xdg-open, and removed. Pictures: build/verify. Needs root; exits 77 without it or
without debootstrap.
TEXT
}

case ${1:-} in
-h | --help) usage; exit 0 ;;
esac
preset=${1:-release}
if ((EUID != 0)); then say "SKIPPED: verify.sh needs root, for chroot"; exit 77; fi
for tool in debootstrap unshare lintian rpm rpmbuild; do
    command -v "$tool" >/dev/null || { say "SKIPPED: $tool is not installed (packaging/install-deps.sh --long)"; exit 77; }
done

begin
step() { say "== $* (after ${SECONDS} s)"; }
log=$root/build/logs/verify.log
packages=$root/build/$preset/packages

step "building the packages of $preset"
build "$preset" tuneboard
build "$preset" package_files
"$root/packaging/linux/check.sh" "$root/build/$preset"

step "making a fresh Debian 12"
debian=$scratch/debian
# This machine's own mirror, if it is one of Debian 12; else the one that debootstrap knows.
# shellcheck disable=SC2016  # apt-get fills these in
mirror=$(apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    sed -n 's/^bookworm //p' | head -n 1)
logged "$log" debootstrap --variant=minbase bookworm "$debian" ${mirror:+"$mirror"}
if [[ -n $mirror ]]; then
    # The same sources, with whatever they need to be reached.
    rm -f -- "$debian/etc/apt/sources.list"
    cp -a -- /etc/apt/. "$debian/etc/apt/"
    cp -a -- /usr/share/keyrings/. "$debian/usr/share/keyrings/"
fi
for file in /etc/resolv.conf /etc/hosts; do
    [[ ! -e $file ]] || cp -L -- "$file" "$debian$file"
done
mkdir -- "$debian/verify"
cp -- "$packages"/*.deb "$packages"/*.tar.gz "$root/packaging/linux/verify-inside.sh" "$debian/verify/"

step "inside the fresh Debian"
# Its own processes and mounts: what is started there ends with it.
status=0
guarded env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
    unshare --mount --pid --fork --kill-child --mount-proc="$debian/proc" \
    chroot "$debian" /bin/bash /verify/verify-inside.sh || status=$?
mkdir -p -- "$root/build/verify"
cp -- "$debian"/verify/*.png "$root/build/verify/" 2>/dev/null || true
((status == 0)) || exit "$status"
say "Pictures: build/verify"
step "verified"
