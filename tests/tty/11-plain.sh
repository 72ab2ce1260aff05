# A terminal whose cursor cannot be moved: a plain prompt, the terminal's own echo and line editing.
plain() {
	TTY_ENV=$1
	start -NoProfile
	line '1+1'
	see '^2$'
	line 'if ($true) {'
	see '^>> $'
	line '"a" * 3 }'
	see '^aaa$'
	text 'half a line'
	keys C-c
	prompt 3
	line 'while ($true) { }'
	sleep 0.3
	keys C-c
	prompt 4
	line '$a = Read-Host Name; "<$a>"'
	see '^Name: '
	line 'Jo'
	see '^<Jo>$'
	line 'Read-Host Other'
	see '^Other: '
	keys C-c
	prompt 6
	line 'Write-Error broken; Write-Progress a; "after"'
	see '^after$'
	tm capture-pane -p -e -J -t t | grep -q "$(printf '\033')\\[[0-9]" && bad "sequences on a $1 terminal" || ok
	keys C-d
	ended
	[ "$code" = 0 ] && ok || bad "code $code"
	TTY_ENV=
}
plain TERM=dumb
plain TERM=
plain TERM=no-such-terminal
