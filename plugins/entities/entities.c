/* entities: names by a trained model, values by rules. */
#include "mention.h"
#include "names.h"
#include "tagger.h"
#include "train.h"
#include "values.h"

#include <stdlib.h>

static const struct leat_option options[] = {
    LEAT_OPTION_PATH(struct entities_options, model, null, "a trained model; null: the one beside the plugin"),
    LEAT_OPTION_PATH(struct entities_options, clusters, null,
                     "for training: a file of word clusters; null: those of the model beside the plugin"),
    LEAT_OPTION_STRING(struct entities_options, guide, null,
                       "for training: a part of the paths of those data whose guide counts most; null: all alike"),
    LEAT_OPTIONS_END};

static const char *const label_names[LABELS] = {
    [LABEL_PER] = "PER",     [LABEL_ORG] = "ORG",         [LABEL_LOC] = "LOC",         [LABEL_NORP] = "NORP",
    [LABEL_EVENT] = "EVENT", [LABEL_PRODUCT] = "PRODUCT", [LABEL_WORK] = "WORK",       [LABEL_LAW] = "LAW",
    [LABEL_MISC] = "MISC",   [LABEL_MONEY] = "MONEY",     [LABEL_PERCENT] = "PERCENT", [LABEL_DATE] = "DATE",
    [LABEL_TIME] = "TIME",
};

/* --- the instance ------------------------------------------------------------------------------------------------- */

static enum leat_result create(const struct leat_setup *setup, const void *given, void **self, struct leat_error *error)
{
    const struct entities_options *chosen = given;
    char beside[MODEL_PATH_MAX];
    (void)setup;
    struct tagger *tagger = malloc(sizeof *tagger);
    if (tagger == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the tagger");
    const enum leat_result result =
        tagger_make(tagger, chosen->model != NULL ? chosen->model : model_beside(beside), error);
    if (result == LEAT_OK)
        *self = tagger;
    else
        free(tagger);
    return result;
}

static void destroy(void *self)
{
    tagger_free(self);
    free(self);
}

/* --- one document ------------------------------------------------------------------------------------------------- */

/* Reads the sentences' words, one sentence's behind the other's. False where there is no memory. */
static bool read_sentences(struct leat_doc *doc, struct reading *reading)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    struct word *words = leat_doc_alloc(doc, (sentence_room(doc, tokens) + 1) * sizeof *words);
    *reading = (struct reading){
        .doc = doc,
        .sentences = leat_doc_alloc(doc, (sentences.count + 1) * sizeof *reading->sentences),
        .count = sentences.count,
    };
    if (words == NULL || reading->sentences == NULL)
        return false;
    size_t next = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        struct sentence *sentence = &reading->sentences[i];
        sentence->words = words + reading->words;
        sentence_read(sentence, doc, tokens, sentences.spans[i], &next);
        reading->words += sentence->count;
        reading->longest = sentence->count > reading->longest ? sentence->count : reading->longest;
    }
    return true;
}

/* Whether no value begins with this word: it is small, or a capital and small letters that no list of values holds. */
static bool is_no_value(const struct sentence *sentence, size_t at)
{
    const struct word *word = &sentence->words[at];
    const char second = word->end - word->begin > 1 ? sentence->text[word->begin + 1] : ' ';
    return word->shape == SHAPE_LOWER || (word->shape == SHAPE_CAPITAL && second >= 'a' && second <= 'z' &&
                                          (word->lists & (IN_MONTH | IN_WEEKDAY | IN_CURRENCY)) == 0);
}

/* The first value that begins at word `at` or behind it; its words are [*at, *to), none where it is behind the end. */
static bool next_value(const struct sentence *sentence, size_t floor, size_t *at, size_t *to, struct leat_span *span,
                       enum label *label)
{
    for (; *at < sentence->count; (*at)++) {
        const size_t taken = is_no_value(sentence, *at) ? 0 : value_at(sentence, floor, *at, span, label);
        *to = *at + taken;
        if (taken > 0)
            return true;
    }
    return false;
}

/* Adds the sentence's names and values in the order of the text. */
static void find_mentions(const struct sentence *sentence, const uint8_t *tags, const struct model *model,
                          struct mentions *mentions)
{
    struct leat_span span = {0, 0};
    enum label label = LABELS;
    size_t at = 0, to = 0;
    struct name name = names_next(sentence, tags, 0);
    bool value = next_value(sentence, 0, &at, &to, &span, &label);
    while (value || name.group != GROUP_NONE) {
        if (name.group == GROUP_NONE || (value && span.begin < sentence->words[name.from].begin)) {
            mentions_add(mentions, span, label);
            at = to;
            value = next_value(sentence, to, &at, &to, &span, &label);
        } else {
            const struct leat_span whole = {sentence->words[name.from].begin, sentence->words[name.to - 1].end};
            mentions_add(mentions, whole, names_label(sentence, name, model));
            name = names_next(sentence, tags, name.to);
        }
    }
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    struct tagger *tagger = self;
    struct mentions mentions = {.doc = doc};
    struct reading reading;
    const uint8_t *tags = read_sentences(doc, &reading) ? tagger_read(tagger, &reading) : NULL;
    if (tags == NULL)
        return LEAT_OK; /* the step fails by itself */
    for (size_t i = 0; i < reading.count; tags += reading.sentences[i++].count)
        find_mentions(&reading.sentences[i], tags, &tagger->model, &mentions);
    for (size_t i = 0; i < mentions.count; i++)
        leat_doc_add(doc, "entity", mentions.at[i].span, label_names[mentions.at[i].label]);
    leat_doc_commit(doc, "entity", 0);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "entities", .kind = LEAT_ANNOTATOR, .version = "2.0.0", .licence = "MIT",
            .summary = "marks names by a trained model, amounts and dates by rules",
            .example = "{\"plugin\": \"entities\"}", .needs = "token sentence", .gives = "entity", .options = options,
            .options_size = sizeof(struct entities_options), .create = create, .destroy = destroy, .process = process,
            .train = train)
