# needs: Get-/Set-AuthConfig -NewCertificateThumbprint -NewCertificateEffectiveDate -PublishCertificate -ClearPreviousCertificate, New- with -DomainName @(), Restart-Service, Restart-WebAppPool, Get-/Set-HybridConfiguration absent, ShouldProcess
# level: L4
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
param([int]$ValidDaysLeft = 60)
$wrong = @()
function Test-AuthCertificate {
    [OutputType([bool])]
    param([string]$Thumbprint, [int]$Days)
    if ([string]::IsNullOrEmpty($Thumbprint)) { return $false }
    $c = Get-ExchangeCertificate -Thumbprint $Thumbprint -ErrorAction SilentlyContinue
    ($null -ne $c) -and ($c.NotAfter -gt (Get-Date).AddDays($Days))
}
function New-AuthCertificate {
    [CmdletBinding(SupportsShouldProcess, ConfirmImpact = 'High')]
    param([Parameter(Mandatory)][string]$Name)
    if ($PSCmdlet.ShouldProcess($env:COMPUTERNAME, 'New-ExchangeCertificate')) {
        $p = @{ KeySize = 2048; PrivateKeyExportable = $true; SubjectName = "cn=$Name"; DomainName = @(); FriendlyName = $Name; Services = 'SMTP'; Force = $true; ErrorAction = 'Stop' }
        New-ExchangeCertificate @p
    }
}
$before = (Get-AuthConfig).CurrentCertificateThumbprint
Write-Host "current: $before valid: $(Test-AuthCertificate $before $ValidDaysLeft)"
$dry = New-AuthCertificate -Name 'Dry run' -WhatIf
if ($dry) { $wrong += 'WhatIf made something' }
$new = New-AuthCertificate 'Microsoft Exchange Server Auth Certificate' -Confirm:$false
if ($new.Subject -ne 'CN=Microsoft Exchange Server Auth Certificate') { $wrong += "subject $($new.Subject)" }
Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date) -Force
if ((Get-AuthConfig).NextCertificateThumbprint -ne $new.Thumbprint) { $wrong += 'new thumbprint is not kept' }
Set-AuthConfig -PublishCertificate
Set-AuthConfig -ClearPreviousCertificate
$config = Get-AuthConfig
if ($config.CurrentCertificateThumbprint -ne $new.Thumbprint) { $wrong += "current is $($config.CurrentCertificateThumbprint)" }
if ($config.PreviousCertificateThumbprint) { $wrong += 'previous is not cleared' }
try {
    Restart-Service -Name MSExchangeServiceHost, W3SVC -ErrorAction Stop -WarningAction SilentlyContinue
    foreach ($pool in 'MSExchangeOWAAppPool', 'MSExchangeECPAppPool') { Restart-WebAppPool -Name $pool -ErrorAction Stop }
}
catch { $wrong += "restart: $_" }
if ((Get-Service MSExchangeServiceHost).Status -ne 'Running') { $wrong += 'the service is down' }
try {
    Set-AuthConfig -NewCertificateThumbprint ('0' * 40) -NewCertificateEffectiveDate (Get-Date).AddDays(2) -ErrorAction Stop
    $wrong += 'an unknown certificate was taken'
} catch { Write-Host "refused: $($_.Exception.Message)" }
if (-not (Test-AuthCertificate $new.Thumbprint 30)) { $wrong += 'not valid for 30 days' }
if (Test-AuthCertificate '' 1) { $wrong += 'nothing is valid' }
if (-not (Get-HybridConfiguration -ErrorAction SilentlyContinue)) { 'no hybrid configuration' }
if ($wrong) { $wrong | ForEach-Object { "FAIL: $_" } } else { 'PASS' }
