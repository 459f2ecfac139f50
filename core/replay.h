/* The source of a replay: lines of dead letters in place of what the pipeline reads otherwise. */
#ifndef REPLAY_H
#define REPLAY_H

#include "config.h"

struct replay_options {
    const char *path; /* of the dead letters */
    uint64_t *done;   /* set to how many bytes of them are done with: what they gave is durable */
};

/* Makes the config read dead letters. `options` must outlive it. */
void replay_prepare(struct config *config, struct replay_options *options);

/* Whether the config's records are dead letters. */
bool replay_prepared(const struct config *config);

#endif
