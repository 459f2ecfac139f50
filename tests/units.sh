#!/usr/bin/env bash
# Runs unit test programs (cmocka) and shows what fails: tests/units.sh PROGRAM...
set -uo pipefail
export CMOCKA_MESSAGE_OUTPUT=TAP
output=$(mktemp)
trap 'rm -f "$output"' EXIT
passed=0 failed=0
for program in "$@"; do
    code=0
    timeout -k 5 120 "$program" >"$output" 2>&1 || code=$?
    passed=$((passed + $(grep -c '^ok ' "$output")))
    [ "$code" != 0 ] || continue
    bad=$(grep -c '^not ok ' "$output")
    failed=$((failed + (bad > 0 ? bad : 1)))
    echo "FAIL $program (exit code $code)"
    grep -v '^ok ' "$output"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
