# store: servers=EX01,EX02
# needs: Import-Csv -Delimiter, ForEach-Object -Begin/-Process/-End, New- -GenerateRequest -Server -DomainName from split text, UNC administrative share, [IO.File]::WriteAllText/ReadAllText on UNC, Export-Csv -NoTypeInformation, splatting
# level: L4
$errors = @()
@'
Server;CommonName;Sans;Org
EX01;mail.contoso.com;autodiscover.contoso.com|legacy.contoso.com;Contoso Ltd
EX02;smtp.contoso.com;smtp2.contoso.com;"Contoso, Inc."
EX03;x.contoso.com;;Nobody
'@ | Set-Content C:\requests.csv
$done = Import-Csv C:\requests.csv -Delimiter ';' | ForEach-Object -Begin { $n = 0 } -Process {
    $n++
    $row = $_
    $names = @($row.CommonName) + ($row.Sans -split '\|' | Where-Object { $_ })
    $subject = 'C=DE, O="{0}", CN={1}' -f $row.Org, $row.CommonName
    if ($row.Org -notmatch ',') { $subject = $subject.Replace('"', '') }
    $params = @{
        GenerateRequest      = $true
        Server               = $row.Server
        SubjectName          = $subject
        DomainName           = $names
        FriendlyName         = "Request $n"
        PrivateKeyExportable = $true
        KeySize              = 2048
        ErrorAction          = 'Stop'
    }
    try {
        $csr = New-ExchangeCertificate @params
        $unc = "\\$($row.Server)\c$\Certs"
        if (!(Test-Path $unc)) { New-Item $unc -ItemType Directory -Force | Out-Null }
        [System.IO.File]::WriteAllText("$unc\$($row.CommonName).req", $csr)
        New-Object PSObject -Property @{ Server = $row.Server; File = "$unc\$($row.CommonName).req"; Names = $names.Count; Error = '' }
    }
    catch { New-Object PSObject -Property @{ Server = $row.Server; File = ''; Names = 0; Error = $_.Exception.Message } }
} -End { Write-Host "$n rows" }
$done | Select-Object Server, File, Names, Error | Export-Csv C:\done.csv -NoTypeInformation -Encoding UTF8
$back = Import-Csv C:\done.csv
if ($back.Count -ne 3) { $errors += "$($back.Count) rows" }
if ($back[0].Names -ne 3 -or $back[1].Names -ne 2) { $errors += 'names' }
if ($back[2].Error -notmatch 'EX03') { $errors += "error text: $($back[2].Error)" }
foreach ($row in $back[0..1]) {
    if (-not (Test-Path -LiteralPath $row.File -PathType Leaf)) { $errors += "no file $($row.File)"; continue }
    $text = [System.IO.File]::ReadAllText($row.File)
    if ($text -notmatch '^-----BEGIN NEW CERTIFICATE REQUEST-----') { $errors += "armor of $($row.File)" }
    $pending = @(Get-ExchangeCertificate -Server $row.Server | Where { $_.Status -eq 'PendingRequest' -and $_.FriendlyName -like 'Request *' })
    if ($pending.Count -ne 1) { $errors += "$($pending.Count) pending on $($row.Server)" }
}
$two = Get-ExchangeCertificate -Server EX02 | ? { $_.FriendlyName -eq 'Request 2' }
if ($two.Subject -notlike '*O="Contoso, Inc."*') { $errors += "subject $($two.Subject)" }
if ((Split-Path $back[1].File -Leaf) -ne 'smtp.contoso.com.req') { $errors += 'leaf' }
if ((Split-Path $back[1].File) -ne '\\EX02\c$\Certs') { $errors += "parent $(Split-Path $back[1].File)" }
if (Test-Path C:\Certs\smtp.contoso.com.req) { $errors += 'the file of EX02 is on EX01' }
if (-not (Test-Path C:\Certs\mail.contoso.com.req)) { $errors += 'the file of EX01 is not on C:' }
(gci '\\EX02\c$\Certs' -Filter *.req | Measure-Object Length -Sum).Sum -gt 500 | Out-Null
if ($errors) { $errors | foreach { "FAIL: $_" } } else { 'PASS' }
