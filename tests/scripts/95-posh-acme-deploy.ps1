# needs: function with ValueFromPipelineByPropertyName, X509Certificate2 ctor from file + password, X509Store Open/Add/Remove/Close, Import-PfxCertificate, Cert: drive search by provider path, Get-WebBinding/AddSslCertificate, IIS:\SslBindings, Restart-WebAppPool
# level: L5
. "$PSScriptRoot\lib\SampleFiles.ps1"
$bad = @()
Import-Module WebAdministration
function Set-IISCert {
    [CmdletBinding(SupportsShouldProcess)]
    param(
        [Parameter(Mandatory, ValueFromPipelineByPropertyName)][Alias('Thumbprint')][string]$CertThumbprint,
        [Parameter(ValueFromPipelineByPropertyName)][string]$PfxFile,
        [Parameter(ValueFromPipelineByPropertyName)][securestring]$PfxPass,
        [string]$SiteName = 'Default Web Site', [uint32]$Port = 443
    )
    process {
        if (-not (Test-Path "Cert:\LocalMachine\My\$CertThumbprint")) {
            if (-not $PfxFile) { $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([System.IO.FileNotFoundException]::new('PFX'), 'NoPfx', 'ObjectNotFound', $CertThumbprint)); return }
            Import-PfxCertificate -FilePath $PfxFile -CertStoreLocation Cert:\LocalMachine\My -Password $PfxPass -Exportable | Out-Null
        }
        $binding = Get-WebBinding -Name $SiteName -Protocol https -Port $Port
        if ($PSCmdlet.ShouldProcess("$SiteName`:$Port", "Bind $CertThumbprint")) { $binding.AddSslCertificate($CertThumbprint, 'my') }
    }
}
$pass = ConvertTo-SecureString 'Fabrikam1!' -AsPlainText -Force
$pfx = Save-SamplePfx -Name Fabrikam -Path "$env:TEMP\deploy.pfx"
$x = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 $pfx, 'Fabrikam1!', 'Exportable,PersistKeySet,MachineKeySet'
if ($x.Thumbprint -ne $SampleFabrikamThumbprint -or -not $x.HasPrivateKey) { $bad += 'X509Certificate2' }
Set-IISCert -CertThumbprint ('0' * 40) -ErrorAction SilentlyContinue -ErrorVariable none
if ($none[0].FullyQualifiedErrorId -notlike 'NoPfx*') { $bad += "error $($none[0].FullyQualifiedErrorId)" }
[pscustomobject]@{ Thumbprint = $x.Thumbprint; PfxFile = $pfx; PfxPass = $pass } | Set-IISCert
$bound = (Get-ChildItem IIS:\SslBindings | Where-Object { $_.Port -eq 443 } | Select-Object -First 1).Thumbprint
if ($bound -ne $x.Thumbprint) { $bad += "bound is $bound" }
if ((Get-ExchangeCertificate $x.Thumbprint).Services -notmatch 'IIS') { $bad += 'Exchange does not know of the binding' }
$found = Get-ChildItem Cert:\LocalMachine -Recurse | Where-Object { $_.Thumbprint -eq $x.Thumbprint } | Sort-Object -Descending | Select-Object -f 1
if ($found.PSPath -notlike '*LocalMachine\My\*') { $bad += "path $($found.PSPath)" }
if (-not (Get-ChildItem $found.PSPath -ErrorAction Stop)) { $bad += 'provider path' }
$new = New-SelfSignedCertificate -DnsName 'tmp.contoso.com' -CertStoreLocation Cert:\LocalMachine\My
$store = New-Object System.Security.Cryptography.X509Certificates.X509Store 'My', 'LocalMachine'
$store.Open([System.Security.Cryptography.X509Certificates.OpenFlags]::ReadWrite)
$old = $store.Certificates | Where-Object { $_.Thumbprint -eq $new.Thumbprint }
$store.Remove($old)
$store.Close()
if (Test-Path "Cert:\LocalMachine\My\$($new.Thumbprint)") { $bad += 'not removed' }
$extension = $x.Extensions | Where-Object { $_.Oid.Value -eq '2.5.29.17' -or $_.Oid.FriendlyName -eq 'Subject Alternative Name' }
if ($extension -and $extension.Format($false) -notmatch 'DNS Name=') { $bad += "names $($extension.Format(0))" }
Restart-WebAppPool -Name MSExchangeOWAAppPool
Set-IISCert -CertThumbprint $x.Thumbprint -WhatIf
if ($bad) { $bad | % { "FAIL: $_" } } else { 'PASS' }
