#!/bin/sh
# Runs the named parts of the test run and adds up what they report.  usage: check.sh BUILD_FOLDER PART...
# A part is `make check-PART` (or `make PART`): it ends with a line "N passed, N failed", its failures are lines that begin
# with FAIL.  A part that ends badly without such a line counts as one failure.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/.." || exit 2
logs=$1/logs
shift
mkdir -p "$logs"
passed=0 failed=0 bad=0
for part in "$@"; do
	case $part in
	lint | tidy | cppcheck) target=$part ;;
	*) target=check-$part ;;
	esac
	started=$(date +%s)
	make "$target" >"$logs/$part.log" 2>&1
	status=$?
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$logs/$part.log" | tail -n 1)
	[ -n "$line" ] || line='0 passed, 1 failed'
	seconds=$(($(date +%s) - started))
	n=${line%% *}
	f=${line#*, }
	f=${f%% *}
	[ $status -eq 0 ] || [ "$f" -gt 0 ] || f=1
	passed=$((passed + n)) failed=$((failed + f))
	grep '^SKIP' "$logs/$part.log"
	if [ $status -ne 0 ]; then
		bad=1
		grep '^FAIL' "$logs/$part.log" | head -n 40
		grep -q '^FAIL' "$logs/$part.log" || tail -n 20 "$logs/$part.log"
		echo "$part failed: all of it is in $logs/$part.log"
	fi
	grep '^NOTE' "$logs/$part.log"
	printf '%-9s %5d passed, %4d failed  %4d s\n' "$part" "$n" "$f" "$seconds"
done
echo "$passed passed, $failed failed"
exit $bad
