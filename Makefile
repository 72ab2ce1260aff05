# exsh: builds, checks and installs.  `make help` lists the targets.
# SPDX-License-Identifier: GPL-3.0-or-later

VERSION  := 0.1.0
PREFIX   ?= /usr/local
CC       ?= cc
WERROR   ?= -Werror
B        ?= build
JOBS     := $(shell nproc 2>/dev/null || echo 2)
MAKEFLAGS += --no-print-directory
Q         := $(if $(V),,@)

LIBRARIES := libcrypto sqlite3 readline libpcre2-8 libpcre2-16 libutf8proc libidn2 icu-i18n icu-uc libxml-2.0
LDLIBS    := -lcrypto -lsqlite3 -lreadline -lpcre2-8 -lpcre2-16 -lutf8proc -lidn2 -ldl -lm -lpthread

WARNINGS := -Wall -Wextra -Wpedantic $(WERROR) -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wcast-qual -Wpointer-arith \
	-Wimplicit-fallthrough -Wdouble-promotion -Wredundant-decls -fno-common
GCC_WARNINGS := -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wnull-dereference -Walloca
IS_CLANG := $(filter-out 0,$(shell $(CC) --version 2>/dev/null | grep -c clang))
XML_CFLAGS  := $(shell pkg-config --cflags-only-I libxml-2.0 2>/dev/null | sed 's/-I/-isystem /g')
CPPFLAGS_ALL := -std=c11 -D_GNU_SOURCE -I. $(XML_CFLAGS) -DEXSH_VERSION='"$(VERSION)"' $(CPPFLAGS)

# gcc optimizes the whole program at once (10 % faster); clang would need a linker of its own for that.
WHOLE := $(if $(IS_CLANG),,-flto=auto)

# Two warnings that guess across inlined calls see no Flow that guards a result, no type that proves a payload.
CFLAGS_release := -O2 -g1 -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -Wno-null-dereference \
	$(if $(IS_CLANG),,-Wno-maybe-uninitialized) $(WHOLE)
LDFLAGS_release := -pie -Wl,-z,relro,-z,now -Wl,--as-needed -Wl,-z,pack-relative-relocs
CFLAGS_debug   := -O0 -g1 -DEXSH_DEBUG -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_debug  := -fsanitize=address,undefined
CFLAGS_fast    := -O0 -g -DEXSH_DEBUG
CFLAGS_clang   := -O1 -g
CFLAGS_lint    := -O0 -fno-pie
CFLAGS_stress  := -Og -g3 -DEXSH_DEBUG -DSTRESS -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_stress := -fsanitize=address,undefined
CFLAGS_cover   := -O0 -g --coverage -DEXSH_DEBUG
LDFLAGS_cover  := --coverage
CFLAGS_fuzz    := -O1 -g -DEXSH_DEBUG -fno-omit-frame-pointer -fsanitize=fuzzer-no-link,address,undefined \
	-fno-sanitize-recover=all
LDFLAGS_fuzz   := -fsanitize=address,undefined

SOURCES := $(sort $(wildcard shell/*/*.c store/*/*.c cmdlets/*.c cmdlets/*/*.c))
HELPS   := $(sort $(wildcard cmdlets/*/*.help shell/help/*.help))
UNITS   := $(sort $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c)))
RUNNERS := $(sort $(patsubst tests/golden/%.c,%,$(wildcard tests/golden/*.c)))
FUZZERS := $(sort $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c)))

.DEFAULT_GOAL := release
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- objects, one folder a flavour ------------------------------------------------------------------------------
define flavour
OBJECTS_$(1) := $$(SOURCES:%.c=$(B)/$(1)/obj/%.o) $(B)/$(1)/obj/gen/help_texts.o $(B)/$(1)/obj/gen/cmdlets.o
$(B)/$(1)/obj/%.o: %.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(WARNINGS_$(1)) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -c -o $$@ $$<
$(B)/$(1)/obj/gen/help_texts.o: $(B)/gen/help_texts.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(WARNINGS_$(1)) -Wno-overlength-strings $$(CFLAGS_$(1)) $$(CFLAGS) -c -o $$@ $$<
$(B)/$(1)/obj/gen/cmdlets.o: $(B)/gen/cmdlets.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(WARNINGS_$(1)) -Wno-redundant-decls $$(CFLAGS_$(1)) $$(CFLAGS) -c -o $$@ $$<
$(B)/$(1)/libexsh.a: $$(OBJECTS_$(1))
	@rm -f $$@
	$(Q)$$(AR) rcs $$@ $$^
$(B)/$(1)/exsh: $(B)/$(1)/obj/shell/main.o $(B)/$(1)/libexsh.a
	@echo '  LD  $$@'
	$(Q)$$(CC_$(1)) $$(CFLAGS_$(1)) $$(LDFLAGS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)
$(B)/$(1)/unit/%: tests/unit/test_%.c $(B)/$(1)/libexsh.a
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(WARNINGS_$(1)) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -o $$@ $$< $(B)/$(1)/libexsh.a \
		$$(LDFLAGS_$(1)) $$(LDLIBS) -lcmocka
$(addprefix $(B)/$(1)/,$(RUNNERS)): $(B)/$(1)/%: tests/golden/%.c $(B)/$(1)/libexsh.a
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(WARNINGS_$(1)) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -o $$@ $$(filter %.c %.a,$$^) \
		$$(LDFLAGS_$(1)) $$(LDLIBS)
-include $$(OBJECTS_$(1):.o=.d) $(B)/$(1)/obj/shell/main.d $$(wildcard $(B)/$(1)/*.d $(B)/$(1)/unit/*.d $(B)/$(1)/fuzz/*.d)
endef
# The lint flavour is the other compiler: what gcc or clang warns of fails the build.
CC_release := $(CC)
CC_debug   := $(CC)
CC_fast    := $(CC)
CC_stress  := $(CC)
CC_cover   := gcc
CC_lint    := $(if $(IS_CLANG),gcc,clang)
CC_clang   := clang
CC_fuzz    := clang
FLAVOURS   := release debug fast stress cover lint clang fuzz
$(foreach f,$(FLAVOURS),$(eval WARNINGS_$(f) := $(if $(findstring clang,$(CC_$(f)))$(if $(filter $(CC),$(CC_$(f))),$(IS_CLANG)),,$(GCC_WARNINGS))))
$(foreach f,$(FLAVOURS),$(eval $(call flavour,$(f))))
$(B)/fuzz/fuzz/%: tests/fuzz/%.c $(B)/fuzz/libexsh.a
	@mkdir -p $(@D)
	@echo '  CC  $@'
	$(Q)$(CC_fuzz) $(CPPFLAGS_ALL) $(WARNINGS) $(CFLAGS_fuzz) $(CFLAGS) -MMD -MP -o $@ $(filter %.c %.a,$^) \
		-fsanitize=fuzzer $(LDFLAGS_fuzz) $(LDLIBS)

# Every .help file beside its cmdlet, as one table sorted by name.
$(B)/gen/help_texts.c: shell/help/embed.awk $(HELPS)
	@mkdir -p $(@D)
	@awk -f shell/help/embed.awk $(HELPS) </dev/null >$@

# The list of commands, from the names of their files; made anew when a file comes or goes.
COMMANDS := $(sort $(foreach f,$(filter cmdlets/%,$(SOURCES)),$(if $(or $(findstring -,$(notdir $(f))),$(filter app_% noun_%,$(notdir $(f)))),$(f))))
$(shell mkdir -p $(B)/gen; echo '$(COMMANDS)' | cmp -s - $(B)/gen/commands.txt || echo '$(COMMANDS)' >$(B)/gen/commands.txt)
$(B)/gen/cmdlets.c: cmdlets/list.sh $(B)/gen/commands.txt $(filter cmdlets/exchange/noun_%,$(SOURCES))
	@sh cmdlets/list.sh $(COMMANDS) >$@

# ---- building ---------------------------------------------------------------------------------------------------
.PHONY: release debug all deps deps-test deps-all
release: $(B)/release/exsh  ## the optimized program, build/release/exsh (default)
debug: $(B)/debug/exsh      ## the program with address and undefined-behaviour sanitizers
all: release debug
deps:                       ## installs the packages that building needs, through apt
	@sh tests/packages.sh build
deps-test:                  ## ... and those that testing needs
	@sh tests/packages.sh build test
deps-all:                   ## ... and those of check-all
	@sh tests/packages.sh build test extra

# ---- the two commands -------------------------------------------------------------------------------------------
# Packages may come in the middle, so what follows is a make of its own that finds them.
.PHONY: demo check check-all check-run
demo: deps                  ## shows the TechNet procedure in a store of its own
	@$(MAKE) -j$(JOBS) $(B)/release/exsh
	@sh tests/demo/demo.sh $(B)/release/exsh

check: deps-test            ## all tests; the last line counts them: N passed, N failed
	@$(MAKE) -j$(JOBS) check-build
	@sh tests/check.sh $(B) lint unit golden tsv x509 limbo scripts transcripts help crash tty demo

check-all: deps-all         ## check and clang-tidy, cppcheck, valgrind, fault injection, stress, short fuzz runs
	@$(MAKE) -j$(JOBS) check-build fuzz-build stress-build $(B)/release/exsh $(B)/release/golden
	@sh tests/check.sh $(B) lint unit golden tsv x509 limbo scripts transcripts help crash-full limits tty interrupt demo tidy cppcheck valgrind fault stress fuzz

# ---- parts of them: each ends with a line "N passed, N failed" ----------------------------------------------------
SANITIZE := ASAN_OPTIONS=detect_leaks=1:exitcode=99 UBSAN_OPTIONS=print_stacktrace=1
.PHONY: check-build check-unit check-golden golden-shrink check-tsv check-x509 check-limbo check-scripts check-transcripts check-help check-limits check-tty check-interrupt check-demo
check-build: $(B)/debug/exsh $(UNITS:%=$(B)/debug/unit/%) $(RUNNERS:%=$(B)/debug/%) $(B)/lint/libexsh.a
check-unit: $(if $(T),$(T:%=$(B)/debug/unit/%),$(UNITS:%=$(B)/debug/unit/%))  ## unit tests; T=convert: one module
	@$(SANITIZE) sh tests/unit/run.sh $^
check-golden: $(B)/debug/exsh $(B)/debug/golden  ## recordings of real PowerShell against ours; T=14: one topic
	@$(SANITIZE) sh tests/golden/check.sh $(B)/debug $(T)
golden-shrink: $(B)/debug/exsh $(B)/debug/golden  ## takes recordings that agree now off tests/golden/known-failures
	@$(SANITIZE) SHRINK=1 sh tests/golden/check.sh $(B)/debug | grep agrees || true
check-tsv: $(filter $(B)/debug/tokens $(B)/debug/incomplete $(B)/debug/completion,$(RUNNERS:%=$(B)/debug/%))  ## tokens, incomplete input, completion
	@$(SANITIZE) sh tests/golden/check-tsv.sh $(B)/debug $(notdir $^)
check-x509: $(B)/debug/x509  ## names, certificates, requests and PFX files as .NET reads them
	@$(SANITIZE) sh tests/golden/check-x509.sh $(B)/debug/x509
check-limbo: $(B)/debug/limbo  ## chains of x509-limbo, where its cases are: JSON=FILE
	@$(SANITIZE) sh tests/golden/check-limbo.sh $(B)/debug/limbo $(JSON)
check-scripts: $(B)/debug/exsh  ## administrators' scripts that check themselves
	@$(SANITIZE) sh tests/scripts/run.sh $(B)/debug/exsh tests/scripts
check-transcripts: $(B)/debug/exsh  ## the certificate cmdlets, typed in: walks through the procedure, wrong input
	@$(SANITIZE) sh tests/transcripts/run.sh $(B)/debug/exsh
check-help: $(B)/debug/exsh  ## every example of every command's help; T=Get-Date: one command
	@$(SANITIZE) sh tests/help/run.sh $(B)/debug/exsh $(T)
check-crash: $(B)/debug/exsh  ## shells that are killed at work, shells that write at once
	@$(SANITIZE) python3 tests/crash/run.py $(B)/debug/exsh 25 8
check-crash-full: $(B)/release/exsh  ## ... a thousand kills, 64 shells; some minutes
	@python3 tests/crash/run.py $(B)/release/exsh 1000 64
check-limits: $(B)/release/exsh  ## memory of endless pipelines and large files, and how soon endless recursion ends
	@python3 tests/limits/run.py $(B)/release/exsh $(T)
check-tty: $(B)/debug/exsh  ## the shell in a terminal, through tmux; T=03-history: one test
	@$(SANITIZE) sh tests/tty/run.sh $(B)/debug/exsh $(T)
check-interrupt: $(B)/release/exsh  ## how soon Ctrl-C stops what runs, in the release build; T=sort: one command
	@python3 tests/tty/interrupt.py $(B)/release/exsh $(T)
check-demo: $(B)/debug/exsh  ## the demonstration, its output looked at
	@$(SANITIZE) sh tests/demo/check.sh $(B)/debug/exsh

.PHONY: lint tidy cppcheck format format-check
lint: $(B)/lint/libexsh.a   ## layers, names, layout, sizes, docs; warnings of the other compiler
	@sh tests/lint/run.sh $(B)/lint
tidy:                       ## clang-tidy; a file that has not changed since it passed is not read again
	@sh tests/lint/tidy.sh $(B)/tidy
cppcheck:                   ## cppcheck's warnings, and what it calls errors of portability
	@sh tests/lint/cppcheck.sh $(B)/cppcheck
format:                     ## lays out the sources as .clang-format says
	@clang-format -i $$(git ls-files '*.[ch]')
format-check:
	@clang-format --dry-run --Werror $$(git ls-files '*.[ch]')

.PHONY: check-valgrind check-fault check-stress stress stress-build check-fuzz fuzz fuzz-build coverage
check-valgrind: $(B)/release/exsh $(B)/release/golden  ## recordings under valgrind, the optimized build
	@sh tests/valgrind/run.sh $(B)/release
check-fault: $(B)/release/exsh  ## commands with a disk that fills up, a store that is locked, calls that fail
	@sh tests/fault/run.sh $(B)/release/exsh
stress-build: $(B)/stress/exsh $(B)/stress/golden
check-stress stress: stress-build  ## recordings with in-place growth off and released memory poisoned
	@$(SANITIZE) sh tests/golden/check.sh $(B)/stress $(T)
fuzz-build: $(FUZZERS:%=$(B)/fuzz/fuzz/%)
check-fuzz fuzz: fuzz-build  ## every fuzz target for SECONDS=60, or one: T=fuzz_cert
	@sh tests/fuzz/run.sh $(B)/fuzz/fuzz $(if $(SECONDS),$(SECONDS),60) $(if $(T),$(T),$(FUZZERS))
coverage: $(B)/cover/exsh $(B)/cover/golden $(UNITS:%=$(B)/cover/unit/%)  ## lines that the unit tests and recordings reach
	@sh tests/coverage.sh $(B)/cover $(UNITS)

# ---- recordings, answers, times -----------------------------------------------------------------------------------
.PHONY: record tokens incomplete completion x509 limbo listings scripts bench
record: $(B)/release/exsh $(B)/release/golden  ## what ours does with any snippets: SNIPPETS=DIR PRELUDE=DIR OUT=DIR
	@sh tests/golden/record.sh $(B)/release "$(SNIPPETS)" "$(PRELUDE)" "$(OUT)" $(T)
tokens incomplete completion: %: $(B)/release/%  ## our answers to the rows of a table: TSV=FILE OUT=FILE
	@$(B)/release/$@ "$(TSV)" "$(OUT)"
x509: $(B)/release/x509     ## our answers about names, certificates, PFX files, requests: DIR=RECORDED OUT=DIR
	@$(B)/release/x509 "$(DIR)" "$(OUT)"
limbo: $(B)/release/limbo   ## our verdicts on chains against those expected: JSON=FILE
	@python3 tests/golden/limbo.py $(if $(JSON),$(JSON),../shared/data/limbo/limbo-lite.json) $(B)/release/limbo
listings: $(B)/release/exsh  ## replays listings of real servers: JSON=FILE OUT=FILE
	@sh tests/golden/listings.sh $(B)/release/exsh "$(JSON)" "$(OUT)"
scripts: $(B)/release/exsh  ## runs a folder of self-checking scripts: DIR=FOLDER
	@sh tests/scripts/run.sh $(B)/release/exsh "$(DIR)"
$(B)/release/store-bench: tests/bench/store.c $(B)/release/libexsh.a
	@echo '  CC  $@'
	$(Q)$(CC_release) $(CPPFLAGS_ALL) $(WARNINGS) $(WARNINGS_release) $(CFLAGS_release) $(CFLAGS) -MMD -MP -o $@ $(filter %.c %.a,$^) \
		$(LDFLAGS_release) $(LDLIBS)
bench: $(B)/release/exsh $(B)/release/store-bench  ## times of tests/bench
	@python3 tests/bench/run.py -n 5 exsh='$(B)/release/exsh -Edition Core -NoProfile'
	@python3 tests/bench/store.py $(B)/release/store-bench $(B)/release/exsh

# ---- the rest -----------------------------------------------------------------------------------------------------
.PHONY: install uninstall dist clean tags help
install: $(B)/release/exsh  ## into PREFIX (/usr/local), below DESTDIR
	install -D -m 755 $(B)/release/exsh $(DESTDIR)$(PREFIX)/bin/exsh
	install -D -m 644 README.md $(DESTDIR)$(PREFIX)/share/doc/exsh/README.md
	install -D -m 644 shell/help/exsh.1 $(DESTDIR)$(PREFIX)/share/man/man1/exsh.1
	install -D -m 644 shell/help/exsh.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/exsh
uninstall:                  ## removes what install has put there
	rm -rf $(DESTDIR)$(PREFIX)/bin/exsh $(DESTDIR)$(PREFIX)/share/doc/exsh $(DESTDIR)$(PREFIX)/share/man/man1/exsh.1 \
		$(DESTDIR)$(PREFIX)/share/bash-completion/completions/exsh
dist:
	git archive --prefix=exsh-$(VERSION)/ -o exsh-$(VERSION).tar.gz HEAD
clean:                      ## removes what was built
	rm -rf $(B)
tags:
	ctags $(SOURCES)
help:                       ## this list
	@awk -F ' *## ' '/^[a-z][a-z0-9 -]*:.*## / { sub(/:.*/, "", $$1); printf "%-28s %s\n", $$1, $$2 }' Makefile
