#include "lexicon.h"

#include "row.h"

#include <stdlib.h>

enum { BITS = 16, SLOTS = 1 << BITS, WAYS = 8, ALL = (1 << OFFSETS) - 1 };

static void score(struct lexeme *lexeme, int distance, const struct attributes *attributes, const struct model *model)
{
    uint32_t rows[ATTRIBUTES];
    int16_t *scores = lexeme->scores[REACH + distance];
    memset(scores, 0, sizeof lexeme->scores[REACH + distance]);
    row_add_all(scores, model, rows, lexeme_rows(attributes, distance, model->row_count, rows));
}

/* Works out a lexeme, with the `wanted` scores and those that are `known` already. Most words only stand beside names:
 * the rest is left for when it is asked for. */
static void make_lexeme(struct lexeme *lexeme, const struct model *model, struct leat_string word, unsigned known,
                        unsigned wanted)
{
    struct attributes attributes;
    lexeme_read(lexeme, &attributes, model, word);
    for (int distance = -REACH; distance <= REACH; distance++)
        if ((wanted & ~known & lexeme_bit(distance)) != 0)
            score(lexeme, distance, &attributes, model);
    lexeme->known = (uint8_t)(known | wanted);
}

static void *make_array(size_t size)
{
    const size_t line = 64; /* of the machine's cache */
    void *array = aligned_alloc(line, SLOTS * size);
    if (array != NULL)
        memset(array, 0, SLOTS * size);
    return array;
}

bool lexicon_make(struct lexicon *lexicon, const struct model *model)
{
    *lexicon = (struct lexicon){.model = model};
    lexicon->keys = make_array(sizeof *lexicon->keys);
    lexicon->used = make_array(sizeof *lexicon->used);
    lexicon->lexemes = make_array(sizeof *lexicon->lexemes);
    make_lexeme(&lexicon->edge, model, (struct leat_string){"", 0}, 0, ALL);
    return lexicon->keys != NULL && lexicon->used != NULL && lexicon->lexemes != NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->lexemes);
    free(lexicon->used);
    free(lexicon->keys);
    *lexicon = (struct lexicon){0};
}

void lexicon_begin(struct lexicon *lexicon)
{
    lexicon->sentence++;
    if (lexicon->sentence == 0) { /* all count as old */
        memset(lexicon->used, 0, SLOTS * sizeof *lexicon->used);
        lexicon->sentence = 1;
    }
}

/* The slot of the set that was used longest ago; SLOTS where this sentence needs them all (only one of thousands of
 * names, or of words made to meet, does). */
static size_t oldest(const struct lexicon *lexicon, size_t set)
{
    size_t slot = set;
    for (size_t other = set + 1; other < set + WAYS; other++)
        if (lexicon->used[other] < lexicon->used[slot])
            slot = other;
    return lexicon->used[slot] < lexicon->sentence ? slot : SLOTS;
}

static struct lexeme *find_new(struct lexicon *lexicon, struct leat_doc *doc, size_t set, uint64_t key)
{
    const size_t slot = oldest(lexicon, set);
    struct lexeme *lexeme = slot < SLOTS ? &lexicon->lexemes[slot] : leat_doc_alloc(doc, sizeof *lexeme);
    if (lexeme != NULL)
        lexeme->known = 0;
    if (slot < SLOTS) {
        lexicon->keys[slot] = key;
        lexicon->used[slot] = lexicon->sentence;
    }
    return lexeme;
}

const struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, struct leat_string word, uint64_t key,
                                  unsigned wanted)
{
    const size_t set = (size_t)(key >> (64 - BITS)) & ~(size_t)(WAYS - 1);
    struct lexeme *lexeme = NULL;
    for (size_t i = 0; i < WAYS && lexeme == NULL; i++) {
        const size_t slot = set + ((key + i) & (WAYS - 1));
        if (lexicon->keys[slot] == key) {
            lexicon->used[slot] = lexicon->sentence;
            lexeme = &lexicon->lexemes[slot];
        }
    }
    if (lexeme == NULL)
        lexeme = find_new(lexicon, doc, set, key);
    if (lexeme != NULL && (wanted & ~(unsigned)lexeme->known) != 0)
        make_lexeme(lexeme, lexicon->model, word, lexeme->known, wanted);
    return lexeme;
}
