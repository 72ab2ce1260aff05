#!/bin/sh
# Runs every example of every command's help, each command's in a process and a prepared store of its own.
# usage: run.sh EXSH [NAME...]    Ends with a line "N passed, N failed"; failures are lines that begin with FAIL.
# SPDX-License-Identifier: GPL-3.0-or-later
here=$(cd "$(dirname "$0")" && pwd)
exsh=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
work=$(mktemp -d /tmp/exsh-help-XXXXXX)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' INT TERM
unset EXSH_STORE EXSH_STORE_KEY
export TZ=UTC COLUMNS=120 XDG_CONFIG_HOME="$work" XDG_STATE_HOME="$work" EXSH="$exsh" WORK="$work" HERE="$here"
mkdir "$work/template"
prepare() {
	"$exsh" -Store "$work/template/exsh.db" -Setup -Server CAS01,CAS02 -Domain contoso.com >/dev/null || return
	timeout 120 "$exsh" -NoProfile -Store "$work/template/exsh.db" -File "$here/prepare.ps1"
}
if ! prepare; then
	echo 'FAIL the store of the examples cannot be prepared'
	echo '0 passed, 1 failed'
	exit 1
fi
if [ $# -eq 0 ]; then
	"$exsh" -NoProfile -Store "$work/template/exsh.db" -Command '(Get-Command -CommandType Cmdlet).Name | Sort-Object -Unique' >"$work/names"
else
	printf '%s\n' "$@" >"$work/names"
fi
# shellcheck disable=SC2016
xargs -P "$(nproc)" -I{} sh -c '
	cp -r "$WORK/template" "$WORK/{}"
	cd "$WORK/{}" && yes Y | timeout -k 5 60 "$EXSH" -NoProfile -Store "$WORK/{}/exsh.db" -File "$HERE/examples.ps1" {} >"$WORK/{}.out" 2>&1
	status=$?
	grep -q "^passed" "$WORK/{}.out" && [ $status -eq 0 ] || echo "FAIL help of {}: the examples end with $status" >>"$WORK/{}.out"
	rm -rf "$WORK/{}"' <"$work/names"
cat "$work"/*.out >"$work/all"
grep -h -A 3 '^FAIL' "$work/all" | grep -v '^passed'
passed=$(awk '/^passed / { n += $2 } END { print n + 0 }' "$work/all")
failed=$(grep -c '^FAIL' "$work/all")
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
