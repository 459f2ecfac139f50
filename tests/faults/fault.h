/* Plugins that misbehave on purpose, for tests/faults.sh: each with the documents whose text contains its word. */
#ifndef FAULT_H
#define FAULT_H

#include <leat/plugin.h>

struct fault {
    const char *on; /* the word; empty: every document */
};

static inline bool fault_in(const struct fault *fault, struct leat_string text)
{
    return memmem(text.at, text.length, fault->on, strlen(fault->on)) != NULL;
}

#define FAULT_DESCRIBED(plugin, what, text) \
    .name = (plugin), .kind = (what), .version = "1.0.0", .licence = "MIT", .summary = (text)

/* The last line of a fault that needs no more than an option and `process`; it says that it gives the layer "fault". */
#define FAULT_ANNOTATOR(plugin, word, text)                                        \
    static const struct leat_option options[] = {                                  \
        LEAT_OPTION_STRING(struct fault, on, word, "the word that sets it off"),   \
        LEAT_OPTIONS_END,                                                          \
    };                                                                             \
    LEAT_PLUGIN(FAULT_DESCRIBED(plugin, LEAT_ANNOTATOR, text), .options = options, \
                .options_size = sizeof(struct fault), .process = process, .gives = "fault")

#endif
