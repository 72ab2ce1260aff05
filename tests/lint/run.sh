#!/bin/sh
# All of lint, a line a check.  usage: run.sh FOLDER_OF_OBJECTS (built by the other compiler without a warning)
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
check() {
	name=$1
	shift
	if said=$("$@" 2>&1); then
		passed=$((passed + 1))
		echo "ok $name${said:+: $(echo "$said" | tail -n 1)}"
	else
		failed=$((failed + 1))
		echo "$said" | sed "s/^/FAIL $name: /"
	fi
}

check warnings test -f "$1/libexsh.a"
check layers sh tests/lint/layers.sh
check names sh tests/lint/names.sh "$1/obj"
check layout sh tests/lint/layout.sh
check sizes sh tests/lint/sizes.sh
check docs sh tests/lint/docs.sh
check planted sh tests/lint/planted.sh
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
