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

# Phrases for the gazetteer: pairs of words from all over the text, each once.
tr -cs "A-Za-z\n" " " < "$work/text" | awk '{ for (i = 2; i < NF; i++)
    if (++n % 7 == 0 && !(($i " " $(i + 1)) in seen)) { seen[$i " " $(i + 1)]; print $i " " $(i + 1) } }' |
    awk 'NR <= 100000' > "$work/phrases.tsv"

pipeline() { # NAME STAGES [FIELDS]: as the encoder's option
    cat > "$work/$1.json" <<JSON
{ "source": {"plugin": "files", "paths": ["20mb.jsonl"]}, "stages": [$2],
  "sinks": [{"plugin": "file", "path": "out.jsonl", "mode": "append",
             "encode": {"plugin": "jsonl", "fields": [${3:-\"*\"}]}}],
  "run": {"workers": 1, "deadline": "60s"} }
JSON
}
tokens='{"plugin": "tokenize"}'
full="$tokens, {\"plugin\": \"entities\"}, {\"plugin\": \"summarize\", \"sentences\": 3}"
pipeline empty ''
pipeline tokens "$tokens" '"tokens"'
pipeline rules '{"plugin": "tokenize", "sentences": "rules"}'
pipeline names "$tokens, {\"plugin\": \"entities\", \"values\": []}"
pipeline gazetteer "$tokens, {\"plugin\": \"gazetteer\", \"lists\": [\"phrases.tsv\"], \"label\": \"PHRASE\"}"
pipeline keywords "$tokens, {\"plugin\": \"keywords\"}"
pipeline full "$full"
pipeline lean "$full" '"id", "text", "sentences", "entities", "summary"'

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
step() { # NUMBER PIPELINE: seconds that `leat bench` found for that stage
    $pin "$leat" bench --json --seconds 3 "$work/$2.json" | tr '{' '\n' |
        sed -n "s/.*\"step\":\"stages\[$1\]\",\"seconds\":\([0-9.]*\).*/\1/p"
}
steps() { # PIPELINE: seconds that `leat bench` found for all of its steps
    $pin "$leat" bench --json --seconds 3 "$work/$1.json" | sed 's/.*"seconds":\([0-9.]*\),"steps".*/\1/'
}
row() { # WHAT SECONDS AMOUNT UNIT TOOL ITS_SECONDS AIM: the amount in bytes (MB/s) or tokens (Mtok/s)
    awk -v what="$1" -v s="$2" -v amount="$3" -v unit="$4" -v tool="$5" -v ts="$6" -v aim="$7" 'BEGIN {
        printf "%-46s %8.1f %-6s %5.2f x %-6s  %s\n", what, amount / s / 1e6, unit, ts / s, tool, aim }'
}
copy() { cat "$1" > "$work/copy"; rm -f "$work/copy"; }

text=$(stat -c %s "$work/text") large=$(stat -c %s "$work/200mb.jsonl")
"$leat" run --quiet "$work/tokens.json"
count=$(($(tr -cd '[' < "$work/out.jsonl" | wc -c) - $(wc -l < "$work/out.jsonl"))) # a bracket each, and one for all
echo "pinned to one core unless said; ratios above 1 are faster than the tool"
wc=$(LC_ALL=C.UTF-8 least 7 $pin wc -w "$work/text")
row "wc -w" "$wc" "$text" MB/s "wc -w" "$wc" ""
row "tokenize, with sentences" "$(step 0 tokens)" "$text" MB/s "wc -w" "$wc" "aim 1 x"
row "tokenize, with sentences by rules alone" "$(step 0 rules)" "$text" MB/s "wc -w" "$wc" ""
row "entities, of tokens that are there" "$(step 1 full)" "$count" Mtok/s "wc -w" "$wc" "aim 5 Mtok/s"
row "  the names alone" "$(step 1 names)" "$count" Mtok/s "wc -w" "$wc" "aim 5 Mtok/s"
row "gazetteer, $(wc -l < "$work/phrases.tsv") phrases" "$(step 1 gazetteer)" "$count" Mtok/s "wc -w" "$wc" ""
row "keywords" "$(step 1 keywords)" "$count" Mtok/s "wc -w" "$wc" ""
row "summarize, three sentences" "$(step 2 full)" "$count" Mtok/s "wc -w" "$wc" ""
wc=$(LC_ALL=C.UTF-8 least 7 $pin wc -w "$work/20mb.jsonl")
row "JSONL to JSONL: sentences, entities, summary" "$(least 3 $pin "$leat" run --quiet "$work/lean.json")" "$text" MB/s \
    "wc -w" "$wc" "aim 40 MB/s"
row "  the same with tokens and all fields written" "$(least 3 $pin "$leat" run --quiet "$work/full.json")" "$text" MB/s \
    "wc -w" "$wc" ""
row "  the worker's steps of the first, in memory" "$(steps lean)" "$text" MB/s "wc -w" "$wc" ""
cat=$(least 5 $pin bash -c "cat '$work/200mb.jsonl' > '$work/copy'")
row "cat" "$cat" "$large" MB/s "cat" "$cat" ""
empty=$(least 5 $pin "$leat" run --quiet "$work/empty.json" "$work/200mb.jsonl")
row "JSONL to JSONL: empty pipeline" "$empty" "$large" MB/s "cat" "$cat" "aim 400 MB/s"
empty2=$(least 5 "$leat" run --quiet "$work/empty.json" "$work/200mb.jsonl")
row "  the same on two cores" "$empty2" "$large" MB/s "cat" "$cat" ""
many=() # so much that a worker's start and first words don't count
for _ in 1 2 3 4 5 6; do many+=("$work/20mb.jsonl"); done
one=$(least 3 "$leat" run --quiet --workers 1 "$work/full.json" "${many[@]}")
two=$(least 3 "$leat" run --quiet --workers 2 "$work/full.json" "${many[@]}")
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
