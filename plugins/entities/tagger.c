#include "tagger.h"

#include <assert.h>

static_assert((int)CONTEXT_ROWS <= BATCH_ROWS && (int)ATTRIBUTES <= BATCH_ROWS && (int)RECALL_ROWS <= BATCH_ROWS,
              "a batch has room for the rows of a target, a word, an opinion");

bool tagger_make(struct tagger *tagger, struct model model, const struct terms *terms)
{
    *tagger = (struct tagger){.kernel = kernel_choose(false), .model = model};
    decoder_make(&tagger->decoder, tagger->kernel, &tagger->model);
    return spellings_make(&tagger->spellings, terms) && lexicon_make(&tagger->lexicon, &tagger->model, tagger->kernel);
}

void tagger_free(struct tagger *tagger)
{
    lexicon_free(&tagger->lexicon);
    spellings_free(&tagger->spellings);
    model_close(&tagger->model);
}

/* --- the first reading -------------------------------------------------------------------------------------------- */

/* The document, as the first reading goes through it. */
struct scene {
    const struct reading *reading;
    struct seat *seats; /* one for each word */
    uint32_t *targets;  /* of the sentence at hand; room for all words */
    uint32_t *near;     /* of the words at hand, those that stand at most REACH away from a target; room for all */
    size_t near_count;
};

/* Where a sentence stands in the document: its number, and that of its first word. */
struct place {
    size_t sentence, base;
};

/* Memory is far away: what a passage of so many words needs is fetched all at once. */
enum { PASSAGE_WORDS = 512 };

/* Takes up the targets of a sentence, and the words near them with what is wanted of them: bit REACH + d tells whether
 * the word d before is a target. */
static void take_targets(struct scene *scene, struct targets *targets, size_t base, const struct context *context)
{
    struct seat *seats = context->seats;
    const size_t count = context->sentence->count;
    for (size_t i = 0, behind = 0; i < context->count; i++) {
        const size_t at = context->targets[i], to = at + REACH + 1 < count ? at + REACH + 1 : count;
        const size_t from = at > REACH ? at - REACH : 0;
        targets->at[targets->count++] =
            (struct spot){(uint32_t)(base + at), i == 0 || context->targets[i - 1] + 1 < at, false};
        for (size_t near = from; near < to; near++) {
            const bool known = near < behind; /* as near to a target before */
            seats[near].wanted = (uint8_t)((known ? seats[near].wanted : 0) | 1U << (REACH + near - at));
            scene->near[scene->near_count] = (uint32_t)(base + near);
            scene->near_count += !known;
        }
        behind = to;
    }
}

/* Works out the scores that are wanted of the words at hand, of which `near` keeps those that lack some. */
static void work_out(const struct tagger *tagger, struct scene *scene, const struct sentence *all)
{
    const struct seat *seats = scene->seats;
    struct batch batch;
    size_t count = 0;
    for (size_t i = 0; i < scene->near_count; i++) {
        const size_t at = scene->near[i];
        if ((seats[at].wanted & ~(unsigned)seats[at].lexeme->known) != 0) {
            lexeme_expect(&tagger->model, word_text(all, at));
            scene->near[count++] = (uint32_t)at;
        }
    }
    batch_begin(&batch, tagger->kernel, &tagger->model);
    for (size_t i = 0; i < count; i++) {
        const size_t at = scene->near[i];
        lexicon_work_out(&tagger->lexicon, seats[at].lexeme, word_text(all, at), all->words[at].spelling.lists,
                         seats[at].wanted, &batch);
    }
    batch_end(&batch);
}

/* Looks up the lexemes of the targets and of the words around them. */
static bool find_lexemes(struct tagger *tagger, struct scene *scene)
{
    const struct sentence all = {.text = scene->reading->doc->text, .words = scene->reading->sentences[0].words};
    struct seat *seats = scene->seats;
    lexicon_begin(&tagger->lexicon);
    for (size_t i = 0; i < scene->near_count; i++)
        lexicon_expect(&tagger->lexicon, all.words[scene->near[i]].key);
    for (size_t i = 0; i < scene->near_count; i++) {
        const size_t at = scene->near[i];
        seats[at].lexeme = lexicon_find(&tagger->lexicon, scene->reading->doc, all.words[at].key);
        if (seats[at].lexeme == NULL)
            return false;
    }
    work_out(tagger, scene, &all);
    return true;
}

static void add_scores(int16_t *restrict sum, const int16_t *restrict more)
{
    for (unsigned tag = 0; tag < TAGS; tag++)
        sum[tag] = (int16_t)(sum[tag] + more[tag]);
}

static void add_target(const struct context *context, size_t at, struct batch *batch, int16_t score[TAGS])
{
    memset(score, 0, sizeof(int16_t[TAGS]));
    for (int distance = -REACH; distance <= REACH; distance++)
        add_scores(score, context_lexeme(context, at, distance)->scores[REACH + distance]);
    batch_take(batch, context_rows(context, at, batch->model->row_count, batch_rows(batch)), score);
}

static struct context context_at(const struct tagger *tagger, const struct scene *scene, struct place place)
{
    return (struct context){.sentence = &scene->reading->sentences[place.sentence],
                            .seats = scene->seats + place.base,
                            .targets = scene->targets,
                            .edge = &tagger->lexicon.edge};
}

/* The place behind the context's sentence. */
static struct place place_after(struct place place, const struct context *context)
{
    return (struct place){place.sentence + 1, place.base + context->sentence->count};
}

/* Sets the scores of the targets from `first` on, which stand in the sentence at `place` and behind it. */
static void score_targets(const struct tagger *tagger, const struct scene *scene, struct place place,
                          struct targets *targets, size_t first)
{
    struct batch batch;
    struct context context = context_at(tagger, scene, place);
    batch_begin(&batch, tagger->kernel, &tagger->model);
    for (size_t i = first; i < targets->count; i++) {
        while (targets->at[i].word - place.base >= context.sentence->count) {
            place = place_after(place, &context);
            context = context_at(tagger, scene, place);
        }
        const size_t at = targets->at[i].word - place.base;
        const struct lexeme *lexeme = context.seats[at].lexeme;
        targets->traces[i] = (struct trace){.hash = lexeme->hash, .shape = lexeme->shape};
        add_target(&context, at, &batch, targets->scores[i]);
    }
    batch_end(&batch);
}

/* Reads sentences from `*place` on, which moves behind them. */
static bool read_passage(struct tagger *tagger, struct scene *scene, struct targets *targets, struct place *place)
{
    const struct place begin = *place;
    const size_t first = targets->count;
    scene->near_count = 0;
    while (place->sentence < scene->reading->count && place->base - begin.base < PASSAGE_WORDS) {
        struct context context = context_at(tagger, scene, *place);
        context_read(&context);
        take_targets(scene, targets, place->base, &context);
        *place = place_after(*place, &context);
    }
    if (!find_lexemes(tagger, scene))
        return false;
    score_targets(tagger, scene, begin, targets, first);
    return true;
}

static bool read_first(struct tagger *tagger, const struct reading *reading, struct targets *targets)
{
    struct scene scene = {
        .reading = reading,
        .seats = leat_doc_alloc(reading->doc, (reading->words + 1) * sizeof *scene.seats),
        .targets = leat_doc_alloc(reading->doc, (reading->words + 1) * sizeof *scene.targets),
        .near = leat_doc_alloc(reading->doc, (reading->words + 1) * sizeof *scene.near),
    };
    if (scene.seats == NULL || scene.targets == NULL || scene.near == NULL)
        return false;
    for (struct place place = {0, 0}; place.sentence < reading->count;)
        if (!read_passage(tagger, &scene, targets, &place))
            return false;
    for (size_t from = 0, to; from < targets->count; from = to) {
        to = targets_end(targets, from);
        decoder_read(&tagger->decoder, targets, from, to);
    }
    return true;
}

/* --- the second reading ------------------------------------------------------------------------------------------- */

/* Asks what the rest of the document says of each target; of the words beside a row of targets it says nothing. */
static void ask(const struct recall *recall, const struct targets *targets, struct opinion *opinions)
{
    for (size_t i = 0; i < targets->count; i++) {
        *opinions = (struct opinion){0};
        opinions += targets->at[i].begins;
        *opinions++ = recall_ask(recall, &targets->traces[i]);
    }
    *opinions = (struct opinion){0};
}

/* Adds to the scores of the targets what the rest of the document says of them, and marks those that are to be read
 * again. */
static void score_again(const struct tagger *tagger, struct targets *targets, const struct opinion *opinions)
{
    struct batch batch;
    batch_begin(&batch, tagger->kernel, &tagger->model);
    for (size_t i = 0, first = 0; i < targets->count; i++, opinions++) {
        first = targets->at[i].begins ? i : first;
        opinions += targets->at[i].begins;
        const size_t count =
            recall_rows(opinions, targets->traces[i].shape, tagger->model.row_count, batch_rows(&batch));
        if (count > 0)
            batch_take(&batch, count, targets->scores[i]);
        targets->at[first].again |= count > 0;
    }
    batch_end(&batch);
}

static bool read_second(const struct tagger *tagger, const struct reading *reading, struct targets *targets)
{
    struct leat_doc *doc = reading->doc;
    const unsigned bits = recall_bits(targets->count);
    struct recall recall = {
        .slots = leat_doc_alloc(doc, sizeof *recall.slots << bits),
        .bits = bits,
        .memories = leat_doc_alloc(doc, (targets->count + 1) * sizeof *recall.memories),
    };
    struct opinion *opinions = leat_doc_alloc(doc, (2 * targets->count + 1) * sizeof *opinions);
    if (recall.slots == NULL || recall.memories == NULL || opinions == NULL)
        return false;
    recall_begin(&recall);
    for (size_t i = 0; i < targets->count; i++)
        recall_note(&recall, &targets->traces[i]);
    ask(&recall, targets, opinions);
    score_again(tagger, targets, opinions);
    for (size_t from = 0, to; from < targets->count; from = to) {
        to = targets_end(targets, from);
        if (targets->at[from].again)
            decoder_read(&tagger->decoder, targets, from, to);
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
