#!/bin/sh
# Prints cmdlets.c: the commands and programs whose source files are given, sorted by name.
# SPDX-License-Identifier: GPL-3.0-or-later
export LC_ALL=C
stems() { for f in "$@"; do b=${f##*/}; echo "${b%.c}"; done | sort; }
commands=$(stems "$@" | grep -- - | tr - _)
apps=$(stems "$@" | grep '^app_')
echo '/* Made by cmdlets/list.sh from the names of the source files. */'
echo '#include "cmdlets/cmdlets.h"'
echo '/* clang-format off */'
for c in $commands; do echo "extern const CmdletDef cmd_$c;"; done
for a in $apps; do echo "extern const AppDef $a;"; done
echo 'const CmdletDef *const cmdlets_all[] = {'
for c in $commands; do echo "	&cmd_$c,"; done
echo '	NULL,'
echo '};'
echo 'const AppDef *const cmdlets_apps[] = {'
for a in $apps; do echo "	&$a,"; done
echo '	NULL,'
echo '};'
