/* A worker process: takes tasks from its socket, hands results back, and knows nothing else. */
#ifndef WORKER_H
#define WORKER_H

#include "config.h"
#include "status.h"

/* The whole life of a freshly forked worker: gives up what it inherited from the supervisor (descriptors, signal
 * handlers), then works on what comes over `socket` until the other end closes. Does not return. */
_Noreturn void worker_run(int socket, const struct config *config, const bool *coloured, struct status *status);

#endif
