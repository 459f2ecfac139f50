#include "fixture.h"

#include "buffer.h"
#include "frame.h"

#include <stdlib.h>

static struct leat_string string_of(const struct leat_out *out)
{
    return (struct leat_string){out->at, out->length};
}

/* The padding that the sender of a frame puts behind a body of this length. */
static void pad(struct leat_out *out, size_t length)
{
    leat_out_append(out, (struct leat_string){"\0\0\0\0\0\0\0", FRAME_PADDING(length)});
}

/* Takes the one frame that `out` holds. */
static struct leat_string only_frame(const struct leat_out *out, enum frame_kind expected)
{
    enum frame_kind kind;
    struct leat_string body;
    size_t size;
    assert_true(frame_next(string_of(out), &kind, &body, &size));
    assert_int_equal(kind, expected);
    assert_int_equal(size, out->length);
    assert_int_equal(size % 8, 0);
    return body;
}

/* A copy of exactly this length, so that a tool that guards memory sees a read outside. To be released. */
static struct leat_string exact_copy(struct leat_string bytes)
{
    char *copy = malloc(bytes.length > 0 ? bytes.length : 1);
    assert_non_null(copy);
    if (bytes.length > 0)
        memcpy(copy, bytes.at, bytes.length);
    return (struct leat_string){copy, bytes.length};
}

/* --- tasks -------------------------------------------------------------------------------------------------------- */

static void check_task(size_t origin, size_t name, size_t content, uint32_t skips)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    static const struct skip skip[3] = {{.document = 1, .step = 2, .attempts = 3, .signal = 11, .reason = "first"},
                                        {.document = 4, .step = 1, .attempts = 1, .signal = 0, .reason = "second"},
                                        {.document = 9, .step = 5, .attempts = 2, .signal = 6, .reason = "third"}};
    const struct task sent = {.sequence = UINT64_MAX - 5,
                              .decoder = 7,
                              .skip_count = skips,
                              .careful = skips == 2,
                              .skips = skip,
                              .record = {.origin = {letters, origin},
                                         .name = {letters + 1, name},
                                         .line = 3,
                                         .offset = 4,
                                         .bytes = {letters, content}}};
    struct leat_out out = buffer_make();
    const size_t length = frame_task(&out, &sent);
    leat_out_append(&out, sent.record.bytes);
    pad(&out, length);
    const struct leat_string body = only_frame(&out, FRAME_RECORD);
    assert_int_equal(body.length, length);

    struct task got;
    assert_true(frame_read_task(body, &got));
    assert_true(got.sequence == sent.sequence);
    assert_int_equal(got.decoder, 7);
    assert_int_equal(got.careful, skips == 2);
    assert_int_equal(got.skip_count, skips);
    assert_int_equal((uintptr_t)got.skips % 8, 0);
    assert_memory_equal(got.skips, skip, skips * sizeof *skip);
    assert_true(leat_string_equal(got.record.origin, sent.record.origin));
    assert_true(leat_string_equal(got.record.name, sent.record.name));
    assert_true(leat_string_equal(got.record.bytes, sent.record.bytes));
    assert_int_equal(got.record.line, 3);
    assert_int_equal(got.record.offset, 4);
    buffer_free(&out);
}

static void tasks_of_all_lengths_arrive(void **state)
{
    (void)state;
    for (size_t origin = 0; origin < 10; origin++)
        for (size_t name = 0; name < 10; name++)
            for (size_t content = 0; content < 18; content++)
                check_task(origin, name, content, (uint32_t)(content % 4));
}

static void a_task_cut_anywhere_is_refused(void **state)
{
    (void)state;
    const struct skip skip = {.document = 1, .step = 2};
    const struct task sent = {.skip_count = 1,
                              .skips = &skip,
                              .record = {.origin = {"origin", 6}, .name = {"name", 4}, .bytes = {"content", 7}}};
    struct leat_out out = buffer_make();
    const size_t length = frame_task(&out, &sent);
    leat_out_append(&out, sent.record.bytes);
    pad(&out, length);
    const struct leat_string body = only_frame(&out, FRAME_RECORD);
    for (size_t cut = 0; cut < body.length; cut++) {
        const struct leat_string part = exact_copy((struct leat_string){body.at, cut});
        struct task got;
        assert_false(frame_read_task(part, &got));
        free((char *)part.at);
    }
    buffer_free(&out);
}

/* --- results ------------------------------------------------------------------------------------------------------ */

enum { STEPS = 5, SINKS = 2 };

/* Appends the frame of a result with `documents` documents of `size` bytes for each sink, as a worker sends it. */
static void write_result(struct leat_out *out, uint32_t documents, uint32_t size, struct leat_string letters)
{
    struct step_count steps[STEPS];
    struct leat_batch batches[SINKS];
    struct leat_out bytes = buffer_make();
    uint32_t *ends = calloc(documents + 1, sizeof *ends);
    assert_non_null(ends);
    for (uint32_t i = 0; i < STEPS; i++)
        steps[i] = (struct step_count){.in = 100 + i, .dropped = 200 + i, .dead = 300 + i};
    for (uint32_t i = 0; i < documents; i++) {
        for (uint32_t k = 0; k < size; k++)
            buffer_printf(&bytes, "%c", (int)('a' + (i + k) % 26));
        ends[i] = (i + 1) * size;
    }
    for (size_t i = 0; i < SINKS; i++)
        batches[i] = (struct leat_batch){.bytes = string_of(&bytes), .ends = ends, .count = documents};
    const struct result sent = {.sequence = 42,
                                .read = documents + 1,
                                .written = documents,
                                .steps = steps,
                                .letters = letters,
                                .batches = batches};
    const size_t length = frame_result(out, &sent, STEPS, SINKS);
    for (size_t i = 0; i < SINKS; i++)
        leat_out_append(out, batches[i].bytes);
    pad(out, length);
    buffer_free(&bytes);
    free(ends);
}

static void check_result(uint32_t documents, uint32_t size, size_t letters)
{
    struct leat_out out = buffer_make();
    write_result(&out, documents, size, (struct leat_string){"{letters of some length}", letters});
    struct leat_batch batches[SINKS];
    struct result got = {.batches = batches};
    assert_true(frame_read_result(only_frame(&out, FRAME_RESULT), STEPS, SINKS, &got));
    assert_int_equal(got.sequence, 42);
    assert_int_equal(got.read, documents + 1);
    assert_int_equal(got.written, documents);
    assert_true(leat_string_equal(got.letters, (struct leat_string){"{letters of some length}", letters}));
    for (uint32_t i = 0; i < STEPS; i++) {
        assert_int_equal(got.steps[i].in, 100 + i);
        assert_int_equal(got.steps[i].dropped, 200 + i);
        assert_int_equal(got.steps[i].dead, 300 + i);
    }
    for (size_t i = 0; i < SINKS; i++) {
        assert_int_equal((uintptr_t)batches[i].ends % _Alignof(uint32_t), 0);
        assert_int_equal(batches[i].count, documents);
        assert_int_equal(batches[i].bytes.length, documents * size);
        for (uint32_t k = 0; k < documents; k++) {
            assert_int_equal(batches[i].ends[k], (k + 1) * size);
            if (size > 0)
                assert_int_equal(batches[i].bytes.at[k * size], 'a' + k % 26);
        }
    }
    buffer_free(&out);
}

static void results_of_all_lengths_arrive(void **state)
{
    (void)state;
    for (uint32_t documents = 0; documents < 6; documents++)
        for (uint32_t size = 0; size < 10; size++)
            for (size_t letters = 0; letters < 10; letters++)
                check_result(documents, size, letters);
}

static bool read_exact(struct leat_string body)
{
    struct leat_batch batches[SINKS];
    struct result got = {.batches = batches};
    const struct leat_string copy = exact_copy(body);
    const bool read = frame_read_result(copy, STEPS, SINKS, &got);
    if (read) { /* all that it points to can be read */
        unsigned sum = 0;
        for (size_t i = 0; i < got.letters.length; i++)
            sum += (unsigned char)got.letters.at[i];
        for (size_t i = 0; i < SINKS; i++)
            for (size_t k = 0, begin = 0; k < batches[i].count; begin = batches[i].ends[k++])
                for (size_t at = begin; at < batches[i].ends[k]; at++)
                    sum += (unsigned char)batches[i].bytes.at[at];
        assert_true(sum < UINT32_MAX);
    }
    free((char *)copy.at);
    return read;
}

static void a_result_cut_anywhere_is_refused(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    write_result(&out, 3, 5, (struct leat_string){"letters", 7});
    const struct leat_string body = only_frame(&out, FRAME_RESULT);
    assert_true(read_exact(body));
    for (size_t cut = 0; cut < body.length; cut++)
        assert_false(read_exact((struct leat_string){body.at, cut}));
    buffer_free(&out);
}

/* Puts hostile numbers over every eight bytes and every four of a sound body. */
static void a_garbled_result_is_never_read_outside(void **state)
{
    (void)state;
    static const uint64_t numbers[] = {0,
                                       1,
                                       6,
                                       9,
                                       1000,
                                       INT32_MAX,
                                       UINT32_MAX,
                                       UINT64_C(1) << 32,
                                       UINT64_C(1) << 62,
                                       INT64_MAX,
                                       UINT64_MAX / 4 + 2,
                                       UINT64_MAX - 6,
                                       UINT64_MAX};
    struct leat_out out = buffer_make();
    write_result(&out, 3, 5, (struct leat_string){"letters", 7});
    const struct leat_string body = only_frame(&out, FRAME_RESULT);
    size_t refused = 0;
    for (size_t at = 0; at + 4 <= body.length; at += 4)
        for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
            const struct leat_string bad = exact_copy(body);
            const size_t width = at % 8 == 0 && at + 8 <= body.length ? 8 : 4;
            memcpy((char *)bad.at + at, &numbers[i], width);
            refused += !read_exact(bad);
            free((char *)bad.at);
        }
    assert_true(refused > 0);
    buffer_free(&out);
}

static void ends_that_lead_outside_are_refused(void **state)
{
    (void)state;
    static const uint32_t wrong[][2] = {{0, 11}, {11, 10}, {6, 5}, {5, 9}, {UINT32_MAX, 10}, {10, UINT32_MAX}, {0, 0}};
    static const uint32_t right[][2] = {{5, 10}, {0, 10}, {10, 10}};
    struct leat_out out = buffer_make();
    write_result(&out, 2, 5, (struct leat_string){"", 0});
    const struct leat_string body = only_frame(&out, FRAME_RESULT);
    size_t at = 0;
    for (const uint32_t ends[2] = {5, 10}; memcmp(body.at + at, ends, sizeof ends) != 0; at += 4)
        assert_true(at < body.length);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        memcpy((char *)body.at + at, wrong[i], sizeof wrong[i]);
        assert_false(read_exact(body));
    }
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        memcpy((char *)body.at + at, right[i], sizeof right[i]);
        assert_true(read_exact(body));
    }
    buffer_free(&out);
}

static void a_sink_with_more_or_fewer_documents_is_refused(void **state)
{
    (void)state;
    struct leat_out out = buffer_make();
    write_result(&out, 2, 5, (struct leat_string){"", 0});
    const struct leat_string body = only_frame(&out, FRAME_RESULT);
    const uint32_t counts[2] = {3, 2}; /* read, written */
    size_t at = 0;
    while (memcmp(body.at + at, counts, sizeof counts) != 0)
        at += 4;
    for (uint32_t written = 0; written < 4; written++) {
        memcpy((char *)body.at + at + 4, &written, sizeof written);
        assert_int_equal(read_exact(body), written == 2);
    }
    buffer_free(&out);
}

/* --- frames ------------------------------------------------------------------------------------------------------- */

static void a_message_arrives_whole(void **state)
{
    (void)state;
    static const char text[] = "twenty bytes or more";
    for (size_t length = 0; length < sizeof text; length++) {
        struct leat_out out = buffer_make();
        frame_message(&out, FRAME_FATAL, text + sizeof text - 1 - length);
        assert_string(only_frame(&out, FRAME_FATAL), text + sizeof text - 1 - length);
        buffer_free(&out);
    }
}

static void a_frame_waits_for_its_last_byte(void **state)
{
    (void)state;
    enum frame_kind kind;
    struct leat_string body;
    size_t size;
    struct leat_out out = buffer_make();
    frame_message(&out, FRAME_FATAL, "nine chars");
    frame_message(&out, FRAME_READY, "");
    const size_t first = sizeof(struct frame_head) + 16;
    assert_int_equal(out.length, first + sizeof(struct frame_head));
    for (size_t length = 0; length < first; length++) {
        const struct leat_string part = exact_copy((struct leat_string){out.at, length});
        assert_false(frame_next(part, &kind, &body, &size));
        assert_int_equal(size, length < sizeof(struct frame_head) ? sizeof(struct frame_head) : first);
        free((char *)part.at);
    }
    assert_true(frame_next(string_of(&out), &kind, &body, &size));
    assert_int_equal(size, first);
    assert_true(frame_next((struct leat_string){out.at + first, out.length - first}, &kind, &body, &size));
    assert_int_equal(kind, FRAME_READY);
    assert_int_equal(body.length, 0);
    buffer_free(&out);
}

static void a_frame_of_impossible_length_never_comes(void **state)
{
    (void)state;
    static const uint64_t lengths[] = {UINT64_MAX,      UINT64_MAX - 1,  UINT64_MAX - 6, UINT64_MAX - 7,
                                       UINT64_MAX - 15, UINT64_MAX - 23, INT64_MAX,      UINT64_C(1) << 63};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct {
            struct frame_head head;
            char more[64];
        } bytes = {.head = {.length = lengths[i], .kind = FRAME_RESULT}};
        enum frame_kind kind;
        struct leat_string body;
        size_t size;
        assert_false(frame_next((struct leat_string){(const char *)&bytes, sizeof bytes}, &kind, &body, &size));
        assert_int_equal(size, SIZE_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_of_all_lengths_arrive),
        cmocka_unit_test(a_task_cut_anywhere_is_refused),
        cmocka_unit_test(results_of_all_lengths_arrive),
        cmocka_unit_test(a_result_cut_anywhere_is_refused),
        cmocka_unit_test(a_garbled_result_is_never_read_outside),
        cmocka_unit_test(ends_that_lead_outside_are_refused),
        cmocka_unit_test(a_sink_with_more_or_fewer_documents_is_refused),
        cmocka_unit_test(a_message_arrives_whole),
        cmocka_unit_test(a_frame_waits_for_its_last_byte),
        cmocka_unit_test(a_frame_of_impossible_length_never_comes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
