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

LIBRARIES := libcrypto sqlite3 readline libpcre2-8 libpcre2-16 libutf8proc libidn2 icu-i18n icu-uc
LDLIBS    := -lcrypto -lsqlite3 -lreadline -lpcre2-8 -lpcre2-16 -lutf8proc -lidn2 -ldl -lm -lpthread

WARNINGS := -Wall -Wextra -Wpedantic $(WERROR) -Wshadow -Wconversion -Wno-sign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wold-style-definition -Wwrite-strings -Wformat=2 -Wundef -Wvla -Wcast-qual -Wpointer-arith \
	-Wimplicit-fallthrough -Wdouble-promotion -Wredundant-decls -fno-common
GCC_WARNINGS := -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Wnull-dereference -Walloca
IS_CLANG := $(shell $(CC) --version 2>/dev/null | grep -c clang)
ifeq ($(IS_CLANG),0)
WARNINGS += $(GCC_WARNINGS)
endif
CPPFLAGS_ALL := -std=c11 -D_GNU_SOURCE -I. -DEXSH_VERSION='"$(VERSION)"' $(CPPFLAGS)

# Two warnings that guess across inlined calls see no Flow that guards a result, no type that proves a payload.
CFLAGS_release := -O2 -g -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE -Wno-null-dereference \
	$(if $(filter 0,$(IS_CLANG)),-Wno-maybe-uninitialized)
LDFLAGS_release := -pie -Wl,-z,relro,-z,now -Wl,--as-needed
CFLAGS_debug   := -Og -g3 -DEXSH_DEBUG -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_debug  := -fsanitize=address,undefined
CFLAGS_fast    := -O0 -g -DEXSH_DEBUG
CFLAGS_clang   := -O1 -g
CFLAGS_lint    := -O1 -fno-pie
CFLAGS_stress  := -Og -g3 -DEXSH_DEBUG -DSTRESS -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
LDFLAGS_stress := -fsanitize=address,undefined
CFLAGS_cover   := -O0 -g --coverage -DEXSH_DEBUG
LDFLAGS_cover  := --coverage

SOURCES := $(sort $(wildcard shell/*/*.c store/*/*.c cmdlets/*.c cmdlets/*/*.c))
HELPS   := $(sort $(wildcard cmdlets/*/*.help))
UNITS   := $(sort $(patsubst tests/unit/test_%.c,%,$(wildcard tests/unit/test_*.c)))

.DEFAULT_GOAL := release
.DELETE_ON_ERROR:
.SUFFIXES:

# ---- objects, one folder a flavour ------------------------------------------------------------------------------
define flavour
OBJECTS_$(1) := $$(SOURCES:%.c=$(B)/$(1)/obj/%.o) $(B)/$(1)/obj/gen/help_texts.o $(B)/$(1)/obj/gen/cmdlets.o
$(B)/$(1)/obj/%.o: %.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -c -o $$@ $$<
$(B)/$(1)/obj/gen/help_texts.o: $(B)/gen/help_texts.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) -Wno-overlength-strings $$(CFLAGS_$(1)) $$(CFLAGS) -c -o $$@ $$<
$(B)/$(1)/obj/gen/cmdlets.o: $(B)/gen/cmdlets.c
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) -Wno-redundant-decls $$(CFLAGS_$(1)) $$(CFLAGS) -c -o $$@ $$<
$(B)/$(1)/libexsh.a: $$(OBJECTS_$(1))
	@rm -f $$@
	$(Q)$$(AR) rcs $$@ $$^
$(B)/$(1)/exsh: $(B)/$(1)/obj/shell/main.o $(B)/$(1)/libexsh.a
	@echo '  LD  $$@'
	$(Q)$$(CC_$(1)) $$(CFLAGS_$(1)) $$(LDFLAGS_$(1)) $$(LDFLAGS) -o $$@ $$^ $$(LDLIBS)
$(B)/$(1)/unit/%: tests/unit/test_%.c $(B)/$(1)/libexsh.a
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -o $$@ $$< $(B)/$(1)/libexsh.a \
		$$(LDFLAGS_$(1)) $$(LDLIBS) -lcmocka
$(B)/$(1)/golden: tests/golden/golden.c $(B)/$(1)/libexsh.a
	@mkdir -p $$(@D)
	@echo '  CC  $$@'
	$(Q)$$(CC_$(1)) $$(CPPFLAGS_ALL) $$(WARNINGS) $$(CFLAGS_$(1)) $$(CFLAGS) -MMD -MP -o $$@ $$(filter %.c %.a,$$^) \
		$$(LDFLAGS_$(1)) $$(LDLIBS)
-include $$(OBJECTS_$(1):.o=.d) $(B)/$(1)/obj/shell/main.d $$(wildcard $(B)/$(1)/unit/*.d)
endef
CC_release := $(CC)
CC_debug := $(CC)
CC_fast := $(CC)
CC_stress := $(CC)
CC_cover := gcc
CC_lint := gcc
CC_clang := clang
$(foreach f,release debug fast stress cover lint clang,$(eval $(call flavour,$(f))))

# Every .help file beside its cmdlet, as one table sorted by name.
$(B)/gen/help_texts.c: shell/help/embed.awk $(HELPS)
	@mkdir -p $(@D)
	@awk -f shell/help/embed.awk $(HELPS) </dev/null >$@

# The list of commands, from the names of their files; made anew when a file comes or goes.
COMMANDS := $(sort $(foreach f,$(filter cmdlets/%,$(SOURCES)),$(if $(or $(findstring -,$(notdir $(f))),$(filter app_%,$(notdir $(f)))),$(f))))
$(shell mkdir -p $(B)/gen; echo '$(COMMANDS)' | cmp -s - $(B)/gen/commands.txt || echo '$(COMMANDS)' >$(B)/gen/commands.txt)
$(B)/gen/cmdlets.c: cmdlets/list.sh $(B)/gen/commands.txt
	@sh cmdlets/list.sh $(COMMANDS) >$@

# ---- building ---------------------------------------------------------------------------------------------------
.PHONY: release debug all
release: $(B)/release/exsh  ## the optimized program, build/release/exsh (default)
debug: $(B)/debug/exsh      ## with address and undefined-behaviour sanitizers
all: release debug

.PHONY: deps deps-test
deps:                        ## installs the packages that building needs
	@sh tests/packages.sh build
deps-test:                   ## ... and those that testing needs
	@sh tests/packages.sh build test

.PHONY: check-tty
check-tty: $(B)/debug/exsh  ## terminal tests through tmux; T=03-history runs one
	@sh tests/tty/run.sh $(B)/debug/exsh $(T)
