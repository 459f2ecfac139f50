/* What a step answers, and how it says why. Part of the Leat plugin contract; see leat/plugin.h. */
#ifndef LEAT_RESULT_H
#define LEAT_RESULT_H

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

enum leat_result {
    LEAT_OK = 0,     /* done */
    LEAT_DROP = 1,   /* annotator, decoder: leave this document out on purpose; it is counted, nothing is wrong */
    LEAT_REJECT = 2, /* this document (or record) is bad: it becomes a dead letter, the stream goes on */
    LEAT_FATAL = 3,  /* the pipeline can't go on: the run stops with the message */
    LEAT_END = 4,    /* source: there is no further record; decoder: this record holds no further document */
    LEAT_AGAIN = 5,  /* source, sink: nothing can be done without waiting; ask `wait` what for, then call again */
};

/* The reason for a result other than LEAT_OK, as one sentence without a full stop: what is wrong, where, and what
 * would be accepted. The caller owns it; it needs no release. */
struct leat_error {
    char message[480];
};

#if defined(__GNUC__)
#define LEAT_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define LEAT_PRINTF(at, first)
#endif

/* Sets the message, cut to the room there is at a character's end, and returns `result`, so that a step can end with
 *     return leat_fail(error, LEAT_REJECT, "byte %zu is not UTF-8", offset); */
LEAT_PRINTF(3, 4)
static inline enum leat_result leat_fail(struct leat_error *error, enum leat_result result, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    const int length = vsnprintf(error->message, sizeof error->message, format, values);
    va_end(values);
    size_t end = sizeof error->message - 1;
    if (length < 0 || (size_t)length <= end)
        return result;
    while (end > 0 && ((unsigned char)error->message[end - 1] & 0xC0) == 0x80) /* not in the middle of a character */
        end--;
    error->message[end > 0 && (unsigned char)error->message[end - 1] >= 0xC0 ? end - 1 : end] = '\0';
    return result;
}

#endif
