#include "find.h"

/* Reads the sentences' words, one sentence's behind the other's. False where there is no memory. */
static bool read_sentences(const struct spellings *spellings, struct leat_doc *doc, struct reading *reading)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    const unsigned bits = cases_bits(doc->length);
    const size_t room = sentence_room(doc, tokens) + 1;
    struct word *words = leat_doc_alloc(doc, room * sizeof *words);
    uint32_t *capitals = leat_doc_alloc(doc, room * sizeof *capitals);
    uint64_t *keys = leat_doc_alloc(doc, (tokens.count + 1) * sizeof *keys);
    *reading = (struct reading){
        .doc = doc,
        .sentences = leat_doc_alloc(doc, (sentences.count + 1) * sizeof *reading->sentences),
        .count = sentences.count,
        .cases = {.at = leat_doc_alloc(doc, (size_t)1 << bits), .shift = 64 - bits},
    };
    if (words == NULL || capitals == NULL || keys == NULL || reading->sentences == NULL || reading->cases.at == NULL)
        return false;
    memset(reading->cases.at, 0, (size_t)1 << bits);
    sentence_keys(doc, tokens, *spellings, keys);
    size_t next = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        struct sentence *sentence = &reading->sentences[i];
        sentence->spellings = *spellings;
        sentence->keys = keys;
        sentence->cases = reading->cases;
        sentence->words = words + reading->words;
        sentence->capitals = capitals + reading->words;
        sentence_read(sentence, doc, tokens, sentences.spans[i], &next);
        reading->words += sentence->count;
    }
    return true;
}

/* Adds the sentence's names in the order of the text. */
static void add_names(const struct sentence *sentence, const uint8_t *tags, const struct model *model,
                      struct mentions *names)
{
    struct name name = names_next(sentence, tags, 0);
    for (; name.group != GROUP_NONE; name = names_next(sentence, tags, name.to)) {
        const struct leat_span span = {sentence->words[name.from].span.begin, sentence->words[name.to - 1].span.end};
        mentions_add(names, &(struct mention){.span = span, .label = names_label(sentence, name, model)});
    }
}

bool find_names(struct mentions *names, struct tagger *tagger, struct leat_doc *doc, struct reading *reading)
{
    *names = (struct mentions){.doc = doc};
    const uint8_t *tags = read_sentences(&tagger->spellings, doc, reading) ? tagger_read(tagger, reading) : NULL;
    if (tags == NULL)
        return false;
    for (size_t i = 0; i < reading->count; tags += reading->sentences[i++].count)
        add_names(&reading->sentences[i], tags, &tagger->model, names);
    return true;
}
