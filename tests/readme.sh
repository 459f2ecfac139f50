#!/usr/bin/env bash
# Proves what a README shows, in a copy of the tree: tests/readme.sh [README.md...]
#
# A fenced block that names a file behind its language ("```json news.json") is written to that file. A block
# "```console" is run: a line "$ COMMAND" must print the lines that follow it; "…" in them stands for anything.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- README.md plugins/README.md
passed=0 failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL

# Runs a command and compares what it prints.
prove() {
    local command=$1 expected=$2 output pattern
    output=$(bash -c "$command" 2>&1 </dev/null || echo "exit code $?" && echo .)
    output=${output%.}
    pattern=$(printf '%s' "$expected" | sed 's/[][\\*?]/\\&/g; s/…/*/g' && echo .)
    [[ $output != ${pattern%.} ]] || { passed=$((passed + 1)) && return; }
    failed=$((failed + 1))
    printf 'FAIL %s: $ %s\n' "$readme" "$command"
    diff -u --label README --label output <(printf '%s' "$expected") <(printf '%s' "$output") || true
}

# Runs the commands of one console block.
run_block() {
    local line command='' expected=''
    while IFS= read -r line; do
        if [[ $line == '$ '* ]]; then
            [ -z "$command" ] || prove "$command" "$expected"
            command=${line#'$ '} expected=''
        else
            expected+=$line$'\n'
        fi
    done
    prove "$command" "$expected"
}

# Goes through one README.
walk() {
    local line language file block
    while IFS= read -r line; do
        [[ $line == '```'?* ]] || continue
        read -r language file <<<"${line#'```'}"
        block=''
        while IFS= read -r line && [ "$line" != '```' ]; do
            block+=$line$'\n'
        done
        if [ "$language" = console ]; then
            run_block < <(printf '%s' "$block")
        elif [ -n "$file" ]; then
            mkdir -p "$(dirname "$file")"
            printf '%s' "$block" >"$file"
        fi
    done
}

for readme in "$@"; do
    rm -rf "$scratch/tree"
    tests/copy_tree.sh "$scratch/tree"
    pushd "$scratch/tree" >/dev/null
    walk <"$OLDPWD/$readme"
    popd >/dev/null
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
