#!/usr/bin/env bash
# The habits that a machine can prove: tests/lint.sh [--in FOLDER] [CHECK...]
#
# Each check is a function below that prints what is wrong, nothing where all is well. Without a name all are run.
# tests/lint_fails.sh proves that each of them can fail.
set -uo pipefail
cd "$(dirname "$0")/.."
[ "${1:-}" != --in ] || { cd "$2" && shift 2; } || exit 1
shopt -s nullglob

sources() {
    find core plugins include tests -name '*.[ch]' | sort
}

# "file layer" for every row of the table in core/README.md, the layers numbered downwards.
layers() {
    awk -F'|' '/^\| [a-z]+ +\| `/ { n++; split($3, names, /[`, ]+/); for (i in names) if (names[i]) print names[i], n }' \
        core/README.md
}

# "file:line included" for every include of the given form: '"' or '<'.
includes() {
    local form=$1 && shift
    grep -nHE "^#include $form" "$@" | sed -E 's/^([^:]*:[0-9]*):#include .([^">]*).*/\1 \2/'
}

format() {
    sources | xargs clang-format --dry-run --Werror 2>&1 | grep 'error:'
}

tidy() {
    find core plugins -name '*.c' -not -path '*/gen/*' | sort |
        xargs -P "$(nproc)" -n 1 sh -c 'clang-tidy --quiet "$1" -- -std=c11 -D_GNU_SOURCE -DLEAT_VERSION="\"\"" \
            -Iinclude -Ibuild/gen/"$(basename "$(dirname "$1")")" 2>/dev/null' tidy | grep -E ': (warning|error):'
}

# A core file includes only files of its own layer and of those above it; each stands in the table.
core_layers() {
    local table file
    table=$(layers)
    for file in core/*.[ch]; do
        file=$(basename "${file%.*}")
        grep -q "^$file " <<<"$table" || echo "core/$file: not in the table of core/README.md"
    done | sort -u
    while read -r file _; do
        [ -e "core/$file.c" ] || [ -e "core/$file.h" ] || echo "core/README.md: there is no core/$file"
    done <<<"$table"
    includes '"' core/*.[ch] | awk -v table="$table" '
        BEGIN { n = split(table, row); for (i = 1; i < n; i += 2) layer[row[i]] = row[i + 1] }
        { split($1, at, ":"); from = at[1]; gsub(/^core\/|\.[ch]$/, "", from); to = $2; sub(/\.h$/, "", to) }
        !(to in layer) || layer[to] > layer[from] { print $1 ": may not include " $2 }'
}

# Each library has its door.
third_party() {
    includes '<' core/*.[ch] | grep 'cjson/' | grep -v '^core/json\.c:' | sed 's/$/: belongs in json.c/'
    includes '<' core/*.[ch] | grep ' dlfcn.h' | grep -v '^core/loader\.c:' | sed 's/$/: belongs in loader.c/'
    local flow
    flow=$(layers | awk '$2 >= flow { print $1 }' flow="$(layers | awk '$1 == "run" { print $2 }')" | paste -sd'|')
    includes '<' core/*.[ch] | grep ' uv.h' | grep -vE "^core/($flow)\.[ch]:" | sed 's/$/: belongs in the flow/'
}

# The contract stands on C11 alone.
contract() {
    local c11='assert|complex|ctype|errno|fenv|float|inttypes|iso646|limits|locale|math|setjmp|signal|stdalign|stdarg'
    c11+='|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string|tgmath|threads|time|uchar|wchar|wctype'
    includes '["<]' include/leat/*.h | grep -vE " (leat/[a-z]+|$c11)\.h$" | sed 's/$/: not of C11/'
}

# Plugins know the contract, the core knows no plugin by name ("text" and "file" are words of its own, too).
plugin_walls() {
    includes '"' plugins/*/*.[ch] | grep '/.*/.* .*/' | sed 's/$/: outside its folder/'
    local plugin use file
    for plugin in plugins/*/; do
        plugin=$(basename "$plugin") use=''
        [[ $plugin != text && $plugin != file ]] || use='(loader_find|strcmp)\(.*'
        for file in core/*.[ch]; do
            sed -E 's,(^ \*|/\*).*,,' "$file" | grep -nE "$use\"$plugin(\.so)?\"" |
                sed "s,.*,$file:&: names the plugin $plugin,"
        done
    done
}

# One exported symbol a plugin.
symbols() {
    local plugin symbol
    for plugin in build/plugins/*.so; do
        symbol=$(nm -D --defined-only "$plugin" | awk '{ print $3 }' | paste -sd' ')
        [ "$symbol" = leat_plugin_1 ] || echo "$plugin: exports $symbol"
    done
}

# No object of the core or of a plugin can be written to before it is allocated.
globals() {
    local object
    for object in build/core/*.o build/plugins/*/*.o build/gen/*/*.o; do
        objdump -t "$object" | awk -v object="$object" '
            / O / && / (\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && !/ \.data\.rel\.ro/ { print object ": can write to " $NF }'
    done
}

# Tests wait for what they wait for, not for time to pass; and nothing is put off in a comment.
waiting() {
    local later='TO''DO|FIX''ME|XX''X|HA''CK'
    grep -rnE --include='*.c' --include='*.sh' '\b(u|nano)?sleep\b *[(0-9.]' tests
    grep -srnwE --exclude-dir=build "$later" core plugins include tests Makefile .ci
}

[ $# -gt 0 ] || set -- format tidy core_layers third_party contract plugin_walls symbols globals waiting
passed=0 failed=0
for check in "$@"; do
    faults=$("$check")
    [ -n "$faults" ] || { passed=$((passed + 1)) && continue; }
    failed=$((failed + 1))
    printf 'FAIL %s\n%s\n' "$check" "$faults"
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
