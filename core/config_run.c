#include "config.h"

static const char *const workers_words[] = {"auto", NULL};

const struct leat_option config_run_options[] = {
    LEAT_OPTION_INT_OR(struct run_options, workers, "auto", 0, 1024, workers_words,
                       "worker processes; auto: one for each processor, 0: none, all runs in this process"),
    LEAT_OPTION_DURATION(struct run_options, deadline, "10s",
                         "time that one document may take before its worker is stopped; 0: no limit"),
    LEAT_OPTION_DURATION(struct run_options, start_deadline, "60s",
                         "time that the plugins of a worker may take to start; 0: no limit"),
    LEAT_OPTION_SIZE(struct run_options, memory, "1GB", 0, LEAT_UNLIMITED,
                     "memory that one worker may hold; 0: no limit"),
    LEAT_OPTION_INT(struct run_options, window, 256, 1, 1000000, "records in flight at most"),
    LEAT_OPTION_SIZE(struct run_options, window_bytes, "16MB", 1, LEAT_UNLIMITED,
                     "bytes in flight at most, read and written; one record may be larger"),
    LEAT_OPTION_SIZE(struct run_options, max_document, "16MB", 1, 4294967294,
                     "a larger document goes to the dead letters"),
    LEAT_OPTION_AMOUNT(struct run_options, max_failures, 0,
                       "dead documents, as a number or a share, beyond which the run stops; 0: no limit"),
    LEAT_OPTION_PATH(struct run_options, dead_letters, null,
                     "file that dead letters are appended to; - is standard output, null standard error"),
    LEAT_OPTIONS_END};
