# store: servers=EX01,EX02,EX03
# needs: Start-Job -ArgumentList -Name, $using:, Wait-Job, Receive-Job, Get-Job -State, Remove-Job, ChildJobs JobStateInfo.Reason, Invoke-Command -ComputerName -ArgumentList, PSComputerName
# level: L5
$out = @()
$friendly = 'Rolled out'
foreach ($s in 'EX01', 'EX02', 'EX03') {
    New-ExchangeCertificate -Server $s -SubjectName "CN=$s.contoso.com" -DomainName "$s.contoso.com" -FriendlyName $friendly -Force | Out-Null
}
$jobs = foreach ($server in Get-ExchangeServer) {
    Start-Job -Name "certs-$($server.Name)" -ScriptBlock {
        param($name, $days)
        $found = Get-ExchangeCertificate -Server $name | Where-Object { $_.FriendlyName -eq $using:friendly -and $_.NotAfter -gt (Get-Date).AddDays($days) }
        [pscustomobject]@{ Server = $name; Count = @($found).Count; Subject = $found.Subject }
    } -ArgumentList $server.Name, 10
}
if ($jobs.Count -ne 3) { $out += "$($jobs.Count) jobs" }
while (@(Get-Job -Name certs-* | Where-Object { $_.State -eq 'Running' }).Count -gt 0) { Start-Sleep -Milliseconds 100 }
$results = $jobs | Wait-Job -Timeout 60 | Receive-Job
if (($results | Measure-Object Count -Sum).Sum -ne 3) { $out += 'sum' }
if (($results.Server | Sort-Object) -join ',' -ne 'EX01,EX02,EX03') { $out += "servers $($results.Server)" }
if ($results[1].Subject -ne 'CN=EX02.contoso.com') { $out += "subject $($results[1].Subject)" }
if (@($jobs | ? State -ne 'Completed').Count) { $out += 'a job is not complete' }
$jobs | Remove-Job -Force
if (Get-Job) { $out += 'jobs are left' }

$j = Start-Job -ScriptBlock { Get-ExchangeCertificate -Thumbprint ('0' * 40) -ErrorAction Stop }
Wait-Job $j | Out-Null
if ($j.State -ne 'Failed') { $out += "state $($j.State)" }
if ($j.ChildJobs[0].JobStateInfo.Reason.Message -notlike '*was not found*') { $out += "reason $($j.ChildJobs[0].JobStateInfo.Reason.Message)" }
$null = Receive-Job $j -ErrorAction SilentlyContinue -ErrorVariable why
if ("$why" -notlike '*was not found*') { $out += "why $why" }
Remove-Job $j

$remote = Invoke-Command -ComputerName EX01, EX02 -ScriptBlock { param($n) "$n-$($using:friendly)" } -ArgumentList 7
if ("$remote" -ne '7-Rolled out 7-Rolled out') { $out += "remote $remote" }
if (($remote.PSComputerName -join ',') -ne 'EX01,EX02') { $out += "names $($remote.PSComputerName)" }
try { Invoke-Command -ComputerName EX99 -ScriptBlock { 1 } -ErrorAction Stop; $out += 'EX99 answered' } catch { Write-Host 'EX99 does not answer' }
if ($out) { $out | % { "FAIL: $_" } } else { 'PASS' }
