/* A row of `groups` gives the words of a list a role, all with the same value; a row of `series` counts up from word
 * to word, where "-" stands for a word that is left out. A word may stand in two rows. */
#include "terms.h"

#include <assert.h>
#include <string.h>

const struct term no_term = {.roles = {ROLE_NONE}};

static const struct {
    enum role role;
    int first, step;
    const char *words;
} series[] = {
    {ROLE_ONES, 0, 1,
     "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
     "eighteen nineteen"},
    {ROLE_TENS, 20, 10, "twenty thirty forty fifty sixty seventy eighty ninety"},
    {ROLE_ORDINAL, 1, 1,
     "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
     "fifteenth sixteenth seventeenth eighteenth nineteenth"},
    {ROLE_ORDINAL, 20, 10, "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"},
    {ROLE_DECADE, 1920, 10, "twenties thirties forties fifties sixties seventies eighties nineties"},
    {ROLE_FRACTION, 3, 1, "thirds quarters fifths sixths sevenths eighths ninths tenths"},
    {ROLE_MONTH, 1, 1, "january february march april may june july august september october november december"},
    {ROLE_MONTH, ABBREVIATED + 1, 1, "jan feb mar apr - jun jul aug sep oct nov dec"},
    {ROLE_WEEKDAY, 1, 1, "monday tuesday wednesday thursday friday saturday sunday"},
    {ROLE_WEEKDAY, ABBREVIATED + 1, 1, "mon tue wed thu fri sat sun"},
};

static const struct {
    enum role role;
    int value;
    const char *words;
} groups[] = {
    {ROLE_MONTH, ABBREVIATED + 9, "sept"},
    {ROLE_WEEKDAY, ABBREVIATED + 2, "tues"},
    {ROLE_WEEKDAY, ABBREVIATED + 4, "thur thurs"},
    {ROLE_HUNDRED, 100, "hundred"},
    {ROLE_SCALE, 3, "thousand"},
    {ROLE_SCALE, 5, "lakh lakhs"},
    {ROLE_SCALE, 6, "million"},
    {ROLE_SCALE, 7, "crore crores"},
    {ROLE_SCALE, 9, "billion"},
    {ROLE_SCALE, 12, "trillion"},
    {ROLE_SCALE, 15, "quadrillion"},
    {ROLE_SHORT, 3, "k"},
    {ROLE_SHORT, 6, "m mn mln"},
    {ROLE_SHORT, 7, "cr"},
    {ROLE_SHORT, 9, "b bn bln"},
    {ROLE_SHORT, 12, "t tn trn"},
    {ROLE_MANY, 0, "tens dozens scores hundreds thousands millions billions trillions"},
    {ROLE_DOZEN, 12, "dozen"},
    {ROLE_HALF, 2, "half"},
    {ROLE_FRACTION, 4, "quarter"},
    {ROLE_ARTICLE, 0, "a an"},
    {ROLE_ENDING, 0, "st nd rd th"},
    {ROLE_CURRENCY, CURRENCY_DOLLAR, "dollar dollars bucks"},
    {ROLE_CURRENCY, CURRENCY_EURO, "euro euros"},
    {ROLE_CURRENCY, CURRENCY_POUND, "pound pounds"},
    {ROLE_CURRENCY, CURRENCY_YEN, "yen"},
    {ROLE_CURRENCY, CURRENCY_WON, "won"},
    {ROLE_CURRENCY, CURRENCY_YUAN, "yuan renminbi"},
    {ROLE_CURRENCY, CURRENCY_RUPEE, "rupee rupees"},
    {ROLE_CURRENCY, CURRENCY_RUBLE, "ruble rubles rouble roubles"},
    {ROLE_CURRENCY, CURRENCY_FRANC, "franc francs"},
    {ROLE_CURRENCY, CURRENCY_PESO, "peso pesos"},
    {ROLE_CURRENCY, CURRENCY_REAL, "reais"},
    {ROLE_CURRENCY, CURRENCY_RAND, "rand"},
    {ROLE_CURRENCY, CURRENCY_NAIRA, "naira nairas"},
    {ROLE_CURRENCY, CURRENCY_BAHT, "baht"},
    {ROLE_CURRENCY, CURRENCY_RINGGIT, "ringgit"},
    {ROLE_CURRENCY, CURRENCY_RUPIAH, "rupiah"},
    {ROLE_CURRENCY, CURRENCY_DONG, "dong"},
    {ROLE_CURRENCY, CURRENCY_SHEKEL, "shekel shekels"},
    {ROLE_CURRENCY, CURRENCY_ZLOTY, "zloty zlotys zlotych"},
    {ROLE_CURRENCY, CURRENCY_FORINT, "forint forints"},
    {ROLE_CURRENCY, CURRENCY_HRYVNIA, "hryvnia hryvnias"},
    {ROLE_CURRENCY, CURRENCY_TAKA, "taka"},
    {ROLE_CURRENCY, CURRENCY_CEDI, "cedi cedis"},
    {ROLE_CURRENCY, CURRENCY_BIRR, "birr"},
    {ROLE_CURRENCY, CURRENCY_KRONE, "krone kroner"},
    {ROLE_CURRENCY, CURRENCY_KRONA, "krona kronor"},
    {ROLE_CURRENCY, CURRENCY_KORUNA, "koruna korunas"},
    {ROLE_CURRENCY, CURRENCY_DINAR, "dinar dinars"},
    {ROLE_CURRENCY, CURRENCY_DIRHAM, "dirham dirhams"},
    {ROLE_CURRENCY, CURRENCY_RIYAL, "riyal riyals"},
    {ROLE_CURRENCY, CURRENCY_RIAL, "rial rials"},
    {ROLE_CURRENCY, CURRENCY_SHILLING, "shilling shillings"},
    {ROLE_CURRENCY, CURRENCY_LIRA, "lira liras"},
    {ROLE_CURRENCY, CURRENCY_LEU, "leu lei"},
    {ROLE_CURRENCY, CURRENCY_LEV, "lev leva"},
    {ROLE_CURRENCY, CURRENCY_KWACHA, "kwacha"},
    {ROLE_CURRENCY, CURRENCY_TENGE, "tenge"},
    {ROLE_CURRENCY, CURRENCY_CENT, "cent cents"},
    {ROLE_CURRENCY, CURRENCY_PENNY, "pence"},
    {ROLE_CODE, CODE_ITSELF,
     "usd eur gbp jpy krw cny inr rub chf mxn brl zar ngn thb myr idr vnd ils pln huf uah bdt ghs etb nok sek dkk czk "
     "isk aud cad hkd sgd nzd twd aed sar qar kwd iqd irr try php pkr lkr npr egp kes ugx tzs ars clp cop ron bgn xof "
     "xaf kzt mad dzd tnd jod bhd omr"},
    {ROLE_CODE, CODE_SHORT, "rmb rs rm tk rp qr le kd dh dhs ksh ush tsh sh"},
    {ROLE_MULTI, MULTI_WHOLE, "multimillion multibillion"},
    {ROLE_MULTI, MULTI_ALONE, "multi"},
    {ROLE_COUNTRY, COUNTRY_US, "us american"},
    {ROLE_COUNTRY, COUNTRY_AU, "australian"},
    {ROLE_COUNTRY, COUNTRY_CA, "canadian"},
    {ROLE_COUNTRY, COUNTRY_HK, "kong"},
    {ROLE_COUNTRY, COUNTRY_SG, "singapore singaporean"},
    {ROLE_COUNTRY, COUNTRY_NZ, "zealand"},
    {ROLE_COUNTRY, COUNTRY_TW, "taiwan taiwanese"},
    {ROLE_COUNTRY, COUNTRY_GB, "british"},
    {ROLE_COUNTRY, COUNTRY_EG, "egyptian"},
    {ROLE_COUNTRY, COUNTRY_SY, "syrian"},
    {ROLE_COUNTRY, COUNTRY_LB, "lebanese"},
    {ROLE_COUNTRY, COUNTRY_SD, "sudanese"},
    {ROLE_COUNTRY, COUNTRY_IN, "indian"},
    {ROLE_COUNTRY, COUNTRY_PK, "pakistani pakistan"},
    {ROLE_COUNTRY, COUNTRY_LK, "lankan lanka"},
    {ROLE_COUNTRY, COUNTRY_NP, "nepali nepalese"},
    {ROLE_COUNTRY, COUNTRY_CH, "swiss"},
    {ROLE_COUNTRY, COUNTRY_MX, "mexican"},
    {ROLE_COUNTRY, COUNTRY_PH, "philippine"},
    {ROLE_COUNTRY, COUNTRY_AR, "argentine argentinian"},
    {ROLE_COUNTRY, COUNTRY_CL, "chilean"},
    {ROLE_COUNTRY, COUNTRY_CO, "colombian"},
    {ROLE_COUNTRY, COUNTRY_UY, "uruguayan"},
    {ROLE_COUNTRY, COUNTRY_NO, "norwegian"},
    {ROLE_COUNTRY, COUNTRY_DK, "danish"},
    {ROLE_COUNTRY, COUNTRY_SE, "swedish"},
    {ROLE_COUNTRY, COUNTRY_IS, "icelandic"},
    {ROLE_COUNTRY, COUNTRY_CZ, "czech"},
    {ROLE_COUNTRY, COUNTRY_KW, "kuwaiti"},
    {ROLE_COUNTRY, COUNTRY_IQ, "iraqi"},
    {ROLE_COUNTRY, COUNTRY_JO, "jordanian"},
    {ROLE_COUNTRY, COUNTRY_RS, "serbian"},
    {ROLE_COUNTRY, COUNTRY_AE, "emirati"},
    {ROLE_COUNTRY, COUNTRY_MA, "moroccan"},
    {ROLE_COUNTRY, COUNTRY_SA, "saudi"},
    {ROLE_COUNTRY, COUNTRY_QA, "qatari"},
    {ROLE_COUNTRY, COUNTRY_IR, "iranian"},
    {ROLE_COUNTRY, COUNTRY_OM, "omani"},
    {ROLE_COUNTRY, COUNTRY_YE, "yemeni"},
    {ROLE_COUNTRY, COUNTRY_KE, "kenyan"},
    {ROLE_COUNTRY, COUNTRY_UG, "ugandan"},
    {ROLE_COUNTRY, COUNTRY_TZ, "tanzanian"},
    {ROLE_COUNTRY, COUNTRY_SO, "somali"},
    {ROLE_COUNTRY, COUNTRY_TR, "turkish"},
    {ROLE_COUNTRY, COUNTRY_KR, "korean"},
    {ROLE_COUNTRY, COUNTRY_CN, "chinese"},
    {ROLE_COUNTRY, COUNTRY_JP, "japanese"},
    {ROLE_COUNTRY, COUNTRY_RU, "russian"},
    {ROLE_COUNTRY, COUNTRY_BR, "brazilian"},
    {ROLE_COUNTRY, COUNTRY_ZA, "african"},
    {ROLE_COUNTRY, COUNTRY_TH, "thai"},
    {ROLE_COUNTRY, COUNTRY_MY, "malaysian"},
    {ROLE_COUNTRY, COUNTRY_ID, "indonesian"},
    {ROLE_COUNTRY, COUNTRY_JM, "jamaican"},
    {ROLE_COUNTRY, COUNTRY_CFA, "cfa"},
    {ROLE_COUNTRY, COUNTRY_RW, "rwandan"},
    {ROLE_COUNTRY, COUNTRY_ZW, "zimbabwean"},
    {ROLE_COUNTRY, COUNTRY_NG, "nigerian"},
    {ROLE_COUNTRY, COUNTRY_BH, "bahraini"},
    {ROLE_COUNTRY, COUNTRY_TN, "tunisian"},
    {ROLE_COUNTRY, COUNTRY_DZ, "algerian"},
    {ROLE_COUNTRY, COUNTRY_LY, "libyan"},
    {ROLE_COUNTRY, COUNTRY_BY, "belarusian belarussian"},
    {ROLE_COUNTRY, COUNTRY_RO, "romanian"},
    {ROLE_COUNTRY, COUNTRY_MD, "moldovan"},
    {ROLE_PERCENT, PERCENT_SIGN, "percent pct"},
    {ROLE_PERCENT, PERCENT_PER, "per"},
    {ROLE_PERCENT, PERCENT_CENT, "cent"},
    {ROLE_PERCENT, PERCENT_AGE, "percentage"},
    {ROLE_PERCENT, PERCENT_POINT, "point points"},
    {ROLE_UNIT, UNIT_KM, "km kms kilometer kilometers kilometre kilometres"},
    {ROLE_UNIT, UNIT_M, "m meter meters metre metres"},
    {ROLE_UNIT, UNIT_CM, "cm centimeter centimeters centimetre centimetres"},
    {ROLE_UNIT, UNIT_MM, "mm millimeter millimeters millimetre millimetres"},
    {ROLE_UNIT, UNIT_MILE, "mile miles"},
    {ROLE_UNIT, UNIT_FOOT, "foot feet ft"},
    {ROLE_UNIT, UNIT_INCH, "in inch inches"},
    {ROLE_UNIT, UNIT_YARD, "yard yards yd yds"},
    {ROLE_UNIT, UNIT_KG, "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"},
    {ROLE_UNIT, UNIT_G, "g gram grams gramme grammes"},
    {ROLE_UNIT, UNIT_MG, "mg milligram milligrams"},
    {ROLE_UNIT, UNIT_TONNE, "t tonne tonnes"},
    {ROLE_UNIT, UNIT_TON, "ton tons"},
    {ROLE_UNIT, UNIT_POUND, "pound pounds lb lbs"},
    {ROLE_UNIT, UNIT_OUNCE, "oz ounce ounces"},
    {ROLE_UNIT, UNIT_HECTARE, "ha hectare hectares"},
    {ROLE_UNIT, UNIT_ACRE, "acre acres"},
    {ROLE_UNIT, UNIT_LITRE, "liter liters litre litres"},
    {ROLE_UNIT, UNIT_ML, "ml milliliter milliliters millilitre millilitres"},
    {ROLE_UNIT, UNIT_GALLON, "gallon gallons"},
    {ROLE_UNIT, UNIT_BARREL, "barrel barrels bbl"},
    {ROLE_UNIT, UNIT_KMH, "kmh kph"},
    {ROLE_UNIT, UNIT_MPH, "mph"},
    {ROLE_UNIT, UNIT_KNOT, "knot knots"},
    {ROLE_UNIT, UNIT_WATT, "watt watts"},
    {ROLE_UNIT, UNIT_KW, "kw kilowatt kilowatts"},
    {ROLE_UNIT, UNIT_MW, "mw megawatt megawatts"},
    {ROLE_UNIT, UNIT_GW, "gw gigawatt gigawatts"},
    {ROLE_UNIT, UNIT_KWH, "kwh"},
    {ROLE_UNIT, UNIT_MWH, "mwh"},
    {ROLE_UNIT, UNIT_GWH, "gwh"},
    {ROLE_UNIT, UNIT_VOLT, "volt volts"},
    {ROLE_UNIT, UNIT_HZ, "hz hertz"},
    {ROLE_UNIT, UNIT_MHZ, "mhz megahertz"},
    {ROLE_UNIT, UNIT_GHZ, "ghz gigahertz"},
    {ROLE_UNIT, UNIT_KB, "kb kilobyte kilobytes"},
    {ROLE_UNIT, UNIT_MB, "mb megabyte megabytes"},
    {ROLE_UNIT, UNIT_GB, "gb gigabyte gigabytes"},
    {ROLE_UNIT, UNIT_TB, "tb terabyte terabytes"},
    {ROLE_UNIT, UNIT_YEAR, "year years"},
    {ROLE_UNIT, UNIT_MONTH, "month months"},
    {ROLE_UNIT, UNIT_WEEK, "week weeks"},
    {ROLE_UNIT, UNIT_DAY, "day days"},
    {ROLE_UNIT, UNIT_DECADE, "decade decades"},
    {ROLE_UNIT, UNIT_CENTURY, "century centuries"},
    {ROLE_UNIT, UNIT_HOUR, "hour hours hr hrs"},
    {ROLE_UNIT, UNIT_MINUTE, "minute minutes min mins"},
    {ROLE_UNIT, UNIT_SECOND, "second seconds sec secs"},
    {ROLE_UNIT, UNIT_MILLISECOND, "ms millisecond milliseconds"},
    {ROLE_UNIT, UNIT_DEGREE, "degree degrees"},
    {ROLE_MEASURE, 2, "square sq"},
    {ROLE_MEASURE, 3, "cubic cu"},
    {ROLE_DEGREE, UNIT_CELSIUS, "c celsius centigrade"},
    {ROLE_DEGREE, UNIT_FAHRENHEIT, "f fahrenheit"},
    {ROLE_PERIOD, PERIOD_DAY, "day days"},
    {ROLE_PERIOD, PERIOD_WEEK, "week weeks"},
    {ROLE_PERIOD, PERIOD_WEEKEND, "weekend"},
    {ROLE_PERIOD, PERIOD_MONTH, "month months"},
    {ROLE_PERIOD, PERIOD_QUARTER, "quarter"},
    {ROLE_PERIOD, PERIOD_YEAR, "year years"},
    {ROLE_PERIOD, PERIOD_DECADE, "decade decades"},
    {ROLE_PERIOD, PERIOD_CENTURY, "century"},
    {ROLE_SEASON, SEASON_SPRING, "spring"},
    {ROLE_SEASON, SEASON_SUMMER, "summer"},
    {ROLE_SEASON, SEASON_AUTUMN, "autumn fall"},
    {ROLE_SEASON, SEASON_WINTER, "winter"},
    {ROLE_DAYPART, DAYPART_MORNING, "morning"},
    {ROLE_DAYPART, DAYPART_AFTERNOON, "afternoon"},
    {ROLE_DAYPART, DAYPART_EVENING, "evening"},
    {ROLE_DAYPART, DAYPART_NIGHT, "night tonight"},
    {ROLE_TOWARD, -1, "last previous past"},
    {ROLE_TOWARD, 0, "this"},
    {ROLE_TOWARD, 1, "next coming"},
    {ROLE_PART, PART_EARLY, "early"},
    {ROLE_PART, PART_MIDDLE, "mid"},
    {ROLE_PART, PART_LATE, "late"},
    {ROLE_DAY, -1, "yesterday"},
    {ROLE_DAY, 0, "today tonight"},
    {ROLE_DAY, 1, "tomorrow"},
    {ROLE_AGO, 0, "ago"},
    {ROLE_HOURS, 0, "am"},
    {ROLE_HOURS, 12, "pm"},
    {ROLE_CLOCK, 0, "midnight"},
    {ROLE_CLOCK, 12, "noon midday"},
    {ROLE_ZONE, 0, "gmt utc"},
    {ROLE_ZONE, 60, "bst cet"},
    {ROLE_ZONE, 120, "cest"},
    {ROLE_ZONE, -300, "est cdt"},
    {ROLE_ZONE, -240, "edt"},
    {ROLE_ZONE, -360, "cst mdt"},
    {ROLE_ZONE, -420, "mst pdt"},
    {ROLE_ZONE, -480, "pst"},
    {ROLE_ZONE, 540, "jst kst"},
    {ROLE_ZONE, ZONE_UNSURE, "et ct mt pt ist"},
    {ROLE_JOIN, JOIN_TO, "to"},
    {ROLE_JOIN, JOIN_AND, "and"},
    {ROLE_JOIN, JOIN_OF, "of"},
    {ROLE_JOIN, JOIN_BETWEEN, "between"},
    {ROLE_CUE, 0, "in of by from during before after through around circa between on to"},
    {ROLE_CUE, -1, "since"},
    {ROLE_CUE, 1, "until till"},
    {ROLE_FUTURE, 0, "will shall upcoming scheduled expected plans planned slated due set"},
    {ROLE_PLURAL, 0, "people women men children police troops staff"},
};

static uint64_t key_of(const char *word, size_t length)
{
    uint64_t parts[2] = {0, 0};
    assert(length <= TERM_MOST);
    for (size_t i = 0; i < length; i++)
        parts[i / 8] |= (uint64_t)(unsigned char)word[i] << i % 8 * 8;
    return terms_key(parts[0], parts[1]);
}

/* The term of a word, which is made where there is none yet. */
static struct term *make(struct terms *terms, const char *word, size_t length)
{
    const uint64_t key = key_of(word, length), hash = key * TERM_HASH;
    size_t slot = hash >> (64 - TERM_BITS);
    while (terms->keys[slot] != 0 && terms->keys[slot] != key)
        slot = (slot + 1) % (1 << TERM_BITS);
    terms->keys[slot] = key;
    terms->likely[hash >> 57] |= UINT64_C(1) << (hash >> 51 & 63);
    return &terms->at[slot];
}

/* Gives the first of these words a role, and returns the rest of them. */
static const char *add(struct terms *terms, enum role role, int value, const char *words)
{
    const size_t length = strcspn(words, " ");
    struct term *term = make(terms, words, length);
    const size_t next = term->roles[0] != ROLE_NONE;
    assert(term->roles[next] == ROLE_NONE);
    term->roles[next] = (uint8_t)role;
    term->values[next] = (int16_t)value;
    return words + length + (words[length] == ' ');
}

static enum byte_class class_of(unsigned byte)
{
    const unsigned small = byte | 0x20;
    return byte >= 0x80                   ? BYTE_WIDE
           : small >= 'a' && small <= 'z' ? BYTE_LETTER
           : byte >= '0' && byte <= '9'   ? BYTE_DIGIT
           : byte <= ' '                  ? BYTE_SPACE
                                          : BYTE_SIGN;
}

void terms_make(struct terms *terms)
{
    memset(terms, 0, sizeof *terms);
    for (unsigned byte = 0; byte < 256; byte++)
        terms->bytes[byte] = (uint8_t)class_of(byte);
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        int value = series[i].first;
        for (const char *words = series[i].words; *words != '\0'; value += series[i].step)
            words = add(terms, series[i].role, value, words);
    }
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
        for (const char *words = groups[i].words; *words != '\0';)
            words = add(terms, groups[i].role, groups[i].value, words);
}
