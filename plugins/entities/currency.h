/* The codes of ISO 4217 by what a text writes for a currency. */
#ifndef CURRENCY_H
#define CURRENCY_H

#include "terms.h"

#include <leat/plugin.h>

/* Of a word ("pounds") with or without a country ("Egyptian"); empty where they don't tell it ("pesos"). */
const char *currency_code(int currency, int country);

/* Each of these gives NULL where there is no such currency. */

const char *currency_of_sign(uint32_t sign);

/* Of a sign with letters before it: "US$", "HK$", "CN¥". */
const char *currency_of_letters(struct leat_string letters, uint32_t sign);

/* Of letters that stand for it before a number: "Rs", "QR"; empty where several are written so. */
const char *currency_of_short(struct leat_string letters);

/* Of one letter before a large number: "R500 million". */
const char *currency_of_letter(char letter);

#endif
