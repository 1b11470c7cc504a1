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

# The runs go side by side, each with a display of its own: most tests wait most of their time, for servers that are
# slow on purpose, and the window tests of one display come one after the other (RESOURCE_LOCK in
# tests/CMakeLists.txt). That chain is longest under the sanitizers: the other runs give way to it.
declare -A runs
run() {
    local preset=$1
    shift
    say "== tests of $preset"
    "$@" > >(sed -u "s/^/$preset  /") 2>&1 &
    started+=($!)
    runs[$preset]=$!
}
at_once=$(($(cores) + 1))
if [[ ${broken[*]:-} != *"build of dev"* ]]; then
    run dev nice -n 5 "$root/packaging/suite.sh" dev -j "$at_once" -LE '^bench$'
fi
if [[ ${broken[*]:-} != *"build of asan"* ]]; then
    run asan "$root/packaging/suite.sh" asan -j "$at_once" -L '^(unit|window)$'
fi
for preset in "${with_clang[@]}"; do
    run "$preset" nice -n 5 "$root/packaging/suite.sh" "$preset" -j 1 -L "^$preset\$"
done
for preset in "${!runs[@]}"; do
    status=0
    wait "${runs[$preset]}" || status=$?
    ((status <= 1)) || broken+=("tests of $preset")
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
