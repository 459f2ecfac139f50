#include "emit.h"

static void new_line(struct emit *emit)
{
    buffer_printf(emit->out, "\n%*s", (int)emit->depth * 2, "");
}

/* What stands before a value. */
static void begin(struct emit *emit, const char *key)
{
    if (emit->filled)
        leat_out_text(emit->out, ",");
    if (emit->depth > 0)
        new_line(emit);
    emit->filled = true;
    if (key != NULL) {
        emit_quote(emit->out, leat_string(key));
        leat_out_text(emit->out, ": ");
    }
}

void emit_open(struct emit *emit, const char *key, char bracket)
{
    begin(emit, key);
    buffer_printf(emit->out, "%c", bracket);
    emit->depth++;
    emit->filled = false;
}

void emit_close(struct emit *emit, char bracket)
{
    emit->depth--;
    if (emit->filled)
        new_line(emit);
    buffer_printf(emit->out, "%c", bracket == '{' ? '}' : ']');
    emit->filled = true;
}

void emit_text(struct emit *emit, const char *key, const char *text)
{
    begin(emit, key);
    if (text != NULL)
        emit_quote(emit->out, leat_string(text));
    else
        leat_out_text(emit->out, "null");
}

void emit_bool(struct emit *emit, const char *key, bool truth)
{
    emit_raw(emit, key, truth ? "true" : "false");
}

void emit_number(struct emit *emit, const char *key, double number)
{
    begin(emit, key);
    buffer_printf(emit->out, "%.15g", number);
}

void emit_raw(struct emit *emit, const char *key, const char *value)
{
    begin(emit, key);
    leat_out_text(emit->out, value);
}

void emit_quote(struct leat_out *out, struct leat_string text)
{
    leat_out_text(out, "\"");
    size_t done = 0;
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char c = (unsigned char)text.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        leat_out_append(out, (struct leat_string){text.at + done, i - done});
        if (c == '"' || c == '\\')
            buffer_printf(out, "\\%c", c);
        else
            buffer_printf(out, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\u%04x", c);
        done = i + 1;
    }
    leat_out_append(out, (struct leat_string){text.at + done, text.length - done});
    leat_out_text(out, "\"");
}
