#include "lexicon.h"

#include "huge.h"

enum { SETS = 1 << LEXICON_BITS, ALL = (1 << OFFSETS) - 1 };
enum { LINE = 64 }; /* bytes of the machine's cache that are fetched together */

/* Most words only stand beside names: scores that were not wanted yet are left out. */
void lexicon_work_out(const struct lexicon *lexicon, struct lexeme *lexeme, struct leat_string word, uint32_t lists,
                      unsigned wanted, struct batch *batch)
{
    struct attributes attributes;
    wanted &= ~(unsigned)lexeme->known;
    if (wanted == 0)
        return;
    lexeme_read(lexeme, &attributes, lexicon->model, word, lists);
    for (int distance = -REACH; distance <= REACH; distance++)
        if ((wanted & lexeme_bit(distance)) != 0) {
            int16_t *scores = lexeme->scores[REACH + distance];
            memset(scores, 0, sizeof lexeme->scores[0]);
            batch_take(batch, lexeme_rows(&attributes, distance, lexicon->model->row_count, batch_rows(batch)), scores);
        }
    lexeme->known |= (uint8_t)wanted;
}

bool lexicon_make(struct lexicon *lexicon, const struct model *model, const struct kernel *kernel)
{
    struct batch batch;
    *lexicon = (struct lexicon){.model = model};
    lexicon->sets = aligned_alloc(LINE, SETS * sizeof *lexicon->sets);
    lexicon->lexemes = huge_make((size_t)SETS * LEXICON_WAYS * sizeof *lexicon->lexemes);
    batch_begin(&batch, kernel, model);
    lexicon_work_out(lexicon, &lexicon->edge, (struct leat_string){"", 0}, 0, ALL, &batch);
    batch_end(&batch);
    if (lexicon->sets == NULL || lexicon->lexemes == NULL)
        return false;
    memset(lexicon->sets, 0, SETS * sizeof *lexicon->sets);
    return true;
}

void lexicon_free(struct lexicon *lexicon)
{
    free(lexicon->lexemes);
    free(lexicon->sets);
    *lexicon = (struct lexicon){0};
}

void lexicon_begin(struct lexicon *lexicon)
{
    if (++lexicon->passage != 0)
        return;
    for (size_t set = 0; set < SETS; set++) /* all count as old */
        for (size_t way = 0; way < LEXICON_WAYS; way++)
            lexicon->sets[set].ways[way].used = 0;
    lexicon->passage = 1;
}

/* The last that is free or not in use makes room. Only a passage of thousands of names, or of words made to meet, needs
 * all of a set at once: then a lexeme lasts no longer than the document. */
static struct lexeme *find_new(struct lexicon *lexicon, struct leat_doc *doc, struct lexicon_set *set, uint64_t key)
{
    struct lexicon_entry *entry = NULL;
    struct lexeme *lexeme;
    for (size_t way = LEXICON_WAYS; way-- > 0;)
        if (set->ways[way].key == 0 || (entry == NULL && set->ways[way].used != lexicon->passage))
            entry = &set->ways[way];
    if (entry == NULL) {
        lexeme = leat_doc_alloc(doc, sizeof *lexeme);
    } else {
        if (entry->key == 0)
            entry->place = lexicon->count++;
        entry->key = key;
        entry->used = lexicon->passage;
        lexeme = &lexicon->lexemes[entry->place];
    }
    if (lexeme != NULL)
        lexeme->known = 0;
    return lexeme;
}

struct lexeme *lexicon_find(struct lexicon *lexicon, struct leat_doc *doc, uint64_t key)
{
    struct lexicon_set *set = lexicon_set(lexicon, key);
    for (size_t way = 0; way < LEXICON_WAYS; way++)
        if (set->ways[way].key == key) {
            const struct lexicon_entry found = {key, set->ways[way].place, lexicon->passage};
            struct lexeme *lexeme = &lexicon->lexemes[found.place];
            for (size_t line = 0; line < sizeof *lexeme; line += LINE)
                __builtin_prefetch((const char *)lexeme + line);
            set->ways[way] = set->ways[way - (way > 0)];
            set->ways[way - (way > 0)] = found;
            return lexeme;
        }
    return find_new(lexicon, doc, set, key);
}
