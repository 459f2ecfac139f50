/* Runs a pipeline and tells how it goes: progress on a terminal, one summary line always. */
#ifndef REPORT_H
#define REPORT_H

#include "cli.h"
#include "run.h"

struct report_manner {
    bool json;  /* the summary is one line of JSON, with the books of every step */
    bool quiet; /* no progress, and no summary unless something went wrong */
};

/* Returns a cli_exit. All of it goes to standard error: standard output may be a sink. */
int report_run(const struct config *config, const struct run_manner *manner, const struct report_manner *how);

#endif
