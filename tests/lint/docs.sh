#!/bin/sh
# What must be written down is: the first line of every file, a comment for every function of a header, a .help file for
# every command, and README's lists of folders and of make's targets agree with what is there.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
bad=0
complain() { echo "$1"; bad=1; }

# Source files begin with their name and what they are for; the SPDX line follows the comment.
for f in $(find shell store cmdlets tests -name '*.[ch]' | sort); do
	stem=${f##*/}
	stem=${stem%.[ch]}
	case $(head -n 1 "$f") in
	"/* $stem"[:\ ,]* | "/* $stem.h: "* | "/* ${stem#test_}: "*) ;;
	*) grep -q -i -m 1 "^/\* $(echo "$stem" | tr _ -): " "$f" ||
		complain "$f: the first line does not say '$stem: what it is for'" ;;
	esac
	head -n 40 "$f" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || complain "$f: no SPDX line"
done

# In headers a comment stands above every prototype, or above the group without a blank line that it is in, or beside it.
find shell store cmdlets -name '*.h' | sort | xargs awk '
	FNR == 1 { covered = 0; inside = 0 }
	inside { if (/\*\//) { inside = 0; covered = 1 } ; next }
	/^\/\*/ { if (/\*\//) covered = 1; else inside = 1; next }
	/^$/ { covered = 0; next }
	/^(static |extern |NODISCARD |PRINTF|ATTRIBUTE)*[A-Za-z_][A-Za-z_0-9 *]*[ *][a-z_0-9]+\(/ && !/^typedef/ && !covered && !/\/\*/ {
		line = $0; sub(/\(.*/, "", line); sub(/.*[ *]/, "", line)
		if (line !~ /^_/) { print FILENAME ":" FNR ": " line " has no comment"; bad = 1 }
	}
	END { exit bad }' || bad=1

for f in $(find cmdlets -name '*-*.c' | sort); do
	[ -s "${f%.c}.help" ] || complain "$f: there is no ${f##*/}" 
done | sed 's/\.c$/.help/' | grep . && bad=1

# README names every folder, and every path it names exists.
for d in $(find shell store cmdlets tests -mindepth 1 -maxdepth 1 -type d | sort); do
	grep -q "\`$d/\`" README.md || complain "README.md: 'Where is what' does not name $d/"
done
for p in $(grep -o '`\(shell\|store\|cmdlets\|tests\|\.ci\)/[A-Za-z0-9_./-]*`' README.md | tr -d '`' | sort -u); do
	[ -e "$p" ] || complain "README.md: there is no $p"
done
for t in $(grep -o '`make [a-z][a-z0-9-]*' README.md | cut -d' ' -f2 | sort -u); do
	grep -q "^\(\.PHONY:.* \)\?\([a-z0-9 -]* \)\?$t\( [a-z0-9 -]*\)\?:" Makefile || complain "README.md: no target make $t"
done
exit $bad
