/* The entities plugin by itself: the files that it refuses as models. */
#include "plugin_open.h"

/* The same as the plugin's own options. */
struct options {
    const char *model, *clusters, *guide;
    struct leat_list values;
    const char *date;
    int gazetteer;
};

struct bench {
    const struct leat_plugin *plugin;
    char *folder;
    char *bytes; /* of the model that comes with the plugin */
    size_t size;
};

static void read_model(struct bench *bench)
{
    char self[4096] = "", path[4200];
    assert_true(readlink("/proc/self/exe", self, sizeof self - 1) > 0);
    *strrchr(self, '/') = '\0';
    snprintf(path, sizeof path, "%s/../plugins/entities.model", self);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    bench->size = (size_t)ftell(file);
    rewind(file);
    bench->bytes = malloc(bench->size);
    assert_int_equal(fread(bench->bytes, 1, bench->size, file), bench->size);
    fclose(file);
}

static int bench_open(void **state)
{
    struct bench *bench = calloc(1, sizeof *bench);
    bench->plugin = plugin_open("entities");
    read_model(bench);
    *state = bench;
    void *folder = NULL;
    const int entered = folder_enter(&folder);
    bench->folder = folder;
    return entered;
}

static int bench_close(void **state)
{
    struct bench *bench = *state;
    void *folder = bench->folder;
    folder_leave(&folder);
    free(bench->bytes);
    free(bench);
    return 0;
}

/* Writes the first `size` bytes of the model, with byte `at` changed by `change`, and has the plugin open that. */
static enum leat_result open_changed(const struct bench *bench, size_t size, size_t at, int change,
                                     struct leat_error *error)
{
    void *self = NULL;
    const struct options options = {.model = "some.model"};
    bench->bytes[at] = (char)(bench->bytes[at] ^ change);
    file_write("some.model", bench->bytes, size);
    bench->bytes[at] = (char)(bench->bytes[at] ^ change);
    const enum leat_result result = bench->plugin->create(NULL, &options, &self, error);
    if (result == LEAT_OK)
        bench->plugin->destroy(self);
    return result;
}

static void assert_refused(const struct bench *bench, size_t size, size_t at, int change, const char *why)
{
    struct leat_error error;
    assert_int_equal(open_changed(bench, size, at, change, &error), LEAT_FATAL);
    if (strstr(error.message, why) == NULL || strstr(error.message, "some.model") == NULL)
        fail_msg("\"%s\" does not say \"%s\"", error.message, why);
}

static void refuses_what_is_no_whole_model(void **state)
{
    const struct bench *bench = *state;
    struct leat_error error;
    assert_int_equal(open_changed(bench, bench->size, 0, 0, &error), LEAT_OK);
    assert_refused(bench, 0, 0, 0, "empty");
    assert_refused(bench, 20, 0, 0, "less than a model's header");
    assert_refused(bench, 32, 0, 0, "cut off");
    assert_refused(bench, bench->size / 2, 0, 0, "cut off");
    assert_refused(bench, bench->size - 1, 0, 0, "cut off");
    assert_refused(bench, bench->size, 0, 1, "no model of this plugin");
    assert_refused(bench, bench->size, 8, 0x40, "version");
    assert_refused(bench, bench->size, 12, 1, "impossible sizes");
    assert_refused(bench, bench->size, 19, 0x40, "impossible sizes");
    assert_refused(bench, bench->size, bench->size - 1, 1, "checksum");
    assert_refused(bench, bench->size, 40, 1, "checksum");
}

/* Has the plugin open some.model as it lies there now, and expects that it is refused. */
static void refuse(const struct bench *bench, const char *what, size_t where)
{
    void *self = NULL;
    struct leat_error error = {.message = ""};
    const struct options options = {.model = "some.model"};
    if (bench->plugin->create(NULL, &options, &self, &error) != LEAT_FATAL ||
        strstr(error.message, "some.model") == NULL)
        fail_msg("a model %s at %zu is not refused: \"%s\"", what, where, error.message);
}

/* Wherever the file is cut, and whichever bit of its header or byte of the rest is another. */
static void refuses_what_is_damaged_anywhere(void **state)
{
    enum { HEADER = 32, PLACES = 64 };
    const struct bench *bench = *state;
    const size_t step = (bench->size - HEADER) / PLACES;
    file_write("some.model", bench->bytes, bench->size);
    FILE *file = fopen("some.model", "r+b");
    assert_non_null(file);
    for (size_t bit = 0; bit < 8 * (HEADER + PLACES); bit += bit < 8 * HEADER ? 1 : 8) {
        const size_t at = bit < 8 * HEADER ? bit / 8 : HEADER + (bit / 8 - HEADER) * step;
        for (int round = 0; round < 2; round++) {
            assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
            fputc((unsigned char)bench->bytes[at] ^ (round == 0 ? 1 << bit % 8 : 0), file);
            assert_int_equal(fflush(file), 0);
            if (round == 0)
                refuse(bench, "changed", at);
        }
    }
    for (size_t left = bench->size; left > HEADER + step; left -= step) {
        assert_int_equal(ftruncate(fileno(file), (off_t)left - 1), 0);
        refuse(bench, "cut", left - 1);
    }
    for (size_t left = HEADER + 1; left-- > 0;) {
        assert_int_equal(ftruncate(fileno(file), (off_t)left), 0);
        refuse(bench, "cut", left);
    }
    fclose(file);
}

static void tells_of_a_missing_model(void **state)
{
    const struct bench *bench = *state;
    void *self = NULL;
    struct leat_error error;
    const struct options missing = {.model = "nowhere.model"}, folder = {.model = "."};
    assert_int_equal(bench->plugin->create(NULL, &missing, &self, &error), LEAT_FATAL);
    assert_non_null(strstr(error.message, "nowhere.model"));
    assert_int_equal(bench->plugin->create(NULL, &folder, &self, &error), LEAT_FATAL);
    assert_non_null(strstr(error.message, "not a file"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(refuses_what_is_no_whole_model, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(refuses_what_is_damaged_anywhere, bench_open, bench_close),
        cmocka_unit_test_setup_teardown(tells_of_a_missing_model, bench_open, bench_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
