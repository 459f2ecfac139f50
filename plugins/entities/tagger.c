#include "tagger.h"

#include "row.h"

enum leat_result tagger_make(struct tagger *tagger, const char *path, struct leat_error *error)
{
    *tagger = (struct tagger){.kernel = kernel_choose(false)};
    if (model_open(&tagger->model, path, error) != LEAT_OK)
        return LEAT_FATAL;
    for (int before = 0; before < TAGS; before++)
        for (int tag = 0; tag < TAGS; tag++)
            tagger->follow[before][tag] = before + (tag_follows((unsigned)before, (unsigned)tag)
                                                        ? tagger->model.follow[before][tag] * (1 << KEY_SHIFT)
                                                        : KEY_NEVER);
    for (int tag = 0; tag < TAGS; tag++)
        tagger->alone[tag] = (tagger->follow[TAG_NONE][tag] & ~KEY_TAG) + (tagger->follow[tag][TAG_NONE] & ~KEY_TAG);
    if (spellings_make(&tagger->spellings) && lexicon_make(&tagger->lexicon, &tagger->model))
        return LEAT_OK;
    tagger_free(tagger);
    return leat_fail(error, LEAT_FATAL, "there is no memory for the words of the model");
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

/* Says which words stand at most REACH away from a target: bit REACH + d of `wanted` tells of the word d before. */
static void want_lexemes(const struct tagger *tagger, struct context *context)
{
    const struct sentence *sentence = context->sentence;
    unsigned wanted = 0;
    for (size_t ahead = 0; ahead < sentence->count + REACH; ahead++) {
        wanted = (wanted << 1 & ((1U << OFFSETS) - 1)) | (ahead < sentence->count && context->seats[ahead].target);
        if (ahead < REACH)
            continue;
        context->seats[ahead - REACH].wanted = (uint8_t)wanted;
        if (wanted != 0)
            lexicon_expect(&tagger->lexicon, sentence->words[ahead - REACH].key);
    }
}

/* Looks up the lexemes of the targets and of the words around them. */
static bool find_lexemes(struct tagger *tagger, const struct reading *reading, struct context *context)
{
    const struct sentence *sentence = context->sentence;
    struct seat *seats = context->seats;
    lexicon_begin(&tagger->lexicon);
    want_lexemes(tagger, context);
    for (size_t at = 0; at < sentence->count; at++) {
        if (seats[at].wanted == 0)
            continue;
        seats[at].lexeme = lexicon_find(&tagger->lexicon, reading->doc, sentence->words[at].key);
        if (seats[at].lexeme == NULL)
            return false;
    }
    for (size_t at = 0; at < sentence->count; at++)
        if (seats[at].wanted != 0)
            lexicon_complete(&tagger->lexicon, seats[at].lexeme, word_text(sentence, at), seats[at].wanted);
    return true;
}

/* Targets whose rows are on their way from the memory. */
enum { BATCH = 16 };

struct batch {
    uint32_t rows[BATCH][CONTEXT_ROWS];
    size_t row_counts[BATCH], count;
};

static void add_batch(const struct tagger *tagger, struct batch *batch, struct targets *targets)
{
    int16_t(*scores)[TAGS] = targets->scores + targets->count - batch->count;
    for (size_t i = 0; i < batch->count; i++)
        tagger->kernel->add_rows(scores[i], tagger->model.rows, batch->rows[i], batch->row_counts[i]);
    batch->count = 0;
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
        row_add(score, context_lexeme(context, at, distance)->scores[REACH + distance]);
}

/* Takes up the targets of a sentence with their scores. */
static void score_sentence(const struct tagger *tagger, const struct context *context, struct targets *targets,
                           size_t base)
{
    const size_t count = context->sentence->count;
    struct batch batch;
    batch.count = 0;
    for (size_t at = 0; at < count; at++) {
        if (!context->seats[at].target)
            continue;
        const struct lexeme *lexeme = context->seats[at].lexeme;
        const size_t i = targets->count;
        targets->at[i] = (struct target){(uint32_t)(base + at), at == 0 || !context->seats[at - 1].target};
        targets->traces[i] = (struct trace){.hash = lexeme->hash, .shape = lexeme->shape};
        add_target(tagger, context, at, &batch, targets->scores[i]);
        targets->count++;
        if (batch.count == BATCH)
            add_batch(tagger, &batch, targets);
    }
    add_batch(tagger, &batch, targets);
}

/* The end of the row of targets that begins with `from`. */
static size_t row_end(const struct targets *targets, size_t from)
{
    size_t to = from + 1;
    while (to < targets->count && !targets->at[to].begins)
        to++;
    return to;
}

static void read_sentence(const struct tagger *tagger, const struct context *context, struct targets *targets,
                          size_t base)
{
    size_t from = targets->count;
    score_sentence(tagger, context, targets, base);
    for (size_t to; from < targets->count; from = to) {
        to = row_end(targets, from);
        decode(tagger, targets, from, to, (const int16_t(*)[TAGS])targets->scores + from);
    }
}

static bool read_first(struct tagger *tagger, const struct reading *reading, struct targets *targets)
{
    const unsigned bits = cases_bits(reading->doc->length);
    const size_t half = (size_t)1 << bits >> 6;
    struct seat *seats = leat_doc_alloc(reading->doc, (reading->longest + 1) * sizeof *seats);
    uint64_t *sets = leat_doc_alloc(reading->doc, 2 * half * sizeof *sets);
    if (seats == NULL || sets == NULL)
        return false;
    struct cases cases = {sets, sets + half, bits};
    memset(sets, 0, 2 * half * sizeof *sets);
    for (size_t i = 0; i < reading->count; i++)
        context_note_cases(&reading->sentences[i], &cases);
    for (size_t i = 0, base = 0; i < reading->count; base += reading->sentences[i++].count) {
        struct context context = {&reading->sentences[i], seats, &tagger->lexicon.edge, &cases};
        context_read(&context);
        if (!find_lexemes(tagger, reading, &context))
            return false;
        read_sentence(tagger, &context, targets, base);
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
