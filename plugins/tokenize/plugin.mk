# The character tables are made from Debian's unicode-data, the table of English words from gen/english.txt, that of the
# classifier's weights from sentences.model, which `leat train tokenize` writes.

UNICODE_DATA ?= /usr/share/unicode

tokenize_GENERATED := $(BUILD)/gen/tokenize/tables.c $(BUILD)/gen/tokenize/english_words.c \
                      $(BUILD)/gen/tokenize/boundary_weights.c

$(BUILD)/gen/tokenize/%_maker: plugins/tokenize/gen/%.c plugins/tokenize/properties.h plugins/tokenize/english_words.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(filter %.c,$^) -o $@

$(BUILD)/gen/tokenize/tables.c: $(BUILD)/gen/tokenize/tables_maker
	$< $(UNICODE_DATA) >$@.part && mv $@.part $@

$(BUILD)/gen/tokenize/english_words.c: $(BUILD)/gen/tokenize/english_maker plugins/tokenize/gen/english.txt
	$^ >$@.part && mv $@.part $@

$(BUILD)/gen/tokenize/model_maker: plugins/tokenize/model.c plugins/tokenize/model.h plugins/tokenize/boundary.h

$(BUILD)/gen/tokenize/boundary_weights.c: $(BUILD)/gen/tokenize/model_maker plugins/tokenize/sentences.model
	$^ >$@.part && mv $@.part $@
