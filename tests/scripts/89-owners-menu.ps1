# needs: $Host.UI.PromptForChoice and Read-Host under -NonInteractive (catchable), ChoiceDescription, [ref], do/until, labelled loops, while with break/continue, nested functions, [ConsoleColor], Write-Host -NoNewline
# level: L3
$bad = [System.Collections.Generic.List[string]]::new()
$yes = New-Object System.Management.Automation.Host.ChoiceDescription '&Yes', 'Do it'
$no = New-Object System.Management.Automation.Host.ChoiceDescription '&No', 'Leave it'
$options = [System.Management.Automation.Host.ChoiceDescription[]]($yes, $no)
if ($options[0].Label -ne '&Yes' -or $options.Length -ne 2) { $bad.Add('options') }
$answer = 1
try { $answer = $Host.UI.PromptForChoice('Assign', 'Assign the certificate?', $options, 0) } catch { Write-Host "nobody to ask: $($_.Exception.Message)" }
try { $typed = Read-Host 'Number'; $bad.Add('somebody typed') } catch { $typed = '2' }

$script:queue = New-Object System.Collections.Queue
'x', '9', '2', 'q' | ForEach-Object { $queue.Enqueue($_) }
function Read-Choice([string]$Prompt, [ConsoleColor]$Color = 'Yellow') {
    Write-Host "$Prompt " -ForegroundColor $Color -NoNewline
    $key = $queue.Dequeue()
    Write-Host $key
    $key
}
function Select-FromList {
    param([array]$List, [ref]$Index)
    for ($i = 0; $i -lt $List.Count; $i++) { Write-Host ('{0,3}. {1,-30} {2}' -f ($i + 1), $List[$i].FriendlyName, $List[$i].Services) }
    do {
        $key = Read-Choice 'Which one?'
        if ($key -eq 'q') { return $false }
        if ($key -notmatch '^\d+$' -or [int]$key -lt 1 -or [int]$key -gt $List.Count) { Write-Host '  try again' -ForegroundColor Red; continue }
        $Index.Value = [int]$key - 1
        return $true
    } while ($true)
}
1..3 | % { New-ExchangeCertificate -FriendlyName "Menu $_" -SubjectName "CN=menu$_.contoso.com" -DomainName "menu$_.contoso.com" -Force | Out-Null }
$list = @(Get-ExchangeCertificate | ? { $_.FriendlyName -like 'Menu *' } | Sort FriendlyName)
$index = -1
if (-not (Select-FromList $list ([ref]$index))) { $bad.Add('nothing chosen') }
if ($index -ne 1) { $bad.Add("index $index") }
if ($list[$index].FriendlyName -ne 'Menu 2') { $bad.Add("chosen $($list[$index].FriendlyName)") }
if (Select-FromList $list ([ref]$index)) { $bad.Add('q is no choice') }
if ($list['1'].FriendlyName -ne 'Menu 2' -or $list[-1].FriendlyName -ne 'Menu 3') { $bad.Add('indexes') }

$tries = 0
:outer while ($true) {
    foreach ($c in $list) {
        $tries++
        if ($tries -gt 20) { break outer }
        if ($c.FriendlyName -match '1$') { continue }
        if ($c.FriendlyName -match '3$') { break outer }
    }
}
if ($tries -ne 3) { $bad.Add("tries $tries") }
$n = 10
do { $n -= 3 } until ($n -le 0)
if ($n -ne -2) { $bad.Add("n $n") }
[void][int]::TryParse('42', [ref]$n)
if ($n -ne 42) { $bad.Add('TryParse') }
if ($bad.Count) { $bad | % { "FAIL: $_" } } else { 'PASS' }
