# needs: [CmdletBinding(DefaultParameterSetName, SupportsShouldProcess, ConfirmImpact)], parameter sets, [ValidateSet/Pattern/Script/Count/Length/NotNullOrEmpty], [AllowNull], [Alias], ValueFromRemainingArguments, $PSCmdlet.ParameterSetName, $PSBoundParameters, ThrowTerminatingError, begin/process/end, -WhatIf:$WhatIfPreference
# level: L3
$miss = New-Object 'System.Collections.Generic.List[object]'
function Set-ServiceCertificate {
    [CmdletBinding(DefaultParameterSetName = 'ByThumb', SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
    [OutputType([string])]
    param(
        [Parameter(Mandatory, Position = 0, ParameterSetName = 'ByThumb', ValueFromPipelineByPropertyName)]
        [ValidatePattern('^[0-9A-Fa-f]{40}$')][Alias('Hash')][string]$Thumbprint,
        [Parameter(Mandatory, ParameterSetName = 'ByName')][ValidateNotNullOrEmpty()][string]$Name,
        [Parameter(Position = 1)][ValidateSet('IIS', 'SMTP', 'POP', 'IMAP')][ValidateCount(1, 4)][string[]]$Services = @('IIS'),
        [ValidateScript({ $_ -gt (Get-Date) })][datetime]$After = (Get-Date).AddDays(1),
        [AllowNull()][object]$Tag,
        [Parameter(ValueFromRemainingArguments)]$Rest,
        [switch]$Quiet
    )
    begin { $done = 0 }
    process {
        $what = if ($PSCmdlet.ParameterSetName -eq 'ByName') { $Name } else { $Thumbprint }
        if ($what -eq 'bad') {
            $record = New-Object System.Management.Automation.ErrorRecord (New-Object System.ArgumentException "no $what"), 'BadName', 'InvalidArgument', $what
            $PSCmdlet.ThrowTerminatingError($record)
        }
        if ($PSCmdlet.ShouldProcess($what, "Assign $($Services -join '+')")) { $done++; if (-not $Quiet.IsPresent) { "$what=$($Services -join '+')" } }
    }
    end { if ($Rest) { "rest $Rest" } ; if ($done -gt 1) { "$done done" } }
}
function Expect([string]$Id, [scriptblock]$Block) {
    try { $null = & $Block; $miss.Add("no error: $Block") } catch { if ($_.FullyQualifiedErrorId -notlike "$Id*") { $miss.Add("$($_.FullyQualifiedErrorId) for $Block") } }
}
$t = 'A' * 40
if ((Set-ServiceCertificate $t) -ne "$t=IIS") { $miss.Add('default') }
if ((Set-ServiceCertificate -Hash $t IIS, POP) -ne "$t=IIS+POP") { $miss.Add('alias') }
if (Set-ServiceCertificate -Name x -WhatIf) { $miss.Add('WhatIf') }
if ((1..3 | % { [pscustomobject]@{ Thumbprint = "$_" * 40 } } | Set-ServiceCertificate -Quiet) -ne '3 done') { $miss.Add('pipeline') }
if ((Set-ServiceCertificate $t IIS more words)[-1] -ne 'rest more words') { $miss.Add('rest') }
Expect 'ParameterArgumentValidationError' { Set-ServiceCertificate 123 }
Expect 'ParameterArgumentValidationError' { Set-ServiceCertificate $t -Services FTP }
Expect 'ParameterArgumentValidationError' { Set-ServiceCertificate $t -After '2001-01-01' }
Expect 'AmbiguousParameterSet' { Set-ServiceCertificate -Thumbprint $t -Name x }
Expect 'BadName' { Set-ServiceCertificate -Name bad }
$error.Clear()
Set-ServiceCertificate -Name bad -ErrorAction SilentlyContinue -ErrorVariable ev 2>$null
if ($ev.Count -lt 1 -and $error.Count -lt 1) { $miss.Add('no trace of the error') }
$meta = (Get-Command Set-ServiceCertificate).Parameters
if ($meta.Thumbprint.Aliases -notcontains 'Hash' -or -not $meta.ContainsKey('WhatIf')) { $miss.Add('metadata') }
if ((Get-Command Set-ServiceCertificate).ParameterSets.Name -join ',' -ne 'ByThumb,ByName') { $miss.Add("sets $((Get-Command Set-ServiceCertificate).ParameterSets.Name)") }
if ($miss.Count) { $miss | % { "FAIL: $_" } } else { 'PASS' }
