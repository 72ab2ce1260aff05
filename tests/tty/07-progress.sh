# A bar while it lasts; what is written stands above it.
start -NoProfile
line '1..30 | % { Write-Progress -Activity Working -Status busy -PercentComplete $_; Start-Sleep -Milliseconds 100; if ($_ -eq 5) { "five" + "!" } }'
see '^Working \[busy'
see '^five!$'
try prompts 2 && ok || bad 'no prompt'
unseen '^Working \['
