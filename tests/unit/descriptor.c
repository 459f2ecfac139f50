#include "fault_check.h"

#include "descriptor.h"

#include <stdlib.h>

static enum leat_result process(void *self, struct leat_doc *doc, struct leat_error *error)
{
    (void)self, (void)doc, (void)error;
    return LEAT_OK;
}

static enum leat_result encode(void *self, const struct leat_doc *doc, struct leat_out *out, struct leat_error *error)
{
    (void)self, (void)doc, (void)out, (void)error;
    return LEAT_OK;
}

static enum leat_result train(const struct leat_training *training, const void *options, struct leat_out *model,
                              struct leat_error *error)
{
    (void)training, (void)options, (void)model, (void)error;
    return LEAT_OK;
}

struct record {
    int64_t count;
};

static const struct leat_option options[] = {LEAT_OPTION_INT(struct record, count, 1, 0, 9, "how many"),
                                             LEAT_OPTIONS_END};

static const struct leat_plugin good =
    LEAT_DESCRIPTOR(.name = "shout", .kind = LEAT_ANNOTATOR, .version = "1.0.0", .licence = "MIT",
                    .summary = "marks loud words", .options = options, .options_size = sizeof(struct record),
                    .process = process);

static void expect_refused(struct leat_plugin plugin, const char *expected)
{
    struct leat_error error = {""};
    assert_false(descriptor_check(&plugin, "shout", &error));
    assert_string_equal(error.message, expected);
}

static void a_good_one_passes(void **state)
{
    (void)state;
    struct leat_error error;
    assert_true(descriptor_check(&good, "shout", &error));
    struct leat_plugin encoder = good, both = good;
    encoder.kind = LEAT_ENCODER, encoder.encode = encode;
    both.also = &encoder;
    assert_true(descriptor_check(&both, "shout", &error));
}

static void another_abi_is_refused(void **state)
{
    (void)state;
    struct leat_plugin bad = good;
    bad.abi_minor = LEAT_ABI_MINOR + 1;
    expect_refused(bad,
                   "it was built for ABI 1.2; this leat has 1.1: build it with this leat's headers, or use a newer "
                   "leat");
    bad = good, bad.abi_major = 9;
    expect_refused(bad,
                   "it was built for ABI 9.1; this leat has 1.1: build it with this leat's headers, or use a newer "
                   "leat");
    char expected[256];
    bad = good, bad.size = 16;
    snprintf(expected, sizeof expected,
             "its descriptor has 16 bytes, one of ABI 1.1 has %zu: make it with LEAT_PLUGIN or LEAT_DESCRIPTOR",
             sizeof bad);
    expect_refused(bad, expected);
}

enum { SIZE_1_0 = offsetof(struct leat_plugin, train) };

/* In memory of its own, so that reading beyond its end is seen by the address sanitizer. */
static struct leat_plugin *older(enum leat_kind kind)
{
    struct leat_plugin whole = good, *plugin = malloc(SIZE_1_0);
    assert_non_null(plugin);
    whole.size = SIZE_1_0;
    whole.abi_minor = 0;
    whole.kind = kind;
    whole.encode = encode;
    memcpy(plugin, &whole, SIZE_1_0);
    return plugin;
}

static void an_older_one_is_completed(void **state)
{
    (void)state;
    struct leat_error error;
    struct arena arena = {0};
    struct leat_plugin *annotator = older(LEAT_ANNOTATOR), *encoder = older(LEAT_ENCODER);
    annotator->also = encoder;
    assert_true(descriptor_check(annotator, "shout", &error));
    const struct leat_plugin *first = descriptor_complete(annotator, &arena);
    assert_non_null(first);
    assert_ptr_equal(first->process, process);
    assert_null(first->train);
    assert_int_equal(first->also->kind, LEAT_ENCODER);
    assert_null(first->also->train);
    assert_null(first->also->also);
    free(encoder);
    free(annotator);
    arena_free(&arena);
}

/* What follows in memory is another's. */
static void what_lies_behind_an_older_one_is_not_taken(void **state)
{
    (void)state;
    struct arena arena = {0};
    struct leat_plugin longer = good;
    longer.train = train;
    assert_non_null(descriptor_complete(&longer, &arena)->train);
    longer.size = SIZE_1_0, longer.abi_minor = 0;
    assert_null(descriptor_complete(&longer, &arena)->train);
    arena_free(&arena);
}

static void an_older_one_has_its_size(void **state)
{
    (void)state;
    char expected[256];
    struct leat_plugin bad = good;
    bad.size = SIZE_1_0 - 1, bad.abi_minor = 0;
    snprintf(expected, sizeof expected,
             "its descriptor has %d bytes, one of ABI 1.0 has %d: make it with LEAT_PLUGIN or LEAT_DESCRIPTOR",
             SIZE_1_0 - 1, SIZE_1_0);
    expect_refused(bad, expected);
    bad.size = SIZE_1_0, bad.abi_minor = 1;
    snprintf(expected, sizeof expected,
             "its descriptor has %d bytes, one of ABI 1.1 has %zu: make it with LEAT_PLUGIN or LEAT_DESCRIPTOR",
             SIZE_1_0, sizeof bad);
    expect_refused(bad, expected);
}

static void names_must_agree(void **state)
{
    (void)state;
    struct leat_plugin bad = good;
    bad.name = "whisper";
    expect_refused(bad, "it calls itself \"whisper\", but its file is called shout.so: make the two the same");
    bad.name = NULL;
    expect_refused(bad, "it calls itself \"\", but its file is called shout.so: make the two the same");
    assert_true(descriptor_good_name("a-b_9"));
    assert_false(descriptor_good_name(""));
    assert_false(descriptor_good_name("../a"));
    assert_false(descriptor_good_name("a.so"));
    assert_false(descriptor_good_name("A"));
}

static void what_the_kind_needs_must_be_there(void **state)
{
    (void)state;
    static const char *const fields[] = {
        [LEAT_SOURCE] = "read", [LEAT_DECODER] = "decode", [LEAT_ENCODER] = "encode", [LEAT_SINK] = "write"};
    struct leat_plugin bad = good;
    for (enum leat_kind kind = LEAT_SOURCE; kind <= LEAT_SINK; kind++) {
        if (fields[kind] == NULL)
            continue;
        char expected[128];
        bad.kind = kind;
        snprintf(expected, sizeof expected, "its descriptor of kind %s lacks `%s`: set it in LEAT_PLUGIN",
                 descriptor_kind_name(kind), fields[kind]);
        expect_refused(bad, expected);
    }
    bad = good, bad.process = NULL;
    expect_refused(bad, "its descriptor of kind annotator lacks `process`: set it in LEAT_PLUGIN");
    bad = good, bad.summary = NULL;
    expect_refused(bad, "its descriptor of kind annotator lacks `summary`: set it in LEAT_PLUGIN");
    bad = good, bad.kind = (enum leat_kind)77;
    expect_refused(bad, "its descriptor lacks `kind`: set it in LEAT_PLUGIN");
}

static void promises_must_be_kept(void **state)
{
    (void)state;
    struct leat_plugin bad = good;
    bad.serial = true;
    expect_refused(bad, "it asks to be serial, which this leat can't do yet: leave `serial` out");
    bad = good, bad.options_size = 0;
    expect_refused(bad, "it has options, but no `options_size`: set it to the size of their struct");
    bad = good, bad.options_size = 4;
    expect_refused(bad, "option \"count\" lies outside the struct; is options_size right?");
    bad = good, bad.inputs = "count";
    expect_refused(bad, "its `inputs` names \"count\", which is no option of type PATHS");
}

/* A chain that leads back to itself would never end. */
static void kinds_of_one_file_differ(void **state)
{
    (void)state;
    struct leat_plugin circle = good;
    circle.also = &circle;
    struct leat_error error = {""};
    assert_false(descriptor_check(&circle, "shout", &error));
    assert_string_equal(error.message, "it holds two plugins of kind annotator: one name has one of each kind");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_one_passes),
        cmocka_unit_test(another_abi_is_refused),
        cmocka_unit_test(an_older_one_is_completed),
        cmocka_unit_test(what_lies_behind_an_older_one_is_not_taken),
        cmocka_unit_test(an_older_one_has_its_size),
        cmocka_unit_test(names_must_agree),
        cmocka_unit_test(what_the_kind_needs_must_be_there),
        cmocka_unit_test(promises_must_be_kept),
        cmocka_unit_test(kinds_of_one_file_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
