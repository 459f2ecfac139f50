/* entities: names by a trained model, values by rules. */
#include "find.h"
#include "train.h"
#include "values.h"
#include "whole.h"

#include <stdlib.h>

static const char *const rules[] = {[LISTS_WIN] = "wins", [LISTS_YIELD] = "yields", [LISTS_APART] = "apart", NULL};

static const char *const orders[] = {"month-first", "day-first", NULL};

static const struct leat_option options[] = {
    LEAT_OPTION_PATH(struct entities_options, model, null, "a trained model; null: the one beside the plugin"),
    LEAT_OPTION_PATH(struct entities_options, clusters, null,
                     "for training: a file of word clusters; null: those of the model beside the plugin"),
    LEAT_OPTION_STRING(struct entities_options, guide, null,
                       "for training: a part of the paths of those data whose guide counts most; null: all alike"),
    LEAT_OPTION_LIST(struct entities_options, values,
                     "[\"MONEY\", \"PERCENT\", \"DATE\", \"TIME\", \"CARDINAL\", \"ORDINAL\", \"QUANTITY\", "
                     "\"URL\", \"EMAIL\", \"HANDLE\"]",
                     "the kinds of values to mark"),
    LEAT_OPTION_STRING(struct entities_options, date, "date",
                       "the metadata with the document's date, by which \"Wednesday\" becomes a day"),
    LEAT_OPTION_ENUM(struct entities_options, slashes, "month-first", orders,
                     "how \"4/5/2024\" is read where no other date of the document proves its order"),
    LEAT_OPTION_ENUM(struct entities_options, gazetteer, "wins", rules,
                     "what the gazetteer found becomes an entity too; whether it wins over others or yields; or not"),
    LEAT_OPTIONS_END};

static const char *const label_names[LABELS] = {
    [LABEL_PER] = "PER",   [LABEL_ORG] = "ORG",     [LABEL_LOC] = "LOC",
    [LABEL_NORP] = "NORP", [LABEL_EVENT] = "EVENT", [LABEL_PRODUCT] = "PRODUCT",
    [LABEL_WORK] = "WORK", [LABEL_LAW] = "LAW",     [LABEL_MISC] = "MISC",
};

/* --- the instance ------------------------------------------------------------------------------------------------- */

struct entities {
    struct tagger tagger;
    struct value_rules values;
    enum mention_rule rule;
};

static enum leat_result create(const struct leat_setup *setup, const void *given, void **self, struct leat_error *error)
{
    const struct entities_options *chosen = given;
    char beside[MODEL_PATH_MAX];
    (void)setup;
    struct entities *entities = malloc(sizeof *entities);
    if (entities == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory for the tagger");
    entities->rule = (enum mention_rule)chosen->gazetteer;
    const enum slashed slashed = chosen->slashes == 0 ? SLASHED_MONTH_FIRST : SLASHED_DAY_FIRST;
    enum leat_result result = value_rules_make(&entities->values, chosen->values, chosen->date, slashed, error);
    struct model model;
    if (result == LEAT_OK)
        result = model_open(&model, chosen->model != NULL ? chosen->model : model_beside(beside), error);
    if (result == LEAT_OK && !tagger_make(&entities->tagger, model, &entities->values.terms)) {
        tagger_free(&entities->tagger);
        result = leat_fail(error, LEAT_FATAL, "there is no memory for the words of the model");
    }
    if (result == LEAT_OK)
        *self = entities;
    else
        free(entities);
    return result;
}

static void destroy(void *self)
{
    struct entities *entities = self;
    tagger_free(&entities->tagger);
    free(entities);
}

/* --- one document ------------------------------------------------------------------------------------------------- */

/* Adds what the gazetteer found as an entity, with its label and features. */
static void add_listed(struct leat_doc *doc, struct leat_layer listed, size_t from, struct leat_span span)
{
    const struct leat_string label = leat_doc_label(doc, listed, from);
    char *copy = leat_doc_alloc(doc, label.length + 1);
    if (copy == NULL)
        return;
    if (label.length > 0)
        memcpy(copy, label.at, label.length);
    copy[label.length] = '\0';
    const size_t index = leat_doc_add(doc, "entity", span, label.length > 0 ? copy : NULL);
    for (const struct leat_feature *at = leat_doc_features(doc, listed, from); at != NULL; at = at->next) {
        char *key = leat_doc_alloc(doc, at->key.length + 1);
        if (key == NULL)
            return;
        memcpy(key, at->key.at, at->key.length);
        key[at->key.length] = '\0';
        doc->host->set(doc, "entity", index, key, &at->value);
    }
}

static void add_entities(const struct mentions *mentions, struct leat_layer listed, struct day today)
{
    struct leat_doc *doc = mentions->doc;
    for (size_t i = 0; i < mentions->count; i++) {
        const struct mention *mention = &mentions->at[i];
        if (mention->listed > 0) {
            add_listed(doc, listed, mention->listed - 1, mention->span);
        } else if (mention->value != NULL) {
            const size_t index = leat_doc_add(doc, "entity", mention->span, value_names[mention->value->label]);
            value_describe(mention->value, doc, today, index);
        } else {
            const size_t index = leat_doc_add(doc, "entity", mention->span, label_names[mention->label]);
            if (mention->whole.length > 0)
                leat_doc_set_string(doc, "entity", index, "name", mention->whole);
        }
    }
    leat_doc_commit(doc, "entity", 0);
}

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)error;
    struct entities *entities = self;
    struct mentions names, mentions = {.doc = doc, .rule = entities->rule};
    struct reading reading;
    struct values values;
    if (!find_names(&names, &entities->tagger, doc, &reading) ||
        !values_find(&values, &entities->values, doc, reading.sentences))
        return LEAT_OK; /* the step fails by itself */
    const struct leat_layer listed = leat_doc_layer(doc, "gazetteer");
    mentions_merge(&mentions, &names, values.at, values.count, listed);
    whole_find(&mentions);
    add_entities(&mentions, listed, values_today(&entities->values, doc));
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "entities", .kind = LEAT_ANNOTATOR, .version = "2.0.0", .licence = "MIT",
            .summary = "marks names by a trained model, amounts and dates by rules",
            .example = "{\"plugin\": \"entities\"}", .needs = "token sentence", .uses = "gazetteer", .gives = "entity",
            .options = options, .options_size = sizeof(struct entities_options), .create = create, .destroy = destroy,
            .process = process, .train = train)
