#include "bench.h"
#include "cli.h"
#include "pipeline.h"

#include <inttypes.h>
#include <stdlib.h>

static double megabytes_a_second(const struct bench *bench, uint64_t nanoseconds)
{
    return nanoseconds == 0 ? 0 : (double)bench->bytes * 1e3 / (double)nanoseconds;
}

static void print_table(const struct bench *bench, const struct config *config)
{
    printf("%" PRIu64 " documents, %.1f MB, %u rounds in one process; the fastest of each\n\n", bench->documents,
           (double)bench->bytes / 1e6, bench->rounds);
    printf("%-18s %-14s %9s %9s %7s\n", "step", "plugin", "MB/s", "us/doc", "share");
    for (size_t i = STEP_DECODE; i < bench->step_count; i++) {
        const struct step step = pipeline_step(config, i, config->decoder_count == 1 ? 0 : config->decoder_count);
        printf("%-18s %-14s %9.1f %9.3f %6.1f%%\n", step.place, step.plugin == NULL ? "" : step.plugin->name,
               megabytes_a_second(bench, bench->times[i]), (double)bench->times[i] / 1e3 / (double)bench->documents,
               100.0 * (double)bench->times[i] / (double)bench->whole);
    }
    printf("%-18s %-14s %9.1f %9.3f\n", "all", "", megabytes_a_second(bench, bench->whole),
           (double)bench->whole / 1e3 / (double)bench->documents);
    if (bench->dead > 0 || bench->dropped > 0)
        printf("\n%" PRIu64 " documents were dropped and %" PRIu64 " dead in every round\n", bench->dropped,
               bench->dead);
}

static void print_json(const struct bench *bench, const struct config *config)
{
    printf("{\"documents\":%" PRIu64 ",\"dropped\":%" PRIu64 ",\"dead\":%" PRIu64 ",\"bytes\":%" PRIu64
           ",\"rounds\":%u,\"seconds\":%.9f,\"steps\":[",
           bench->documents, bench->dropped, bench->dead, bench->bytes, bench->rounds, (double)bench->whole / 1e9);
    for (size_t i = STEP_DECODE; i < bench->step_count; i++)
        printf("%s{\"step\":\"%s\",\"seconds\":%.9f}", i == STEP_DECODE ? "" : ",",
               pipeline_step(config, i, config->decoder_count).place, (double)bench->times[i] / 1e9);
    printf("]}\n");
}

static int measure(const struct config *config, double seconds, bool json)
{
    struct bench bench;
    struct leat_error error = {"it gives no reason"};
    const bool good = bench_measure(&bench, config, seconds, &error);
    if (!good)
        fprintf(stderr, "leat bench: %s\n", error.message);
    else if (json)
        print_json(&bench, config);
    else
        print_table(&bench, config);
    bench_free(&bench);
    return good ? CLI_OK : CLI_STOPPED;
}

int cmd_bench(int argc, char **argv)
{
    struct config config = {0};
    struct faults faults = {0};
    const bool json = cli_take_flag(&argc, argv, "--json");
    const char *given = cli_take_value(&argc, argv, "--seconds");
    char *end = NULL;
    const double seconds = given == NULL ? 2 : strtod(given, &end);
    if (given != NULL && (end == given || *end != '\0' || !(seconds >= 0 && seconds <= 3600)))
        return cli_usage("bench", "--seconds takes a number up to 3600");
    if (cli_unknown_flag(argc, argv))
        return CLI_WRONG;
    if (argc < 2)
        return cli_usage("bench", "it needs the pipeline FILE, such as seeds/news.json");
    struct loader *loader = cli_loader();
    int code = CLI_WRONG;
    if (loader != NULL &&
        config_read(&config, argv[1], (const char *const *)argv + 2, (size_t)argc - 2, loader, &faults))
        code = measure(&config, seconds, json);
    cli_print_faults(&faults, stderr);
    config_free(&config);
    fault_free(&faults);
    loader_destroy(loader);
    return code;
}
