# The words of background.txt and stop.txt become one constant table.
keywords_GENERATED := $(BUILD)/gen/keywords/table.c

$(BUILD)/gen/keywords/table: plugins/keywords/gen/table.c plugins/keywords/background.h plugins/keywords/words.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) $< -o $@

$(BUILD)/gen/keywords/table.c: $(BUILD)/gen/keywords/table plugins/keywords/background.txt plugins/keywords/stop.txt
	$^ >$@.part && mv $@.part $@
