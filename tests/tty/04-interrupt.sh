# Ctrl-C stops what runs, soon, and keeps the shell.  The release build needs 0.2 s at most, which interrupt.py measures; the
# sanitizers on a busy machine get a second.
gone() {
	keys C-c
	try prompts "$1"
}
start -NoProfile
line 'while ($true) { }'
sleep 0.5
within 10 gone 2
line '1..1000000000 | Where-Object { $false }'
sleep 0.5
within 10 gone 3
line 'for () { 1 | ForEach-Object { $_ } | Out-Null }'
sleep 0.5
within 10 gone 4
line 'function f { f2 }; function f2 { do { $x = 1 } while (1) }; f'
sleep 0.5
within 10 gone 5
line '1..1000000000 | Sort-Object | Out-Null'
sleep 0.5
within 10 gone 6
line 'Start-Sleep 100'
sleep 0.5
within 10 gone 7
line '/bin/sleep 100'
sleep 0.5
within 10 gone 8
line '/bin/cat /dev/zero | ForEach-Object { $_ } | Out-Null'
sleep 0.5
within 10 gone 9
line '"a" * 30 + "!" -match "^(a+)+$"'
sleep 0.5
within 10 gone 10
line 'try { while ($true) { } } finally { "final" + "ly" }'
sleep 0.5
keys C-c
see '^finally$'
prompt 11
text 'half a line'
keys C-c
prompt 12
line '"al" + "ive"'
see '^alive$'
line 'if ($true) {'
see '^>> $'
keys C-c
prompt 14
