#include "currency.h"

struct currency_of {
    enum currency currency;
    enum country country;
    char code[4];
};

/* The codes of ISO 4217. A currency's first row holds for its name alone. */
static const struct currency_of moneys[] = {
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

const char *currency_code(int currency, int country)
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

const char *currency_of_sign(uint32_t sign)
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
    if (sign < 0x80 && sign != '$')
        return NULL;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].sign == sign)
            return signs[i].code;
    return NULL;
}

const char *currency_of_letters(struct leat_string letters, uint32_t sign)
{
    static const char *const dollars[][2] = {
        {"US", "USD"}, {"A", "AUD"},  {"AU", "AUD"}, {"AUS", "AUD"}, {"C", "CAD"}, {"CA", "CAD"}, {"CAD", "CAD"},
        {"HK", "HKD"}, {"NZ", "NZD"}, {"NT", "TWD"}, {"R", "BRL"},   {"S", "SGD"}, {"SG", "SGD"}, {"J", "JMD"},
        {"MX", "MXN"}, {"Z", "ZWL"},  {"TT", "TTD"}, {"EC", "XCD"},  {"N", "NAD"}, {"RD", "DOP"}, {"USD", "USD"}};
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

const char *currency_of_short(struct leat_string letters)
{
    static const char *const shorts[][2] = {
        {"Rs", "INR"}, {"RS", "INR"},  {"RMB", "CNY"}, {"RM", "MYR"},  {"Tk", "BDT"},  {"TK", "BDT"},
        {"Rp", "IDR"}, {"QR", "QAR"},  {"LE", "EGP"},  {"KD", "KWD"},  {"Dh", "AED"},  {"Dhs", "AED"},
        {"DH", "AED"}, {"Ksh", "KES"}, {"KSh", "KES"}, {"Ush", "UGX"}, {"Tsh", "TZS"}, {"Sh", ""}};
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
        if (leat_string_equal(letters, leat_string(shorts[i][0])))
            return shorts[i][1];
    return NULL;
}

const char *currency_of_letter(char letter)
{
    return letter == 'R' ? "ZAR" : letter == 'N' ? "NGN" : letter == 'P' ? "PHP" : NULL;
}
