#!/usr/bin/env bash
# Plugins that misbehave, workers that are killed, signals, bad input, full disks: nothing else is lost.
#
# LEAT names the program (build/leat); its build's faults/ holds the plugins of tests/faults/. Each test below is a
# function that prints what is wrong, nothing where all is well. With names as arguments only those tests are run.
set -uo pipefail
LEAT=$(realpath -e -- "${LEAT:-$(dirname "$0")/../build/leat}") || exit 1
export LEAT_PLUGIN_PATH=${LEAT%/*}/faults
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# --- tools ------------------------------------------------------------------------------------------------------------

# pipeline STAGES [RUN]: p.json, from standard input to standard output.
pipeline() {
    cat >p.json <<EOF
{ "source": { "plugin": "files", "paths": ["-"], "decode": { "plugin": "jsonl" } },
  "stages": [${1:-}],
  "sinks": [{ "plugin": "file", "path": "-", "encode": { "plugin": "jsonl" } }],
  "run": { "dead_letters": "dead.jsonl"${2:+, $2} } }
EOF
}

# run WORKERS [WHAT...]: p.json over standard input into `out` and `err`; the exit code is in $code, 124 for a hang.
run() {
    rm -f dead.jsonl
    code=0
    timeout -s KILL 60 "$LEAT" run --quiet --workers "$1" p.json "${@:2}" >out 2>err || code=$?
}

# documents COUNT [WORD]: JSON lines; the one in the middle says WORD.
documents() {
    local i
    for ((i = 1; i <= $1; i++)); do
        printf '{"id":"d%d","text":"In the café number %d nothing happens%s."}\n' $i $i \
            "$([ $i != $((($1 + 1) / 2)) ] || printf '%s' "${2:+ but $2}")"
    done
}

expect_code() {
    [ "$code" = "$1" ] || { echo "exit code $code, not $1" && cat err; }
}

expect_error() {
    grep -qF -- "$1" err || { echo "standard error does not say: $1" && cat err; }
}

expect_same() {
    cmp -s "$1" "$2" || { echo "the output differs" && diff "$1" "$2" | head -n 4; }
}

# expect_letter FIELD...: dead.jsonl is one line, with each of these in it.
expect_letter() {
    local field
    [ "$(cat dead.jsonl 2>/dev/null | wc -l)" = 1 ] || { echo "not one dead letter" && cat dead.jsonl err; }
    for field; do
        grep -qF -- "$field" dead.jsonl 2>/dev/null || { echo "the dead letter does not say $field" && cat dead.jsonl; }
    done
}

passed=0 failed=0 only=" $* "
# test NAME COMMAND...
test() {
    [ "$only" = "  " ] || [[ $only == *" $1 "* ]] || return
    local wrong
    wrong=$("${@:2}" 2>&1)
    if [ -z "$wrong" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s (%s)\n%s\n' "$1" "${*:2}" "$wrong"
    fi
}

# It takes a minute until the run gives up a plugin that does not get through its start, so that this test goes on beside
# the others: `test stuck` at the end collects what it found.
never_started() {
    mkdir stuck && cd stuck || return
    pipeline '{ "plugin": "stuck" }'
    code=0
    documents 20 | timeout -s KILL 100 "$LEAT" run --quiet --workers 2 p.json >out 2>err || code=$?
    expect_code 3
    expect_error "stages[0] (stuck) can't start: it took longer than"
}

if [ "$only" = "  " ] || [[ $only == *" stuck "* ]]; then
    never_started >stuck.wrong 2>&1 &
    stuck=$!
fi

collect_stuck() {
    tail --pid="$stuck" -f /dev/null
    cat stuck.wrong
}

# --- a plugin that misbehaves costs one document ------------------------------------------------------------------------

word_of() {
    tr '[:lower:]' '[:upper:]' <<<"$1"
}

# costs_one FAULT WORKERS ATTEMPTS SIGNAL: the document in the middle is a dead letter, the others are as they would be
# without it.
costs_one() {
    local word
    word=$(word_of "$1")
    pipeline "{ \"plugin\": \"$1\" }" '"deadline": "300ms", "memory": "64MB"'
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

# The contract: what a decoder has not given of a whole record is dead with it. The letter holds that record.
decoder_of_wholes() {
    with_decoder decode_hang
    documents 20 DECODE_HANG >in
    run "$1" < <(head -n 9 in)
    expect_code 0
    mv out others
    run "$1" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"stdin#10"' '"step":"source.decode"' '"plugin":"decode_hang"' '"attempts":1,"signal":9' 'number 20 '
}

encoder() {
    pipeline
    sed -i '/"sinks"/s/"jsonl"/"encode_crash"/' p.json
    documents 20 ENCODE_CRASH >in
    run "$1" < <(grep -v ENCODE_CRASH in)
    mv out others
    run "$1" <in
    expect_code 1
    expect_same others out
    expect_letter '"id":"d10"' '"step":"sinks[0].encode"' '"plugin":"encode_crash"' '"attempts":2,"signal":6'
}

for workers in 1 2 4; do
    for fault in segfault:2:11 abort:2:6 overflow:2:11 spin:1:9 deaf:1:9 hoard:2:9 exit:2:null quit:2:null \
        closes:2:null fork:2:6; do
        IFS=: read -r name attempts signal <<<"$fault"
        test "$name" costs_one "$name" $workers "$attempts" "$signal"
    done
    test ten ten_in_one_record $workers
    test print costs_nothing $workers
    test decode_crash decoder_of_lines $workers
    test decode_hang decoder_of_wholes $workers
    test encode_crash encoder $workers
done
for workers in 0 1 2 4; do
    for name in outside inside peek smuggle nan reject nonsense; do
        test $name costs_one $name $workers 1 null
    done
    test drop drops_one $workers
    test fatal ends_the_run $workers
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
    pipeline "{ \"plugin\": \"$1\" }"
    run "$2" < <(documents 20)
    expect_code 3
    expect_error "stages[0] ($1) can't start: $3"
    [ ! -s out ] || echo "there is output"
}

test major not_loaded major 'ABI'
test minor not_loaded minor 'ABI'
test small not_loaded small 'ABI'
for workers in 1 4; do
    test refuse not_started refuse $workers 'the moon is not full'
    test stillborn not_started stillborn $workers 'it crashed: signal 6'
done
test refuse not_started refuse 0 'the moon is not full'

# --- workers that are killed, signals ---------------------------------------------------------------------------------------

# The window is small and the output is read line by line, so that the kills are spread over the whole run.
kills() {
    pipeline '' '"window": 4'
    documents 10000 | sed 's/nothing/& of any great interest to anybody/' >in
    run 0 <in
    mv out want
    mkfifo fifo
    timeout -s KILL 60 "$LEAT" run --quiet --workers 4 p.json <in >fifo 2>err &
    local pid=$! leat line count=0 killed=0
    while IFS= read -r line; do
        printf '%s\n' "$line"
        [ $((++count % 250)) = 0 ] || continue
        leat=$(pgrep -P $pid) || continue
        kill -KILL "$(pgrep -P "$leat" | shuf -n 1)" 2>/dev/null && killed=$((killed + 1))
    done <fifo >out
    code=0
    wait $pid || code=$?
    expect_code 0
    expect_same want out
    [ $killed -ge 15 ] || echo "no more than $killed workers were killed"
    [ ! -e dead.jsonl ] || cat dead.jsonl
    rm -f fifo
}

# start STAGES: leat runs as $leat; what is written to 3 goes in, what comes out is read from 4, its errors from 5.
start() {
    pipeline "$1" '"deadline": 0'
    mkfifo to from errors
    "$LEAT" run --quiet --workers 2 p.json <to >from 2>errors &
    leat=$!
    exec 3>to 4<from 5<errors
    rm to from errors
}

# stop: the exit code in $code, what was left of the errors in err.
stop() {
    code=0
    cat <&5 >err
    wait "$leat" || code=$?
    exec 4<&- 5<&-
}

drains() {
    local line i
    start ''
    documents 20 >&3
    for ((i = 0; i < 20; i++)); do
        read -r -t 20 line <&4 && echo "$line" >>got || echo "document $i does not come"
    done
    kill -s "$1" "$leat"
    cat <&4 >>got
    exec 3>&-
    stop
    expect_code 3
    expect_error 'interrupted: 20 read, 20 written'
    run 1 < <(documents 20)
    expect_same out got
    rm -f got
}

stops_at_once() {
    local line workers
    start '{ "plugin": "spin" }'
    documents 3 SPIN >&3
    read -r -t 20 line <&5
    [ "$line" = spinning ] || echo "no worker spins: $line"
    workers=$(pgrep -P "$leat")
    kill -s INT "$leat"
    kill -s TERM "$leat"
    stop
    exec 3>&-
    expect_code 3
    expect_error 'second signal'
    for worker in $workers; do
        ! kill -0 "$worker" 2>/dev/null || echo "worker $worker lives on"
    done
}

# A reader that takes nothing: the first signal can't be obeyed, the second must be.
stops_when_blocked() {
    pipeline
    documents 10000 >in
    mkfifo from
    "$LEAT" run --quiet --workers 2 p.json <in >from 2>err &
    leat=$!
    exec 4<from
    rm from
    read -r -t 20 <&4 || echo "nothing comes"
    kill -s INT "$leat"
    kill -s TERM "$leat"
    tail --pid="$leat" -f /dev/null
    exec 4<&-
    code=0
    wait "$leat" || code=$?
    expect_code 3
    expect_error 'second signal'
}

test kills kills
test drain drains INT
test drain drains TERM
test stop stops_at_once
test stop stops_when_blocked

# --- bad input ----------------------------------------------------------------------------------------------------------

empty_input() {
    pipeline
    run 2 </dev/null
    expect_code 0
    [ ! -s out ] || echo "there is output"
    run 2 < <(printf '\n\n')
    [ "$code" != 124 ] && [ "$code" != 137 ] || echo "it hangs"
}

# between REASON: the line on standard input is put between good ones; it alone is a dead letter, which says REASON.
between() {
    pipeline '' '"max_document": "1MB"'
    documents 20 >good
    { head -n 10 good && cat && echo && tail -n 10 good; } >in
    run 1 <good
    mv out others
    run 2 <in
    expect_code 1
    expect_same others out
    expect_letter "$1"
}

nul_bytes() {
    printf '{"id":"x","text":"a\0b"}' | between '"signal":null'
}

long_line() {
    head -c 100000000 /dev/zero | tr '\0' x | between 'has 100000000 bytes'
}

deep_nesting() {
    { printf '{"id":"x","text":' && head -c 400000 /dev/zero | tr '\0' '['; } | between '"step":"source.decode"'
}

# Each class of what is not UTF-8 (Unicode Standard, table 3-7): stray continuation bytes, forms that are too long,
# surrogates, above U+10FFFF, bytes that never occur, sequences that are cut off.
invalid=('\x80' '\xbf\xbf' '\xc0\x80' '\xc1\xbf' '\xe0\x80\x80' '\xe0\x9f\xbf' '\xf0\x80\x80\x80' '\xf0\x8f\xbf\xbf'
    '\xed\xa0\x80' '\xed\xbf\xbf' '\xf4\x90\x80\x80' '\xf5\x80\x80\x80' '\xfe' '\xff'
    '\xc3' '\xe2' '\xe2\x82' '\xf0' '\xf0\x9f' '\xf0\x9f\x98')

# expect_letters COUNT WORD: so many, and each says the word.
expect_letters() {
    [ "$(wc -l <dead.jsonl)" = "$1" ] && [ "$(grep -c "$2" dead.jsonl)" = "$1" ] ||
        { echo "not $1 dead letters that say $2" && cat dead.jsonl; }
}

invalid_utf8_in_lines() {
    local bytes
    documents ${#invalid[@]} >good
    for bytes in "${invalid[@]}"; do
        IFS= read -r line <&3
        printf '%s\n{"id":"x","text":"before %b after"}\n{"id":"x","text":"%b"}\n' "$line" "$bytes" "$bytes"
    done 3<good >in
    pipeline
    run 1 <good
    mv out others
    run 2 <in
    expect_code 1
    expect_same others out
    expect_letters $((2 * ${#invalid[@]})) UTF-8
}

invalid_utf8_in_files() {
    local i
    rm -rf files && mkdir files
    for i in "${!invalid[@]}"; do
        printf 'good\n' >"files/$i-a.txt"
        printf 'bad %b' "${invalid[i]}" >"files/$i-b.txt"
        printf 'bad %b bad\n' "${invalid[i]}" >"files/$i-c.txt"
    done
    pipeline
    sed -i 's/"paths": \["-"\], "decode": { "plugin": "jsonl" }/"paths": "files"/' p.json
    run 2
    expect_code 1
    expect_letters $((2 * ${#invalid[@]})) UTF-8
    [ "$(grep -c '"text":"good' out)" = ${#invalid[@]} ] || { echo "good documents are lost" && cat out; }
}

# Root reads everything, so it gives that power up for the test.
no_permission() {
    mkdir -p shut/inside && touch shut/inside/a.txt && chmod 0 shut/inside
    printf 'text\n' >shut/b.txt
    pipeline
    sed -i 's/"paths": \["-"\], "decode": { "plugin": "jsonl" }/"paths": "shut", "recursive": true/' p.json
    rm -f dead.jsonl
    local less=()
    [ "$(id -u)" != 0 ] || less=(setpriv --bounding-set=-dac_override,-dac_read_search)
    code=0
    timeout 60 "${less[@]}" "$LEAT" run --quiet --workers 2 p.json >out 2>err || code=$?
    chmod 700 shut/inside
    expect_code 1
    expect_letter 'shut/inside' 'Permission denied' '"step":"source"'
    [ "$(wc -l <out)" = 1 ] || echo "b.txt is lost"
}

test empty empty_input
test nul nul_bytes
test long_line long_line
test deep deep_nesting
test utf8 invalid_utf8_in_lines
test utf8 invalid_utf8_in_files
test permission no_permission

# --- full disks, lost readers -------------------------------------------------------------------------------------------

# On a file system of 128 KiB: a file written whole leaves nothing, one that is added to ends with a whole document.
full_disk() {
    mkdir -p small
    pipeline
    sed -i "s|\"path\": \"-\"|\"path\": \"small/out.jsonl\", \"mode\": \"$1\"|" p.json
    documents 4000 >in
    code=0
    timeout 60 unshare -m${unprivileged:+r} sh -c '
        mount -t tmpfs -o size=128k none small && "$0" run --quiet --workers 2 p.json <in 2>err
        echo $? >code; ls -A small >left; cat small/* >out 2>/dev/null' "$LEAT"
    code=$(cat code)
    expect_code 3
    expect_error 'No space left on device'
    expect_error 'small/out.jsonl'
    if [ "$1" = whole ]; then
        [ ! -s left ] || { echo "left behind:" && cat left; }
    else
        [ "$(tail -c 2 out | od -An -tx1)" = ' 7d 0a' ] || { echo "ends in" && tail -n 1 out; }
        pipeline
        mv out kept
        run 1 < <(head -n "$(wc -l <kept)" in)
        expect_same out kept
    fi
}

file_limit() {
    mkdir -p limited
    pipeline
    sed -i 's|"path": "-"|"path": "limited/out.jsonl"|' p.json
    documents 4000 >in
    code=0
    (ulimit -f 128 && exec timeout 60 "$LEAT" run --quiet --workers 2 p.json) <in 2>err || code=$?
    expect_code 3
    expect_error 'limited/out.jsonl: File too large'
    [ -z "$(ls -A limited)" ] || ls -A limited
}

full_device() {
    pipeline
    code=0
    documents 4000 | timeout 60 "$LEAT" run --quiet --workers 2 p.json 2>err >/dev/full || code=$?
    expect_code 3
    expect_error 'standard output: No space left on device'
}

closed_pipe() {
    pipeline
    documents 10000 >in
    { timeout 60 "$LEAT" run --quiet --workers "$1" p.json <in 2>err; echo $? >code; } | head -n 1 >out
    code=$(cat code)
    expect_code 3
    expect_error 'the reader of standard output went away'
    [ "$(wc -l <out)" = 1 ] || echo "the first document did not come"
}

# A descriptor that the caller has closed is not taken by a file.
closed_descriptors() {
    pipeline
    documents 20 >in
    rm -f dead.jsonl
    code=0
    timeout 60 "$LEAT" run --quiet --workers 2 p.json 2>err <&- || code=$?
    expect_code 1
    expect_letter 'Bad file descriptor' '"step":"source"'
    code=0
    timeout 60 "$LEAT" run --quiet --workers 2 p.json <in 2>err >&- || code=$?
    expect_code 3
    expect_error 'standard output is not open for writing'
    code=0
    timeout 60 "$LEAT" run --quiet --workers 2 p.json <in >out 2>&- || code=$?
    expect_code 0
    [ "$(wc -l <out)" = 20 ] || echo "documents are lost"
}

unprivileged=$([ "$(id -u)" = 0 ] || echo yes)
if unshare -m${unprivileged:+r} true 2>/dev/null; then
    test full_disk full_disk whole
    test full_disk full_disk append
else
    echo "full_disk: left out, for no file system can be mounted here"
fi
test file_limit file_limit
test full_device full_device
test closed closed_descriptors
for workers in 0 2; do
    test closed_pipe closed_pipe $workers
done

test stuck collect_stuck

echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
