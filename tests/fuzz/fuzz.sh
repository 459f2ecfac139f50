#!/usr/bin/env bash
# Lets each fuzz target run for some seconds, at low priority: tests/fuzz/fuzz.sh SECONDS TARGET...
#
# It starts from tests/fuzz/corpus/NAME and from what earlier runs found, which lies in build/fuzz/found/NAME. An input
# that fails is left in build/fuzz/NAME-*; made smaller (TARGET -minimize_crash=1 FILE) it belongs in the corpus.
set -uo pipefail
cd "$(dirname "$0")/../.."
seconds=$1 && shift
passed=0 failed=0
for target in "$@"; do
    name=$(basename "$target")
    mkdir -p "build/fuzz/found/$name"
    log=build/fuzz/$name.log
    if nice -n 19 "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
        -artifact_prefix="build/fuzz/$name-" "build/fuzz/found/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        passed=$((passed + 1))
        echo "$name: $(tail -n 1 "$log"), $(grep -oE 'cov: [0-9]+' "$log" | tail -n 1)"
    else
        failed=$((failed + 1))
        echo "FAIL $name: see $log"
        grep -aE 'ERROR|SUMMARY|runtime error|fuzz/[a-z]*\.c:[0-9]+: |Test unit written' "$log" | head -n 8
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
