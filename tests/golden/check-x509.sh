#!/bin/sh
# Compares names, certificates, requests and PFX files with what .NET says of them.  usage: check-x509.sh X509
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
timeout 300 "$1" tests/golden/dotnet-x509 "$work" || {
	echo "FAIL x509 ends with status $?"
	echo '0 passed, 1 failed'
	exit 1
}
python3 tests/golden/compare-x509.py tests/golden/dotnet-x509 "$work" --list >"$work/table"
status=$?
sed '/^  excused/!s/^  /FAIL /' "$work/table"
exit $status
