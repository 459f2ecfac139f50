#!/usr/bin/env bash
# Feeds the corpora to the fuzz targets, without a fuzzer: tests/fuzz/replay.sh TARGET...
set -uo pipefail
cd "$(dirname "$0")/../.."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0
for target in "$@"; do
    name=$(basename "$target")
    if timeout 120 "$target" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        passed=$((passed + $(sed -n 's/^\([0-9]*\) passed.*/\1/p' "$log")))
    else
        failed=$((failed + 1))
        echo "FAIL $target tests/fuzz/corpus/$name"
        tail -n 40 "$log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
