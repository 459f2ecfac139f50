#include "lexicon.h"

#include "row.h"

#include <stdlib.h>

/* A lexeme is found again in at most PROBES slots; past them (only words made to collide, or a sentence of thousands
 * of names) it is worked out anew. */
enum { BITS = 16, PROBES = 16, FULL = 1 << (BITS - 1) };

static void score(struct lexeme *lexeme, int distance, const struct attributes *attributes, const struct model *model)
{
    uint32_t rows[ATTRIBUTES];
    int16_t *scores = lexeme->scores[REACH + distance];
    memset(scores, 0, sizeof lexeme->scores[REACH + distance]);
    row_add_all(scores, model, rows, lexeme_rows(attributes, distance, model->row_count, rows));
}

/* Works out a lexeme. Most words only stand beside names: their own tags are left for when they are asked for. */
static void make_lexeme(struct lexeme *lexeme, const struct model *model, struct leat_string word, bool whole)
{
    struct attributes attributes;
    lexeme_read(lexeme, &attributes, model, word);
    for (int distance = -REACH; distance <= REACH; distance++)
        if (distance != 0 || whole)
            score(lexeme, distance, &attributes, model);
    lexeme->whole = whole;
}

bool lexicon_make(struct lexicon *lexicon, const struct model *model)
{
    *lexicon = (struct lexicon){.model = model};
    lexicon->hashes = calloc((size_t)1 << BITS, sizeof *lexicon->hashes);
    lexicon->lexemes = calloc((size_t)1 << BITS, sizeof *lexicon->lexemes);
    make_lexeme(&lexicon->edge, model, (struct leat_string){"", 0}, true);
    return lexicon->hashes != NULL && lexicon->lexemes != NULL;
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->lexemes);
    free(lexicon->hashes);
    *lexicon = (struct lexicon){0};
}

void lexicon_begin(struct lexicon *lexicon)
{
    if (lexicon->count < FULL)
        return;
    memset(lexicon->hashes, 0, sizeof *lexicon->hashes << BITS);
    lexicon->count = 0;
}

const struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, struct leat_string word, bool target)
{
    const uint64_t hash = hash_bytes(HASH_START, word.at, word.length) | 1;
    const size_t mask = ((size_t)1 << BITS) - 1;
    size_t slot = hash_slot(hash, BITS);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & mask) {
        if (lexicon->hashes[slot] == hash) {
            if (target && !lexicon->lexemes[slot].whole)
                make_lexeme(&lexicon->lexemes[slot], lexicon->model, word, true);
            return &lexicon->lexemes[slot];
        }
        if (lexicon->hashes[slot] != 0)
            continue;
        lexicon->hashes[slot] = hash;
        lexicon->count++;
        make_lexeme(&lexicon->lexemes[slot], lexicon->model, word, target);
        return &lexicon->lexemes[slot];
    }
    struct lexeme *lexeme = leat_doc_alloc(doc, sizeof *lexeme);
    if (lexeme != NULL)
        make_lexeme(lexeme, lexicon->model, word, target);
    return lexeme;
}
