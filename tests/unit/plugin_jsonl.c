/* The jsonl plugin by itself: what its cases can't show, because it is too much data or not text. */
#include "../../plugins/jsonl/plain.h"
#include "buffer.h"
#include "document.h"
#include "plugin_open.h"

/* The same as the plugin's own options. */
struct decoder_options {
    const char *id, *text, *title;
    struct leat_list meta;
};

struct encoder_options {
    struct leat_list fields;
    int offsets;
};

struct codec {
    const struct leat_plugin *decoder, *encoder;
    void *decode, *encode;
    struct document *document;
    struct leat_out out;
    struct leat_error error;
};

static const struct layout layout = {.count = 0};
static const char *const star = "*";
static const struct decoder_options decoder_options = {.id = "id", .text = "text", .title = "", .meta = {&star, 1}};
static const struct encoder_options encoder_options = {.fields = {&star, 1}};

static int codec_open(void **state)
{
    struct codec *codec = calloc(1, sizeof *codec);
    const struct leat_setup setup = {.step = "source.decode"};
    codec->decoder = plugin_open("jsonl");
    codec->encoder = codec->decoder->also;
    codec->document = document_create(&layout, 1 << 24);
    codec->out = buffer_make();
    *state = codec;
    return codec->decoder->create(&setup, &decoder_options, &codec->decode, &codec->error) == LEAT_OK &&
                   codec->encoder->create(&setup, &encoder_options, &codec->encode, &codec->error) == LEAT_OK
               ? 0
               : -1;
}

static int codec_close(void **state)
{
    struct codec *codec = *state;
    codec->decoder->destroy(codec->decode);
    codec->encoder->destroy(codec->encode);
    document_destroy(codec->document);
    buffer_free(&codec->out);
    free(codec);
    return 0;
}

/* Decodes a line from memory that ends where the line does, so that a sanitizer sees a step beyond it. */
static enum leat_result decode(struct codec *codec, const char *line, size_t length)
{
    char *bytes = malloc(length);
    assert_non_null(bytes);
    memcpy(bytes, line, length);
    const struct leat_record record = {.line = 7, .offset = 99, .bytes = {bytes, length}};
    document_reset(codec->document);
    document_enter(codec->document, (struct access){.decoding = true});
    const enum leat_result result =
        codec->decoder->decode(codec->decode, &record, 0, &codec->document->shown, &codec->error);
    free(bytes);
    return document_leave(codec->document, result, &codec->error);
}

static void assert_rejected(struct codec *codec, const char *line, size_t length, const char *message)
{
    assert_int_equal(decode(codec, line, length), LEAT_REJECT);
    assert_string_equal(codec->error.message, message);
}

static void encode(struct codec *codec)
{
    codec->out.length = 0;
    document_enter(codec->document, (struct access){.readable = UINT64_MAX});
    const enum leat_result result =
        codec->encoder->encode(codec->encode, &codec->document->shown, &codec->out, &codec->error);
    assert_int_equal(document_leave(codec->document, result, &codec->error), LEAT_OK);
}

/* Sets text and one number, as a decoder would. */
static void fill(struct codec *codec, struct leat_string text, double number)
{
    const struct leat_value value = {.kind = LEAT_VALUE_NUMBER, .number = number};
    document_reset(codec->document);
    document_enter(codec->document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&codec->document->shown, text, &codec->error), LEAT_OK);
    leat_doc_set_id(&codec->document->shown, leat_string("a"));
    leat_doc_set_meta(&codec->document->shown, leat_string("n"), &value);
    assert_int_equal(document_leave(codec->document, LEAT_OK, &codec->error), LEAT_OK);
}

/* Every character that needs care, at every place of texts shorter and longer than the steps they are read in. */
static void texts_survive_writing_and_reading(void **state)
{
    static const char *const guests[] = {"\"", "\\", "\n", "\x1f", "\x7f", "/", "é", "€", "😀", "\\u0041"};
    struct codec *codec = *state;
    char text[96];
    for (size_t guest = 0; guest < sizeof guests / sizeof *guests; guest++)
        for (size_t before = 0; before < 36; before++)
            for (size_t after = 0; after < 36; after += after < 4 ? 1 : 5) {
                memset(text, 'x', sizeof text);
                const size_t size = strlen(guests[guest]);
                memcpy(text + before, guests[guest], size);
                const struct leat_string expected = {text, before + size + after};
                fill(codec, expected, 1);
                encode(codec);
                assert_ptr_equal(memchr(codec->out.at, '\n', codec->out.length), codec->out.at + codec->out.length - 1);
                assert_int_equal(decode(codec, codec->out.at, codec->out.length - 1), LEAT_OK);
                assert_int_equal(codec->document->shown.length, expected.length);
                assert_memory_equal(codec->document->shown.text, text, expected.length);
            }
}

static void escapes_stand_for_their_characters(void **state)
{
    struct codec *codec = *state;
    static const char characters[] = "\"\\/\b\f\n\r\tA\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\xED\x9F\xBF\xEF\xBF\xBF";
    for (size_t before = 0; before < 36; before++) {
        char line[160];
        const int length =
            snprintf(line, sizeof line,
                     "{\"text\":\"%.*s\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u20AC\\uD83D\\uDE00\\uD7ff"
                     "\\uffFF\"}",
                     (int)before, "....................................");
        assert_int_equal(decode(codec, line, (size_t)length), LEAT_OK);
        assert_int_equal(codec->document->shown.length, before + sizeof characters - 1);
        assert_memory_equal(codec->document->shown.text + before, characters, sizeof characters - 1);
    }
}

/* One of each way in which bytes can fail to be UTF-8, in a field that nobody asks for. */
static void ill_formed_bytes_are_named_at_every_place(void **state)
{
    static const char *const guests[] = {"\x80",
                                         "\xBF",
                                         "\xC0\xAF",
                                         "\xC1\xBF",
                                         "\xC3",
                                         "\xE0\x9F\xBF",
                                         "\xE2\x82",
                                         "\xED\xA0\x80",
                                         "\xF0\x8F\xBF\xBF",
                                         "\xF0\x9F\x98",
                                         "\xF4\x90\x80\x80",
                                         "\xF5\x80\x80\x80",
                                         "\xFE",
                                         "\xFF"};
    struct codec *codec = *state;
    for (size_t guest = 0; guest < sizeof guests / sizeof *guests; guest++)
        for (size_t before = 0; before < 36; before++) {
            char line[96], message[96];
            const int length = snprintf(line, sizeof line, "{\"k\":\"%.*s%s.\",\"text\":\"\"}", (int)before,
                                        "....................................", guests[guest]);
            snprintf(message, sizeof message, "line 7, column %zu: this is not UTF-8", 7 + before);
            assert_rejected(codec, line, (size_t)length, message);
        }
}

/* Cut at any byte, a line is rejected, and nothing behind it is read. */
static void truncated_lines_are_rejected(void **state)
{
    static const char line[] = "{\"text\":\"é\\u00e9\\ud83d\\ude00\",\"a\":[1.5e-3,true,null,{\"b\":\"\"}],\"c\":-12}";
    struct codec *codec = *state;
    assert_int_equal(decode(codec, line, sizeof line - 1), LEAT_OK);
    for (size_t length = 1; length < sizeof line - 1; length++)
        assert_int_equal(decode(codec, line, length), LEAT_REJECT);
}

/* What Leat's own reader would refuse in a dead letter never gets so far. */
static void numbers_that_can_not_be_kept_are_rejected(void **state)
{
    static const char longest[] =
        "{\"text\":\"\",\"n\":[0.1234567890123456789012345678901234567890123456789012345678901]}";
    static const char longer[] =
        "{\"text\":\"\",\"n\":[0.12345678901234567890123456789012345678901234567890123456789012]}";
    static const char largest[] = "{\"text\":\"\",\"n\":1.7976931348623157e308}",
                      larger[] = "{\"text\":\"\",\"n\":-1.8E+308}";
    struct codec *codec = *state;
    assert_int_equal(decode(codec, longest, sizeof longest - 1), LEAT_OK);
    assert_rejected(codec, longer, sizeof longer - 1, "line 7, column 17: a number may have 63 characters at most");
    assert_int_equal(decode(codec, largest, sizeof largest - 1), LEAT_OK);
    assert_rejected(codec, larger, sizeof larger - 1, "line 7, column 16: a number this large can't be kept");
}

static void nesting_has_an_end(void **state)
{
    enum { LONG = 10000000, LIMIT = 62 };
    struct codec *codec = *state;
    char *line = malloc(LONG);
    assert_non_null(line);
    for (size_t depth = LIMIT; depth <= LIMIT + 1; depth++) {
        const int begin = sprintf(line, "{\"text\":\"\",\"a\":");
        memset(line + begin, '[', depth);
        memset(line + begin + depth, ']', depth);
        line[begin + 2 * depth] = '}';
        assert_int_equal(decode(codec, line, (size_t)begin + 2 * depth + 1), depth <= LIMIT ? LEAT_OK : LEAT_REJECT);
    }
    memset(line, '[', LONG);
    memcpy(line, "{\"a\":", 5);
    assert_rejected(codec, line, LONG, "line 7, column 68: objects and arrays stand more than 62 deep in each other");
    free(line);
}

/* The number that was written for the field "n" of the metadata. */
static const char *written(struct codec *codec, double number)
{
    fill(codec, leat_string(""), number);
    encode(codec);
    leat_out_append(&codec->out, (struct leat_string){"", 1});
    char *at = strstr(codec->out.at, "\"n\":");
    assert_non_null(at);
    at += 4;
    at[strcspn(at, "}")] = '\0';
    return at;
}

static size_t digits(const char *number)
{
    size_t count = 0;
    for (; *number != '\0' && *number != 'e'; number++)
        count += *number >= '0' && *number <= '9' && (count > 0 || *number != '0');
    return count;
}

/* Whatever the bits, the number reads back as it was, and no shorter one does. */
static void numbers_are_exact_and_short(void **state)
{
    struct codec *codec = *state;
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13, bits ^= bits >> 7, bits ^= bits << 17;
        double number;
        memcpy(&number, &bits, sizeof number);
        if (i % 2 == 0)
            number = (double)(bits % 1000000) / (i % 4 == 0 ? 1000 : 1e8);
        if (!isfinite(number))
            continue;
        const char *at = written(codec, number);
        assert_true(strtod(at, NULL) == number);
        const size_t count = digits(at);
        if (count > 1 && at[strlen(at) - 1] != '0') { /* the zeros of a whole number are not needed, but due */
            char shorter[320];
            snprintf(shorter, sizeof shorter, "%.*g", (int)count - 1, number);
            assert_true(strtod(shorter, NULL) != number);
        }
    }
}

static void some_numbers_are_written_so(void **state)
{
    struct codec *codec = *state;
    assert_string_equal(written(codec, 0), "0");
    assert_string_equal(written(codec, -0.0), "-0");
    assert_string_equal(written(codec, 0.93), "0.93");
    assert_string_equal(written(codec, -1.005), "-1.005");
    assert_string_equal(written(codec, 0.1 + 0.2), "0.30000000000000004");
    assert_string_equal(written(codec, 999999999999999.0), "999999999999999");
    assert_string_equal(written(codec, 1e300), "1e+300");
    assert_string_equal(written(codec, 5e-324), "5e-324");
}

/* Each byte at each place, among others that are just outside the ranges, and the borrowing that one byte may lead to.
 */
static void runs_end_alike_with_and_without_vectors(void **state)
{
    (void)state;
    char bytes[4 * PLAIN_STEP];
    for (size_t place = 0; place < sizeof bytes; place++)
        for (int byte = 0; byte < 256; byte++)
            for (int ascii = 0; ascii < 2; ascii++) {
                for (size_t i = 0; i < sizeof bytes; i++)
                    bytes[i] = "!#[]\x7F \x80\xFF"[(i + place) % (ascii != 0 ? 6 : 8)];
                bytes[place] = (char)byte;
                const size_t end = plain_ends((char)byte, ascii != 0) ? place : sizeof bytes;
                assert_int_equal(plain_run(bytes, sizeof bytes, ascii != 0), end);
                uint64_t word;
                memcpy(&word, bytes + place / 8 * 8, sizeof word);
                assert_int_equal(plain_eight(word, ascii != 0) != 0, end == place);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_survive_writing_and_reading),
        cmocka_unit_test(escapes_stand_for_their_characters),
        cmocka_unit_test(ill_formed_bytes_are_named_at_every_place),
        cmocka_unit_test(truncated_lines_are_rejected),
        cmocka_unit_test(numbers_that_can_not_be_kept_are_rejected),
        cmocka_unit_test(nesting_has_an_end),
        cmocka_unit_test(numbers_are_exact_and_short),
        cmocka_unit_test(some_numbers_are_written_so),
        cmocka_unit_test(runs_end_alike_with_and_without_vectors),
    };
    return cmocka_run_group_tests(tests, codec_open, codec_close);
}
