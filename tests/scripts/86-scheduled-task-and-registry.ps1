# needs: registry drive, Get-/Set-/New-ItemProperty, Test-Path HKLM:, catch CommandNotFoundException where a module is absent, Get-Command tests, COM in try/catch, [Environment], Get-WmiObject/Get-CimInstance, Where-Object on services
# level: L5
$f = @()
$key = 'HKLM:\SOFTWARE\Contoso\CertTools'
if (!(Test-Path $key)) { New-Item -Path $key -Force | Out-Null }
New-ItemProperty -Path $key -Name LastRun -Value (Get-Date -Format s) -PropertyType String -Force | Out-Null
New-ItemProperty -Path $key -Name Runs -Value 1 -PropertyType DWord -Force | Out-Null
Set-ItemProperty -Path $key -Name Runs -Value ((Get-ItemProperty $key).Runs + 1)
if ((Get-ItemProperty -Path $key -Name Runs).Runs -ne 2) { $f += 'Runs' }
if (-not [datetime]::ParseExact((Get-ItemProperty $key).LastRun, 's', $null)) { $f += 'LastRun' }
Remove-ItemProperty -Path $key -Name Runs
if ($null -ne (Get-ItemProperty $key).Runs) { $f += 'Runs is still there' }
$install = (Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\ExchangeServer\v15\Setup' -ErrorAction SilentlyContinue).MsiInstallPath
if (-not $install) { $f += 'no MsiInstallPath' }
elseif ($install.TrimEnd('\') -ne $env:ExchangeInstallPath.TrimEnd('\')) { $f += "$install is not $env:ExchangeInstallPath" }
if (Test-Path 'HKLM:\SOFTWARE\Contoso\Nothing') { $f += 'a key that is not' }

# a task: with the module where there is one, else with what there is
$how = $null
try {
    $action = New-ScheduledTaskAction -Execute 'PowerShell.exe' -Argument "-NoProfile -File `"$PSCommandPath`"" -ErrorAction Stop
    $how = 'module'
}
catch [System.Management.Automation.CommandNotFoundException] {
    try { & schtasks.exe /create /tn CertCheck /tr "x" /sc daily 2>&1 | Out-Null; $how = 'schtasks' }
    catch { $how = "by hand ($($_.CategoryInfo.Category))" }
}
Write-Host "task: $how"
if (-not $how) { $f += 'no way to make a task' }

try { $shell = New-Object -ComObject WScript.Shell -ErrorAction Stop; $f += 'COM' }
catch { if ($_.FullyQualifiedErrorId -notlike 'NoCOMClassIdentified*') { $f += $_.FullyQualifiedErrorId } }
try { [void][System.Windows.Forms.MessageBox]::Show('x'); $f += 'a window' } catch { if ($_.FullyQualifiedErrorId -ne 'TypeNotFound') { $f += $_.FullyQualifiedErrorId } }
try { Add-Type -TypeDefinition 'public class T { }' -ErrorAction Stop; Write-Host 'compiled' } catch { Write-Host 'no compiler here' }

$os = Get-WmiObject -Class Win32_OperatingSystem -ComputerName $env:COMPUTERNAME
if ($os.Caption -notmatch 'Windows') { $f += "caption $($os.Caption)" }
if (-not $os.Version.StartsWith('10.')) { $f += "version $($os.Version)" }
$cs = Get-CimInstance -ClassName Win32_ComputerSystem
if ($cs.Name -ne $env:COMPUTERNAME) { $f += "name $($cs.Name)" }
$down = Get-WmiObject Win32_Service | Where-Object { $_.Name -like 'MSExchange*' -and $_.StartMode -eq 'Auto' -and $_.State -ne 'Running' }
if ($down) { $f += "down: $($down.Name)" }
$boot = (Get-CimInstance Win32_OperatingSystem).LastBootUpTime
if ($boot -isnot [datetime] -or $boot -gt (Get-Date)) { $f += "boot time $boot" }
if ($os.ConvertToDateTime($os.LastBootUpTime) -isnot [datetime]) { $f += 'boot time of WMI' }
$one = Get-WmiObject Win32_Service -Filter "Name='MSExchangeTransport'"
if ($one.DisplayName -ne 'Microsoft Exchange Transport') { $f += "filter: $($one.Name)" }
if ([Environment]::MachineName -ne $env:COMPUTERNAME) { $f += 'machine name' }
if (-not $env:windir -or -not (Test-Path $env:windir)) { $f += 'windir' }
if ([Environment]::OSVersion.Version.Major -lt 6) { $f += 'OS version' }
if ($f) { $f | % { "FAIL: $_" } } else { 'PASS' }
