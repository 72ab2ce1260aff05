#!/bin/sh
# Recordings of some topics and the demonstration under valgrind, the optimized build: no error, nothing lost for good.
# usage: run.sh BUILD [TOPIC...]
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
build=$1
shift
[ $# -gt 0 ] || set -- 02 05 07 09 12 14 19 22 26 31
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
memcheck="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite --main-stacksize=8388608 --num-callers=20"
# shellcheck disable=SC2016
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
	$1 "$2/golden" -t "$3" -x "$2/exsh" tests/golden/snippets tests/golden/prelude "$4/$3" >"$4/$3.log" 2>&1' \
	sh "$memcheck" "$build" {} "$work"
cat "$work"/*/*.gold >"$work/all" 2>/dev/null
awk '/^### id: / { id = $3 } /^E\|CRASH / { print id }' "$work/all" | sort -u >"$work/wrong"
sed 's/^/FAIL valgrind: /' "$work/wrong"
grep -hE '^==[0-9]+== ' "$work"/*.log | head -n 60
all=$(grep -c '^### id: ' "$work/all")
failed=$(wc -l <"$work/wrong")
if $memcheck --log-file="$work/demo.log" "$build/exsh" -NoProfile -Store "$work/exsh.db" -Setup -Server CAS01 >/dev/null &&
	$memcheck --log-file="$work/list.log" "$build/exsh" -NoProfile -Store "$work/exsh.db" -Command 'Get-ExchangeCertificate | fl *' >/dev/null; then
	all=$((all + 1))
else
	all=$((all + 1)) failed=$((failed + 1))
	echo 'FAIL valgrind: Setup and a list of certificates'
	cat "$work/demo.log" "$work/list.log" 2>/dev/null | head -n 40
fi
echo "$((all - failed)) passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$all" -gt 1 ]
