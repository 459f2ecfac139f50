#include "config_needs.h"

#include "option.h"

struct search {
    struct config *config;
    const struct loader_entry *entries;
    size_t count;
    const struct leat_plugin *pending[LAYERS_MAX]; /* whose needs are being met */
    size_t pending_count;
    struct leat_error *error;
};

static bool meet(struct search *search, const char *names);

/* Whether a plugin can be taken with the defaults of its options. */
static bool undemanding(const struct leat_plugin *plugin)
{
    for (const struct leat_option *option = plugin->options; option != NULL && option->type != LEAT_TYPE_END; option++)
        if (option->fallback == NULL)
            return false;
    return true;
}

static bool is_pending(const struct search *search, const struct leat_plugin *plugin)
{
    for (size_t i = 0; i < search->pending_count; i++)
        if (search->pending[i] == plugin)
            return true;
    return false;
}

static bool fail(const struct search *search, const char *what, const char *of)
{
    leat_fail(search->error, LEAT_FATAL, "%s %s", what, of);
    return false;
}

static const struct leat_plugin *find_giver(const struct search *search, const char *layer)
{
    for (size_t i = 0; i < search->count; i++) {
        const struct leat_plugin *plugin = search->entries[i].plugin;
        if (plugin != NULL && plugin->kind == LEAT_ANNOTATOR && names_contain(plugin->gives, layer) &&
            undemanding(plugin) && !is_pending(search, plugin))
            return plugin;
    }
    return NULL;
}

/* Marks the layers that exist in `names`. */
static uint64_t slots_of(const struct layout *layout, const char *names)
{
    uint64_t slots = 0;
    for (size_t i = 0; i < layout->count; i++)
        if (names_contain(names, layout->names[i]))
            slots |= UINT64_C(1) << i;
    return slots;
}

static bool append_stage(struct search *search, const struct leat_plugin *plugin)
{
    struct config *config = search->config;
    struct faults faults = {0};
    const struct option_source source = {.owner = plugin->name, .folder = "."};
    void *options = option_fill(plugin->options, plugin->options_size, &source, &config->arena, &faults);
    const bool filled = faults.count == 0;
    fault_free(&faults);
    if (!filled)
        return fail(search, "there is no memory for the options of", plugin->name);
    const uint64_t read = slots_of(&config->layout, plugin->needs) | slots_of(&config->layout, plugin->uses);
    const char *names = plugin->gives;
    for (struct leat_string name; (name = names_next(&names)).length > 0;) {
        const char *copy = arena_copy(&config->arena, name.at, name.length);
        if (copy == NULL || layout_find(&config->layout, copy) < LAYERS_MAX || !layout_add(&config->layout, copy))
            return fail(search, "another gives a layer already, or there is no room for it, that is given by",
                        plugin->name);
    }
    const uint64_t given = slots_of(&config->layout, plugin->gives);
    config->access[config->stage_count] =
        (struct access){.readable = read | given, .writable = given, .uses = plugin->uses};
    config->stages[config->stage_count++] = (struct step){.plugin = plugin, .options = options, .place = plugin->name};
    return true;
}

static bool provide(struct search *search, const char *layer)
{
    if (layout_find(&search->config->layout, layer) < LAYERS_MAX)
        return true;
    const struct leat_plugin *plugin = find_giver(search, layer);
    if (plugin == NULL || search->pending_count == LAYERS_MAX)
        return fail(search, "no annotator that needs no options is found to give layer", layer);
    search->pending[search->pending_count++] = plugin;
    const bool met = meet(search, plugin->needs);
    search->pending_count--;
    return met && append_stage(search, plugin);
}

static bool meet(struct search *search, const char *names)
{
    for (struct leat_string name; (name = names_next(&names)).length > 0;) {
        const char *layer = arena_copy(&search->config->arena, name.at, name.length);
        if (layer == NULL)
            return fail(search, "there is no memory for", "its layers");
        if (!provide(search, layer))
            return false;
    }
    return true;
}

bool config_needs(struct config *config, const char *names, struct loader *loader, struct leat_error *error)
{
    struct search search = {.config = config, .error = error};
    search.entries = loader_list(loader, &search.count);
    config->stages = arena_alloc(&config->arena, LAYERS_MAX * sizeof *config->stages);
    config->access = arena_alloc(&config->arena, LAYERS_MAX * sizeof *config->access);
    if (search.entries == NULL || config->stages == NULL || config->access == NULL) {
        leat_fail(error, LEAT_FATAL, "there is no memory for the stages");
        return false;
    }
    return meet(&search, names);
}
