#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Linux packages for the system that it runs on, and checks them. verify.sh runs it in a bare Debian, the
# workflows in a container.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/linux/package.sh

Installs what is missing, builds the release without tests in build/package, packs DEB, RPM and tar.gz into
build/package/packages, and checks them with check.sh.
TEXT
}

case ${1:-} in
'') ;;
-h | --help) usage; exit 0 ;;
*) usage >&2; exit 2 ;;
esac

begin
deps=$root/packaging/install-deps.sh
"$deps" --package
"$deps" --package --check || { say "FAILED: something is still missing after the installation" >&2; exit 1; }
log=$root/build/logs/package.log
logged "$log" cmake -S "$root" --preset release -B "$root/build/package" -DBUILD_TESTING=OFF
logged "$log" cmake --build "$root/build/package" --parallel "$(cores)" --target tuneboard package_files
"$root/packaging/linux/check.sh" "$root/build/package"
