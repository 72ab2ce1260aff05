# needs: functions returning PSCustomObject, switch -Regex/-Wildcard, here-string XML + [xml], -f with alignment, exit code of a child script, $LASTEXITCODE, Set-Content of a script, & path
# level: L3
$fail = @()
$sensor = @'
param($Warn = 30, $Crit = 7, $Match = '*')
function Get-State([int]$Days) {
    switch ($Days) {
        { $_ -lt 0 }     { return [pscustomobject]@{ Code = 2; Text = 'EXPIRED' } }
        { $_ -lt $Crit } { return [pscustomobject]@{ Code = 2; Text = 'CRITICAL' } }
        { $_ -lt $Warn } { return [pscustomobject]@{ Code = 1; Text = 'WARNING' } }
        default          { return [pscustomobject]@{ Code = 0; Text = 'OK' } }
    }
}
$worst = 0
$lines = foreach ($c in (Get-ExchangeCertificate | Where-Object { $_.FriendlyName -like $Match } | Sort-Object NotAfter)) {
    $days = [math]::Floor(($c.NotAfter - (Get-Date)).TotalDays)
    $state = Get-State $days
    if ($state.Code -gt $worst) { $worst = $state.Code }
    '<result><channel>{0}</channel><value>{1}</value><LimitMinWarning>{2}</LimitMinWarning></result>' -f $c.FriendlyName, $days, $Warn
}
if (-not $lines) { '<prtg><error>1</error><text>no certificate</text></prtg>'; exit 3 }
"<prtg>`r`n$($lines -join "`r`n")`r`n<text>$($lines.Count) checked</text>`r`n</prtg>"
exit $worst
'@
Set-Content -Path "$PSScriptRoot\sensor.ps1" -Value $sensor -Encoding UTF8
New-ExchangeCertificate -FriendlyName 'Sensor A' -SubjectName CN=a.contoso.com -DomainName a.contoso.com -Force | Out-Null
New-ExchangeCertificate -FriendlyName 'Sensor B' -SubjectName CN=b.contoso.com -DomainName b.contoso.com -Force | Out-Null

$out = & "$PSScriptRoot\sensor.ps1" -Match 'Sensor ?'
if ($LASTEXITCODE -ne 0) { $fail += "code $LASTEXITCODE" }
[xml]$doc = $out
if (@($doc.prtg.result).Count -ne 2) { $fail += 'results' }
if ($doc.prtg.result[1].channel -notmatch '^Sensor [AB]$') { $fail += "channel $($doc.prtg.result[1].channel)" }
if ([int]$doc.prtg.result[0].value -lt 300) { $fail += "value $($doc.prtg.result[0].value)" }
if ($doc.prtg.text -ne '2 checked') { $fail += "text $($doc.prtg.text)" }
$doc.SelectNodes('//LimitMinWarning') | ForEach-Object { if ($_.InnerText -ne '30') { $fail += 'limit' } }

$out = .\sensor.ps1 -Match 'Sensor*' -Warn 100000
if ($LASTEXITCODE -ne 1) { $fail += "warning code $LASTEXITCODE" }
$out = & .\sensor.ps1 100000 100000 'Sensor*'
if ($LASTEXITCODE -ne 2) { $fail += "critical code $LASTEXITCODE" }
$out = & '.\sensor.ps1' -Match nothing
if ($LASTEXITCODE -ne 3 -or ([xml]$out).prtg.error -ne '1') { $fail += "unknown code $LASTEXITCODE" }

$perf = Get-ExchangeCertificate | ? FriendlyName -like 'Sensor*' | % { "'{0}'={1}d;30;7" -f $_.FriendlyName.Replace(' ', '_'), ($_.NotAfter - [datetime]::Now).Days }
"OK - {0} certificates|{1}" -f $perf.Count, ($perf -join ' ')
if ($perf -notmatch "^'Sensor_[AB]'=\d+d;30;7$") { $fail += "perf $perf" }
$words = switch -Wildcard ('Sensor A') { 'Sens*' { 'starts' } '*A' { 'ends' ; break } '*' { 'any' } }
if ("$words" -ne 'starts ends') { $fail += "words $words" }
$kind = switch -Regex ('CN=mail01.contoso.com, O=Contoso') { 'CN=(?<h>[^.,]+)' { $Matches.h } 'O=(.+)$' { $Matches[1] } }
if ("$kind" -ne 'mail01 Contoso') { $fail += "kind $kind" }
if ($fail) { $fail | % { "FAIL: $_" } } else { 'PASS' }
