#!/bin/sh
# Replays listings of real Get-ExchangeCertificate, each in a store of its own, and writes what is shown as JSON for
# compare-listings.py.  usage: listings.sh EXSH LISTINGS.json OUT.json
# SPDX-License-Identifier: GPL-3.0-or-later
exsh=$(realpath "$1") && in=$(realpath "$2") && out=$(realpath -m "$3") || exit 2
here=$(cd "$(dirname "$0")" && pwd) || exit 2
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 2
indexes=$("$exsh" -NoProfile -Store "$folder/none.db" -Edition Core -Command \
	"(Get-Content -Raw '$in' | ConvertFrom-Json).index") || exit 1
printf '[' >"$out"
gap=
for index in $indexes; do
	printf '%s' "$gap" >>"$out"
	"$exsh" -NoProfile -Store "$folder/$index.db" -Edition Core -File "$here/listings.ps1" "$in" "$index" >>"$out" || exit 1
	gap=,
done
printf ']\n' >>"$out"
