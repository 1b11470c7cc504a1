#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs the tests of one preset with nothing of the user's in reach.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/suite.sh PRESET [OPTION OF CTEST]…

Runs the tests of a preset that is built, for example: packaging/suite.sh dev -R '^tst_links$'. They have a
virtual display, a session bus, a home and settings of their own, so several of these can run at a time.
The report is build/reports/PRESET.xml, the output of the tests build/reports/PRESET.log.

Exits with 0 if all tests passed or none was selected, with 1 if some failed, and with 2 if they could not be run.
TEXT
}

preset=${1:-}
case $preset in
-h | --help) usage; exit 0 ;;
'' | -*) usage >&2; exit 2 ;;
esac
shift
folder=$root/build/$preset
report=$root/build/reports/$preset.xml
[[ -f $folder/CTestTestfile.cmake ]] || { say "$folder is not built: cmake --build --preset $preset" >&2; exit 2; }
begin

# npm alone keeps its cache and its settings, to fetch the clients that the contract tests use.
export npm_config_cache=${npm_config_cache:-$HOME/.npm}
export npm_config_userconfig=${npm_config_userconfig:-$HOME/.npmrc}
[[ -z ${http_proxy:-} ]] || export npm_config_proxy=$http_proxy
[[ -z ${https_proxy:-} ]] || export npm_config_https_proxy=$https_proxy
unset http_proxy https_proxy all_proxy ftp_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY FTP_PROXY
for variable in $(compgen -v); do
    case $variable in
    OPENAI_* | AZURE_* | TUNEBOARD_* | QT_* | QML* | XDG_* | FONTCONFIG_* | WAYLAND_* | LC_* | LANGUAGE)
        [[ $variable == TUNEBOARD_LONG ]] || unset "$variable"
        ;;
    esac
done
export LANG=C.UTF-8 TZ=UTC
export HOME=$scratch/home
export XDG_DATA_HOME=$HOME/data XDG_CONFIG_HOME=$HOME/config XDG_CACHE_HOME=$HOME/cache
export XDG_STATE_HOME=$HOME/state XDG_RUNTIME_DIR=$scratch/runtime
export TMPDIR=$scratch/tmp
mkdir -p -- "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_STATE_HOME" "$TMPDIR"
mkdir -m 700 -- "$XDG_RUNTIME_DIR"

start_display || exit 2
start_bus || exit 2
use_our_fonts

# Not strict_string_checks: libxkbcommon hands strndup bytes without a final zero.
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:check_initialization_order=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$root/tests/support/lsan.supp:print_suppressions=0

mkdir -p -- "$root/build/reports"
rm -f -- "$report"
# A selection without a test is no failure.
if [[ -z $(ctest --test-dir "$folder" -N "$@" | sed -n 's/^  *Test *#.*/x/p') ]]; then
    exit 0
fi
status=0
guarded ctest --test-dir "$folder" --output-on-failure --no-tests=error --output-junit "$report" "$@" || status=$?
cp -- "$folder/Testing/Temporary/LastTest.log" "${report%.xml}.log"
((status != 0)) || exit 0
# What failed is in the report; without one, or with a failure that it does not have, ctest itself has failed.
[[ -s $report ]] && grep -q 'status="\(fail\|notrun\)"' "$report" && exit 1
exit 2
