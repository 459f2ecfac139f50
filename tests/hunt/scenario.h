/* What is tried without memory. */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <leat/result.h>

#include <stdbool.h>

/* What came of one run. */
struct trial {
    bool failed;             /* it ended with an error, which `error` tells */
    struct leat_error error; /* empty at the start */
};

struct scenario {
    const char *name;
    void (*run)(struct trial *trial);         /* leaves no block behind, whatever happens */
    bool (*prove)(const struct trial *trial); /* whether what it left behind is right; asks for no memory */
};

/* The last has no name. */
extern const struct scenario scenarios[];

/* Makes ready in a folder of its own, to run the plugins of one folder over `paths`, whose last is NULL; no globs, as
 * glibc's glob frees twice what it has no memory to go on with. False where it can't. */
bool scenario_begin(const char *plugins, char *const *paths);
void scenario_end(void);

#endif
