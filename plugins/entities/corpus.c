#include "corpus.h"

#include "gold.h"

#include <stdlib.h>

/* Room for `count` elements of `size` bytes. */
static bool grow(void *array, size_t *capacity, size_t count, size_t size)
{
    void **at = array;
    if (count <= *capacity)
        return true;
    const size_t more = count > 2 * *capacity ? count + 1024 : 2 * *capacity;
    void *larger = realloc(*at, more * size);
    if (larger == NULL)
        return false;
    *at = larger;
    *capacity = more;
    return true;
}

/* --- what a set marks --------------------------------------------------------------------------------------------- */

/* A set of documents is what comes from one origin. A group of names that it never marks is taken for unmarked there,
 * not for missing. */
struct set {
    struct leat_string origin;
    unsigned marked; /* groups, as bits */
};

enum { SETS_MAX = 256 };

struct sets {
    struct set at[SETS_MAX];
    size_t count;
};

static struct set *set_of(struct sets *sets, struct leat_string origin)
{
    for (size_t i = 0; i < sets->count; i++)
        if (leat_string_equal(sets->at[i].origin, origin))
            return &sets->at[i];
    if (sets->count == SETS_MAX)
        return &sets->at[SETS_MAX - 1];
    char *copy = malloc(origin.length + 1);
    if (copy == NULL)
        return NULL;
    memcpy(copy, origin.at, origin.length);
    sets->at[sets->count] = (struct set){.origin = {copy, origin.length}};
    return &sets->at[sets->count++];
}

static bool read_sets(struct sets *sets, const struct leat_training *training)
{
    for (size_t i = 0; i < training->count; i++) {
        const struct leat_doc *doc = leat_training_document(training, i);
        struct set *set = doc != NULL ? set_of(sets, doc->origin) : NULL;
        if (set == NULL)
            return false;
        const struct leat_layer gold = leat_doc_layer(doc, "gold:entity");
        for (size_t name = 0; name < gold.count; name++)
            set->marked |= gold_classify(doc, gold, name).groups;
    }
    return true;
}

/* --- one document ------------------------------------------------------------------------------------------------- */

/* Room for one document, used again for the next. */
struct room {
    struct word *words;
    uint32_t *capitals, *targets;
    uint64_t *keys;
    struct seat *seats;
    struct lexeme *lexemes;
    struct attributes *attributes;
    struct gold_word *gold;
    uint8_t *cases;
    size_t capacity, case_places;
};

static void free_room(struct room *room)
{
    free(room->cases);
    free(room->gold);
    free(room->attributes);
    free(room->lexemes);
    free(room->seats);
    free(room->keys);
    free(room->targets);
    free(room->capitals);
    free(room->words);
    *room = (struct room){0};
}

static bool make_room(struct room *room, size_t words, size_t case_places)
{
    if (room->words != NULL && words <= room->capacity && case_places <= room->case_places)
        return true;
    free_room(room);
    room->capacity = 2 * words + 1024;
    room->case_places = case_places;
    room->words = malloc(room->capacity * sizeof *room->words);
    room->capitals = malloc(room->capacity * sizeof *room->capitals);
    room->targets = malloc(room->capacity * sizeof *room->targets);
    room->keys = malloc(room->capacity * sizeof *room->keys);
    room->seats = malloc(room->capacity * sizeof *room->seats);
    room->lexemes = malloc(room->capacity * sizeof *room->lexemes);
    room->attributes = malloc(room->capacity * sizeof *room->attributes);
    room->gold = malloc(room->capacity * sizeof *room->gold);
    room->cases = malloc(case_places * sizeof *room->cases);
    return room->words != NULL && room->capitals != NULL && room->targets != NULL && room->keys != NULL &&
           room->seats != NULL && room->lexemes != NULL && room->attributes != NULL && room->gold != NULL &&
           room->cases != NULL;
}

struct reader {
    struct corpus *corpus;
    const struct model *clusters;
    uint32_t row_count;
    struct room room;
    struct spellings spellings;
    struct lexeme edge;
    struct attributes edge_attributes;
};

enum { ROWS_MAX = OFFSETS * ATTRIBUTES + CONTEXT_ROWS };

/* Sets the lexemes of the targets and of the words around them. */
static void read_lexemes(struct reader *reader, struct context *context)
{
    const size_t count = context->sentence->count;
    for (size_t i = 0, at = 0; i < context->count; i++) {
        const size_t target = context->targets[i];
        at = target > at + REACH ? target - REACH : at;
        for (; at <= target + REACH && at < count; at++) {
            lexeme_read(&reader->room.lexemes[at], &reader->room.attributes[at], reader->clusters,
                        word_text(context->sentence, at), context->sentence->words[at].spelling.lists);
            context->seats[at].lexeme = &reader->room.lexemes[at];
        }
    }
}

/* As lexeme_rows, with marks. */
static size_t add_word(const struct attributes *attributes, int distance, uint32_t row_count, uint32_t *rows)
{
    const unsigned far = (unsigned)(distance < 0 ? -distance : distance);
    const size_t count = lexeme_rows(attributes, distance, row_count, rows);
    for (size_t i = 0; i < attributes->count; i++)
        if (far <= attributes->reach[i])
            *rows++ |= attributes->listed[i] ? ROW_LISTED : 0;
    return count;
}

static bool add_target(struct reader *reader, const struct context *context, size_t at)
{
    struct corpus *corpus = reader->corpus;
    struct target target = {.rows = corpus->row_count, .allowed = reader->room.gold[at].allowed};
    if (!grow(&corpus->rows, &corpus->row_capacity, corpus->row_count + ROWS_MAX, sizeof *corpus->rows) ||
        !grow(&corpus->targets, &corpus->target_capacity, corpus->target_count + 1, sizeof *corpus->targets) ||
        !grow(&corpus->traces, &corpus->trace_capacity, corpus->target_count + 1, sizeof *corpus->traces))
        return false;
    uint32_t *rows = corpus->rows + corpus->row_count;
    size_t count = 0;
    for (int distance = -REACH; distance <= REACH; distance++) {
        const size_t place = at + (size_t)distance;
        const struct attributes *attributes =
            place < context->sentence->count ? &reader->room.attributes[place] : &reader->edge_attributes;
        count += add_word(attributes, distance, reader->row_count, rows + count);
    }
    count += context_rows(context, at, reader->row_count, rows + count);
    for (uint32_t lists = context->seats[at].phrase, i = 0; lists != 0; lists &= lists - 1, i += 2) {
        rows[count - 1 - i] |= ROW_LISTED;
        rows[count - 2 - i] |= ROW_LISTED;
    }
    target.count = (uint16_t)count;
    corpus->row_count += count;
    corpus->traces[corpus->target_count] =
        (struct trace){.hash = context->seats[at].lexeme->hash, .shape = context->seats[at].lexeme->shape};
    corpus->targets[corpus->target_count++] = target;
    return true;
}

/* Whether some legal row of tags is allowed. */
static bool possible(const struct gold_word *gold, size_t count)
{
    unsigned reached = 1u << TAG_NONE;
    for (size_t i = 0; i <= count; i++) {
        unsigned next = 0;
        for (unsigned tag = 0; tag < TAGS; tag++)
            for (unsigned before = 0; before < TAGS; before++)
                if ((reached >> before & 1) != 0 && tag_follows(before, tag))
                    next |= 1u << tag;
        reached = next & (i < count ? gold[i].allowed : 1u << TAG_NONE);
    }
    return reached != 0;
}

static bool add_example(struct reader *reader, const struct sentence *sentence, size_t at)
{
    struct corpus *corpus = reader->corpus;
    const struct gold_word *gold = &reader->room.gold[at];
    if (!grow(&corpus->rows, &corpus->row_capacity, corpus->row_count + KIND_ROWS, sizeof *corpus->rows) ||
        !grow(&corpus->examples, &corpus->example_capacity, corpus->example_count + 1, sizeof *corpus->examples))
        return false;
    const size_t count = names_kind_rows(sentence, at, at + gold->length, reader->clusters, reader->row_count,
                                         corpus->rows + corpus->row_count);
    corpus->examples[corpus->example_count++] = (struct example){corpus->row_count, (uint16_t)count, gold->kind};
    corpus->row_count += count;
    return true;
}

static bool add_stretch(struct reader *reader, const struct context *context, size_t at, size_t end)
{
    struct corpus *corpus = reader->corpus;
    if (!grow(&corpus->stretches, &corpus->stretch_capacity, corpus->stretch_count + 1, sizeof *corpus->stretches))
        return false;
    corpus->stretches[corpus->stretch_count++] = (struct stretch){corpus->target_count, (uint32_t)(end - at)};
    corpus->longest = end - at > corpus->longest ? end - at : corpus->longest;
    for (; at < end; at++)
        if (!add_target(reader, context, at))
            return false;
    return true;
}

static bool add_sentence(struct reader *reader, struct context *context)
{
    const struct sentence *sentence = context->sentence;
    read_lexemes(reader, context);
    for (size_t i = 0; i < context->count;) {
        const size_t at = context->targets[i];
        size_t end = at;
        for (; i < context->count && context->targets[i] == end; i++)
            end++;
        if (possible(reader->room.gold + at, end - at) && !add_stretch(reader, context, at, end))
            return false;
    }
    for (size_t at = 0; at < sentence->count; at++)
        if (reader->room.gold[at].kind != 0 && !add_example(reader, sentence, at))
            return false;
    return true;
}

static bool add_document(struct reader *reader, const struct leat_doc *doc, unsigned marked, uint32_t set)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    const struct leat_layer gold = leat_doc_layer(doc, "gold:entity");
    struct corpus *corpus = reader->corpus;
    const unsigned bits = cases_bits(doc->length);
    if (!make_room(&reader->room, sentence_room(doc, tokens), (size_t)1 << bits) ||
        !grow(&corpus->articles, &corpus->article_capacity, corpus->article_count + 1, sizeof *corpus->articles))
        return false;
    struct article article = {
        .first = corpus->stretch_count, .first_example = corpus->example_count, .set = set, .marked = marked};
    struct cases cases = {reader->room.cases, 64 - bits};
    struct sentence sentence = {.spellings = reader->spellings,
                                .keys = reader->room.keys,
                                .cases = cases,
                                .words = reader->room.words,
                                .capitals = reader->room.capitals};
    struct context context = {
        .sentence = &sentence, .seats = reader->room.seats, .targets = reader->room.targets, .edge = &reader->edge};
    memset(cases.at, 0, (size_t)1 << bits);
    sentence_keys(doc, tokens, reader->spellings, reader->room.keys);
    for (size_t i = 0, next = 0; i < sentences.count; i++)
        sentence_read(&sentence, doc, tokens, sentences.spans[i], &next); /* which notes the cases */
    for (size_t i = 0, next = 0, name = 0; i < sentences.count; i++) {
        sentence_read(&sentence, doc, tokens, sentences.spans[i], &next);
        context_read(&context);
        gold_read(&sentence, doc, gold, ~marked, &name, reader->room.gold);
        if (!add_sentence(reader, &context))
            return false;
    }
    article.end = corpus->stretch_count;
    article.end_example = corpus->example_count;
    corpus->articles[corpus->article_count++] = article;
    return true;
}

bool corpus_read(struct corpus *corpus, const struct leat_training *training, const struct model *clusters,
                 uint32_t row_count, const char *guide)
{
    struct reader reader = {.corpus = corpus, .clusters = clusters, .row_count = row_count};
    struct sets *sets = calloc(1, sizeof *sets);
    bool good = sets != NULL && spellings_make(&reader.spellings, NULL) && read_sets(sets, training);
    lexeme_read(&reader.edge, &reader.edge_attributes, clusters, (struct leat_string){"", 0}, 0);
    for (size_t i = 0; good && i < training->count; i++) {
        const struct leat_doc *doc = leat_training_document(training, i);
        const struct set *set = doc != NULL ? set_of(sets, doc->origin) : NULL;
        good = set != NULL;
        if (!good)
            break;
        const bool home = guide == NULL || memmem(doc->origin.at, doc->origin.length, guide, strlen(guide)) != NULL;
        good = add_document(&reader, doc, set->marked, home ? 0 : (uint32_t)(set - sets->at) + 1);
    }
    free_room(&reader.room);
    spellings_free(&reader.spellings);
    for (size_t i = 0; sets != NULL && i < sets->count; i++)
        free((void *)sets->at[i].origin.at);
    free(sets);
    return good;
}

void corpus_free(struct corpus *corpus)
{
    free(corpus->rows);
    free(corpus->targets);
    free(corpus->traces);
    free(corpus->examples);
    free(corpus->stretches);
    free(corpus->articles);
    *corpus = (struct corpus){0};
}
