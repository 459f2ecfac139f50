#!/usr/bin/env bash
# Runs make targets one after another and adds up what they proved: tests/tally.sh [VARIABLE=VALUE...] TARGET...
#
# Each target ends with a line "N passed, N failed". One that fails without counting a failure counts as one.
set -uo pipefail
cd "$(dirname "$0")/.."
variables=()
while [[ ${1:-} == *=* ]]; do
    variables+=("$1") && shift
done
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 broken=()
for target in "$@"; do
    printf '\n== %s\n' "$target"
    good=0 bad=0 code=0
    make --no-print-directory -s "${variables[@]}" "$target" 2>&1 | tee "$log" || code=$?
    read -r good _ bad _ < <(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
    [ "$code" = 0 ] || [ "${bad:-0}" != 0 ] || bad=1
    [ "${bad:-0}" = 0 ] || broken+=("$target")
    passed=$((passed + ${good:-0})) failed=$((failed + ${bad:-0}))
done
[ ${#broken[@]} = 0 ] || printf '\nfailed: %s' "${broken[*]}"
printf '\n%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
