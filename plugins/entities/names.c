#include "names.h"

#include "cues.h"
#include "values.h"

/* A run is cut after so many words, so that looking ahead in it costs no more than that: no name is longer. */
enum { RUN_MAX = 32 };

enum {
    IN_NAMES = IN_PLACE | IN_PEOPLE | IN_ORG | IN_EVENT | IN_PRODUCT,
    IN_KINDS = IN_ORG_END | IN_LOC_END | IN_LOC_HEAD | IN_EVENT_END | IN_OTHER_END | IN_PORTFOLIO,
};

/* One run of words with capitals on its way into names. */
struct run {
    const struct sentence *sentence;
    struct mentions *mentions;
    size_t end;  /* of the run */
    bool titled; /* a title stands before what comes now */
};

static bool is_date(const struct sentence *sentence, size_t at)
{
    struct leat_span span;
    enum label label;
    return (sentence->words[at].lists & (IN_MONTH | IN_WEEKDAY)) != 0 && value_at(sentence, at, at, &span, &label) > 0;
}

/* Whether word `at` can stand in a name: it has a capital, and is neither a date nor "I". */
static bool is_part(const struct sentence *sentence, size_t at)
{
    return word_capital(sentence, at) && !sentence->words[at].apart && !is_date(sentence, at) &&
           !word_is(sentence, at, "I");
}

/* Where the words with capitals end that begin at `at`, with "van", "bin", "&" and second syllables ("Jae-myung")
 * between and behind them. */
static size_t run_end(const struct sentence *sentence, size_t at)
{
    size_t end = at + 1;
    while (end < sentence->count && end - at < RUN_MAX && !sentence->words[end - 1].possessive) {
        const struct word *word = &sentence->words[end];
        if (is_part(sentence, end)) {
            end++;
            continue;
        }
        if (word->shape == SHAPE_LOWER && !word->apart) {
            const uint32_t lists = word_lists(sentence, end);
            size_t next = end;
            while (next < end + 3 && (word_lists(sentence, next) & IN_PARTICLE) != 0 && !word_capital(sentence, next))
                next++;
            if (next > end && is_part(sentence, next)) {
                end = next + 1;
                continue;
            }
            if (word->hyphen && end - at >= 2 && (lists & (IN_COMPOUND | IN_COMMON)) == 0) {
                end++;
                continue;
            }
        }
        if (word_is(sentence, end, "&") && is_part(sentence, end + 1)) {
            end += 2;
            continue;
        }
        break;
    }
    return end;
}

/* Where "of the …", "for … and …" end behind the word before `at`; `at` where there is none. */
static size_t tail_end(const struct sentence *sentence, size_t at)
{
    size_t end = at;
    if (at == 0 || sentence->words[at - 1].possessive ||
        (!word_is(sentence, at, "of") && !word_is(sentence, at, "for")))
        return at;
    end += word_is(sentence, end + 1, "the") ? 2 : 1;
    if (!is_part(sentence, end))
        return at;
    while (is_part(sentence, end) && !sentence->words[end - 1].possessive)
        end++;
    if (word_is(sentence, at, "for") || !word_is(sentence, at + 1, "the"))
        if (word_is(sentence, end, "and") && is_part(sentence, end + 1) && !sentence->words[end - 1].possessive &&
            (sentence->words[at + 1].lists & IN_NAMES) == 0) {
            for (end++; is_part(sentence, end) && !sentence->words[end - 1].possessive;)
                end++;
        }
    return end;
}

static struct mention *add(const struct run *run, size_t from, size_t to)
{
    const struct sentence *sentence = run->sentence;
    const struct leat_span span = {sentence->words[from].begin, sentence->words[to - 1].end};
    struct mention *name = mentions_add(run->mentions);
    name->span = span;
    name->words = to - from < 255 ? (uint8_t)(to - from) : 255;
    name->first = word_hash(sentence, from);
    name->last = word_hash(sentence, to - 1);
    name->whole = hash_bytes(HASH_START, sentence->text + span.begin, span.end - span.begin);
    return name;
}

/* Adds a name that is `label` beyond reasonable doubt. */
static size_t add_certain(const struct run *run, size_t from, size_t to, enum label label)
{
    struct mention *name = add(run, from, to);
    cues_vote(run->sentence, from, to, name);
    mention_vote(name, label, 12);
    return to;
}

/* A name that a list holds, or several lists: then each says less. A people's name is rarely anything else. */
static size_t add_listed(const struct run *run, size_t from, struct match match)
{
    static const struct {
        uint32_t lists;
        enum label label;
        int alone, among;
    } votes[] = {
        {IN_ORG, LABEL_ORG, 8, 4},     {IN_PLACE, LABEL_LOC, 8, 4},       {IN_PEOPLE, LABEL_NORP, 10, 6},
        {IN_EVENT, LABEL_EVENT, 8, 4}, {IN_PRODUCT, LABEL_PRODUCT, 8, 4}, {IN_GIVEN | IN_SURNAME, LABEL_PER, 4, 4},
    };
    const uint32_t found = match.lists & (IN_NAMES | IN_GIVEN | IN_SURNAME);
    const bool several = (found & (found - 1)) != 0;
    struct mention *name = add(run, from, from + match.words);
    cues_vote(run->sentence, from, from + match.words, name);
    for (size_t i = 0; i < sizeof votes / sizeof *votes; i++)
        if ((found & votes[i].lists) != 0)
            mention_vote(name, votes[i].label, several ? votes[i].among : votes[i].alone);
    return from + match.words;
}

/* The place behind the last word of `list` in [from, to), or `from`. */
static size_t behind_last(const struct run *run, size_t from, size_t to, uint32_t list)
{
    for (size_t i = to; i > from; i--)
        if ((run->sentence->words[i - 1].lists & list) != 0 && run->sentence->words[i - 1].shape != SHAPE_LOWER)
            return i;
    return from;
}

/* Names that their last (or first) word tells: "Thai Foreign Ministry", "University of Delhi", "World Cup", "Nile
 * River", "Mount Fuji". Returns where the name ends, `from` where there is none. */
static size_t add_told(const struct run *run, size_t from, size_t to)
{
    const struct sentence *sentence = run->sentence;
    const uint32_t first = sentence->words[from].lists;
    size_t end = behind_last(run, from, to, IN_ORG_END);
    const size_t tail = end > from ? tail_end(sentence, end) : end;
    if (end > from && (end > from + 1 || tail > end))
        return add_certain(run, from, tail, LABEL_ORG);
    if (behind_last(run, from, to, IN_OTHER_END) == to)
        return to;
    end = behind_last(run, from, to, IN_EVENT_END);
    if (end == from + 1 && tail_end(sentence, end) > end)
        return add_certain(run, from, tail_end(sentence, end), LABEL_EVENT);
    if (end > from + 1)
        return add_certain(run, from, end, LABEL_EVENT);
    if (end == from + 1 && to > end)
        return add_certain(run, from, to, LABEL_EVENT);
    end = behind_last(run, from, to, IN_LOC_END);
    const struct match match = sentence_match(sentence, from);
    if ((match.lists & IN_PLACE) != 0 && from + match.words + 1 < end)
        return add_listed(run, from, match); /* "U.S. Gulf Coast" */
    if (end > from + 1)
        return add_certain(run, from, end, LABEL_LOC);
    if ((first & IN_LOC_HEAD) != 0) {
        const size_t of = tail_end(sentence, from + 1);
        if (of > from + 1 || to > from + 1)
            return add_certain(run, from, of > from + 1 ? of : to, LABEL_LOC);
    }
    return from;
}

/* How far a person's name goes whose first word is `from`: up to what is surely something else. */
static size_t person_end(const struct run *run, size_t from, size_t to)
{
    size_t end = from + 1;
    while (end < to && end - from < 8 && (run->sentence->words[end].lists & IN_PEOPLE) == 0)
        end++;
    return end;
}

static bool ends_plural(const struct sentence *sentence, size_t at)
{
    const struct leat_string text = word_text(sentence, at);
    return text.length > 4 && text.at[text.length - 1] == 's' && text.at[text.length - 2] != 's' &&
           (sentence->words[at].lists & ~(uint32_t)(IN_PREFIX | IN_COMMON)) == 0;
}

/* Where the words end that no list explains. */
static size_t unknown_end(const struct run *run, size_t from, size_t to)
{
    size_t end = from + 1;
    while (end < to && (sentence_match(run->sentence, end).lists & IN_NAMES) == 0)
        end++;
    return end;
}

static size_t add_person(const struct run *run, size_t from, size_t to, int votes)
{
    const size_t end = person_end(run, from, to);
    struct mention *name = add(run, from, end);
    cues_vote(run->sentence, from, end, name);
    mention_vote(name, LABEL_PER, votes);
    return end;
}

static size_t add_unknown(const struct run *run, size_t from, size_t to)
{
    const size_t end = unknown_end(run, from, to);
    const struct word *word = &run->sentence->words[from];
    if (end - from == 1 && (word->shape == SHAPE_INITIAL || (word->lists & (IN_KINDS | IN_COMMON)) != 0))
        return end;
    struct mention *name = add(run, from, end);
    cues_vote(run->sentence, from, end, name);
    cues_guess(run->sentence, from, end, name);
    return end;
}

/* Adds the name that begins at `from` and returns where it ends. No title lies in [from, to). */
static size_t add_name(const struct run *run, size_t from, size_t to)
{
    const struct sentence *sentence = run->sentence;
    const uint32_t lists = sentence->words[from].lists;
    const struct match match = sentence_match(sentence, from);
    const size_t matched = (match.lists & IN_NAMES) != 0 ? from + match.words : from;
    if (matched >= to && match.words > 1)
        return add_listed(run, from, match);
    const size_t told = run->titled ? from : add_told(run, from, to);
    if (told > from)
        return told;
    if (run->titled && (match.lists & (IN_PLACE | IN_PEOPLE | IN_ORG)) == 0)
        return add_person(run, from, to, 10);
    if ((lists & (IN_GIVEN | IN_SURNAME)) != 0 && to - from > 1 && match.words <= 1)
        return add_person(run, from, to, (lists & IN_GIVEN) != 0 ? 8 : 6);
    if (matched == to - 1 && (match.lists & IN_PLACE) != 0 && ends_plural(sentence, matched))
        return add_certain(run, from, to, LABEL_ORG);
    if (matched > from)
        return add_listed(run, from, match);
    if (to - from == 1 && (match.lists & (IN_GIVEN | IN_SURNAME)) != 0)
        return add_listed(run, from, match);
    return add_unknown(run, from, to);
}

/* Whether a word that often begins sentences begins a name here: "National Security Council", "South China". */
static bool begins_name(const struct run *run, size_t at)
{
    const struct word *word = &run->sentence->words[at];
    if (at + 1 >= run->end)
        return false;
    if ((word->lists & IN_LOC_HEAD) != 0 && (word[1].lists & IN_PLACE) != 0)
        return true;
    return (word->lists & IN_PORTFOLIO) != 0 && behind_last(run, at + 1, run->end, IN_ORG_END) > at + 1;
}

/* Whether word `at` has its capital only because it begins a sentence, or is never a name. */
static bool is_common(const struct run *run, size_t at)
{
    static const char *const endings[] = {"ing", "ed", "ly", "tion", "tions", "ers", "ists", "ments", "ness", "ity"};
    const struct word *word = &run->sentence->words[at];
    const struct leat_string text = word_text(run->sentence, at);
    if ((word->lists & IN_NEVER) != 0)
        return true;
    if (!word->opens)
        return false;
    if (begins_name(run, at))
        return false;
    if ((word->lists & IN_COMMON) != 0)
        return (word->lists & (IN_GIVEN | IN_SURNAME)) == 0 || at + 1 >= run->end;
    if ((word->lists & ~(uint32_t)(IN_PREFIX | IN_COMPOUND)) != 0 || word->shape != SHAPE_CAPITAL)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        const size_t length = strlen(endings[i]);
        if (text.length > length + 2 && memcmp(text.at + text.length - length, endings[i], length) == 0)
            return true;
    }
    return false;
}

/* The first title in [from, end) and how many words it has; the run's end where there is none. */
static size_t find_title(const struct run *run, size_t from, size_t *words)
{
    for (size_t i = from; i < run->end; i++) {
        const struct match match = sentence_match(run->sentence, i);
        if ((match.lists & IN_TITLE) != 0) {
            *words = match.words;
            return i;
        }
        if (match.words > 1)
            i += match.words - 1;
    }
    *words = 0;
    return run->end;
}

/* Adds the names in [from, to), where no title lies. Returns where it got to, which may lie behind `to`. */
static size_t add_names(struct run *run, size_t from, size_t to)
{
    while (from < to) {
        if (!word_capital(run->sentence, from) && !sentence_particle(run->sentence, from)) {
            from++; /* a particle that a cut left behind */
            continue;
        }
        if (is_common(run, from) && (sentence_match(run->sentence, from).lists & IN_NAMES) == 0) {
            from++;
            continue;
        }
        from = add_name(run, from, to);
        run->titled = false;
    }
    return from;
}

size_t names_at(const struct sentence *sentence, size_t at, struct mentions *mentions)
{
    struct run run = {.sentence = sentence, .mentions = mentions, .end = run_end(sentence, at)};
    size_t from = at;
    while (from < run.end) {
        size_t words;
        const size_t title = find_title(&run, from, &words);
        size_t to = title;
        while (words > 0 && to > from && (sentence->words[to - 1].lists & IN_PORTFOLIO) != 0)
            to--;
        const size_t reached = add_names(&run, from, to);
        from = reached > title + words ? reached : title + words;
        run.titled = words > 0;
    }
    return from - at;
}
