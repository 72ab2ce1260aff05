# store: servers=EX01,EX02
# needs: Export-Clixml/Import-Clixml of certificates, Compare-Object -Property, Group-Object -AsHashTable, [ordered], Sort-Object -Unique, Get-FileHash, Start-Transcript inside a function, Tee-Object, Out-String -Stream
# level: L3
$trouble = @()
$file = Join-Path $PSScriptRoot 'snapshot.xml'
function Get-Snapshot {
    foreach ($s in Get-ExchangeServer) {
        Get-ExchangeCertificate -Server $s.Name | ForEach-Object {
            [PSCustomObject][ordered]@{
                Server = $s.Name; Thumbprint = $_.Thumbprint; Subject = $_.Subject; Services = "$($_.Services)"
                NotAfter = $_.NotAfter; Names = @($_.CertificateDomains | ForEach-Object { "$_" }); SelfSigned = $_.IsSelfSigned
            }
        }
    }
}
$one = New-ExchangeCertificate -Server EX01 -SubjectName CN=one.contoso.com -DomainName one.contoso.com, uno.contoso.com -Services None
$two = New-ExchangeCertificate -Server EX02 -SubjectName CN=two.contoso.com -DomainName two.contoso.com -Services None
Get-Snapshot | Export-Clixml -Path $file -Depth 4
$hash = (Get-FileHash $file -Algorithm SHA256).Hash
$saved = Import-Clixml $file
if ($saved[0].NotAfter -isnot [datetime]) { $trouble += 'date' }
if (($saved | ? Thumbprint -eq $one.Thumbprint).Names.Count -ne 2) { $trouble += 'names' }
if (Compare-Object $saved (Get-Snapshot) -Property Server, Thumbprint, Services, Subject) { $trouble += 'drift without a change' }
Enable-ExchangeCertificate -Server EX02 -Thumbprint $two.Thumbprint -Services IMAP, POP -Force
Remove-ExchangeCertificate -Server EX01 -Thumbprint $one.Thumbprint -Confirm:$false
$drift = Compare-Object $saved (Get-Snapshot) -Property Server, Thumbprint, Services
$gone = $drift | Where-Object { $_.SideIndicator -eq '<=' -and $_.Server -eq 'EX01' }
if ($gone.Thumbprint -ne $one.Thumbprint) { $trouble += "gone: $($gone.Thumbprint)" }
$changed = @($drift | ? { $_.Server -eq 'EX02' -and $_.Thumbprint -eq $two.Thumbprint })
if ($changed.Count -lt 2) { $trouble += "changed: $($changed.Count)" }
if (($changed | ? SideIndicator -eq '=>').Services -notmatch 'IMAP') { $trouble += 'services of the change' }
$by = Get-Snapshot | Group-Object Server -AsHashTable -AsString
if (-not $by.ContainsKey('EX02') -or @($by.EX02 | ? Subject -eq 'CN=two.contoso.com').Count -ne 1) { $trouble += 'groups' }
$lines = Get-Snapshot | Sort-Object Server, NotAfter | Format-Table Server, Subject, Services -AutoSize | Out-String -Stream -Width 100 | Tee-Object -Variable tee
if (-not ($lines -match 'EX02\s+CN=two')) { $trouble += 'table' }
if ($tee.Count -ne $lines.Count) { $trouble += 'tee' }
if ((Get-FileHash $file).Hash -ne $hash) { $trouble += 'the snapshot changed' }
$raw = Get-ExchangeCertificate -Server EX02 -Thumbprint $two.Thumbprint
$raw | Export-Clixml "$PSScriptRoot\raw.xml"
$dead = Import-Clixml "$PSScriptRoot\raw.xml"
if ($dead.Thumbprint -ne $two.Thumbprint -or $dead.PSObject.TypeNames[0] -notlike 'Deserialized.*') { $trouble += "types: $($dead.PSObject.TypeNames[0])" }
if ($trouble) { $trouble | % { "FAIL: $_" } } else { 'PASS' }
