#include "config.h"

#include "config_layers.h"
#include "config_paths.h"
#include "descriptor.h"
#include "expand.h"
#include "option.h"

#include <errno.h>
#include <stdlib.h>

enum { FILE_MAX = 64 << 20 };

struct reader {
    struct config *config;
    struct loader *loader;
    struct faults *faults;
    const char *folder; /* of the pipeline file */
    const char *const *inputs;
    size_t input_count;
};

static const char *const source_keys[] = {"plugin", "decode", NULL};
static const char *const sink_keys[] = {"plugin", "encode", NULL};
static const char *const other_keys[] = {"plugin", NULL};
static const char *const top_keys[] = {"source", "stages", "sinks", "run", "$schema", NULL};

/* --- one step ----------------------------------------------------------------------------------------------------- */

/* `; found: "a", "b"`: the plugins of a kind. */
static void tell_kind(struct reader *reader, enum leat_kind kind, struct leat_out *out)
{
    size_t count = 0;
    const struct loader_entry *entries = loader_list(reader->loader, &count);
    const char *before = "; found: ";
    for (size_t i = 0; entries != NULL && i < count; i++) {
        if (entries[i].plugin == NULL || entries[i].plugin->kind != kind)
            continue;
        buffer_printf(out, "%s\"%s\"", before, entries[i].name);
        before = ", ";
    }
    if (out->length == 0)
        buffer_printf(out, "; none of this kind is found");
}

/* Says that `object` lacks `key`, which names a plugin of this kind. */
static void fault_missing(struct reader *reader, const struct json *object, const char *key, enum leat_kind kind)
{
    struct leat_out known = buffer_make();
    tell_kind(reader, kind, &known);
    json_fault(reader->faults, object, "\"%s\" is missing: %s%s%.*s", key,
               strcmp(key, "plugin") == 0 ? "the name of the " : "an object with the \"plugin\" of the ",
               descriptor_kind_name(kind), (int)known.length, known.length > 0 ? known.at : "");
    buffer_free(&known);
}

static const struct leat_plugin *find_plugin(struct reader *reader, const struct json *object, enum leat_kind kind)
{
    const struct json *name = json_member(object, "plugin");
    struct leat_error error;
    if (name == NULL) {
        fault_missing(reader, object, "plugin", kind);
        return NULL;
    }
    if (name->kind != JSON_STRING) {
        json_fault(reader->faults, name, "expected the name of the %s, found %s", descriptor_kind_name(kind),
                   json_found(name).text);
        return NULL;
    }
    const struct leat_plugin *plugin = loader_find(reader->loader, kind, name->string.at, &error);
    if (plugin == NULL)
        json_fault(reader->faults, name, "%s", error.message);
    return plugin;
}

/* Reads the object that stands at `place` to `step`, whose plugin stays NULL where there is none to be had. */
static void read_step(struct reader *reader, const struct json *object, enum leat_kind kind, const char *place,
                      const char *const *keys, struct step *step)
{
    struct arena *arena = &reader->config->arena;
    step->place = arena_copy(arena, place, strlen(place));
    if (step->place == NULL) {
        json_fault(reader->faults, object, "there is no memory for this step");
        return;
    }
    if (object->kind != JSON_OBJECT) {
        json_fault(reader->faults, object, "expected an object with the \"plugin\" of the %s, found %s",
                   descriptor_kind_name(kind), json_found(object).text);
        return;
    }
    step->plugin = find_plugin(reader, object, kind);
    if (step->plugin == NULL)
        return;
    char owner[128];
    snprintf(owner, sizeof owner, "%s \"%s\"", descriptor_kind_name(kind), step->plugin->name);
    const bool replaced = kind == LEAT_SOURCE && reader->input_count > 0;
    const struct option_source source = {.object = object,
                                         .owner = owner,
                                         .besides = keys,
                                         .replaced = replaced ? step->plugin->inputs : NULL,
                                         .folder = reader->folder};
    step->options = option_fill(step->plugin->options, step->plugin->options_size, &source, arena, reader->faults);
}

/* --- the source and its decoders ---------------------------------------------------------------------------------- */

/* Inputs of the command line stand in for the paths of the source. */
static void set_inputs(struct reader *reader, const struct json *object)
{
    const struct step *source = &reader->config->source;
    const struct leat_option *option =
        source->plugin->inputs != NULL ? option_find(source->plugin->options, source->plugin->inputs) : NULL;
    if (option == NULL) {
        json_fault(reader->faults, json_member(object, "plugin"), "source \"%s\" takes no inputs from the command line",
                   source->plugin->name);
        return;
    }
    if (source->options == NULL)
        return;
    struct arena *arena = &reader->config->arena;
    const char **paths = arena_alloc(arena, reader->input_count * sizeof *paths);
    for (size_t i = 0; paths != NULL && i < reader->input_count; i++) {
        paths[i] = arena_copy(arena, reader->inputs[i], strlen(reader->inputs[i]));
        if (paths[i] == NULL)
            paths = NULL;
    }
    if (paths == NULL) {
        json_fault(reader->faults, object, "there is no memory for the inputs");
        return;
    }
    *(struct leat_list *)((char *)source->options + option->offset) = (struct leat_list){paths, reader->input_count};
}

/* Whether a decoder can be taken for a record that nobody named it for. */
static bool claimant(const struct leat_plugin *plugin)
{
    if (plugin == NULL || plugin->kind != LEAT_DECODER || plugin->claims == NULL)
        return false;
    for (const struct leat_option *option = plugin->options; option != NULL && option->type != LEAT_TYPE_END; option++)
        if (option->fallback == NULL)
            return false;
    return true;
}

/* No decoder is named: all that claim something, with the defaults of their options. */
static void take_decoders(struct reader *reader, const struct json *object)
{
    struct config *config = reader->config;
    size_t count = 0;
    const struct loader_entry *entries = loader_list(reader->loader, &count);
    config->decoders = entries != NULL ? arena_alloc(&config->arena, (count + 1) * sizeof *config->decoders) : NULL;
    if (config->decoders == NULL) {
        json_fault(reader->faults, object, "there is no memory for the decoders");
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct leat_plugin *plugin = entries[i].plugin;
        if (!claimant(plugin))
            continue;
        const struct option_source source = {.owner = plugin->name, .folder = reader->folder};
        void *options = option_fill(plugin->options, plugin->options_size, &source, &config->arena, reader->faults);
        config->decoders[config->decoder_count++] =
            (struct step){.plugin = plugin, .options = options, .place = "source.decode"};
    }
    if (config->decoder_count == 0)
        json_fault(reader->faults, object, "\"decode\" is missing, and no decoder that claims files is found");
}

static void read_source(struct reader *reader, const struct json *object)
{
    struct config *config = reader->config;
    read_step(reader, object, LEAT_SOURCE, "source", source_keys, &config->source);
    if (config->source.plugin != NULL && reader->input_count > 0)
        set_inputs(reader, object);
    const struct json *decode = json_member(object, "decode");
    if (decode == NULL) {
        if (object->kind == JSON_OBJECT)
            take_decoders(reader, object);
        return;
    }
    config->decoder_named = true;
    config->decoder_count = 1;
    config->decoders = arena_alloc(&config->arena, sizeof *config->decoders);
    if (config->decoders == NULL) {
        json_fault(reader->faults, decode, "there is no memory for the decoder");
        return;
    }
    config->decoders[0] = (struct step){0};
    read_step(reader, decode, LEAT_DECODER, "source.decode", other_keys, &config->decoders[0]);
}

/* --- stages and sinks --------------------------------------------------------------------------------------------- */

/* `count` cleared items of the config's; NULL with a fault. */
static void *make_items(struct reader *reader, const struct json *array, size_t size)
{
    if (array->kind != JSON_ARRAY) {
        json_fault(reader->faults, array, "expected an array of objects, found %s", json_found(array).text);
        return NULL;
    }
    void *items = arena_alloc(&reader->config->arena, (array->count + 1) * size);
    if (items == NULL)
        json_fault(reader->faults, array, "there is no memory for it");
    else
        memset(items, 0, (array->count + 1) * size);
    return items;
}

static void read_stages(struct reader *reader, const struct json *array)
{
    struct config *config = reader->config;
    config->stages = make_items(reader, array, sizeof *config->stages);
    config->access = config->stages != NULL ? make_items(reader, array, sizeof *config->access) : NULL;
    if (config->access == NULL)
        return;
    for (const struct json *stage = array->first; stage != NULL; stage = stage->next) {
        char place[48];
        snprintf(place, sizeof place, "stages[%zu]", stage->index);
        read_step(reader, stage, LEAT_ANNOTATOR, place, other_keys, &config->stages[config->stage_count++]);
    }
    config_layers(config, array, reader->loader, reader->faults);
}

static void read_sinks(struct reader *reader, const struct json *array)
{
    struct config *config = reader->config;
    config->outputs = make_items(reader, array, sizeof *config->outputs);
    if (config->outputs == NULL)
        return;
    if (array->count == 0)
        json_fault(reader->faults, array, "expected one sink at least, found none");
    for (const struct json *sink = array->first; sink != NULL; sink = sink->next) {
        struct output *output = &config->outputs[config->output_count++];
        char place[48];
        snprintf(place, sizeof place, "sinks[%zu]", sink->index);
        read_step(reader, sink, LEAT_SINK, place, sink_keys, &output->sink);
        snprintf(place, sizeof place, "sinks[%zu].encode", sink->index);
        const struct json *encode = json_member(sink, "encode");
        if (encode != NULL)
            read_step(reader, encode, LEAT_ENCODER, place, other_keys, &output->encoder);
        else if (sink->kind == JSON_OBJECT)
            fault_missing(reader, sink, "encode", LEAT_ENCODER);
    }
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static void read_run(struct reader *reader, const struct json *object)
{
    if (object != NULL && object->kind != JSON_OBJECT) {
        json_fault(reader->faults, object, "expected an object, found %s", json_found(object).text);
        return;
    }
    const struct option_source source = {.object = object, .owner = "\"run\"", .folder = reader->folder};
    const struct run_options *run =
        option_fill(config_run_options, sizeof *run, &source, &reader->config->arena, reader->faults);
    if (run != NULL)
        reader->config->run = *run;
}

static void read_whole(struct reader *reader, struct json *root)
{
    expand_strings(root, &reader->config->arena, reader->faults);
    if (root->kind != JSON_OBJECT) {
        json_fault(reader->faults, root, "expected an object with \"source\", \"stages\" and \"sinks\", found %s",
                   json_found(root).text);
        return;
    }
    const struct option_source keys = {.object = root, .owner = "a pipeline file", .besides = top_keys};
    option_fill(NULL, 0, &keys, &reader->config->arena, reader->faults);
    const struct json *source = json_member(root, "source"), *stages = json_member(root, "stages"),
                      *sinks = json_member(root, "sinks");
    if (source != NULL)
        read_source(reader, source);
    else
        fault_missing(reader, root, "source", LEAT_SOURCE);
    if (stages != NULL)
        read_stages(reader, stages);
    if (sinks != NULL)
        read_sinks(reader, sinks);
    else
        json_fault(reader->faults, root,
                   "\"sinks\" is missing: an array of objects, each with \"plugin\" and \"encode\"");
    read_run(reader, json_member(root, "run"));
    config_paths_check(reader->config, root, reader->faults);
}

/* The whole file. False with a fault. */
static bool read_file(const char *path, struct leat_out *text, struct faults *faults)
{
    FILE *file = fopen(path, "rbe");
    const size_t chunk = 16384;
    while (file != NULL && !feof(file) && !ferror(file) && text->length <= FILE_MAX) {
        char *room = leat_out_reserve(text, chunk);
        if (room == NULL)
            break;
        text->length += fread(room, 1, chunk, file);
    }
    const bool wrong = file == NULL || ferror(file);
    if (wrong)
        fault_add(faults, path, 0, 0, "", "it can't be read: %s", strerror(errno));
    else if (text->failed)
        fault_add(faults, path, 0, 0, "", "there is no memory to read it");
    else if (text->length > FILE_MAX)
        fault_add(faults, path, 0, 0, "", "it is larger than %d bytes, which no pipeline file is", FILE_MAX);
    if (file != NULL)
        fclose(file);
    return !wrong && !text->failed && text->length <= FILE_MAX;
}

/* "." where the path has none. */
static const char *folder_of(struct arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    return arena_copy(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

bool config_read(struct config *config, const char *path, const char *const *inputs, size_t input_count,
                 struct loader *loader, struct faults *faults)
{
    *config = (struct config){0};
    const size_t before = faults->count;
    struct reader reader = {.config = config,
                            .loader = loader,
                            .faults = faults,
                            .folder = folder_of(&config->arena, path),
                            .inputs = inputs,
                            .input_count = input_count};
    config->path = arena_copy(&config->arena, path, strlen(path));
    if (config->path == NULL || reader.folder == NULL) {
        fault_add(faults, path, 0, 0, "", "there is no memory to read it");
        return false;
    }
    struct leat_out text = buffer_make();
    struct json *root = NULL;
    if (read_file(path, &text, faults))
        root = json_parse(path, 1, (struct leat_string){text.at, text.length}, faults);
    if (root != NULL)
        read_whole(&reader, root);
    json_free(root);
    buffer_free(&text);
    fault_sort(faults);
    return faults->count == before;
}

void config_free(struct config *config)
{
    arena_free(&config->arena);
}
