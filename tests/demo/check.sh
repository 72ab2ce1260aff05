#!/bin/sh
# Runs the demonstration and looks for what each of its steps must show.  usage: check.sh EXSH
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
passed=0 failed=0
out=$(sh tests/demo/demo.sh "$1" </dev/null 2>&1)
status=$?
check() {
	if [ "$1" -eq 0 ]; then passed=$((passed + 1)); else
		failed=$((failed + 1))
		echo "FAIL demo: $2"
	fi
}
shows() { echo "$out" | grep -qE "$1"; check $? "does not show: $1"; }

check $status "ends with $status"
! echo "$out" | grep -E 'FullyQualifiedErrorId|CategoryInfo|ERROR'
check $? 'shows an error'
while IFS= read -r command; do
	echo "$out" | grep -qF "[PS] C:\\>$command"
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
[ $failed -eq 0 ] || echo "$out" | head -n 60
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
