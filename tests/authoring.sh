#!/usr/bin/env bash
# An author's first steps: installs Leat into a folder of its own, makes a plugin of every kind with `leat new`, outside
# the tree and in a copy of it, does with it what the command says, and tries what `leat new` must refuse.
set -uo pipefail
cd "$(dirname "$0")/.."
top=$PWD passed=0 failed=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset MAKEFLAGS MFLAGS MAKELEVEL DESTDIR PREFIX

# Counts what a command proves, and shows its output where it fails: prove WHAT COMMAND...
prove() {
    local what=$1 output && shift
    if output=$("$@" 2>&1); then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAIL %s\n%s\n' "$what" "$output"
    fi
}

# Does as `leat new` says: runs the commands that follow "next:".
follow() {
    local commands
    commands=$("$@") || return
    commands=$(sed -n 's/^  //p' <<<"$commands")
    [ "$(wc -l <<<"$commands")" = 2 ] || { echo "not two commands: $commands" && return 1; }
    bash -ec "$commands"
}

# A command must fail with this in its standard error: refuses TEXT COMMAND...
refuses() {
    local text=$1 output && shift
    if output=$("$@" 2>&1 >/dev/null); then
        echo "was not refused"
        return 1
    fi
    grep -F -- "$text" <<<"$output" >/dev/null || { echo "$output" && return 1; }
}

prove "make install" make -s install DESTDIR="$scratch/stage" PREFIX=/opt/leat
installed=$scratch/stage/opt/leat
export PATH=$installed/bin:$PATH PKG_CONFIG_PATH=$installed/lib/pkgconfig
tree=$scratch/tree
mkdir "$scratch/outside"
tests/copy_tree.sh "$tree"

for kind in source decoder annotator encoder sink; do
    cd "$scratch/outside"
    prove "new $kind, outside the tree" follow leat new "$kind" "my-$kind"
    cd "$tree"
    prove "new $kind, in the tree" follow build/leat new "$kind" "my_$kind"
done

cd "$scratch/outside"
prove "the name is filled in everywhere" test -z "$(grep -r '@NAME@' .; find . -name '*@NAME@*')"
prove "a folder of the same name" refuses "exists" leat new sink my-sink
prove "another folder" leat new sink other --dir "$scratch"
prove "it is there" test -f "$scratch/other/other.c"
prove "a kind that there is not" refuses 'did you mean "annotator"?' leat new anotator other
prove "a name with a slash" refuses "a-z" leat new sink ../other
prove "a name in capitals" refuses "a-z" leat new sink Other
prove "no name" refuses "see leat help new" leat new sink
prove "a folder that is not there" refuses "No such file" leat new sink other --dir nowhere

cd "$top"
prove "make uninstall" make -s uninstall DESTDIR="$scratch/stage" PREFIX=/opt/leat
prove "nothing is left" test -z "$(find "$installed" -type f)"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
