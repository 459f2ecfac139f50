#include "english_words.h"

static bool is_upper(char letter)
{
    return letter >= 'A' && letter <= 'Z';
}

static bool same(const struct english_word *entry, const char *word, size_t length)
{
    if (entry->length != length || (is_upper(entry->text[0]) && !is_upper(word[0])))
        return false;
    for (size_t i = 0; i < length; i++)
        if (((entry->text[i] ^ word[i]) & ~0x20) != 0)
            return false;
    return true;
}

unsigned english_classes_hashed(uint32_t hash, const char *word, size_t length)
{
    for (size_t slot = english_slot(hash); english_tags[slot] != 0; slot = (slot + 1) % ENGLISH_SLOTS)
        if (english_tags[slot] == english_tag(hash) && same(&english_table[slot], word, length))
            return english_table[slot].classes;
    return 0;
}

unsigned english_classes(const char *word, size_t length)
{
    return length == 0 || length > ENGLISH_LONGEST ? 0
                                                   : english_classes_hashed(english_hash(word, length), word, length);
}
