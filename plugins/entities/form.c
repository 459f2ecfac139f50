#include "form.h"

#include "hash.h"
#include "lists.h"

enum { WORDS_MAX = 16 };

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

/* A word of a name. */
struct part {
    struct leat_string text;
    uint64_t hash; /* of the word in small letters */
    bool upper;    /* it is ASCII without small letters */
    bool plain;    /* it follows the word before it, or the beginning, as on one line */
};

static bool parts(char byte)
{
    return (unsigned char)byte <= ' ' || byte == '-';
}

/* Takes the next word of a name: up to a space, a hyphen or the end. False where there is none. */
static bool next_part(struct leat_string name, size_t *at, struct part *part)
{
    const size_t from = *at;
    size_t begin = from, end;
    while (begin < name.length && parts(name.at[begin]))
        begin++;
    uint64_t hash = HASH_START;
    bool upper = true;
    const bool plain = begin == from || (begin == from + 1 && (unsigned char)name.at[from] >= ' ');
    for (end = begin; end < name.length && !parts(name.at[end]); end++) {
        const unsigned char byte = (unsigned char)name.at[end];
        hash = hash_byte(hash, (unsigned char)small(name.at[end]));
        upper &= byte < 'a' || (byte > 'z' && byte < 0x80);
    }
    *part = (struct part){.text = {name.at + begin, end - begin}, .hash = hash, .upper = upper, .plain = plain};
    *at = end;
    return end > begin;
}

/* Family names that stand first where names are written so: Korean, Chinese, Vietnamese; by their first letter. */
static const char *const family_names[26] = {
    ['a' - 'a'] = " ahn an ",
    ['b' - 'a'] = " ban bo bui ",
    ['c' - 'a'] = " cai chan chang chen cheung cho choe choi chung ",
    ['d' - 'a'] = " deng ding ",
    ['g' - 'a'] = " gao guo ",
    ['h' - 'a'] = " han he hong hu huang hwang ",
    ['i' - 'a'] = " im ",
    ['j' - 'a'] = " jang jeong jiang jo jung ",
    ['k' - 'a'] = " kang kim kwon ",
    ['l' - 'a'] = " lam lau lee leung li lim lin liu luo ",
    ['m' - 'a'] = " ma mao moon ",
    ['n' - 'a'] = " ng nguyen ",
    ['o' - 'a'] = " oh ",
    ['p' - 'a'] = " pak park peng pham phan ",
    ['q' - 'a'] = " qin ",
    ['r' - 'a'] = " ryu ",
    ['s' - 'a'] = " seo shin song sun ",
    ['t' - 'a'] = " tan tran tsai ",
    ['v' - 'a'] = " vo ",
    ['w' - 'a'] = " wang wen wong wu ",
    ['x' - 'a'] = " xi xu ",
    ['y' - 'a'] = " yang yi yoo yoon yun ",
    ['z' - 'a'] = " zhang zhao zhou zhu ",
};

enum { FAMILY_MOST = 6 /* the longest, in letters */ };

static bool family_first(struct leat_string word)
{
    char sought[FAMILY_MOST + 3] = " ";
    const char initial = small(word.at[0]);
    if (word.length > FAMILY_MOST || initial < 'a' || initial > 'z' || family_names[initial - 'a'] == NULL)
        return false;
    for (size_t i = 0; i < word.length; i++)
        sought[i + 1] = small(word.at[i]);
    sought[word.length + 1] = ' ';
    return strstr(family_names[initial - 'a'], sought) != NULL;
}

/* What ends the name of a company, without its stop. */
static bool company_end(struct leat_string word)
{
#define END(text)             \
    {                         \
        text, sizeof text - 1 \
    }
    static const struct leat_string ends[] = {
        END("Inc"),   END("Corp"),     END("Corporation"), END("Co"),    END("Company"), END("Ltd"),     END("Limited"),
        END("LLC"),   END("PLC"),      END("Plc"),         END("plc"),   END("AG"),      END("SA"),      END("NV"),
        END("Group"), END("Holdings"), END("SE"),          END("Motor"), END("Motors"),  END("Airlines")};
#undef END
    word.length -= word.length > 0 && word.at[word.length - 1] == '.';
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (leat_string_equal(word, ends[i]))
            return true;
    return false;
}

static bool is_title(struct leat_string word)
{
    return (lists_find(hash_bytes(HASH_START, word.at, word.length)) & IN_TITLE) != 0;
}

static void add_part(struct form *form, const struct part *part)
{
    const char initial = part->text.at[0];
    form->whole = hash_byte(form->whole, ' ') ^ part->hash;
    form->whole *= UINT64_C(0x9e3779b97f4a7c15);
    form->last = part->hash;
    if (form->words++ == 0)
        form->first = part->hash;
    if (initial >= 'A' && initial <= 'Z')
        form->initials = hash_byte(form->initials, (unsigned char)initial);
    form->upper = form->upper && part->upper;
}

void form_read(const struct leat_doc *doc, const struct mention *mention, struct form *form)
{
    const struct leat_string name = leat_doc_slice(doc, mention->span);
    const bool person = mention->label == LABEL_PER;
    *form = (struct form){.whole = HASH_START, .initials = HASH_START, .upper = true, .plain = true};
    struct leat_string first = {NULL, 0}, last = {NULL, 0};
    size_t at = 0, begin = 0; /* `begin`: of the first word behind the titles */
    for (struct part part; next_part(name, &at, &part);) {
        form->plain = form->plain && part.plain;
        if (person && form->words == 0 && at < name.length && is_title(part.text)) {
            begin = at;
            continue;
        }
        if (form->words == 0)
            first = part.text;
        if (form->words < WORDS_MAX) {
            last = part.text;
            add_part(form, &part);
        }
    }
    form->begin = mention->span.begin + (uint32_t)(first.at != NULL && begin > 0 ? first.at - name.at : 0);
    form->surname_first = form->words > 1 && person && family_first(first);
    form->company = form->words > 1 && !person && company_end(last);
}
