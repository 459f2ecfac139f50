/* The gazetteer by itself: lists too long for a case, texts too long for one, and patterns against the C library's. */
#include "document.h"
#include "plugin_open.h"

#include <regex.h>
#include <time.h>

/* The same as the plugin's own options. */
struct options {
    struct leat_list lists;
    const char *label;
    int capitals;
    bool plural, possessive;
};

enum { NEEDED, IGNORED, EXACT };

static const struct layout layout = {.names = {"gazetteer"}, .count = 1};
static const struct leat_plugin *plugin;
static struct document *document;
static void *folder;

static int open_all(void **state)
{
    (void)state;
    plugin = plugin_open("gazetteer");
    document = document_create(&layout, UINT32_MAX);
    return document == NULL || folder_enter(&folder) != 0;
}

static int close_all(void **state)
{
    (void)state;
    document_destroy(document);
    return folder_leave(&folder);
}

/* The plugin with one list of this name. */
static void *make(const char *list, int capitals)
{
    static struct options options;
    static const char *lists[1];
    struct leat_error error = {.message = ""};
    void *self = NULL;
    lists[0] = list;
    options = (struct options){.lists = {lists, 1}, .label = "X", .capitals = capitals};
    if (plugin->create(NULL, &options, &self, &error) != LEAT_OK)
        fail_msg("%s", error.message);
    return self;
}

/* Finds in a text; the layer's count. */
static size_t find(void *self, const char *text, size_t length)
{
    struct leat_error error = {.message = ""};
    document_reset(document);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&document->shown, (struct leat_string){text, length}, &error), LEAT_OK);
    assert_int_equal(document_leave(document, LEAT_OK, &error), LEAT_OK);
    document_enter(document, (struct access){.readable = 1, .writable = 1});
    const enum leat_result result = plugin->process(self, &document->shown, &error);
    assert_int_equal(document_leave(document, result, &error), LEAT_OK);
    return document->layers[0].count;
}

static uint64_t next_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 33;
}

/* A name of two to four made-up words, the same for the same number; `strange` ones are in no list. */
static size_t name_of(uint32_t number, bool strange, char *to)
{
    static const char *const syllables[] = {"ba", "ke", "li", "mo", "nu", "ra", "se", "ti",
                                            "vo", "zu", "da", "fe", "gi", "ho", "ju", "pa"};
    uint64_t state = number * UINT64_C(2654435761) + 17;
    const unsigned words = 2 + next_random(&state) % 3;
    char *at = to;
    for (unsigned word = 0; word < words; word++) {
        if (word > 0)
            *at++ = ' ';
        for (unsigned i = 0; i < 3; i++, at += 2)
            memcpy(at, syllables[next_random(&state) % 16], 2);
    }
    return (size_t)(at + sprintf(at, "%s%u", strange ? "q" : "x", number) - to);
}

static double seconds_since(struct timespec begin)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - begin.tv_sec) + (double)(now.tv_nsec - begin.tv_nsec) / 1e9;
}

/* Resident memory in MB. */
static double resident(void)
{
    unsigned long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file != NULL && fscanf(file, "%*u %lu", &pages) != 1)
        pages = 0;
    if (file != NULL)
        fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

enum { PHRASES = 1000000, SAMPLES = 200000 };

static void write_phrases(const char *path)
{
    char name[128];
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    for (uint32_t i = 0; i < PHRASES; i++) {
        (void)name_of(i, false, name);
        fprintf(file, "%s\tX\tQ%u\n", name, i);
    }
    assert_int_equal(fclose(file), 0);
}

/* A text of names, one a sentence; every third is in no list. */
static char *write_text(size_t *length)
{
    char *text = malloc((size_t)SAMPLES * 64), *at = text;
    assert_non_null(text);
    for (uint32_t i = 0; i < SAMPLES; i++) {
        at += name_of(i * 5, i % 3 == 2, at);
        at += sprintf(at, " has come. ");
    }
    *length = (size_t)(at - text);
    return text;
}

static void a_million_phrases_are_found_and_nothing_else(void **state)
{
    (void)state;
    struct timespec begin;
    size_t length;
    write_phrases("million.tsv");
    char *text = write_text(&length);
    const double before = resident();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    void *self = make("million.tsv", NEEDED);
    print_message("a million phrases: %.2f s, %.0f MB\n", seconds_since(begin), resident() - before);
    (void)find(self, text, length);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
    assert_int_equal(find(self, text, length), SAMPLES - SAMPLES / 3);
    print_message("%.1f MB of text: %.3f s\n", (double)length / 1e6, seconds_since(begin));
    for (size_t i = 0, number = 0; i < document->layers[0].count; i++, number += number % 3 == 1 ? 2 : 1) {
        char name[128], id[32];
        const struct leat_layer layer = leat_doc_layer_at(&document->shown, 0);
        const size_t size = name_of((uint32_t)number * 5, false, name);
        const struct leat_string found = leat_doc_slice(&document->shown, layer.spans[i]);
        assert_int_equal(found.length, size);
        assert_memory_equal(found.at, name, size);
        snprintf(id, sizeof id, "Q%zu", number * 5);
        assert_true(leat_string_equal(document->layers[0].features[i]->value.string, leat_string(id)));
    }
    free(text);
    plugin->destroy(self);
}

/* Two megabytes each; a quadratic step would take an hour. */
static void hard_texts_take_linear_time(void **state)
{
    (void)state;
    static const char list[] = "{\"phrase\": \"a a a a a a a a b\"}\n{\"phrase\": \"-\"}\n{\"pattern\": \"(x+x+)+y\"}\n"
                               "{\"pattern\": \"(\\\\w+ ?)*!\"}\n{\"pattern\": \"(a|b)*a(a|b){13}\"}\n";
    static const char *const pieces[] = {"x", "a ", "-", "1", "\xCC\x81", "A", "’s", "ab", "\xD7\x90", "東", "x "};
    const size_t size = 2000000;
    char *text = malloc(size + 8);
    assert_non_null(text);
    file_write("hard.jsonl", list, sizeof list - 1);
    void *self = make("hard.jsonl", IGNORED);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        size_t length = 0;
        for (; length < size; length += strlen(pieces[i]))
            memcpy(text + length, pieces[i], strlen(pieces[i]));
        const size_t found = find(self, text, length);
        assert_int_equal(found, *pieces[i] == '-' ? size : 0);
    }
    plugin->destroy(self);
    free(text);
}

/* Over words of a and b a match is the whole word, for which the C library's regular expressions are the measure. One
 * of the patterns has more states than there is room for. */
static void patterns_match_as_regular_expressions_do(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "(a|b)*a(a|b){13}", "a{2,4}b?",     "(ab|a)(c|bcd)*", "((a?b)+|a*)*ba",  "[^a]a+[ab]{3,}", "(a*)*b",
        "a{0,3}b{2}",       "(a|ab)(b|)+a", "b{0,}a{1,}",     "((a|b)(a|b)){3}", "a.b.a",          "(a{2}){2}b+",
    };
    uint64_t random = 42;
    char anchored[64], line[80], word[40];
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        regex_t regex;
        snprintf(anchored, sizeof anchored, "^(%s)$", patterns[i]);
        assert_int_equal(regcomp(&regex, anchored, REG_EXTENDED), 0);
        file_write("pattern.tsv", line, (size_t)snprintf(line, sizeof line, "/%s/\n", patterns[i]));
        void *self = make("pattern.tsv", EXACT);
        for (size_t round = 0; round < 4000; round++) {
            const size_t length = 1 + next_random(&random) % 30;
            for (size_t at = 0; at < length; at++)
                word[at] = (char)('a' + next_random(&random) % 2);
            word[length] = '\0';
            const bool expected = regexec(&regex, word, 0, NULL, 0) == 0;
            if ((find(self, word, length) == 1) != expected)
                fail_msg("/%s/ should %smatch %s", patterns[i], expected ? "" : "not ", word);
        }
        plugin->destroy(self);
        regfree(&regex);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_phrases_are_found_and_nothing_else),
        cmocka_unit_test(hard_texts_take_linear_time),
        cmocka_unit_test(patterns_match_as_regular_expressions_do),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
