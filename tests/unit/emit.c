#include "fault_check.h"

#include "emit.h"

static void expect_text(struct leat_out *out, const char *expected)
{
    assert_false(out->failed);
    assert_int_equal(out->length, strlen(expected));
    assert_memory_equal(out->at, expected, out->length);
    buffer_free(out);
}

static void levels_are_indented(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    struct emit emit = {.out = &out};
    emit_open(&emit, NULL, '{');
    emit_text(&emit, "a", "x");
    emit_open(&emit, "b", '[');
    emit_number(&emit, NULL, 0.1);
    emit_bool(&emit, NULL, true);
    emit_open(&emit, NULL, '{');
    emit_close(&emit, '{');
    emit_close(&emit, '[');
    emit_raw(&emit, "c", "[1]");
    emit_text(&emit, "d", NULL);
    emit_close(&emit, '{');
    expect_text(&out,
                "{\n  \"a\": \"x\",\n  \"b\": [\n    0.1,\n    true,\n    {}\n  ],\n  \"c\": [1],\n  \"d\": null\n}");
}

static void strings_are_quoted(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    static const char text[] = "a\"b\\c\n\t\x01\0é/";
    emit_quote(&out, (struct leat_string){text, sizeof text - 1});
    expect_text(&out, "\"a\\\"b\\\\c\\n\\t\\u0001\\u0000é/\"");
    emit_quote(&out, (struct leat_string){NULL, 0});
    expect_text(&out, "\"\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_are_indented),
        cmocka_unit_test(strings_are_quoted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
