# needs: Get-Help of every cmdlet: parameters and examples
# level: help
# Every cmdlet has help that documents each of its parameters, and every example of it runs.
$wrong = @()
$start = $PWD.Path

# What needs somebody at the keyboard, starts programs, or ends what runs.
$typed = 'Import-ExchangeOrganization', 'Read-Host', 'Get-Credential', 'Set-Date', 'Stop-Process', 'Start-Process', 'Wait-Process', 'Invoke-Item',
    'Set-ExshStoreKey', 'Clear-History', 'Invoke-History', 'Add-History', 'Start-Transcript', 'Stop-Transcript'

$parameters = 'Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'InformationAction', 'ErrorVariable', 'WarningVariable',
    'InformationVariable', 'OutVariable', 'OutBuffer', 'PipelineVariable', 'WhatIf', 'Confirm'

foreach ($command in Get-Command -CommandType Cmdlet) {
    $help = Get-Help $command.Name
    if (-not $help.Synopsis) { $wrong += "$($command.Name): no synopsis" }
    foreach ($parameter in $help.parameters.parameter) {
        if ($parameters -notcontains $parameter.name -and -not $parameter.description) {
            $wrong += "$($command.Name) -$($parameter.name): not documented"
        }
    }
    if ($typed -contains $command.Name) { continue }
    foreach ($example in $help.examples.example) {
        $folder = New-Item -ItemType Directory -Path (Join-Path $start "x$([guid]::NewGuid().ToString('n'))")
        Set-Location $folder
        $Error.Clear()
        try {
            $block = [scriptblock]::Create($example.code)
            $null = & $block *>&1
        } catch {
            # a file that the example takes for granted
        }
        $bad = $Error | Where-Object {
            $_.FullyQualifiedErrorId -match 'CommandNotFound|NamedParameter|PositionalParameter|AmbiguousParameter|MissingArgument|CannotConvert' -or
            $_.CategoryInfo.Category -eq 'ParserError'
        }
        if ($bad) { $wrong += "$($command.Name): $($example.code.Split("`n")[0]): $(@($bad)[-1])" }
        Set-Location $start
        Remove-Item $folder -Recurse -Force -ErrorAction SilentlyContinue
    }
}

$wrong | Sort-Object -Unique | ForEach-Object { "FAIL $_" }
if ($wrong) { exit 1 }
'PASS'
