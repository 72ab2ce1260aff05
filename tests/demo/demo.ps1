# Types the lines of procedure.txt at a prompt, one after the other: each command, then what it shows.
param([string]$Procedure)

foreach ($command in Get-Content $Procedure)
{
	Write-Host "[PS] $(Get-Location)>$command"
	Invoke-Expression $command | Out-Default
}
