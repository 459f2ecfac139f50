#!/usr/bin/env bash
# Proves that tests/lint.sh can fail: it must be content with a small sound tree, and tell each thing that breaks a rule
# in it.
set -uo pipefail
cd "$(dirname "$0")/.."
passed=0 failed=0
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT

# The sound tree: a file of an upper layer, one of a lower, a header of the contract, and a plugin.
sound_tree() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{core,include/leat,plugins/mill,tests,build/core,build/plugins/mill}
    cp .clang-format .clang-tidy "$tree/"
    printf '%s\n' '| base | `low` |' '| flow | `run`, `high` |' >"$tree/core/README.md"
    echo '#include <stddef.h>' >"$tree/include/leat/thing.h"
    echo '#include <uv.h>' >"$tree/core/high.h"
    echo '#include <string.h>' | tee "$tree/core/run.c" "$tree/core/low.c" >"$tree/core/low.h"
    printf '%s\n' '#include <leat/thing.h>' '' 'extern const int leat_plugin_1;' 'const int leat_plugin_1 = 1;' \
        >"$tree/plugins/mill/mill.c"
}

build() {
    (cd "$tree" && gcc -c -Iinclude core/low.c -o build/core/low.o &&
        gcc -c -fPIC -Iinclude plugins/mill/mill.c -o build/plugins/mill/mill.o &&
        gcc -shared build/plugins/mill/mill.o -o build/plugins/mill.so)
}

count() {
    if [ "$1" = yes ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAIL $2"
    fi
}

# With these lines at the end of a file a check must fail and name what is at fault: breaks CHECK NAMED FILE LINE...
breaks() {
    local check=$1 named=$2 file=$3 output fails=no
    sound_tree
    printf '%s\n' "${@:4}" >>"$tree/$file"
    [[ $check != symbols && $check != globals ]] || build
    output=$(tests/lint.sh --in "$tree" "$check") || { grep -qF -- "$named" <<<"$output" && fails=yes; }
    count $fails "$check does not mind this in $file: ${*:4}"
}

sound_tree
build
output=$(tests/lint.sh --in "$tree") && count yes || count no "the sound tree: $output"

breaks format core/low.c core/low.c 'int   spaced;'
breaks tidy core/low.c core/low.c 'int zero(void);' 'int zero(void)' '{' '    int none;' '    return &none == &none;' '}'
breaks core_layers core/low.c:2 core/low.c '#include "high.h"'
breaks core_layers core/extra core/extra.c '#include "low.h"'
breaks core_layers core/gone core/README.md '| cli | `gone` |'
breaks third_party core/low.c:2 core/low.c '#include <cjson/cJSON.h>'
breaks third_party core/low.c:2 core/low.c '#include <dlfcn.h>'
breaks third_party core/low.c:2 core/low.c '#include <uv.h>'
breaks contract thing.h:2 include/leat/thing.h '#include <unistd.h>'
breaks contract thing.h:2 include/leat/thing.h '#include "low.h"'
breaks plugin_walls mill.c:5 plugins/mill/mill.c '#include "../../core/low.h"'
breaks plugin_walls core/low.c:2 core/low.c 'static const char *favourite = "mill";'
breaks symbols mill.so plugins/mill/mill.c 'int second;'
breaks globals mill.o plugins/mill/mill.c 'static int calls = 1;' 'int call(void) { return calls++; }'
breaks globals low.o core/low.c 'static int calls;' 'int call(void) { return calls++; }'
breaks waiting tests/slow.c tests/slow.c 'void f(void) { usl''eep(10); }'
breaks waiting tests/slow.sh tests/slow.sh 'sle''ep 1'
breaks waiting core/low.c core/low.c '/* TO''DO */'

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
