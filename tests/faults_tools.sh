# Tools of tests/faults.sh and tests/hardships.sh, which run pipelines in a folder of their own. To be sourced.
#
# LEAT names the program (build/leat); its build's faults/ holds the plugins of tests/faults/. With names as arguments a
# script does only those of its tests.
set -uo pipefail
LEAT=$(realpath -e -- "${LEAT:-$(dirname "$0")/../build/leat}") || exit 1
export LEAT_PLUGIN_PATH=${LEAT%/*}/faults
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

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
    awk -v count="$1" -v word="${2:+ but $2}" 'BEGIN {
        for (i = 1; i <= count; i++)
            printf "{\"id\":\"d%d\",\"text\":\"In the café number %d nothing happens%s.\"}\n", i, i,
                i == int((count + 1) / 2) ? word : ""
    }'
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
# prove NAME COMMAND...: the command prints what is wrong, nothing where all is well.
prove() {
    wanted "$1" || return
    local wrong
    wrong=$("${@:2}" 2>&1)
    if [ -z "$wrong" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s (%s)\n%s\n' "$1" "${*:2}" "$wrong"
    fi
}

# wanted NAME: whether it is to be done.
wanted() {
    [ "$only" = "  " ] || [[ $only == *" $1 "* ]]
}

sum_up() {
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
