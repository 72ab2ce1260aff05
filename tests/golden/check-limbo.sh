#!/bin/sh
# Judges the path-validation cases of x509-limbo and compares the verdicts.  usage: check-limbo.sh LIMBO [JSON]
# The cases are not part of this project: without the file the part is left out.  known-failures lists cases that may
# still be wrong as limbo/ID, by the rules of check.sh.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
json=${2:-../shared/data/limbo/limbo-lite.json}
[ -r "$json" ] || {
	echo "SKIP limbo: there is no $json"
	echo '0 passed, 0 failed'
	exit 0
}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
export LC_ALL=C
bad=0
timeout 300 python3 tests/golden/limbo.py "$json" "$1" >"$work/table" || bad=1
sed -n 's|^\(.*\): expected .*|limbo/\1|p' "$work/table" | sort >"$work/differ"
grep '^limbo/' tests/golden/known-failures | sort >"$work/known"
comm -23 "$work/differ" "$work/known" | sed 's/^/FAIL /; s/$/ is judged wrongly/'
comm -13 "$work/differ" "$work/known" | sed 's/^/FAIL /; s/$/ is right now: take it off tests\/golden\/known-failures/'
comm -3 "$work/differ" "$work/known" | grep -q . && bad=1
n=$(sed -n 's/^\([0-9]*\) of [0-9]* as expected$/\1/p' "$work/table")
echo "${n:-0} passed, $(wc -l <"$work/differ") failed"
exit $bad
