#!/usr/bin/env bash
# What comes from outside: killed workers, signals, bad input, full disks, lost readers. Nothing that is good is lost, and
# nothing hangs. tests/hardships.sh [TEST...]
# shellcheck source=tests/faults_tools.sh
source "$(dirname "$0")/faults_tools.sh"

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

prove kills kills
prove drain drains INT
prove drain drains TERM
prove stop stops_at_once
prove stop stops_when_blocked

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

prove empty empty_input
prove nul nul_bytes
prove long_line long_line
prove deep deep_nesting
prove utf8 invalid_utf8_in_lines
prove utf8 invalid_utf8_in_files
prove permission no_permission

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
    prove full_disk full_disk whole
    prove full_disk full_disk append
else
    echo "full_disk: left out, for no file system can be mounted here"
fi
prove file_limit file_limit
prove full_device full_device
prove closed closed_descriptors
for workers in 0 2; do
    prove closed_pipe closed_pipe $workers
done

sum_up
