/* Amounts of money: "$350 billion", "US$350bn", "350 billion dollars", "USD 20 million", "billions of euros". */
#include "value.h"

struct money {
    enum currency currency;
    enum country country;
    char code[4];
};

/* The codes of ISO 4217. A currency's first row holds for its name alone. */
static const struct money moneys[] = {
    {CURRENCY_DOLLAR, COUNTRY_NONE, "USD"}, {CURRENCY_DOLLAR, COUNTRY_AU, "AUD"},
    {CURRENCY_DOLLAR, COUNTRY_CA, "CAD"},   {CURRENCY_DOLLAR, COUNTRY_HK, "HKD"},
    {CURRENCY_DOLLAR, COUNTRY_SG, "SGD"},   {CURRENCY_DOLLAR, COUNTRY_NZ, "NZD"},
    {CURRENCY_DOLLAR, COUNTRY_TW, "TWD"},   {CURRENCY_DOLLAR, COUNTRY_JM, "JMD"},
    {CURRENCY_DOLLAR, COUNTRY_ZW, "ZWL"},   {CURRENCY_EURO, COUNTRY_NONE, "EUR"},
    {CURRENCY_POUND, COUNTRY_NONE, "GBP"},  {CURRENCY_POUND, COUNTRY_EG, "EGP"},
    {CURRENCY_POUND, COUNTRY_SY, "SYP"},    {CURRENCY_POUND, COUNTRY_LB, "LBP"},
    {CURRENCY_POUND, COUNTRY_SD, "SDG"},    {CURRENCY_YEN, COUNTRY_NONE, "JPY"},
    {CURRENCY_WON, COUNTRY_NONE, "KRW"},    {CURRENCY_WON, COUNTRY_KP, "KPW"},
    {CURRENCY_YUAN, COUNTRY_NONE, "CNY"},   {CURRENCY_RUPEE, COUNTRY_NONE, "INR"},
    {CURRENCY_RUPEE, COUNTRY_PK, "PKR"},    {CURRENCY_RUPEE, COUNTRY_LK, "LKR"},
    {CURRENCY_RUPEE, COUNTRY_NP, "NPR"},    {CURRENCY_RUBLE, COUNTRY_NONE, "RUB"},
    {CURRENCY_RUBLE, COUNTRY_BY, "BYN"},    {CURRENCY_FRANC, COUNTRY_NONE, "CHF"},
    {CURRENCY_FRANC, COUNTRY_CFA, "XOF"},   {CURRENCY_FRANC, COUNTRY_RW, "RWF"},
    {CURRENCY_PESO, COUNTRY_NONE, ""},      {CURRENCY_PESO, COUNTRY_MX, "MXN"},
    {CURRENCY_PESO, COUNTRY_PH, "PHP"},     {CURRENCY_PESO, COUNTRY_AR, "ARS"},
    {CURRENCY_PESO, COUNTRY_CL, "CLP"},     {CURRENCY_PESO, COUNTRY_CO, "COP"},
    {CURRENCY_PESO, COUNTRY_UY, "UYU"},     {CURRENCY_REAL, COUNTRY_NONE, "BRL"},
    {CURRENCY_RAND, COUNTRY_NONE, "ZAR"},   {CURRENCY_NAIRA, COUNTRY_NONE, "NGN"},
    {CURRENCY_BAHT, COUNTRY_NONE, "THB"},   {CURRENCY_RINGGIT, COUNTRY_NONE, "MYR"},
    {CURRENCY_RUPIAH, COUNTRY_NONE, "IDR"}, {CURRENCY_DONG, COUNTRY_NONE, "VND"},
    {CURRENCY_SHEKEL, COUNTRY_NONE, "ILS"}, {CURRENCY_ZLOTY, COUNTRY_NONE, "PLN"},
    {CURRENCY_FORINT, COUNTRY_NONE, "HUF"}, {CURRENCY_HRYVNIA, COUNTRY_NONE, "UAH"},
    {CURRENCY_TAKA, COUNTRY_NONE, "BDT"},   {CURRENCY_CEDI, COUNTRY_NONE, "GHS"},
    {CURRENCY_BIRR, COUNTRY_NONE, "ETB"},   {CURRENCY_KRONE, COUNTRY_NONE, ""},
    {CURRENCY_KRONE, COUNTRY_NO, "NOK"},    {CURRENCY_KRONE, COUNTRY_DK, "DKK"},
    {CURRENCY_KRONA, COUNTRY_NONE, "SEK"},  {CURRENCY_KRONA, COUNTRY_IS, "ISK"},
    {CURRENCY_KORUNA, COUNTRY_NONE, "CZK"}, {CURRENCY_DINAR, COUNTRY_NONE, ""},
    {CURRENCY_DINAR, COUNTRY_KW, "KWD"},    {CURRENCY_DINAR, COUNTRY_IQ, "IQD"},
    {CURRENCY_DINAR, COUNTRY_JO, "JOD"},    {CURRENCY_DINAR, COUNTRY_RS, "RSD"},
    {CURRENCY_DINAR, COUNTRY_BH, "BHD"},    {CURRENCY_DINAR, COUNTRY_TN, "TND"},
    {CURRENCY_DINAR, COUNTRY_DZ, "DZD"},    {CURRENCY_DINAR, COUNTRY_LY, "LYD"},
    {CURRENCY_DIRHAM, COUNTRY_NONE, "AED"}, {CURRENCY_DIRHAM, COUNTRY_MA, "MAD"},
    {CURRENCY_RIYAL, COUNTRY_NONE, "SAR"},  {CURRENCY_RIYAL, COUNTRY_QA, "QAR"},
    {CURRENCY_RIAL, COUNTRY_NONE, "IRR"},   {CURRENCY_RIAL, COUNTRY_OM, "OMR"},
    {CURRENCY_RIAL, COUNTRY_YE, "YER"},     {CURRENCY_SHILLING, COUNTRY_NONE, ""},
    {CURRENCY_SHILLING, COUNTRY_KE, "KES"}, {CURRENCY_SHILLING, COUNTRY_UG, "UGX"},
    {CURRENCY_SHILLING, COUNTRY_TZ, "TZS"}, {CURRENCY_SHILLING, COUNTRY_SO, "SOS"},
    {CURRENCY_LIRA, COUNTRY_NONE, "TRY"},   {CURRENCY_LIRA, COUNTRY_SY, "SYP"},
    {CURRENCY_LIRA, COUNTRY_LB, "LBP"},     {CURRENCY_LEU, COUNTRY_NONE, "RON"},
    {CURRENCY_LEU, COUNTRY_MD, "MDL"},      {CURRENCY_LEV, COUNTRY_NONE, "BGN"},
    {CURRENCY_KWACHA, COUNTRY_NONE, ""},    {CURRENCY_TENGE, COUNTRY_NONE, "KZT"},
    {CURRENCY_CENT, COUNTRY_NONE, "USD"},   {CURRENCY_CENT, COUNTRY_AU, "AUD"},
    {CURRENCY_CENT, COUNTRY_CA, "CAD"},     {CURRENCY_PENNY, COUNTRY_NONE, "GBP"},
};

static const char *code_of(int currency, int country)
{
    const char *code = "";
    for (size_t i = 0; i < sizeof moneys / sizeof *moneys; i++) {
        if ((int)moneys[i].currency != currency)
            continue;
        if ((int)moneys[i].country == country)
            return moneys[i].code;
        if (moneys[i].country == COUNTRY_NONE)
            code = moneys[i].code;
    }
    return code;
}

static void set_code(struct value *value, const char *code)
{
    memcpy(value->currency, code, strnlen(code, 3));
}

/* --- the sign first ----------------------------------------------------------------------------------------------- */

/* The code of a sign; NULL where it is none. */
static const char *sign_code(uint32_t sign)
{
    static const struct {
        uint32_t sign;
        char code[4];
    } signs[] = {
        {'$', "USD"},    {0xA3, "GBP"},   {0xA5, "JPY"},   {0xE3F, "THB"},  {0x20A6, "NGN"}, {0x20A9, "KRW"},
        {0x20AA, "ILS"}, {0x20AB, "VND"}, {0x20AC, "EUR"}, {0x20AE, "MNT"}, {0x20B1, "PHP"}, {0x20B4, "UAH"},
        {0x20B5, "GHS"}, {0x20B8, "KZT"}, {0x20B9, "INR"}, {0x20BA, "TRY"}, {0x20BC, "AZN"}, {0x20BD, "RUB"},
        {0x20BE, "GEL"}, {0xFF04, "USD"}, {0xFFE1, "GBP"}, {0xFFE5, "JPY"}, {0xFFE6, "KRW"},
    };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].sign == sign)
            return signs[i].code;
    return NULL;
}

/* The code of a sign with letters before it: "US$", "HK$", "CN¥"; NULL where they say nothing. */
static const char *lettered_code(struct leat_string letters, uint32_t sign)
{
    static const char *const dollars[][2] = {
        {"US", "USD"}, {"A", "AUD"},  {"AU", "AUD"}, {"AUS", "AUD"}, {"C", "CAD"},  {"CA", "CAD"}, {"CAD", "CAD"},
        {"HK", "HKD"}, {"NZ", "NZD"}, {"NT", "TWD"}, {"R", "BRL"},   {"S", "SGD"},  {"SG", "SGD"}, {"J", "JMD"},
        {"MX", "MXN"}, {"Z", "ZWL"},  {"TT", "TTD"}, {"EC", "XCD"},  {"USD", "USD"}};
    for (size_t i = 0; sign == '$' && i < sizeof dollars / sizeof *dollars; i++)
        if (leat_string_equal(letters, leat_string(dollars[i][0])))
            return dollars[i][1];
    if (sign == 0xA5 || sign == 0xFFE5)
        return leat_string_equal(letters, leat_string("CN")) || leat_string_equal(letters, leat_string("RMB")) ? "CNY"
                                                                                                               : NULL;
    if (sign == 0xA3 && leat_string_equal(letters, leat_string("E")))
        return "EGP";
    return NULL;
}

/* The code that stands before an amount as a word: "USD", "EUR", "Rs". `*end` is the piece behind it. */
static const char *word_code(const struct pieces *pieces, size_t at, char code[4], size_t *end)
{
    int currency;
    const struct piece *piece = piece_at(pieces, at);
    if (!piece_is(pieces, at, ROLE_CODE, &currency) || !piece->capital)
        return NULL;
    *end = at + 1;
    if (currency >= 0) {
        *end += piece_sign(pieces, at + 1, '.') && piece_glued(pieces, at + 1);
        return code_of(currency, COUNTRY_NONE);
    }
    if (!piece_upper(pieces, at))
        return NULL;
    memcpy(code, pieces->text + piece->begin, 3);
    code[3] = '\0';
    return code;
}

/* "to $15 million" or "-$15" behind an amount with its sign: the end of the second amount, or 0. */
static size_t second_amount(const struct pieces *pieces, size_t at, uint32_t sign, struct amount *amount)
{
    int value;
    const bool to = piece_is(pieces, at, ROLE_JOIN, &value) && value == JOIN_TO;
    if ((!to && !(piece_hyphen(pieces, at) && piece_glued(pieces, at))) || !piece_sign(pieces, at + 1, sign) ||
        sign == 0)
        return 0;
    amount->to = number_read(pieces, at + 2, NUMBER_MONEY);
    return amount->to.end;
}

/* The amount behind a sign or code, from `at` on. */
static size_t read_signed(const struct pieces *pieces, size_t at, uint32_t sign, const char *code, struct value *value)
{
    if (piece_at(pieces, at)->kind != PIECE_NUMBER)
        return 0;
    struct amount amount = amount_read(pieces, at, NUMBER_MONEY);
    if (amount.end == 0)
        return 0;
    if (amount.to.end == 0) {
        const size_t end = second_amount(pieces, amount.end, sign, &amount);
        if (end > 0) {
            number_share_scale(&amount.from, &amount.to);
            amount.end = end;
        }
    }
    value_count(value, &amount, 1);
    set_code(value, code);
    return amount.end;
}

static size_t sign_first(const struct pieces *pieces, size_t at, struct value *value)
{
    const struct piece *piece = piece_at(pieces, at);
    char letters[4];
    size_t end = at + 1;
    const char *code = NULL;
    if (piece->kind == PIECE_SIGN && (code = sign_code(piece->sign)) != NULL)
        return read_signed(pieces, at + 1, piece->sign, code, value);
    if (piece->kind != PIECE_WORD)
        return 0;
    if (piece_upper(pieces, at) && piece_glued(pieces, at + 1) && sign_code(piece_at(pieces, at + 1)->sign) != NULL) {
        const uint32_t sign = piece_at(pieces, at + 1)->sign;
        code = lettered_code(piece_text(pieces, at), sign);
        return code != NULL ? read_signed(pieces, at + 2, 0, code, value) : 0;
    }
    code = word_code(pieces, at, letters, &end);
    if (code == NULL)
        return 0;
    end += sign_code(piece_at(pieces, end)->sign) != NULL && piece_glued(pieces, end);
    return read_signed(pieces, end, 0, code, value);
}

/* --- the currency behind ------------------------------------------------------------------------------------------ */

/* Moves over the country before a currency: "U.S.", "Australian", "Hong Kong", "New Zealand". */
static size_t skip_country(const struct pieces *pieces, size_t at, int *country)
{
    *country = COUNTRY_NONE;
    if (piece_text_is(pieces, at, "U") && piece_text_is(pieces, at + 1, ".") && piece_text_is(pieces, at + 2, "S")) {
        *country = COUNTRY_US;
        return at + 3 + piece_text_is(pieces, at + 3, ".");
    }
    for (size_t i = 0; i < 2; i++)
        if (piece_at(pieces, at)->capital && piece_at(pieces, at + i)->capital &&
            piece_is(pieces, at + i, ROLE_COUNTRY, country)) {
            if (*country == COUNTRY_KR && piece_text_is(pieces, at, "North"))
                *country = COUNTRY_KP;
            return at + i + 1;
        }
    return at;
}

/* Whether a word that may be a currency is one behind this number: "three won" and "five pounds of" are none. */
static bool is_money(const struct pieces *pieces, size_t at, int currency, const struct number *number)
{
    int value;
    if (currency == CURRENCY_WON)
        return number->scaled || number_value(number) >= 100;
    const bool of = piece_is(pieces, at + 1, ROLE_JOIN, &value) && value == JOIN_OF;
    return (currency != CURRENCY_POUND || !of) && (currency != CURRENCY_CENT || !piece_text_is(pieces, at - 1, "per"));
}

static double part_of(int currency)
{
    return currency == CURRENCY_CENT || currency == CURRENCY_PENNY ? 0.01 : 1;
}

/* The currency behind a number; the piece behind it, or 0. */
static size_t currency_behind(const struct pieces *pieces, const struct number *number, struct value *value, double *by)
{
    int currency, country;
    char letters[4];
    size_t end;
    size_t at = number->end;
    const char *code = sign_code(piece_at(pieces, at)->sign);
    *by = 1;
    if (code != NULL && !number->worded && (piece_glued(pieces, at) || piece_at(pieces, at)->sign == 0x20AC) &&
        piece_at(pieces, at + 1)->kind != PIECE_NUMBER) {
        set_code(value, code);
        return at + 1;
    }
    at += piece_hyphen(pieces, at) && piece_glued(pieces, at) && piece_glued(pieces, at + 1);
    code = word_code(pieces, at, letters, &end);
    if (code != NULL && piece_at(pieces, end)->kind != PIECE_NUMBER) {
        set_code(value, code);
        return end;
    }
    at = skip_country(pieces, at, &country);
    if (!piece_is(pieces, at, ROLE_CURRENCY, &currency) || !is_money(pieces, at, currency, number))
        return 0;
    set_code(value, code_of(currency, country));
    *by = part_of(currency);
    return at + 1;
}

/* "billions of dollars", "tens of millions of euros": no amount, but money. */
static size_t vague_amount(const struct pieces *pieces, size_t at, struct value *value)
{
    int join, currency, country;
    for (size_t i = 0; i < 2 && piece_is(pieces, at, ROLE_MANY, NULL); i++) {
        if (!piece_is(pieces, at + 1, ROLE_JOIN, &join) || join != JOIN_OF)
            return 0;
        at += 2;
        const size_t next = skip_country(pieces, at, &country);
        if (piece_is(pieces, next, ROLE_CURRENCY, &currency)) {
            set_code(value, code_of(currency, country));
            return next + 1;
        }
    }
    return 0;
}

size_t money_read(const struct pieces *pieces, size_t at, struct value *value)
{
    double by;
    const size_t end = sign_first(pieces, at, value);
    if (end > 0)
        return end;
    if (piece_is(pieces, at, ROLE_MANY, NULL))
        return vague_amount(pieces, at, value);
    for (int flags = NUMBER_RANGE | NUMBER_MONEY; flags >= NUMBER_PLAIN; flags--) {
        const struct amount amount = amount_read(pieces, at, flags);
        if (amount.end == 0)
            return 0;
        const struct number *last = amount.to.end > 0 ? &amount.to : &amount.from;
        const size_t behind = currency_behind(pieces, last, value, &by);
        if (behind > 0) {
            value_count(value, &amount, by);
            return behind;
        }
        if (amount.to.end == 0 && !amount.from.brief)
            return 0; /* the other flags would read the same */
    }
    return 0;
}
