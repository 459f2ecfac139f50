/* For tests of what reports faults: cmocka, and the faults as text. */
#ifndef FAULT_CHECK_H
#define FAULT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "buffer.h"
#include "fault.h"

/* Proves that these are the faults, written "LINE:COLUMN PATH: MESSAGE" and each ended by a line break, and forgets
 * them. */
static inline void expect_faults(struct faults *faults, const char *expected)
{
    struct leat_out out = buffer_make();
    leat_out_text(&out, "");
    for (size_t i = 0; i < faults->count; i++)
        buffer_printf(&out, "%zu:%zu %s: %s\n", faults->at[i].line, faults->at[i].column, faults->at[i].path,
                      faults->at[i].message);
    buffer_printf(&out, "%c", '\0');
    assert_false(out.failed);
    assert_string_equal(out.at, expected);
    buffer_free(&out);
    fault_free(faults);
}

#endif
