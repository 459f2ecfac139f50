#!/usr/bin/env bash
# Makes background.txt of news in JSON lines: gen/count.sh <articles.jsonl >background.txt
# A line is a rarity (see background.h) and the words that have it, of those that 40 documents or more have. Each tenth
# document is left out, for measuring.
set -euo pipefail
export LC_ALL=C

# RARITY WORD, a line each
count() {
    awk 'NR % 10 == 0 { next }
    {
        documents++
        sub(/^.*"text": *"/, "")
        gsub(/\\u2019|\xe2\x80\x99/, "\047")
        gsub(/\\u[0-9a-f][0-9a-f][0-9a-f][0-9a-f]|\\./, " ")
        count = split(tolower($0), words, /[^a-z\047\x80-\xff-]+/)
        for (i = 1; i <= count; i++) {
            word = words[i]
            sub(/^[\047-]+/, "", word)
            sub(/(\047s|[\047-])+$/, "", word)
            if (word ~ /^[a-z]/ && length(word) > 1 && seen[word] != documents) {
                seen[word] = documents
                has[word]++
            }
        }
    }
    END {
        for (word in has)
            if (has[word] >= 40)
                print int(2 * log(documents / has[word]) / log(2) + 0.5) + 1, word
    }' | sort -k1,1n -k2,2
}

count | awk '
    $1 != rarity || length(line) + length($2) > 118 {
        if (NR > 1)
            print line
        line = rarity = $1
    }
    { line = line " " $2 }
    END { print line }'
