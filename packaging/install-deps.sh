#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing to build, run and test Tuneboard. A second run finds nothing to do and
# touches no network.
set -euo pipefail

usage() {
    cat <<'TEXT'
usage: packaging/install-deps.sh [--run | --package | --all] [--check]

  --run      only what packaging/run.sh needs: the compiler, Qt, and a virtual display
  --package  that, and what packs the DEB, the RPM and the tar.gz and looks at them
  --all      all of it, and what the tests and linters need (the default)
  --check    install nothing; list what is missing and exit 1 if that is anything

Debian and Ubuntu: installs with apt-get, as root or through sudo. A package that this release does not have counts
as missing only if nothing can be built or tested without it.
Elsewhere: says by name what is needed, and exits 1 unless everything was found.
TEXT
}

# One row per need: the package, or several with '|' between them, of which the first that this release has is taken.
# A '?' at the end: no need at all where this release has none of them.
run_packages=(
    g++ cmake ninja-build
    qt6-base-dev 'libqt6opengl6-dev?' libgl-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    'qt6-charts-dev|libqt6charts6-dev' 'qt6-svg-dev|libqt6svg6-dev' libqt6svg6
    qtkeychain-qt6-dev
    libfontconfig-dev libsimdjson-dev libsqlite3-dev libsqlitecpp-dev zlib1g-dev
    xvfb fonts-inter fonts-dejavu-core
)
package_packages=('qt6-svg-plugins?' dpkg-dev lintian rpm file man-db libxml2-utils desktop-file-utils appstream)
test_packages=(
    git dbus-daemon openssl
    'clang-14|clang' 'libclang-rt-14-dev|libclang-rt-dev'       # sanitizers and fuzz targets (libFuzzer)
    'clang-format-14?' 'clang-tidy-14?' clazy shellcheck jq yamllint     # linters
)
# Used where they are there; their absence costs speed, or tests that are then skipped by name.
optional_run=(ccache)
optional_test=(
    lld nodejs npm gnome-keyring at-spi2-core libcurl4-openssl-dev
    # Packages: the Windows installer built here and tried under Wine; a fresh Debian to install in.
    python3 python3-yaml zsh fish
    nsis wine wine64 g++-mingw-w64-x86-64-posix
    debootstrap
)

say() { printf '%s\n' "$*"; }

scope=all
check_only=no
for argument in "$@"; do
    case $argument in
    --run | --package | --all) scope=${argument#--} ;;
    --check) check_only=yes ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
done

required=("${run_packages[@]}")
optional=("${optional_run[@]}")
[[ $scope != run ]] && required+=("${package_packages[@]}")
if [[ $scope == all ]]; then
    required+=("${test_packages[@]}")
    optional+=("${optional_test[@]}")
fi

elsewhere() {
    cat <<'TEXT'
This system has no apt-get. Tuneboard needs a C++20 compiler (g++ 12, clang 14 or newer), CMake 3.25, Ninja,
Qt 6.4.2 or newer with Charts, Svg and LinguistTools, simdjson 3, SQLite, SQLiteCpp, zlib and
QtKeychain:

  Fedora    sudo dnf install gcc-c++ cmake ninja-build qt6-qtbase-devel qt6-qtcharts-devel qt6-qtsvg-devel \
              qt6-qttools-devel qtkeychain-qt6-devel simdjson-devel sqlite-devel sqlitecpp-devel zlib-devel \
              xorg-x11-server-Xvfb
  Arch      sudo pacman -S --needed base-devel cmake ninja qt6-base qt6-charts qt6-svg qt6-tools \
              qtkeychain-qt6 simdjson sqlite sqlitecpp zlib xorg-server-xvfb
  Homebrew  brew install cmake ninja qt qtkeychain simdjson sqlite sqlitecpp
  vcpkg     vcpkg install qtbase qtcharts qtsvg qttools qtkeychain-qt6 simdjson sqlite3 sqlitecpp zlib

For the tests and linters also: git, a D-Bus daemon, openssl, clang with libFuzzer, clazy, shellcheck, jq, yamllint,
xmllint, desktop-file-validate, Node.js with npm; ccache and lld help. Format and clang-tidy are checked by version 14
alone. For the packages: lintian, rpmbuild, python3 with yaml, NSIS, mingw-w64, Wine, debootstrap; what is missing is
skipped by name.
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
foreach(package simdjson SQLite3 SQLiteCpp ZLIB Qt6Keychain)
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
        for tool in git dbus-daemon openssl clang clazy-standalone shellcheck jq; do
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
    local row=${1%\?} choice
    for choice in ${row//|/ }; do
        [[ -n ${have[$choice]:-} ]] && return 0
    done
    # Node.js often comes from elsewhere than a package.
    case $row in
    nodejs) command -v node >/dev/null ;;
    npm) command -v npm >/dev/null ;;
    *) return 1 ;;
    esac
}
# unmet ROW …: those rows of which nothing is installed.
unmet() {
    local row
    for row in "$@"; do
        is_met "$row" || printf '%s\n' "$row"
    done
}
mapfile -t required < <(unmet "${required[@]}")
mapfile -t optional < <(unmet "${optional[@]}")
((${#required[@]} + ${#optional[@]} == 0)) && exit 0

scratch=$(mktemp -d)
trap 'rm -rf -- "$scratch"' EXIT
quietly() {
    "$@" >"$scratch/log" 2>&1 </dev/null && return 0
    # Why a package could not be set up is far above the end.
    grep -A 3 '^dpkg: error' -- "$scratch/log" >&2 || true
    tail -n 30 -- "$scratch/log" >&2
    return 1
}

# The names of the packages that this release has, from apt's lists; empty if there are no lists.
declare -A offered=()
eval "$(apt-config shell lists Dir::State::lists/d)"
from_lists=()
ask_release() {
    local name
    offered=()
    compgen -G "${lists:=/var/lib/apt/lists}/*_Packages*" >/dev/null || return 0
    while read -r name; do
        offered[$name]=1
    done < <(apt-cache "${from_lists[@]}" pkgnames)
}
# Sorts the unmet rows into names: missing, and missing_optional, which may stay missing. Not among them is what this
# release does not have and is not needed.
name_missing() {
    local row alternatives choice name
    missing=() missing_optional=()
    for row in "${required[@]}" "${optional[@]}"; do
        name=''
        alternatives=${row%\?}
        for choice in ${alternatives//|/ }; do
            if ((${#offered[@]} == 0)) || [[ -n ${offered[$choice]:-} ]]; then
                name=$choice
                break
            fi
        done
        if [[ " ${optional[*]} " == *" $row "* || ($row == *\? && ${#offered[@]} == 0) ]]; then
            [[ -z $name ]] || missing_optional+=("$name")
        elif [[ -n $name || $row != *\? ]]; then
            missing+=("${name:-${row%%|*}}")
        fi
    done
}

ask_release
if [[ $check_only == yes ]]; then
    if ((${#offered[@]} == 0)); then
        # A fresh container has no lists: they are fetched, to be read and thrown away.
        lists=$scratch/lists
        from_lists=(-o "Dir::State::lists=$lists" -o "Dir::Cache=$scratch/cache" -o APT::Sandbox::User=root)
        mkdir -p -- "$lists/partial" "$scratch/cache/archives/partial"
        quietly apt-get -qq "${from_lists[@]}" update || say "The lists of packages could not be fetched." >&2
        ask_release
    fi
    name_missing
    all=("${missing[@]}" "${missing_optional[@]}")
    ((${#all[@]} == 0)) && exit 0
    say "missing: ${all[*]}"
    exit 1
fi

name_missing
((${#missing[@]} + ${#missing_optional[@]} == 0)) && exit 0
if ((EUID == 0)); then
    as_root=(env)
elif command -v sudo >/dev/null; then
    as_root=(sudo env)
    [[ -t 0 ]] || as_root=(sudo -n env)
else
    ((${#missing[@]} == 0)) && exit 0
    say "Missing, and neither root nor sudo to install it: ${missing[*]}" >&2
    exit 1
fi
apt=("${as_root[@]}" DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300)

# A stale list is still a list: if it has all that is missing, the installation may go through.
quietly "${apt[@]}" update || say "apt-get update failed; trying with the lists that are there." >&2
ask_release
name_missing
all=("${missing[@]}" "${missing_optional[@]}")
((${#all[@]} == 0)) && exit 0
say "Installing: ${all[*]}"
if ((${#missing[@]} > 0)) && ! quietly "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; then
    say "Could not install: ${missing[*]}" >&2
    exit 1
fi
for name in "${missing_optional[@]}"; do
    quietly "${apt[@]}" install -y --no-install-recommends "$name" || say "Going on without $name." >&2
done
