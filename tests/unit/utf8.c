#include "fixture.h"

#include "utf8.h"

#include <string.h>

/* An independent decoder, from the definition: the bits of the code point, then the rules about its value. Answers the
 * length of the sequence at the start, or 0. */
static size_t slow_sequence(const unsigned char *bytes, size_t length)
{
    size_t size = 1;
    uint32_t point = bytes[0];
    if (bytes[0] >= 0x80) {
        size = bytes[0] >> 5 == 6 ? 2 : bytes[0] >> 4 == 14 ? 3 : bytes[0] >> 3 == 30 ? 4 : 0;
        if (size == 0 || size > length)
            return 0;
        point &= 0x7FU >> size;
    }
    for (size_t i = 1; i < size; i++) {
        if (bytes[i] >> 6 != 2)
            return 0;
        point = point << 6 | (bytes[i] & 0x3F);
    }
    const size_t shortest = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    return size != shortest || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) ? 0 : size;
}

static size_t slow_valid(const unsigned char *bytes, size_t length, bool *ascii)
{
    size_t at = 0;
    *ascii = true;
    for (size_t size; at < length && (size = slow_sequence(bytes + at, length - at)) != 0; at += size)
        *ascii = *ascii && size == 1;
    return at;
}

/* Counts instead of asserting each time, which would cost more than what is proved. */
static size_t differs(const unsigned char *bytes, size_t length)
{
    bool ascii, slow_ascii;
    const size_t slow = slow_valid(bytes, length, &slow_ascii);
    return utf8_valid((const char *)bytes, length, &ascii) != slow || ascii != slow_ascii;
}

static void all_sequences_of_three_bytes(void **state)
{
    (void)state;
    unsigned char bytes[48];
    size_t wrong = 0;
    memset(bytes, 'x', sizeof bytes);
    for (uint32_t code = 0; code < 1U << 24; code++) {
        const size_t at = 5 + code % 3; /* over the end of a word, and within it */
        bytes[at - 1] = 'x';
        bytes[at] = (unsigned char)(code >> 16);
        bytes[at + 1] = (unsigned char)(code >> 8);
        bytes[at + 2] = (unsigned char)code;
        bytes[at + 3] = 'x';
        wrong += differs(bytes, at + 3 + code % 5);
    }
    assert_int_equal(wrong, 0);
}

static void every_class_at_every_offset_and_cut(void **state)
{
    (void)state;
    static const char *const classes[] = {
        "\x7F",
        "\xC2\x80",
        "\xDF\xBF",
        "\xE0\xA0\x80",
        "\xED\x9F\xBF",
        "\xEE\x80\x80",
        "\xEF\xBF\xBF",
        "\xF0\x90\x80\x80",
        "\xF4\x8F\xBF\xBF",
        "\x80",
        "\xBF",
        "\xC0\x80",
        "\xC1\xBF",
        "\xE0\x9F\xBF",
        "\xED\xA0\x80",
        "\xED\xBF\xBF",
        "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80",
        "\xFE",
        "\xFF",
        "\xF8\x88\x80\x80\x80",
        "\xC2\xC2",
        "\xE1\x80\xE1",
        "\xF1\x80\x80\xF1",
    };
    size_t wrong = 0;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        for (size_t at = 0; at < 70; at++)
            for (size_t length = at; length < at + 40; length++) {
                unsigned char bytes[120];
                memset(bytes, 'x', sizeof bytes);
                memcpy(bytes + at, classes[i], strlen(classes[i]));
                wrong += differs(bytes, length);
            }
    assert_int_equal(wrong, 0);
}

static void mixtures_of_four_bytes(void **state)
{
    (void)state;
    unsigned char bytes[64];
    uint64_t seed = 1;
    size_t wrong = 0;
    for (int round = 0; round < 200000; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            static const unsigned char likely[] = {'a',  'a',  0xF0, 0x90, 0x8F, 0x80,
                                                   0xBF, 0xE2, 0x80, 0x99, 0xF4, 0xC3};
            seed = seed * UINT64_C(6364136223846793005) + 1;
            bytes[i] = likely[(seed >> 33) % sizeof likely];
        }
        wrong += differs(bytes, (size_t)(seed >> 40) % sizeof bytes);
    }
    assert_int_equal(wrong, 0);
}

static void boundaries(void **state)
{
    (void)state;
    const char *text = "aé€😀"; /* 1, 2, 3 and 4 bytes */
    const bool expected[] = {true, true, false, true, false, false, true, false, false, false, true, false};
    for (size_t at = 0; at < 12; at++)
        assert_int_equal(utf8_boundary(text, 10, at), expected[at]);
    assert_true(utf8_boundary("", 0, 0));
}

static void nothing_is_valid(void **state)
{
    (void)state;
    bool ascii = false;
    assert_int_equal(utf8_valid(NULL, 0, &ascii), 0);
    assert_true(ascii);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_sequences_of_three_bytes),
        cmocka_unit_test(every_class_at_every_offset_and_cut),
        cmocka_unit_test(mixtures_of_four_bytes),
        cmocka_unit_test(boundaries),
        cmocka_unit_test(nothing_is_valid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
