#include "fixture.h"

#include "config_needs.h"
#include "paths.h"

static struct loader *loader;

static int set_up(void **state)
{
    static const char *const candidates[] = {"../plugins", NULL};
    struct arena arena = {0};
    (void)state;
    const char *folder = paths_find(&arena, candidates);
    loader = folder != NULL ? loader_create(NULL, folder) : NULL;
    arena_free(&arena);
    return loader != NULL ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    loader_destroy(loader);
    return 0;
}

/* The plugins that come with Leat: one gives token and sentence, another needs both and gives entity. */
static void givers_stand_before_those_who_need_them(void **state)
{
    (void)state;
    struct config config = {0};
    struct leat_error error;
    if (!config_needs(&config, "entity token", loader, &error))
        fail_msg("%s", error.message);
    assert_true(config.stage_count >= 2);
    const struct step *last = &config.stages[config.stage_count - 1];
    assert_true(names_contain(config.stages[0].plugin->gives, "token"));
    assert_true(names_contain(last->plugin->gives, "entity"));
    for (size_t i = 0; i < config.stage_count; i++)
        for (size_t j = 0; j < i; j++)
            assert_ptr_not_equal(config.stages[i].plugin, config.stages[j].plugin);
    const size_t token = layout_find(&config.layout, "token"), entity = layout_find(&config.layout, "entity");
    assert_true(token < entity && entity < LAYERS_MAX);
    const struct access *access = &config.access[config.stage_count - 1];
    assert_int_equal(access->writable >> entity & 1, 1);
    assert_int_equal(access->writable >> token & 1, 0);
    assert_int_equal(access->readable >> token & 1, 1);
    arena_free(&config.arena);
}

static void nothing_is_needed(void **state)
{
    (void)state;
    struct config config = {0};
    struct leat_error error;
    assert_true(config_needs(&config, NULL, loader, &error));
    assert_int_equal(config.stage_count, 0);
    arena_free(&config.arena);
}

static void what_nobody_gives_is_told(void **state)
{
    (void)state;
    struct config config = {0};
    struct leat_error error;
    assert_false(config_needs(&config, "token moon", loader, &error));
    assert_string_equal(error.message, "no annotator that needs no options is found to give layer moon");
    arena_free(&config.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(givers_stand_before_those_who_need_them),
        cmocka_unit_test(nothing_is_needed),
        cmocka_unit_test(what_nobody_gives_is_told),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
