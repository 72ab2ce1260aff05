# needs: Add-PSSnapin of several generations, Get-PSSnapin tests, Get-Content -Encoding Byte -ReadCount 0, Set-Content of a request, iisreset, notepad, clip.exe, Enable- with one quoted list, -Confirm:$False, aliases, backticks
# level: L2
If (-Not (Get-PSSnapin -Name Microsoft.Exchange.Management.PowerShell.E2010 -ErrorAction SilentlyContinue)) {
    Add-PSSnapin Microsoft.Exchange.Management.PowerShell.E2010
}
Get-PSSnapin -Registered | Where-Object { $_.Name -like '*exchange*' -and -not (Get-PSSnapin $_.Name -ea 0) } | Add-PSSnapin -PassThru | Write-Host
Set-ADServerSettings -ViewEntireForest $True
$no = 0
$Data = New-ExchangeCertificate -GenerateRequest -SubjectName "c=US, o=Contoso, cn=mail.contoso.com" -DomainName mail.contoso.com, `
    autodiscover.contoso.com -FriendlyName "EMS 2010" -PrivateKeyExportable:$true
Set-Content -Path "C:\EMS.req" -Value $Data
notepad C:\EMS.req 2>$null
Get-Content C:\EMS.req | clip.exe
if ((gc C:\EMS.req)[0] -ne '-----BEGIN NEW CERTIFICATE REQUEST-----') { "FAIL: first line"; $no++ }
if (-not (certutil -dump C:\EMS.req | Select-String 'autodiscover.contoso.com')) { "FAIL: dump"; $no++ }
Get-ExchangeCertificate | ? {$_.Status -eq "PendingRequest" -and $_.FriendlyName -eq 'EMS 2010'} | % { Remove-ExchangeCertificate -Thumbprint $_.Thumbprint -Confirm:$False }

$pw = ConvertTo-SecureString 'P@ss' -AsPlainText -Force
$c = New-ExchangeCertificate -SubjectName CN=mail.contoso.com -DomainName mail.contoso.com -PrivateKeyExportable $true -FriendlyName 'To move' -Services None
$file = Export-ExchangeCertificate -Thumbprint $c.Thumbprint -BinaryEncoded:$true -Password:$pw
Set-Content -Path "c:\moved.pfx" -Value $file.FileData -Encoding Byte
$c | Remove-ExchangeCertificate -Confirm:$False
Import-ExchangeCertificate -FileData ([Byte[]]$(Get-Content -Path c:\moved.pfx -Encoding Byte -ReadCount 0)) -Password:$pw -FriendlyName Moved | Enable-ExchangeCertificate -Services "IIS, POP, IMAP" -Force
iisreset /noforce | Select-Object -Last 1 | Out-Null
if ($LASTEXITCODE -ne 0) { "FAIL: iisreset $LASTEXITCODE"; $no++ }
$now = Get-ExchangeCertificate $c.Thumbprint
FL -InputObject $now Thumbprint, Services, *self*, Status
foreach ($s in 'IIS', 'POP', 'IMAP') { if ($now.Services -notmatch $s) { "FAIL: $s is missing"; $no++ } }
if ($now.ServicesStringForm.ToCharArray() -icontains 'W' -ne $true) { "FAIL: letters $($now.ServicesStringForm)"; $no++ }
if ($now.Services -lt 'IMAP' -or "$($now.Services)" -eq 'None') { "FAIL: services $($now.Services)"; $no++ }
if ($no -eq 0) { Echo "PASS" }
