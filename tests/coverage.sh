#!/bin/sh
# Lines that unit tests and recordings reach, by room; at least 90 % in base, value, syntax, engine and store are wanted.
# usage: coverage.sh BUILD UNIT...
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/.." || exit 2
build=$1
shift
find "$build" -name '*.gcda' -delete
for unit in "$@"; do
	"$build/unit/$unit" >/dev/null 2>&1
done
sh tests/golden/record.sh "$build" tests/golden/snippets tests/golden/prelude "$build/recorded" >/dev/null 2>&1
sh tests/scripts/run.sh "$build/exsh" tests/scripts >/dev/null 2>&1
find "$build/obj" -name '*.gcno' | sed "s|^$build/obj/||; s|\.gcno$||" | grep / | sort | while read -r o; do
	(cd "$build/obj/$(dirname "$o")" && gcov -n "$(basename "$o").gcda" 2>/dev/null) | awk -v f="$o.c" '
		/^File / { mine = index($0, f) > 0 }
		mine && /^Lines executed:/ { sub(/.*:/, ""); split($0, a, "% of "); print f, a[1] * a[2] / 100, a[2]; exit }'
done | awk '
	{ n = split($1, p, "/"); room = p[1] "/" p[2]; hit[room] += $2; all[room] += $3; hits += $2; lines += $3 }
	END {
		for (room in all) {
			percent = 100 * hit[room] / all[room]
			low = percent < 90 && room ~ /^(shell\/(base|value|syntax|engine)|store\/)/
			printf "%-22s %6.1f %% of %6d%s\n", room, percent, all[room], low ? "  (90 are wanted)" : ""
		}
		printf "%-22s %6.1f %% of %6d\n", "all", lines ? 100 * hits / lines : 0, lines
	}' | sort
