#include "fault_check.h"

#include "descriptor.h"

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
                   "it was built for ABI 1.1; this leat has 1.0: build it with this leat's headers, or use a newer "
                   "leat");
    bad = good, bad.abi_major = 9;
    expect_refused(bad,
                   "it was built for ABI 9.0; this leat has 1.0: build it with this leat's headers, or use a newer "
                   "leat");
    char expected[256];
    bad = good, bad.size = 16;
    snprintf(expected, sizeof expected,
             "its descriptor has 16 bytes, one of ABI 1.0 has %zu: make it with LEAT_PLUGIN or LEAT_DESCRIPTOR",
             sizeof bad);
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
        cmocka_unit_test(a_good_one_passes),     cmocka_unit_test(another_abi_is_refused),
        cmocka_unit_test(names_must_agree),      cmocka_unit_test(what_the_kind_needs_must_be_there),
        cmocka_unit_test(promises_must_be_kept), cmocka_unit_test(kinds_of_one_file_differ),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
