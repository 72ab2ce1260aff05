# needs: ConvertTo-Html -Fragment -PreContent / -Head -Body, here-string CSS, calculated properties, -replace on HTML, Out-File, Send-MailMessage in try/catch, New-TimeSpan, Sort-Object, Group-Object
# level: L3
[CmdletBinding()]
Param (
    [int]$WarnDays = 30,
    [string]$ReportFile = "$env:TEMP\CertificateReport.html",
    [string[]]$To = @('admins@contoso.com'),
    [switch]$SendEmail
)
$problems = New-Object System.Collections.ArrayList
$css = @"
<style>
BODY{font-family: Arial; font-size: 8pt;}
TABLE{border: 1px solid black; border-collapse: collapse;}
TH{border: 1px solid black; background: #dddddd; padding: 5px; color: #000000;}
td.warn{background: #FFD700;}
</style>
"@
New-ExchangeCertificate -SubjectName 'CN=report & co.contoso.com' -DomainName report.contoso.com -FriendlyName 'Report <1>' -Force | Out-Null
$report = @()
[array]$servers = Get-ExchangeServer | Sort-Object Name
foreach ($server in $servers) {
    $certs = @(Get-ExchangeCertificate -Server $server.Name -ErrorAction SilentlyContinue)
    foreach ($cert in $certs) {
        $left = (New-TimeSpan -Start (Get-Date) -End $cert.NotAfter).Days
        $line = New-Object PSObject
        $line | Add-Member NoteProperty -Name 'Server' -Value $server.Name
        $line | Add-Member NoteProperty -Name 'Subject' -Value $cert.Subject
        $line | Add-Member NoteProperty -Name 'Friendly Name' -Value $cert.FriendlyName
        $line | Add-Member NoteProperty -Name 'Services' -Value ([string]$cert.Services)
        $line | Add-Member NoteProperty -Name 'Expires' -Value $cert.NotAfter.ToShortDateString()
        $line | Add-Member NoteProperty -Name 'Days Left' -Value $left
        $line | Add-Member NoteProperty -Name 'State' -Value $(if ($left -lt 0) { 'Expired' } elseif ($left -lt $WarnDays) { 'Warn' } else { 'Ok' })
        $report += $line
    }
}
$fragment = $report | Sort-Object 'Days Left' | ConvertTo-Html -Fragment -PreContent "<h2>Certificates of $($servers.Count) server(s)</h2>"
$fragment = $fragment -replace '<td>Warn</td>', '<td class="warn">Warn</td>' -replace '<td>Ok</td>', '<td class="ok">Ok</td>'
$states = $report | Group-Object State -NoElement | Select-Object Name, Count | ConvertTo-Html -Fragment -As List
$html = ConvertTo-Html -Head $css -Title 'Exchange certificates' -Body ($states + $fragment)
$html | Out-File $ReportFile -Encoding utf8

$text = [IO.File]::ReadAllText($ReportFile)
if ($text -notmatch 'class="ok"') { [void]$problems.Add('no marked cell') }
if ($text -notlike '*<h2>Certificates of 1 server(s)</h2>*') { [void]$problems.Add('heading') }
if ($text -notmatch '&lt;1&gt;') { [void]$problems.Add('text is not encoded') }
if ($text -notmatch 'report &amp; co') { [void]$problems.Add('ampersand is not encoded') }
if ($text -notmatch '<th>Friendly Name</th><th>Services</th>') { [void]$problems.Add('columns') }
if ([byte[]](Get-Content $ReportFile -Encoding Byte -TotalCount 3) -join ' ' -ne '239 187 191') { [void]$problems.Add('no BOM') }
if ($text -match 'background: #dddddd' -eq $false) { [void]$problems.Add('style') }
$sent = 'not asked for'
if ($SendEmail -or $true) {
    $mail = @{ To = $To; From = "exchange@$env:USERDNSDOMAIN"; Subject = "Certificates $(Get-Date -f s)"; Body = ($html | Out-String)
        BodyAsHtml = $true; SmtpServer = 'localhost'; Port = 25; Encoding = ([System.Text.Encoding]::UTF8); Priority = 'High'; ErrorAction = 'Stop' }
    try { Send-MailMessage @mail; $sent = 'sent' } catch { $sent = "not sent: $($_.Exception.Message)" }
}
Write-Host $sent.Split("`n")[0]
$top = $report | Sort-Object -Property @{ Expression = 'Days Left'; Descending = $true }, Subject | Select-Object -First 1
if ($top.'Days Left' -lt 300) { [void]$problems.Add("days left: $($top.'Days Left')") }
$report | Format-Table @{n = 'Name'; e = { $_.'Friendly Name' } }, @{L = 'Left'; E = { '{0,6:N0}' -f $_.'Days Left' }; Alignment = 'Right' }, State -AutoSize | Out-String -Width 120 | Write-Host
if ($problems.Count) { $problems | ForEach-Object { "FAIL: $_" } } else { Write-Output 'PASS' }
