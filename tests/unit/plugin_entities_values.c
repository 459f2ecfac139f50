/* Values are found in the text alone: how its tokens are cut may save time, and shows in nothing. */
#include "document.h"
#include "plugin_open.h"

/* The same as the plugin's own options. */
struct options {
    const char *model, *clusters, *guide;
    struct leat_list values;
    const char *date;
    int slashes, gazetteer;
};

static const struct layout layout = {.names = {"token", "sentence", "entity", "gazetteer"}, .count = 4};
static const struct leat_plugin *plugin;
static struct document *document;
static void *self;

static int open_all(void **state)
{
    static const char *const all[] = {"MONEY",   "PERCENT",  "DATE", "TIME",  "CARDINAL",
                                      "ORDINAL", "QUANTITY", "URL",  "EMAIL", "HANDLE"};
    const struct options options = {.values = {(const char **)all, sizeof all / sizeof *all}, .date = "date"};
    struct leat_error error = {.message = ""};
    (void)state;
    plugin = plugin_open("entities");
    document = document_create(&layout, UINT32_MAX);
    return document == NULL || plugin->create(NULL, &options, &self, &error) != LEAT_OK;
}

static int close_all(void **state)
{
    (void)state;
    plugin->destroy(self);
    document_destroy(document);
    return 0;
}

/* No names stand in them, so that what is found are the values. Each line is a sentence. */
static const char *const texts[] = {
    "it won't cost US$5bn-a-year, can't it? they don't owe $5",
    "a 10,000-strong crowd in mid-October paid A$5 and a-million",
    "it cannot rise 5%, 10-15% or 2.5 percent\nby 30 per cent (-5 °C) or -5°C",
    "on Wednesday, Oct. 3, 2024, on 3.10.2024, in the 1990s and '90s, in early May, last week\nwill it be by summer "
    "2025?",
    ".5 of $.50 and 1,200.50 pounds, £3m, ₹40 crore or $350bn at 10:30 a.m. or five o'clock",
    "twenty-five of one hundred and five, two-thirds, half a million, half-billion, dozens of millions of euros",
    "between 10 and 15 percent, 4 and 11 May, 340 to 350 km, 5 to 6 p.m., 20 Of US dollars",
    "write to jo@example.org or @jo, see www.example.org/a and http://example.org/5 on May 5",
    "may we march on? in May 2020 for R500m, Rs.5, Q3 2024, Q5, USD 20 million of 5 US dollars",
    "éa 5 ½ “a dozen” ’90s 5’s £½ …5 n5 5n ab$5 5.3.2-set tomorrow",
};

static void add(const char *layer, uint32_t begin, uint32_t end)
{
    leat_doc_add(&document->shown, layer, (struct leat_span){begin, end}, NULL);
}

static bool is_letter(char byte)
{
    return (byte & 0x80) != 0 || (byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z');
}

/* How the tokens of a text are cut. */
enum cut { CUT_NONE, CUT_WORDS, CUT_PAIRS, CUT_SPACES, CUTS };

/* The end of the token that begins at `at`. */
static uint32_t token_end(const char *text, uint32_t at, enum cut cut)
{
    uint32_t end = at + 1;
    if (cut == CUT_SPACES)
        while (text[end] != '\0' && (unsigned char)text[end] > ' ')
            end++;
    else if (is_letter(text[at]))
        while (is_letter(text[end]) && (cut == CUT_WORDS || end - at < 2))
            end++;
    while ((text[end] & 0xc0) == 0x80)
        end++;
    return end;
}

static void add_tokens(const char *text, enum cut cut)
{
    for (uint32_t at = 0, end; text[at] != '\0' && cut != CUT_NONE; at = end) {
        end = at + 1;
        if ((unsigned char)text[at] <= ' ')
            continue;
        end = token_end(text, at, cut);
        add("token", at, end);
    }
    for (uint32_t at = 0, end; text[at] != '\0'; at = end + (text[end] == '\n')) {
        end = at + (uint32_t)strcspn(text + at, "\n");
        add("sentence", at, end);
    }
}

/* Finds what is in a text, and writes the spans, labels and numbers of features to `found`. */
static void find(const char *text, enum cut cut, char *found, size_t room)
{
    struct leat_error error = {.message = ""};
    const struct leat_string string = leat_string(text);
    document_reset(document);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&document->shown, string, &error), LEAT_OK);
    assert_int_equal(document_leave(document, LEAT_OK, &error), LEAT_OK);
    document_enter(document, (struct access){.readable = 3, .writable = 3});
    add_tokens(text, cut);
    assert_int_equal(document_leave(document, LEAT_OK, &error), LEAT_OK);
    document_enter(document, (struct access){.readable = 15, .writable = 4});
    const enum leat_result result = plugin->process(self, &document->shown, &error);
    assert_int_equal(document_leave(document, result, &error), LEAT_OK);
    document_enter(document, (struct access){.readable = 4});
    const struct leat_layer layer = leat_doc_layer(&document->shown, "entity");
    size_t length = 0;
    for (size_t i = 0; i < layer.count; i++) {
        const struct leat_string slice = leat_doc_slice(&document->shown, layer.spans[i]);
        const struct leat_string label = leat_doc_label(&document->shown, layer, i);
        length += (size_t)snprintf(found + length, room - length, "%.*s %.*s", (int)slice.length, slice.at,
                                   (int)label.length, label.at);
        for (const struct leat_feature *at = leat_doc_features(&document->shown, layer, i); at != NULL; at = at->next)
            length += at->value.kind == LEAT_VALUE_STRING
                          ? (size_t)snprintf(found + length, room - length, " %.*s", (int)at->value.string.length,
                                             at->value.string.at)
                          : (size_t)snprintf(found + length, room - length, " %g", at->value.number);
        length += (size_t)snprintf(found + length, room - length, "\n");
        assert_true(length < room);
    }
    assert_int_equal(document_leave(document, LEAT_OK, &error), LEAT_OK);
}

static void finds_the_same_whatever_the_tokens_are(void **state)
{
    static char plain[4096], found[4096];
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        find(texts[i], CUT_NONE, plain, sizeof plain);
        assert_true(strlen(plain) > 0);
        for (enum cut cut = CUT_WORDS; cut < CUTS; cut++)
            for (int round = 0; round < 2; round++) { /* in the second, the words are known */
                find(texts[i], cut, found, sizeof found);
                assert_string_equal(found, plain);
            }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_same_whatever_the_tokens_are)};
    return cmocka_run_group_tests(tests, open_all, close_all);
}
