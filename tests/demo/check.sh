#!/bin/sh
# Runs the demonstration and looks for what each of its steps must show.  usage: check.sh EXSH
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
sh tests/demo/demo.sh "$1" </dev/null >"$out" 2>&1
status=$?
check() {
	if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		printf 'FAIL demo: %s\n' "$2"
	fi
}
shows() { grep -qE "$1" "$out"; check $? "does not show: $1"; }

check $status "ends with $status"
! grep -E 'FullyQualifiedErrorId|CategoryInfo|ERROR' "$out"
check $? 'shows an error'
while IFS= read -r command; do
	grep -qF -- "[PS] C:\\>$command" "$out"
	check $? "does not show the command: $command"
done <tests/demo/procedure.txt
shows '^-----BEGIN NEW CERTIFICATE REQUEST-----$'
shows '^Certificate retrieved\(Issued\) Issued$'
shows '^FriendlyName +: Contoso CAS01$'
shows '^FriendlyName +: Contoso Mail$'
shows '^Services +: POP, IIS$'
shows '^Services +: IMAP$'
shows '^Thumbprint +Services +NotAfter'
shows '^[0-9A-F]{40} POP, IIS +[0-9]'
shows "^To start the shell: "
[ $failed -eq 0 ] || head -n 60 "$out"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
