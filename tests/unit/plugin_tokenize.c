/* The tokenizer by itself: Unicode's conformance tests, and what must hold for any text. */
#include "../../plugins/tokenize/block.h"
#include "buffer.h"
#include "document.h"
#include "plugin_open.h"

/* The same as the plugin's own options. */
struct options {
    bool english;
    int newline, hyphens, contractions, sentences;
    const char *model;
};

enum { TOKEN, SENTENCE };

static const struct layout layout = {.names = {"token", "sentence"}, .count = 2};
static const struct leat_plugin *plugin;
static struct document *document;

static int open_all(void **state)
{
    (void)state;
    plugin = plugin_open("tokenize");
    document = document_create(&layout, UINT32_MAX);
    return document == NULL;
}

static int close_all(void **state)
{
    (void)state;
    document_destroy(document);
    return 0;
}

static void tokenize(const struct options *options, const char *text, size_t length)
{
    struct leat_error error = {.message = ""};
    void *self = NULL;
    assert_int_equal(plugin->create(NULL, options, &self, &error), LEAT_OK);
    document_reset(document);
    document_enter(document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&document->shown, (struct leat_string){text, length}, &error), LEAT_OK);
    assert_int_equal(document_leave(document, LEAT_OK, &error), LEAT_OK);
    document_enter(document, (struct access){.readable = 3, .writable = 3});
    const enum leat_result result = plugin->process(self, &document->shown, &error);
    assert_int_equal(document_leave(document, result, &error), LEAT_OK);
    plugin->destroy(self);
}

/* --- Unicode's tests ---------------------------------------------------------------------------------------------- */

/* One line: a text, and where Unicode breaks it. */
struct sample {
    char text[512];
    size_t length;
    struct leat_span pieces[64];
    size_t count;
};

static size_t append_utf8(char *to, unsigned long character)
{
    if (character < 0x80) {
        to[0] = (char)character;
        return 1;
    }
    const size_t size = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--, character >>= 6)
        to[i] = (char)(0x80 | (character & 0x3F));
    to[0] = (char)((0xF00 >> size & 0xFF) | character);
    return size;
}

/* The characters of White_Space that the tests hold. */
static bool is_space(unsigned long character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0x85 || character == 0xA0 ||
           character == 0x2028 || character == 0x2029 || character == 0x3000;
}

/* Reads "÷ 0061 × 0308 ÷ …". A piece of white space alone is left out; `trimmed`, its ends are too. False where the
 * line holds no test. */
static bool sample_read(struct sample *sample, char *line, bool trimmed)
{
    *sample = (struct sample){.length = 0};
    struct leat_span piece = {0, 0};
    bool blank = true;
    line[strcspn(line, "#")] = '\0';
    for (char *word = strtok(line, " \t\n"); word != NULL; word = strtok(NULL, " \t\n")) {
        if (strcmp(word, "÷") == 0) {
            if (!blank)
                sample->pieces[sample->count++] = piece;
            piece.begin = piece.end = (uint32_t)sample->length;
            blank = true;
        } else if (strcmp(word, "×") != 0) {
            const unsigned long character = strtoul(word, NULL, 16);
            const bool space = is_space(character);
            if (trimmed && blank)
                piece.begin = (uint32_t)sample->length;
            sample->length += append_utf8(sample->text + sample->length, character);
            blank = blank && space;
            if (!trimmed || !space)
                piece.end = (uint32_t)sample->length;
        }
    }
    return sample->length > 0;
}

static void assert_spans(const struct sample *sample, size_t layer, const char *line)
{
    const struct layer *found = &document->layers[layer];
    bool same = found->count == sample->count;
    for (size_t i = 0; same && i < found->count; i++)
        same = found->spans[i].begin == sample->pieces[i].begin && found->spans[i].end == sample->pieces[i].end;
    if (same)
        return;
    for (size_t i = 0; i < found->count; i++)
        print_message("found [%u, %u)\n", found->spans[i].begin, found->spans[i].end);
    for (size_t i = 0; i < sample->count; i++)
        print_message("wanted [%u, %u)\n", sample->pieces[i].begin, sample->pieces[i].end);
    fail_msg("%s", line);
}

/* Every test of a file of the Unicode Character Database, with the tailoring off. */
static void conform(const char *name, size_t layer, size_t at_least)
{
    char path[128], line[4096], copy[4096];
    size_t count = 0;
    snprintf(path, sizeof path, "/usr/share/unicode/auxiliary/%s", name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        fail_msg("%s is not there; Debian's package unicode-data has it", path);
    while (fgets(line, sizeof line, file) != NULL) {
        struct sample sample;
        memcpy(copy, line, sizeof copy);
        if (!sample_read(&sample, copy, layer == SENTENCE))
            continue;
        tokenize(&(struct options){.english = false}, sample.text, sample.length);
        assert_spans(&sample, layer, line);
        count++;
    }
    fclose(file);
    assert_true(count >= at_least);
}

static void words_break_as_unicode_says(void **state)
{
    (void)state;
    conform("WordBreakTest.txt", TOKEN, 1800);
}

static void sentences_break_as_unicode_says(void **state)
{
    (void)state;
    conform("SentenceBreakTest.txt", SENTENCE, 500);
}

/* --- any text ----------------------------------------------------------------------------------------------------- */

/* Tokens and sentences stand in order, none in another, and no visible character of ASCII outside a token. `nested`:
 * every token stands in one sentence, which Unicode's own rules do not promise. */
static void assert_sound(bool nested)
{
    const struct layer *tokens = &document->layers[TOKEN], *sentences = &document->layers[SENTENCE];
    const char *text = document->shown.text;
    size_t at = 0, sentence = 0;
    for (size_t i = 0; i <= tokens->count; i++) {
        const size_t begin = i < tokens->count ? tokens->spans[i].begin : document->shown.length;
        assert_true(begin >= at);
        for (; at < begin; at++)
            if ((unsigned char)text[at] > ' ' && (unsigned char)text[at] < 0x7F)
                fail_msg("byte %zu, '%c', is in no token", at, text[at]);
        if (i == tokens->count)
            break;
        assert_true(tokens->spans[i].end > begin);
        at = tokens->spans[i].end;
        while (sentence < sentences->count && sentences->spans[sentence].end <= begin)
            sentence++;
        if (!nested)
            continue;
        if (sentence == sentences->count || sentences->spans[sentence].begin > begin ||
            sentences->spans[sentence].end < at)
            fail_msg("the token at byte %zu is not in one sentence", begin);
    }
    for (size_t i = 1; i < sentences->count; i++)
        assert_true(sentences->spans[i].begin >= sentences->spans[i - 1].end);
}

static void tokenize_soundly(const char *text, size_t length)
{
    for (int english = 0; english <= 1; english++)
        for (int split = 0, rules = 1; split <= 1; split++, rules--) {
            tokenize(&(struct options){english, split, split, split, rules, NULL}, text, length);
            assert_sound(english);
        }
}

/* The samples of the conformance tests, in pairs, with English around them. */
static void odd_texts_are_read_soundly(void **state)
{
    (void)state;
    char line[4096], text[2048];
    FILE *file = fopen("/usr/share/unicode/auxiliary/WordBreakTest.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        struct sample sample;
        if (!sample_read(&sample, line, false))
            continue;
        size_t length = 0;
        memcpy(text, "Mr. don't", 9), length += 9;
        memcpy(text + length, sample.text, sample.length), length += sample.length;
        memcpy(text + length, "U.S.-led.\" A", 12), length += 12;
        memcpy(text + length, sample.text, sample.length), length += sample.length;
        tokenize_soundly(text, length);
    }
    fclose(file);
}

/* Each of these, again and again, would take hours if anything were read more than a few times. */
static void hostile_texts_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",
        "a.",
        "aa.",
        "a. ",
        ".",
        "?!",
        ". . ",
        "(",
        ".)",
        "\"",
        "'",
        "a'",
        "n't",
        "-",
        "a-",
        "1",
        "1,000",
        "1.",
        "1-",
        "@",
        "a@",
        "a@a.",
        "http://",
        "://",
        "www.",
        "/",
        "a/",
        "\n",
        "\n\n",
        "\r",
        " ",
        "a\n",
        ". \n",
        "\0",
        "\xCC\x88",
        "a\xCC\x88",
        "\xE2\x80\x8D",
        "a:\xCC\x88",
        "\xE2\x80\x99",
        "a\xE2\x80\x99",
        "\xE2\x80\xA6",
        "\xE3\x80\x82",
        "\xF0\x9F\x87\xA9",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D",
        "\xD7\x90\"",
        "\xE4\xB8\xAD",
        "Mr. ",
        "U.S. ",
        "x.X",
        "a. [1] ",
        "\" said ",
        " A",
        "I, ",
        "1) ",
        "1. A ",
        "I -",
        "a - ",
        "\xE2\x80\xA2 ",
        ":-) a",
        "I                                 ",
    };
    enum { LENGTH = 1 << 20 };
    char *text = malloc(LENGTH);
    assert_non_null(text);
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        const size_t size = pieces[i][0] == '\0' ? 1 : strlen(pieces[i]);
        size_t length = 0;
        for (; length + size <= LENGTH; length += size)
            memcpy(text + length, pieces[i], size);
        tokenize_soundly(text, length);
    }
    free(text);
}

/* Each byte at each place, among others that are just outside the ranges. */
static void blocks_are_the_same_without_vectors(void **state)
{
    (void)state;
    char bytes[BLOCK_SIZE];
    memset(bytes, '@', sizeof bytes);
    for (int place = 0; place < BLOCK_SIZE; place++)
        for (int byte = 0; byte < 256; byte++) {
            bytes[place] = (char)byte;
            const struct block fast = block_read(bytes), plain = block_read_plain(bytes);
            assert_memory_equal(&fast, &plain, sizeof fast);
            const bool word = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
                              (byte >= 'a' && byte <= 'z');
            assert_int_equal(plain.words >> place & 1, word);
            assert_int_equal(plain.spaces >> place & 1, byte == ' ');
            assert_int_equal(plain.commas >> place & 1, byte == ',');
            assert_int_equal(plain.capitals >> place & 1, byte >= 'A' && byte <= 'Z');
            assert_int_equal(plain.fused_last >> place & 1, byte != 0 && strchr("taTA", byte) != NULL);
            assert_int_equal(plain.fused_before >> place & 1, byte != 0 && strchr("notNOT", byte) != NULL);
            bytes[place] = "[`{/:@\xAC\xE1"[place % 8];
        }
}

/* --- the classifier ----------------------------------------------------------------------------------------------- */

static const char lesson[] = "Thanks Joan We will meet on Monday", other[] = "Thanks Adam We can go";
enum { SECOND = 12 }; /* where "We" begins, in both */

static const struct layout gold_layout = {.names = {"gold:sentence"}, .count = 1};

struct class
{
    struct document *document;
    bool cut; /* gold has two sentences, not one */
    double f1;
};

static struct leat_doc *read_lesson(const struct leat_training *training, size_t index)
{
    const struct class *class = training->user;
    struct leat_error error;
    assert_true(index < training->count);
    document_reset(class->document);
    document_enter(class->document, (struct access){.decoding = true});
    assert_int_equal(leat_doc_set_text(&class->document->shown, leat_string(lesson), &error), LEAT_OK);
    assert_int_equal(document_leave(class->document, LEAT_OK, &error), LEAT_OK);
    document_enter(class->document, (struct access){.readable = 1, .writable = 1});
    const uint32_t end = sizeof lesson - 1;
    const struct leat_span first = {0, class->cut ? SECOND - 1 : end}, second = {SECOND, end};
    leat_doc_add(&class->document->shown, "gold:sentence", first, NULL);
    if (class->cut)
        leat_doc_add(&class->document->shown, "gold:sentence", second, NULL);
    assert_int_equal(document_leave(class->document, LEAT_OK, &error), LEAT_OK);
    document_enter(class->document, (struct access){.readable = 1});
    return &class->document->shown;
}

static bool note_epoch(const struct leat_training *training, unsigned epoch, double f1)
{
    struct class *class = training->user;
    class->f1 = f1;
    return epoch < 6;
}

/* Trains on ten documents of which two are held out; the model's bytes, to be released. */
static struct leat_out train(bool cut)
{
    struct leat_error error = {.message = ""};
    struct class class = {.document = document_create(&gold_layout, UINT32_MAX), .cut = cut};
    const struct options options = {.english = true};
    const struct leat_training training = {.host = class.document->shown.host,
                                           .seed = 7,
                                           .epochs = 9,
                                           .count = 10,
                                           .held_out = 2,
                                           .user = &class,
                                           .document = read_lesson,
                                           .report = note_epoch};
    struct leat_out model = buffer_make();
    assert_int_equal(plugin->train(&training, &options, &model, &error), LEAT_OK);
    assert_true(class.f1 > 0.99);
    document_destroy(class.document);
    return model;
}

static void what_was_learned_decides(void **state)
{
    assert_int_equal(folder_enter(state), 0);
    for (int cut = 0; cut <= 1; cut++) {
        struct leat_out model = train(cut), again = train(cut);
        assert_int_equal(model.length, again.length);
        assert_memory_equal(model.at, again.at, model.length);
        file_write("my.model", model.at, model.length);
        tokenize(&(struct options){.english = true, .model = "my.model"}, other, sizeof other - 1);
        assert_int_equal(document->layers[SENTENCE].count, cut ? 2 : 1);
        assert_int_equal(document->layers[SENTENCE].spans[cut].begin, cut ? SECOND : 0);
        buffer_free(&model);
        buffer_free(&again);
    }
    assert_int_equal(folder_leave(state), 0);
}

static void refuse_model(const char *reason)
{
    struct leat_error error = {.message = ""};
    void *self = NULL;
    const struct options options = {.english = true, .model = "my.model"};
    assert_int_equal(plugin->create(NULL, &options, &self, &error), LEAT_FATAL);
    if (strstr(error.message, "my.model") == NULL || strstr(error.message, reason) == NULL)
        fail_msg("%s", error.message);
}

static void other_files_are_no_models(void **state)
{
    assert_int_equal(folder_enter(state), 0);
    struct leat_out model = train(true);
    refuse_model("can't be opened");
    file_write("my.model", "", 0);
    refuse_model("does not begin with");
    file_write("my.model", "PNG and more than a line of it", 30);
    refuse_model("does not begin with");
    file_write("my.model", "leat tokenize model 1\n", 22);
    refuse_model("does not begin with \"leat tokenize model 2\"");
    for (size_t left = 0; left < model.length; left += left < 24 ? 1 : 4099) {
        file_write("my.model", model.at, left);
        refuse_model(left < 22 ? "does not begin with" : "is not whole");
    }
    file_write("my.model", model.at, model.length - 1);
    refuse_model("is not whole");
    leat_out_text(&model, "x");
    file_write("my.model", model.at, model.length);
    refuse_model("is not whole");
    model.length--;
    for (size_t at = 0; at < model.length; at += at < 32 ? 1 : 4099) {
        model.at[at] ^= 0x10;
        file_write("my.model", model.at, model.length);
        refuse_model(at < 22 ? "does not begin with" : "checksum");
        model.at[at] ^= 0x10;
    }
    buffer_free(&model);
    assert_int_equal(folder_leave(state), 0);
}

/* --- nothing ------------------------------------------------------------------------------------------------------ */

static void an_empty_text_has_empty_layers(void **state)
{
    (void)state;
    tokenize_soundly("", 0);
    assert_int_equal(document->layers[TOKEN].count, 0);
    assert_int_equal(document->layers[SENTENCE].count, 0);
    tokenize_soundly(" \n\n\t ", 5);
    assert_int_equal(document->layers[TOKEN].count, 0);
    assert_int_equal(document->layers[SENTENCE].count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_break_as_unicode_says),    cmocka_unit_test(sentences_break_as_unicode_says),
        cmocka_unit_test(odd_texts_are_read_soundly),     cmocka_unit_test(hostile_texts_take_linear_time),
        cmocka_unit_test(an_empty_text_has_empty_layers), cmocka_unit_test(blocks_are_the_same_without_vectors),
        cmocka_unit_test(what_was_learned_decides),       cmocka_unit_test(other_files_are_no_models),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
