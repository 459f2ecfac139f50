/* Any bytes as frames between supervisor and worker; a worker may send anything. */
#include "fuzz.h"

#include "frame.h"

#include <string.h>

enum { STEPS = 4, SINKS = 2 };

volatile uint64_t frame_sum; /* so that all is read */

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    return 0;
}

/* Frames begin at a multiple of eight. */
static void look_at_result(struct leat_string body)
{
    struct leat_batch batches[SINKS];
    struct result result = {.batches = batches};
    if (!frame_read_result(body, STEPS, SINKS, &result))
        return;
    for (size_t i = 0; i < STEPS; i++)
        frame_sum += result.steps[i].in;
    for (size_t i = 0; i < result.letters.length; i++)
        frame_sum += (unsigned char)result.letters.at[i];
    for (size_t i = 0; i < SINKS; i++)
        for (size_t k = 0; k < batches[i].count; k++) {
            FUZZ_HOLDS(batches[i].ends[k] <= batches[i].bytes.length, "document %zu ends outside", k);
            FUZZ_HOLDS(k == 0 || batches[i].ends[k - 1] <= batches[i].ends[k], "document %zu ends before it", k);
            frame_sum += batches[i].ends[k] > 0 ? (unsigned char)batches[i].bytes.at[batches[i].ends[k] - 1] : 0;
        }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    uint64_t *aligned = malloc(length + 8);
    if (aligned == NULL)
        return 0;
    memcpy(aligned, bytes, length);
    struct leat_string rest = {(const char *)aligned, length}, body;
    enum frame_kind kind;
    size_t size;
    while (frame_next(rest, &kind, &body, &size)) {
        FUZZ_HOLDS(size > 0 && size <= rest.length && size % 8 == 0, "a frame of %zu bytes", size);
        if (kind == FRAME_RESULT)
            look_at_result(body);
        rest = (struct leat_string){rest.at + size, rest.length - size};
    }
    free(aligned);
    return 0;
}
