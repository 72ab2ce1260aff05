# What is piped in: lines for $input and for process blocks of what the program was started with, or else the program text.
run() { env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 TZ=UTC ASAN_OPTIONS=detect_leaks=0 timeout 20 "$exsh" -NoProfile "$@" 2>&1; }
# piped TEXT EXPECTED WORDS: no pipe, whose reader would count its failures in a shell of its own
piped() {
	printf "$1" >"$base/input"
	shift
	says "$@" <"$base/input"
}
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
piped 'one\r\ntwo' 'b\n<one>\n<two>\ne' "$work/process.ps1"
piped 'one\ntwo\n' 'x5\n[one]\n[two]\n0' -File "$work/input.ps1" 5
piped 'one\ntwo\n' 'ONE\nTWO' "$work/advanced.ps1" -Up
piped 'one\ntwo\n' 'g1\none' "$work/asks.ps1"
says 'b\n<>\ne' "$work/process.ps1" </dev/null
piped 'one\ntwo\n' 'b\n<>\ne' -InputFormat None "$work/process.ps1"
piped 'one\ntwo\n' '(one)\n(two)' -Command '$input | % { "($_)" }'
piped 'one\ntwo\n' '(one)\n(two)' -EncodedCommand JABpAG4AcAB1AHQAIAB8ACAAJQAgAHsAIAAiACgAJABfACkAIgAgAH0A
piped 'one\ntwo\n' 'pone\nptwo\nend' -Command 'process { "p$_" } end { "end" }'
piped 'one\ntwo\n' 'one\ntwo' -Command /bin/cat
piped 'if ($true) {\n"x"\n}\n\n"y"' 'x\ny' -Command -
piped 'if ($true) {\n"x"\n}\n' 'x' -
piped '"z"\nif ($true) {\n"x"\n' 'z' -File -
start_bare -Command -
see "^'-' was specified as the argument to -Command but standard input has not been redirected"
ended
