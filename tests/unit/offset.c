#include "fixture.h"

#include "offset.h"

#include <string.h>

static const enum leat_unit units[] = {LEAT_BYTES, LEAT_CODE_POINTS, LEAT_UTF16};

/* A text of `count` characters of one to four bytes, in no order. */
static void mix(char *text, size_t count, uint64_t seed)
{
    *text = '\0';
    for (size_t i = 0; i < count; i++) {
        static const char *const characters[] = {"a", "é", "€", "😀"};
        seed = seed * UINT64_C(6364136223846793005) + 1;
        text = stpcpy(text, characters[seed >> 62]);
    }
}

static uint32_t naive(const char *text, size_t byte, enum leat_unit unit)
{
    uint32_t count = 0;
    for (size_t i = 0; i < byte; i++) {
        const unsigned char lead = (unsigned char)text[i];
        if (unit == LEAT_BYTES)
            count++;
        else if (lead >> 6 != 2)
            count += unit == LEAT_UTF16 && lead >= 0xF0 ? 2 : 1;
    }
    return count;
}

static void every_offset_in_order(void **state)
{
    (void)state;
    char text[4001];
    for (size_t length = 0; length < 1000; length = length * 3 + 1) {
        mix(text, length, length);
        struct document *document = fixture_document(text);
        for (size_t u = 0; u < 3; u++)
            for (size_t at = 0; at <= document->shown.length; at++)
                assert_int_equal(leat_doc_offset(&document->shown, (uint32_t)at, units[u]),
                                 document->shown.ascii ? at : naive(text, at, units[u]));
        document_destroy(document);
    }
}

static void any_offset_in_any_order(void **state)
{
    (void)state;
    char text[4001];
    uint64_t seed = 5;
    mix(text, 1000, 3);
    struct document *document = fixture_document(text);
    for (int i = 0; i < 20000; i++) {
        seed = seed * UINT64_C(6364136223846793005) + 1;
        const uint32_t at = (uint32_t)((seed >> 33) % (document->shown.length + 1));
        const enum leat_unit unit = units[(seed >> 20) % 3];
        assert_int_equal(leat_doc_offset(&document->shown, at, unit), naive(text, at, unit));
    }
    document_destroy(document);
}

static void beyond_the_end_is_the_end(void **state)
{
    (void)state;
    struct document *document = fixture_document("é😀");
    assert_int_equal(offset_count(&document->shown, 1000, LEAT_CODE_POINTS), 2);
    assert_int_equal(offset_count(&document->shown, 1000, LEAT_UTF16), 3);
    assert_int_equal(offset_count(&document->shown, UINT32_MAX, LEAT_BYTES), 6);
    document_destroy(document);
}

static void another_text_is_counted_anew(void **state)
{
    (void)state;
    struct document *document = fixture_document("ééééé");
    struct leat_error error;
    assert_int_equal(leat_doc_offset(&document->shown, 10, LEAT_CODE_POINTS), 5);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&document->shown, leat_string("aaaaaaaaaa😀"), &error), LEAT_OK);
    assert_int_equal(leat_doc_offset(&document->shown, 10, LEAT_CODE_POINTS), 10);
    assert_int_equal(leat_doc_offset(&document->shown, 14, LEAT_UTF16), 12);
    document_destroy(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_offset_in_order),
        cmocka_unit_test(any_offset_in_any_order),
        cmocka_unit_test(beyond_the_end_is_the_end),
        cmocka_unit_test(another_text_is_counted_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
