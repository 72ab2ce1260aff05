#!/bin/sh
# A check that cannot fail is none: plants a breach of each rule in a copy of the tree and expects a complaint.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
copy=$(mktemp -d) || exit 2
trap 'rm -rf "$copy"' EXIT
bad=0
fresh() {
	rm -rf "$copy/tree"
	mkdir -p "$copy/tree/tests" "$copy/tree/objects/shell/base"
	cp -r shell store cmdlets Makefile README.md .clang-format "$copy/tree" && cp -r tests/lint "$copy/tree/tests"
}
complains() {
	(cd "$copy/tree" && sh "tests/lint/$1.sh" ${2:+"$2"} >/dev/null 2>&1) && {
		echo "$1.sh does not see $3"
		bad=1
	}
}
fresh
echo '#include "shell/engine/interp.h"' >>"$copy/tree/shell/base/str.c"
complains layers '' 'an include of a higher room'
fresh
echo '#include <sqlite3.h>' >>"$copy/tree/shell/base/str.c"
complains layers '' 'a library outside its room'
fresh
{ echo 'void str_long(void)'; echo '{'; seq 61 | sed 's/.*/\t;/'; echo '}'; } >>"$copy/tree/shell/base/str.c"
complains sizes '' 'a function of 61 lines'
fresh
if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
	echo 'int  badly_laid_out;' >>"$copy/tree/shell/base/str.c"
	complains layout '' 'two blanks in a row'
fi
fresh
echo 'int wrong_name(void) { return 0; } int str_right;' >"$copy/tree/str.c"
cc -c -fno-common -o "$copy/tree/objects/shell/base/str.o" "$copy/tree/str.c"
complains names "$copy/tree/objects" 'a misnamed symbol and a writable one'
echo 'int str_state = 1;' >"$copy/tree/str.c"
cc -c -fno-common -o "$copy/tree/objects/shell/base/str.o" "$copy/tree/str.c"
complains names "$copy/tree/objects" 'a writable global'
exit $bad
