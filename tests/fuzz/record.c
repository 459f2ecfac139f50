/* Any bytes as a record of the pipeline in pipelines/PIPELINE.json: decoded, annotated and encoded as in a worker. The
 * books must balance, and the same bytes must come out of a second pass. */
#include "fuzz.h"

#include "buffer.h"
#include "json.h"
#include "work.h"

#include <string.h>

struct loader *record_loader; /* open until the end, as are the others; were it static, it would count as leaked */
static struct config config;
static struct work work;
static struct status status;
static struct leat_out before;

static void release(void)
{
    buffer_free(&before);
    work_destroy(&work);
    config_free(&config);
    loader_destroy(record_loader);
    record_loader = NULL;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    static const bool terminals[8];
    struct faults faults = {0};
    struct leat_error error = {""};
    record_loader = loader_create(getenv("LEAT_PLUGIN_PATH"), PLUGINS);
    const bool read = record_loader != NULL && config_read(&config, PIPELINE, NULL, 0, record_loader, &faults);
    for (size_t i = 0; i < faults.count; i++)
        fprintf(stderr, "%s:%zu: %s\n", PIPELINE, faults.at[i].line, faults.at[i].message);
    FUZZ_HOLDS(read && work_create(&work, &config, terminals, &status, &error) == LEAT_OK, "%s", error.message);
    before = buffer_make();
    fault_free(&faults);
    return atexit(release);
}

static void run(const uint8_t *bytes, size_t length)
{
    struct leat_error error = {""};
    const struct leat_plugin *decoder = config.decoders[0].plugin;
    const struct task task = {.decoder = LETTERS ? (uint32_t)config.decoder_count : 0,
                              .record = {.origin = {"fuzz", 4},
                                         .name = {"fuzz", 4},
                                         .line = LETTERS || decoder->framing == LEAT_LINES,
                                         .bytes = {(const char *)bytes, length}}};
    FUZZ_HOLDS(work_record(&work, &task, &error) == LEAT_OK, "%s", error.message);
}

static void read_line(struct leat_string line)
{
    struct faults faults = {0};
    struct json *root = json_parse("output", 1, line, &faults);
    if (root == NULL)
        FUZZ_HOLDS(false, "%s: %.*s", faults.at[0].message, (int)line.length, line.at);
    json_free(root);
    fault_free(&faults);
}

/* Every line must be JSON. Answers how many there are. */
static size_t lines(struct leat_string bytes)
{
    size_t count = 0;
    for (; bytes.length > 0; count++) {
        const char *end = memchr(bytes.at, '\n', bytes.length);
        FUZZ_HOLDS(end != NULL, "a line without its end");
        const struct leat_string line = {bytes.at, (size_t)(end - bytes.at)};
        read_line(line);
        bytes = (struct leat_string){end + 1, bytes.length - line.length - 1};
    }
    return count;
}

static void balance(const struct result *result)
{
    uint64_t lost = 0;
    for (size_t i = 0; i < pipeline_steps(&config); i++)
        lost += result->steps[i].dropped + result->steps[i].dead;
    FUZZ_HOLDS(result->read == result->written + lost, "read %u, written %u, lost %llu", result->read, result->written,
               (unsigned long long)lost);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    run(bytes, length);
    const struct result *result = &work.result;
    balance(result);
    lines(result->letters);
    FUZZ_HOLDS(lines(result->batches[0].bytes) == result->batches[0].count, "documents and lines differ");
    buffer_reset(&before, 1 << 20);
    leat_out_append(&before, result->letters);
    leat_out_append(&before, result->batches[0].bytes);
    run(bytes, length);
    const struct leat_string letters = result->letters, out = result->batches[0].bytes;
    FUZZ_HOLDS(before.length == letters.length + out.length, "another length in the second pass");
    FUZZ_HOLDS(letters.length == 0 || memcmp(before.at, letters.at, letters.length) == 0, "other letters");
    FUZZ_HOLDS(out.length == 0 || memcmp(before.at + letters.length, out.at, out.length) == 0, "another output");
    return 0;
}
