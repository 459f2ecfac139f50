#!/usr/bin/env bash
# Holds what seeds/news.json finds against what people marked in tests/seeds: tests/seeds.sh [TEST...]
#
# X.gold is the text of seeds/X.txt, a sentence a line. A mark is [text|LABEL|what is told of it]: of a name its whole form,
# of a value its features, parted by spaces. A whole form that is the text itself, and what nothing is told of, ends behind
# LABEL. Empty lines and those that begin with # are for the reader.
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/faults_tools.sh
source "$here/faults_tools.sh"
export LC_ALL=C.UTF-8 # offsets are code points
labels=PER,ORG,LOC,NORP,EVENT,PRODUCT,WORK,LAW,MISC
labels+=,MONEY,PERCENT,DATE,TIME,QUANTITY,ORDINAL,CARDINAL,URL,EMAIL,HANDLE

# read_gold NAME: the seed's text, and in code points its sentences and entities, each "begin end" and "begin end label told".
read_gold() {
    local mark='^([^[]*)\[([^]|]*)\|([A-Z]+)\|?([^]]*)\](.*)$' line before marks at=0
    text=$(cat "$here/../seeds/$1.txt" && echo .) && text=${text%.}
    sentences=() entities=()
    while IFS= read -r line; do
        [[ $line != '#'* && -n $line ]] || continue
        marks=()
        while [[ $line =~ $mark ]]; do
            marks+=("${#BASH_REMATCH[1]} ${#BASH_REMATCH[2]} ${BASH_REMATCH[3]} ${BASH_REMATCH[4]}")
            line=${BASH_REMATCH[1]}${BASH_REMATCH[2]}${BASH_REMATCH[5]}
        done
        before=${text:at} before=${before%%"$line"*}
        [ -z "${before//[[:space:]]/}" ] || echo "the text of $1 does not go on like this: $line"
        at=$((at + ${#before}))
        sentences+=("$at $((at + ${#line}))")
        add_entities "$at" "${marks[@]}"
        at=$((at + ${#line}))
    done <"$here/seeds/$1.gold"
    [ -z "$(tr -d '[:space:]' <<<"${text:at}")" ] || echo "the text of $1 goes on: ${text:at}"
}

# add_entities BEGIN MARK...: of a sentence.
add_entities() {
    local mark offset length label told
    for mark in "${@:2}"; do
        read -r offset length label told <<<"$mark"
        [[ -n $told || ! $label =~ ^(PER|ORG|LOC|EVENT)$ ]] || told=${text:$1 + offset:length}
        entities+=("$(($1 + offset)) $(($1 + offset + length)) $label $told")
    done
}

# finds_all NAME: sentences and entities, each with its span and label, and nothing else.
finds_all() {
    read_gold "$1"
    text=${text//\"/\\\"}
    printf '{"text":"%s","sentences":[%s],"entities":[%s]}\n' "${text//$'\n'/\\n}" \
        "$(printf '%s\n' "${sentences[@]}" | sed 's/\(.*\) \(.*\)/[\1,\2]/' | paste -sd,)" \
        "$(printf '%s\n' "${entities[@]}" | sed 's/\([^ ]*\) \([^ ]*\) \([^ ]*\).*/[\1,\2,"\3"]/' | paste -sd,)" >gold.jsonl
    "$LEAT" eval --layer sentence --layer entity --labels $labels --errors 99 "$here/../seeds/news.json" gold.jsonl >out 2>err ||
        cat err
    [ "$(awk '($1 == "sentence" || $1 == "all") && $(NF - 3) == "100.00"' out | wc -l)" = 2 ] || cat out
}

# tells_all NAME: the whole form of each name and the features of each value.
tells_all() {
    read_gold "$1"
    pipeline '{ "plugin": "tokenize" }, { "plugin": "entities" }'
    sed -i 's/"decode": { "plugin": "jsonl" }/"decode": { "plugin": "text" }/' p.json
    run 1 "$here/../seeds/$1.txt"
    expect_code 0
    grep -o '{"begin":[^{}]*"label":[^{}]*}' out |
        sed 's/"text":"[^"]*"//; s/"[a-z_]*"://g; s/[{}"]//g; s/,\+/ /g; s/ $//' >told
    diff -u --label gold --label told <(printf '%s\n' "${entities[@]}" | sed 's/ $//') told
}

for seed in "$here"/../seeds/*.txt; do
    name=$(basename "$seed" .txt)
    prove finds finds_all "$name"
    prove tells tells_all "$name"
done

sum_up
