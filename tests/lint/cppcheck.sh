#!/bin/sh
# cppcheck on the whole tree; a file counts as failed when it has a finding.  usage: cppcheck.sh FOLDER
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
mkdir -p "$1" || exit 2
found=$(mktemp) || exit 2
trap 'rm -f "$found"' EXIT
cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppressions-list=tests/lint/cppcheck.supp \
	--cppcheck-build-dir="$1" -j "$(nproc)" -D_GNU_SOURCE -DEXSH_VERSION='""' -I. --template='{file}:{line}: {id}: {message}' \
	shell store cmdlets 2>"$found"
sed 's/^/FAIL cppcheck: /' "$found"
all=$(find shell store cmdlets -name '*.c' | wc -l)
failed=$(cut -d: -f1 "$found" | sort -u | wc -l)
echo "$((all - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
