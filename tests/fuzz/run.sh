#!/bin/sh
# Runs fuzz targets for some seconds each, side by side, from seeds made of what the tests have.
# usage: run.sh FOLDER_OF_TARGETS SECONDS TARGET...
# What a target finds is kept in build/fuzz/found; a target without a finding counts as passed.
# SPDX-License-Identifier: GPL-3.0-or-later
cd "$(dirname "$0")/../.." || exit 2
targets=$(realpath "$1") seconds=$2
shift 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
found=$(dirname "$targets")/found
mkdir -p "$found"
golden=$PWD/tests/golden

seeds() {
	mkdir -p "$work/$1" || exit 2
	case $1 in
	fuzz_parse | fuzz_eval)
		# each record of the snippets is a seed; a byte of options goes before
		awk -v out="$work/$1/" 'BEGIN { RS = "\n\n---\n" } { sub(/^### id: [^\n]*\n/, ""); f = out NR; printf "1%s\n", $0 >f; close(f) }' \
			"$golden"/snippets/*.txt
		cp tests/scripts/*.ps1 "$work/$1"
		;;
	fuzz_line)
		# lines whose end is cut off at the cursor, or all of them; two bytes of options go before
		awk -F '\t' -v out="$work/$1/" '!/^#/ && $3 != "" { sub(/\342\200\270.*/, "", $3); f = out NR; printf "1\001%s", $3 >f; close(f) }' \
			"$golden/completion.tsv"
		awk -F '\t' -v out="$work/$1/t" '!/^#/ && $2 != "" { f = out NR; printf "0\002%s", $2 >f; close(f) }' "$golden/tokens.tsv"
		;;
	fuzz_cert) cp "$golden"/dotnet-x509/certs/* "$work/$1" ;;
	fuzz_pfx) cp "$golden"/dotnet-x509/pfx/* "$work/$1" ;;
	fuzz_request) cp "$golden"/dotnet-x509/csr/* "$work/$1" ;;
	fuzz_name) cut -f3 "$golden/dotnet-x509/x500-names.tsv" | awk -v out="$work/$1/" '{ f = out NR; print >f; close(f) }' ;;
	esac
	[ ! -d "tests/fuzz/seeds/$1" ] || cp "tests/fuzz/seeds/$1"/* "$work/$1"
}

for target in "$@"; do
	seeds "$target"
done
# shellcheck disable=SC2016
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} sh -c '
	cd "$3" && mkdir -p "run-$1" && cd "run-$1" || exit 2
	dictionary=$5/tests/fuzz/$1.dict
	case $1 in fuzz_parse | fuzz_eval | fuzz_line) dictionary=$5/tests/fuzz/script.dict ;; esac
	timeout $(($4 + 120)) "$2/$1" -max_total_time="$4" -timeout=25 -rss_limit_mb=4096 -max_len=4096 -print_final_stats=1 \
		$([ -e "$dictionary" ] && echo "-dict=$dictionary") -artifact_prefix="$6/$1-" "../$1" >../"$1.log" 2>&1
	echo $? >../"$1.status"' sh {} "$targets" "$work" "$seconds" "$PWD" "$found"
passed=0 failed=0
for target in "$@"; do
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/$target.log")
	if [ "$(cat "$work/$target.status")" -eq 0 ] && [ "${runs:-0}" -gt 0 ]; then
		passed=$((passed + 1))
		echo "ok $target: $runs inputs"
	else
		failed=$((failed + 1))
		echo "FAIL $target: see $found/$target-*"
		grep -E 'ERROR|SUMMARY|runtime error|Test unit|^    #[0-9] ' "$work/$target.log" | head -n 20
	fi
done
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
