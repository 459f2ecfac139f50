#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_colour(FILE *stream)
{
    const char *refused = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(fileno(stream)) && (refused == NULL || *refused == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

const char *terminal_style(bool colour, enum terminal_style style)
{
    /* SGR sequences of ECMA-48. */
    static const char *const sequences[] = {
        [TERMINAL_PLAIN] = "\033[0m",  [TERMINAL_BOLD] = "\033[1m",   [TERMINAL_FAINT] = "\033[2m",
        [TERMINAL_RED] = "\033[1;31m", [TERMINAL_GREEN] = "\033[32m", [TERMINAL_YELLOW] = "\033[33m",
        [TERMINAL_CYAN] = "\033[36m",
    };
    return colour ? sequences[style] : "";
}
