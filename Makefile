# Leat. `make demo` shows it at work, `make check` proves it; both install what is missing first. `make help` lists the rest.

# Every Debian package that building, checking and linting needs: the one list.
PACKAGES := gcc libc6-dev make git pkg-config libuv1-dev libcjson-dev libcmocka-dev zlib1g-dev libzstd-dev unicode-data \
            clang clang-format clang-tidy libclang-rt-14-dev procps binutils mandoc

PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0

# A variant is built apart from the others: make VARIANT=asan.
VARIANT ?=
BUILD   := build$(if $(VARIANT),/$(VARIANT))

CC       = gcc
CPPFLAGS = -Iinclude -D_GNU_SOURCE -DLEAT_VERSION='"$(VERSION)"'
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Werror
CFLAGS   = -std=c11 -O2 -g -fvisibility=hidden $(WARNINGS) $(VARIANT_FLAGS)
LDFLAGS  = $(VARIANT_FLAGS)
LDLIBS   = -luv -lcjson -lm -ldl

ifeq ($(VARIANT),asan)
VARIANT_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DLEAT_CHECKING
export ASAN_OPTIONS = detect_leaks=1:allocator_may_return_null=1:detect_stack_use_after_return=1
export UBSAN_OPTIONS = print_stacktrace=1
else ifeq ($(VARIANT),plain)
VARIANT_FLAGS := -DLEAT_PLAIN
else ifeq ($(VARIANT),hunt)
VARIANT_FLAGS := -DLEAT_CHECKING
else ifeq ($(VARIANT),fuzz)
CC := clang
VARIANT_FLAGS := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer \
                 -DLEAT_CHECKING
endif

CORE    := $(patsubst core/%.c,$(BUILD)/core/%.o,$(wildcard core/*.c))
PLUGINS := $(patsubst plugins/%/,%,$(sort $(dir $(wildcard plugins/*/*.c))))
MODELS  := $(foreach plugin,$(PLUGINS),$(wildcard plugins/$(plugin)/$(plugin).model))
FAULTS  := $(patsubst tests/faults/%.c,$(BUILD)/faults/%.so,$(wildcard tests/faults/*.c))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/unit/%,$(wildcard tests/unit/*.c))

.PHONY: all
all: $(BUILD)/leat $(PLUGINS:%=$(BUILD)/plugins/%.so) $(BUILD)/templates ## build the program and its plugins

# --- the program ------------------------------------------------------------------------------------------------------

$(BUILD)/core/%.o: core/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -c $< -o $@

# Everything but main, for the program and for the unit tests.
$(BUILD)/libcore.a: $(filter-out %/main.o,$(CORE))
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/leat: $(BUILD)/core/main.o $(BUILD)/libcore.a
	$(CC) $(CFLAGS) $(LDFLAGS) $^ $(LDLIBS) -o $@

# `leat new` copies from here.
$(BUILD)/templates:
	@mkdir -p $(@D)
	ln -sfnr core/templates $@

# --- the plugins: every folder in plugins/ is one -------------------------------------------------------------------
#
# A folder may hold a plugin.mk, which can set NAME_LIBS (what to link), NAME_CFLAGS, and NAME_GENERATED (sources that
# it has rules for, below $(BUILD)/gen/NAME). A trained model NAME.model that lies in the folder goes beside NAME.so.

-include $(wildcard plugins/*/plugin.mk)

define plugin_rules
$(BUILD)/gen/$(1)/%.o: $(BUILD)/gen/$(1)/%.c Makefile
	$$(CC) $$(CPPFLAGS) $$(CFLAGS) $$($(1)_CFLAGS) -Iplugins/$(1) -fPIC -MMD -c $$< -o $$@
$(BUILD)/plugins/$(1)/%.o: plugins/$(1)/%.c Makefile | $$($(1)_GENERATED)
	@mkdir -p $$(@D)
	$$(CC) $$(CPPFLAGS) $$(CFLAGS) $$($(1)_CFLAGS) -I$(BUILD)/gen/$(1) -fPIC -MMD -c $$< -o $$@
$(BUILD)/plugins/$(1).so: $(patsubst plugins/%.c,$(BUILD)/plugins/%.o,$(wildcard plugins/$(1)/*.c)) \
                          $$(patsubst %.c,%.o,$$(filter %.c,$$($(1)_GENERATED)))
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -shared $(if $(filter fuzz,$(VARIANT)),,-Wl,-z,defs) $$(filter %.o,$$^) $$($(1)_LIBS) -lm -o $$@
endef
$(foreach plugin,$(PLUGINS),$(eval $(call plugin_rules,$(plugin))))

define model_rules
$(BUILD)/plugins/$(1).so: $(BUILD)/plugins/$(1).model
$(BUILD)/plugins/$(1).model: plugins/$(1)/$(1).model
	@mkdir -p $$(@D)
	cp $$< $$@
endef
$(foreach model,$(MODELS),$(eval $(call model_rules,$(basename $(notdir $(model))))))

# --- setting up -----------------------------------------------------------------------------------------------------

.PHONY: setup
setup: ## install the Debian packages that are missing
	@missing=$$(for p in $(PACKAGES); do dpkg -s $$p 2>/dev/null | grep -q '^Status: install ok' || echo $$p; done); \
	if [ -n "$$missing" ]; then \
	    as_root=$$( [ $$(id -u) = 0 ] || echo sudo ); \
	    echo "installing:" $$missing; \
	    $$as_root apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $$missing; \
	fi

# --- seeing it --------------------------------------------------------------------------------------------------------

.PHONY: demo
demo: setup ## install what is missing, build, and run seeds/news.json
	@$(MAKE) -s -j$$(nproc) all
	@$(BUILD)/leat run seeds/news.json

# --- tests ----------------------------------------------------------------------------------------------------------
#
# A family of tests is a target that ends with a line "N passed, N failed"; those in CHECKS make up `make check`.

CHECKS := units hunt replay cases inline plain seeds faults hardships hostile learning authoring readme man
ASAN   := units replay cases inline faults hardships

.PHONY: check asan units hunt fuzz replay cases inline plain seeds faults hardships hostile learning authoring readme man
check: setup ## install what is missing, build, and run every test
	@$(MAKE) -s -j$$(nproc) all units-built
	+@tests/tally.sh $(CHECKS)

asan: setup ## run the tests under the address and undefined behaviour sanitizers
	@$(MAKE) -s -j$$(nproc) VARIANT=asan all units-built
	+@tests/tally.sh VARIANT=asan $(ASAN)

$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Icore $(CFLAGS) $(LDFLAGS) -MMD $< $(BUILD)/libcore.a $(LDLIBS) -lcmocka -o $@

.PHONY: units-built
units-built: $(UNITS)

# Those called plugin_NAME open the plugin that they test.
units: $(UNITS) $(PLUGINS:%=$(BUILD)/plugins/%.so) ## run the unit tests
	@tests/units.sh $(UNITS)

# Plugins that misbehave on purpose.
$(BUILD)/faults/%.so: tests/faults/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -fPIC -shared -Wl,-z,defs -MMD $< -o $@

seeds: all ## hold what is found in the seeds against gold
	@LEAT=$(BUILD)/leat tests/seeds.sh

# A crash is to look like one, with the sanitizer too.
faults: export ASAN_OPTIONS := $(ASAN_OPTIONS):handle_segv=0
faults: all $(FAULTS) ## run plugins that misbehave: each costs one document
	@LEAT=$(BUILD)/leat tests/faults.sh

hardships: all $(FAULTS) ## kill workers, fill disks, feed bad input: nothing else is lost
	@LEAT=$(BUILD)/leat tests/hardships.sh

hostile: all ## give megabytes of what nobody writes to every plugin
	@LEAT=$(BUILD)/leat tests/hostile.sh

# A small plugin that learns.
$(BUILD)/learning/%.so: tests/learning/%.c Makefile
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -fPIC -shared -Wl,-z,defs -MMD $< -o $@

learning: all $(BUILD)/learning/lexicon.so $(BUILD)/faults/older.so ## train a plugin and measure it
	@LEAT=$(BUILD)/leat tests/learning.sh

# The program takes the place of malloc, so it is linked with all of its symbols to be seen by the libraries.
$(BUILD)/hunter: $(wildcard tests/hunt/*.c) $(BUILD)/libcore.a
	$(CC) $(CPPFLAGS) -Icore $(CFLAGS) $(LDFLAGS) -rdynamic -Wl,--wrap=dlopen,--wrap=dlclose -MMD $^ $(LDLIBS) -o $@

hunt: ## refuse every request for memory in turn, and prove that each is survived
	@$(MAKE) -s VARIANT=hunt all build/hunt/hunter
	@build/hunt/hunter build/hunt/plugins $(addprefix $(CURDIR)/,$(wildcard seeds/*.txt) tests/hunt/articles)

# Each pipeline in tests/fuzz/pipelines makes a target of record.c. Without the fuzzer, replay.c is its main.
fuzzers   := json wire frame
recorders := $(patsubst tests/fuzz/pipelines/%.json,%,$(wildcard tests/fuzz/pipelines/*.json))
FUZZ_MAIN := $(if $(filter fuzz,$(VARIANT)),-fsanitize=fuzzer,tests/fuzz/replay.c)
FUZZ      := $(fuzzers) $(recorders)
FUZZ_SECONDS ?= 60

$(fuzzers:%=$(BUILD)/fuzz/%): $(BUILD)/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Icore $(CFLAGS) $(LDFLAGS) $< $(FUZZ_MAIN) $(BUILD)/libcore.a $(LDLIBS) -o $@

$(recorders:%=$(BUILD)/fuzz/%): $(BUILD)/fuzz/%: tests/fuzz/pipelines/%.json tests/fuzz/record.c tests/fuzz/replay.c \
                                                 $(BUILD)/libcore.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Icore -DPIPELINE='"$<"' -DPLUGINS='"$(BUILD)/plugins"' -DLETTERS=$(if $(filter letters,$*),1,0) \
	    $(CFLAGS) $(LDFLAGS) -rdynamic tests/fuzz/record.c $(FUZZ_MAIN) $(BUILD)/libcore.a $(LDLIBS) -o $@

fuzz: ## let each fuzz target run for FUZZ_SECONDS (60); FUZZ="json wire" names some
	@$(MAKE) -s VARIANT=fuzz all $(FUZZ:%=build/fuzz/fuzz/%)
	@tests/fuzz/fuzz.sh $(FUZZ_SECONDS) $(FUZZ:%=build/fuzz/fuzz/%)

replay: all $(FUZZ:%=$(BUILD)/fuzz/%) ## feed the fuzz targets their corpora
	@tests/fuzz/replay.sh $(FUZZ:%=$(BUILD)/fuzz/%)

cases: all ## run the behaviour cases; tests/cases.sh --update rewrites what they expect
	@LEAT=$(BUILD)/leat tests/cases.sh

# Without workers everything ends in the one process, where the leak checker looks.
inline: all ## run the behaviour cases again, in one process
	@LEAT=$(BUILD)/leat OPTIONS='--workers 0' tests/cases.sh

# What is written for some processors stands in plain C, too, which the others take.
twofold := $(sort $(patsubst plugins/%/,%,$(dir $(shell grep -l LEAT_PLAIN plugins/*/*.[ch]))))

plain: all ## run the behaviour cases again, with plain C in place of what is written for this processor
	@$(MAKE) -s VARIANT=plain $(twofold:%=build/plain/plugins/%.so)
	@LEAT=$(BUILD)/leat LEAT_PLUGIN_PATH=$(CURDIR)/build/plain/plugins tests/cases.sh

authoring: all ## make a plugin of every kind with `leat new`, in the tree and outside, and prove it
	@tests/authoring.sh

readme: all ## run the examples in README.md and compare what they print
	@tests/readme.sh

man: ## check the man page
	@mandoc -Tlint -Wstyle core/leat.1 && echo "1 passed, 0 failed"

# --- figures --------------------------------------------------------------------------------------------------------

.PHONY: eval
eval: all ## measure accuracy on the data that LEAT_DATA names, on one page
	@LEAT=$(abspath $(BUILD))/leat tests/eval/run.sh

.PHONY: bench
bench: setup all ## measure speed and memory against wc and cat, in one run
	@tests/bench/run.sh

# --- habits ---------------------------------------------------------------------------------------------------------

.PHONY: lint format
lint: setup all ## check the format, the laws of the layers and of plugins, and let clang-tidy read the code
	@tests/lint_fails.sh
	@tests/lint.sh

format: ## format the sources
	clang-format -i $$(git ls-files --cached --others --exclude-standard '*.c' '*.h')

# --- installing -----------------------------------------------------------------------------------------------------

place := $(DESTDIR)$(PREFIX)

.PHONY: install uninstall
install: all ## install to $(DESTDIR)$(PREFIX)
	install -D -m 755 -t $(place)/bin $(BUILD)/leat
	install -D -m 644 -t $(place)/lib/leat/plugins $(PLUGINS:%=$(BUILD)/plugins/%.so) $(MODELS)
	install -D -m 644 -t $(place)/include/leat include/leat/*.h
	install -D -m 644 -t $(place)/share/man/man1 core/leat.1
	install -D -m 755 -t $(place)/share/leat tests/cases.sh
	cp -R core/templates $(place)/share/leat/
	mkdir -p $(place)/lib/pkgconfig
	sed 's/@VERSION@/$(VERSION)/' core/leat.pc.in >$(place)/lib/pkgconfig/leat.pc

uninstall: ## remove what was installed
	rm -f $(place)/bin/leat $(place)/share/man/man1/leat.1 $(place)/lib/pkgconfig/leat.pc \
	      $(PLUGINS:%=$(place)/lib/leat/plugins/%.so) $(addprefix $(place)/lib/leat/plugins/,$(notdir $(MODELS)))
	rm -rf $(place)/include/leat $(place)/share/leat

# --- the rest -------------------------------------------------------------------------------------------------------

.PHONY: help clean
help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

clean: ## remove everything that was built
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
%.h: ; # one that is gone, but still named in a .d of an earlier build
