#!/bin/sh
# Compares the recordings of real PowerShell with what this shell does.  usage: check.sh BUILD [TOPIC]
# With SHRINK set, that line is taken out; with RECORDED_OUT, what was recorded is copied there.
# known-failures names the records that may still differ.  The list can only shrink: a record that is on it and agrees
# fails the run until its line is gone.  A crash, a hang or a sanitizer's report is never excused.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
here=tests/golden
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
mkdir "$work/want"
cp "$here/recorded/${2:-}"*.gold "$work/want" || exit 2
sh $here/record.sh "$1" $here/snippets $here/prelude "$work/got" "${2:-}" 2>"$work/errors"
python3 $here/compare.py "$work/want" "$work/got" --list >"$work/table"
export LC_ALL=C
sed -n 's/^### id: //p' "$work"/want/*.gold | sort >"$work/all"
sort "$work/table" | comm -12 - "$work/all" >"$work/differ"
grep -v '^#' $here/known-failures | sort | comm -12 - "$work/all" >"$work/known"
awk '/^### id: / { id = $3 } /^E\|CRASH |^= exit (99|124|13[0-9])/ { print id }' "$work"/got/*.gold | sort -u | comm -12 - "$work/differ" >"$work/crash"
if [ -n "$RECORDED_OUT" ]; then cp -r "$work/got/." "$RECORDED_OUT"; fi
cat "$work/table"
comm -23 "$work/differ" "$work/known" >"$work/new"
comm -13 "$work/differ" "$work/known" >"$work/mended"
if [ -n "$SHRINK" ]; then
	grep -vxFf "$work/mended" $here/known-failures >"$work/list" && cp "$work/list" $here/known-failures
fi
sed 's/^/FAIL /; s/$/ differs from the recording/' "$work/new"
sed 's/^/FAIL /; s/$/ agrees now: take it off tests\/golden\/known-failures/' "$work/mended"
sed 's/^/FAIL /; s/$/ ends badly/' "$work/crash"
grep -v '^golden: ' "$work/errors" | head -n 60
[ -s "$work/known" ] && echo "NOTE of the failed records, $(comm -12 "$work/differ" "$work/known" | wc -l) are in tests/golden/known-failures"
all=$(wc -l <"$work/all")
differ=$(wc -l <"$work/differ")
echo "$((all - differ)) passed, $differ failed"
[ "$all" -gt 0 ] && ! [ -s "$work/new" ] && ! [ -s "$work/mended" ] && ! [ -s "$work/crash" ]
