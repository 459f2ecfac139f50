#!/usr/bin/env bash
# Copies the tree with what is built of it (no variants), for tests that write to it: tests/copy_tree.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/.."
mkdir -p "$1/build"
cp -Rp Makefile core include plugins tests seeds "$1/"
for part in leat libcore.a core gen plugins templates; do
    [ ! -e "build/$part" ] || cp -Rp "build/$part" "$1/build/"
done
