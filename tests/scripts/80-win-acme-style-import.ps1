# store: servers=EX01,EX02
# needs: param block with positions, Import- -FileData, Enable- -Force, Remove- -Confirm:$false, New-PSSession/Import-PSSession/Remove-PSSession, Start-Transcript, trap-free try/catch/finally, exit code by return
# level: L4
param(
    [Parameter(Position=0,Mandatory=$false)][string]$NewCertThumbprint,
    [Parameter(Position=1,Mandatory=$false)][string]$ExchangeServices = 'IIS,SMTP',
    [Parameter(Position=2,Mandatory=$false)][int]
    $LeaveOldExchangeCerts = 0,
    [Parameter(Position=4,Mandatory=$false)][string]
    $TargetHost = $env:COMPUTERNAME,
    [switch]$DebugOn
)
. "$PSScriptRoot\lib\SampleFiles.ps1"
$bad = @()
if ($DebugOn) { $DebugPreference = 'Continue' }
$ErrorActionPreference = 'Stop'
$log = Join-Path $env:TEMP "acme-$(Get-Date -Format yyyyMMdd-HHmmss).log"
Start-Transcript -Path $log | Out-Null

function Connect-ToExchange {
    param([string]$Fqdn)
    $session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri "http://$Fqdn/PowerShell/" -Authentication Kerberos -ErrorAction Stop
    Import-Module (Import-PSSession $session -DisableNameChecking -AllowClobber) -Global -DisableNameChecking
    return $session
}
$session = $null
$result = 1
try {
    $fqdn = [System.Net.Dns]::GetHostByName($TargetHost).HostName
    Write-Debug "connecting to $fqdn"
    $session = Connect-ToExchange $fqdn
    $pfx = Save-SamplePfx -Name Fabrikam -Path "$env:TEMP\renewed.pfx"
    if (-not $NewCertThumbprint) { $NewCertThumbprint = $SampleFabrikamThumbprint }
    $installed = Get-ExchangeCertificate -Server $TargetHost | Where-Object { $_.Thumbprint -eq $NewCertThumbprint }
    if (-not $installed) {
        Import-ExchangeCertificate -Server $TargetHost -FileData ([System.IO.File]::ReadAllBytes($pfx)) `
            -Password (ConvertTo-SecureString -String 'Fabrikam1!' -Force -AsPlainText) -PrivateKeyExportable:$true | Out-Null
        "Imported on $TargetHost"
    }
    Get-ExchangeCertificate -Server $TargetHost -Thumbprint $NewCertThumbprint `
        | Enable-ExchangeCertificate -Server $TargetHost -Services $ExchangeServices -Force
    if ($LeaveOldExchangeCerts -ne 1) {
        Get-ExchangeCertificate -Server $TargetHost -DomainName 'mail.fabrikam.com' `
            | Where-Object -FilterScript { $_.Thumbprint -ne $NewCertThumbprint } `
            | Remove-ExchangeCertificate -Confirm:$false
    }
    $result = 0
}
catch [System.Net.Sockets.SocketException] {
    Write-Warning "name: $($_.Exception.Message)"
}
catch {
    Write-Warning "$($_.InvocationInfo.ScriptLineNumber): $($_.Exception.Message)"
}
finally {
    if ($session) { Remove-PSSession $session }
    Stop-Transcript | Out-Null
}
$ErrorActionPreference = 'Continue'
if ($result -ne 0) { $bad += 'the hook failed' }
if (@(Get-PSSession).Count -ne 0) { $bad += 'a session is left' }
$cert = Get-ExchangeCertificate -Thumbprint $NewCertThumbprint -ErrorAction SilentlyContinue
if ("$($cert.Services)" -notmatch 'SMTP' -or $cert.Services -notmatch 'IIS') { $bad += "services: $($cert.Services)" }
if (Get-ExchangeCertificate -Server EX02 | ? { $_.Thumbprint -eq $NewCertThumbprint }) { $bad += 'the wrong server got it' }
$text = Get-Content $log
if (-not ($text -match 'transcript start')) { $bad += 'no transcript' }
if (($text -match '^Imported on ').Count -ne 1) { $bad += 'the transcript lacks the output' }
try { Connect-ToExchange 'no.such.host.invalid' | Out-Null; $bad += 'a session with nobody' } catch { 'no session with an unknown host' }
if ($bad) { $bad | % { "FAIL: $_" } } else { 'PASS' }
