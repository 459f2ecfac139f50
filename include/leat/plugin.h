/* The Leat plugin contract. A plugin includes this one header and links against nothing of Leat's.
 *
 * A plugin is a shared object with one exported symbol, made by LEAT_PLUGIN at the end of its source, that hands the
 * host a constant descriptor. It is found by its file name: `tokenize.so` holds the plugin "tokenize".
 *
 * Threads and processes. No function of a plugin is ever called by two threads, so a plugin needs no lock. Decoders,
 * annotators and encoders run in worker processes that share nothing; each worker has an instance of its own. Sources
 * and sinks run in the supervisor. A worker whose plugin crashes, hangs, or allocates without end is replaced, and the
 * document at fault becomes a dead letter. Keep no state between documents that shows in the output: which worker
 * sees which document is not fixed.
 *
 * In a worker, standard output leads to standard error and standard input is empty. */
#ifndef LEAT_PLUGIN_H
#define LEAT_PLUGIN_H

#include <leat/document.h>
#include <leat/option.h>
#include <leat/result.h>
#include <leat/train.h>

/* A plugin is loaded where its major equals the host's and its minor is not greater. */
#define LEAT_ABI_MAJOR 1
#define LEAT_ABI_MINOR 1

enum leat_kind { LEAT_SOURCE = 1, LEAT_DECODER, LEAT_ANNOTATOR, LEAT_ENCODER, LEAT_SINK };

/* How a source cuts its bytes into records. */
enum leat_framing {
    LEAT_UNCLAIMED, /* no decoder takes this: the source rejects it */
    LEAT_WHOLE,     /* a whole file or message is one record */
    LEAT_LINES,     /* a record is a run of whole lines, best 64 KiB of them; the decoder gets them one by one */
};

/* What the host tells an instance about its place. It outlives the instance. */
struct leat_setup {
    const struct leat_host *host;
    const char *step;      /* its place in the pipeline file, such as "stages[1]" */
    uint64_t max_document; /* bytes; a source rejects a file or line larger than this, without reading it whole */
    bool terminal;         /* encoder: what it writes is shown on a terminal, so colour is welcome */
    bool append;           /* sink: this run adds to what an earlier one wrote, and must not replace it */
    /* source: how to cut what is called `name` (a file name, without the .gz of a compressed one; a media type) */
    enum leat_framing (*framing)(const struct leat_setup *setup, struct leat_string name);
};

/* What a source reads. */
struct leat_record {
    struct leat_string origin; /* a path, an address; the same for all records of one file */
    struct leat_string name;   /* what `framing` was asked with: from it the decoder is chosen */
    uint64_t line;             /* of the first line, from 1; 0 where the record is whole */
    uint64_t offset;           /* of the first byte in the (uncompressed) origin */
    struct leat_string bytes;  /* decoder: the content, a line without its end; unset in a source's `read` */
};

/* A buffer of the host's, to which sources and encoders append. */
struct leat_out {
    char *at;
    size_t length, capacity;
    bool failed;                                      /* there was no memory: the host rejects the whole */
    char *(*grow)(struct leat_out *out, size_t size); /* the host's; leat_out_reserve calls it */
};

/* What a sink gets: the encoded documents of one record, in the order of the input. */
struct leat_batch {
    struct leat_string bytes;
    const uint32_t *ends; /* where each document ends in `bytes` */
    size_t count;         /* of documents */
};

/* What a source or a sink that answered LEAT_AGAIN waits for. */
struct leat_wait {
    int descriptor;        /* or -1 */
    bool writable;         /* wait until it can be written to; otherwise, until it can be read from */
    uint64_t milliseconds; /* call again after this time even so; 0: no limit */
};

/* The descriptor. Append-only: `size` tells how much of it the plugin has. Set what the kind needs, leave out the
 * rest. `self` is what `create` gave, or, without a `create`, the filled options. */
struct leat_plugin {
    size_t size;
    uint16_t abi_major, abi_minor;
    enum leat_kind kind;
    const char *name;    /* lower case letters, digits, - and _; the file's name without .so */
    const char *version; /* "1.0.0" */
    const char *licence; /* an SPDX name: "MIT" */
    const char *summary; /* one line, lower case, no full stop */
    const char *example; /* its JSON in a pipeline file, such as {"plugin": "summarize", "sentences": 3} */

    const char *needs;         /* annotator: layers that an earlier stage must give, parted by spaces */
    const char *uses;          /* annotator: layers that it reads where they are there */
    const char *gives;         /* annotator: layers that it adds; a layer has one giver */
    const char *claims;        /* decoder: suffixes and media types it is taken for: ".txt text/plain" */
    enum leat_framing framing; /* decoder: how its records are cut */
    const char *inputs;        /* source: the option of type PATHS that inputs on the command line replace */
    bool serial;               /* must see all documents in order, in one instance (kept for later; must be false) */

    const struct leat_option *options; /* NULL: it takes none */
    size_t options_size;               /* of the struct that they fill */

    /* Makes an instance. `options` outlives it. LEAT_FATAL with a message where it can't be made. */
    enum leat_result (*create)(const struct leat_setup *setup, const void *options, void **self,
                               struct leat_error *error);
    /* Releases what `create` made. */
    void (*destroy)(void *self);

    /* Annotator: reads one document and adds its layers. OK, DROP, REJECT or FATAL. */
    enum leat_result (*process)(void *self, struct leat_doc *doc, struct leat_error *error);

    /* Decoder: makes document `index` (0, 1, …) of the record; called with rising index until LEAT_END, with the same
     * record. An index at which a worker was lost is left out, so the first call may have another than 0. With
     * LEAT_LINES a record is one line and there is one call, without LEAT_END. OK, DROP, REJECT (the rest of the record
     * is dead), FATAL or END. */
    enum leat_result (*decode)(void *self, const struct leat_record *record, size_t index, struct leat_doc *doc,
                               struct leat_error *error);

    /* Encoder: appends one document to `out`. OK, REJECT or FATAL. */
    enum leat_result (*encode)(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error);

    /* Source: appends the next record's bytes to `bytes` (empty on entry) and describes it in `record`, whose strings
     * stay good until the next call. Never waits: OK, END, AGAIN, or REJECT (`record` names what could not be read; go
     * on calling), or FATAL. */
    enum leat_result (*read)(void *self, struct leat_record *record, struct leat_out *bytes, struct leat_error *error);
    /* Source, may be NULL: the first `count` records of this run are durable in every sink, or in the dead letters. */
    void (*ack)(void *self, uint64_t count);

    /* Sink: takes one batch. Never waits: OK, FATAL, or AGAIN: it took a part, remembers which, and wants the same
     * batch again. */
    enum leat_result (*write)(void *self, const struct leat_batch *batch, struct leat_error *error);
    /* Sink: OK says that all that was written until now is durable; AGAIN, that it can be so only at the end. `last`
     * is set in the final call, when all that was read is written, be it that the source has ended or that a signal
     * stopped it; without it, `destroy` must leave no half result behind. */
    enum leat_result (*commit)(void *self, bool last, struct leat_error *error);
    /* Sink, may be NULL: whether it writes to a terminal. */
    bool (*terminal)(void *self);

    /* Source and sink, NULL where it never waits: what to wait for after LEAT_AGAIN from `read` or `write`. */
    void (*wait)(void *self, struct leat_wait *wait);

    const struct leat_plugin *also; /* a further plugin in the same shared object, of another kind; NULL: no more */

    /* --- since ABI 1.1; a plugin made for 1.0 is shorter, and the host takes what follows as NULL --- */

    /* Annotator, may be NULL: learns a model from documents that carry gold layers, and appends its file's bytes to
     * `model`. The same documents, options and seed give the same bytes. `options` are filled as for `create`, with the
     * option that names a model left empty. OK, or FATAL with a message. */
    enum leat_result (*train)(const struct leat_training *training, const void *options, struct leat_out *model,
                              struct leat_error *error);
};

/* --- appending to a leat_out -------------------------------------------------------------------------------------- */

/* Room for `size` bytes at the end; add what was used to `out->length`. NULL where there is no memory. */
static inline char *leat_out_reserve(struct leat_out *out, size_t size)
{
    return out->capacity - out->length > size ? out->at + out->length : out->grow(out, size);
}

static inline void leat_out_append(struct leat_out *out, struct leat_string bytes)
{
    char *to = leat_out_reserve(out, bytes.length);
    if (to == NULL || bytes.length == 0)
        return;
    memcpy(to, bytes.at, bytes.length);
    out->length += bytes.length;
}

static inline void leat_out_text(struct leat_out *out, const char *text)
{
    leat_out_append(out, leat_string(text));
}

/* --- the entry ---------------------------------------------------------------------------------------------------- */

/* The symbol that the host looks for: its number is LEAT_ABI_MAJOR. */
#define LEAT_ENTRY leat_plugin_1
#define LEAT_ENTRY_NAME "leat_plugin_1"
typedef const struct leat_plugin *leat_entry(void);

#if defined(__GNUC__)
#define LEAT_EXPORT __attribute__((visibility("default")))
#else
#define LEAT_EXPORT
#endif

/* A descriptor's initialiser. For a second plugin in the same shared object, named in the first one's `also`:
 *     const struct leat_plugin jsonl_encoder = LEAT_DESCRIPTOR(.name = "jsonl", .kind = LEAT_ENCODER, …); */
#define LEAT_DESCRIPTOR(...)                                                                                      \
    {                                                                                                             \
        .size = sizeof(struct leat_plugin), .abi_major = LEAT_ABI_MAJOR, .abi_minor = LEAT_ABI_MINOR, __VA_ARGS__ \
    }

/* The last thing in a plugin's source:
 *     LEAT_PLUGIN(.name = "shout", .kind = LEAT_ANNOTATOR, .version = "1.0.0", …) */
#define LEAT_PLUGIN(...)                                                             \
    static const struct leat_plugin leat_plugin_self = LEAT_DESCRIPTOR(__VA_ARGS__); \
    LEAT_EXPORT const struct leat_plugin *LEAT_ENTRY(void);                          \
    LEAT_EXPORT const struct leat_plugin *LEAT_ENTRY(void)                           \
    {                                                                                \
        return &leat_plugin_self;                                                    \
    }

#endif
