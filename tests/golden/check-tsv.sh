#!/bin/sh
# Compares tokens, incomplete input and completion with what real PowerShell says.  usage: check-tsv.sh BUILD RUNNER...
# known-failures lists rows that may still differ as RUNNER/ID, by the rules of check.sh.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
build=$1
shift
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
passed=0 failed=0 bad=0
for runner in "$@"; do
	want=tests/golden/$runner.tsv
	timeout 300 "$build/$runner" "$want" "$work/$runner.tsv" || {
		echo "FAIL $runner ends with status $?"
		bad=1
	}
	python3 tests/golden/compare-tsv.py "$want" "$work/$runner.tsv" --list >"$work/table"
	# the ids below the first heading are those that count
	awk '!/^  / { n++ } n == 1 && /^  / { print $1 }' "$work/table" | sed "s|^|$runner/|" | sort >"$work/differ"
	sed -n "s|^\($runner/.*\)|\1|p" tests/golden/known-failures | sort >"$work/known"
	comm -23 "$work/differ" "$work/known" | sed 's/^/FAIL /; s/$/ differs from the recording/' >"$work/say"
	comm -13 "$work/differ" "$work/known" |
		sed 's/^/FAIL /; s/$/ agrees now: take it off tests\/golden\/known-failures/' >>"$work/say"
	cat "$work/say"
	[ -s "$work/say" ] && bad=1
	line=$(tail -n 1 "$work/table")
	n=${line%% *} f=${line#*, }
	passed=$((passed + n)) failed=$((failed + ${f%% *}))
done
[ $# -gt 0 ] || echo 'SKIP tokens, incomplete input and completion: no runner for them'
echo "$passed passed, $failed failed"
[ $bad -eq 0 ]
