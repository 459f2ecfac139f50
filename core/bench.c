#include "bench.h"

#include "buffer.h"
#include "intake.h"
#include "work.h"

#include <stdlib.h>

enum { FEWEST_ROUNDS = 3 };

/* The records, each in a slot of its own. */
struct records {
    struct slot *at;
    size_t count, capacity;
    uint64_t bytes;
    bool waiting;
};

static void on_ready(void *user)
{
    ((struct records *)user)->waiting = false;
}

/* Takes the next record. OK, or what ends the reading; a record that can't be read is passed over. */
static enum leat_result take(struct records *records, struct intake *intake, uv_loop_t *loop, struct leat_error *error)
{
    void *slots = records->at;
    if (!memory_grow(&slots, &records->capacity, records->count + 1, sizeof *records->at))
        return leat_fail(error, LEAT_FATAL, "there is no memory for the records");
    records->at = slots;
    struct slot *slot = &records->at[records->count];
    *slot = (struct slot){.content = buffer_make(), .names = buffer_make(), .result = buffer_make()};
    const enum leat_result result = intake_read(intake, slot, error);
    if (result == LEAT_OK) {
        records->count++;
        records->bytes += slot->content.length;
        return records->bytes < BENCH_INPUT_MAX ? LEAT_OK : LEAT_END;
    }
    buffer_free(&slot->result);
    buffer_free(&slot->names);
    buffer_free(&slot->content);
    records->waiting = result == LEAT_AGAIN;
    while (records->waiting)
        uv_run(loop, UV_RUN_ONCE);
    return result == LEAT_END || result == LEAT_FATAL ? result : LEAT_OK;
}

static bool read_all(struct records *records, const struct config *config, struct leat_error *error)
{
    uv_loop_t loop;
    struct intake intake = {.waiter = {.epoll = -1}};
    if (uv_loop_init(&loop) != 0) {
        leat_fail(error, LEAT_FATAL, "can't make an event loop");
        return false;
    }
    enum leat_result result = intake_create(&intake, config, &loop, on_ready, records, error);
    while (result == LEAT_OK)
        result = take(records, &intake, &loop, error);
    intake_close(&intake);
    uv_run(&loop, UV_RUN_DEFAULT);
    intake_destroy(&intake);
    uv_loop_close(&loop);
    return result == LEAT_END;
}

static void free_records(struct records *records)
{
    for (size_t i = 0; i < records->count; i++) {
        buffer_free(&records->at[i].names);
        buffer_free(&records->at[i].content);
    }
    free(records->at);
}

static bool run_round(struct bench *bench, struct work *work, const struct records *records, struct leat_error *error)
{
    const uint64_t started = status_clock();
    bench->documents = bench->dead = bench->dropped = 0;
    memset(work->times, 0, bench->step_count * sizeof *work->times);
    for (size_t i = 0; i < records->count; i++) {
        if (work_record(work, &records->at[i].task, error) != LEAT_OK)
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

static bool run_rounds(struct bench *bench, const struct config *config, const struct records *records, double seconds,
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
        good = run_round(bench, &work, records, error);
    work_destroy(&work);
    free(times);
    free(coloured);
    status_destroy(status);
    return good;
}

bool bench_measure(struct bench *bench, const struct config *config, double seconds, struct leat_error *error)
{
    struct records records = {0};
    *bench = (struct bench){.step_count = pipeline_steps(config)};
    bench->times = calloc(bench->step_count, sizeof *bench->times);
    bool good = read_all(&records, config, error);
    bench->bytes = records.bytes;
    if (good && records.count == 0) {
        leat_fail(error, LEAT_FATAL, "the source has no record that can be read");
        good = false;
    }
    good = good && run_rounds(bench, config, &records, seconds, error);
    free_records(&records);
    return good;
}

void bench_free(struct bench *bench)
{
    free(bench->times);
    *bench = (struct bench){0};
}
