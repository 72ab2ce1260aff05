# A shell that is asked to end leaves the terminal as it was, and what it was typed at.
start -NoProfile
text 'half'
see 'half$'
tm list-panes -t t -F '#{pane_pid}' >"$base/pane"
kill -TERM $(ps -o pid= --ppid "$(cat "$base/pane")" | tail -1)
ended
start -NoProfile
line 'while ($true) { }'
sleep 0.3
tm list-panes -t t -F '#{pane_pid}' >"$base/pane"
kill -TERM $(ps -o pid= --ppid "$(cat "$base/pane")" | tail -1)
ended
# Nobody reads what it writes: it ends, as other programs do, and finally blocks run.
broken() {
	HOME=$home ASAN_OPTIONS=detect_leaks=0 timeout 60 "$exsh" -NoProfile -Store "$home/pipe.db" -Command "$1" 2>&1 >"$base/fifo"
	echo "exit $?"
}
mkfifo "$base/fifo"
for script in "while (\$true) { 'x' }" "try { while (\$true) { 'x' } } finally { [Console]::Error.WriteLine('cleaned up') }"; do
	head -n 1 "$base/fifo" >/dev/null &
	said=$(broken "$script")
	wait $!
	case $said in
	*'exit 141') ok ;;
	*) bad "not ended by a closed pipe: $said" ;;
	esac
done
case $said in
*'cleaned up'*) ok ;;
*) bad "finally did not run: $said" ;;
esac
# Started where the ends of children are ignored: a program that fails still does.
said=$(HOME=$home ASAN_OPTIONS=detect_leaks=0 timeout 60 perl -e '$SIG{CHLD} = "IGNORE"; exec @ARGV' "$exsh" -NoProfile \
	-Store "$home/child.db" -Command 'sh -c "exit 3"; "$LASTEXITCODE $?"')
case $said in
'3 False') ok ;;
*) bad "a program's end was lost: $said" ;;
esac
# A line longer than may be is refused as a whole, and nothing after it is run.
said=$(head -c 270000000 /dev/zero | tr '\0' '#' | HOME=$home ASAN_OPTIONS=detect_leaks=0 timeout 60 "$exsh" -NoProfile \
	-Store "$home/long.db" -Command - 2>&1; echo "exit $?")
case $said in
*'longer than 256 MiB'*'exit 1') ok ;;
*) bad "a line that is too long: $said" ;;
esac
