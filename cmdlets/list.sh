#!/bin/sh
# Prints cmdlets.c: the commands and programs whose source files are given, sorted by name.  get-date.c holds cmd_get_date,
# app_certreq.c app_certreq; noun_*.c, several commands for one kind of object, are looked into.
# SPDX-License-Identifier: GPL-3.0-or-later
export LC_ALL=C
stems() { for f in "$@"; do b=${f##*/}; echo "${b%.c}"; done | sort; }
commands=$( (
	stems "$@" | grep -- - | tr - _ | sed 's/^/cmd_/'
	for f in "$@"; do case $f in */noun_*) sed -n 's/^const CmdletDef \(cmd_[a-z_]*\) = .*/\1/p' "$f" ;; esac; done
) | sort)
apps=$(stems "$@" | grep '^app_')
echo '/* Made by cmdlets/list.sh from the names of the source files. */'
echo '#include "cmdlets/cmdlets.h"'
echo '/* clang-format off */'
for c in $commands; do echo "extern const CmdletDef $c;"; done
for a in $apps; do echo "extern const AppDef $a;"; done
echo 'const CmdletDef *const cmdlets_all[] = {'
for c in $commands; do echo "	&$c,"; done
echo '	NULL,'
echo '};'
echo 'const AppDef *const cmdlets_apps[] = {'
for a in $apps; do echo "	&$a,"; done
echo '	NULL,'
echo '};'
