#!/bin/sh
# clang-tidy on every source file.  A file that passed is not read again until it or a header it includes changes: what
# passed is known by content in the folder given.  usage: tidy.sh FOLDER [FILE...]
# Every finding is listed once, those of headers as well; a file fails when it or a header it includes has one.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
known=$1
shift
mkdir -p "$known" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cat >"$work/one.sh" <<'END'
known=$1 work=$2 file=$3
flags="-std=c11 -D_GNU_SOURCE -DEXSH_VERSION=\"\" -I. $(pkg-config --cflags-only-I libxml-2.0)"
# shellcheck disable=SC2086
key=$(clang -MM -MG $flags "$file" | tr -d '\\' | tr ' ' '\n' | grep -E '^[a-z].*\.[ch]$' | sort -u |
	xargs cat .clang-tidy 2>/dev/null | sha256sum | cut -c1-40)
[ -e "$known/$key" ] && exit 0
# shellcheck disable=SC2086
if clang-tidy --quiet "$file" -- $flags >"$work/$key" 2>/dev/null; then : >"$known/$key"; else
	grep -E '(error|warning): ' "$work/$key" >"$work/$key.found" || echo "$file: clang-tidy failed" >"$work/$key.found"
	echo "$file" >>"$work/failed"
fi
END
[ $# -gt 0 ] || set -- $(find shell store cmdlets -name '*.c' | sort)
: >"$work/failed"
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 sh "$work/one.sh" "$known" "$work"
cat "$work"/*.found 2>/dev/null | sed "s|^$PWD/||; s|^\./||; s/^/FAIL tidy: /" | sort -u
failed=$(sort -u "$work/failed" | wc -l)
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
