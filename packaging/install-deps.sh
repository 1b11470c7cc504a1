#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing to build, run and test Tuneboard. A second run finds nothing to do and
# touches no network.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: packaging/install-deps.sh [--run | --all] [--check]

  --run     only what packaging/run.sh needs: the compiler, Qt, and a virtual display
  --all     also what the tests and linters need (the default)
  --check   install nothing; list what is missing and exit 1 if that is anything

Debian and Ubuntu: installs with apt-get, as root or through sudo.
Elsewhere: says by name what is needed, and exits 1 unless everything was found.
TEXT
}

# One row per need: what it is for, and the package, or several that serve alike with '|' between them.
run_packages=(
    g++ cmake ninja-build
    qt6-base-dev libqt6opengl6-dev libgl-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    'qt6-charts-dev|libqt6charts6-dev' 'qt6-svg-dev|libqt6svg6-dev' libqt6svg6
    qtkeychain-qt6-dev
    libfontconfig-dev libsimdjson-dev libsqlite3-dev libsqlitecpp-dev
    xvfb fonts-inter fonts-dejavu-core
)
test_packages=(
    git dbus-daemon openssl
    clang-14 'libclang-rt-14-dev|libclang-common-14-dev'        # fuzz targets (libFuzzer)
    clang-format-14 clang-tidy-14 clazy shellcheck              # linters
    jq yamllint libxml2-utils desktop-file-utils 'appstream|appstream-util'
)
# Used where they are there; their absence costs speed, or tests that are then skipped by name.
optional_run=(ccache)
optional_test=(
    nodejs npm gnome-keyring at-spi2-core libcurl4-openssl-dev
    # Packages: packed and looked at; the Windows installer built here and tried under Wine; a fresh Debian to install in.
    dpkg-dev lintian rpm file man-db python3 python3-yaml zsh fish
    nsis wine wine64 g++-mingw-w64-x86-64-posix
    debootstrap
)

say() { printf '%s\n' "$*"; }

scope=all
check_only=no
for argument in "$@"; do
    case $argument in
    --run) scope=run ;;
    --all) scope=all ;;
    --check) check_only=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
done

required=("${run_packages[@]}")
optional=("${optional_run[@]}")
if [[ $scope == all ]]; then
    required+=("${test_packages[@]}")
    optional+=("${optional_test[@]}")
fi

elsewhere() {
    cat <<'TEXT'
This system has no apt-get. Tuneboard needs a C++20 compiler (g++ 12, clang 14 or newer), CMake 3.25, Ninja,
Qt 6.4.2 or newer with Charts, Svg and LinguistTools, simdjson 3, SQLite, SQLiteCpp and QtKeychain:

  Fedora    sudo dnf install gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtcharts-devel qt6-qtsvg-devel \
              qt6-qttools-devel qtkeychain-qt6-devel \
              simdjson-devel sqlite-devel sqlitecpp-devel xorg-x11-server-Xvfb
  Arch      sudo pacman -S --needed base-devel cmake ninja qt6-base qt6-charts qt6-svg qt6-tools \
              qtkeychain-qt6 simdjson sqlite sqlitecpp xorg-server-xvfb
  Homebrew  brew install cmake ninja qt qtkeychain simdjson sqlite sqlitecpp
  vcpkg     vcpkg install qtbase qtcharts qtsvg qttools qtkeychain-qt6 \
              simdjson sqlite3 sqlitecpp

For the tests and linters also: git, a D-Bus daemon, openssl, clang with libFuzzer, clang-format 14,
clang-tidy, clazy, shellcheck, jq, yamllint, xmllint, desktop-file-validate, Node.js with npm; ccache helps. For the
packages: lintian, rpmbuild, python3 with yaml, NSIS, mingw-w64, Wine, debootstrap; what is missing is skipped by name.
TEXT
}

# Whether CMake finds all the build needs, asked with a project of its own in a temporary folder.
build_needs_found() {
    command -v cmake >/dev/null && command -v ninja >/dev/null || return 1
    local probe status=0
    probe=$(mktemp -d)
    cat >"$probe/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.25)
project(Probe LANGUAGES CXX)
find_package(Qt6 6.4.2 REQUIRED COMPONENTS Core Gui Widgets Network Charts Svg LinguistTools Test)
foreach(package simdjson SQLite3 SQLiteCpp Qt6Keychain)
    find_package(${package} REQUIRED)
endforeach()
CMAKE
    cmake -S "$probe" -B "$probe/build" -G Ninja >/dev/null 2>&1 || status=1
    rm -rf -- "$probe"
    return $status
}

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    missing=no
    build_needs_found || missing=yes
    if [[ $scope == all ]]; then
        for tool in git dbus-daemon openssl clang clang-format clang-tidy clazy-standalone shellcheck jq; do
            command -v "$tool" >/dev/null || missing=yes
        done
    fi
    if [[ $missing == no ]]; then
        say "Everything needed was found."
        exit 0
    fi
    elsewhere >&2
    exit 1
fi

# One question to dpkg for everything: names of what is installed, and of what that provides.
declare -A have=()
while read -r name; do
    have[$name]=1
done < <(dpkg-query -W -f='${db:Status-Status}\t${Package}, ${Provides}\n' |
    sed -n 's/^installed\t//p' | tr ',' '\n' | sed 's/([^)]*)//; s/:any//; s/ //g; /^$/d')

is_met() {
    local choice
    for choice in ${1//|/ }; do
        [[ -n ${have[$choice]:-} ]] && return 0
    done
    # Node.js often comes from elsewhere than a package.
    case $1 in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) return 1 ;;
    esac
}

missing=()
missing_optional=()
for need in "${required[@]}"; do
    is_met "$need" || missing+=("$need")
done
for need in "${optional[@]}"; do
    is_met "$need" || missing_optional+=("$need")
done

if ((${#missing[@]} + ${#missing_optional[@]} == 0)); then
    exit 0
fi
if [[ $check_only == yes ]]; then
    say "missing: ${missing[*]} ${missing_optional[*]}"
    exit 1
fi

if ((EUID == 0)); then
    as_root=(env)
elif command -v sudo >/dev/null; then
    as_root=(sudo env)
    [[ -t 0 ]] || as_root=(sudo -n env)
else
    ((${#missing[@]} == 0)) && exit 0
    say "Missing, and neither root nor sudo to install it: ${missing[*]//|*/}" >&2
    exit 1
fi
apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)

log=$(mktemp)
trap 'rm -f -- "$log"' EXIT
quietly() {
    "$@" >"$log" 2>&1 </dev/null && return 0
    tail -n 30 -- "$log" >&2
    return 1
}

# A stale list is still a list: if it has all that is missing, the installation may go through.
quietly "${apt[@]}" update || say "apt-get update failed; trying with the lists that are there." >&2

# The first of the alternatives that this release of Debian or Ubuntu has.
pick() {
    local choice
    for choice in ${1//|/ }; do
        if apt-cache show --no-all-versions "$choice" >/dev/null 2>&1; then
            printf '%s\n' "$choice"
            return 0
        fi
    done
    printf '%s\n' "${1%%|*}"
}
chosen=()
for need in "${missing[@]}"; do
    chosen+=("$(pick "$need")")
done
say "Installing: ${chosen[*]} ${missing_optional[*]}"
if ((${#chosen[@]} > 0)) && ! quietly "${apt[@]}" install -y --no-install-recommends "${chosen[@]}"; then
    say "Could not install: ${chosen[*]}" >&2
    exit 1
fi
for need in "${missing_optional[@]}"; do
    quietly "${apt[@]}" install -y --no-install-recommends "$(pick "$need")" ||
        say "Going on without $need." >&2
done
