/* The rig with a source and sinks, so that it runs from end to end: the source gives records from memory, the sinks
 * gather what they take. Besides what the rig's steps do, "crash" and "exit" in a text end the process in stage a. */
#ifndef MILL_H
#define MILL_H

#include "rig.h"

#include "buffer.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

struct mill {
    struct rig rig;
    const char *const *records; /* of lines; NULL at the end */
    size_t next;
    const char *interrupt; /* the record with which SIGINT comes; NULL for none */
    bool slow;             /* the sinks take everything at the second asking */
    struct mill_sink {
        struct mill *mill;
        struct leat_out taken;
        bool asked;
    } sinks[2];
    struct mill *self;
    struct mill_sink *sink_selves[2];
    enum leat_result source_start, sink_start; /* what `create` answers */
    bool committed;
};

static inline enum leat_result mill_start(enum leat_result result, struct leat_error *error)
{
    return result == LEAT_OK ? LEAT_OK : leat_fail(error, result, "it is broken");
}

static inline enum leat_result mill_create_source(const struct leat_setup *setup, const void *options, void **self,
                                                  struct leat_error *error)
{
    (void)setup;
    *self = *(struct mill *const *)options;
    return mill_start(((struct mill *)*self)->source_start, error);
}

static inline enum leat_result mill_read(void *self, struct leat_record *record, struct leat_out *bytes,
                                         struct leat_error *error)
{
    struct mill *mill = self;
    const char *content = mill->records[mill->next];
    if (content == NULL)
        return LEAT_END;
    mill->next++;
    *record = (struct leat_record){
        .origin = leat_string("news.lines"), .name = leat_string("news.lines"), .line = 10 * mill->next};
    if (content == mill->interrupt)
        raise(SIGINT);
    if (strcmp(content, "unreadable") == 0)
        return leat_fail(error, LEAT_REJECT, "it is damaged");
    leat_out_text(bytes, content);
    return LEAT_OK;
}

static inline enum leat_result mill_create_sink(const struct leat_setup *setup, const void *options, void **self,
                                                struct leat_error *error)
{
    (void)setup;
    *self = *(struct mill_sink *const *)options;
    return mill_start(((struct mill_sink *)*self)->mill->sink_start, error);
}

static inline enum leat_result mill_write(void *self, const struct leat_batch *batch, struct leat_error *error)
{
    (void)error;
    struct mill_sink *sink = self;
    sink->asked = !sink->asked;
    if (sink->mill->slow && sink->asked)
        return LEAT_AGAIN;
    leat_out_append(&sink->taken, batch->bytes);
    return LEAT_OK;
}

static inline enum leat_result mill_commit(void *self, bool last, struct leat_error *error)
{
    (void)error;
    ((struct mill_sink *)self)->mill->committed = last;
    return LEAT_OK;
}

static inline void mill_wait(void *self, struct leat_wait *wait)
{
    (void)self;
    wait->milliseconds = 1;
}

static inline enum leat_result mill_process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    if (strstr(doc->text, "crash") != NULL)
        abort();
    if (strstr(doc->text, "exit") != NULL)
        _exit(3);
    return rig_process(self, doc, error);
}

static const struct leat_plugin mill_source = LEAT_DESCRIPTOR(.kind = LEAT_SOURCE, .name = "memory",
                                                              .create = mill_create_source, .read = mill_read),
                                mill_sink =
                                    LEAT_DESCRIPTOR(.kind = LEAT_SINK, .name = "gather", .create = mill_create_sink,
                                                    .write = mill_write, .commit = mill_commit, .wait = mill_wait),
                                mill_annotator =
                                    LEAT_DESCRIPTOR(.kind = LEAT_ANNOTATOR, .name = "mark", .process = mill_process);

/* Lays the mill out; it must not move until it is freed. */
static inline void mill_make(struct mill *mill, const char *const *records, int64_t workers)
{
    *mill = (struct mill){.records = records};
    struct rig *rig = &mill->rig;
    rig_make(rig);
    mill->self = mill;
    rig->config.source = (struct step){&mill_source, &mill->self, "source"};
    for (size_t i = 0; i < 2; i++) {
        mill->sinks[i] = (struct mill_sink){.mill = mill, .taken = buffer_make()};
        mill->sink_selves[i] = &mill->sinks[i];
        rig->outputs[i].sink = (struct step){&mill_sink, &mill->sink_selves[i], i == 0 ? "sinks[0]" : "sinks[1]"};
    }
    rig->stages[0].plugin = &mill_annotator;
    rig->config.run.workers = workers;
    rig->config.run.dead_letters = "/dev/null";
}

static inline struct leat_string mill_taken(const struct mill *mill, size_t sink)
{
    return (struct leat_string){mill->sinks[sink].taken.at, mill->sinks[sink].taken.length};
}

static inline void mill_free(struct mill *mill)
{
    for (size_t i = 0; i < 2; i++)
        buffer_free(&mill->sinks[i].taken);
}

#endif
