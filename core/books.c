#include "books.h"

#include "status.h"

#include <inttypes.h>
#include <stdlib.h>

bool books_create(struct books *books, size_t step_count)
{
    *books = (struct books){.steps = calloc(step_count, sizeof *books->steps), .step_count = step_count};
    return books->steps != NULL;
}

void books_destroy(struct books *books)
{
    free(books->steps);
    *books = (struct books){0};
}

void books_enter(struct books *books, const struct result *result, size_t sinks)
{
    books->read += result->read;
    books->written += result->written;
    for (size_t i = 0; i < books->step_count; i++) {
        books->steps[i].in += result->steps[i].in;
        books->steps[i].dropped += result->steps[i].dropped;
        books->steps[i].dead += result->steps[i].dead;
        books->dropped += result->steps[i].dropped;
        books->dead += result->steps[i].dead;
    }
    for (size_t i = 0; i < sinks; i++)
        books->bytes_out += result->batches[i].bytes.length;
}

bool books_excessive(const struct books *books, struct leat_amount limit, struct leat_error *error)
{
    enum { FEW = 100 }; /* documents, below which a share says nothing */
    if (limit.value <= 0)
        return false;
    if (limit.percent && (books->read < FEW || (double)books->dead * 100 <= limit.value * (double)books->read))
        return false;
    if (!limit.percent && (double)books->dead <= limit.value)
        return false;
    leat_fail(error, LEAT_FATAL, "%" PRIu64 " of %" PRIu64 " documents failed, and run.max_failures allows %g%s",
              books->dead, books->read, limit.value, limit.percent ? "%" : "");
    return true;
}

bool books_balance(const struct books *books, struct leat_error *error)
{
    for (size_t i = STEP_DECODE; i < books->step_count; i++) {
        const struct step_books *step = &books->steps[i];
        const uint64_t left = step->in - step->dropped - step->dead;
        const uint64_t next = i + 1 < books->step_count ? books->steps[i + 1].in : books->written;
        if (left != next) {
            leat_fail(error, LEAT_FATAL,
                      "the books do not balance behind step %zu: %" PRIu64 " in, %" PRIu64 " dropped, %" PRIu64
                      " dead, but %" PRIu64 " went on",
                      i, step->in, step->dropped, step->dead, next);
            return false;
        }
    }
    if (books->read == books->written + books->dropped + books->dead)
        return true;
    leat_fail(error, LEAT_FATAL,
              "the books do not balance: %" PRIu64 " read, but %" PRIu64 " written, %" PRIu64 " dropped, %" PRIu64
              " dead",
              books->read, books->written, books->dropped, books->dead);
    return false;
}
