#!/usr/bin/env bash
# Megabytes of what nobody writes, through every plugin that works on documents: tests/hostile.sh [TEST...]
#
# Each row at the end makes one document of a unit that is repeated. Within the deadline and the memory that a run has where
# nothing is said of them, all stages must bear it, show its text whole, and find as many tokens and sentences as counting
# the unit tells.
# shellcheck source=tests/faults_tools.sh
source "$(dirname "$0")/faults_tools.sh"

# write_pipeline: all that there is, with a sink for each layer.
write_pipeline() {
    local layer
    printf 'Paris\tLOC\na a a b\tTERM\n/\\d+-\\d+x/\tCODE\n' >list.tsv
    cat <<'EOF'
{ "source": { "plugin": "files", "paths": ["-"], "decode": { "plugin": "text", "title": false } },
  "stages": [{ "plugin": "tokenize" }, { "plugin": "gazetteer", "lists": "list.tsv" }, { "plugin": "entities" },
             { "plugin": "summarize" }, { "plugin": "keywords" }],
  "run": { "dead_letters": "dead.jsonl" },
  "sinks": [{ "plugin": "file", "path": "-", "encode": { "plugin": "text", "show": ["text"] } },
EOF
    for layer in tokens sentences entities summary keywords gazetteer; do
        printf '    { "plugin": "file", "path": "%s", "encode": { "plugin": "jsonl", "fields": ["%s"] } },\n' $layer $layer
    done
    echo '    { "plugin": "file", "path": "shown", "encode": { "plugin": "text" } }] }'
}
write_pipeline >p.json

# repeat TIMES UNIT: where & stands in the unit comes another word each time.
repeat() {
    seq "$1" | tr 0-9 a-j | sed "s|.*|$2|" | tr -d '\n'
}

letters() {
    tr -d '[:space:]' | cksum
}

# expect_spans LAYER COUNT: so many [begin, end] in its line.
expect_spans() {
    local count
    count=$(tr -cd '[' <"$1" | wc -c)
    [ $((count - 1)) = "$2" ] || echo "$((count - 1)) of layer $1, not $2"
}

# bears TIMES UNIT TOKENS SENTENCES: the last two of the whole document.
bears() {
    local layer
    repeat "$1" "$2" >in
    run 1 <in
    expect_code 0
    [ ! -e dead.jsonl ] || cut -c1-400 dead.jsonl
    [ "$(letters <in)" = "$(letters <out)" ] || echo "the text is not shown whole"
    expect_spans tokens "$3"
    expect_spans sentences "$4"
    for layer in entities summary keywords gazetteer; do
        [ "$(wc -l <$layer)" = 1 ] || echo "there is no layer $layer"
    done
    [ "$(grep -o '"begin"' summary | wc -l)" -le 3 ] || echo "the summary is too long"
    [ "$(grep -o '"begin"' keywords | wc -l)" -le 10 ] || echo "there are too many keywords"
}

prove spaceless bears 1000000 aaaaaaaaaa 1 1
prove spaceless bears 200000 東京都 600000 1
prove spaceless bears 200000 a-b 1 1
prove marks bears 2 "e$(printf '\u301%.0s' {1..10000}) " 2 1
prove punctuation bears 500000 '(' 500000 1
prove punctuation bears 200000 ', ; ' 400000 1
prove punctuation bears 100000 '"Why?" ' 400000 100000
prove digits bears 1000000 7777777777 1 1
prove digits bears 200000 '7 ' 200000 1
prove capitals bears 30000 'THE MAYOR OF PARIS LEFT EARLY. ' 210000 30000
prove scripts bears 30000 'Oslo 東京 Москва שלום ไทย 🙂 ' 270000 1
prove direction bears 50000 'שלום עולם. ' 150000 50000
prove sentences bears 1000000 'He ran. ' 3000000 1000000
prove letters bears 1000000 'I! ' 2000000 1000000
prove lines bears 200000 'a\r\r' 200000 200000
prove names bears 30000 'Ann Mac& met Kofi Van&. ' 180000 30000

sum_up
