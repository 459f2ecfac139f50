#include "scanner.h"

#include "english_words.h"

enum { CLITIC_LONGEST = 2 };

/* 's, 'm, 'd, 'll, 're, 've, in either case. */
static bool is_clitic(const char *letters, size_t length)
{
    if (length == 1)
        return strchr("smdSMD", *letters) != NULL;
    const char pair[] = {(char)(letters[0] | 0x20), (char)(letters[1] | 0x20)};
    return length == 2 && (memcmp(pair, "ll", 2) == 0 || memcmp(pair, "re", 2) == 0 || memcmp(pair, "ve", 2) == 0);
}

/* Behind the letters of ASCII at `at`, of which at most `most` are read; `at` where a longer word begins there. */
static size_t short_word(const struct scanner *s, size_t at, size_t most)
{
    size_t end = at;
    while (end - at < most && is_letter(scanner_byte(s, end)))
        end++;
    return scanner_word_goes_on(s, end) ? at : end;
}

static void take_clitic(struct scanner *s, size_t clitic, size_t end)
{
    if (clitic > s->begin)
        scanner_token(s, s->begin, clitic);
    scanner_token(s, clitic, end);
    s->begin = s->at = end;
}

bool scanner_apostrophe(struct scanner *s, size_t width)
{
    const size_t letters = s->at + width, end = short_word(s, letters, CLITIC_LONGEST);
    const unsigned char before = s->at > s->begin ? scanner_byte(s, s->at - 1) : 0;
    if (end > letters && s->options.contractions == JOINED_SPLIT) {
        const unsigned char first = scanner_byte(s, letters);
        if (end - letters == 1 && (first | 0x20) == 't' && (before | 0x20) == 'n') {
            take_clitic(s, s->at - 1, end);
            return true;
        }
        if (is_clitic(s->text + letters, end - letters) && !is_digit(before)) {
            take_clitic(s, s->at, end);
            return true;
        }
    }
    if (before == 0 || !scanner_word_goes_on(s, letters))
        return false;
    s->at = letters;
    return true;
}

size_t scanner_clipped(const struct scanner *s, size_t width)
{
    enum { CLIPPED_LONGEST = 5 };
    const size_t letters = s->at + width;
    if (is_digit(scanner_byte(s, letters)) && is_digit(scanner_byte(s, letters + 1))) {
        const size_t year = letters + 2 + (scanner_byte(s, letters + 2) == 's');
        return scanner_word_goes_on(s, year) ? s->at : year;
    }
    const size_t end = short_word(s, letters, CLIPPED_LONGEST), length = end - letters;
    if (length == 0 ||
        (!is_clitic(s->text + letters, length) && (english_classes(s->text + letters, length) & ENGLISH_CLIPPED) == 0))
        return s->at;
    return end;
}

/* --- two words written as one ------------------------------------------------------------------------------------- */

static const struct fused {
    char text[8];
    unsigned char length, cut;
} fused_words[] = {
    {"cannot", 6, 3},  {"gonna", 5, 3},   {"wanna", 5, 3}, {"gotta", 5, 3}, {"dont", 4, 2},
    {"didnt", 5, 3},   {"doesnt", 6, 4},  {"isnt", 4, 2},  {"wasnt", 5, 3}, {"havent", 6, 4},
    {"hasnt", 5, 3},   {"arent", 5, 3},   {"cant", 4, 2},  {"wont", 4, 2},  {"werent", 6, 4},
    {"couldnt", 7, 5}, {"wouldnt", 7, 5}, {"alot", 4, 1},  {"outta", 5, 3},
};

/* Nearly all words are ruled out by length and last letters. All is computed, for a branch on each would be foretold
 * wrongly too often. */
static bool may_be_fused(const char *word, size_t length)
{
    const int last = word[length - 1] | 0x20, before = word[length - 1 - (length > 1)] | 0x20;
    const int n = before == 'n', t = before == 't', o = before == 'o';
    return (((last == 't') & (n | o)) | ((last == 'a') & (n | t))) & (length - 4 <= 3);
}

size_t scanner_fused(const struct scanner *s, size_t begin, size_t end)
{
    const size_t length = end - begin;
    if (!may_be_fused(s->text + begin, length) || s->options.contractions == JOINED_WHOLE)
        return end;
    for (size_t i = 0; i < sizeof fused_words / sizeof *fused_words; i++) {
        size_t at = 0;
        while (at < length && (s->text[begin + at] | 0x20) == fused_words[i].text[at])
            at++;
        if (fused_words[i].length == length && at == length)
            return begin + fused_words[i].cut;
    }
    return end;
}
