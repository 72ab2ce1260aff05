#!/bin/sh
# Runs unit test programs, as many at once as there are processors, and counts their tests.  usage: run.sh PROGRAM...
# SPDX-License-Identifier: GPL-3.0-or-later
out=$(mktemp -d) || exit 2
trap 'rm -rf "$out"' EXIT
export CMOCKA_MESSAGE_OUTPUT=TAP
# shellcheck disable=SC2016
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
	name=${1##*/}
	timeout 300 "$1" >"$2/$name.tap" 2>"$2/$name.err" </dev/null
	echo $? >"$2/$name.status"' sh {} "$out"
passed=0 failed=0
for program in "$@"; do
	name=${program##*/}
	good=$(grep -c '^ok ' "$out/$name.tap")
	wrong=$(grep "^not ok " "$out/$name.tap" | grep -vc "# SKIP ")
	status=$(cat "$out/$name.status")
	[ "$wrong" -gt 0 ] || [ "$status" -eq 0 ] || wrong=1
	[ $((good + wrong)) -gt 0 ] || wrong=1 # no tests ran
	passed=$((passed + good)) failed=$((failed + wrong))
	sed -n "s/^not ok [0-9]* # SKIP /SKIP $name: /p" "$out/$name.tap"
	if [ "$wrong" -gt 0 ]; then
		sed -n "s/^not ok [0-9]* - /FAIL $name: /p" "$out/$name.tap"
		echo "FAIL $name ends with status $status"
		grep '^#' "$out/$name.tap" | head -n 30
		head -n 40 "$out/$name.err"
	fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
