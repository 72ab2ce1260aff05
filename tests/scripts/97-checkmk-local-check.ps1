# needs: [Console]::OutputEncoding, $Host.UI.RawUI settings, Write-Host-free output, try/catch around every neighbour, ServicePointManager, WebClient/Invoke-WebRequest offline errors, Test-ServiceHealth, Get-Culture, [Threading.Thread] culture, error records to strings
# level: L5
$f = @()
try { [Console]::OutputEncoding = [System.Text.Encoding]::UTF8 } catch { $f += "encoding: $_" }
try { $Host.UI.RawUI.BufferSize = New-Object System.Management.Automation.Host.Size (200, 50) } catch { Write-Verbose "$_" }
[System.Net.ServicePointManager]::SecurityProtocol = [System.Net.ServicePointManager]::SecurityProtocol -bor [System.Net.SecurityProtocolType]::Tls12
[System.Net.ServicePointManager]::ServerCertificateValidationCallback = { $true }
if (([System.Net.ServicePointManager]::SecurityProtocol -band [Net.SecurityProtocolType]::Tls12) -eq 0) { $f += 'TLS 1.2' }
$state = 0
$texts = @()
foreach ($c in Get-ExchangeCertificate) {
    $days = [int]($c.NotAfter - (Get-Date)).TotalDays
    $s = if ($c.Status -ne 'Valid' -and $c.Status -ne 'PendingRequest') { 2 } elseif ($days -lt 14) { 2 } elseif ($days -lt 30) { 1 } else { 0 }
    $state = [math]::Max($state, $s)
    $texts += '{0} Exchange_Cert_{1} days={2};30;14 {3} expires {4:dd.MM.yyyy}' -f $s, $c.Thumbprint.Substring(0, 8), $days, ($c.Subject -replace '^CN=([^,]+).*', '$1'), $c.NotAfter
}
$texts
if (@($texts | ? { $_ -notmatch '^\d Exchange_Cert_[0-9A-F]{8} days=-?\d+;30;14 \S.* expires \d\d\.\d\d\.\d{4}$' }).Count) { $f += 'a line' }
$caught = @{}
foreach ($try in @{ web = { Invoke-WebRequest https://mail.contoso.invalid/owa -UseBasicParsing -TimeoutSec 2 } }, @{ rest = { Invoke-RestMethod https://mail.contoso.invalid/api -Method Post -Body '{}' } },
    @{ client = { (New-Object System.Net.WebClient).DownloadFile('https://mail.contoso.invalid/x.zip', "$env:TEMP\x.zip") } }, @{ ad = { Get-ADDomain } }, @{ com = { New-Object -ComObject Word.Application } },
    @{ forms = { [System.Windows.Forms.MessageBox]::Show('x') } }, @{ dns = { [System.Net.Dns]::GetHostEntry('no.such.host.invalid') } }, @{ module = { Import-Module Posh-ACME -ErrorAction Stop } }, @{ file = { Get-Content C:\no\file.txt -ErrorAction Stop } }) {
    foreach ($key in $try.Keys) { try { $null = & $try[$key]; $caught[$key] = '' } catch { $caught[$key] = "$($_.Exception.GetType().Name): $($_.Exception.Message)" } }
}
foreach ($e in $caught.GetEnumerator() | Sort-Object Key) { if (-not $e.Value) { $f += "$($e.Key) raised nothing" } else { Write-Host ('{0,-7}{1}' -f $e.Key, ($e.Value -split "`n")[0]) } }
if ($caught.file -notlike 'ItemNotFoundException*') { $f += $caught.file }
if ($caught.module -notlike 'FileNotFoundException*') { $f += $caught.module }
if ($caught.ad -notlike 'CommandNotFoundException*') { $f += $caught.ad }
try { $health = Test-ServiceHealth -ErrorAction Stop; if (-not $health) { $f += 'no health' } elseif ($health[0].RequiredServicesRunning -isnot [bool]) { $f += 'health' } } catch { $f += "health: $_" }
if ([System.Threading.Thread]::CurrentThread.CurrentCulture.Name -ne (Get-Culture).Name) { $f += 'culture' }
[gc]::Collect(); [gc]::WaitForPendingFinalizers()
if ($f) { $f | % { "FAIL: $_" } } else { 'PASS' }
