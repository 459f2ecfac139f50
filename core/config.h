/* The pipeline file: read, checked whole, and resolved to plugins and their filled options. */
#ifndef CONFIG_H
#define CONFIG_H

#include "document.h"
#include "fault.h"
#include "loader.h"

/* A plugin with its options at its place in the pipeline. */
struct step {
    const struct leat_plugin *plugin;
    void *options;     /* filled; NULL where it takes none */
    const char *place; /* "source", "source.decode", "stages[1]", "sinks[0]", "sinks[0].encode" */
};

struct output {
    struct step sink, encoder;
};

/* The "run" object, filled from an option table like any plugin's. */
struct run_options {
    int64_t workers;                 /* 0: inline; -1 ("auto"): one for each processor */
    uint64_t deadline;               /* nanoseconds for one document; 0: none */
    uint64_t start_deadline;         /* nanoseconds for making a worker's instances; 0: none */
    uint64_t memory;                 /* bytes that one worker may hold; 0: no limit */
    int64_t window;                  /* records in flight */
    uint64_t window_bytes;           /* their bytes, in and out */
    uint64_t max_document;           /* bytes */
    struct leat_amount max_failures; /* documents, or a share of those read once there are 100; 0: no limit */
    const char *dead_letters;        /* a path; "-": standard output; NULL: standard error */
};

struct config {
    const char *path; /* the pipeline file */
    struct step source;
    struct step *decoders; /* the one that `decode` names; without it, all that claim something and need no option */
    size_t decoder_count;
    bool decoder_named;
    struct step *stages;
    size_t stage_count;
    struct access *access; /* what each stage may read and add to, parallel to `stages` */
    struct layout layout;
    struct output *outputs;
    size_t output_count;
    struct run_options run;
    struct arena arena; /* holds all of the above */
};

/* Reads a pipeline file. `inputs`, where there are any, replace the source's paths; they are relative to the working
 * folder. False where anything is wrong: `faults` then holds all of it. The plugins belong to the loader, which must
 * outlive the config. Free it in either case. */
bool config_read(struct config *config, const char *path, const char *const *inputs, size_t input_count,
                 struct loader *loader, struct faults *faults);

void config_free(struct config *config);

/* The table that the "run" object is filled by. */
extern const struct leat_option config_run_options[];

/* The decoder for a record of this name (a file name without .gz or .zst, or a media type): the named one, else the one
 * that claims it; decoder_count where none does. */
size_t config_decoder(const struct config *config, struct leat_string name);

#endif
