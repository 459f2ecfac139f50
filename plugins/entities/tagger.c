#include "tagger.h"

bool tagger_make(struct tagger *tagger, struct model model)
{
    *tagger = (struct tagger){.kernel = kernel_choose(false), .model = model};
    for (int before = 0; before < TAGS; before++)
        for (int tag = 0; tag < TAGS; tag++)
            tagger->follow[before][tag] = before + (tag_follows((unsigned)before, (unsigned)tag)
                                                        ? tagger->model.follow[before][tag] * (1 << KEY_SHIFT)
                                                        : KEY_NEVER);
    for (int tag = 0; tag < TAGS; tag++)
        tagger->alone[tag] = (tagger->follow[TAG_NONE][tag] & ~KEY_TAG) + (tagger->follow[tag][TAG_NONE] & ~KEY_TAG);
    return spellings_make(&tagger->spellings) && lexicon_make(&tagger->lexicon, &tagger->model, tagger->kernel);
}

void tagger_free(struct tagger *tagger)
{
    lexicon_free(&tagger->lexicon);
    spellings_free(&tagger->spellings);
    model_close(&tagger->model);
}

/* --- decoding ----------------------------------------------------------------------------------------------------- */

/* A word that can be part of a name, as the first reading leaves it to the second. */
struct target {
    uint32_t word; /* in the document */
    bool begins;   /* no target stands beside it on the left */
};

/* The targets of a document, as arrays side by side. */
struct targets {
    struct target *at;
    struct trace *traces;
    int16_t (*scores)[TAGS];
    uint8_t (*back)[TAGS];
    size_t count;
};

/* The tag of a target that stands alone. */
static uint8_t decode_one(const struct tagger *tagger, const int16_t score[TAGS])
{
    int32_t best = INT32_MIN;
    uint8_t tag = TAG_NONE;
    for (unsigned i = 0; i < TAGS; i++) {
        const int32_t whole = tagger->alone[i] + score[i] * (1 << KEY_SHIFT);
        tag = whole > best ? (uint8_t)i : tag;
        best = whole > best ? whole : best;
    }
    return tag;
}

/* Gives targets [from, to), which stand side by side, their tags. */
static void decode(const struct tagger *tagger, struct targets *targets, size_t from, size_t to,
                   const int16_t (*scores)[TAGS])
{
    int32_t last[TAGS], best = INT32_MIN;
    unsigned tag = TAG_NONE;
    if (to == from + 1) {
        targets->traces[from].tag = decode_one(tagger, scores[0]);
        return;
    }
    for (unsigned i = 0; i < TAGS; i++)
        last[i] = i == TAG_NONE ? 0 : KEY_NEVER;
    for (size_t i = from; i < to; i++)
        tagger->kernel->advance((const int32_t(*)[TAGS])tagger->follow, last, scores[i - from], targets->back[i]);
    for (unsigned end = 0; end < TAGS; end++)
        if (last[end] + tagger->follow[end][TAG_NONE] > best) {
            best = last[end] + tagger->follow[end][TAG_NONE];
            tag = end;
        }
    for (size_t i = to; i-- > from;) {
        targets->traces[i].tag = (uint8_t)tag;
        tag = targets->back[i][tag];
    }
}

/* --- the first reading -------------------------------------------------------------------------------------------- */

/* One sentence, as the first reading takes it up. */
struct scene {
    struct context context;
    size_t base;    /* the number of its first word in the document */
    uint32_t *near; /* its words that stand at most REACH away from a target; room for all */
    size_t near_count;
};

/* Takes up the targets, and the words near them with what is wanted of them: bit REACH + d tells whether the word d
 * before is a target. What is no target costs a few instructions and no guess at a branch. */
static void take_targets(struct scene *scene, struct targets *targets)
{
    struct seat *seats = scene->context.seats;
    const size_t count = scene->context.sentence->count;
    unsigned wanted = 0;
    size_t near = 0, taken = targets->count;
    for (size_t ahead = 0; ahead < REACH; ahead++)
        wanted = wanted << 1 | (ahead < count && seats[ahead].target);
    for (size_t at = 0; at < count; at++) {
        wanted = (wanted << 1 & ((1U << OFFSETS) - 1)) | (at + REACH < count && seats[at + REACH].target);
        seats[at].wanted = (uint8_t)wanted;
        scene->near[near] = (uint32_t)at;
        near += wanted != 0;
        targets->at[taken] = (struct target){(uint32_t)(scene->base + at), (wanted >> (REACH + 1) & 1) == 0};
        taken += wanted >> REACH & 1;
    }
    scene->near_count = near;
    targets->count = taken;
}

/* Looks up the lexemes of the targets and of the words around them. */
static bool find_lexemes(struct tagger *tagger, const struct reading *reading, const struct scene *scene)
{
    const struct sentence *sentence = scene->context.sentence;
    struct seat *seats = scene->context.seats;
    lexicon_begin(&tagger->lexicon);
    for (size_t i = 0; i < scene->near_count; i++)
        lexicon_expect(&tagger->lexicon, sentence->words[scene->near[i]].key);
    for (size_t i = 0; i < scene->near_count; i++) {
        const size_t at = scene->near[i];
        seats[at].lexeme = lexicon_find(&tagger->lexicon, reading->doc, sentence->words[at].key);
        if (seats[at].lexeme == NULL)
            return false;
    }
    for (size_t i = 0; i < scene->near_count; i++) {
        const size_t at = scene->near[i];
        lexicon_complete(&tagger->lexicon, seats[at].lexeme, word_text(sentence, at), seats[at].wanted);
    }
    return true;
}

/* Targets whose rows are on their way from the memory. */
enum { BATCH = 16 };

struct batch {
    uint32_t rows[BATCH][CONTEXT_ROWS];
    size_t row_counts[BATCH], count;
};

static void add_batch(const struct tagger *tagger, struct batch *batch, int16_t (*scores)[TAGS])
{
    for (size_t i = 0; i < batch->count; i++)
        tagger->kernel->add_rows(scores[i], tagger->model.rows, batch->rows[i], batch->row_counts[i]);
    batch->count = 0;
}

static void add_scores(int16_t *restrict sum, const int16_t *restrict more)
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        sum[tag] = (int16_t)(sum[tag] + more[tag]);
}

static void add_target(const struct tagger *tagger, const struct context *context, size_t at, struct batch *batch,
                       int16_t score[TAGS])
{
    uint32_t *rows = batch->rows[batch->count];
    const size_t count = context_rows(context, at, tagger->model.row_count, rows);
    for (size_t i = 0; i < count; i++)
        __builtin_prefetch(tagger->model.rows[rows[i]]);
    batch->row_counts[batch->count++] = count;
    memset(score, 0, sizeof(int16_t[TAGS]));
    for (int distance = -REACH; distance <= REACH; distance++)
        add_scores(score, context_lexeme(context, at, distance)->scores[REACH + distance]);
}

/* Sets the scores of the targets from `first` on. */
static void score_targets(const struct tagger *tagger, const struct scene *scene, struct targets *targets, size_t first)
{
    struct batch batch;
    batch.count = 0;
    for (size_t i = first; i < targets->count; i++) {
        const size_t at = targets->at[i].word - scene->base;
        const struct lexeme *lexeme = scene->context.seats[at].lexeme;
        targets->traces[i] = (struct trace){.hash = lexeme->hash, .shape = lexeme->shape};
        add_target(tagger, &scene->context, at, &batch, targets->scores[i]);
        if (batch.count == BATCH)
            add_batch(tagger, &batch, &targets->scores[i + 1 - BATCH]);
    }
    add_batch(tagger, &batch, &targets->scores[targets->count - batch.count]);
}

/* The end of the row of targets that begins with `from`. */
static size_t row_end(const struct targets *targets, size_t from)
{
    size_t to = from + 1;
    while (to < targets->count && !targets->at[to].begins)
        to++;
    return to;
}

static bool read_sentence(struct tagger *tagger, const struct reading *reading, struct scene *scene,
                          struct targets *targets)
{
    const size_t first = targets->count;
    context_read(&scene->context);
    take_targets(scene, targets);
    if (!find_lexemes(tagger, reading, scene))
        return false;
    score_targets(tagger, scene, targets, first);
    for (size_t from = first, to; from < targets->count; from = to) {
        to = row_end(targets, from);
        decode(tagger, targets, from, to, (const int16_t(*)[TAGS])targets->scores + from);
    }
    return true;
}

static bool read_first(struct tagger *tagger, const struct reading *reading, struct targets *targets)
{
    const unsigned bits = cases_bits(reading->doc->length);
    const size_t half = (size_t)1 << bits >> 6;
    struct seat *seats = leat_doc_alloc(reading->doc, (reading->longest + 1) * sizeof *seats);
    uint32_t *near = leat_doc_alloc(reading->doc, (reading->longest + 1) * sizeof *near);
    uint64_t *sets = leat_doc_alloc(reading->doc, 2 * half * sizeof *sets);
    if (seats == NULL || near == NULL || sets == NULL)
        return false;
    struct cases cases = {sets, sets + half, bits};
    memset(sets, 0, 2 * half * sizeof *sets);
    for (size_t i = 0; i < reading->count; i++)
        context_note_cases(&reading->sentences[i], &cases);
    for (size_t i = 0, base = 0; i < reading->count; base += reading->sentences[i++].count) {
        struct scene scene = {{&reading->sentences[i], seats, &tagger->lexicon.edge, &cases}, base, near, 0};
        if (!read_sentence(tagger, reading, &scene, targets))
            return false;
    }
    return true;
}

/* --- the second reading ------------------------------------------------------------------------------------------- */

/* Room for the second reading, for as many targets as stand side by side. */
struct again {
    struct recall recall;
    struct opinion *opinions;
    int16_t (*scores)[TAGS];
};

/* Reads targets [from, to) again where the rest of the document says something of them. */
static void read_again(const struct tagger *tagger, const struct again *again, struct targets *targets, size_t from,
                       size_t to)
{
    uint32_t rows[RECALL_ROWS];
    struct opinion *opinions = again->opinions;
    unsigned total = 0;
    for (size_t i = from; i < to; i++) {
        opinions[i - from] = recall_ask(&again->recall, &targets->traces[i]);
        total += opinions[i - from].total;
    }
    if (total == 0)
        return;
    for (size_t i = from; i < to; i++) {
        const struct opinion *self = &opinions[i - from];
        const size_t count = recall_rows(i > from ? self - 1 : NULL, self, i + 1 < to ? self + 1 : NULL,
                                         targets->traces[i].shape, tagger->model.row_count, rows);
        memcpy(again->scores[i - from], targets->scores[i], sizeof *again->scores);
        tagger->kernel->add_rows(again->scores[i - from], tagger->model.rows, rows, count);
    }
    decode(tagger, targets, from, to, (const int16_t(*)[TAGS])again->scores);
}

static bool read_second(const struct tagger *tagger, const struct reading *reading, struct targets *targets)
{
    struct leat_doc *doc = reading->doc;
    const unsigned bits = recall_bits(targets->count);
    struct again again = {
        .recall = {leat_doc_alloc(doc, sizeof *again.recall.memories << bits), bits},
        .opinions = leat_doc_alloc(doc, (reading->longest + 1) * sizeof *again.opinions),
        .scores = leat_doc_alloc(doc, (reading->longest + 1) * sizeof *again.scores),
    };
    if (again.recall.memories == NULL || again.opinions == NULL || again.scores == NULL)
        return false;
    memset(again.recall.memories, 0, sizeof *again.recall.memories << bits);
    for (size_t i = 0; i < targets->count; i++)
        recall_note(&again.recall, &targets->traces[i]);
    for (size_t from = 0, to; from < targets->count; from = to) {
        to = row_end(targets, from);
        read_again(tagger, &again, targets, from, to);
    }
    return true;
}

uint8_t *tagger_read(struct tagger *tagger, const struct reading *reading)
{
    struct leat_doc *doc = reading->doc;
    const size_t room = reading->words + 1;
    struct targets targets = {
        .at = leat_doc_alloc(doc, room * sizeof *targets.at),
        .traces = leat_doc_alloc(doc, room * sizeof *targets.traces),
        .scores = leat_doc_alloc(doc, room * sizeof *targets.scores),
        .back = leat_doc_alloc(doc, room * sizeof *targets.back),
    };
    uint8_t *tags = leat_doc_alloc(doc, room);
    if (targets.at == NULL || targets.traces == NULL || targets.scores == NULL || targets.back == NULL ||
        tags == NULL || !read_first(tagger, reading, &targets) || !read_second(tagger, reading, &targets))
        return NULL;
    memset(tags, TAG_NONE, room);
    for (size_t i = 0; i < targets.count; i++)
        tags[targets.at[i].word] = targets.traces[i].tag;
    return tags;
}
