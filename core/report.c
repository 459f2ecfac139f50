#include "report.h"

#include "buffer.h"
#include "emit.h"
#include "pipeline.h"
#include "terminal.h"

#include <inttypes.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

struct progress {
    uint64_t started;
    bool shown;
};

static double seconds_since(uint64_t started)
{
    return (double)(status_clock() - started) / 1e9;
}

static void show_progress(void *user, const struct books *books)
{
    struct progress *progress = user;
    const double seconds = seconds_since(progress->started);
    fprintf(stderr, "\r%" PRIu64 " documents, %.1f MB, %.1f MB/s, %" PRIu64 " dead\033[K", books->read,
            (double)books->bytes_in / 1e6, (double)books->bytes_in / 1e6 / seconds, books->dead);
    fflush(stderr);
    progress->shown = true;
}

static const char *end_name(enum run_end end)
{
    static const char *const names[] = {"done", "interrupted", "failed"};
    return names[end];
}

static void print_line(const struct config *config, const struct books *books, enum run_end end, double seconds)
{
    const bool good = end == RUN_DONE && books->dead == 0, colour = terminal_colour(stderr);
    fprintf(stderr, "%s%s%s: %" PRIu64 " read, %" PRIu64 " written, %" PRIu64 " dropped, %" PRIu64 " dead",
            terminal_style(colour, good ? TERMINAL_GREEN : TERMINAL_RED), end_name(end),
            terminal_style(colour, TERMINAL_PLAIN), books->read, books->written, books->dropped, books->dead);
    if (books->dead > 0 && config->run.dead_letters != NULL)
        fprintf(stderr, " (see %s)", config->run.dead_letters);
    if (books->restarts > 0)
        fprintf(stderr, ", %" PRIu64 " workers replaced", books->restarts);
    fprintf(stderr, "; %.1f MB in %.2f s\n", (double)books->bytes_in / 1e6, seconds);
}

/* The most memory that this process, or the largest of its workers, ever held, in bytes. */
static long peak(int who)
{
    struct rusage usage = {0};
    getrusage(who, &usage);
    return usage.ru_maxrss * 1024;
}

static void append_step(struct leat_out *out, const struct step *step, const struct step_books *counts)
{
    buffer_printf(out, "{\"step\":\"%s\",\"plugin\":", step->place);
    if (step->plugin != NULL)
        emit_quote(out, leat_string(step->plugin->name));
    else
        leat_out_text(out, "null");
    buffer_printf(out, ",\"in\":%" PRIu64 ",\"dropped\":%" PRIu64 ",\"dead\":%" PRIu64 "}", counts->in, counts->dropped,
                  counts->dead);
}

/* `error` is NULL where there is none. */
static void print_json(const struct config *config, const struct books *books, enum run_end end, double seconds,
                       const char *error)
{
    struct leat_out out = buffer_make();
    buffer_printf(
        &out,
        "{\"end\":\"%s\",\"records\":%" PRIu64 ",\"read\":%" PRIu64 ",\"written\":%" PRIu64 ",\"dropped\":%" PRIu64
        ",\"dead\":%" PRIu64 ",\"bytes_in\":%" PRIu64 ",\"bytes_out\":%" PRIu64 ",\"restarts\":%" PRIu64
        ",\"overruns\":%" PRIu64 ",\"seconds\":%.3f,\"peak_supervisor\":%ld,\"peak_worker\":%ld,\"error\":",
        end_name(end), books->records, books->read, books->written, books->dropped, books->dead, books->bytes_in,
        books->bytes_out, books->restarts, books->overruns, seconds, peak(RUSAGE_SELF), peak(RUSAGE_CHILDREN));
    if (error != NULL)
        emit_quote(&out, leat_string(error));
    else
        leat_out_text(&out, "null");
    leat_out_text(&out, ",\"steps\":[");
    for (size_t i = 0; i < books->step_count; i++) {
        const struct step step = pipeline_step(config, i, config->decoder_named ? 0 : config->decoder_count);
        if (i > 0)
            leat_out_text(&out, ",");
        append_step(&out, &step, &books->steps[i]);
    }
    leat_out_text(&out, "]}\n");
    if (!out.failed)
        fwrite(out.at, 1, out.length, stderr);
    buffer_free(&out);
}

int report_run(const struct config *config, const struct run_manner *manner, const struct report_manner *how)
{
    struct progress progress = {.started = status_clock()};
    struct run_manner watched = *manner;
    struct books books;
    struct leat_error error = {"it gives no reason"};
    if (isatty(STDERR_FILENO) && !how->quiet && !how->json) {
        watched.progress = show_progress;
        watched.user = &progress;
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a write past the limit of a file's size fails instead */
    const enum run_end end = run_pipeline(config, &watched, &books, &error);
    const double seconds = seconds_since(progress.started);
    if (progress.shown)
        fprintf(stderr, "\r\033[K");
    if (end == RUN_FAILED && !how->json)
        fprintf(stderr, "leat: %s\n", error.message);
    if (how->json)
        print_json(config, &books, end, seconds, end == RUN_FAILED ? error.message : NULL);
    else if (books.step_count > 0 && (!how->quiet || end != RUN_DONE || books.dead > 0))
        print_line(config, &books, end, seconds);
    const bool dead = books.dead > 0;
    books_destroy(&books);
    return end != RUN_DONE ? CLI_STOPPED : dead ? CLI_DEAD : CLI_OK;
}
