# A bar while it lasts; what is written stands above it.
start -NoProfile
line '1..30 | % { Write-Progress -Activity Working -Status busy -PercentComplete $_; Start-Sleep -Milliseconds 100; if ($_ -eq 5) { "five" + "!" } }'
see '^Working \[busy'
see '^five!$'
try prompts 2 && ok || bad 'no prompt'
unseen '^Working \['
# Parts of an activity stand below it; what is completed is gone; nothing is drawn into a file.
line 'Write-Progress Outer -Id 1 -Status one -SecondsRemaining 75; Start-Sleep -m 200; Write-Progress Inner -Id 2 -ParentId 1 -Status two; sleep 2; Write-Progress Inner -Id 2 -Completed; sleep 2'
see '^Outer \[one 00:01:15 +\]$'
see '^  Inner \[two +\]$'
see '^Outer \[one'
try prompts 3 && ok || bad 'no prompt'
out=$("$exsh" -NoProfile -Command 'Write-Progress A -Status b; "c"' 2>&1 </dev/null)
[ "$out" = c ] && ok || bad "said $out"
