# needs: begin blocks that write into commands which have not begun, ConvertTo-Html into Out-String, Measure-Object, ForEach-Object, Select-Object, Send-MailMessage bodies
# level: L4
$f = @()
function Add-Header { begin { 'header' } process { $_ } end { 'footer' } }
function Add-Mark { begin { $n = 0; 'begun' } process { $n++; "$n $_" } end { "ended after $n" } }
$got = 'a', 'b' | Add-Header | Add-Mark
if (($got -join '|') -ne 'begun|1 header|2 a|3 b|4 footer|ended after 4') { $f += "functions: $($got -join '|')" }
$got = 'a' | Add-Header | Add-Header | Add-Mark
if (($got -join '|') -ne 'begun|1 header|2 header|3 a|4 footer|5 footer|ended after 5') { $f += "three: $($got -join '|')" }
$got = 1 | ForEach-Object -Begin { 'B1' } -Process { $_ } -End { 'E1' } | ForEach-Object -Begin { 'B2' } -Process { "<$_>" } -End { 'E2' }
if (($got -join '|') -ne 'B2|<B1>|<1>|<E1>|E2') { $f += "ForEach-Object: $($got -join '|')" }
if ((1, 2, 3 | Add-Header | Select-Object -First 1) -ne 'header') { $f += 'Select-Object -First' }
# what report scripts do
$certificates = Get-ExchangeCertificate | Select-Object Subject, NotAfter
$html = $certificates | ConvertTo-Html -Title 'Certificates' -PreContent '<h2>Certificates</h2>' | Out-String
if ($html -notmatch '(?s)^<!DOCTYPE html.*<title>Certificates</title>.*<h2>Certificates</h2>.*</html>') { $f += 'no whole page' }
$fragment = $certificates | ConvertTo-Html -Fragment -PreContent '<p>from here</p>' | ForEach-Object { $_ -replace '<table>', '<table class="c">' } | Out-String
if ($fragment -notmatch '(?s)^<p>from here</p>.*<table class="c">.*</table>') { $f += "no whole fragment: $fragment" }
$lines = @($certificates | ConvertTo-Html)
if (($certificates | ConvertTo-Html | Measure-Object).Count -ne $lines.Count) { $f += 'Measure-Object counts others' }
if ($f) { "FAIL: $($f -join '; ')"; exit 1 }
'PASS'
