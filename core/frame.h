/* What passes between supervisor and worker: frames of a head and a body, in the machine's own byte order. A frame is
 * followed by FRAME_PADDING(length of its body) bytes, so that all of them begin at a multiple of eight. */
#ifndef FRAME_H
#define FRAME_H

#include <leat/plugin.h>

enum frame_kind {
    FRAME_RECORD = 1, /* to the worker: a task */
    FRAME_READY,      /* from it: the instances are made; no body */
    FRAME_RESULT,     /* from it: what became of a record */
    FRAME_FATAL,      /* from it: the pipeline can't go on; the body is the message */
};

#define FRAME_MAGIC UINT32_C(0x4D46656C)
#define FRAME_PADDING(length) (-(length)&7)

struct frame_head {
    uint64_t length; /* of the body */
    uint32_t kind;
    uint32_t magic; /* FRAME_MAGIC: a step may have written to the socket */
};

/* In place of a document's number: every document of the record. */
#define SKIP_ALL UINT32_MAX

/* A document that must not be processed (again): it becomes a dead letter in the step where it failed. */
struct skip {
    uint32_t document, step;
    uint32_t attempts;
    int32_t signal;
    uint32_t rest; /* the document could not be decoded: leave out all behind it in its record as well */
    char reason[236];
};

/* A record and what to leave out of it. */
struct task {
    uint64_t sequence; /* the place of the record in the run, from 0 */
    uint32_t decoder;  /* its number; one more than the last: the record is lines of dead letters */
    uint32_t skip_count;
    bool careful;             /* a worker was lost over it: look after every step whether the worker is still whole */
    const struct skip *skips; /* in the order of the documents */
    struct leat_record record;
};

/* What became of the documents of one record at one step. `in` = on to the next step + dropped + dead. */
struct step_count {
    uint32_t in, dropped, dead;
};

/* A finished record. */
struct result {
    uint64_t sequence;
    uint32_t read, written;         /* documents */
    const struct step_count *steps; /* one for each step of the pipeline */
    struct leat_string letters;     /* lines of JSON */
    struct leat_batch *batches;     /* one for each sink */
};

/* Appends a task's frame up to the record's content, which follows it as it is, and then the padding. Returns the
 * length of the body. */
size_t frame_task(struct leat_out *out, const struct task *task);

/* Appends a result's frame up to the sinks' bytes, which follow it one behind the other, and then the padding. Returns
 * the length of the body. */
size_t frame_result(struct leat_out *out, const struct result *result, size_t steps, size_t sinks);

/* Appends a whole frame whose body is a message, which may be empty. */
void frame_message(struct leat_out *out, enum frame_kind kind, const char *message);

/* The first frame of `bytes`: its kind, its body, and in `*size` how many bytes it takes. False where it is not all
 * there yet; `*size` is then how many bytes it takes as far as is known, SIZE_MAX where no frame can be that long. */
bool frame_next(struct leat_string bytes, enum frame_kind *kind, struct leat_string *body, size_t *size);

/* Reads a body; everything in `task` and `result` but `batches` then points into it. False where it is malformed.
 * `result->batches` is the caller's, with room for `sinks`. A result may be anybody's: all lengths, counts and ends
 * are proved. */
bool frame_read_task(struct leat_string body, struct task *task);
bool frame_read_result(struct leat_string body, size_t steps, size_t sinks, struct result *result);

#endif
