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
