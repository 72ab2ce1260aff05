#!/bin/sh
# Length of functions: no function over 60 lines but the dispatch switches named in long-functions; median at most 12,
# 95 % at most 45.  Lines are those between the braces.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
find shell store cmdlets -name '*.c' | sort | xargs awk '
	FNR == 1 { open = 0 }
	/^[A-Za-z_].*\(/ && !/;$/ { head = $0; sub(/\(.*/, "", head); sub(/.*[ *]/, "", head); name = head }
	/^\{/ { open = FNR }
	/^\}/ && open { print FNR - open - 1, name, FILENAME; open = 0 }' | sort -n | awk '
	BEGIN { while ((getline line < "tests/lint/long-functions") > 0) if (line !~ /^#/) { split(line, a, " "); named[a[1]] = 1 } }
	{ n[NR] = $1 }
	$1 > 60 && !($2 in named) { print $3 ": " $2 " has " $1 " lines, 60 are allowed"; bad = 1 }
	$1 > 60 { used[$2] = 1 }
	END {
		for (f in named) if (!(f in used)) { print "tests/lint/long-functions: " f " is not over 60 lines"; bad = 1 }
		median = n[int((NR + 1) / 2)]; high = n[int(NR * 0.95)]
		print NR " functions: median " median ", 95 % at most " high ", longest " n[NR]
		if (median > 12 || high > 45) { print "too long: a median of 12 and 45 for 95 % are allowed"; bad = 1 }
		exit bad
	}'
