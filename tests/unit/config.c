#include "plugin_open.h"

#include "config.h"
#include "fault_check.h"
#include "paths.h"

#include <sys/stat.h>

/* What is wrong with pipeline files is proved by the cases in tests/pipelines/config; here is what right ones become.
 */

struct world {
    struct arena arena;
    struct loader *loader;
    struct faults faults;
    struct config config;
};

static void open_world(struct world *world)
{
    static const char *const candidates[] = {"../plugins", NULL};
    *world = (struct world){0};
    world->loader = loader_create(NULL, paths_find(&world->arena, candidates));
    assert_non_null(world->loader);
}

static void close_world(struct world *world)
{
    config_free(&world->config);
    loader_destroy(world->loader);
    arena_free(&world->arena);
}

static bool read_file(struct world *world, const char *path, const char *text, const char *input)
{
    file_write(path, text, strlen(text));
    return config_read(&world->config, path, &input, input != NULL, world->loader, &world->faults);
}

static const char minimal[] =
    "{\"source\": {\"plugin\": \"files\", \"paths\": [\"a.txt\"]},"
    " \"sinks\": [{\"plugin\": \"file\", \"path\": \"out\", \"encode\": {\"plugin\": \"jsonl\"}}]}";

static void what_is_left_out_has_defaults(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_true(read_file(&world, "p.json", minimal, NULL));
    expect_faults(&world.faults, "");
    const struct run_options *run = &world.config.run;
    assert_int_equal(world.config.stage_count, 0);
    assert_int_equal(run->workers, -1);
    assert_int_equal(run->deadline, 10000000000);
    assert_int_equal(run->memory, 1000000000);
    assert_int_equal(run->window, 256);
    assert_int_equal(run->window_bytes, 16000000);
    assert_int_equal(run->max_document, 16000000);
    assert_true(run->max_failures.value == 0 && !run->max_failures.percent);
    assert_null(run->dead_letters);
    assert_false(world.config.decoder_named);
    close_world(&world);
}

static void steps_know_their_places(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_true(read_file(
        &world, "p.json",
        "{\"$schema\": \"x\", \"source\": {\"plugin\": \"files\", \"paths\": [\"-\"], \"decode\": {\"plugin\": "
        "\"text\"}}, \"stages\": [{\"plugin\": \"tokenize\"}, {\"plugin\": \"entities\"}],"
        " \"sinks\": [{\"plugin\": \"file\", \"path\": \"-\", \"encode\": {\"plugin\": \"jsonl\"}}],"
        " \"run\": {\"workers\": 2, \"dead_letters\": \"dead.jsonl\"}}",
        NULL));
    const struct config *config = &world.config;
    assert_string_equal(config->source.place, "source");
    assert_true(config->decoder_named);
    assert_string_equal(config->decoders[0].place, "source.decode");
    assert_string_equal(config->decoders[0].plugin->name, "text");
    assert_string_equal(config->stages[1].place, "stages[1]");
    assert_string_equal(config->outputs[0].sink.place, "sinks[0]");
    assert_string_equal(config->outputs[0].encoder.place, "sinks[0].encode");
    assert_int_equal(config->run.workers, 2);
    assert_string_equal(config->run.dead_letters, "dead.jsonl");
    close_world(&world);
}

static uint64_t bit(const struct config *config, const char *layer)
{
    const size_t slot = layout_find(&config->layout, layer);
    assert_true(slot < LAYERS_MAX);
    return UINT64_C(1) << slot;
}

static void stages_may_touch_what_they_declare(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_true(
        read_file(&world, "p.json",
                  "{\"source\": {\"plugin\": \"files\", \"paths\": []}, \"stages\": [{\"plugin\": \"tokenize\"},"
                  " {\"plugin\": \"entities\"}], \"sinks\": [{\"plugin\": \"file\", \"path\": \"-\", \"encode\": "
                  "{\"plugin\": \"jsonl\"}}]}",
                  NULL));
    const struct config *config = &world.config;
    const uint64_t token = bit(config, "token"), sentence = bit(config, "sentence"), entity = bit(config, "entity");
    assert_int_equal(config->layout.count, 3);
    assert_true(config->access[0].writable == (token | sentence));
    assert_true(config->access[0].readable == (token | sentence));
    assert_true(config->access[1].writable == entity);
    assert_true((config->access[1].readable & (token | entity)) == (token | entity));
    assert_false(config->access[1].decoding);
    close_world(&world);
}

static const struct leat_list *paths_of(const struct config *config)
{
    const struct leat_plugin *plugin = config->source.plugin;
    for (const struct leat_option *option = plugin->options; option->type != LEAT_TYPE_END; option++)
        if (strcmp(option->name, plugin->inputs) == 0)
            return (const struct leat_list *)((const char *)config->source.options + option->offset);
    return NULL;
}

static void paths_start_from_the_file(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_int_equal(mkdir("deep", 0700), 0);
    assert_true(read_file(&world, "deep/p.json", minimal, NULL));
    assert_string_equal(paths_of(&world.config)->at[0], "deep/a.txt");
    close_world(&world);
}

static void inputs_replace_the_paths(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_int_equal(mkdir("deep", 0700), 0);
    assert_true(read_file(&world, "deep/p.json", minimal, "b.txt"));
    assert_int_equal(paths_of(&world.config)->count, 1);
    assert_string_equal(paths_of(&world.config)->at[0], "b.txt"); /* from the working folder */
    config_free(&world.config);
    /* The file need not name paths then, though they have no default. */
    assert_true(read_file(&world, "p.json",
                          "{\"source\": {\"plugin\": \"files\"}, \"sinks\": [{\"plugin\": \"file\", \"path\": \"-\","
                          " \"encode\": {\"plugin\": \"jsonl\"}}]}",
                          "b.txt"));
    expect_faults(&world.faults, "");
    close_world(&world);
}

static void a_file_that_is_not_there_is_a_fault(void **state)
{
    (void)state;
    struct world world;
    open_world(&world);
    assert_false(config_read(&world.config, "none.json", NULL, 0, world.loader, &world.faults));
    expect_faults(&world.faults, "0:0 : it can't be read: No such file or directory\n");
    close_world(&world);
}

static void decoders_are_chosen_by_claims(void **state)
{
    (void)state;
    static const struct leat_plugin plain = {.claims = ".txt text/plain"}, packed = {.claims = ".page.txt text/x"};
    struct step decoders[] = {{.plugin = &plain}, {.plugin = &packed}};
    struct config config = {.decoders = decoders, .decoder_count = 2};
    static const struct {
        const char *name;
        size_t decoder;
    } cases[] = {{"a.txt", 0},      {"dir.page/A.TXT", 0},
                 {"a.page.txt", 1}, {"text/plain", 0},
                 {"Text/X", 1},     {"text/plain; charset=utf-8", 0},
                 {".txt", 2},       {"a.md", 2},
                 {"txt", 2},        {"xtext/plain", 2},
                 {"", 2},           {"-", 2},
                 {"a;b.txt", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(config_decoder(&config, leat_string(cases[i].name)), cases[i].decoder);
    config.decoder_named = true;
    assert_int_equal(config_decoder(&config, leat_string("a.md")), 0);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, folder_enter, folder_leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(what_is_left_out_has_defaults),      IN_A_FOLDER(steps_know_their_places),
        IN_A_FOLDER(stages_may_touch_what_they_declare), IN_A_FOLDER(paths_start_from_the_file),
        IN_A_FOLDER(inputs_replace_the_paths),           IN_A_FOLDER(a_file_that_is_not_there_is_a_fault),
        cmocka_unit_test(decoders_are_chosen_by_claims),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
