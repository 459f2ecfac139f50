/* A small corpus for tests of measuring and training: lines from memory, each a text and fields with gold, and
 * annotators that mark its words and names. */
#ifndef SCHOOL_H
#define SCHOOL_H

#include "fixture.h"

#include "config.h"
#include "corpus.h"

#include <ctype.h>
#include <stdlib.h>

/* A record: "TEXT\tKEY\tJSON\tKEY\tJSON", one line or several; NULL behind the last. */
struct school_record {
    const char *origin, *lines;
};

static inline enum leat_result school_create(const struct leat_setup *setup, const void *options, void **self,
                                             struct leat_error *error)
{
    (void)setup, (void)error;
    const struct school_record **at = malloc(sizeof *at); /* the next */
    assert_non_null(at);
    *at = *(const struct school_record *const *)options;
    *self = at;
    return LEAT_OK;
}

static inline enum leat_result school_read(void *self, struct leat_record *record, struct leat_out *bytes,
                                           struct leat_error *error)
{
    const struct school_record *next = *(const struct school_record **)self;
    if (next->lines == NULL)
        return LEAT_END;
    ++*(const struct school_record **)self;
    *record = (struct leat_record){.origin = leat_string(next->origin), .name = leat_string("x.lines"), .line = 1};
    if (strcmp(next->lines, "damaged") == 0)
        return leat_fail(error, LEAT_REJECT, "it is damaged");
    leat_out_text(bytes, next->lines);
    return LEAT_OK;
}

static inline struct leat_string school_next(struct leat_string *rest)
{
    const char *tab = rest->length == 0 ? NULL : memchr(rest->at, '\t', rest->length);
    const size_t length = tab == NULL ? rest->length : (size_t)(tab - rest->at);
    const struct leat_string part = {rest->at, length};
    rest->at += length + (tab != NULL);
    rest->length -= length + (tab != NULL);
    return part;
}

static inline enum leat_result school_decode(void *self, const struct leat_record *record, size_t index,
                                             struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)index;
    struct leat_string rest = record->bytes;
    const struct leat_string text = school_next(&rest);
    if (leat_string_equal(text, leat_string("reject")))
        return leat_fail(error, LEAT_REJECT, "it is not wanted");
    while (rest.length > 0) {
        const struct leat_string key = school_next(&rest);
        leat_doc_set_meta(doc, key, &(struct leat_value){.kind = LEAT_VALUE_JSON, .string = school_next(&rest)});
    }
    return leat_doc_set_text(doc, text, error);
}

/* Gives "word", of what stands between spaces. */
static inline enum leat_result school_words(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)error;
    for (uint32_t at = 0; at < doc->length;) {
        uint32_t end = at;
        while (end < doc->length && doc->text[end] != ' ')
            end++;
        if (end > at)
            leat_doc_add(doc, "word", (struct leat_span){at, end}, NULL);
        at = end + 1;
    }
    return LEAT_OK;
}

/* Gives "name": words with a capital, labelled SHORT up to three letters, else LONG. And "abstract", the first word. */
static inline enum leat_result school_names(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self;
    const struct leat_layer words = leat_doc_layer(doc, "word");
    if (leat_doc_layer(doc, "gold:name").exists)
        return LEAT_FATAL; /* it can't be: the read fails the step */
    for (size_t i = 0; i < words.count; i++) {
        const struct leat_span span = words.spans[i];
        if (isupper((unsigned char)doc->text[span.begin]))
            leat_doc_add(doc, "name", span, span.end - span.begin <= 3 ? "SHORT" : "LONG");
        if (i == 0)
            leat_doc_add(doc, "abstract", span, NULL);
    }
    if (strstr(doc->text, "FAIL") != NULL)
        return leat_fail(error, LEAT_REJECT, "it fails");
    return strstr(doc->text, "DROP") != NULL ? LEAT_DROP : LEAT_OK;
}

static const struct leat_plugin school_source =
                                    LEAT_DESCRIPTOR(.kind = LEAT_SOURCE, .name = "memory", .create = school_create,
                                                    .destroy = free, .read = school_read),
                                school_decoder =
                                    LEAT_DESCRIPTOR(.kind = LEAT_DECODER, .name = "lines", .claims = ".lines",
                                                    .framing = LEAT_LINES, .decode = school_decode),
                                school_worder = LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "words",
                                                                .gives = "word", .process = school_words),
                                school_namer = LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "names", .needs = "word",
                                                               .uses = "gold:name", .gives = "name abstract",
                                                               .process = school_names);

struct school {
    const struct school_record *records;
    struct step decoders[1], stages[2];
    struct access access[2];
    struct output outputs[1];
    struct config config;
    size_t lost;
    char reasons[1024]; /* of those that were lost: "ORIGIN:LINE STEP REASON;" */
};

/* Lays it out; it must not move afterwards. */
static inline void school_make(struct school *school, const struct school_record *records)
{
    *school = (struct school){
        .records = records,
        .decoders = {{&school_decoder, NULL, "source.decode"}},
        .stages = {{&school_worder, NULL, "stages[0]"}, {&school_namer, NULL, "stages[1]"}},
        .access = {{.readable = 1, .writable = 1}, {.readable = 7, .writable = 6, .uses = "gold:name"}}};
    school->config = (struct config){.path = "school.json",
                                     .source = {&school_source, &school->records, "source"},
                                     .decoders = school->decoders,
                                     .decoder_count = 1,
                                     .stages = school->stages,
                                     .stage_count = 2,
                                     .access = school->access,
                                     .layout = {.names = {"word", "name", "abstract"}, .count = 3},
                                     .outputs = school->outputs,
                                     .run = {.max_document = 1000}};
}

static inline void school_lose(void *user, const struct corpus_loss *loss)
{
    struct school *school = user;
    const size_t used = strlen(school->reasons);
    school->lost++;
    snprintf(school->reasons + used, sizeof school->reasons - used, "%.*s:%d %s %s;", (int)loss->origin.length,
             loss->origin.at, (int)loss->line, loss->step, loss->reason);
}

#endif
