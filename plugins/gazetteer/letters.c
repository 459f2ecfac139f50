#include "letters.h"

#define SAME(c) [c] = (c)
#define PAIR(c) [c] = (c) + 0x20, [(c) + 0x20] = (c) + 0x20

const uint8_t letter_ascii[256] = {
    SAME('0'), SAME('1'), SAME('2'), SAME('3'), SAME('4'), SAME('5'), SAME('6'), SAME('7'), SAME('8'), SAME('9'),
    SAME('_'), PAIR('A'), PAIR('B'), PAIR('C'), PAIR('D'), PAIR('E'), PAIR('F'), PAIR('G'), PAIR('H'), PAIR('I'),
    PAIR('J'), PAIR('K'), PAIR('L'), PAIR('M'), PAIR('N'), PAIR('O'), PAIR('P'), PAIR('Q'), PAIR('R'), PAIR('S'),
    PAIR('T'), PAIR('U'), PAIR('V'), PAIR('W'), PAIR('X'), PAIR('Y'), PAIR('Z'),
};

struct range {
    uint32_t first, last;
};

static bool within(const struct range *ranges, size_t count, uint32_t code)
{
    size_t low = 0, high = count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (code > ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && code >= ranges[low].first;
}

static bool wide_space(uint32_t code)
{
    static const struct range spaces[] = {{0x85, 0x85},     {0xA0, 0xA0},     {0x1680, 0x1680},
                                          {0x2000, 0x200B}, {0x2028, 0x2029}, {0x202F, 0x202F},
                                          {0x205F, 0x205F}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    return within(spaces, sizeof spaces / sizeof *spaces, code);
}

/* Punctuation and symbols beyond ASCII, by blocks, and scripts without spaces: Thai to Myanmar, Khmer, Kana, Han. */
static bool wide_alone(uint32_t code)
{
    static const struct range alone[] = {
        {0x80, 0xA9},     {0xAB, 0xB4},     {0xB6, 0xB9},     {0xBB, 0xBF},     {0xD7, 0xD7},       {0xF7, 0xF7},
        {0x0E00, 0x0EFF}, {0x1000, 0x109F}, {0x1780, 0x17FF}, {0x2010, 0x206F}, {0x20A0, 0x20CF},   {0x2190, 0x2BFF},
        {0x2E00, 0x2E7F}, {0x2E80, 0x312F}, {0x3190, 0xA4CF}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F},   {0xFF00, 0xFF0F},
        {0xFF1A, 0xFF20}, {0xFF3B, 0xFF40}, {0xFF5B, 0xFF9F}, {0xFFE0, 0xFFFD}, {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
    };
    return within(alone, sizeof alone / sizeof *alone, code);
}

enum letter letter_kind(uint32_t code)
{
    if (code < 0x80) {
        if (code == ' ' || (code >= '\t' && code <= '\r'))
            return LETTER_SPACE;
        return letter_ascii[code] != 0 ? LETTER_WORD : LETTER_ALONE;
    }
    return wide_space(code) ? LETTER_SPACE : wide_alone(code) ? LETTER_ALONE : LETTER_WORD;
}

/* Pairs of a capital and the small letter behind it, in blocks that begin with an even or an odd capital. */
static bool pairs(uint32_t code, bool *odd)
{
    static const struct range even[] = {{0x100, 0x137}, {0x14A, 0x177}, {0x1DE, 0x1EF},   {0x1F8, 0x21F},
                                        {0x222, 0x233}, {0x370, 0x373}, {0x3D8, 0x3EF},   {0x460, 0x481},
                                        {0x48A, 0x4BF}, {0x4D0, 0x52F}, {0x1E00, 0x1E95}, {0x1EA0, 0x1EFF}};
    static const struct range uneven[] = {{0x139, 0x148}, {0x179, 0x17E}, {0x1CD, 0x1DC}, {0x4C1, 0x4CE}};
    *odd = within(uneven, sizeof uneven / sizeof *uneven, code);
    return *odd || within(even, sizeof even / sizeof *even, code);
}

static uint32_t wide_fold(uint32_t code)
{
    bool odd;
    if (code >= 0xC0 && code <= 0xDE)
        return code == 0xD7 ? code : code + 0x20;
    if (pairs(code, &odd))
        return (code & 1) == odd ? code + 1 : code;
    if (code >= 0x391 && code <= 0x3AB)
        return code + 0x20;
    if (code >= 0x388 && code <= 0x38A)
        return code + 0x25;
    if (code >= 0x410 && code <= 0x42F)
        return code + 0x20;
    if (code >= 0x400 && code <= 0x40F)
        return code + 0x50;
    if (code >= 0x531 && code <= 0x556)
        return code + 0x30;
    if (code >= 0xFF21 && code <= 0xFF3A)
        return code + 0x20;
    switch (code) {
    case 0x178:
        return 0xFF;
    case 0x386:
        return 0x3AC;
    case 0x38C:
        return 0x3CC;
    case 0x38E:
    case 0x38F:
        return code + 0x3F;
    default:
        return code;
    }
}

bool letter_capital(uint32_t code)
{
    return code < 0x80 ? code >= 'A' && code <= 'Z' : wide_fold(code) != code;
}

uint32_t letter_fold(uint32_t code)
{
    if (code < 0x80)
        return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
    switch (code) {
    case 0x2018:
    case 0x2019:
    case 0x2BC:
        return '\'';
    case 0x201C:
    case 0x201D:
        return '"';
    case 0x2010:
    case 0x2011:
        return '-';
    case 0x3C2: /* the sigma at a word's end */
        return 0x3C3;
    default:
        return wide_fold(code);
    }
}
