#include "scenario.h"

#include "buffer.h"
#include "checker.h"
#include "eval_report.h"
#include "run.h"
#include "wire.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CONTENT_MAX = 1 << 20 };

/* What a run leaves in the files of its folder. */
struct content {
    char bytes[CONTENT_MAX];
    size_t length;
};

static struct {
    char folder[64], good[128], bad[128], measured[128], gold[128], sinks[2][128], dead[128];
    const char *plugins;
    struct loader *loader;
    struct config config;
    bool configured;
    uint64_t dead_count;
    struct content expected[2], found;
    struct content expected_table, table;
    uint64_t lost;
} scene;

static bool always(const struct trial *trial)
{
    (void)trial;
    return true;
}

static void fail(struct trial *trial, const char *reason)
{
    trial->failed = true;
    (void)leat_fail(&trial->error, LEAT_REJECT, "%s", reason);
}

/* --- a document, its annotations and its wire form ---------------------------------------------------------------- */

static const struct layout layout = {.names = {"token", "entity"}, .count = 2};

static void fill(struct document *document, struct leat_error *error)
{
    struct leat_doc *doc = &document->shown;
    const struct leat_value value = {.kind = LEAT_VALUE_STRING, .string = {"v", 1}};
    document_enter(document, (struct access){.decoding = true});
    if (leat_doc_set_text(doc, leat_string("Zoë paid €350."), error) == LEAT_OK) {
        leat_doc_set_id(doc, leat_string("a"));
        leat_doc_set_title(doc, leat_string("t"));
        leat_doc_set_meta(doc, leat_string("k"), &value);
    }
}

static void annotate(struct document *document)
{
    struct leat_doc *doc = &document->shown;
    char label[16];
    document_enter(document, (struct access){.readable = 3, .writable = 3});
    struct leat_span *spans = leat_doc_reserve(doc, "token", 40);
    if (spans != NULL)
        spans[0] = (struct leat_span){0, 4};
    leat_doc_commit(doc, "token", 1);
    for (int i = 0; i < 70; i++) { /* enough labels for their table to grow, enough values for a second block */
        snprintf(label, sizeof label, "LABEL%d", i);
        const size_t index = leat_doc_add(doc, "entity", (struct leat_span){10, 13}, label);
        leat_doc_set_number(doc, "entity", index, "score", 0.5);
        leat_doc_set_string(doc, "entity", index, "name", leat_string("a value of some length"));
    }
    (void)leat_doc_alloc(doc, 10000);
    (void)leat_doc_offset(doc, 13, LEAT_UTF16);
}

static void run_document(struct trial *trial)
{
    struct leat_out out = buffer_make();
    struct document *document = document_create(&layout, 1 << 20), *copy = document_create(&layout, 1 << 20);
    size_t used;
    if (document == NULL || copy == NULL) {
        fail(trial, "there is no memory for a document");
    } else {
        fill(document, &trial->error);
        enum leat_result result = document_leave(document, LEAT_OK, &trial->error);
        if (result == LEAT_OK) {
            annotate(document);
            result = document_leave(document, result, &trial->error);
        }
        if (result == LEAT_OK)
            wire_write(document, &out);
        if (result == LEAT_OK && out.failed)
            result = leat_fail(&trial->error, LEAT_REJECT, "there is no memory for the wire form");
        if (result == LEAT_OK)
            result = wire_read(copy, (struct leat_string){out.at, out.length}, &used, &trial->error);
        if (result == LEAT_OK)
            result = checker_prove(copy, &trial->error);
        trial->failed = result != LEAT_OK;
        document_reset(document);
    }
    buffer_free(&out);
    document_destroy(copy);
    document_destroy(document);
}

/* --- configuration and plugins ------------------------------------------------------------------------------------ */

static void read_config(struct trial *trial, const char *path, bool wrong)
{
    struct config config = {0};
    struct faults faults = {0};
    struct loader *loader = loader_create(NULL, scene.plugins);
    if (loader == NULL) {
        fail(trial, "there is no memory for the loader");
        return;
    }
    const bool read = config_read(&config, path, NULL, 0, loader, &faults);
    if (read != (faults.count == 0))
        (void)leat_fail(&trial->error, LEAT_FATAL, "config_read answers %d with %zu faults", read, faults.count);
    else if (!read && !wrong)
        fail(trial, faults.at != NULL && faults.at[0].message != NULL ? faults.at[0].message : "no memory for faults");
    else if (read && wrong)
        (void)leat_fail(&trial->error, LEAT_FATAL, "a faulty file is taken");
    config_free(&config);
    fault_free(&faults);
    loader_destroy(loader);
}

static void run_config(struct trial *trial)
{
    read_config(trial, scene.good, false);
}

static void run_faults(struct trial *trial)
{
    read_config(trial, scene.bad, true);
}

/* Whoever did not fail left no message. */
static bool prove_config(const struct trial *trial)
{
    return trial->failed || trial->error.message[0] == '\0';
}

static void run_plugins(struct trial *trial)
{
    size_t count = 0;
    struct loader *loader = loader_create(NULL, scene.plugins);
    if (loader == NULL || loader_list(loader, &count) == NULL)
        fail(trial, "there is no memory for the list");
    loader_destroy(loader);
}

/* --- a whole run, inline ------------------------------------------------------------------------------------------ */

/* The plugins stay open from the first run on, which is the one without a refusal; before it they are not, so that the
 * scenarios above open them in truth. */
static bool configure(struct trial *trial)
{
    struct faults faults = {0};
    scene.loader = loader_create(NULL, scene.plugins);
    scene.configured = scene.loader != NULL && config_read(&scene.config, scene.good, NULL, 0, scene.loader, &faults);
    if (!scene.configured)
        fail(trial, faults.count > 0 ? faults.at[0].message : "there is no memory for the loader");
    fault_free(&faults);
    return scene.configured;
}

static void run_run(struct trial *trial)
{
    for (int i = 0; i < 2; i++)
        unlink(scene.sinks[i]);
    unlink(scene.dead);
    if (!scene.configured && !configure(trial))
        return;
    struct books books;
    const struct run_manner manner = {.signals = false};
    trial->failed = run_pipeline(&scene.config, &manner, &books, &trial->error) != RUN_DONE;
    scene.dead_count = books.dead;
    books_destroy(&books);
}

static bool look(const char *path, struct content *output)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return false;
    const ssize_t length = read(file, output->bytes, CONTENT_MAX);
    close(file);
    output->length = length < 0 ? 0 : (size_t)length;
    return length >= 0 && length < CONTENT_MAX;
}

/* Lines of the dead letters. */
static size_t letters(void)
{
    size_t lines = 0;
    if (look(scene.dead, &scene.found))
        for (size_t i = 0; i < scene.found.length; i++)
            lines += scene.found.bytes[i] == '\n';
    return lines;
}

/* A run that is done has written every document but those in the dead letters. One that failed may have replaced the
 * file of one sink before the other sink failed; a file that is there is whole. */
static bool prove_run(const struct trial *trial)
{
    if (!trial->failed && letters() != scene.dead_count)
        return false;
    for (int i = 0; i < 2; i++) {
        struct content *expected = &scene.expected[i];
        const bool there = look(scene.sinks[i], &scene.found);
        if (!there && !trial->failed)
            return false;
        if (!there || scene.dead_count != 1) /* one of the articles is broken */
            continue;
        if (expected->length == 0)
            *expected = scene.found;
        if (scene.found.length != expected->length || memcmp(scene.found.bytes, expected->bytes, expected->length) != 0)
            return false;
    }
    return true;
}

/* --- measuring by gold ----------------------------------------------------------------------------------------------
 */

static void count_loss(void *user, const struct corpus_loss *loss)
{
    (void)user, (void)loss;
    scene.lost++;
}

/* Keeps what was told. */
static bool keep_table(const struct leat_out *out)
{
    if (out->failed || out->length >= CONTENT_MAX)
        return false;
    memcpy(scene.table.bytes, out->at, out->length);
    scene.table.length = out->length;
    return true;
}

static void measure(struct config *config, struct trial *trial)
{
    struct gold gold = {.count = 0};
    struct evaluation evaluation = {0};
    struct leat_out out = buffer_make();
    const struct evaluation_plan plan = {
        .source = config, .pipeline = config, .gold = &gold, .misses = true, .lose = count_loss};
    static const char *const layers[] = {"token", "entity", "sentence"};
    bool good = true;
    for (size_t i = 0; i < 3; i++)
        good = good && gold_add(&gold, layers[i], i == 2 ? "abstract" : NULL, &config->layout, &config->arena);
    if (!good)
        fail(trial, "there is no memory for the gold");
    else
        trial->failed = evaluation_run(&plan, &evaluation, &trial->error) != LEAT_OK;
    if (!trial->failed) {
        eval_report_table(&plan, &evaluation, 9, false, &out);
        eval_report_json(&plan, &evaluation, 9, &out);
        if (!keep_table(&out))
            fail(trial, "there is no memory for the table");
    }
    buffer_free(&out);
    evaluation_free(&evaluation);
}

static void run_measuring(struct trial *trial)
{
    struct config config = {0};
    struct faults faults = {0};
    scene.lost = 0;
    if (config_read(&config, scene.measured, NULL, 0, scene.loader, &faults))
        measure(&config, trial);
    else
        fail(trial, faults.count > 0 ? faults.at[0].message : "no memory for faults");
    config_free(&config);
    fault_free(&faults);
}

/* Where nothing was lost, the table is what it always is. */
static bool prove_measuring(const struct trial *trial)
{
    struct content *expected = &scene.expected_table;
    if (trial->failed || scene.lost > 0)
        return true;
    if (expected->length == 0)
        *expected = scene.table;
    return scene.table.length == expected->length && memcmp(scene.table.bytes, expected->bytes, expected->length) == 0;
}

const struct scenario scenarios[] = {
    {"document", run_document, always},
    {"config", run_config, prove_config},
    {"faults", run_faults, prove_config},
    {"plugins", run_plugins, always},
    {"run", run_run, prove_run},
    {"measuring", run_measuring, prove_measuring},
    {NULL, NULL, NULL},
};

/* --- the scene ---------------------------------------------------------------------------------------------------- */

static bool write_file(const char *path, struct leat_out *content)
{
    const int file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    const bool written = file >= 0 && write(file, content->at, content->length) == (ssize_t)content->length;
    if (file >= 0)
        close(file);
    buffer_free(content);
    return written;
}

static bool write_good(char *const *paths)
{
    struct leat_out out = buffer_make();
    leat_out_text(&out, "{\"source\": {\"plugin\": \"files\", \"paths\": [");
    for (size_t i = 0; paths[i] != NULL; i++)
        buffer_printf(&out, "%s\"%s\"", i > 0 ? ", " : "", paths[i]);
    leat_out_text(&out, "]},\n"
                        " \"stages\": [{\"plugin\": \"tokenize\"}, {\"plugin\": \"entities\"}],\n"
                        " \"sinks\": [{\"plugin\": \"file\", \"path\": \"one\", \"encode\": {\"plugin\": \"jsonl\"}},\n"
                        "           {\"plugin\": \"file\", \"path\": \"two\", \"encode\": {\"plugin\": \"text\"}}],\n"
                        " \"run\": {\"workers\": 0, \"dead_letters\": \"dead\"}}\n");
    return write_file(scene.good, &out);
}

static bool write_bad(void)
{
    struct leat_out out = buffer_make();
    leat_out_text(&out, "{\"sorce\": {\"plugin\": \"flies\", \"paths\": 3, \"x\": \"${HUNT_UNSET}\"},\n"
                        " \"stages\": [{\"plugin\": \"entities\"}, {\"plugin\": \"nothing\"}, 7],\n"
                        " \"sinks\": [{\"plugin\": \"file\"}], \"run\": {\"workers\": \"many\"}}\n");
    return write_file(scene.bad, &out);
}

static bool write_measured(void)
{
    struct leat_out out = buffer_make(), gold = buffer_make();
    buffer_printf(&out,
                  "{\"source\": {\"plugin\": \"files\", \"paths\": [\"%s\"]}, \"stages\": [{\"plugin\": \"tokenize\"}, "
                  "{\"plugin\": \"entities\"}],\n \"sinks\": [{\"plugin\": \"file\", \"path\": \"one\", \"encode\": "
                  "{\"plugin\": \"jsonl\"}}]}\n",
                  scene.gold);
    leat_out_text(&gold,
                  "{\"text\": \"Zoë Ng paid €350.\", \"entities\": [[0, 3, \"PER\"], [12, 16, \"MONEY\", \"SUM\"]], "
                  "\"tokens\": [[0, 6], [7, 11]]}\n"
                  "{\"text\": \"They met in Seoul.\", \"entities\": [{\"begin\": 12, \"end\": 17, \"label\": "
                  "\"LOC\", \"known\": true}], \"abstract\": [\"They met.\", \"In Seoul.\"]}\n");
    const bool written = write_file(scene.measured, &out);
    return write_file(scene.gold, &gold) && written;
}

bool scenario_begin(const char *plugins, char *const *paths)
{
    snprintf(scene.folder, sizeof scene.folder, "/tmp/leat-hunt-XXXXXX");
    if (mkdtemp(scene.folder) == NULL)
        return false;
    snprintf(scene.good, sizeof scene.good, "%s/good.json", scene.folder);
    snprintf(scene.bad, sizeof scene.bad, "%s/bad.json", scene.folder);
    snprintf(scene.sinks[0], sizeof scene.sinks[0], "%s/one", scene.folder);
    snprintf(scene.sinks[1], sizeof scene.sinks[1], "%s/two", scene.folder);
    snprintf(scene.dead, sizeof scene.dead, "%s/dead", scene.folder);
    snprintf(scene.measured, sizeof scene.measured, "%s/measured.json", scene.folder);
    snprintf(scene.gold, sizeof scene.gold, "%s/gold.jsonl", scene.folder);
    scene.plugins = plugins;
    return write_good(paths) && write_bad() && write_measured();
}

void scenario_end(void)
{
    config_free(&scene.config);
    loader_destroy(scene.loader);
    const char *const files[] = {scene.good,     scene.bad,      scene.measured, scene.gold,
                                 scene.sinks[0], scene.sinks[1], scene.dead};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        unlink(files[i]);
    rmdir(scene.folder);
}
