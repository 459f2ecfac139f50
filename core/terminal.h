/* Colour, where a person looks. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum terminal_style {
    TERMINAL_PLAIN,
    TERMINAL_BOLD,
    TERMINAL_FAINT,
    TERMINAL_RED,
    TERMINAL_GREEN,
    TERMINAL_YELLOW,
    TERMINAL_CYAN
};

/* Whether colour is welcome: the stream is a terminal that can show it, and NO_COLOR (no-color.org) is unset or empty.
 */
bool terminal_colour(FILE *stream);

/* The sequence that begins a style, TERMINAL_PLAIN ending it; empty where `colour` is false. */
const char *terminal_style(bool colour, enum terminal_style style);

#endif
