/* Counts: every number from `first` to `last` is one record. */
#include <leat/plugin.h>

#include <inttypes.h>
#include <stdlib.h>

struct settings {
    int64_t first, last;
};

static const struct leat_option options[] = {
    LEAT_OPTION_INT(struct settings, first, 1, 0, LEAT_UNLIMITED, "the number to begin with"),
    LEAT_OPTION_INT(struct settings, last, 10, 0, LEAT_UNLIMITED, "the number to end with"),
    LEAT_OPTIONS_END,
};

struct counter {
    int64_t next, last;
    char origin[48];
};

static enum leat_result create(const struct leat_setup *setup, const void *filled, void **self,
                               struct leat_error *error)
{
    const struct settings *settings = filled;
    if (setup->framing(setup, leat_string("text/plain")) != LEAT_WHOLE)
        return leat_fail(error, LEAT_FATAL, "needs a decoder that takes text/plain as a whole");
    struct counter *counter = calloc(1, sizeof *counter);
    if (counter == NULL)
        return leat_fail(error, LEAT_FATAL, "out of memory");
    counter->next = settings->first;
    counter->last = settings->last;
    *self = counter;
    return LEAT_OK;
}

static enum leat_result read_next(void *self, struct leat_record *record, struct leat_out *bytes,
                                  struct leat_error *error)
{
    struct counter *counter = self;
    char text[48];
    (void)error;
    if (counter->next > counter->last)
        return LEAT_END;
    snprintf(counter->origin, sizeof counter->origin, "@NAME@:%" PRId64, counter->next);
    snprintf(text, sizeof text, "This is number %" PRId64 ".\n", counter->next);
    counter->next++;
    *record = (struct leat_record){.origin = leat_string(counter->origin), .name = leat_string("text/plain")};
    leat_out_text(bytes, text);
    return LEAT_OK;
}

LEAT_PLUGIN(.name = "@NAME@", .kind = LEAT_SOURCE, .version = "0.1.0", .licence = "MIT",
            .summary = "counts from one number to another", .example = "{\"plugin\": \"@NAME@\", \"last\": 3}",
            .options = options, .options_size = sizeof(struct settings), .create = create, .destroy = free,
            .read = read_next)
