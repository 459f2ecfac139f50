#include "phrases.h"
#include "background.h"
#include "words.h"

/* A phrase is looked for in at most this many slots; one that finds no room is left out. */
enum { PROBES = 32, SLOTS_MIN = 64 };

static bool is_letter(unsigned char byte)
{
    return (unsigned char)((byte | 0x20) - 'a') < 26 || byte >= 0x80;
}

static bool is_capital(unsigned char byte)
{
    return (unsigned char)(byte - 'A') < 26;
}

/* General punctuation, that of East Asia, its full-width forms, and « ». */
static bool is_wide_punctuation(const unsigned char *at, size_t length)
{
    if (length < 3)
        return length == 2 && at[0] == 0xc2;
    return at[0] == 0xe2 || (at[0] == 0xe3 && at[1] == 0x80) || (at[0] == 0xef && at[1] == 0xbc);
}

/* A word of a keyword begins with a letter, is longer than a letter or an ideograph, and is no address. */
static bool is_word(struct leat_string token)
{
    const unsigned char first = (unsigned char)token.at[0];
    return token.length > (first < 0x80 ? 1 : 3) && is_letter(first) &&
           !is_wide_punctuation((const unsigned char *)token.at, token.length) &&
           memchr(token.at, '@', token.length) == NULL && memchr(token.at, '/', token.length) == NULL &&
           (token.length < 4 || memcmp(token.at, "www.", 4) != 0);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

static bool joins(struct leat_string word)
{
    static const char *const joints[] = {"of", "de", "del", "la", "von", "van"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (leat_string_equal(word, leat_string(joints[i])))
            return true;
    return false;
}

/* Whether token `i` begins with a capital letter. */
static bool begins_high(const struct leat_doc *doc, struct leat_layer tokens, size_t i)
{
    return tokens.spans[i].begin < tokens.spans[i].end && is_capital((unsigned char)doc->text[tokens.spans[i].begin]);
}

/* Whether a token without meaning of its own stands within a name: Bank of England. */
static bool is_joint(const struct leat_doc *doc, struct leat_layer tokens, size_t i)
{
    return i > 0 && i + 1 < tokens.count && joins(leat_doc_slice(doc, tokens.spans[i])) &&
           begins_high(doc, tokens, i - 1) && begins_high(doc, tokens, i + 1);
}

static void read_words(struct phrases *phrases, const struct leat_doc *doc, struct leat_layer tokens)
{
    for (size_t i = 0; i < tokens.count; i++) {
        const struct leat_string token = leat_doc_slice(doc, tokens.spans[i]);
        phrases->words[i] = 0;
        if (token.length == 0 || !is_word(token))
            continue;
        const uint64_t hash = word_hash(token.at, token.length);
        phrases->rarities[i] = (uint8_t)background_rarity(hash);
        if (phrases->rarities[i] != RARITY_STOP || is_joint(doc, tokens, i))
            phrases->words[i] = hash;
    }
}

/* Where nobody has found the entities, words with capitals in a row are taken for a name. */
static void glue_capitals(struct phrases *phrases, const struct leat_doc *doc, struct leat_layer tokens)
{
    for (size_t i = 1; i < tokens.count; i++)
        if (phrases->words[i - 1] != 0 && phrases->words[i] != 0 && begins_high(doc, tokens, i - 1) &&
            begins_high(doc, tokens, i))
            phrases->places[i] = PLACE_GLUED;
}

static bool is_value(struct leat_string label)
{
    static const char *const labels[] = {"DATE",    "TIME",     "MONEY", "PERCENT", "CARDINAL",
                                         "ORDINAL", "QUANTITY", "URL",   "EMAIL",   "HANDLE"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (leat_string_equal(label, leat_string(labels[i])))
            return true;
    return false;
}

/* Dates, sums and the like are no keywords; the words of a name belong together. */
static void read_entities(struct phrases *phrases, const struct leat_doc *doc, struct leat_layer tokens,
                          struct leat_layer entities)
{
    size_t token = 0;
    for (size_t i = 0; i < entities.count; i++) {
        const bool value = is_value(leat_doc_label(doc, entities, i));
        for (; token < tokens.count && tokens.spans[token].begin < entities.spans[i].begin; token++)
            continue;
        for (; token < tokens.count && tokens.spans[token].end <= entities.spans[i].end; token++) {
            phrases->words[token] = value ? 0 : phrases->words[token];
            phrases->places[token] =
                tokens.spans[token].begin > entities.spans[i].begin ? PLACE_NAME | PLACE_GLUED : PLACE_NAME;
        }
    }
}

/* --- phrases ------------------------------------------------------------------------------------------------------ */

static uint64_t longer(uint64_t hash, uint64_t word)
{
    return hash == 0 ? word : word_mix(hash, word) | 1;
}

/* The slot of the phrase, or a free one; NULL where there is neither. */
static struct phrase *find(const struct phrases *phrases, uint64_t hash)
{
    size_t slot = (size_t)(hash >> 8) & (phrases->slots - 1);
    for (int i = 0; i < PROBES; i++, slot = (slot + 1) & (phrases->slots - 1))
        if (phrases->at[slot].hash == hash || phrases->at[slot].hash == 0)
            return &phrases->at[slot];
    return NULL;
}

struct phrase *phrases_at(const struct phrases *phrases, size_t token, size_t tokens)
{
    uint64_t hash = 0;
    for (size_t i = token; i < token + tokens; i++)
        hash = longer(hash, phrases->words[i]);
    struct phrase *phrase = find(phrases, hash);
    return phrase != NULL && phrase->hash != 0 ? phrase : NULL;
}

static void count(struct phrases *phrases, const struct phrase *found)
{
    struct phrase *phrase = find(phrases, found->hash);
    if (phrase == NULL || (phrase->hash == 0 && phrases->count == PHRASES_MAX))
        return;
    if (phrase->hash == 0) {
        phrases->count++;
        *phrase = *found;
        phrase->names = 0;
    }
    phrase->count++;
    phrase->names += found->names;
}

static bool is_glued(const struct phrases *phrases, size_t token)
{
    return token < phrases->tokens && (phrases->places[token] & PLACE_GLUED) != 0;
}

/* Counts all phrases that begin with a token. They begin and end with a word that has a meaning, and where they have
 * several words, they don't begin or end within a name. */
static void count_from(struct phrases *phrases, const struct leat_doc *doc, struct leat_layer tokens, size_t token,
                       size_t end, bool name)
{
    struct phrase found = {.first = (uint32_t)token};
    if (phrases->rarities[token] == RARITY_STOP)
        return;
    for (size_t i = token; i < end && i - token < phrases->longest && phrases->words[i] != 0; i++) {
        const bool joint = phrases->rarities[i] == RARITY_STOP;
        name = name && (joint || begins_high(doc, tokens, i));
        found.hash = longer(found.hash, phrases->words[i]);
        found.rarity += phrases->rarities[i];
        found.tokens = (uint8_t)(i - token + 1);
        struct phrase mention = found;
        mention.names = name;
        if (i == token || (!joint && !is_glued(phrases, token) && !is_glued(phrases, i + 1)))
            count(phrases, &mention);
    }
}

/* No phrase goes beyond its sentence. At a sentence's beginning a capital tells nothing. */
static void count_all(struct phrases *phrases, const struct leat_doc *doc, struct leat_layer tokens,
                      struct leat_layer sentences)
{
    size_t token = 0;
    for (size_t i = 0; i < sentences.count; i++) {
        const size_t first = token;
        size_t end = token;
        while (end < tokens.count && tokens.spans[end].begin < sentences.spans[i].end)
            end++;
        for (; token < end; token++)
            if (phrases->words[token] != 0)
                count_from(phrases, doc, tokens, token, end,
                           token > first || (phrases->places[token] & PLACE_NAME) != 0);
    }
}

bool phrases_find(struct phrases *phrases, struct leat_doc *doc, size_t longest)
{
    const struct leat_layer tokens = leat_doc_layer(doc, "token"), sentences = leat_doc_layer(doc, "sentence");
    *phrases = (struct phrases){.slots = SLOTS_MIN, .tokens = tokens.count, .longest = longest};
    while (phrases->slots < 2 * tokens.count && phrases->slots < 2 * (size_t)PHRASES_MAX)
        phrases->slots *= 2;
    phrases->at = leat_doc_alloc(doc, phrases->slots * sizeof *phrases->at);
    phrases->words = leat_doc_alloc(doc, (tokens.count + 1) * sizeof *phrases->words);
    phrases->rarities = leat_doc_alloc(doc, tokens.count + 1);
    phrases->places = leat_doc_alloc(doc, tokens.count + 1);
    if (phrases->at == NULL || phrases->words == NULL || phrases->places == NULL || phrases->rarities == NULL)
        return false;
    memset(phrases->at, 0, phrases->slots * sizeof *phrases->at);
    memset(phrases->places, 0, tokens.count + 1);
    read_words(phrases, doc, tokens);
    const struct leat_layer entities = leat_doc_layer(doc, "entity");
    if (entities.exists)
        read_entities(phrases, doc, tokens, entities);
    else
        glue_capitals(phrases, doc, tokens);
    count_all(phrases, doc, tokens, sentences);
    return true;
}
