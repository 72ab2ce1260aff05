# Output that cannot be written is an error, and never ends up in a file; no input is the end of input.
run() { env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 TZ=UTC ASAN_OPTIONS=detect_leaks=0 timeout 20 "$exsh" -NoProfile "$@"; }
says() { # STATUS TEXT, of what $said and $status hold
	if [ "$status" -eq "$1" ] && [ "$said" = "$2" ]; then ok; else bad "ended with $status, said: $said"; fi
}
for command in 1 '1..5' 'Write-Host x' '1..50000'; do
	said=$(run -Command "$command" 2>&1 >/dev/full)
	status=$?
	says 1 'exsh: standard output: No space left on device'
	said=$(run -Command "$command" 2>&1 >&-)
	status=$?
	says 1 'exsh: standard output: Bad file descriptor'
done
said=$(run -Command 'if (0) { 1 }' 2>&1 >&-)
status=$?
says 0 ''
run -Command "\$s = [IO.StreamWriter]::new('$work/written'); 1..100; \$s.Write('mine'); 1..100; [Console]::Error.WriteLine('x'); \$s.Close()" <&- >&- 2>&-
status=$? said=$(cat "$work/written")
says 1 mine
said=$(run 2>&1 <&-)
status=$?
says 0 ''
said=$(run -Command '5; @($input).Count' 2>&1 <&-)
status=$?
says 0 "$(printf '5\n0')"
