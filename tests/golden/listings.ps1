# One listing, replayed in the session's store, as an object of the JSON that compare-listings.py reads.
# SPDX-License-Identifier: GPL-3.0-or-later
param([string]$File, [int]$Index)
$ErrorActionPreference = 'Stop'
Import-ExchangeOrganization -FileName $File -Index $Index -WarningAction SilentlyContinue
$shown = foreach ($c in Get-ExchangeCertificate) {
    [ordered]@{
        thumbprint           = $c.Thumbprint
        toString             = $c.ToString()
        SelfSigned           = $c.IsSelfSigned
        Services             = [int]$c.Services
        RootCAType           = [int]$c.RootCAType
        PrivateKeyExportable = $c.PrivateKeyExportable
        Identity             = $c.Identity
        FriendlyName         = $c.FriendlyName
    }
}
ConvertTo-Json -Depth 4 @{ index = $Index; certificates = @($shown) }
