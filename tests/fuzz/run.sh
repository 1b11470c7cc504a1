#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Runs one fuzz target. Usage: run.sh PROGRAM LENGTH RUNS WORDS [FOLDER …]: RUNS inputs of at most LENGTH bytes;
# words/WORDS.dict, if there is one, has words to put in; the folders are of tests/data, and of the samples beside the
# project where they are there. The seed is always the same, so that a failure comes from a change and never by chance;
# with TUNEBOARD_LONG it is 60 s from a new seed, which is printed. What fails is kept in findings/ beside the program.
set -euo pipefail

here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$1
name=$(basename -- "$program")
work=$(dirname -- "$program")
length=$2
runs=$3
dictionary=$here/words/$4.dict
shift 4

corpus=$work/corpus/$name
findings=$work/findings
if [[ -n ${TUNEBOARD_LONG:-} ]]; then
    amount=(-max_total_time=60 -seed=0)
else
    amount=("-runs=$runs" -seed=20260401)
    rm -rf -- "$corpus" # what earlier runs found would make each run another one
fi
mkdir -p -- "$corpus" "$findings"

# Only the first folder is written to.
folders=("$corpus")
[[ ! -d $here/corpus/${name#fuzz_} ]] || folders+=("$here/corpus/${name#fuzz_}")
for folder in "$@"; do
    for parent in "$here/../data" "$here/../../../shared/samples"; do
        [[ ! -d $parent/$folder ]] || folders+=("$parent/$folder")
    done
done
words=()
[[ ! -f $dictionary ]] || words=(-dict="$dictionary")

export TZ=UTC LC_ALL=C.UTF-8
# A leak is looked for at the end, not after each input: that costs half of the time.
exec "$program" "${amount[@]}" "${words[@]}" -max_len="$length" -timeout=20 -rss_limit_mb=3000 -malloc_limit_mb=1000 \
    -print_final_stats=1 -artifact_prefix="$findings/$name-" "${folders[@]}"
