#!/usr/bin/env bash
# Prints how fast Leat is here, each figure as a ratio to a common tool over the same bytes in the same run.
# Usage: tests/bench/run.sh [FOLDER]   with FOLDER for the input made (by default a new one below /tmp, or /dev/shm)
# The text is that of $LEAT_DATA/news/throughput_20mb.txt.gz where it is there, else the seeds over and over.
set -euo pipefail
cd "$(dirname "$0")/../.."
leat=$PWD/build/leat
work=${1:-$(mktemp -d /dev/shm/leat-bench.XXXXXX)}
mkdir -p "$work"
[ $# -gt 0 ] || trap 'rm -rf "$work"' EXIT
pin="taskset -c 0"

# --- input: plain text of 20 MB, the same as JSON lines of about 2 kB, and multiples of those

news=${LEAT_DATA:-}/news/throughput_20mb.txt.gz
if [ -f "$news" ]; then
    zcat "$news" | tr '\f' '\n' > "$work/text"
else
    for _ in $(seq 3600); do cat seeds/*.txt; done > "$work/text"
fi
awk '{ gsub(/[\\"]/, "\\\\&"); gsub(/[\001-\037]/, " "); text = text $0 "\\n\\n" }
     length(text) > 1900 { printf "{\"id\":\"%d\",\"text\":\"%s\"}\n", NR, text; text = "" }
     END { if (text != "") printf "{\"id\":\"%d\",\"text\":\"%s\"}\n", NR, text }' "$work/text" > "$work/20mb.jsonl"
for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$work/20mb.jsonl"; done > "$work/200mb.jsonl"
head -c 1000000 "$work/20mb.jsonl" | head -n -1 > "$work/1mb.jsonl"

pipeline() { # NAME STAGES FIELDS
    cat > "$work/$1.json" <<JSON
{ "source": {"plugin": "files", "paths": ["20mb.jsonl"]}, "stages": [$2],
  "sinks": [{"plugin": "file", "path": "out.jsonl", "mode": "append", "encode": {"plugin": "jsonl"}}],
  "run": {"workers": 1, "deadline": "60s"} }
JSON
}
full='{"plugin": "tokenize"}, {"plugin": "entities"}, {"plugin": "summarize"}'
pipeline empty ''
pipeline tokens '{"plugin": "tokenize"}'
pipeline full "$full"

# --- measuring: the least of several times, in seconds

least() { # TIMES COMMAND…
    local times=$1 best=999 seconds start
    shift
    for _ in $(seq "$times"); do
        rm -f "$work/out.jsonl"
        start=$(date +%s%N)
        "$@" > /dev/null 2> "$work/err" || { cat "$work/err" >&2; exit 1; }
        seconds=$(awk -v a="$start" -v b="$(date +%s%N)" 'BEGIN { print (b - a) / 1e9 }')
        best=$(awk -v a="$best" -v b="$seconds" 'BEGIN { print (a < b ? a : b) }')
    done
    echo "$best"
}
step() { # STEP FILE: seconds that `leat bench` found for it
    $pin "$leat" bench --json --seconds 3 "$2" | tr '{' '\n' | sed -n "s/.*\"step\":\"$1\",\"seconds\":\([0-9.]*\).*/\1/p"
}
row() { # WHAT SECONDS BYTES TOOL ITS_SECONDS AIM
    awk -v what="$1" -v s="$2" -v bytes="$3" -v tool="$4" -v ts="$5" -v aim="$6" 'BEGIN {
        printf "%-46s %8.1f MB/s   %5.2f x %-6s  %s\n", what, bytes / s / 1e6, ts / s, tool, aim }'
}
copy() { cat "$1" > "$work/copy"; rm -f "$work/copy"; }

text=$(stat -c %s "$work/text") small=$(stat -c %s "$work/20mb.jsonl") large=$(stat -c %s "$work/200mb.jsonl")
echo "pinned to one core unless said; ratios above 1 are faster than the tool"
wc=$(LC_ALL=C.UTF-8 least 7 $pin wc -w "$work/text")
row "wc -w" "$wc" "$text" "wc -w" "$wc" ""
row "tokenize, with sentences" "$(step 'stages\[0\]' "$work/tokens.json")" "$text" "wc -w" "$wc" "aim 1"
wc=$(LC_ALL=C.UTF-8 least 7 $pin wc -w "$work/20mb.jsonl")
row "JSONL to JSONL: tokens, entities, summary" "$(least 3 $pin "$leat" run --quiet "$work/full.json")" "$small" "wc -w" "$wc" ""
cat=$(least 5 $pin bash -c "cat '$work/200mb.jsonl' > '$work/copy'")
row "cat" "$cat" "$large" "cat" "$cat" ""
empty=$(least 5 $pin "$leat" run --quiet "$work/empty.json" "$work/200mb.jsonl")
row "JSONL to JSONL: empty pipeline" "$empty" "$large" "cat" "$cat" "aim 400 MB/s"
empty2=$(least 5 "$leat" run --quiet "$work/empty.json" "$work/200mb.jsonl")
row "  the same on two cores" "$empty2" "$large" "cat" "$cat" ""
one=$(least 3 "$leat" run --quiet --workers 1 "$work/full.json")
two=$(least 3 "$leat" run --quiet --workers 2 "$work/full.json")
awk -v a="$one" -v b="$two" 'BEGIN { printf "%-46s %8.2f x 1 worker%15s aim 1.8\n", "2 workers, the full pipeline, two cores", a / b, "" }'

first() { "$leat" run --quiet --workers 1 seeds/news.json 2> /dev/null | head -c 1 || true; } # the reader goes away
start=$(least 9 first)
awk -v s="$start" 'BEGIN { printf "%-46s %8.1f ms%23s aim 20 ms\n", "start to first output", s * 1000, "" }'
rm -f seeds/out.jsonl

peak() { # FILES…: the sum of both processes, in MB
    rm -f "$work/out.jsonl"
    "$leat" run --json --workers 1 "$work/empty.json" "$@" 2>&1 |
        sed 's/.*"peak_supervisor":\([0-9]*\),"peak_worker":\([0-9]*\).*/\1 \2/' | awk '{ printf "%.1f", ($1 + $2) / 1e6 }'
}
gigabyte=("$work/200mb.jsonl" "$work/200mb.jsonl" "$work/200mb.jsonl" "$work/200mb.jsonl" "$work/200mb.jsonl")
sed -i 's|"out.jsonl", "mode": "append"|"/dev/null"|' "$work/empty.json"
printf '%-46s %8s MB; of 1 GB %s MB%8s aim 64 MB\n' "peak memory, both processes: of 1 MB" \
    "$(peak "$work/1mb.jsonl")" "$(peak "${gigabyte[@]}")" ""
