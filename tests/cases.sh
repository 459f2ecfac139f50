#!/usr/bin/env bash
# The behaviour cases: tests/cases.sh [--update] [FOLDER | X.expected]...
#
# A file X.expected is a case. In a scratch copy of its folder `leat run P` is run, P being X.json where that exists,
# otherwise pipeline.json; where X.in exists, it is given on standard input. Standard output must equal X.expected, the
# exit code the one in X.exit (without it, 0), and each line of X.stderr must occur in standard error. --update writes
# X.expected from the output; a new case is made as an empty X.expected, then updated.
#
# LEAT names the program (build/leat), OPTIONS what `leat run` is given besides. Without arguments the cases of the
# plugins and of tests/pipelines are run.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
export update=
[ "${1:-}" != --update ] || { update=yes && shift; }
[ $# -gt 0 ] || set -- "$top"/plugins/*/ "$top"/tests/pipelines
LEAT=$(realpath -e -- "${LEAT:-$top/build/leat}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LEAT scratch OPTIONS="${OPTIONS:-}"

# Tells on standard output what is wrong with a case; nothing where it is as it should be.
try_case() {
    local case=${1%.expected} work=$2 code=0 line
    local name=${case##*/}
    cp -R "${case%/*}" "$work/folder"
    cd "$work/folder"
    local pipeline=pipeline.json input=/dev/null want=0
    [ ! -e "$name.json" ] || pipeline=$name.json
    [ ! -e "$name.in" ] || input=$name.in
    [ ! -e "$name.exit" ] || want=$(<"$name.exit")
    timeout 120 "$LEAT" run $OPTIONS "$pipeline" <"$input" >"$work/stdout" 2>"$work/stderr" || code=$?
    [ "$code" = "$want" ] || { echo "exit code $code, not $want" && cat "$work/stderr"; }
    if [ -e "$name.stderr" ]; then
        while IFS= read -r line || [ -n "$line" ]; do
            grep -qF -- "$line" "$work/stderr" || echo "not in standard error: $line"
        done <"$name.stderr"
    fi
    [ -z "$update" ] || cp "$work/stdout" "$case.expected"
    diff -u --label expected --label output "$case.expected" "$work/stdout"
}

# Leaves the case's verdict in the scratch folder, under its number.
run_case() {
    mkdir "$scratch/$1"
    try_case "$2" "$scratch/$1" >"$scratch/$1.faults" 2>&1 || true
    rm -rf "${scratch:?}/$1"
}
export -f try_case run_case

find "$@" -name '*.expected' -exec realpath {} + | sort >"$scratch/cases"
[ -s "$scratch/cases" ] || { echo "no case (*.expected) in: $*" >&2 && exit 1; }
cat -n "$scratch/cases" | xargs -P "$(nproc)" -L 1 bash -c 'run_case "$@"' run_case

red='' plain='' passed=0 failed=0
[ ! -t 1 ] || red=$'\e[31m' plain=$'\e[0m'
while read -r number case; do
    if [ -e "$scratch/$number.faults" ] && [ ! -s "$scratch/$number.faults" ]; then
        passed=$((passed + 1))
        continue
    fi
    failed=$((failed + 1))
    printf '%sFAIL %s%s\n' "$red" "${case#"$top/"}" "$plain"
    cat "$scratch/$number.faults"
done < <(cat -n "$scratch/cases")
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
