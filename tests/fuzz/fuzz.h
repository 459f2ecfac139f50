/* What every fuzz target has: the two functions that libFuzzer calls, and replay.c in its place. */
#ifndef FUZZ_H
#define FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Called once, before the first input. */
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* One input. What must not happen ends the program. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Ends the program where `truth` does not hold, in every build. */
#define FUZZ_HOLDS(truth, ...)                                          \
    do {                                                                \
        if (!(truth)) {                                                 \
            fprintf(stderr, "%s:%d: %s: ", __FILE__, __LINE__, #truth); \
            fprintf(stderr, __VA_ARGS__);                               \
            fputc('\n', stderr);                                        \
            abort();                                                    \
        }                                                               \
    } while (0)

#endif
