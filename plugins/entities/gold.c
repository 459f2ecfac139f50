#include "gold.h"

#define BIT(group) (1u << GROUP_##group)

/* The labels of the sets that we know, and of others' tag sets, in small letters. */
static const struct {
    const char *label;
    struct gold_class class;
} labels[] = {
    {"per", {BIT(PER), LABELS}},
    {"person", {BIT(PER), LABELS}},
    {"prop_per", {BIT(PER), LABELS}},
    {"politician", {BIT(PER), LABELS}},
    {"researcher", {BIT(PER), LABELS}},
    {"scientist", {BIT(PER), LABELS}},
    {"writer", {BIT(PER), LABELS}},
    {"musicalartist", {BIT(PER), LABELS}},
    {"org", {BIT(ORG), LABELS}},
    {"organization", {BIT(ORG), LABELS}},
    {"organisation", {BIT(ORG), LABELS}},
    {"prop_org", {BIT(ORG), LABELS}},
    {"group", {BIT(ORG), LABELS}},
    {"corporation", {BIT(ORG), LABELS}},
    {"university", {BIT(ORG), LABELS}},
    {"politicalparty", {BIT(ORG), LABELS}},
    {"band", {BIT(ORG), LABELS}},
    {"loc", {BIT(LOC), LABELS}},
    {"gpe", {BIT(LOC), LABELS}},
    {"fac", {BIT(LOC), LABELS}},
    {"place", {BIT(LOC), LABELS}},
    {"location", {BIT(LOC), LABELS}},
    {"country", {BIT(LOC), LABELS}},
    {"geo", {BIT(LOC), LABELS}},
    {"prop_gpe", {BIT(LOC), LABELS}},
    {"prop_loc", {BIT(LOC), LABELS}},
    {"prop_fac", {BIT(LOC), LABELS}},
    {"norp", {BIT(NORP), LABELS}},
    {"nationality", {BIT(NORP), LABELS}},
    {"gpe-adj", {BIT(NORP), LABELS}},
    {"misc", {BIT(MISC) | BIT(NORP), LABELS}},
    {"event", {BIT(MISC), LABEL_EVENT}},
    {"product", {BIT(MISC), LABEL_PRODUCT}},
    {"work", {BIT(MISC), LABEL_WORK}},
    {"work_of_art", {BIT(MISC), LABEL_WORK}},
    {"law", {BIT(MISC), LABEL_LAW}},
    {"other", {BIT(MISC), LABEL_MISC}},
    {"language", {BIT(MISC), LABEL_MISC}},
    {"election", {BIT(MISC), LABEL_EVENT}},
    {"conference", {BIT(MISC), LABEL_EVENT}},
    {"book", {BIT(MISC), LABEL_WORK}},
    {"poem", {BIT(MISC), LABEL_WORK}},
    {"song", {BIT(MISC), LABEL_WORK}},
    {"album", {BIT(MISC), LABEL_WORK}},
    {"award", {BIT(MISC), LABEL_MISC}},
    {"creative-work", {BIT(MISC), LABEL_WORK}},
    {"programlang", {BIT(MISC), LABEL_PRODUCT}},
    {"prop_veh", {BIT(MISC), LABEL_PRODUCT}},
    {"date", {0, LABELS}},
    {"time", {0, LABELS}},
    {"money", {0, LABELS}},
    {"percent", {0, LABELS}},
    {"quantity", {0, LABELS}},
    {"cardinal", {0, LABELS}},
    {"ordinal", {0, LABELS}},
    {"url", {0, LABELS}},
    {"email", {0, LABELS}},
    {"handle", {0, LABELS}},
    {"temporal", {0, LABELS}},
    {"tim", {0, LABELS}},
};

static bool same(struct leat_string label, const char *name)
{
    if (label.length != strlen(name))
        return false;
    for (size_t i = 0; i < label.length; i++)
        if ((label.at[i] >= 'A' && label.at[i] <= 'Z' ? label.at[i] | 0x20 : label.at[i]) != name[i])
            return false;
    return true;
}

static struct gold_class classify(struct leat_string label)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (same(label, labels[i].label))
            return labels[i].class;
    return (struct gold_class){BIT(MISC) | BIT(NORP) | BIT(NONE), LABELS};
}

struct gold_class gold_classify(const struct leat_doc *doc, struct leat_layer gold, size_t index)
{
    const struct leat_feature *feature = gold.featured ? leat_doc_features(doc, gold, index) : NULL;
    for (; feature != NULL; feature = feature->next)
        if (leat_string_equal(feature->key, leat_string("source")) && feature->value.kind == LEAT_VALUE_STRING)
            return classify(feature->value.string);
    return classify(leat_doc_label(doc, gold, index));
}

/* The tags that word `at` of `count` may have in a name of one of these groups. */
static uint16_t tags_of(unsigned groups, size_t at, size_t count)
{
    uint16_t tags = 0;
    for (unsigned group = 0; group < GROUPS; group++)
        if ((groups >> group & 1) != 0)
            tags |= (uint16_t)(1u << tag_of((enum group)group, at, count));
    return tags;
}

/* The tags of a word that no gold name covers. */
static uint16_t tags_outside(unsigned absent)
{
    uint16_t tags = 1u << TAG_NONE;
    for (unsigned tag = 0; tag < TAGS; tag++)
        if ((absent >> tag_group(tag) & 1) != 0)
            tags |= (uint16_t)(1u << tag);
    return tags;
}

/* What the words [at, end) of one gold name are allowed. */
static void read_name(struct gold_class class, size_t at, size_t end, struct gold_word *words)
{
    const bool rare = class.groups == BIT(MISC) && class.kind >= LABEL_EVENT && class.kind <= LABEL_MISC;
    for (size_t i = at; i < end; i++)
        words[i] = (struct gold_word){.allowed = tags_of(class.groups, i - at, end - at)};
    if (rare && end - at <= UINT8_MAX) {
        words[at].kind = (uint8_t) class.kind;
        words[at].length = (uint8_t)(end - at);
    }
}

void gold_read(const struct sentence *sentence, const struct leat_doc *doc, struct leat_layer gold, unsigned absent,
               size_t *next, struct gold_word *words)
{
    const struct gold_word outside = {.allowed = tags_outside(absent)};
    for (size_t at = 0; at < sentence->count;) {
        const struct word *word = &sentence->words[at];
        while (*next < gold.count && gold.spans[*next].end <= word->span.begin)
            (*next)++;
        size_t end = at;
        struct gold_class class = {0, LABELS};
        if (*next < gold.count && gold.spans[*next].begin < word->span.end) {
            class = gold_classify(doc, gold, *next);
            while (end < sentence->count && sentence->words[end].span.begin < gold.spans[*next].end)
                end++;
        }
        if (class.groups == 0) {
            words[at++] = outside;
            continue;
        }
        read_name(class, at, end, words);
        at = end;
    }
}
