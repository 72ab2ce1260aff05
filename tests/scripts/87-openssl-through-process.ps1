# needs: System.Diagnostics.ProcessStartInfo/Process with redirected streams, Start-Process -Wait -PassThru -RedirectStandardOutput, ExitCode, Get-Command .Path, certutil -encode/-decode/-hashfile, New-TemporaryFile, Remove-Item
# level: L5
function Invoke-Program {
    param([string]$FileName, [string]$Arguments, [string]$InputText)
    $info = New-Object System.Diagnostics.ProcessStartInfo
    $info.FileName = $FileName
    $info.Arguments = $Arguments
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    $info.RedirectStandardInput = [bool]$InputText
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $process = New-Object System.Diagnostics.Process
    $process.StartInfo = $info
    [void]$process.Start()
    if ($InputText) { $process.StandardInput.Write($InputText); $process.StandardInput.Close() }
    $out = $process.StandardOutput.ReadToEnd()
    $err = $process.StandardError.ReadToEnd()
    $process.WaitForExit()
    [pscustomobject]@{ Out = $out; Err = $err; Code = $process.ExitCode }
}
$miss = @()
$c = New-ExchangeCertificate -SubjectName 'CN=ssl.contoso.com' -DomainName ssl.contoso.com -PrivateKeyExportable $true -Force
$der = "$env:TEMP\ssl.cer"
[IO.File]::WriteAllBytes($der, $c.RawData)

$r = Invoke-Program hostname.exe ''
if ($r.Code -ne 0 -or $r.Out.Trim() -ne $env:COMPUTERNAME) { $miss += "hostname: $($r.Out)" }
$r = Invoke-Program certutil.exe "-hashfile `"$der`" SHA1"
if ($r.Code -ne 0 -or ($r.Out -replace ' ') -notmatch $c.Thumbprint) { $miss += "hash: $($r.Out)" }
$r = Invoke-Program certutil "-dump C:\no\such.file"
if ($r.Code -eq 0) { $miss += 'certutil read a file that is not' }
if (Get-Command openssl -ErrorAction SilentlyContinue) {
    $r = Invoke-Program openssl "x509 -inform DER -in `"$der`" -noout -subject -enddate"
    if ($r.Out -notmatch 'ssl\.contoso\.com') { $miss += "openssl: $($r.Out) $($r.Err)" }
    $end = ($r.Out.Split("`n") | ? { $_ -like 'notAfter=*' }).Trim().TrimStart('notAfter=')
    $date = [datetime]::ParseExact(($end -replace '\s+', ' '), 'MMM d HH:mm:ss yyyy \G\M\T', [Globalization.CultureInfo]::InvariantCulture)
    if ([math]::Abs(($date - $c.NotAfter.ToUniversalTime()).TotalMinutes) -gt 1) { $miss += "end $date, not $($c.NotAfter)" }
    $r = Invoke-Program openssl 'base64' 'hello'
    if ($r.Out.Trim() -ne 'aGVsbG8=') { $miss += "standard input: $($r.Out)" }
    $r = Invoke-Program openssl 'x509 -in /no/such/file'
    if ($r.Code -eq 0 -or -not $r.Err) { $miss += 'openssl: no error' }
}
$tmp = New-TemporaryFile
$p = Start-Process -FilePath (Get-Command iisreset.exe).Path -ArgumentList '/RESTART' -NoNewWindow -RedirectStandardOutput $tmp.FullName -Wait -PassThru
if ($p.ExitCode -ne 0) { $miss += "iisreset: $($p.ExitCode)" }
if ((Get-Content $tmp | Out-String) -notmatch 'successfully restarted') { $miss += 'iisreset says nothing' }
certutil -encode $der "$env:TEMP\ssl.b64" | Out-Null
if ($LASTEXITCODE) { $miss += "encode $LASTEXITCODE" }
certutil -decode "$env:TEMP\ssl.b64" "$env:TEMP\ssl2.cer" | Out-Null
if (@(Compare-Object ([IO.File]::ReadAllBytes($der)) ([IO.File]::ReadAllBytes("$env:TEMP\ssl2.cer"))).Count) { $miss += 'not the same bytes' }
try { Invoke-Program 'no-such-program.exe' ''; $miss += 'an unknown program ran' } catch { Write-Host $_.Exception.InnerException.Message }
Remove-Item $tmp, $der -Force
if (Test-Path $der) { $miss += 'the file is still there' }
if ($miss) { $miss | foreach { "FAIL: $_" } } else { 'PASS' }
