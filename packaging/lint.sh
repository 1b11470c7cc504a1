#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# All linters over the tracked files. Fast ones look at everything; clazy and clang-tidy at as much as the
# time allows, what changed last first, and say what they did not reach.
set -euo pipefail
# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

usage() {
    cat <<'TEXT'
usage: packaging/lint.sh [--fast | --changed [BASE]] [--minutes N]

  --fast           only what takes seconds: clang-format, shellcheck, data files
  --changed BASE   clazy and clang-tidy only on what differs from BASE (HEAD~ unless given)
  --minutes N      how long clazy and clang-tidy may take together (30)
TEXT
}

slow=all
base=HEAD~
minutes=30
while (($# > 0)); do
    case $1 in
    --fast) slow=none ;;
    --changed)
        slow=changed
        if [[ -n ${2:-} && $2 != --* ]]; then
            base=$2
            shift
        fi
        ;;
    --minutes)
        minutes=${2:?--minutes wants a number}
        shift
        ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
    esac
    shift
done

begin
"$root/packaging/install-deps.sh" --all
cd -- "$root"
export LANG=C.UTF-8

failures=()
# check NAME COUNT COMMAND …: says how many files a linter looked at, and its words if it found something.
check() {
    local name=$1 count=$2
    shift 2
    if ((count == 0)); then
        return 0
    fi
    if guarded into "$scratch/findings" "$@"; then
        say "ok       $name ($count files)"
    else
        cat -- "$scratch/findings"
        say "FOUND    $name"
        failures+=("$name")
    fi
}
# The first of these programs that is installed; nothing if none is.
tool() {
    local name
    for name in "$@"; do
        command -v "$name" && return 0
    done
    failures+=("no $1 (packaging/install-deps.sh)")
    say "MISSING  $1"
    return 1
}

mapfile -t tracked < <(git ls-files)
existing=()
for file in "${tracked[@]}"; do
    [[ -f $file && ! -L $file ]] && existing+=("$file")
done
cpp=() scripts=() json=() yaml=() xml=() desktop=() metainfo=()
for file in "${existing[@]}"; do
    case $file in
    # Test data may be broken on purpose.
    tests/data/* | tests/*/data/* | tests/fuzz/corpus/*) continue ;;
    *.cpp | *.h) cpp+=("$file") ;;
    *.sh) scripts+=("$file") ;;
    *.json) json+=("$file") ;;
    *.yml | *.yaml | .clang-format | .clang-tidy) yaml+=("$file") ;;
    *.metainfo.xml) metainfo+=("$file") xml+=("$file") ;;
    *.svg | *.qrc | *.ts | *.xml | packaging/fonts.conf) xml+=("$file") ;;
    *.desktop) desktop+=("$file") ;;
    *)
        case $(head -c 40 -- "$file" | head -n 1 | tr -d '\0') in
        '#!'*sh) scripts+=("$file") ;;
        esac
        ;;
    esac
done

# Other versions of clang-format and clang-tidy have other rules, so only version 14 decides.
version_14() {
    local name
    for name in "$1-14" "$1"; do
        if command -v "$name" >/dev/null && "$name" --version | grep -q 'version 14\.'; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

if ! formatter=$(version_14 clang-format); then
    say "not checked: clang-format 14 is not here"
else
    check clang-format ${#cpp[@]} "$formatter" --dry-run -Werror "${cpp[@]}"
fi
check shellcheck ${#scripts[@]} shellcheck -x "${scripts[@]}"
check json ${#json[@]} jq empty "${json[@]}"
check yaml ${#yaml[@]} yamllint -d '{extends: relaxed, rules: {line-length: disable}}' "${yaml[@]}"
check xml ${#xml[@]} xmllint --noout --nonet "${xml[@]}"
check desktop ${#desktop[@]} desktop-file-validate "${desktop[@]}"
check metainfo ${#metainfo[@]} appstreamcli validate --no-net "${metainfo[@]}"

# clazy and clang-tidy need to know how each file is compiled, and what moc makes of it.
prepare() {
    local targets
    logged build/logs/dev.log cmake --preset dev || return 1
    mapfile -t targets < <(ninja -C build/dev -t targets all | sed -n 's/^\([A-Za-z0-9_]*_autogen\): .*/\1/p')
    if ((${#targets[@]} > 0)); then
        logged build/logs/dev.log cmake --build build/dev --parallel "$(cores)" --target "${targets[@]}" || return 1
    fi
    # The linters use clang: remove options that only gcc knows, and the options of gcc's warnings. Remove the
    # precompiled headers too, so that a missing #include is found here.
    mkdir -p "$scratch/compile"
    sed -E -e ':again; s/ -(Werror(=[a-z-]+)?|fconcepts[a-z-]*|fanalyzer|Wno-maybe-uninitialized|Wduplicated-[a-z]+|Wlogical-op|Wuseless-cast)( |\\")/\3/; t again' \
        -e 's/ -Winvalid-pch| -fpch-preprocess| -include [^ ]*cmake_pch\.hxx//g' \
        build/dev/compile_commands.json >"$scratch/compile/compile_commands.json"
}

# The compiled files, what changed last first: if time runs out, the oldest were looked at before.
list_sources() {
    declare -A compiled=() listed=()
    local file
    while read -r file; do
        file=${file#"$root"/}
        compiled[$file]=1
    done < <(jq -r '.[].file' "$scratch/compile/compile_commands.json")
    if [[ $slow == changed ]]; then
        # A changed header is seen through the file of the same name.
        git diff --name-only "$base" -- '*.cpp' '*.h' 2>/dev/null | sed 's/\.h$/.cpp/'
    else
        git diff --name-only HEAD -- '*.cpp' '*.h' | sed 's/\.h$/.cpp/'
        git log --format= --name-only -- '*.cpp'
    fi | while read -r file; do
        if [[ -n ${compiled[$file]:-} && -z ${listed[$file]:-} && -f $file ]]; then
            listed[$file]=1
            printf '%s\n' "$file"
        fi
    done
}

# examine NAME END COMMAND …: the command on each source, as many at a time as there are cores, until END.
examine() {
    local name=$1 end=$2
    shift 2
    local out=$scratch/$name
    mkdir -p "$out"
    # One file: its findings under its name with '+' for '/', and nothing if there are none.
    # shellcheck disable=SC2016  # expanded by the inner shell
    local one='
        end=$1 out=$2 file=$3; shift 3
        left=$((end - $(date +%s)))
        name=${file//\//+}
        if ((left <= 0)); then : >"$out/$name.late"; exit 0; fi
        status=0
        timeout "$left" "$@" "$file" >"$out/$name.log" 2>&1 </dev/null || status=$?
        if ((status == 124)); then mv "$out/$name.log" "$out/$name.late"; exit 0; fi
        if ((status == 0)) && ! grep -q "warning:\|error:" "$out/$name.log"; then rm "$out/$name.log"; fi'
    xargs_all() {
        xargs -a "$scratch/sources" -d '\n' -P "$(cores)" -I '{}' nice bash -c "$one" examine "$end" "$out" '{}' "$@"
    }
    guarded xargs_all "$@" || true
    local logs late
    shopt -s nullglob
    logs=("$out"/*.log) late=("$out"/*.late)
    shopt -u nullglob
    if ((${#logs[@]} > 0)); then
        cat -- "${logs[@]}" | grep -v -E '^[0-9]+ warnings? (generated|treated)|^Suppressed |^Use -header-filter' |
            awk '/(warning|error):/ { show = !seen[$0]++ } show' | head -n 400
        say "FOUND    $name (in ${#logs[@]} of $total files)"
        failures+=("$name")
    else
        say "ok       $name ($((total - ${#late[@]})) files)"
    fi
    if ((${#late[@]} > 0)); then
        say "no time  $name did not reach ${#late[@]} of $total files"
    fi
}

if [[ $slow != none ]] && ((${#cpp[@]} > 0)); then
    if prepare; then
        list_sources >"$scratch/sources"
        total=$(wc -l <"$scratch/sources")
        now=$(date +%s)
        if ((total > 0)) && clazy=$(tool clazy-standalone); then
            examine clazy $((now + minutes * 60 / 2)) "$clazy" -p "$scratch/compile" \
                --checks=level0,level1,connect-3arg-lambda --header-filter="$root/(app|ui|tests)/.*" \
                --extra-arg=-Wno-everything --extra-arg=-Wno-unknown-warning-option
        fi
        if ! tidy=$(version_14 clang-tidy); then
            say "not checked: clang-tidy 14 is not here"
        elif ((total > 0)); then
            examine clang-tidy $((now + minutes * 60)) "$tidy" -p "$scratch/compile" --quiet \
                --extra-arg=-Wno-unknown-warning-option
        fi
    else
        failures+=("configuration of the dev build")
    fi
fi

if ((${#failures[@]} > 0)); then
    say "lint: found something: $(printf '%s; ' "${failures[@]}" | sed 's/; $//')"
    exit 1
fi
say "lint: clean"
