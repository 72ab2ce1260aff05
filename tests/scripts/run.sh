#!/bin/sh
# Runs self-checking scripts: each in a new empty store and in a store that Setup filled; the last line must be PASS.
# usage: run.sh EXSH FOLDER     see README.md for what "# store:" in a script's first lines means
# SPDX-License-Identifier: GPL-3.0-or-later
exsh=$(realpath "$1") || exit 2
folder=$(realpath "$2") || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cat >"$work/one.sh" <<'END'
exsh=$1 folder=$2 work=$3 kind=$4 script=$5
id=$script-$kind
store=$work/$id
mkdir "$store" "$store/home" "$store/tmp" && cp -r "$folder/." "$store/run" || exit 2
servers=$(head -n 10 "$store/run/$script" | tr -d '\000\r' | sed -n 's/^# store: *servers=\([^ ]*\).*/\1/p')
# a temporary folder of its own: the two runs of a script, side by side, use the same names in it
export HOME="$store/home" TMPDIR="$store/tmp" EXSH_STORE="$store/exsh.db" LC_ALL=C.UTF-8 TZ=UTC
unset TEMP TMP XDG_DATA_HOME XDG_CONFIG_HOME
cd "$store/run" || exit 2
{
	if [ "$kind" = setup ]; then "$exsh" -Setup ${servers:+-Server "$servers"} >/dev/null; else
		[ -z "$servers" ] || "$exsh" -Setup -Server "$servers" -NoCertificate >/dev/null
	fi &&
	timeout 120 "$exsh" -NoProfile -NonInteractive -File "$script"
} >"$store.out" 2>&1 </dev/null
status=$?
last=$(tr -d '\r' <"$store.out" | grep -v '^$' | tail -n 1)
if [ "$last" = PASS ] && [ $status -eq 0 ]; then echo "ok $script ($kind)"; else
	printf 'FAIL %s (%s store): status %s, last line: %s\n' "$script" "$kind" $status "$last"
	grep -E '^FAIL|not recognized|ERROR: |SUMMARY' "$store.out" | head -n 4 | sed 's/^/    /'
fi >"$store.result"
rm -rf "$store"
END
for script in "$folder"/*.ps1; do
	printf '%s\n' "empty" "${script##*/}" "setup" "${script##*/}"
done | xargs -d '\n' -P "$(nproc)" -n 2 sh "$work/one.sh" "$exsh" "$folder" "$work"
cat "$work"/*.result
passed=$(cat "$work"/*.result | grep -c '^ok ')
failed=$(cat "$work"/*.result | grep -c '^FAIL ')
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
