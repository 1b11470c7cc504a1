#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds and runs every test: all of them in the dev build, unit and window tests again under the sanitizers, then the
# fuzz targets and the tests for data races.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/test.sh [--long]

Installs what is missing, builds the presets dev, asan, fuzz and tsan, and runs the tests under a virtual
display and a session bus of their own. Nothing of the user's is read or written: home, data and settings are
a temporary folder. Benchmarks are not tests: see CONTRIBUTING.md.

  --long   also what takes long: more fuzzing, more kills, more seeds, the soak, and the packages in a bare
           Debian 12 and 13 (packaging/linux/verify.sh)
TEXT
}

for argument in "$@"; do
    case $argument in
    --long) export TUNEBOARD_LONG=1 ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
done

begin
"$root/packaging/install-deps.sh" --all

reports=$root/build/reports
rm -rf -- "$reports"
mkdir -p -- "$reports"

# The build comes first: the compiler cache lies in the user's home.
broken=()
# Whether clang is here with what the preset needs: the sanitizers (asan), libFuzzer (fuzz), or the thread sanitizer
# (tsan), and whether that runs on this kernel.
clang=$(command -v clang++-14 || command -v clang++ || true)
clang_has() {
    local flag=-fsanitize=address,undefined program='int main() {}'
    case $1 in
    tsan) flag=-fsanitize=thread ;;
    fuzz)
        flag=-fsanitize=fuzzer
        program='extern "C" int LLVMFuzzerTestOneInput(const char *, unsigned long) { return 0; }'
        ;;
    esac
    [[ -n $clang ]] && "$clang" -x c++ - "$flag" -o "$scratch/probe" <<<"$program" 2>/dev/null || return 1
    "$scratch/probe" -runs=0 >/dev/null 2>&1
}
for preset in dev asan; do
    say "== building $preset"
    # Under the sanitizers with clang, unless another compiler is asked for: so both compilers see every file, and
    # clang takes half the time.
    compiler=${CXX:-}
    if [[ $preset == asan && -z $compiler ]] && clang_has asan; then
        compiler=$clang
        # CMake keeps the compiler that a folder was made with.
        grep -qsF "CMAKE_CXX_COMPILER:FILEPATH=$clang" "$root/build/asan/CMakeCache.txt" || rm -rf -- "$root/build/asan"
    fi
    CXX=$compiler build "$preset" || broken+=("build of $preset")
done
left_out=()
with_clang=()
for preset in fuzz tsan; do
    if ! clang_has "$preset"; then
        left_out+=("$preset: clang, or what it needs for that, is not installed")
        continue
    fi
    say "== building $preset"
    if build "$preset"; then
        with_clang+=("$preset")
    else
        broken+=("build of $preset")
    fi
done

# From here on nothing of the user's is in reach: no home, no settings, no account, no proxy, no desktop.
# npm alone keeps its cache and its settings, to fetch the clients that the contract tests use.
npm_home=$HOME
export npm_config_cache=${npm_config_cache:-$npm_home/.npm}
export npm_config_userconfig=${npm_config_userconfig:-$npm_home/.npmrc}
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

start_display
start_bus
use_our_fonts

# Not strict_string_checks: libxkbcommon hands strndup bytes without a final zero.
export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:check_initialization_order=1
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export LSAN_OPTIONS=suppressions=$root/tests/support/lsan.supp:print_suppressions=0

# tests PRESET JOBS SELECTION…: one run of ctest; its JUnit report goes to $reports.
tests() {
    local preset=$1 jobs=$2
    shift 2
    local folder=$root/build/$preset report=$reports/$preset.xml
    # A selection without a test is no failure; that there is any test at all is asked at the end.
    if [[ -z $(ctest --test-dir "$folder" -N "$@" | sed -n 's/^  *Test *#.*/x/p') ]]; then
        return 0
    fi
    say "== tests of $preset"
    local status=0
    guarded ctest --test-dir "$folder" --output-on-failure --no-tests=error -j "$jobs" \
        --output-junit "$report" "$@" || status=$?
    cp -- "$folder/Testing/Temporary/LastTest.log" "$reports/$preset.log"
    # What failed is in the report; no report, or a failure that it does not have, is one of ctest's own.
    if [[ ! -s $report ]] || { ((status != 0)) && ! grep -q 'status="\(fail\|notrun\)"' "$report"; }; then
        broken+=("ctest: tests of $preset")
    fi
}

# More at a time than there are cores: most wait most of their time, for servers that are slow on purpose. Window
# tests come one after the other among them (RESOURCE_LOCK in tests/CMakeLists.txt).
many=$(($(cores) * 2))
if [[ ${broken[*]:-} != *"build of dev"* ]]; then
    tests dev "$many" -LE '^bench$'
fi
if [[ ${broken[*]:-} != *"build of asan"* ]]; then
    tests asan "$many" -L '^(unit|window)$'
fi
for preset in "${with_clang[@]}"; do
    tests "$preset" "$(cores)" -L "^$preset\$"
done

if [[ -n ${TUNEBOARD_LONG:-} && $(uname) == Linux ]]; then
    for suite in bookworm trixie; do
        say "== packages in a bare Debian, $suite"
        status=0
        guarded "$root/packaging/linux/verify.sh" --suite "$suite" || status=$?
        case $status in
        0) ;;
        77) left_out+=("packaging/linux/verify.sh --suite $suite") ;;
        *) broken+=("packaging/linux/verify.sh --suite $suite") ;;
        esac
    done
fi

# The sum over all runs, in test programs. A test function that skipped itself inside a program that passed
# counts as skipped too, and is named: what was not tested is never silent.
shopt -s nullglob
xml=("$reports"/*.xml)
logs=("$reports"/*.log)
# From a report one line per test: its outcome, and its name after that of the run. CTest writes "notrun" for what
# skipped itself, but also for what could not be started: that has failed.
outcomes() {
    local file
    for file in "${xml[@]}"; do
        awk -v run="$(basename -- "$file" .xml)" '
            function flush() { if (name != "") print outcome, run ": " name; name = "" }
            /<testcase / {
                flush()
                match($0, / name="[^"]*"/); name = substr($0, RSTART + 7, RLENGTH - 8)
                match($0, / status="[^"]*"/); status = substr($0, RSTART + 9, RLENGTH - 10)
                outcome = status == "run" ? "passed" : status == "disabled" ? "skipped" : "failed"
            }
            /<skipped message="SKIP_/ { outcome = "skipped" }
            END { flush() }' "$file"
    done
}
outcomes >"$scratch/outcomes"
mapfile -t passed < <(sed -n 's/^passed //p' "$scratch/outcomes")
mapfile -t failed < <(sed -n 's/^failed //p' "$scratch/outcomes")
mapfile -t skipped < <(sed -n 's/^skipped //p' "$scratch/outcomes")
for log in "${logs[@]}"; do
    mapfile -t -O "${#skipped[@]}" skipped < <(
        sed -n "s|^SKIP   : \(.*\)|$(basename -- "$log" .log): \1|p" "$log")
done
skipped+=("${left_out[@]}")

say ''
say "== summary"
for what in "${skipped[@]}"; do
    say "skipped  $what"
done
for what in "${failed[@]}" "${broken[@]}"; do
    say "FAILED   $what"
done
if ((${#passed[@]} + ${#failed[@]} + ${#broken[@]} == 0)); then
    broken+=("no test was run")
    say "FAILED   no test was run"
fi
[[ ! -d $root/build/dev/screenshots ]] || say "Pictures of the window: build/dev/screenshots"
say "$((${#passed[@]})) passed, $((${#failed[@]} + ${#broken[@]})) failed, ${#skipped[@]} skipped"
((${#failed[@]} + ${#broken[@]} == 0))
