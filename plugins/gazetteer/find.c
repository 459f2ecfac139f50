#include "find.h"

void find_begin(struct finder *finder, struct leat_string text)
{
    finder->words = (struct words){.text = text};
    finder->first = finder->count = 0;
}

/* Word `index` from the one at which is looked, NULL behind the last. */
static const struct word *peek(struct finder *finder, size_t index)
{
    while (finder->count <= index) {
        if (!words_next(&finder->words, &finder->ring[(finder->first + finder->count) % AHEAD]))
            return NULL;
        finder->count++;
    }
    return &finder->ring[(finder->first + index) % AHEAD];
}

/* A path in the lexicon, and the best that was found on it. */
struct path {
    uint64_t hash;
    uint32_t begin, value;
    bool first; /* at its first word */
    const struct lexicon_entry *entry;
    uint32_t end;
};

/* Goes on to a word of this hash; if a phrase ends there, it is the best one that ends at `end`. Returns the hash. */
static uint64_t step(const struct finder *finder, struct path *path, uint64_t word, bool spaced, uint32_t end)
{
    const uint64_t hash = phrase_hash(path->hash, word, spaced);
    path->value = path->first && !lexicon_begins(finder->lexicon, word) ? 0 : lexicon_find(finder->lexicon, hash);
    if ((path->value & ~LEXICON_ON) == 0 || (path->entry != NULL && end <= path->end))
        return hash;
    const struct leat_string text = {finder->words.text.at + path->begin, end - path->begin};
    const struct lexicon_entry *entry = lexicon_entry(finder->lexicon, path->value, hash, text);
    if (entry != NULL) {
        path->entry = entry;
        path->end = end;
    }
    return hash;
}

static bool is_s(char byte)
{
    return (byte | 0x20) == 's';
}

/* How many bytes of a possessive ending ('s, ’s) a word has. */
static uint32_t possessive(const char *at, uint32_t length)
{
    if (length < 3 || !is_s(at[length - 1]))
        return 0;
    if (at[length - 2] == '\'')
        return 2;
    return length > 4 && memcmp(at + length - 4, "’", 3) == 0 ? 4 : 0;
}

/* The word as it would be in the singular: without -s, without -es, with -y for -ies. */
static void step_singulars(const struct finder *finder, struct path *path, const struct word *word, bool spaced)
{
    const char *at = finder->words.text.at + word->begin;
    const uint32_t length = word->end - word->begin;
    char copy[WORD_MAX];
    if (length < 4 || length > WORD_MAX || !is_s(at[length - 1]))
        return;
    (void)step(finder, path, words_hash(at, length - 1), spaced, word->end);
    if ((at[length - 2] | 0x20) != 'e')
        return;
    (void)step(finder, path, words_hash(at, length - 2), spaced, word->end);
    if ((at[length - 3] | 0x20) != 'i')
        return;
    memcpy(copy, at, length - 3);
    copy[length - 3] = 'y';
    (void)step(finder, path, words_hash(copy, length - 2), spaced, word->end);
}

/* Tries the word without its endings: a phrase may end here, but goes no further. */
static void step_stems(const struct finder *finder, struct path *path, const struct word *word, bool spaced)
{
    const char *at = finder->words.text.at + word->begin;
    struct word stem = *word;
    const uint32_t cut = finder->possessive ? possessive(at, word->end - word->begin) : 0;
    if (cut > 0 && word->end - word->begin <= WORD_MAX) {
        stem.end -= cut;
        (void)step(finder, path, words_hash(at, stem.end - stem.begin), spaced, stem.end);
    }
    if (finder->plural)
        step_singulars(finder, path, &stem, spaced);
}

/* Whether a phrase may begin with this word; most words are done with here. */
static bool may_begin(const struct finder *finder, const struct word *word)
{
    return lexicon_begins(finder->lexicon, word->hash) || is_s(finder->words.text.at[word->end - 1]);
}

/* The longest phrase that begins with the word at which is looked. */
static bool find_phrase(struct finder *finder, struct find *find)
{
    struct path path = {.hash = PHRASE_START, .begin = peek(finder, 0)->begin, .entry = NULL};
    for (size_t i = 0; i < PHRASE_WORDS; i++) {
        const struct word *word = peek(finder, i);
        if (word == NULL || (i > 0 && word->parted))
            break;
        const bool spaced = i > 0 && word->spaced;
        path.first = i == 0;
        const uint64_t hash = step(finder, &path, word->hash, spaced, word->end);
        const bool on = (path.value & LEXICON_ON) != 0;
        if (is_s(finder->words.text.at[word->end - 1]))
            step_stems(finder, &path, word, spaced);
        if (!on)
            break;
        path.hash = hash;
    }
    if (path.entry == NULL)
        return false;
    *find = (struct find){{path.begin, path.end}, path.entry->facts};
    return true;
}

/* Leaves the words before `end`. */
static void leave(struct finder *finder, uint32_t end)
{
    while (finder->count > 0 && finder->ring[finder->first].begin < end) {
        finder->first = (finder->first + 1) % AHEAD;
        finder->count--;
    }
    if (finder->count == 0 && finder->words.at < end)
        finder->words.at = end;
}

bool find_next(struct finder *finder, struct find *find)
{
    for (const struct word *word; (word = peek(finder, 0)) != NULL; leave(finder, word->begin + 1)) {
        const uint32_t begin = word->begin;
        uint32_t pattern;
        bool found = may_begin(finder, word) && find_phrase(finder, find);
        if (finder->automaton != NULL &&
            automaton_begins(finder->automaton, (unsigned char)finder->words.text.at[begin])) {
            const size_t end = automaton_match(finder->automaton, finder->words.text, begin, &pattern);
            if (end > (found ? find->span.end : begin)) {
                *find = (struct find){{begin, (uint32_t)end}, finder->program->facts[pattern]};
                found = true;
            }
        }
        if (found) {
            leave(finder, find->span.end);
            return true;
        }
    }
    return false;
}
