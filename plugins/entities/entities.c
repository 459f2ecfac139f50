/* entities: names and values by rules and word lists. */
#include "mention.h"
#include "names.h"
#include "sentence.h"
#include "values.h"

static const char *const label_names[LABELS] = {
    [LABEL_PER] = "PER",         [LABEL_ORG] = "ORG",     [LABEL_LOC] = "LOC",         [LABEL_NORP] = "NORP",
    [LABEL_EVENT] = "EVENT",     [LABEL_MONEY] = "MONEY", [LABEL_PERCENT] = "PERCENT", [LABEL_DATE] = "DATE",
    [LABEL_PRODUCT] = "PRODUCT", [LABEL_TIME] = "TIME",
};

static void find_mentions(const struct sentence *sentence, struct mentions *mentions)
{
    size_t floor = 0;
    for (size_t at = 0; at < sentence->count;) {
        struct leat_span span;
        enum label label;
        if (sentence->words[at].shape == SHAPE_LOWER && !sentence_particle(sentence, at)) {
            at++;
            continue;
        }
        size_t taken = value_at(sentence, floor, at, &span, &label);
        if (taken > 0) {
            struct mention *value = mentions_add(mentions);
            value->span = span;
            value->label = (uint8_t)label;
        } else if (word_capital(sentence, at) || sentence->words[at].shape == SHAPE_LOWER) {
            taken = names_at(sentence, at, mentions);
        }
        at += taken > 0 ? taken : 1;
        floor = taken > 0 ? at : floor;
    }
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self;
    (void)error;
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    struct mentions mentions = {.doc = doc};
    struct sentence sentence = {
        .words = leat_doc_alloc(doc, sentence_room(doc, tokens, sentences) * sizeof *sentence.words)};
    if (sentence.words == NULL)
        return LEAT_OK;
    size_t next = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        sentence_read(&sentence, doc, tokens, sentences.spans[i], &next);
        find_mentions(&sentence, &mentions);
    }
    mentions_decide(&mentions);
    for (size_t i = 0; i < mentions.count; i++)
        if (mentions.at[i].label < LABELS)
            leat_doc_add(doc, "entity", mentions.at[i].span, label_names[mentions.at[i].label]);
    leat_doc_commit(doc, "entity", 0);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "entities", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
            .summary = "marks names, amounts and dates by rules and word lists",
            .example = "{\"plugin\": \"entities\"}", .needs = "token sentence", .gives = "entity", .process = process)
