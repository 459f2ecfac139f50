#include "scanner.h"

#include "english_words.h"

/* What a host's name, a file's name or the local part of an e-mail address is made of. */
static bool is_address_byte(unsigned char byte)
{
    return scanner_kinds[byte] == KIND_WORD || byte == '.' || byte == '-' || byte == '+' || byte == '%';
}

/* Behind the last letter or digit from `begin` on before `end`. */
static size_t trim(const struct scanner *s, size_t begin, size_t end)
{
    while (end > begin && scanner_kind(s, end - 1) != KIND_WORD)
        end--;
    return end;
}

/* Names of Usenet's groups begin with one of its hierarchies. */
static bool is_newsgroup(const struct scanner *s)
{
    static const char *const hierarchies[] = {"alt.", "comp.", "misc.", "rec.", "sci.", "soc."};
    for (size_t i = 0; i < sizeof hierarchies / sizeof *hierarchies; i++) {
        const size_t length = strlen(hierarchies[i]);
        if (s->length - s->begin >= length && memcmp(s->text + s->begin, hierarchies[i], length) == 0)
            return true;
    }
    return s->length - s->begin >= 4 && memcmp(s->text + s->begin, "www.", 4) == 0;
}

/* Whether the name from s->begin to `end` ends like a host's or file's: in lower case, or in the case of the rest. */
static bool is_name(const struct scanner *s, size_t end)
{
    size_t last = end;
    while (last > s->begin && end - last <= ENGLISH_LONGEST && s->text[last - 1] != '.')
        last--;
    if (last == s->begin || s->text[last - 1] != '.')
        return false;
    const bool lower = is_lower(scanner_byte(s, last)) && is_lower(scanner_byte(s, end - 1));
    const bool upper = is_upper(scanner_byte(s, last)) && is_upper(scanner_byte(s, end - 1));
    return is_newsgroup(s) ||
           ((lower || upper) && (english_classes(s->text + last, end - last) & ENGLISH_ADDRESS) != 0);
}

/* The end of a web address's part behind the host: up to white space or what can't stand in one, without the
 * punctuation of the sentence around it. */
static size_t url_end(const struct scanner *s, size_t begin)
{
    size_t end = begin, open = 0, closed = 0;
    while (end < s->length) {
        const unsigned char byte = scanner_byte(s, end);
        if (byte <= ' ' || byte == 0x7F || strchr("<>\"`{}|\\^", byte) != NULL)
            break;
        if (byte >= 0x80 && !scanner_word_goes_on(s, end))
            break;
        open += byte == '(';
        closed += byte == ')';
        size_t next = end;
        utf8_next(s->text, &next);
        end = next;
    }
    while (end > begin) {
        const char last = s->text[end - 1];
        if (last == ')' ? closed <= open : strchr(".,;:!?'*]", last) == NULL)
            break;
        closed -= last == ')';
        end--;
    }
    return end;
}

size_t scanner_url(const struct scanner *s, size_t at)
{
    return url_end(s, at + 3);
}

size_t scanner_address(struct scanner *s)
{
    size_t stop = s->at;
    while (is_address_byte(scanner_byte(s, stop)))
        stop++;
    if (scanner_byte(s, stop) == '@' && is_alnum(scanner_byte(s, stop + 1))) {
        size_t domain = stop + 1;
        while (is_address_byte(scanner_byte(s, domain)))
            domain++;
        return trim(s, stop, domain);
    }
    const size_t end = trim(s, s->begin, stop);
    if (end <= s->at || !is_name(s, end)) {
        s->no_address = stop;
        return 0;
    }
    const unsigned char next = scanner_byte(s, end);
    const bool path = next == '/' || next == '?' || (next == ':' && is_digit(scanner_byte(s, end + 1)));
    return path ? url_end(s, end) : end;
}
