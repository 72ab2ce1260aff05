#!/bin/sh
# Shows the procedure of procedure.txt in a store of its own.  usage: demo.sh EXSH
# SPDX-License-Identifier: GPL-3.0-or-later
here=$(cd "$(dirname "$0")" && pwd) || exit 2
exsh=$(realpath "$1") || exit 2
store=$(mktemp -d) || exit 2
trap 'rm -rf "$store"' EXIT
echo "The store of this demonstration is in $store and goes with it."
echo
"$exsh" -Store "$store/exsh.db" -Setup -Server CAS01 -Domain contoso.com -ExchangeVersion 2007 &&
	mkdir -p "$store/drive_c" && cp "$here/demo.ps1" "$here/procedure.txt" "$store" && cd "$store" &&
	"$exsh" -NoProfile -Store "$store/exsh.db" -Command 'cd C:\; & "'"$store"'/demo.ps1" "'"$store"'/procedure.txt"'
status=$?
echo
echo "To start the shell:  $1"
exit $status
