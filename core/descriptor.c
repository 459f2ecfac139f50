#include "descriptor.h"

#include "option.h"

#include <assert.h>

enum { KINDS = LEAT_SINK + 1 };

static const char *const kind_names[KINDS] = {"", "source", "decoder", "annotator", "encoder", "sink"};

const char *descriptor_kind_name(enum leat_kind kind)
{
    return (unsigned)kind < KINDS ? kind_names[kind] : "";
}

bool descriptor_good_name(const char *name)
{
    return name[0] != '\0' && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_") == strlen(name);
}

/* The first field that this kind needs and `plugin` lacks; NULL where it has all. */
static const char *missing_field(const struct leat_plugin *plugin)
{
    if (plugin->version == NULL)
        return "version";
    if (plugin->licence == NULL)
        return "licence";
    if (plugin->summary == NULL)
        return "summary";
    switch (plugin->kind) {
    case LEAT_SOURCE:
        return plugin->read == NULL ? "read" : NULL;
    case LEAT_DECODER:
        return plugin->decode == NULL ? "decode" : plugin->framing == LEAT_UNCLAIMED ? "framing" : NULL;
    case LEAT_ANNOTATOR:
        return plugin->process == NULL ? "process" : NULL;
    case LEAT_ENCODER:
        return plugin->encode == NULL ? "encode" : NULL;
    case LEAT_SINK:
        return plugin->write == NULL ? "write" : plugin->commit == NULL ? "commit" : NULL;
    }
    return "kind";
}

/* How long a descriptor is, by the minor that it was made for. */
static const size_t sizes[] = {offsetof(struct leat_plugin, train), sizeof(struct leat_plugin)};
static_assert(sizeof sizes / sizeof *sizes == LEAT_ABI_MINOR + 1, "a new minor needs the size of its descriptor");

/* Size and ABI come first, and nothing else is read unless they are right. */
static bool check_abi(const struct leat_plugin *plugin, struct leat_error *error)
{
    if (plugin->abi_major != LEAT_ABI_MAJOR || plugin->abi_minor > LEAT_ABI_MINOR) {
        leat_fail(
            error, LEAT_FATAL,
            "it was built for ABI %u.%u; this leat has %d.%d: build it with this leat's headers, or use a newer leat",
            plugin->abi_major, plugin->abi_minor, LEAT_ABI_MAJOR, LEAT_ABI_MINOR);
        return false;
    }
    if (plugin->size < sizes[plugin->abi_minor]) {
        leat_fail(error, LEAT_FATAL,
                  "its descriptor has %zu bytes, one of ABI %u.%u has %zu: make it with LEAT_PLUGIN or LEAT_DESCRIPTOR",
                  plugin->size, plugin->abi_major, plugin->abi_minor, sizes[plugin->abi_minor]);
        return false;
    }
    return true;
}

static bool check_inputs(const struct leat_plugin *plugin, struct leat_error *error)
{
    if (plugin->inputs == NULL)
        return true;
    const struct leat_option *option = option_find(plugin->options, plugin->inputs);
    if (option != NULL && option->type == LEAT_TYPE_PATHS)
        return true;
    leat_fail(error, LEAT_FATAL, "its `inputs` names \"%s\", which is no option of type PATHS", plugin->inputs);
    return false;
}

static bool check_plugin(const struct leat_plugin *plugin, const char *name, struct leat_error *error)
{
    if (!check_abi(plugin, error))
        return false;
    if (plugin->name == NULL || strcmp(plugin->name, name) != 0) {
        leat_fail(error, LEAT_FATAL, "it calls itself \"%s\", but its file is called %s.so: make the two the same",
                  plugin->name != NULL ? plugin->name : "", name);
        return false;
    }
    const char *missing = missing_field(plugin);
    if (missing != NULL) {
        leat_fail(error, LEAT_FATAL, "its descriptor%s%s lacks `%s`: set it in LEAT_PLUGIN",
                  *descriptor_kind_name(plugin->kind) != '\0' ? " of kind " : "", descriptor_kind_name(plugin->kind),
                  missing);
        return false;
    }
    if (plugin->serial) {
        leat_fail(error, LEAT_FATAL, "it asks to be serial, which this leat can't do yet: leave `serial` out");
        return false;
    }
    if (plugin->options != NULL && plugin->options_size == 0) {
        leat_fail(error, LEAT_FATAL, "it has options, but no `options_size`: set it to the size of their struct");
        return false;
    }
    return option_check(plugin->options, plugin->options_size, error) && check_inputs(plugin, error);
}

/* Kinds must differ, which ends a chain that goes in a circle as well. */
bool descriptor_check(const struct leat_plugin *plugin, const char *name, struct leat_error *error)
{
    unsigned seen = 0;
    for (; plugin != NULL; plugin = plugin->also) {
        if (!check_plugin(plugin, name, error))
            return false;
        if (seen >> plugin->kind & 1) {
            leat_fail(error, LEAT_FATAL, "it holds two plugins of kind %s: one name has one of each kind",
                      descriptor_kind_name(plugin->kind));
            return false;
        }
        seen |= 1U << plugin->kind;
    }
    return true;
}

const struct leat_plugin *descriptor_complete(const struct leat_plugin *plugin, struct arena *arena)
{
    struct leat_plugin *first = NULL;
    for (const struct leat_plugin **place = (const struct leat_plugin **)&first; plugin != NULL;
         plugin = plugin->also) {
        struct leat_plugin *whole = arena_alloc(arena, sizeof *whole);
        if (whole == NULL)
            return NULL;
        memset(whole, 0, sizeof *whole);
        memcpy(whole, plugin, sizes[plugin->abi_minor]);
        *place = whole;
        place = &whole->also;
    }
    return first;
}
