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
# A line typed right behind Ctrl-C, in one go, is the next line, whole; whatever Ctrl-C ended.
text 'half a line'
see 'half a line$'
tm send-keys -t t C-c '"be" + "hind"' Enter
see '^behind$'
line 'Read-Host Question'
see '^Question: $'
tm send-keys -t t C-c '"next" + " line"' Enter
see '^next line$'
line 'Read-Host Secret -AsSecureString'
see '^Secret: $'
tm send-keys -t t C-c '"no" + " secret"' Enter
see '^no secret$'
# So is what is typed before it is asked for.
text '$s = Read-Host Ahead -AsSecureString'
tm send-keys -t t Enter 'four' Enter '"is $($s.Length)"' Enter
see '^is 4$'
