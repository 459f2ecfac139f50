#!/usr/bin/env bash
# Plugins that misbehave: each costs one document, or the run says why it can't begin. tests/faults.sh [TEST...]
# shellcheck source=tests/faults_tools.sh
source "$(dirname "$0")/faults_tools.sh"

# --- a plugin that misbehaves costs one document ------------------------------------------------------------------------

word_of() {
    tr '[:lower:]' '[:upper:]' <<<"$1"
}

# costs_one FAULT WORKERS ATTEMPTS SIGNAL: the document in the middle is a dead letter, the others are as they would be
# without it.
costs_one() {
    local word deadline=300ms
    word=$(word_of "$1")
    [ "$1" = hoard ] && deadline=30s # it is the memory that ends it
    pipeline "{ \"plugin\": \"$1\" }" "\"deadline\": \"$deadline\", \"memory\": \"64MB\""
    documents 20 "$word" >in
    run "$2" < <(grep -v "$word" in)
    expect_code 0
    mv out others
    run "$2" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"d10"' '"step":"stages[0]"' "\"plugin\":\"$1\"" "\"attempts\":$3," "\"signal\":$4," "but $word"
}

drops_one() {
    pipeline '{ "plugin": "drop" }'
    documents 20 DROP >in
    run "$1" < <(grep -v DROP in)
    mv out others
    run "$1" <in
    expect_code 0
    expect_same others out
    [ ! -e dead.jsonl ] || echo "there is a dead letter"
}

# A plugin made for an earlier minor of the ABI loads, and the host takes nothing for its own that it does not have.
older_loads() {
    pipeline ''
    documents 20 >in
    run "$1" <in
    mv out others
    pipeline '{ "plugin": "older" }'
    run "$1" <in
    expect_code 0
    expect_same others out
}

costs_nothing() {
    pipeline '{ "plugin": "print", "on": "NEVER" }'
    documents 20 PRINT >in
    run "$1" <in
    mv out others
    pipeline '{ "plugin": "print" }'
    run "$1" <in
    expect_code 0
    expect_same others out
}

ends_the_run() {
    pipeline '{ "plugin": "fatal" }'
    run "$1" < <(documents 20 FATAL)
    expect_code 3
    expect_error 'stages[0] (fatal)'
    expect_error 'it says FATAL'
}

# ten_in_one_record WORKERS: each costs itself, though they share the record that is worked off again.
ten_in_one_record() {
    pipeline '{ "plugin": "abort" }'
    documents 20 | sed '0~2s/nothing/ABORT/' >in
    run "$1" < <(grep -v ABORT in)
    mv out others
    run "$1" <in
    expect_code 1
    expect_same others out
    [ "$(grep -c '"attempts":2,"signal":6' dead.jsonl)" = 10 ] || { echo "not ten dead letters" && cat dead.jsonl; }
}

with_decoder() {
    pipeline '' '"deadline": "300ms"'
    sed -i "s/\"decode\": { \"plugin\": \"jsonl\" }/\"decode\": { \"plugin\": \"$1\" }/" p.json
}

# A record of lines goes on behind the one that the decoder crashed on.
decoder_of_lines() {
    with_decoder decode_crash
    documents 20 DECODE_CRASH >in
    run "$1" < <(sed 's/DECODE_CRASH/GOOD/' in)
    expect_code 0
    grep -v GOOD out >others
    run "$1" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"stdin:10"' '"line":10' '"step":"source.decode"' '"plugin":"decode_crash"' '"attempts":2,"signal":6'
}

# A whole record goes on behind the document that the decoder hung on; the letter holds the record and the number in it.
decoder_of_wholes() {
    with_decoder decode_hang
    documents 20 DECODE_HANG >in
    run "$1" < <(sed 's/DECODE_HANG/GOOD/' in)
    expect_code 0
    grep -v GOOD out >others
    run "$1" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"stdin#10"' '"document":10,"rest":false' '"step":"source.decode"' '"plugin":"decode_hang"' \
        '"attempts":1,"signal":9' 'number 20 '
    sed -i 's/"decode_hang"/"decode_hang", "on": "NEVER"/' p.json
    "$LEAT" replay --quiet p.json dead.jsonl >out || echo "the mended pipeline ends with $?"
    grep -q '^{"id":"stdin#10"' out || echo "the replay does not give the document"
    [ "$(wc -l <out)" = 1 ] || echo "the replay gives more than the document"
}

# A decoder that hangs at every document does not keep the run for ever.
decoder_gives_up() {
    with_decoder decode_hang
    documents 200 | sed 's/number/DECODE_HANG/' >in
    run 1 <in
    expect_code 1
    [ "$(wc -l <dead.jsonl)" = 9 ] || echo "there are $(wc -l <dead.jsonl) dead letters"
    tail -n 1 dead.jsonl | grep -q '"document":9,"rest":true' || echo "the last letter does not stand for the rest"
}

# A record holds no more documents than bytes, and some.
decoder_without_end() {
    pipeline
    sed -i 's/"decode": { "plugin": "jsonl" }/"decode": { "plugin": "decode_endless" }/' p.json
    documents 3 >in
    run "$1" <in
    expect_code 1
    expect_letter '"step":"source.decode"' '"plugin":"decode_endless"' '"rest":true' 'does not come to the record'
    [ "$(wc -l <out)" = $(($(wc -c <in) + 1001)) ] || echo "$(wc -l <out) documents of $(wc -c <in) bytes"
}

# encoder FAULT WORKERS ATTEMPTS SIGNAL
encoder() {
    local word
    word=$(word_of "$1")
    pipeline
    sed -i "/\"sinks\"/s/\"jsonl\"/\"$1\"/" p.json
    documents 20 "$word" >in
    run "$2" < <(grep -v "$word" in)
    mv out others
    run "$2" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"d10"' '"step":"sinks[0].encode"' "\"plugin\":\"$1\"" "\"attempts\":$3,\"signal\":$4"
}

# What a step writes to the worker's socket is noticed later: it costs the record that it was at. The first record is
# delivered before the second is read.
babbles() {
    pipeline '{ "plugin": "babble" }' '"deadline": "1s", "window": 1'
    for i in $(seq 60); do documents 20 | sed "s/\"d/\"r$i-d/; s/nothing happens/& of any interest to anybody at all, or to those who came with them from far away/"; done >in
    sed -i '700s/number/BABBLE &/' in
    run "$1" <in
    expect_code 1
    grep -q BABBLE dead.jsonl || echo "the guilty document is not dead"
    { cat out && sed 's/.*"text":"{\\"id\\":\\"\([^\\]*\).*/"id":"\1"/; s/.*"id":"\(r[^"]*\)".*/"id":"\1"/' dead.jsonl; } |
        grep -o '"id":"r[^"]*"' | sort | uniq -c | grep -v '^ *1 ' | head -n 3
    [ $(($(wc -l <out) + $(wc -l <dead.jsonl))) = 1200 ] || echo "$(wc -l <out) written and $(wc -l <dead.jsonl) dead of 1200"
}

for workers in 1 2 4; do
    for fault in segfault:2:11 abort:2:6 overflow:2:11 spin:1:9 deaf:1:9 hoard:2:9 exit:2:null quit:2:null \
        closes:2:null unplug:2:null fork:2:6; do
        IFS=: read -r name attempts signal <<<"$fault"
        prove "$name" costs_one "$name" $workers "$attempts" "$signal"
    done
    prove ten ten_in_one_record $workers
    prove print costs_nothing $workers
    prove decode_crash decoder_of_lines $workers
    prove decode_hang decoder_of_wholes $workers
    prove encode_crash encoder encode_crash $workers 2 6
    prove babble babbles $workers
done
prove decode_hang decoder_gives_up
for workers in 0 1 2 4; do
    prove encode_overrun encoder encode_overrun $workers 1 null
    prove decode_endless decoder_without_end $workers
    for name in outside inside peek smuggle nan reject nonsense; do
        prove $name costs_one $name $workers 1 null
    done
    prove drop drops_one $workers
    prove fatal ends_the_run $workers
done

# --- a plugin that can't be loaded or started -----------------------------------------------------------------------------

not_loaded() {
    pipeline "{ \"plugin\": \"$1\" }"
    run 1 < <(documents 20)
    expect_code 2
    expect_error "$1.so"
    expect_error "$2"
    [ ! -s out ] || echo "there is output"
}

not_started() {
    pipeline "{ \"plugin\": \"$1\" }" '"start_deadline": "500ms"'
    run "$2" < <(documents 20)
    expect_code 3
    expect_error "stages[0] ($1) can't start: $3"
    [ ! -s out ] || echo "there is output"
}

prove older older_loads 0
prove older older_loads 2
prove major not_loaded major 'ABI'
prove minor not_loaded minor 'ABI'
prove small not_loaded small 'ABI'
for workers in 1 4; do
    prove refuse not_started refuse $workers 'the moon is not full'
    prove stillborn not_started stillborn $workers 'it crashed: signal 6'
    prove stuck not_started stuck $workers 'it took longer than run.start_deadline, 0.5 s'
done
prove refuse not_started refuse 0 'the moon is not full'

sum_up
