#!/bin/sh
# Records what this shell does with a folder of snippets, topics side by side, the longest first.
# usage: record.sh BUILD SNIPPETS PRELUDE OUT [TOPIC]     BUILD holds golden and exsh
# SPDX-License-Identifier: GPL-3.0-or-later
[ -d "$2" ] && [ -d "$3" ] && [ -n "$4" ] || {
	echo "usage: make record SNIPPETS=DIR PRELUDE=DIR OUT=DIR" >&2
	exit 2
}
mkdir -p "$4" || exit 2
find "$2" -maxdepth 1 -name "${5:-}*.txt" -printf '%s %f\0' | sort -z -rn | cut -z -d' ' -f2- |
	xargs -0 -P "$(nproc)" -I{} "$1/golden" -t {} -x "$1/exsh" "$2" "$3" "$4"
