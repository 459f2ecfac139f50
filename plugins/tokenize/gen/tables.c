/* Writes the character tables declared in properties.h, from the files of the Unicode Character Database:
 *     tables FOLDER >tables.c
 * FOLDER is the database as Debian's unicode-data installs it, /usr/share/unicode. */
#include "../properties.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHARACTERS = 0x110000, BLOCKS = CHARACTERS / PROPERTY_BLOCK };

struct value {
    const char *name;
    unsigned bits;
};

static const struct value words[] = {
    {"CR", WORD_CR},
    {"LF", WORD_LF},
    {"Newline", WORD_NEWLINE},
    {"Extend", WORD_EXTEND},
    {"ZWJ", WORD_ZWJ},
    {"Format", WORD_FORMAT},
    {"Regional_Indicator", WORD_REGIONAL_INDICATOR},
    {"Katakana", WORD_KATAKANA},
    {"Hebrew_Letter", WORD_HEBREW_LETTER},
    {"ALetter", WORD_LETTER},
    {"Single_Quote", WORD_SINGLE_QUOTE},
    {"Double_Quote", WORD_DOUBLE_QUOTE},
    {"MidNumLet", WORD_MID_NUM_LET},
    {"MidLetter", WORD_MID_LETTER},
    {"MidNum", WORD_MID_NUM},
    {"Numeric", WORD_NUMERIC},
    {"ExtendNumLet", WORD_EXTEND_NUM_LET},
    {"WSegSpace", WORD_SPACE},
    {NULL, 0},
};

#define SENTENCE(class) ((class) << PROPERTY_SENTENCE_SHIFT)
static const struct value sentences[] = {
    {"CR", SENTENCE(SENTENCE_CR)},
    {"LF", SENTENCE(SENTENCE_LF)},
    {"Sep", SENTENCE(SENTENCE_SEPARATOR)},
    {"Extend", SENTENCE(SENTENCE_EXTEND)},
    {"Format", SENTENCE(SENTENCE_FORMAT)},
    {"Sp", SENTENCE(SENTENCE_SPACE)},
    {"Lower", SENTENCE(SENTENCE_LOWER)},
    {"Upper", SENTENCE(SENTENCE_UPPER)},
    {"OLetter", SENTENCE(SENTENCE_LETTER)},
    {"Numeric", SENTENCE(SENTENCE_NUMERIC)},
    {"ATerm", SENTENCE(SENTENCE_ATERM)},
    {"SContinue", SENTENCE(SENTENCE_CONTINUE)},
    {"STerm", SENTENCE(SENTENCE_STERM)},
    {"Close", SENTENCE(SENTENCE_CLOSE)},
    {NULL, 0},
};

static const struct value pictographs[] = {{"Extended_Pictographic", PROPERTY_PICTOGRAPHIC}, {NULL, 0}};
static const struct value spaces[] = {{"White_Space", PROPERTY_WHITE_SPACE}, {NULL, 0}};

static property characters[CHARACTERS];

static void die(const char *path, const char *why)
{
    fprintf(stderr, "tables: %s: %s\n", path, why);
    exit(1);
}

/* Adds the bits of every line "XXXX[..YYYY] ; Name # …" whose name is known. A file may hold other properties too
 * (`strict` false); a value that we have no name for would otherwise be a newer Unicode's, and must not be missed. */
static void read_property(const char *folder, const char *name, const struct value *values, bool strict)
{
    char path[4096], line[1024], found[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    if (file == NULL)
        die(path, "cannot be opened; Debian's package unicode-data has it");
    while (fgets(line, sizeof line, file) != NULL) {
        unsigned long first, last;
        if (sscanf(line, "%lx..%lx ; %63[A-Za-z_]", &first, &last, found) != 3) {
            if (sscanf(line, "%lx ; %63[A-Za-z_]", &first, found) != 2)
                continue;
            last = first;
        }
        const struct value *value = values;
        while (value->name != NULL && strcmp(value->name, found) != 0)
            value++;
        if (last >= CHARACTERS || (strict && value->name == NULL))
            die(path, line);
        for (unsigned long at = first; at <= last; at++)
            characters[at] |= (property)value->bits;
    }
    fclose(file);
}

static void print_tables(void)
{
    static size_t block_of[BLOCKS], first_of[BLOCKS];
    size_t distinct = 0;
    for (size_t block = 0; block < BLOCKS; block++) {
        const property *values = characters + block * PROPERTY_BLOCK;
        size_t same = 0;
        while (same < distinct &&
               memcmp(characters + first_of[same] * PROPERTY_BLOCK, values, PROPERTY_BLOCK * sizeof *values) != 0)
            same++;
        if (same == distinct)
            first_of[distinct++] = block;
        block_of[block] = same;
    }
    printf("#include \"properties.h\"\n\nconst uint16_t property_blocks[] = {");
    for (size_t block = 0; block < BLOCKS; block++)
        printf("%s%zu,", block % 32 == 0 ? "\n" : "", block_of[block]);
    printf("\n};\n\nconst property property_values[] = {");
    for (size_t block = 0; block < distinct; block++)
        for (size_t at = 0; at < PROPERTY_BLOCK; at++)
            printf("%s%u,", at % 32 == 0 ? "\n" : "", characters[first_of[block] * PROPERTY_BLOCK + at]);
    printf("\n};\n");
}

int main(int count, char **arguments)
{
    if (count != 2)
        die("usage", "tables FOLDER >tables.c");
    read_property(arguments[1], "auxiliary/WordBreakProperty.txt", words, true);
    read_property(arguments[1], "auxiliary/SentenceBreakProperty.txt", sentences, true);
    read_property(arguments[1], "emoji/emoji-data.txt", pictographs, false);
    read_property(arguments[1], "PropList.txt", spaces, false);
    print_tables();
    return fflush(stdout) == 0 ? 0 : 1;
}
