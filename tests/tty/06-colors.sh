# Words of a line have colours, errors are red; with NO_COLOR and in a file nothing has.
esc=$(printf '\033')
start -NoProfile
text 'Get-Date -Format "x" # note'
colors "$esc\[93mGet-Date"
colors "$esc\[36m\"x\""
colors "$esc\[32m# note"
keys C-c
line 'Write-Error boo'
colors "$esc\[1m$esc\[31m.*boo|$esc\[31m$esc\[1m.*boo|$esc\[1;31m.*boo|$esc\[31;1m.*boo"
line 'Write-Host hey -ForegroundColor Green'
colors "$esc\[92mhey"
line 'Write-Error boo 2>&1 > out.txt; Write-Warning w 3> out2.txt'
prompt 5
grep -q "$esc" "$work"/out*.txt && bad 'colours in a file' || ok
TTY_ENV='NO_COLOR=1'
start -NoProfile
line 'Write-Error boo; Write-Host hey -ForegroundColor Green'
see '^hey$'
text 'Get-Date -Format "x"'
see 'Format "x"$'
tm capture-pane -p -e -t t | grep -q "$esc\[[0-9;]*[1-9]" && bad 'colours in spite of NO_COLOR' || ok
