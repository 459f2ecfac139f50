#include "bench.h"

#include "records.h"
#include "work.h"

#include <stdlib.h>

enum { FEWEST_ROUNDS = 3 };

/* The records, each in a slot of its own. */
struct store {
    struct slot *at;
    size_t count, capacity;
    uint64_t bytes;
};

/* Takes the next record. OK, or what ends the reading; a record that can't be read is passed over. */
static enum leat_result take(struct store *store, struct records *records, struct leat_error *error)
{
    void *slots = store->at;
    if (!memory_grow(&slots, &store->capacity, store->count + 1, sizeof *store->at))
        return leat_fail(error, LEAT_FATAL, "there is no memory for the records");
    store->at = slots;
    struct slot *slot = &store->at[store->count];
    records_slot_make(slot);
    const enum leat_result result = records_next(records, slot, error);
    if (result == LEAT_OK) {
        store->count++;
        store->bytes += slot->content.length;
        return store->bytes < BENCH_INPUT_MAX ? LEAT_OK : LEAT_END;
    }
    records_slot_free(slot);
    return result == LEAT_REJECT ? LEAT_OK : result;
}

static bool read_all(struct store *store, const struct config *config, struct leat_error *error)
{
    struct records records;
    enum leat_result result = records_open(&records, config, error);
    while (result == LEAT_OK)
        result = take(store, &records, error);
    records_close(&records);
    return result == LEAT_END;
}

static void free_store(struct store *store)
{
    for (size_t i = 0; i < store->count; i++)
        records_slot_free(&store->at[i]);
    free(store->at);
}

static bool run_round(struct bench *bench, struct work *work, const struct store *store, struct leat_error *error)
{
    const uint64_t started = status_clock();
    bench->documents = bench->dead = bench->dropped = 0;
    memset(work->times, 0, bench->step_count * sizeof *work->times);
    for (size_t i = 0; i < store->count; i++) {
        if (work_record(work, &store->at[i].task, error) != LEAT_OK)
            return false;
        bench->documents += work->result.read;
        for (size_t step = 0; step < bench->step_count; step++) {
            bench->dead += work->steps[step].dead;
            bench->dropped += work->steps[step].dropped;
        }
    }
    const uint64_t whole = status_clock() - started;
    for (size_t step = 0; step < bench->step_count; step++)
        if (bench->rounds == 0 || work->times[step] < bench->times[step])
            bench->times[step] = work->times[step];
    if (bench->rounds == 0 || whole < bench->whole)
        bench->whole = whole;
    bench->rounds++;
    return true;
}

static bool run_rounds(struct bench *bench, const struct config *config, const struct store *store, double seconds,
                       struct leat_error *error)
{
    struct work work = {0};
    struct status *status = status_create();
    bool *coloured = calloc(config->output_count, sizeof *coloured);
    uint64_t *times = calloc(bench->step_count, sizeof *times);
    bool good = status != NULL && coloured != NULL && times != NULL && bench->times != NULL;
    if (!good)
        leat_fail(error, LEAT_FATAL, "there is no memory for the pipeline");
    good = good && work_create(&work, config, coloured, status, error) == LEAT_OK;
    work.times = times;
    const uint64_t started = status_clock();
    while (good && (bench->rounds < FEWEST_ROUNDS || (double)(status_clock() - started) / 1e9 < seconds))
        good = run_round(bench, &work, store, error);
    work_destroy(&work);
    free(times);
    free(coloured);
    status_destroy(status);
    return good;
}

bool bench_measure(struct bench *bench, const struct config *config, double seconds, struct leat_error *error)
{
    struct store store = {0};
    *bench = (struct bench){.step_count = pipeline_steps(config)};
    bench->times = calloc(bench->step_count, sizeof *bench->times);
    bool good = read_all(&store, config, error);
    bench->bytes = store.bytes;
    if (good && store.count == 0) {
        leat_fail(error, LEAT_FATAL, "the source has no record that can be read");
        good = false;
    }
    good = good && run_rounds(bench, config, &store, seconds, error);
    free_store(&store);
    return good;
}

void bench_free(struct bench *bench)
{
    free(bench->times);
    *bench = (struct bench){0};
}
