# needs: New-ModuleManifest, .psm1 with private/public functions, Export-ModuleMember, $PSModulePath, Import-Module -Force -PassThru -Prefix, Get-Module, Remove-Module, module scope variables, argument completers left out, comment-based help, Get-Help, #requires
# level: L3
#requires -Version 3.0
$lost = @()
$root = Join-Path $PSScriptRoot 'Modules\ExCertTools'
New-Item -ItemType Directory -Path $root -Force | Out-Null
@'
$script:Calls = 0
$Defaults = @{ Days = 30; Server = $env:COMPUTERNAME }
function Write-Trace { param($Text) $script:Calls++; Write-Verbose "[$($script:Calls)] $Text" }
function Get-ExpiringCertificate {
    <#
    .SYNOPSIS
        Lists certificates that expire soon.
    .PARAMETER Days
        How soon.
    .EXAMPLE
        Get-ExpiringCertificate -Days 10
    #>
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline, ValueFromPipelineByPropertyName)][Alias('Name', 'Fqdn')][string[]]$Server = $Defaults.Server,
        [ValidateRange(0, 10000)][int]$Days = $Defaults.Days
    )
    begin { Write-Trace 'begin' ; $limit = (Get-Date).AddDays($Days) }
    process {
        foreach ($s in $Server) {
            Write-Trace $s
            Get-ExchangeCertificate -Server $s | Where-Object { $_.NotAfter -lt $limit } |
                Select-Object @{ n = 'Server'; e = { $s } }, Thumbprint, NotAfter
        }
    }
    end { Write-Trace 'end' }
}
function Get-TraceCount { $script:Calls }
New-Alias -Name gec -Value Get-ExpiringCertificate
Export-ModuleMember -Function *-Expiring*, Get-TraceCount -Alias gec
'@ | Set-Content "$root\ExCertTools.psm1"
New-ModuleManifest -Path "$root\ExCertTools.psd1" -RootModule ExCertTools.psm1 -ModuleVersion 1.2.3 -Author 'Ops' -Description 'Tools' -FunctionsToExport 'Get-ExpiringCertificate', 'Get-TraceCount' -AliasesToExport gec
$env:PSModulePath = (Join-Path $PSScriptRoot 'Modules') + ';' + $env:PSModulePath
if (-not (Get-Module -ListAvailable ExCertTools)) { $lost += 'not available' }
$m = Import-Module ExCertTools -PassThru -Force
if ("$($m.Version)" -ne '1.2.3' -or $m.Author -ne 'Ops') { $lost += "version $($m.Version) by $($m.Author)" }
New-ExchangeCertificate -SubjectName CN=m.contoso.com -DomainName m.contoso.com -Force | Out-Null
if (@(Get-ExpiringCertificate -Days 10000).Count -lt 1) { $lost += 'nothing expires' }
if (@(gec -Days 0).Count -ne 0) { $lost += 'something has expired' }
if (@(Get-ExchangeServer | Get-ExpiringCertificate -Days 10000)[0].Server -notmatch '\w') { $lost += 'no server name' }
if ((Get-TraceCount) -ne 9) { $lost += "calls: $(Get-TraceCount)" }
if (Get-Command Write-Trace -ErrorAction SilentlyContinue) { $lost += 'a private function is visible' }
if ((Get-Command Get-ExpiringCertificate).ModuleName -ne 'ExCertTools') { $lost += 'module name' }
if ((Get-Help Get-ExpiringCertificate).Synopsis.Trim() -ne 'Lists certificates that expire soon.') { $lost += 'help' }
try { Get-ExpiringCertificate -Days -1; $lost += 'range' } catch { if ($_.FullyQualifiedErrorId -notlike 'ParameterArgumentValidationError*') { $lost += $_.FullyQualifiedErrorId } }
$trace = Get-ExpiringCertificate -Days 0 -Verbose 4>&1
if (@($trace | ? { $_ -is [System.Management.Automation.VerboseRecord] }).Count -ne 3) { $lost += "trace: $trace" }
& $m { $script:Calls = 100 }
if ((Get-TraceCount) -ne 100) { $lost += 'module scope' }
Remove-Module ExCertTools
if (Get-Command gec -ErrorAction 0) { $lost += 'the alias is still there' }
Import-Module $root\ExCertTools.psd1 -Prefix My -Global
if (-not (Get-Command Get-MyTraceCount -ea 0)) { $lost += 'prefix' }
if (Get-MyTraceCount) { $lost += 'state of a new import' }
$null = Import-LocalizedData -BindingVariable manifest -BaseDirectory $root -FileName ExCertTools.psd1
if ($manifest.ModuleVersion -ne '1.2.3') { $lost += 'localized data' }
if ($lost) { $lost | % { "FAIL: $_" } } else { 'PASS' }
