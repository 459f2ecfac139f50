#include "cues.h"

/* A word in small letters that is in one of `lists`. */
static bool small_in(const struct sentence *sentence, size_t at, uint32_t lists)
{
    return at < sentence->count && sentence->words[at].shape == SHAPE_LOWER && (word_lists(sentence, at) & lists) != 0;
}

static void look_back(const struct sentence *sentence, size_t from, struct mention *name)
{
    if (from == 0 || sentence->words[from].apart)
        return;
    const size_t before = from - 1;
    const uint32_t lists = word_lists(sentence, before);
    if ((lists & IN_LOCATIVE) != 0)
        mention_vote(name, LABEL_LOC, 2);
    if (small_in(sentence, before, IN_ROLE))
        mention_vote(name, LABEL_PER, 3);
    if (small_in(sentence, before, IN_ORG_END))
        mention_vote(name, LABEL_ORG, 3);
    if (word_is(sentence, before, "the") || word_is(sentence, before, "The")) {
        mention_vote(name, LABEL_PER, -2);
        mention_vote(name, LABEL_ORG, 1);
        if (before > 0 && (word_lists(sentence, before - 1) & IN_LOCATIVE) != 0)
            mention_vote(name, LABEL_LOC, 2);
    }
    if (word_is(sentence, before, "of") && before > 0 && small_in(sentence, before - 1, IN_LOC_END))
        mention_vote(name, LABEL_LOC, 4);
}

/* "Karachi, Pakistan", "Smith, 34, …", "Smith, who …". */
static void look_past_comma(const struct sentence *sentence, size_t at, struct mention *name)
{
    if (at >= sentence->count || sentence->words[at].apart)
        return;
    if (word_is(sentence, at, "who") || (sentence->words[at].shape == SHAPE_NUMBER && word_is(sentence, at + 1, ",") &&
                                         sentence->words[at].end - sentence->words[at].begin == 2))
        mention_vote(name, LABEL_PER, 3);
    else if (word_capital(sentence, at)) {
        const struct match match = sentence_match(sentence, at);
        if ((match.lists & IN_PLACE) != 0 && (match.lists & (IN_GIVEN | IN_SURNAME)) == 0)
            mention_vote(name, LABEL_LOC, 2);
    }
}

static void look_ahead(const struct sentence *sentence, size_t to, struct mention *name)
{
    if (to >= sentence->count || sentence->words[to].apart)
        return;
    const bool possessive = sentence->words[to - 1].possessive;
    if (small_in(sentence, to, IN_SAYS) && !possessive) {
        mention_vote(name, LABEL_PER, 2);
        mention_vote(name, LABEL_ORG, 1);
    }
    if (word_is(sentence, to, "who") || word_is(sentence, to, "himself") || word_is(sentence, to, "herself"))
        mention_vote(name, LABEL_PER, 3);
    if (small_in(sentence, to, IN_LOC_END) && !possessive)
        mention_vote(name, LABEL_LOC, 3);
    if (small_in(sentence, to, IN_ORG_END) && !possessive)
        mention_vote(name, LABEL_ORG, 2);
    if (sentence->words[to].hyphen && word_is(sentence, to, "based"))
        mention_vote(name, LABEL_LOC, 3);
    if (word_is(sentence, to, ","))
        look_past_comma(sentence, to + 1, name);
}

/* "Asia-Pacific Economic Cooperation (APEC)": the acronym begins as the name does. */
static void tie_acronym(const struct sentence *sentence, size_t from, size_t to, struct mention *name)
{
    if (to - from < 2 || !word_is(sentence, to, "(") || !word_is(sentence, to + 2, ")"))
        return;
    const struct leat_string acronym = word_text(sentence, to + 1);
    if (sentence->words[to + 1].shape == SHAPE_UPPER && acronym.at[0] == word_text(sentence, from).at[0])
        name->tie = word_hash(sentence, to + 1);
}

/* "LONDON (Reuters) -": an agency in brackets before the dash that ends a dateline. */
static bool in_dateline(const struct sentence *sentence, size_t from, size_t to)
{
    return from > 0 && word_is(sentence, from - 1, "(") && word_is(sentence, to, ")") &&
           (word_is(sentence, to + 1, "—") || word_is(sentence, to + 1, "–") || word_is(sentence, to + 1, "-") ||
            word_is(sentence, to + 1, "--"));
}

static bool is_score(const struct sentence *sentence, size_t at)
{
    return at < sentence->count && sentence->words[at].shape == SHAPE_NUMBER && !sentence->words[at].apart &&
           sentence->words[at].end - sentence->words[at].begin <= 2;
}

/* "Toronto 4 Boston 2": what stands between scores is a team. */
static bool in_scores(const struct sentence *sentence, size_t from, size_t to)
{
    return is_score(sentence, to) && (from == 0 || sentence->words[from].apart || is_score(sentence, from - 1)) &&
           (word_capital(sentence, to + 1) || to + 1 >= sentence->count || sentence->words[to + 1].apart ||
            is_score(sentence, to + 1) || word_is(sentence, to + 1, "("));
}

void cues_vote(const struct sentence *sentence, size_t from, size_t to, struct mention *name)
{
    look_back(sentence, from, name);
    look_ahead(sentence, to, name);
    if (in_dateline(sentence, from, to) || in_scores(sentence, from, to))
        mention_vote(name, LABEL_ORG, 10);
    tie_acronym(sentence, from, to, name);
}

void cues_guess(const struct sentence *sentence, size_t from, size_t to, struct mention *name)
{
    const struct word *word = &sentence->words[from];
    if (sentence->heading)
        return;
    if (to - from == 1) {
        if (word->shape == SHAPE_UPPER && word->end - word->begin <= 6)
            mention_vote(name, LABEL_ORG, 2);
        return;
    }
    size_t capitals = 0;
    for (size_t i = from; i < to; i++)
        capitals += word_capital(sentence, i);
    if (sentence->words[to - 1].shape == SHAPE_INITIAL)
        return;
    if (word->shape == SHAPE_UPPER || capitals > 3)
        mention_vote(name, LABEL_ORG, 2);
    else
        mention_vote(name, LABEL_PER, word->opens ? 2 : 3);
}
