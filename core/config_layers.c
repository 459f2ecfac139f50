#include "config_layers.h"

#include "buffer.h"

struct check {
    struct config *config;
    struct loader *loader;
    struct faults *faults;
    const struct step *givers[LAYERS_MAX]; /* by layer of the layout */
    bool gap;                              /* an earlier stage has no plugin: what it would have given is not known */
};

/* The value to point at for a stage: what names its plugin. */
static const struct json *named_at(const struct json *stage)
{
    const struct json *plugin = json_member(stage, "plugin");
    return plugin != NULL ? plugin : stage;
}

/* Who could give a layer that no earlier stage gives: a later stage, or else the plugins there are. */
static void tell_givers(struct check *check, const char *layer, struct leat_out *out)
{
    const struct config *config = check->config;
    for (size_t i = 0; i < config->stage_count; i++) {
        const struct step *step = &config->stages[i];
        if (step->plugin != NULL && names_contain(step->plugin->gives, layer)) {
            buffer_printf(out, "; \"%s\" in %s gives it: put that one first", step->plugin->name, step->place);
            return;
        }
    }
    size_t count = 0;
    const struct loader_entry *entries = loader_list(check->loader, &count);
    const char *before = "; it is given by ";
    for (size_t i = 0; entries != NULL && i < count; i++) {
        const struct leat_plugin *plugin = entries[i].plugin;
        if (plugin == NULL || plugin->kind != LEAT_ANNOTATOR || !names_contain(plugin->gives, layer))
            continue;
        buffer_printf(out, "%s\"%s\"", before, plugin->name);
        before = ", ";
    }
    if (before[0] == ';')
        buffer_printf(out, ", nor any plugin found");
}

static void check_need(struct check *check, const struct json *at, const struct leat_plugin *plugin, const char *layer)
{
    struct leat_out givers = buffer_make();
    tell_givers(check, layer, &givers);
    json_fault(check->faults, at, "plugin \"%s\" needs layer \"%s\", which no earlier stage gives%.*s", plugin->name,
               layer, (int)givers.length, givers.length > 0 ? givers.at : "");
    buffer_free(&givers);
}

/* A terminated copy of the next name; NULL at the end. */
static const char *next_name(struct check *check, const struct json *at, const char **names)
{
    const struct leat_string name = names_next(names);
    if (name.length == 0)
        return NULL;
    const char *copy = arena_copy(&check->config->arena, name.at, name.length);
    if (copy == NULL)
        json_fault(check->faults, at, "there is no memory for its layers");
    return copy;
}

static void read_layers(struct check *check, const struct json *at, size_t stage)
{
    const struct leat_plugin *plugin = check->config->stages[stage].plugin;
    const struct layout *layout = &check->config->layout;
    struct access *access = &check->config->access[stage];
    access->uses = plugin->uses;
    const char *lists[] = {plugin->needs, plugin->uses};
    for (size_t i = 0; i < 2; i++) {
        const char *names = lists[i];
        for (const char *name; (name = next_name(check, at, &names)) != NULL;) {
            const size_t slot = layout_find(layout, name);
            if (slot < LAYERS_MAX)
                access->readable |= UINT64_C(1) << slot;
            else if (i == 0 && !check->gap)
                check_need(check, at, plugin, name);
        }
    }
}

static void give_layer(struct check *check, const struct json *at, size_t stage, const char *name)
{
    struct config *config = check->config;
    const struct step *step = &config->stages[stage];
    struct access *access = &config->access[stage];
    size_t slot = layout_find(&config->layout, name);
    if (slot < LAYERS_MAX) {
        const struct step *giver = check->givers[slot];
        json_fault(check->faults, at,
                   "plugin \"%s\" gives layer \"%s\", which %s (\"%s\") gives already; a layer has one giver",
                   step->plugin->name, name, giver->place, giver->plugin->name);
        return;
    }
    slot = config->layout.count;
    if (!layout_add(&config->layout, name)) {
        json_fault(check->faults, at, "layer \"%s\" is one too many: a pipeline has %d at most", name, LAYERS_MAX);
        return;
    }
    check->givers[slot] = step;
    access->readable |= UINT64_C(1) << slot;
    access->writable |= UINT64_C(1) << slot;
}

void config_layers(struct config *config, const struct json *stages, struct loader *loader, struct faults *faults)
{
    struct check check = {.config = config, .loader = loader, .faults = faults};
    const struct json *stage = stages->first;
    for (size_t i = 0; i < config->stage_count; i++, stage = stage->next) {
        if (config->stages[i].plugin == NULL) {
            check.gap = true;
            continue;
        }
        const struct json *at = named_at(stage);
        read_layers(&check, at, i);
        const char *gives = config->stages[i].plugin->gives;
        for (const char *name; (name = next_name(&check, at, &gives)) != NULL;)
            give_layer(&check, at, i, name);
    }
}
