/* The sixteen tags that the tagger gives to words, and what they mean for spans and labels.
 *
 * PER, ORG and LOC are tagged by their first, inner, last and only words. NORP is one tag: words side by side that have
 * it are one name, but for those parted by a hyphen. The rarer names share MISC, of which kinds.h tells the kind. */
#ifndef TAG_H
#define TAG_H

#include <leat/document.h>

enum { TAGS = 16 };

enum part { PART_FIRST, PART_INNER, PART_LAST, PART_ONLY, PARTS };

enum tag {
    TAG_NONE,
    TAG_PER,
    TAG_ORG = TAG_PER + PARTS,
    TAG_LOC = TAG_ORG + PARTS,
    TAG_NORP = TAG_LOC + PARTS,
    TAG_MISC, /* the first word */
    TAG_MISC_INNER,
};

/* The groups of tags: what a tag says without its part. */
enum group { GROUP_NONE, GROUP_PER, GROUP_ORG, GROUP_LOC, GROUP_NORP, GROUP_MISC, GROUPS };

static inline enum group tag_group(unsigned tag)
{
    return tag == TAG_NONE   ? GROUP_NONE
           : tag < TAG_NORP  ? (enum group)((tag - TAG_PER) / PARTS + 1)
           : tag == TAG_NORP ? GROUP_NORP
                             : GROUP_MISC;
}

/* Of PER, ORG and LOC: the part of the name. */
static inline enum part tag_part(unsigned tag)
{
    return (enum part)((tag - TAG_PER) % PARTS);
}

/* The tag of word `at` of a name of `count` words. */
static inline unsigned tag_of(enum group group, size_t at, size_t count)
{
    switch (group) {
    case GROUP_PER:
    case GROUP_ORG:
    case GROUP_LOC:
        return TAG_PER + PARTS * ((unsigned)group - 1) +
               (count == 1        ? PART_ONLY
                : at == 0         ? PART_FIRST
                : at + 1 == count ? PART_LAST
                                  : PART_INNER);
    case GROUP_NORP:
        return TAG_NORP;
    case GROUP_MISC:
        return at == 0 ? TAG_MISC : TAG_MISC_INNER;
    default:
        return TAG_NONE;
    }
}

/* Whether a word with this tag is within a name that goes on behind it. */
static inline bool tag_open(unsigned tag)
{
    return tag >= TAG_PER && tag < TAG_NORP && tag_part(tag) <= PART_INNER;
}

/* Whether a word with tag `next` can stand behind one with tag `tag`; TAG_NONE stands at both ends of a text. */
static inline bool tag_follows(unsigned tag, unsigned next)
{
    const bool inner =
        next >= TAG_PER && next < TAG_NORP && (tag_part(next) == PART_INNER || tag_part(next) == PART_LAST);
    if (tag_open(tag))
        return inner && tag_group(tag) == tag_group(next);
    if (next == TAG_MISC_INNER)
        return tag == TAG_MISC || tag == TAG_MISC_INNER;
    return !inner;
}

#endif
