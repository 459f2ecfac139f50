#!/usr/bin/env bash
# Trains a small plugin and measures it: `leat train` and `leat eval` as they are used. tests/learning.sh [TEST...]
# With UPDATE=1 the tables in tests/learning/ are written anew.
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/faults_tools.sh
source "$here/faults_tools.sh"
faults=$LEAT_PLUGIN_PATH
export LEAT_PLUGIN_PATH=${LEAT%/*}/learning
cp "$here"/learning/*.jsonl .
cat >p.json <<'EOF'
{ "source": { "plugin": "files", "paths": ["-"], "decode": { "plugin": "text" } },
  "stages": [{ "plugin": "tokenize" }, { "plugin": "lexicon", "model": "model" }],
  "sinks": [{ "plugin": "file", "path": "-", "encode": { "plugin": "jsonl" } }] }
EOF

# leat COMMAND ARGUMENT...: into `out` and `err`; the exit code is in $code, 124 for a hang.
leat() {
    code=0
    timeout -s KILL 60 "$LEAT" "$@" >out 2>err || code=$?
}

# expect_text FILE LINE...: these are its lines.
expect_text() {
    diff -u --label expected --label is <(printf '%s\n' "${@:2}") "$1"
}

# --- training -------------------------------------------------------------------------------------------------------------

same_seed_same_model() {
    leat train lexicon --out model train.jsonl
    expect_code 0
    expect_text model 1 'Kia ORG' 'Zürich LOC' 'Lee PER' 'Jae PER' 'Myung PER' 'Seoul LOC'
    leat train lexicon --out again --seed 1 train.jsonl
    expect_same model again
    leat train lexicon --out other --seed=2 train.jsonl
    ! cmp -s model other || echo "the seed does not matter"
    [ "$(ls -A | grep -c '^model')" = 1 ] || echo "something is left beside the model"
}

tells_each_epoch() {
    leat train lexicon --out model --dev gold.jsonl --epochs 3 train.jsonl
    expect_code 0
    expect_error 'lexicon learns from 3 documents'
    expect_error '2 held out'
    expect_error 'annotated by tokenize'
    expect_error 'epoch 1: F1 92.86, '
    expect_error 'epoch 3: '
    ! grep -q 'epoch 4' err || echo "there are too many epochs"
    expect_error 'model: 0.1 kB after 3 epochs'
}

reads_what_leat_reads() {
    leat train lexicon --out model train.jsonl
    gzip -c train.jsonl >packed.jsonl.gz
    leat train lexicon --out packed packed.jsonl.gz
    expect_same model packed
    leat run --quiet p.json train.jsonl
    mv out own.txt
    printf '{"source":{"plugin":"files","paths":["train.jsonl"]},"stages":[{"plugin":"tokenize"},{"plugin":"lexicon",
        "model":"model"}],"sinks":[{"plugin":"file","path":"own.jsonl","encode":{"plugin":"jsonl"}}]}' >own.json
    leat run --quiet own.json
    leat train lexicon --out own own.jsonl
    expect_code 0
    expect_same model own
}

# annotates_as_the_pipeline: what stands before the plugin in a pipeline stands before it in training.
annotates_as_the_pipeline() {
    echo '{"phrase": "Kia", "label": "ORG"}' >list.jsonl
    sed 's/{ "plugin": "lexicon"/{ "plugin": "gazetteer", "lists": ["list.jsonl"] }, &/' p.json >known.json
    leat train lexicon --out model --pipeline known.json train.jsonl
    expect_code 0
    expect_error 'annotated by tokenize, gazetteer;'
    expect_text model 1 'Zürich LOC' 'Lee PER' 'Jae PER' 'Myung PER' 'Seoul LOC'
    leat train lexicon --out model --pipeline train.jsonl train.jsonl
    expect_code 2
    expect_error 'train.jsonl:2:1:'
    sed 's/, { "plugin": "lexicon".*/],/' p.json >without.json
    leat train lexicon --out model --pipeline without.json train.jsonl
    expect_code 3
    expect_error 'without.json has no stage "lexicon", so that it is not told which stages stand before it'
}

tells_what_it_cannot_learn_from() {
    { cat train.jsonl && echo '{"id": "x", "text": "Kia", "entities": [[0, 4]]}' && echo '{"text": 7}'; } >bad.jsonl
    leat train lexicon --out model bad.jsonl
    expect_code 1
    expect_error 'bad.jsonl:4: gold: field "entities", annotation 0 ends behind the text'
    expect_error 'bad.jsonl:5: jsonl: line 5, column 10: field "text" holds a number'
    expect_error '2 documents could not be learned from'
    [ -s model ] || echo "there is no model"
}

leaves_the_old_model() {
    echo old >model
    leat train lexicon --out model --options '{"broken": true}' train.jsonl
    expect_code 3
    expect_error "lexicon can't be trained: it is broken"
    leat train lexicon --out model missing.jsonl
    expect_code 3
    expect_error "missing.jsonl: files: can't be read"
    expect_text model old
    leat train lexicon --out nowhere/model train.jsonl
    expect_code 3
    expect_error "nowhere/model: can't make a file beside it"
}

# ends_when_interrupted: a first signal while it learns ends it after the epoch, with a model.
ends_when_interrupted() {
    local line
    rm -f model err
    mkfifo err
    "$LEAT" train lexicon --out model --options '{"endless": true}' train.jsonl 2>err &
    exec 4<err
    rm err
    while IFS= read -r -t 60 -u 4 line && [[ $line != 'epoch 1:'* ]]; do :; done
    kill -s INT $!
    cat <&4 >err
    exec 4<&-
    code=0
    wait $! || code=$?
    expect_code 0
    expect_error 'interrupted: it ends with what has been learned'
    [ -s model ] || echo "there is no model"
}

# refuses EXPECTED ARGUMENT...: what is wrong with a command line is told, and nothing is written.
refuses() {
    rm -f model
    leat train "${@:2}"
    expect_code 2
    expect_error "$1"
    [ ! -e model ] || echo "there is a model"
}

older_is_not_trained() {
    LEAT_PLUGIN_PATH=$faults refuses 'plugin "older" can'"'"'t be trained' older --out model train.jsonl
}

prove train same_seed_same_model
prove train tells_each_epoch
prove train reads_what_leat_reads
prove train annotates_as_the_pipeline
prove train tells_what_it_cannot_learn_from
prove train leaves_the_old_model
prove train ends_when_interrupted
prove train older_is_not_trained
prove train refuses 'plugin "tokeniz" in' tokeniz --out model train.jsonl
prove train refuses 'is of kind decoder and encoder; here belongs one of kind annotator' jsonl --out model train.jsonl
prove train refuses "can't be trained; those that can: " summarize --out model train.jsonl
prove train refuses 'it needs the PLUGIN, --out MODEL and DATA' lexicon train.jsonl
prove train refuses 'it needs the PLUGIN, --out MODEL and DATA' lexicon --out model
prove train refuses '--seed takes a whole number' lexicon --out model --seed -1 train.jsonl
prove train refuses '--epochs takes a whole number' lexicon --out model --epochs few train.jsonl
prove train refuses 'it knows no option --quick' lexicon --out model --quick train.jsonl
prove train refuses '--options:1:2: brokn' lexicon --out model --options '{"brokn": 1}' train.jsonl
prove train refuses '--options:1:2: model: training makes the model' lexicon --out model --options '{"model": "a"}' train.jsonl
prove train refuses '--options:1:1: expected an object' lexicon --out model --options '[]' train.jsonl

# --- names ----------------------------------------------------------------------------------------------------------------

# names_are_measured: a model of a few documents of the sample does on others what its last epoch told. Without values,
# before which a name gives way.
names_are_measured() {
    zcat "$here/../plugins/entities/sample/leat-written.jsonl.gz" >sample.jsonl
    head -n 40 sample.jsonl >few.jsonl
    tail -n 40 sample.jsonl >others.jsonl
    sed 's/{ "plugin": "lexicon", "model"/{ "plugin": "entities", "values": [], "model"/' p.json >names.json
    leat train entities --out model --epochs 1 --dev others.jsonl few.jsonl
    expect_code 0
    local told again
    told=$(sed -n 's/^epoch .*: F1 \([0-9.]*\),.*/\1/p' err | tail -n 1)
    leat eval --layer entity --labels PER,ORG,LOC,MISC --map NORP=MISC,EVENT=MISC,PRODUCT=MISC,WORK=MISC,LAW=MISC \
        names.json others.jsonl
    expect_code 0
    again=$(awk '$1 == "all" { print $4 }' out)
    [ "${told:-none}" = "$again" ] || echo "the last epoch told $told, and leat eval tells $again"
    leat train entities --out again --epochs 1 few.jsonl
    ! grep -q F1 err || echo "it tells of what was not measured"
    expect_same model again
}

prove names names_are_measured

# --- measuring ------------------------------------------------------------------------------------------------------------

# tells EXPECTED ARGUMENT...: the table is as in tests/learning/EXPECTED.
tells() {
    leat train lexicon --out model train.jsonl
    leat eval "${@:2}"
    expect_code 0
    [ -z "${UPDATE:-}" ] || cp out "$here/learning/$1"
    diff -u --label "$1" --label output "$here/learning/$1" out
}

tells_what_it_cannot_measure() {
    leat train lexicon --out model train.jsonl
    { cat gold.jsonl && echo '{"text": "Kia"}' && echo '{'; } >bad.jsonl
    leat eval p.json bad.jsonl
    expect_code 1
    expect_error 'bad.jsonl:3: gold: it has no field with gold for any layer that is measured'
    expect_error 'bad.jsonl:4: jsonl: line 4, column 2'
    expect_error '2 documents could not be measured'
    mv out got
    leat eval p.json gold.jsonl
    expect_same <(tail -n +2 out) <(tail -n +2 got)
    leat eval p.json missing.jsonl
    expect_code 3
    expect_error 'there is no document to measure'
    leat eval p.json - <gold.jsonl
    expect_code 0
    expect_same <(tail -n +2 out) <(tail -n +2 got)
}

# misuses EXPECTED ARGUMENT...
misuses() {
    leat eval "${@:2}"
    expect_code 2
    expect_error "$1"
    [ ! -s out ] || echo "there is output"
}

prove eval tells table.expected p.json gold.jsonl
prove eval tells mapped.expected --labels PER,LOC --map PERSON=PER,GPE=LOC --layer entity --errors 9 p.json gold.jsonl
prove eval tells two.expected --layer entity --layer token=tokens p.json gold.jsonl train.jsonl
prove eval tells json.expected --json --errors 2 p.json gold.jsonl
prove eval tells_what_it_cannot_measure
prove eval misuses 'it needs the PIPELINE and GOLD' p.json
prove eval misuses 'no stage of the pipeline gives layer "entitys"; did you mean "entity"?' --layer entitys p.json gold.jsonl
prove eval misuses '--map takes LABEL=OTHER, such as GPE=LOC, not "GPE"' --map GPE p.json gold.jsonl
prove eval misuses '--errors takes a whole number' --errors all p.json gold.jsonl
prove eval misuses 'it knows no option --error' --error p.json gold.jsonl
prove eval misuses 'no.json' no.json gold.jsonl

sum_up
