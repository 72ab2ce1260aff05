# What is piped in: lines for $input and for process blocks of what the program was started with, or else the program text.
run() { env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 TZ=UTC ASAN_OPTIONS=detect_leaks=0 timeout 20 "$exsh" -NoProfile "$@" 2>&1; }
says() {
	expected=$(printf "$1")
	shift
	got=$(run "$@")
	[ "$got" = "$expected" ] && ok || bad "$* said: $got"
}
echo 'begin { "b" } process { "<$_>" } end { "e" }' >"$work/process.ps1"
echo 'param($x) "x$x"; $input | % { "[$_]" }; "$(@($input).Count)"' >"$work/input.ps1"
echo 'param([Parameter(ValueFromPipeline = $true)][string]$Line, [switch]$Up) process { if ($Up) { $Line.ToUpper() } }' >"$work/advanced.ps1"
echo 'function g { $input | % { "g$_" } }; 1 | g; Read-Host' >"$work/asks.ps1"
printf 'one\r\ntwo' | says 'b\n<one>\n<two>\ne' "$work/process.ps1"
printf 'one\ntwo\n' | says 'x5\n[one]\n[two]\n0' -File "$work/input.ps1" 5
printf 'one\ntwo\n' | says 'ONE\nTWO' "$work/advanced.ps1" -Up
printf 'one\ntwo\n' | says 'g1\none' "$work/asks.ps1"
says 'b\n<>\ne' "$work/process.ps1" </dev/null
printf 'one\ntwo\n' | says 'b\n<>\ne' -InputFormat None "$work/process.ps1"
printf 'one\ntwo\n' | says '(one)\n(two)' -Command '$input | % { "($_)" }'
printf 'one\ntwo\n' | says '(one)\n(two)' -EncodedCommand JABpAG4AcAB1AHQAIAB8ACAAJQAgAHsAIAAiACgAJABfACkAIgAgAH0A
printf 'one\ntwo\n' | says 'pone\nptwo\nend' -Command 'process { "p$_" } end { "end" }'
printf 'one\ntwo\n' | says 'one\ntwo' -Command /bin/cat
printf 'if ($true) {\n"x"\n}\n\n"y"' | says 'x\ny' -Command -
printf 'if ($true) {\n"x"\n}\n' | says 'x' -
printf '"z"\nif ($true) {\n"x"\n' | says 'z' -File -
start_bare -Command -
see "^'-' was specified as the argument to -Command but standard input has not been redirected"
ended
