# needs: powershell.exe as a child with -Command/-File and exit codes, dot-sourcing with skipped positions, $MyInvocation, $PSScriptRoot, $PSCommandPath, Invoke-Expression of built commands, & with script block variables, nested scopes, param default that throws
# level: L5
$w = @()
@'
param([Parameter(Position=0)][string]$Thumb = $(throw 'need -Thumb'), [Parameter(Position=1)][string]$Services,
 [Parameter(Position=2)][int]
 $Leave, [Parameter(Position=4)][string]$File, [Parameter(Position=5)]$Password = 'none')
$script:LastCall = "$Thumb|$Services|$Leave|$File|$Password"
function global:Get-HookName { 'hook' }
$here = Split-Path -Parent $MyInvocation.MyCommand.Path
if ($here -ne $PSScriptRoot) { throw "here is $here, not $PSScriptRoot" }
return $MyInvocation.MyCommand.Name
'@ | Set-Content "$PSScriptRoot\Hook.ps1"
$name = . "$PSScriptRoot\Hook.ps1" 'THUMB' 'IIS,SMTP' 1 'file.pfx' 'pw'
if ($name -ne 'Hook.ps1') { $w += "name $name" }
if ($LastCall -ne 'THUMB|IIS,SMTP|1|file.pfx|pw') { $w += "call $LastCall" }
if ((Get-HookName) -ne 'hook') { $w += 'global function' }
try { & .\Hook.ps1; $w += 'no thumbprint, no error' } catch { if ("$_" -ne 'need -Thumb') { $w += "error $_" } }
if ((Split-Path $PSCommandPath -Leaf) -ne $MyInvocation.MyCommand.Name) { $w += $PSCommandPath }
$here = { Split-Path $MyInvocation.ScriptName }
if ("$(& $here)" -ne $PSScriptRoot) { $w += "here $(& $here)" }
$list = 'a.contoso.com,b.contoso.com'
$c = Invoke-Expression "New-ExchangeCertificate -SubjectName `"CN=a.contoso.com`" -DomainName $list -PrivateKeyExportable:`$true -Services None"
if (@($c.CertificateDomains).Count -ne 2) { $w += "domains $($c.CertificateDomains)" }
$sum = powershell.exe -NoProfile -Command "40+2"
if ($sum -ne '42') { $w += "sum $sum" }
$count = powershell -NoProfile -ExecutionPolicy Bypass -Command "(Get-ExchangeCertificate $($c.Thumbprint)).Subject"
if ($count -ne 'CN=a.contoso.com') { $w += "child sees $count" }
'param($Code = 1) "code $Code"; exit $Code' | Set-Content "$PSScriptRoot\child.ps1"
$text = powershell -NoProfile -File "$PSScriptRoot\child.ps1" -Code 5
if ($LASTEXITCODE -ne 5 -or $text -ne 'code 5') { $w += "child: $text, $LASTEXITCODE" }
$p = Start-Process powershell.exe -ArgumentList "-NoProfile -File `"$PSScriptRoot\child.ps1`" 6" -Wait -PassThru -NoNewWindow
if ($p.ExitCode -ne 6) { $w += "process: $($p.ExitCode)" }
& "$PSScriptRoot\child.ps1" 7 | Out-Null
if ($LASTEXITCODE -ne 7) { $w += "script: $LASTEXITCODE" }
$level = 'script'
function Outer { $level = 'outer'; function Inner { $level; $script:level = 'changed'; $level }; Inner }
if ((Outer) -join ',' -ne 'outer,outer' -or $level -ne 'changed') { $w += "scopes $level" }
if ($w) { $w | % { "FAIL: $_" } } else { 'PASS' }
