#include "replay.h"

#include "memory.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/types.h>

enum { RUN_BYTES = 64 << 10 }; /* a record is a run of lines of about this size */

struct replay {
    const char *path;
    FILE *file;
    char *line;
    size_t capacity;
    uint64_t line_number, offset;
    uint64_t *done;
    uint64_t *ends; /* where each record ends */
    size_t count, ends_capacity;
};

static void destroy(void *self)
{
    struct replay *replay = self;
    if (replay == NULL)
        return;
    free(replay->ends);
    free(replay->line);
    if (replay->file != NULL)
        fclose(replay->file);
    free(replay);
}

static enum leat_result create(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error)
{
    (void)setup;
    const struct replay_options *given = options;
    struct replay *replay = calloc(1, sizeof *replay);
    if (replay == NULL)
        return leat_fail(error, LEAT_FATAL, "there is no memory");
    *replay = (struct replay){.path = given->path, .done = given->done, .file = fopen(given->path, "re")};
    if (replay->file == NULL) {
        leat_fail(error, LEAT_FATAL, "can't read the dead letters %s: %s", given->path, strerror(errno));
        destroy(replay);
        return LEAT_FATAL;
    }
    *self = replay;
    return LEAT_OK;
}

static enum leat_result read_lines(void *self, struct leat_record *record, struct leat_out *bytes,
                                   struct leat_error *error)
{
    struct replay *replay = self;
    *record = (struct leat_record){.origin = leat_string(replay->path),
                                   .name = leat_string(replay->path),
                                   .line = replay->line_number + 1,
                                   .offset = replay->offset};
    while (bytes->length < RUN_BYTES) {
        const ssize_t length = getline(&replay->line, &replay->capacity, replay->file);
        if (length < 0 && !feof(replay->file)) /* it can't be read, or a line finds no memory */
            return leat_fail(error, LEAT_FATAL, "can't read the dead letters %s: %s", replay->path, strerror(errno));
        if (length < 0)
            break;
        leat_out_append(bytes, (struct leat_string){replay->line, (size_t)length});
        replay->line_number++;
        replay->offset += (uint64_t)length;
    }
    if (bytes->length == 0)
        return LEAT_END;
    void *ends = replay->ends;
    if (!memory_grow(&ends, &replay->ends_capacity, replay->count + 1, sizeof *replay->ends))
        return leat_fail(error, LEAT_FATAL, "there is no memory to keep count of dead letters");
    replay->ends = ends;
    replay->ends[replay->count++] = replay->offset;
    return LEAT_OK;
}

static void ack(void *self, uint64_t count)
{
    const struct replay *replay = self;
    if (count > 0)
        *replay->done = replay->ends[count - 1];
}

static const struct leat_plugin replay_source =
    LEAT_DESCRIPTOR(.kind = LEAT_SOURCE, .name = "replay", .version = LEAT_VERSION, .licence = "MIT",
                    .summary = "reads dead letters back", .create = create, .destroy = destroy, .read = read_lines,
                    .ack = ack);

void replay_prepare(struct config *config, struct replay_options *options)
{
    config->source = (struct step){.plugin = &replay_source, .options = options, .place = "source"};
}

bool replay_prepared(const struct config *config)
{
    return config->source.plugin == &replay_source;
}
