#!/usr/bin/env bash
# How accurate Leat is on the data that LEAT_DATA names, on one page: tests/eval/run.sh
#
# Each figure is what `leat eval` prints for a pipeline of this folder. LEAT names the program (build/leat).
set -euo pipefail
cd "$(dirname "$0")"
LEAT=$(realpath -e -- "${LEAT:-../../build/leat}")
data=${LEAT_DATA:-}
[ -n "$data" ] || { echo "skipped: LEAT_DATA, which names the folder with the data, is not set" && exit 0; }
[ -d "$data" ] || { echo "LEAT_DATA=$data is no folder" >&2 && exit 1; }

# measure FILE PIPELINE [OPTION...]: what `leat eval` says of FILE, if that is there, else nothing.
measure() {
    local file=$data/$1.jsonl.gz pipeline=$2.json && shift 2
    [ ! -e "$file" ] || "$LEAT" eval "$@" "$pipeline" "$file"
}

# row NAME FILE PIPELINE WANTED [OPTION...]: a line with the F1 of each row of `leat eval` whose first columns are WANTED,
# which are parted by commas; of the last one precision and recall, too.
row() {
    local name=$1 file=$2 pipeline=$3 wanted=$4 && shift 4
    measure "$file" "$pipeline" "$@" | awk -v name="$name" -v wanted="$wanted" '
        !/:/ { at = NF - (/ROUGE/ ? 4 : 6); precision[$at] = $(at + 1); recall[$at] = $(at + 2); f1[$at] = $(at + 3) }
        END {
            printf "%-34s", NR == 0 ? name " is not there" : name
            count = split(wanted, labels, ",")
            for (i = 1; NR > 0 && i <= count; i++)
                printf " %9s", labels[i] in f1 ? f1[labels[i]] : "-"
            if (labels[count] in f1)
                printf " %9s %9s", precision[labels[count]], recall[labels[count]]
            printf "\n"
        }'
}

title() {
    printf '%s%-34s' "${1:+$'\n'}" "$2"
    printf ' %9s' "${@:3}"
    echo
}

title '' 'F1 of exact spans, raw text' tokens sentences precision recall
for set in ud_ewt.dev ud_gum.dev; do
    row "$set, by UD's rules for words" "segment/$set" ud token,sentence
done
row 'masc' segment/masc plain token,sentence

title + 'F1 of exact spans and labels' PER ORG LOC all precision recall
for set in conll2003.val worldwide.dev finerord.val gum.dev uner_ewt.dev; do
    row "$set" "ner/$set" names PER,ORG,LOC,all --layer entity --labels PER,ORG,LOC \
        --map PERSON=PER,GPE=LOC,FAC=LOC
done

# Learned here and now from a benchmark's own rows, to compare with what is written of it elsewhere; half a minute.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed 's|"entities"|"entities", "model": "names.model"|' names.json >"$work/names.json"
title + 'names, learned from its own rows' PER ORG LOC all precision recall
for set in conll2003:conll2003.val worldwide:worldwide.dev; do
    own=$data/ner/${set%%:*}.train.jsonl.gz
    [ -e "$own" ] || continue
    "$LEAT" train entities --out "$work/names.model" "$own" 2>"$work/log" || { cat "$work/log" >&2 && exit 1; }
    row "${set#*:}" "ner/${set#*:}" "$work/names" PER,ORG,LOC,all --layer entity --labels PER,ORG,LOC \
        --map PERSON=PER,GPE=LOC,FAC=LOC
done

title + 'F1 of ROUGE, three sentences' ROUGE-1 ROUGE-2 ROUGE-L precision recall
for pipeline in rank lead textrank lexrank; do
    row "cnndm.val500, $pipeline" summarize/cnndm.val500 "$pipeline" ROUGE-1,ROUGE-2,ROUGE-L --layer summary
done
