/* A small pipeline for tests: two decoders, two stages and two sinks whose steps do to a document what its text tells
 * them to. A text such as "b:reject" has the step named b reject the document; see rig_answer for the verbs. */
#ifndef RIG_H
#define RIG_H

#include "fixture.h"

#include "config.h"

/* What every step has for options, and so for its self. */
struct rig_step {
    const char *name; /* whole, lines; a, b; x, y */
};

/* What the text tells this step to answer. */
static inline enum leat_result rig_answer(const void *self, struct leat_string text, struct leat_error *error)
{
    static const struct {
        const char *verb;
        enum leat_result result;
    } verbs[] = {{"drop", LEAT_DROP},   {"reject", LEAT_REJECT}, {"fatal", LEAT_FATAL},        {"end", LEAT_END},
                 {"again", LEAT_AGAIN}, {"mute", LEAT_REJECT},   {"nine", (enum leat_result)9}};
    const struct rig_step *step = self;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        char order[32];
        const int length = snprintf(order, sizeof order, "%s:%s", step->name, verbs[i].verb);
        if (text.length == 0 || memmem(text.at, text.length, order, (size_t)length) == NULL)
            continue;
        if (strcmp(verbs[i].verb, "mute") != 0)
            leat_fail(error, verbs[i].result, "%s answers %s", step->name, verbs[i].verb);
        return verbs[i].result;
    }
    return LEAT_OK;
}

/* Documents are parted by bars. */
static inline enum leat_result rig_decode_whole(void *self, const struct leat_record *record, size_t index,
                                                struct leat_doc *doc, struct leat_error *error)
{
    struct leat_string rest = record->bytes, text = rest;
    for (size_t i = 0;; i++) {
        const char *bar = rest.length == 0 ? NULL : memchr(rest.at, '|', rest.length);
        text = (struct leat_string){rest.at, bar == NULL ? rest.length : (size_t)(bar - rest.at)};
        if (i == index)
            break;
        if (bar == NULL)
            return LEAT_END;
        rest = (struct leat_string){bar + 1, rest.length - text.length - 1};
    }
    if (text.length == 0)
        return LEAT_END;
    const enum leat_result result = rig_answer(self, text, error);
    return result != LEAT_OK ? result : leat_doc_set_text(doc, text, error);
}

/* The first letter is the document's id. */
static inline enum leat_result rig_decode_line(void *self, const struct leat_record *record, size_t index,
                                               struct leat_doc *doc, struct leat_error *error)
{
    assert_int_equal(index, 0);
    leat_doc_set_id(doc, (struct leat_string){record->bytes.at, record->bytes.length > 0});
    const enum leat_result result = rig_answer(self, record->bytes, error);
    return result != LEAT_OK ? result : leat_doc_set_text(doc, record->bytes, error);
}

/* Adds its own layer; "a:peek" reads that of b, "a:trespass" adds to it, "a:outside" goes beyond the text. */
static inline enum leat_result rig_process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    const struct rig_step *step = self;
    const bool a = strcmp(step->name, "a") == 0;
    const struct leat_span whole = {0, (uint32_t)doc->length};
    if (a && strstr(doc->text, "a:peek") != NULL)
        (void)leat_doc_layer(doc, "b");
    if (a && strstr(doc->text, "a:trespass") != NULL)
        leat_doc_add(doc, "b", whole, NULL);
    if (a && strstr(doc->text, "a:outside") != NULL)
        leat_doc_add(doc, "a", (struct leat_span){0, whole.end + 1}, NULL);
    if (!a && leat_doc_layer(doc, "a").count != 1)
        return leat_fail(error, LEAT_REJECT, "the layer of a is not there");
    leat_doc_add(doc, step->name, whole, NULL);
    return rig_answer(self, (struct leat_string){doc->text, doc->length}, error);
}

/* Writes half of what it has to say before it answers. */
static inline enum leat_result rig_encode(void *self, const struct leat_doc *doc, struct leat_out *out,
                                          struct leat_error *error)
{
    const struct leat_string text = {doc->text, doc->length};
    leat_out_text(out, ((const struct rig_step *)self)->name);
    leat_out_text(out, "=");
    if (doc->length > 0 && strstr(doc->text, "x:full") != NULL)
        out->failed = true;
    const enum leat_result result = rig_answer(self, text, error);
    if (result == LEAT_OK) {
        leat_out_append(out, text);
        leat_out_text(out, ";");
    }
    return result;
}

static const struct leat_plugin rig_whole = LEAT_DESCRIPTOR(.kind = LEAT_DECODER, .name = "whole", .claims = ".txt",
                                                            .framing = LEAT_WHOLE, .decode = rig_decode_whole),
                                rig_lines = LEAT_DESCRIPTOR(.kind = LEAT_DECODER, .name = "lines", .claims = ".lines",
                                                            .framing = LEAT_LINES, .decode = rig_decode_line),
                                rig_annotator =
                                    LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "mark", .process = rig_process),
                                rig_encoder =
                                    LEAT_DESCRIPTOR(.kind = LEAT_ENCODER, .name = "show", .encode = rig_encode);

enum { RIG_WHOLE, RIG_LINES };                      /* its decoders */
enum { RIG_A = 2, RIG_B, RIG_X, RIG_Y, RIG_STEPS }; /* its steps by number */

struct rig {
    struct rig_step names[6];
    struct step decoders[2], stages[2];
    struct output outputs[2];
    struct access access[2];
    struct config config;
};

/* Lays the rig out; it must not move afterwards. Source and sinks are the test's to set. */
static inline void rig_make(struct rig *rig)
{
    *rig = (struct rig){.names = {{"whole"}, {"lines"}, {"a"}, {"b"}, {"x"}, {"y"}},
                        .access = {{.readable = 1, .writable = 1}, {.readable = 3, .writable = 2}}};
    struct rig_step *names = rig->names;
    rig->decoders[RIG_WHOLE] = (struct step){&rig_whole, &names[0], "source.decode"};
    rig->decoders[RIG_LINES] = (struct step){&rig_lines, &names[1], "source.decode"};
    rig->stages[0] = (struct step){&rig_annotator, &names[2], "stages[0]"};
    rig->stages[1] = (struct step){&rig_annotator, &names[3], "stages[1]"};
    rig->outputs[0].encoder = (struct step){&rig_encoder, &names[4], "sinks[0].encode"};
    rig->outputs[1].encoder = (struct step){&rig_encoder, &names[5], "sinks[1].encode"};
    rig->config = (struct config){.path = "rig.json",
                                  .decoders = rig->decoders,
                                  .decoder_count = 2,
                                  .stages = rig->stages,
                                  .stage_count = 2,
                                  .access = rig->access,
                                  .layout = {.names = {"a", "b"}, .count = 2},
                                  .outputs = rig->outputs,
                                  .output_count = 2,
                                  .run = {.max_document = 1000, .window = 8, .window_bytes = 1 << 20}};
}

#endif
