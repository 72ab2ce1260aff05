#!/bin/sh
# run.sh: the terminal tests: each case types into a shell of its own inside tmux and looks at the screen.
# SPDX-License-Identifier: GPL-3.0-or-later
# usage: run.sh EXSH [CASE ...]     CASE: a file of this folder, without .sh
#
# A case is a sh script that uses these:
#   start [WORDS]          the shell with options, in a clean home; waits for its prompt
#   start_bare WORDS       the same without waiting
#   text WORDS             types them, as they are
#   keys NAME ...          presses keys by tmux's names: Enter, C-c, Tab, Up
#   line WORDS             text and Enter
#   see REGEX              waits until a line of the screen matches (extended regex); fails after 5 seconds
#   unseen REGEX           no line matches now
#   prompt [N]             waits until the last line is a prompt (N: until there are N prompts)
#   colors REGEX           as see, on the screen with its escape sequences
#   ended                  waits until the shell is gone; its exit code is in $code
#   ok WORDS / bad WORDS   counts one test, with a word for it
# TTY_ENV holds further variables for the shell; $home is its home, $work the folder it starts in.
set -u
exsh=$(realpath "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
cases=${*:-$(cd "$here" && ls [0-9]*.sh | sed 's/\.sh$//')}
base=$(mktemp -d "${TMPDIR:-/tmp}/exsh-tty.XXXXXX")
socket=$base/tmux
passed=0
failed=0
trap 'tmux -S "$socket" kill-server 2>/dev/null; rm -rf "$base"' EXIT
trap 'exit 1' INT TERM

tm() { tmux -S "$socket" "$@"; }
screen() { tm capture-pane -p -J -t t 2>/dev/null; }
ok() { passed=$((passed + 1)); }
bad() {
	failed=$((failed + 1))
	echo "FAIL $case: $*"
	screen | sed '/^$/d; s/^/    | /' | tail -5
}

start_bare() {
	cat >"$base/start.sh" <<-EOF
	trap : INT
	cd "$work"
	env -i HOME="$home" PATH="\$PATH" LANG=C.UTF-8 TERM=screen-256color TZ=UTC XDG_STATE_HOME="$home/state" \
		ASAN_OPTIONS=detect_leaks=0 ${TTY_ENV:-} "$exsh" $*
	echo \$? >"$base/code.new"
	mv "$base/code.new" "$base/code"
	sleep 60
	EOF
	rm -f "$base/code"
	tm has-session -t keep 2>/dev/null || tm -f /dev/null new-session -d -s keep 'sleep 1000'
	tm kill-session -t t 2>/dev/null
	tm new-session -d -s t -x "${columns:-100}" -y "${rows:-90}" "exec sh $base/start.sh"
}
start() {
	start_bare "$@"
	prompt
}

text() { tm send-keys -t t -l -- "$*"; }
keys() { tm send-keys -t t "$@"; }
line() {
	text "$*"
	keys Enter
}

# Tries a command until it succeeds, for 5 seconds.
try() {
	n=0
	until "$@"; do
		n=$((n + 1))
		[ $n -gt 100 ] && return 1
		sleep 0.05
	done
}
shows() { screen | grep -qE -- "$1"; }
shows_colored() { tm capture-pane -p -e -J -t t | grep -qE -- "$1"; }
prompts() { [ "$(screen | grep -c '^\[PS\] .*>')" -ge "$1" ] && screen | sed '/^$/d' | tail -1 | grep -qE '^\[PS\] .*> *$'; }
is_over() { [ -e "$base/code" ]; }
see() { try shows "$1" && ok || bad "not seen: $1"; }
unseen() { shows "$1" && bad "seen: $1" || ok; }
colors() { try shows_colored "$1" && ok || bad "colours not seen: $1"; }
prompt() { try prompts "${1:-1}" && ok || bad "no prompt"; }
ended() {
	try is_over && ok || bad "still there"
	code=$(cat "$base/code" 2>/dev/null)
}
# Seconds that a command takes are less than a limit in tenths.
within() {
	limit=$1
	shift
	from=$(date +%s%N)
	"$@"
	took=$((($(date +%s%N) - from) / 1000000))
	[ $took -lt $((limit * 100)) ] && ok || bad "took $took ms: $*"
}

for case in $cases; do
	home=$base/home
	work=$base/work
	TTY_ENV=
	rm -rf "$home" "$work"
	mkdir -p "$home" "$work"
	. "$here/$case.sh"
done
echo "$passed passed, $failed failed"
[ $failed = 0 ] && [ $passed -gt 0 ]
