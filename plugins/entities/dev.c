#include "dev.h"

#include "find.h"
#include "gold.h"

struct tally {
    size_t gold, found, right;
};

static enum group group_of(enum label label)
{
    return label >= LABEL_EVENT ? GROUP_MISC : (enum group)(GROUP_PER + (label - LABEL_PER));
}

static bool is_right(struct gold_class class, enum label label)
{
    const bool told = class.kind >= LABEL_EVENT && class.kind <= LABEL_MISC;
    return (class.groups >> group_of(label) & 1) != 0 && (label < LABEL_EVENT || !told || class.kind == label);
}

/* Both stand in the order of the text. */
static void compare(const struct mentions *names, struct leat_layer gold, unsigned marked, struct tally *tally)
{
    const struct leat_doc *doc = names->doc;
    for (size_t i = 0; i < gold.count; i++) {
        const unsigned groups = gold_classify(doc, gold, i).groups;
        tally->gold += groups != 0 && (groups >> GROUP_NONE & 1) == 0;
    }
    for (size_t i = 0, next = 0; i < names->count; i++) {
        const struct mention *name = &names->at[i];
        bool right = false;
        while (next < gold.count && gold.spans[next].begin < name->span.begin)
            next++;
        for (size_t at = next; at < gold.count && gold.spans[at].begin == name->span.begin; at++)
            right =
                right || (gold.spans[at].end == name->span.end && is_right(gold_classify(doc, gold, at), name->label));
        tally->found += marked >> group_of(name->label) & 1;
        tally->right += right;
    }
}

double dev_measure(const struct leat_training *training, const struct corpus *corpus, struct model model)
{
    struct tagger tagger;
    struct tally tally = {0};
    bool good = tagger_make(&tagger, model, NULL);
    for (size_t i = training->count - training->held_out; good && i < training->count; i++) {
        struct reading reading;
        struct mentions names;
        struct leat_doc *doc = leat_training_document(training, i);
        good = doc != NULL && find_names(&names, &tagger, doc, &reading);
        if (good)
            compare(&names, leat_doc_layer(doc, "gold:entity"), corpus->articles[i].marked, &tally);
    }
    tagger_free(&tagger);
    return good && tally.gold + tally.found > 0 ? 2 * (double)tally.right / (double)(tally.gold + tally.found) : -1;
}
