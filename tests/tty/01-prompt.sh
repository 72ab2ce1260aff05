# The prompt, the continuation prompt, leaving.
start
see '^\[PS\] .*/work>$'
line '1+1'
see '^2$'
line 'if ($true) {'
see '^>> $'
line '"a" * 3'
line '}'
see '^aaa$'
prompt 3
line 'function prompt { "mine " }'
see '^mine $'
line 'function prompt { Write-Host "[both]" -NoNewline; "> " }'
see '^\[both\]> $'
text 'abc'
keys BSpace
see '^\[both\]> ab *$'
keys C-c
line 'function prompt { }'
see '^PS>$'
keys C-d
ended
[ "$code" = 0 ] && ok || bad "code $code"

start_bare -Edition Core -NoExit -Command "'\$PSEdition'" || true
see '^PS .*/work> '
line 'exit 3'
ended
[ "$code" = 3 ] && ok || bad "code $code"

# What a script makes is there at the prompt behind it.
echo '$kept = "still here"' >"$work/keep.ps1"
start_bare -Edition Core -NoExit -File keep.ps1 || true
see '^PS .*/work> '
line '$kept'
see '^still here$'
line 'exit'
ended
[ "$code" = 0 ] && ok || bad "code $code"
